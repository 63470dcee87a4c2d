// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/buttonstrip.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/paint/primitives.h"

#include <QHBoxLayout>
#include <QPainter>

namespace gatehouse {

ButtonStrip::ButtonStrip(QWidget *parent)
    : QFrame(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

Button *ButtonStrip::addButton(Button *button)
{
    button->setVariant(ButtonVariant::Quiet);
    layout()->addWidget(button);
    return button;
}

void ButtonStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintBox(painter, rect(), metrics::radiusControl, theme.pane, theme.lineStrong);
    for (int i = 1; i < layout()->count(); ++i)
        paintVLine(
            painter, layout()->itemAt(i)->geometry().left() - 1, 1, height() - 1, theme.line);
}

} // namespace gatehouse
