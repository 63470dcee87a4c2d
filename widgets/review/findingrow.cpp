// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/findingrow.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/paint/rowpainter.h"
#include "widgets/common/vocabulary.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int textColumn = 44;

} // namespace

FindingRow::FindingRow(const Evidence &evidence, const Finding &finding, QWidget *parent)
    : QWidget(parent)
    , m_isGrave(finding.severity >= Severity::High)
    , m_title(finding.title)
    , m_open(new Button(tr("Open finding"), ButtonVariant::Link, this))
{
    QStringList facts;
    if (!evidence.tool.isEmpty())
        facts += evidence.toolVersion.isEmpty() ? evidence.tool : QString(evidence.tool + u' ' + evidence.toolVersion);
    facts += term(finding.severity).word.toLower();
    if (finding.line > 0)
        facts += tr("line %1").arg(finding.line);
    m_facts = facts.join(u", "_s);
    setAccessibleName(tr("Finding: %1, %2").arg(m_title, m_facts));
    setToolTip(m_title);
    m_open->setSize(ButtonSize::Small);
    m_open->setAccessibleName(tr("Open finding: %1").arg(m_title));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, metrics::spaceMd, 0);
    row->addStretch(1);
    row->addWidget(m_open);
    setFocusProxy(m_open);
    connect(m_open, &Button::clicked, this, &FindingRow::openRequested);
}

QSize FindingRow::sizeHint() const
{
    return {200, scaled(metrics::rowCompact)};
}

void FindingRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    const ToneColors tone = toneColors(theme, m_isGrave ? Tone::Bad : Tone::Warn);
    QPainter painter(this);
    painter.fillRect(rect(), tone.tint);
    paintHLine(painter, 0, width(), 0, tone.line);
    paintHLine(painter, 0, width(), height() - 1, tone.line);
    TextCache cache;
    RowPainter row(painter, theme, cache);
    QRect area(scaled(textColumn), 0, m_open->x() - scaled(textColumn) - metrics::spaceSm, height());
    row.icon(area, Side::Left, IconName::TriangleAlert, metrics::iconSmallSize, tone.text, 8);
    const int facts = row.textWidth(m_facts, TextStyle::Small);
    QRect title = area.adjusted(0, 0, -facts - metrics::spaceSm, 0);
    const int used = std::min(row.textWidth(m_title, TextStyle::SmallStrong), title.width());
    row.text(title, Side::Left, m_title, TextStyle::SmallStrong, theme.text, 0);
    area.setLeft(area.left() + used + metrics::spaceSm);
    row.text(area, Side::Left, m_facts, TextStyle::Small, theme.muted, 0);
}

} // namespace gatehouse
