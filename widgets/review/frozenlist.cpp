// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/frozenlist.h"

#include "widgets/common/theme.h"

#include <QWheelEvent>

namespace gatehouse {

FrozenList::FrozenList(const QString &accessibleName, QWidget *parent)
    : QListView(parent)
{
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    setSurface(this, Surface::Pane);
}

void FrozenList::setModel(QAbstractItemModel *list)
{
    QListView::setModel(list);
    connect(list, &QAbstractItemModel::rowsInserted, this, &FrozenList::fit);
    connect(list, &QAbstractItemModel::rowsRemoved, this, &FrozenList::fit);
    connect(list, &QAbstractItemModel::modelReset, this, &FrozenList::fit);
    fit();
}

QSize FrozenList::sizeHint() const
{
    int height = 0;
    for (int row = 0; model() && row < model()->rowCount(); ++row)
        height += sizeHintForRow(row);
    return {300, height};
}

void FrozenList::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void FrozenList::focusOutEvent(QFocusEvent *event)
{
    clearSelection();
    QListView::focusOutEvent(event);
}

void FrozenList::fit()
{
    setFixedHeight(sizeHint().height());
    updateGeometry();
}

} // namespace gatehouse
