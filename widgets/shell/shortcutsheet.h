// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

class ActionRegistry;
class ShortcutColumns;

//! `?`: every key of this window, searchable, and the switch for single letters.
class ShortcutSheet final : public QWidget
{
    Q_OBJECT
public:
    explicit ShortcutSheet(ActionRegistry &actions, QWidget *parent = nullptr);

Q_SIGNALS:
    void finished();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildFooter(ActionRegistry &actions);

    ShortcutColumns *m_columns;
};

} // namespace gatehouse
