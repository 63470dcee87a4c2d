// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/style/gatehousestyle.h"

#include "widgets/common/icons.h"
#include "widgets/common/style/stylegeometry.h"
#include "widgets/common/style/stylepainters.h"
#include "widgets/common/textstyle.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QFocusFrame>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitterHandle>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTextEdit>

namespace gatehouse {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int textAreaInset = 6;

bool isTextArea(const QWidget *widget)
{
    return qobject_cast<const QTextEdit *>(widget) != nullptr
        || qobject_cast<const QPlainTextEdit *>(widget) != nullptr;
}

} // namespace

GatehouseStyle::GatehouseStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void GatehouseStyle::polish(QPalette &palette)
{
    Q_UNUSED(palette)
}

void GatehouseStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) != nullptr
        || qobject_cast<QComboBox *>(widget) != nullptr
        || qobject_cast<QScrollBar *>(widget) != nullptr
        || qobject_cast<QSplitterHandle *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
    if (auto *view = qobject_cast<QAbstractItemView *>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
    if (isTextArea(widget) && static_cast<QFrame *>(widget)->frameShape() != QFrame::NoFrame)
        static_cast<QAbstractScrollArea *>(widget)->viewport()->setBackgroundRole(QPalette::Light);
    if (qobject_cast<QMenu *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_TranslucentBackground);
}

int GatehouseStyle::pixelMetric(
    PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return stylegeometry::scrollExtent;
    case PM_ScrollBarSliderMin:
        return stylegeometry::shortestThumb;
    case PM_SplitterWidth:
        return 1;
    case PM_DefaultFrameWidth:
        return isTextArea(widget) ? textAreaInset : 1;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return metrics::checkboxSize;
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return metrics::iconSize;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
        return metrics::iconSize;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuHMargin:
    case PM_MenuPanelWidth:
    case PM_TabBarBaseOverlap:
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_MenuVMargin:
        return 4;
    case PM_FocusFrameHMargin:
        // Item views use the same metric, plus one, as the margin of a cell's text.
        return qobject_cast<const QAbstractItemView *>(widget) != nullptr ? metrics::spaceSm - 1
                                                                          : metrics::focusRing;
    case PM_FocusFrameVMargin:
        return metrics::focusRing;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return metrics::spaceLg;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return metrics::spaceSm;
    case PM_TreeViewIndentation:
        return 16;
    case PM_HeaderMargin:
        return metrics::spaceSm;
    case PM_ToolTipLabelFrameWidth:
        return metrics::spaceSm;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int GatehouseStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
    QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_UnderlineShortcut:
    case SH_Menu_SloppySubMenus:
    case SH_ScrollBar_Transient:
    case SH_FocusFrame_Mask:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_ItemView_ShowDecorationSelected:
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

QSize GatehouseStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        return {qMax(size.width() + 24, 64), scaled(metrics::controlHeight)};
    case CT_LineEdit:
        result.setHeight(qMax(size.height(), scaled(metrics::controlHeight)));
        return result;
    case CT_ComboBox:
        return {size.width() + 40, scaled(metrics::controlHeight)};
    case CT_SpinBox:
        return {size.width() + 36, scaled(metrics::controlHeight)};
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return {size.width(), 9};
            return {qMax(size.width() + 80, 180), scaled(metrics::controlHeight)};
        }
        return result;
    case CT_HeaderSection:
        result.setHeight(scaled(metrics::tableHeaderHeight));
        return result;
    case CT_ItemViewItem:
        result.setHeight(qMax(result.height(), scaled(metrics::rowTree)));
        return result;
    case CT_ProgressBar:
        return {qMax(size.width(), 80), 8};
    case CT_CheckBox:
    case CT_RadioButton:
        result.setHeight(qMax(size.height(), scaled(20)));
        return result;
    default:
        return result;
    }
}

