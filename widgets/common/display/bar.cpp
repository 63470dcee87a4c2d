// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/display/bar.h"

#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QHBoxLayout>
#include <QPainter>

namespace gatehouse {

Bar::Bar(int height, Edge edge, Surface surface, QWidget *parent)
    : QFrame(parent)
    , m_edge(edge)
    , m_left(new QHBoxLayout)
    , m_right(new QHBoxLayout)
{
    setSurface(this, surface);
    setFixedHeight(scaled(height));
    for (QHBoxLayout *side : {m_left, m_right})
        side->setSpacing(metrics::spaceSm);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceMd, 0, metrics::spaceMd, 0);
    row->setSpacing(metrics::spaceMd);
    row->addLayout(m_left);
    row->addStretch(1);
    row->addLayout(m_right);
}

void Bar::setLeftFills()
{
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->setStretch(0, 1);
    row->setStretch(1, 0);
}

void Bar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const qreal y = m_edge == Edge::Top ? 0 : height() - hairline(painter);
    paintHLine(painter, 0, width(), y, themeOf(this).line);
}

} // namespace gatehouse
