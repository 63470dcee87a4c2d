// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/markedbar.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/paint/primitives.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

MarkedBar::MarkedBar(const BatchModel &batch, QWidget *parent)
    : QFrame(parent)
    , m_batch(batch)
    , m_marked(new TextLabel(TextStyle::BodyStrong, ColorRole::Text, this))
    , m_rest(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_approve(new Button(QString(), ButtonVariant::Outline, this))
{
    setObjectName(u"markedBar"_s);
    setAccessibleName(tr("Marked requests"));
    setSurface(this, Surface::Sunken);
    setFixedHeight(scaled(metrics::actionBarHeight));
    m_rest->setObjectName(u"markedRest"_s);
    m_rest->setElided(Qt::ElideRight);
    m_approve->setObjectName(u"approveMarked"_s);
    m_approve->setKeyCaps({u"A"_s, u"B"_s});
    auto *clear = new Button(IconName::X, tr("Take all marks away"), ButtonVariant::Quiet, this);
    clear->setObjectName(u"clearMarks"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceMd, 0, metrics::spaceSm, 0);
    row->setSpacing(metrics::spaceSm);
    row->addWidget(m_marked);
    row->addWidget(m_rest, 1);
    row->addWidget(m_approve);
    row->addWidget(clear);
    connect(m_approve, &QAbstractButton::clicked, this, &MarkedBar::approveRequested);
    connect(clear, &QAbstractButton::clicked, this, &MarkedBar::clearRequested);
    connect(&batch, &BatchModel::judged, this, &MarkedBar::showCounts);
    showCounts();
}

void MarkedBar::showCounts()
{
    const int all = m_batch.rowCount();
    const int reading = m_batch.readingCount();
    const int passing = m_batch.passingCount();
    setVisible(all > 0);
    m_marked->setText(tr("%n marked", nullptr, all));
    const int out = all - reading - passing;
    m_rest->setText(reading > 0 ? tr("reading evidence…") : out > 0 ? tr("%n drop out", nullptr, out) : QString());
    m_approve->setText(reading > 0 ? tr("Approve…") : tr("Approve %1…").arg(passing));
}

void MarkedBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.sunken);
    paintHLine(painter, 0, width(), 0, theme.line);
}

} // namespace gatehouse
