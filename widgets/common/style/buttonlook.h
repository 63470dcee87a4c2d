// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

namespace gatehouse {

//! One filled Accent button per screen; Danger only for rejecting or discarding, never for "remove
//! from list".
enum class ButtonVariant { Outline, Accent, Danger, Quiet, Link };
enum class ButtonSize { Small, Normal, Large };

struct ButtonState
{
    bool enabled = true;
    bool hovered = false;
    bool pressed = false;
    bool checked = false;
};

//! Invalid colours are not drawn.
struct ButtonColors
{
    QColor fill;
    QColor border;
    QColor text;
    QColor icon;
    QColor capText;
    QColor capLine;
};

ButtonColors buttonColors(const Theme &theme, ButtonVariant variant, const ButtonState &state);
int buttonHeight(ButtonSize size);

} // namespace gatehouse
