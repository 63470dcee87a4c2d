// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/display/textlabel.h"

#include "widgets/common/display/wrappedheight.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace gatehouse {

TextLabel::TextLabel(const QString &text, TextStyle style, ColorRole role, QWidget *parent)
    : QLabel(text, parent)
    , m_style(style)
    , m_role(role)
{
    setTextFormat(Qt::PlainText);
    // Otherwise the role follows the surface behind, and a label on a pane would use Text.
    setForegroundRole(QPalette::WindowText);
    dress();
}

TextLabel::TextLabel(TextStyle style, ColorRole role, QWidget *parent)
    : TextLabel(QString(), style, role, parent)
{
}

void TextLabel::setStyle(TextStyle style)
{
    m_style = style;
    dress();
}

void TextLabel::setRole(ColorRole role)
{
    m_role = role;
    dress();
}

void TextLabel::setElided(Qt::TextElideMode mode)
{
    m_elide = mode;
    updateGeometry();
}

QSize TextLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return isElidable() ? QSize(24, hint.height()) : hint;
}

void TextLabel::paintEvent(QPaintEvent *event)
{
    // Words that came later than the size.
    keepRoom();
    const bool tooLong
        = isElidable() && fontMetrics().horizontalAdvance(text()) > contentsRect().width();
    if (isElidable())
        setToolTip(tooLong ? text() : QString());
    if (!tooLong) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), alignment() | Qt::TextSingleLine,
        fontMetrics().elidedText(text(), m_elide, contentsRect().width()));
}

void TextLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    keepRoom();
}

void TextLabel::keepRoom()
{
    const int needed = wordWrap() ? wrappedHeight(*this, width()) : 0;
    if (needed == m_room || minimumHeight() > std::max(needed, m_room))
        return;
    m_room = needed;
    setMinimumHeight(needed);
}

void TextLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange
        || event->type() == QEvent::ApplicationFontChange)
        dress();
}

void TextLabel::dress()
{
    if (m_dressing)
        return;
    m_dressing = true;
    setFont(textFont(m_style));
    const Theme &theme = themeOf(this);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme[m_role]);
    colors.setColor(QPalette::Disabled, QPalette::WindowText, theme.disabled);
    setPalette(colors);
    m_dressing = false;
}

} // namespace gatehouse
