// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/verdictcounts.h"

#include "widgets/common/icons.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/theme.h"
#include "widgets/common/vocabulary.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int iconGap = 3;
constexpr int gap = 12;

} // namespace

VerdictCounts::VerdictCounts(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setObjectName(u"verdictCounts"_s);
}

void VerdictCounts::setEvidence(const QList<Evidence> &evidence)
{
    m_counts.clear();
    QStringList words;
    for (const Verdict verdict : {Verdict::Pass, Verdict::Warn, Verdict::Fail, Verdict::Error, Verdict::NotRun}) {
        const auto count = int(std::count_if(evidence.begin(), evidence.end(), [verdict](const Evidence &e) { return e.verdict == verdict; }));
        if (count == 0)
            continue;
        m_counts.append({verdict, count});
        words += u"%1 %2"_s.arg(count).arg(term(verdict).word);
    }
    setAccessibleName(words.join(u", "_s));
    setToolTip(accessibleName());
    updateGeometry();
    update();
}

QSize VerdictCounts::sizeHint() const
{
    const QFontMetrics metrics(textFont(TextStyle::SmallMedium));
    int width = 0;
    for (const auto &[verdict, count] : m_counts)
        width += metrics::iconSmallSize + iconGap + metrics.horizontalAdvance(QString::number(count)) + gap;
    return {std::max(0, width - gap) + 1, scaled(20)};
}

void VerdictCounts::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    const QFont font = textFont(TextStyle::SmallMedium);
    painter.setFont(font);
    qreal x = 0;
    for (const auto &[verdict, count] : m_counts) {
        const Term words = term(verdict);
        const QColor color = toneColors(theme, words.tone).text;
        const QRectF icon(x, (height() - metrics::iconSmallSize) / 2.0, metrics::iconSmallSize, metrics::iconSmallSize);
        paintIcon(painter, words.icon, icon, color);
        x = icon.right() + iconGap;
        const QString text = QString::number(count);
        const qreal width = QFontMetricsF(font).horizontalAdvance(text);
        painter.setPen(color);
        painter.drawText(QRectF(x, 0, width + 1, height()), Qt::AlignVCenter, text);
        x += width + gap;
    }
}

} // namespace gatehouse
