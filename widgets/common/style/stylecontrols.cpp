// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/style/buttonlook.h"
#include "widgets/common/style/gatehousestyle.h"
#include "widgets/common/style/stylepainters.h"
#include "widgets/common/textstyle.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleOption>
#include <QTextEdit>

namespace gatehouse::stylepaint {

namespace {

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

bool isTextArea(const QWidget *widget)
{
    return qobject_cast<const QTextEdit *>(widget) != nullptr
        || qobject_cast<const QPlainTextEdit *>(widget) != nullptr;
}

QColor fieldBorder(const Theme &theme, const QStyleOption &option, const QWidget *widget)
{
    if (!has(option, QStyle::State_Enabled))
        return theme.line;
    if (widget != nullptr && widget->property(errorProperty).toBool())
        return theme.badSolid;
    return has(option, QStyle::State_HasFocus) ? theme.accent : theme.fieldLine;
}

ButtonState stateOf(const QStyleOption &option)
{
    return {has(option, QStyle::State_Enabled), has(option, QStyle::State_MouseOver),
        has(option, QStyle::State_Sunken), has(option, QStyle::State_On)};
}

} // namespace

void field(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    if (widget != nullptr && widget->property(plainFieldProperty).toBool())
        return;
    const Theme &theme = themeOf(option.palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    paintBox(painter, option.rect, metrics::radiusControl, enabled ? theme.field : theme.sunken,
        fieldBorder(theme, option, widget));
}

void frame(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const Theme &theme = themeOf(option.palette);
    if (isTextArea(widget)) {
        field(painter, option, widget);
        return;
    }
    const bool card = widget != nullptr && widget->property(cardFrameProperty).toBool();
    paintBox(painter, option.rect, card ? metrics::radiusCard : 0, {}, theme.line);
}

void pushButton(QPainter &painter, const QStyleOptionButton &option)
{
    const Theme &theme = themeOf(option.palette);
    const bool standard = option.features.testFlag(QStyleOptionButton::DefaultButton);
    const bool flat = option.features.testFlag(QStyleOptionButton::Flat);
    const ButtonVariant variant = flat ? ButtonVariant::Quiet
        : standard                     ? ButtonVariant::Accent
                                       : ButtonVariant::Outline;
    const ButtonColors colors = buttonColors(theme, variant, stateOf(option));
    paintBox(painter, option.rect, metrics::radiusControl, colors.fill, colors.border);
}

void checkBox(QPainter &painter, const QStyleOption &option)
{
    const Qt::CheckState state = has(option, QStyle::State_NoChange) ? Qt::PartiallyChecked
        : has(option, QStyle::State_On)                              ? Qt::Checked
                                                                     : Qt::Unchecked;
    constexpr int side = metrics::checkboxSize;
    const QRectF box(
        option.rect.left(), option.rect.top() + (option.rect.height() - side) / 2, side, side);
    paintCheckBox(painter, box, state, has(option, QStyle::State_Enabled), themeOf(option.palette));
}

void radioButton(QPainter &painter, const QStyleOption &option)
{
    const Theme &theme = themeOf(option.palette);
    const bool on = has(option, QStyle::State_On);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QRectF box(option.rect);
    const QColor fill = on ? (enabled ? theme.accent : theme.lineStrong) : theme.field;
    paintBox(painter, box, box.width() / 2, fill, on ? fill : theme.fieldLine);
    if (on)
        paintDot(painter, box.center(), box.width() * 0.4, theme.onAccent);
}

void comboBox(QPainter &painter, const QStyleOptionComboBox &option)
{
    const Theme &theme = themeOf(option.palette);
    ButtonState state = stateOf(option);
    state.checked = false;
    const ButtonColors colors = buttonColors(theme, ButtonVariant::Outline, state);
    paintBox(painter, option.rect, metrics::radiusControl,
        option.editable ? theme.field : colors.fill, colors.border);
    const QRect arrow(option.rect.right() - 24, option.rect.top(), 16, option.rect.height());
    paintIcon(painter, IconName::ChevronDown,
        QRectF(
            arrow.left(), arrow.center().y() - 6.5, metrics::iconSmallSize, metrics::iconSmallSize),
        state.enabled ? theme.muted : theme.disabled);
}

void comboLabel(QPainter &painter, const QStyleOptionComboBox &option)
{
    if (option.editable)
        return;
    const Theme &theme = themeOf(option.palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    QRect area = option.rect.adjusted(10, 0, -28, 0);
    if (!option.currentIcon.isNull()) {
        const QRect box(area.left(), area.top(), metrics::iconSize, area.height());
        option.currentIcon.paint(
            &painter, box, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        area.setLeft(area.left() + metrics::iconSize + 6);
    }
    painter.setPen(enabled ? theme.text : theme.disabled);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, area.width()));
}

void spinBox(QPainter &painter, const QStyleOptionSpinBox &option, const QRect &up,
    const QRect &down, const QWidget *widget)
{
    const Theme &theme = themeOf(option.palette);
    if (option.frame)
        field(painter, option, widget);
    const auto arrow = [&](const QRect &box, IconName name,
                           QAbstractSpinBox::StepEnabledFlag step) {
        const bool live = has(option, QStyle::State_Enabled) && option.stepEnabled.testFlag(step);
        paintIcon(painter, name, QRectF(box.center().x() - 5, box.center().y() - 5, 12, 12),
            live ? theme.muted : theme.disabled);
    };
    arrow(up, IconName::ChevronUp, QAbstractSpinBox::StepUpEnabled);
    arrow(down, IconName::ChevronDown, QAbstractSpinBox::StepDownEnabled);
}

void progressBar(QPainter &painter, const QStyleOptionProgressBar &option)
{
    const Theme &theme = themeOf(option.palette);
    const QRectF bar(option.rect.left(), option.rect.center().y() - 2, option.rect.width(), 5);
    const int range = option.maximum - option.minimum;
    if (range <= 0) {
        paintBox(painter, bar, 2.5, theme.press);
        paintHatch(painter, bar, theme.accent);
        return;
    }
    paintMeter(painter, bar, qreal(option.progress - option.minimum) / range, theme.accent, theme);
}

void tab(QPainter &painter, const QStyleOptionTab &option)
{
    const Theme &theme = themeOf(option.palette);
    const bool selected = has(option, QStyle::State_Selected);
    const bool enabled = has(option, QStyle::State_Enabled);
    painter.setFont(textFont(TextStyle::BodyMedium));
    painter.setPen(!enabled ? theme.disabled : selected ? theme.text : theme.muted);
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextHideMnemonic, option.text);
    if (selected)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom() - metrics::tabUnderline + 1,
                             option.rect.width(), metrics::tabUnderline),
            theme.selLine);
}

void focusFrame(QPainter &painter, const QStyleOption &option, const QWidget *watched)
{
    const Theme &theme = themeOf(option.palette);
    const bool fieldLike = qobject_cast<const QLineEdit *>(watched) != nullptr;
    const bool error = watched != nullptr && watched->property(errorProperty).toBool();
    const QColor color = error ? theme.badLine : fieldLike ? theme.accentLine : theme.selLine;
    paintBox(painter, option.rect, metrics::radiusControl + metrics::focusRing, {}, color,
        metrics::focusRing);
}

} // namespace gatehouse::stylepaint
