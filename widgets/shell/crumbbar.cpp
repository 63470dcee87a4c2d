// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/crumbbar.h"

#include "widgets/common/icons.h"
#include "widgets/common/textstyle.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int separator = 24;
}

CrumbBar::CrumbBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"crumbBar"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void CrumbBar::setCrumb(const QStringList &parts, const QString &summary)
{
    m_parts = parts;
    m_summary = summary;
    setAccessibleName(summary.isEmpty() ? parts.join(u", "_s) : parts.join(u", "_s) + u": "_s + summary);
    update();
}

QSize CrumbBar::sizeHint() const
{
    return {400, scaled(24)};
}

void CrumbBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    qreal left = 0;
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        const bool only = m_parts.size() == 1;
        const QFont font = textFont(only || i == 0 ? TextStyle::Title : TextStyle::BodyMedium);
        const QFontMetricsF fm(font);
        painter.setFont(font);
        painter.setPen(theme.text);
        const QString text = fm.elidedText(m_parts.at(i), Qt::ElideRight, qMax(0.0, width() - left));
        painter.drawText(QRectF(left, 0, width() - left, height()), Qt::AlignVCenter | Qt::AlignLeft, text);
        left += fm.horizontalAdvance(text);
        if (i + 1 < m_parts.size()) {
            paintIcon(painter, IconName::ChevronRight, QRectF(left + 5, (height() - 14) / 2.0, 14, 14), theme.faint);
            left += separator;
        }
    }
    if (m_summary.isEmpty())
        return;
    const QFont small = textFont(TextStyle::Small);
    painter.setFont(small);
    painter.setPen(theme.muted);
    const qreal start = left + 14;
    painter.drawText(QRectF(start, 1, qMax(0.0, width() - start), height()), Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetricsF(small).elidedText(m_summary, Qt::ElideRight, qMax(0.0, width() - start)));
}

} // namespace gatehouse
