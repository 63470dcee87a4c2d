// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/stattile.h"

#include "widgets/charts/gauge.h"
#include "widgets/charts/scale.h"
#include "widgets/charts/sparkline.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int tileHeight = 92;
constexpr int padding = 12;
}

StatTile::StatTile(const QString &title, Look look, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_look(look)
    , m_icon(IconName::None)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(180);
    setFocusPolicy(Qt::TabFocus);
    tellAccessibility();
}

QSize StatTile::sizeHint() const
{
    return {218, scaled(tileHeight)};
}

void StatTile::setValue(double value, const QString &unit)
{
    m_value = value;
    m_unit = unit;
    m_hasValue = true;
    m_stale.clear();
    tellAccessibility();
    update();
}

void StatTile::setCourse(const QList<double> &values)
{
    m_course = values;
    update();
}

void StatTile::setLimits(double warnBelow, double okFrom)
{
    m_warnBelow = warnBelow;
    m_okFrom = okFrom;
    update();
}

void StatTile::setJudgement(Tone tone, IconName icon, const QString &word, const QString &rest)
{
    m_tone = tone;
    m_icon = icon;
    m_word = word;
    m_rest = rest;
    tellAccessibility();
    update();
}

void StatTile::setStale(const QString &sentence)
{
    m_stale = sentence;
    tellAccessibility();
    update();
}

void StatTile::tellAccessibility()
{
    QStringList parts {m_title, m_hasValue ? quantity(m_value, m_unit).text() : tr("no value yet"), m_word, m_rest, m_stale};
    parts.removeAll(QString());
    setAccessibleName(parts.join(u", "_s));
}

void StatTile::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool stale = !m_stale.isEmpty();
    paintBox(painter, rect(), metrics::radiusCard, theme.pane, stale ? QColor() : theme.line, hairline(painter));
    if (stale)
        paintDashedBox(painter, rect(), metrics::radiusCard, theme.warnSolid);

    const auto draw = [&](qreal x, qreal y, qreal height, const QString &text, TextStyle style, const QColor &ink) {
        const QFontMetricsF fm(textFont(style));
        painter.setFont(textFont(style));
        painter.setPen(ink);
        const QString shown = fm.elidedText(text, Qt::ElideRight, qMax(0.0, width() - x - padding));
        painter.drawText(QRectF(x, y, width() - x - padding + 1, height), Qt::AlignVCenter | Qt::AlignLeft, shown);
        return x + fm.horizontalAdvance(shown);
    };
    draw(padding, 9, 18, m_title, TextStyle::Small, theme.muted);
    const Quantity shown = quantity(m_value, m_unit);
    const qreal afterNumber = draw(padding, 29, 32, shown.number, TextStyle::Stat, stale ? theme.muted : theme.text);
    draw(afterNumber + 6, 35, 26, shown.unit, TextStyle::Body, theme.muted);

    if (m_look == Look::Gauge)
        paintGauge(painter, QRectF(width() * 0.55, 40, width() * 0.45 - padding, 8), m_value, m_warnBelow, m_okFrom, theme);
    else
        paintSparkline(painter, QRectF(width() * 0.52, 32, width() * 0.48 - padding, 26), m_course, m_tone == Tone::Warn ? theme.c3 : theme.c1);

    if (stale) {
        paintIcon(painter, IconName::Unplug, QRectF(padding, height() - 26, 14, 14), theme.warn);
        draw(padding + 20, height() - 28, 18, m_stale, TextStyle::Small, theme.warn);
        return;
    }
    qreal x = padding;
    const QColor ink = toneColors(theme, m_tone).text;
    if (m_icon != IconName::None) {
        paintIcon(painter, m_icon, QRectF(x, height() - 26, 14, 14), ink);
        x += 20;
    }
    if (!m_word.isEmpty())
        x = draw(x, height() - 28, 18, m_word, TextStyle::SmallMedium, ink) + 6;
    draw(x, height() - 28, 18, m_rest, TextStyle::Small, theme.muted);
}

} // namespace gatehouse
