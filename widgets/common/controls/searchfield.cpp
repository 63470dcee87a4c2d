// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/searchfield.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/style/gatehousestyle.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace gatehouse {

namespace {

constexpr int inset = 8;
constexpr int capHeight = 18;

} // namespace

SearchField::SearchField(QWidget *parent)
    : QLineEdit(parent)
{
    updateMargins();
    connect(this, &QLineEdit::textChanged, this, &SearchField::updateMargins);
}

void SearchField::setIconName(IconName name)
{
    m_icon = name;
    updateMargins();
}

void SearchField::setKeyCap(const QString &cap)
{
    m_keyCap = cap;
    updateMargins();
}

void SearchField::setError(bool error)
{
    setProperty(errorProperty, error);
    update();
}

QSize SearchField::sizeHint() const
{
    return {240, QLineEdit::sizeHint().height()};
}

void SearchField::updateMargins()
{
    const int left = m_icon == IconName::None ? 0 : metrics::iconSize + 4;
    const bool capShown = text().isEmpty() && !m_keyCap.isEmpty();
    setTextMargins(left, 0, capShown ? keyCapsWidth({m_keyCap}, capHeight) : 0, 0);
    update();
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintIcon(painter, m_icon,
        QRectF(
            inset + 2, (height() - metrics::iconSize) / 2.0, metrics::iconSize, metrics::iconSize),
        isEnabled() ? theme.faint : theme.disabled);
    if (!text().isEmpty() || m_keyCap.isEmpty())
        return;
    const int width_ = keyCapsWidth({m_keyCap}, capHeight);
    paintKeyCaps(painter, QRectF(width() - inset - width_, 0, width_, height()), {m_keyCap},
        capHeight, theme.muted, theme.lineStrong, theme.pane);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        QLineEdit::keyPressEvent(event);
        Q_EMIT listWanted();
        return;
    case Qt::Key_Down:
        event->accept();
        Q_EMIT listWanted();
        return;
    case Qt::Key_Escape:
        break;
    default:
        QLineEdit::keyPressEvent(event);
        return;
    }
    event->accept();
    if (text().isEmpty())
        Q_EMIT left();
    else
        clear();
}

} // namespace gatehouse
