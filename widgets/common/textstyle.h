// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

class QWidget;

namespace gatehouse {

//! The type styles of the design. A style names size, weight and family together; widgets never set
//! a pixel size themselves. The size follows the person's text scale, which ThemeController keeps
//! in the application font.
enum class TextStyle {
    Caption, //!< 11 medium: counts, axis labels, key caps
    CaptionStrong, //!< 11 semibold
    Small, //!< 12: secondary text, badges, table headers
    SmallMedium, //!< 12 medium: badge words
    SmallStrong, //!< 12 semibold: due times, group titles
    Body, //!< 13: default
    BodyMedium, //!< 13 medium: row titles, navigation, buttons
    BodyStrong, //!< 13 semibold: card titles, unread row titles
    Lead, //!< 15: the sentence under a first-run heading
    Title, //!< 15 semibold: page, pane and dialog titles
    Object, //!< 18 semibold: the name in a detail header
    Stat, //!< 24 semibold: stat tiles, first-run headings
    Code, //!< mono 12: editors, diffs, digests, versions
    CodeStrong, //!< mono 12 semibold
    CodeSmall, //!< mono 11.5: versions in two-line rows
    CodeObject, //!< mono 13: version pair in a detail header
    CodeObjectStrong, //!< mono 13 bold
    CodeStat, //!< mono 24: device codes, big values
    Count
};

//! The font of a style at the current text scale. Needs a QApplication.
QFont textFont(TextStyle style);
//! The design's line height of a style, scaled.
int lineHeight(TextStyle style);
//! 1.0 is the design's size.
qreal textScale();
//! A design height or width that must grow with the text.
int scaled(int pixels);
//! The application font at \a scale; what ThemeController sets.
QFont applicationFont(qreal scale);

} // namespace gatehouse
