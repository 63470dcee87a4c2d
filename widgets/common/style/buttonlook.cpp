// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/style/buttonlook.h"

#include "widgets/common/textstyle.h"

namespace gatehouse {

namespace {

QColor plainFill(const Theme &theme, const ButtonState &state, const QColor &rest)
{
    if (state.pressed || state.checked)
        return theme.press;
    return state.hovered ? theme.hover : rest;
}

ButtonColors disabledColors(const Theme &theme, ButtonVariant variant)
{
    const bool framed = variant != ButtonVariant::Quiet && variant != ButtonVariant::Link;
    return {{}, framed ? theme.line : QColor(), theme.disabled, theme.disabled, theme.disabled,
        theme.line};
}

ButtonColors accentColors(const Theme &theme, const ButtonState &state)
{
    const QColor fill = state.hovered || state.pressed ? theme.accentHover : theme.accent;
    QColor capLine = theme.onAccent;
    capLine.setAlphaF(0.4F);
    return {fill, {}, theme.onAccent, theme.onAccent, theme.onAccent, capLine};
}

} // namespace

ButtonColors buttonColors(const Theme &theme, ButtonVariant variant, const ButtonState &state)
{
    if (!state.enabled)
        return disabledColors(theme, variant);
    switch (variant) {
    case ButtonVariant::Accent:
        return accentColors(theme, state);
    case ButtonVariant::Danger:
        return {plainFill(theme, state, theme.pane), theme.lineStrong, theme.bad, theme.bad,
            theme.bad, theme.badLine};
    case ButtonVariant::Quiet:
        return {plainFill(theme, state, {}), {}, theme.muted, theme.muted, theme.muted,
            theme.lineStrong};
    case ButtonVariant::Link:
        return {{}, {}, theme.accentText, theme.accentText, theme.accentText, theme.accentLine};
    case ButtonVariant::Outline:
        break;
    }
    return {plainFill(theme, state, theme.pane), theme.lineStrong, theme.text, theme.muted,
        theme.text, theme.lineStrong};
}

int buttonHeight(ButtonSize size)
{
    switch (size) {
    case ButtonSize::Small:
        return scaled(metrics::controlSmallHeight);
    case ButtonSize::Large:
        return scaled(metrics::controlLargeHeight);
    case ButtonSize::Normal:
        break;
    }
    return scaled(metrics::controlHeight);
}

} // namespace gatehouse