QRect GatehouseStyle::subElementRect(
    SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        const bool plain = widget != nullptr && widget->property(plainFieldProperty).toBool();
        if (plain || (frame != nullptr && frame->lineWidth == 0))
            return option->rect;
        return option->rect.adjusted(8, 1, -8, -1);
    }
    case SE_HeaderLabel:
        return option->rect.adjusted(metrics::spaceSm, 0, -metrics::spaceSm, 0);
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect GatehouseStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
    SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return stylegeometry::scrollPart(*slider, subControl);
    }
    if (control == CC_SpinBox)
        return stylegeometry::spinPart(*option, subControl);
    if (control == CC_ComboBox) {
        if (subControl == SC_ComboBoxEditField)
            return option->rect.adjusted(8, 1, -28, -1);
        if (subControl == SC_ComboBoxListBoxPopup)
            return option->rect.translated(0, 4);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

void GatehouseStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
    QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame == nullptr || frame->lineWidth > 0)
            stylepaint::field(*painter, *option, widget);
        return;
    }
    case PE_Frame:
    case PE_FrameLineEdit:
        stylepaint::frame(*painter, *option, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        stylepaint::checkBox(*painter, *option);
        return;
    case PE_IndicatorRadioButton:
        stylepaint::radioButton(*painter, *option);
        return;
    case PE_PanelMenu:
        stylepaint::menuPanel(*painter, *option);
        return;
    case PE_PanelTipLabel:
        stylepaint::toolTipPanel(*painter, *option);
        return;
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            stylepaint::itemRow(*painter, *item);
        return;
    case PE_IndicatorBranch:
        stylepaint::branch(*painter, *option);
        return;
    case PE_IndicatorHeaderArrow:
    case PE_FrameFocusRect:
    case PE_FrameMenu:
    case PE_FrameTabBarBase:
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void GatehouseStyle::drawControl(ControlElement element, const QStyleOption *option,
    QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            stylepaint::pushButton(*painter, *button);
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton label(*button);
            if (button->features.testFlag(QStyleOptionButton::DefaultButton)
                && button->state.testFlag(State_Enabled))
                label.palette.setColor(QPalette::ButtonText, themeOf(button->palette).onAccent);
            QProxyStyle::drawControl(element, &label, painter, widget);
        }
        return;
    case CE_ComboBoxLabel:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            stylepaint::comboLabel(*painter, *combo);
        return;
    case CE_ProgressBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            stylepaint::progressBar(*painter, *bar);
        return;
    case CE_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            stylepaint::tab(*painter, *tab);
        return;
    case CE_Splitter:
        stylepaint::splitter(*painter, *option);
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            stylepaint::menuItem(*painter, *item);
        return;
    case CE_MenuEmptyArea:
    case CE_MenuVMargin:
    case CE_MenuHMargin:
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            stylepaint::headerSection(*painter, *header);
        else
            painter->fillRect(option->rect, themeOf(option->palette).sunken);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            stylepaint::headerLabel(*painter, *header);
        return;
    case CE_FocusFrame:
        if (const auto *frame = qobject_cast<const QFocusFrame *>(widget))
            stylepaint::focusFrame(*painter, *option, frame->widget());
        return;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void GatehouseStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
    QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            stylepaint::scrollBar(*painter, *slider, stylegeometry::scrollThumb(*slider), widget);
            return;
        }
    }
    if (control == CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            stylepaint::comboBox(*painter, *combo);
            return;
        }
    }
    if (control == CC_SpinBox) {
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option)) {
            stylepaint::spinBox(*painter, *spin, stylegeometry::spinPart(*spin, SC_SpinBoxUp),
                stylegeometry::spinPart(*spin, SC_SpinBoxDown), widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QIcon GatehouseStyle::standardIcon(
    StandardPixmap standardIcon, const QStyleOption *option, const QWidget *widget) const
{
    switch (standardIcon) {
    case SP_LineEditClearButton:
        return icon(IconName::X, ColorRole::Faint);
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
        return icon(IconName::X);
    default:
        return QProxyStyle::standardIcon(standardIcon, option, widget);
    }
}

} // namespace gatehouse
