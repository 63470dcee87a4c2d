// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/talllines.h"

#include "widgets/common/display/textlabel.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

QString tallLines(const QString &html, TextStyle style)
{
    const int percent = 100 * lineHeight(style) / QFontMetrics(textFont(style)).lineSpacing();
    return u"<p style=\"margin:0;line-height:%1%\">%2</p>"_s.arg(percent).arg(html);
}

TextLabel *tallLabel(const QString &text, TextStyle style, ColorRole role)
{
    auto *label = new TextLabel(tallLines(text.toHtmlEscaped(), style), style, role);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setAccessibleName(text);
    return label;
}

} // namespace gatehouse
