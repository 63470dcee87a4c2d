// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/toggle.h"

#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QPainter>

namespace gatehouse {

namespace {

constexpr QSize trackSize(26, 14);
constexpr int gap = 8;

} // namespace

Toggle::Toggle(const QString &text, QWidget *parent)
    : QCheckBox(text, parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize Toggle::sizeHint() const
{
    const int words = text().isEmpty() ? 0 : gap + fontMetrics().horizontalAdvance(text()) + 1;
    return {trackSize.width() + words, scaled(20)};
}

bool Toggle::hitButton(const QPoint &position) const
{
    return rect().contains(position);
}

void Toggle::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRectF track(
        0, (height() - trackSize.height()) / 2, trackSize.width(), trackSize.height());
    const QColor on = isEnabled() ? theme.accent : theme.lineStrong;
    paintBox(painter, track, track.height() / 2, isChecked() ? on : theme.faint);
    const qreal knob = track.height() - 4;
    const qreal x = isChecked() ? track.right() - knob / 2 - 2 : track.left() + knob / 2 + 2;
    paintDot(painter, QPointF(x, track.center().y()), knob, theme.onAccent);
    painter.setFont(font());
    painter.setPen(isEnabled() ? theme.muted : theme.disabled);
    painter.drawText(rect().adjusted(trackSize.width() + gap, 0, 1, 0), Qt::AlignVCenter, text());
}

} // namespace gatehouse
