// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace gatehouse {

//! A list in a card: as high as its rows, never scrolling by itself, so that keys and screen
//! readers still reach every row.
class FrozenList final : public QListView
{
    Q_OBJECT

public:
    explicit FrozenList(const QString &accessibleName, QWidget *parent = nullptr);
    void setModel(QAbstractItemModel *model) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void wheelEvent(QWheelEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void fit();
};

} // namespace gatehouse
