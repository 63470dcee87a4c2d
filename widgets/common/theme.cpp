// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include <QAbstractScrollArea>
#include <QPalette>
#include <QWidget>

#include <array>

namespace gatehouse {

namespace {

constexpr QColor hex(int rgb)
{
    return QColor((rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff);
}

constexpr Theme light = {
    false,
    hex(0xf6f6f8), // chrome
    hex(0xffffff), // pane
    hex(0xfafafb), // sunken
    hex(0xffffff), // raised
    hex(0xf0f0f3), // hover
    hex(0xe8e8ec), // press
    hex(0xeeeffe), // sel
    hex(0xececf0), // selInactive
    hex(0x5b5bd6), // selLine
    hex(0xe6e6ea), // line
    hex(0xd6d7de), // lineStrong
    hex(0xffffff), // field
    hex(0xcdced6), // fieldLine
    hex(0x1c2024), // text
    hex(0x5a5e66), // muted
    hex(0x686c75), // faint
    hex(0x9a9da7), // disabled
    hex(0x5b5bd6), // accent
    hex(0x5151cd), // accentHover
    hex(0x5753c6), // accentText
    hex(0xf0f1fe), // accentTint
    hex(0xcbcdff), // accentLine
    hex(0xffffff), // onAccent
    hex(0x256f35), // ok
    hex(0xe9f6e9), // okTint
    hex(0xb2ddb5), // okLine
    hex(0x46a758), // okSolid
    hex(0x8f5600), // warn
    hex(0xfff6cf), // warnTint
    hex(0xf3d673), // warnLine
    hex(0xd98a00), // warnSolid
    hex(0xc02e10), // bad
    hex(0xfeebe7), // badTint
    hex(0xfdbdaf), // badLine
    hex(0xe54d2e), // badSolid
    hex(0x0b68b8), // info
    hex(0xe6f4fe), // infoTint
    hex(0xacd8fc), // infoLine
    hex(0x0090ff), // infoSolid
    hex(0xf0f0f3), // neutralTint
    hex(0xdfe0e5), // neutralLine
    hex(0xeaf7ec), // addBg
    hex(0xbfe6c6), // addWord
    hex(0xfdeeeb), // delBg
    hex(0xfcdad2), // delWord
    hex(0xededf1), // hatch
    hex(0x5b5bd6), // c1
    hex(0x0b8f7e), // c2
    hex(0xd9570a), // c3
    hex(0xa144af), // c4
    hex(0x6b7280), // c5
    hex(0xededf1), // grid
    hex(0x3b5bb5), // synKey
    hex(0x256f35), // synStr
    hex(0x9a4b00), // synNum
    hex(0x686c75), // synCom
    hex(0x8a3ab9), // synKw
    hex(0x8a3ab9), // synRef
    hex(0x5a5e66), // synPun
    hex(0x0b68b8), // synFn
    QColor(20, 22, 28, 71), // scrim
    QColor(20, 22, 30, 41), // shadow
};

constexpr Theme dark = {
    true,
    hex(0x121315), // chrome
    hex(0x18191b), // pane
    hex(0x151618), // sunken
    hex(0x1f2023), // raised
    hex(0x222427), // hover
    hex(0x2a2d31), // press
    hex(0x20223f), // sel
    hex(0x26282c), // selInactive
    hex(0x8683ee), // selLine
    hex(0x27292d), // line
    hex(0x3a3d43), // lineStrong
    hex(0x131416), // field
    hex(0x3f4349), // fieldLine
    hex(0xe9eaed), // text
    hex(0xb0b4ba), // muted
    hex(0x8f939c), // faint
    hex(0x666b73), // disabled
    hex(0x5b5bd6), // accent
    hex(0x6e6ade), // accentHover
    hex(0xb1a9ff), // accentText
    hex(0x1e2040), // accentTint
    hex(0x3d3e82), // accentLine
    hex(0xffffff), // onAccent
    hex(0x71d083), // ok
    hex(0x1a291d), // okTint
    hex(0x2d5736), // okLine
    hex(0x46a758), // okSolid
    hex(0xf2bd4e), // warn
    hex(0x2c200d), // warnTint
    hex(0x5c3d05), // warnLine
    hex(0xe0a02a), // warnSolid
    hex(0xff977d), // bad
    hex(0x351a16), // badTint
    hex(0x6e2920), // badLine
    hex(0xe54d2e), // badSolid
    hex(0x70b8ff), // info
    hex(0x10263f), // infoTint
    hex(0x104d87), // infoLine
    hex(0x0090ff), // infoSolid
    hex(0x232528), // neutralTint
    hex(0x34373c), // neutralLine
    hex(0x17291b), // addBg
    hex(0x2a5a35), // addWord
    hex(0x301a17), // delBg
    hex(0x6b2c21), // delWord
    hex(0x1f2124), // hatch
    hex(0x8f8bf5), // c1
    hex(0x1fb5a0), // c2
    hex(0xf5833a), // c3
    hex(0xc77dd6), // c4
    hex(0x9aa0aa), // c5
    hex(0x232529), // grid
    hex(0x8fb3ff), // synKey
    hex(0x82cf92), // synStr
    hex(0xf0ab6b), // synNum
    hex(0x8f939c), // synCom
    hex(0xd19af0), // synKw
    hex(0xd19af0), // synRef
    hex(0xb0b4ba), // synPun
    hex(0x70b8ff), // synFn
    QColor(0, 0, 0, 133), // scrim
    QColor(0, 0, 0, 140), // shadow
};

//! In the order of ColorRole.
constexpr std::array roleMembers = {&Theme::chrome, &Theme::pane, &Theme::sunken, &Theme::raised,
    &Theme::hover, &Theme::press, &Theme::sel, &Theme::selInactive, &Theme::selLine, &Theme::line,
    &Theme::lineStrong, &Theme::field, &Theme::fieldLine, &Theme::text, &Theme::muted,
    &Theme::faint, &Theme::disabled, &Theme::accent, &Theme::accentHover, &Theme::accentText,
    &Theme::accentTint, &Theme::accentLine, &Theme::onAccent, &Theme::ok, &Theme::okTint,
    &Theme::okLine, &Theme::okSolid, &Theme::warn, &Theme::warnTint, &Theme::warnLine,
    &Theme::warnSolid, &Theme::bad, &Theme::badTint, &Theme::badLine, &Theme::badSolid,
    &Theme::info, &Theme::infoTint, &Theme::infoLine, &Theme::infoSolid, &Theme::neutralTint,
    &Theme::neutralLine, &Theme::addBg, &Theme::addWord, &Theme::delBg, &Theme::delWord,
    &Theme::hatch, &Theme::c1, &Theme::c2, &Theme::c3, &Theme::c4, &Theme::c5, &Theme::grid,
    &Theme::synKey, &Theme::synStr, &Theme::synNum, &Theme::synCom, &Theme::synKw, &Theme::synRef,
    &Theme::synPun, &Theme::synFn};

QPalette::ColorRole surfaceRole(Surface surface)
{
    switch (surface) {
    case Surface::Chrome:
        return QPalette::Window;
    case Surface::Sunken:
        return QPalette::AlternateBase;
    case Surface::Pane:
        return QPalette::Base;
    case Surface::Raised:
        return QPalette::ToolTipBase;
    }
    return QPalette::Window;
}

} // namespace

const QColor &Theme::operator[](ColorRole role) const
{
    return this->*roleMembers[static_cast<size_t>(role)];
}

const Theme &lightTheme()
{
    return light;
}

const Theme &darkTheme()
{
    return dark;
}

const Theme &themeOf(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? dark : light;
}

const Theme &themeOf(const QWidget *widget)
{
    return themeOf(widget->palette());
}

ToneColors toneColors(const Theme &theme, Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return {theme.muted, theme.neutralTint, theme.neutralLine, theme.faint};
    case Tone::Accent:
        return {theme.accentText, theme.accentTint, theme.accentLine, theme.accent};
    case Tone::Ok:
        return {theme.ok, theme.okTint, theme.okLine, theme.okSolid};
    case Tone::Warn:
        return {theme.warn, theme.warnTint, theme.warnLine, theme.warnSolid};
    case Tone::Bad:
        return {theme.bad, theme.badTint, theme.badLine, theme.badSolid};
    case Tone::Info:
        return {theme.info, theme.infoTint, theme.infoLine, theme.infoSolid};
    }
    return {};
}

ColorRole toneRole(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return ColorRole::Muted;
    case Tone::Accent:
        return ColorRole::AccentText;
    case Tone::Ok:
        return ColorRole::Ok;
    case Tone::Warn:
        return ColorRole::Warn;
    case Tone::Bad:
        return ColorRole::Bad;
    case Tone::Info:
        return ColorRole::Info;
    }
    return ColorRole::Text;
}

