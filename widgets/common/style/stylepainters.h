// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionViewItem;
class QWidget;

//! What GatehouseStyle dispatches to. Each draws one element into option.rect.
namespace gatehouse::stylepaint {

void field(QPainter &painter, const QStyleOption &option, const QWidget *widget);
void frame(QPainter &painter, const QStyleOption &option, const QWidget *widget);
void pushButton(QPainter &painter, const QStyleOptionButton &option);
void checkBox(QPainter &painter, const QStyleOption &option);
void radioButton(QPainter &painter, const QStyleOption &option);
void comboBox(QPainter &painter, const QStyleOptionComboBox &option);
void comboLabel(QPainter &painter, const QStyleOptionComboBox &option);
//! \a up and \a down are the rectangles of the two arrows.
void spinBox(QPainter &painter, const QStyleOptionSpinBox &option, const QRect &up,
    const QRect &down, const QWidget *widget);
void progressBar(QPainter &painter, const QStyleOptionProgressBar &option);
void tab(QPainter &painter, const QStyleOptionTab &option);
void focusFrame(QPainter &painter, const QStyleOption &option, const QWidget *watched);

void scrollBar(
    QPainter &painter, const QStyleOptionSlider &option, const QRect &thumb, const QWidget *widget);
void splitter(QPainter &painter, const QStyleOption &option);
void menuPanel(QPainter &painter, const QStyleOption &option);
void menuItem(QPainter &painter, const QStyleOptionMenuItem &option);
void toolTipPanel(QPainter &painter, const QStyleOption &option);
void headerSection(QPainter &painter, const QStyleOptionHeader &option);
void headerLabel(QPainter &painter, const QStyleOptionHeader &option);
void itemRow(QPainter &painter, const QStyleOptionViewItem &option);
void branch(QPainter &painter, const QStyleOption &option);

} // namespace gatehouse::stylepaint
