// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/common/palettemodel.h"
#include "widgets/common/paint/primitives.h"

#include <QWidget>

class QLineEdit;
class QListView;

namespace gatehouse {

//! Ctrl+K: one field over objects, commands and contexts. Lives in an overlay over the window.
class CommandPalette final : public QWidget
{
    Q_OBJECT
public:
    //! \a context is shown at the field's right: the environment and whether it is armed.
    CommandPalette(QList<PaletteEntry> entries, const BadgeLook &context, QWidget *parent = nullptr);

    //! Starts with \a text, a mode sign for instance.
    void start(const QString &text);

Q_SIGNALS:
    //! What the person chose; the palette asks to be closed before it.
    void chosen(const QString &kind, const QString &id);
    void finished();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void search(const QString &text);
    void move(int step);
    void runCurrent();

    PaletteModel m_model;
    BadgeLook m_context;
    QLineEdit *m_input;
    QListView *m_list;
    qint64 m_milliseconds = 0;
};

} // namespace gatehouse