QPalette paletteFor(const Theme &theme)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &color) {
        palette.setColor(QPalette::All, role, color);
    };
    set(QPalette::Window, theme.chrome);
    set(QPalette::WindowText, theme.text);
    set(QPalette::Base, theme.pane);
    set(QPalette::AlternateBase, theme.sunken);
    set(QPalette::ToolTipBase, theme.raised);
    set(QPalette::ToolTipText, theme.text);
    set(QPalette::PlaceholderText, theme.faint);
    set(QPalette::Text, theme.text);
    set(QPalette::Button, theme.pane);
    set(QPalette::ButtonText, theme.text);
    set(QPalette::BrightText, theme.onAccent);
    set(QPalette::Light, theme.field);
    set(QPalette::Midlight, theme.hover);
    set(QPalette::Mid, theme.line);
    set(QPalette::Dark, theme.lineStrong);
    set(QPalette::Shadow, theme.fieldLine);
    set(QPalette::Highlight, theme.sel);
    set(QPalette::HighlightedText, theme.text);
    palette.setColor(QPalette::Inactive, QPalette::Highlight, theme.selInactive);
    set(QPalette::Link, theme.accentText);
    set(QPalette::LinkVisited, theme.accentText);
#if QT_VERSION >= QT_VERSION_CHECK(6, 6, 0)
    set(QPalette::Accent, theme.accent);
#endif
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.disabled);
    return palette;
}

void setSurface(QWidget *widget, Surface surface)
{
    if (auto *area = qobject_cast<QAbstractScrollArea *>(widget))
        area->viewport()->setBackgroundRole(surfaceRole(surface));
    widget->setBackgroundRole(surfaceRole(surface));
    widget->setAutoFillBackground(true);
}

} // namespace gatehouse
