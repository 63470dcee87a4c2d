// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

class QStyleOptionComboBox;
class QStyleOptionSlider;
class QStyleOptionFrame;
class QStyleOptionMenuItem;
class QStyleOptionHeader;
class QStyleOptionButton;
class QStyleOptionViewItem;
class QStyleOptionProgressBar;

namespace gatehouse {

//! Dynamic properties the style reads.
//! bool on a QLineEdit: no frame and no focus ring, because a composed field draws them.
inline constexpr char plainFieldProperty[] = "gatehousePlainField";
//! bool on a field: draws it in the error colours. Say what is wrong beside it.
inline constexpr char errorProperty[] = "gatehouseError";
//! bool on a custom control that wants the focus ring.
inline constexpr char focusRingProperty[] = "gatehouseFocusRing";
//! bool on a QFrame or view: a hairline border with the card radius.
inline constexpr char cardFrameProperty[] = "gatehouseCardFrame";

//! Fusion, redrawn with the tokens. ThemeController installs it; nobody else creates one.
class GatehouseStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    GatehouseStyle();

    void polish(QWidget *widget) override;
    void polish(QPalette &palette) override;
    using QProxyStyle::polish;

    int pixelMetric(
        PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
        QStyleHintReturn *returnData) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
        const QWidget *widget) const override;
    QRect subElementRect(
        SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
        SubControl subControl, const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
        QPainter *painter, const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap standardIcon, const QStyleOption *option,
        const QWidget *widget) const override;
};

} // namespace gatehouse
