// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/chip.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace gatehouse {

namespace {

constexpr int padding = 9;
constexpr int gap = 6;

int wordWidth(const QString &text, TextStyle style)
{
    return text.isEmpty() ? 0
                          : int(std::ceil(QFontMetricsF(textFont(style)).horizontalAdvance(text)));
}

} // namespace

Chip::Chip(const QString &text, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Chip::setIconName(IconName name)
{
    m_icon = name;
    updateGeometry();
    update();
}

void Chip::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Chip::setAction(const QString &action)
{
    m_action = action;
    updateGeometry();
    update();
}

void Chip::setValue(const QString &value)
{
    m_value = value;
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    int width = 2 * padding + wordWidth(text(), TextStyle::SmallMedium);
    if (m_icon != IconName::None)
        width += metrics::iconSize + (text().isEmpty() ? 0 : gap);
    if (!m_value.isEmpty())
        width += gap + wordWidth(m_value, TextStyle::CodeStrong);
    if (!m_action.isEmpty())
        width += 2 * 8 + 1 + wordWidth(m_action, TextStyle::SmallMedium);
    return {width, scaled(metrics::controlHeight)};
}

void Chip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    const ToneColors colors = toneColors(theme, m_tone);
    const bool neutral = m_tone == Tone::Neutral;
    QPainter painter(this);
    const QColor rest = neutral ? theme.pane : colors.tint;
    paintBox(painter, rect(), metrics::radiusControl,
        neutral && (underMouse() || isDown()) ? theme.hover : rest,
        neutral ? theme.lineStrong : colors.line);
    int left = padding;
    const auto word = [&](const QString &text, TextStyle style, const QColor &color) {
        const int room = wordWidth(text, style);
        painter.setFont(textFont(style));
        painter.setPen(color);
        painter.drawText(
            QRect(left, 0, room + 1, height()), Qt::AlignVCenter | Qt::TextSingleLine, text);
        left += room;
    };
    const QColor main = isEnabled() ? colors.text : theme.disabled;
    if (m_icon != IconName::None) {
        paintIcon(painter, m_icon,
            QRectF(
                left, (height() - metrics::iconSize) / 2.0, metrics::iconSize, metrics::iconSize),
            main);
        left += metrics::iconSize + gap;
    }
    word(text(), TextStyle::SmallMedium, main);
    if (!m_value.isEmpty()) {
        left += gap;
        word(m_value, TextStyle::CodeStrong, main);
    }
    if (!m_action.isEmpty()) {
        left += 8;
        paintVLine(painter, left, 8, height() - 8, neutral ? theme.lineStrong : colors.line);
        left += 9;
        word(m_action, TextStyle::SmallMedium, neutral ? theme.accentText : main);
    }
}

} // namespace gatehouse
