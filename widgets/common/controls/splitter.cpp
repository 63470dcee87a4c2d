// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/splitter.h"

#include <QResizeEvent>
#include <QSplitterHandle>

namespace gatehouse {

namespace {

constexpr int grabMargin = 3;

//! QSplitter lays out by the contents rectangle and keeps handles on top, so margins around the
//! line are grabbed without taking room.
class Handle final : public QSplitterHandle
{
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        if (orientation() == Qt::Horizontal)
            setContentsMargins(grabMargin, 0, grabMargin, 0);
        else
            setContentsMargins(0, grabMargin, 0, grabMargin);
        setAttribute(Qt::WA_MouseNoMask, true);
        setMask(QRegion(contentsRect()));
        QWidget::resizeEvent(event);
    }
};

} // namespace

Splitter::Splitter(Qt::Orientation orientation, QWidget *parent)
    : QSplitter(orientation, parent)
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
}

QSplitterHandle *Splitter::createHandle()
{
    return new Handle(orientation(), this);
}

} // namespace gatehouse
