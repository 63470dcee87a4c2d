// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/railbutton.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QIcon>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

RailButton::RailButton(Mark mark, QWidget *parent)
    : QAbstractButton(parent)
    , m_mark(mark)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void RailButton::setWords(const QString &title, const QString &subtitle)
{
    m_title = title;
    m_subtitle = subtitle;
    const QString sentence = subtitle.isEmpty() ? title : title + u", "_s + subtitle;
    setAccessibleName(sentence);
    setToolTip(m_thin ? sentence : QString());
    update();
}

void RailButton::setIconName(IconName icon)
{
    m_icon = icon;
    update();
}

void RailButton::setThin(bool thin)
{
    m_thin = thin;
    setWords(m_title, m_subtitle);
    updateGeometry();
}

void RailButton::setHasMenu(bool hasMenu)
{
    m_hasMenu = hasMenu;
    update();
}

void RailButton::setCurrent(bool current)
{
    m_current = current;
    update();
}

QSize RailButton::sizeHint() const
{
    const int height = m_mark == Mark::Icon ? metrics::navItem : m_mark == Mark::Logo ? metrics::topBarHeight : 42;
    return {m_thin ? metrics::navThin : metrics::navWide, scaled(height)};
}

void RailButton::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void RailButton::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

void RailButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF cell = QRectF(rect()).adjusted(8, m_mark == Mark::Icon ? 0 : 3, -8, m_mark == Mark::Icon ? 0 : -3);
    if (m_current)
        paintBox(painter, cell, metrics::radiusControl, theme.pane, theme.line, hairline(painter));
    else if (isDown() || underMouse())
        paintBox(painter, cell, metrics::radiusControl, isDown() ? theme.press : theme.hover);

    const qreal side = m_mark == Mark::Icon ? metrics::iconSize : metrics::avatarSize;
    const qreal left = m_thin ? cell.center().x() - side / 2 : cell.left() + (m_mark == Mark::Icon ? 10 : 4);
    const QRectF mark(left, cell.center().y() - side / 2, side, side);
    switch (m_mark) {
    case Mark::Logo:
        QIcon(u":/icons/gatehouse.svg"_s).paint(&painter, mark.toRect());
        break;
    case Mark::Avatar:
        paintAvatar(painter, mark, initialsOf(m_title), theme);
        break;
    case Mark::Icon:
        paintIcon(painter, m_icon, mark, m_current ? theme.accentText : theme.muted);
        break;
    }
    if (m_thin)
        return;
    const qreal textLeft = m_mark == Mark::Icon ? cell.left() + 34 : mark.right() + 8;
    QRectF words(textLeft, cell.top(), cell.right() - textLeft - (m_hasMenu ? 22 : 8), cell.height());
    const QFont title = textFont(m_mark == Mark::Icon ? TextStyle::BodyMedium : TextStyle::BodyStrong);
    painter.setFont(title);
    painter.setPen(m_mark == Mark::Icon && !m_current ? theme.muted : theme.text);
    const QString elided = QFontMetricsF(title).elidedText(m_title, Qt::ElideRight, words.width());
    if (m_subtitle.isEmpty()) {
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, elided);
    } else {
        const qreal middle = words.center().y();
        painter.drawText(QRectF(words.left(), middle - 17, words.width(), 18), Qt::AlignVCenter | Qt::AlignLeft, elided);
        const QFont small = textFont(TextStyle::Caption);
        painter.setFont(small);
        painter.setPen(theme.muted);
        painter.drawText(QRectF(words.left(), middle, words.width(), 16), Qt::AlignVCenter | Qt::AlignLeft,
            QFontMetricsF(small).elidedText(m_subtitle, Qt::ElideRight, words.width()));
    }
    if (m_hasMenu)
        paintIcon(painter, IconName::ChevronsUpDown, QRectF(cell.right() - 18, cell.center().y() - 7, 14, 14), theme.faint);
}

} // namespace gatehouse
