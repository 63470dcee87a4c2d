// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/plaintext.h"

#include <QList>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool isHidden(char32_t c)
{
    // Variation selectors and tags show nothing; code was hidden in long runs of them.
    if ((c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0000 && c <= 0xe0fff))
        return true;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

} // namespace

QString plainText(const QString &text, qsizetype most)
{
    QString plain;
    const QString part = text.left(most);
    plain.reserve(part.size());
    const auto points = part.toUcs4();
    for (const char32_t c : points) {
        if (isHidden(c))
            plain += u"\\u{%1}"_s.arg(uint(c), 0, 16);
        else
            plain += QString::fromUcs4(&c, 1);
    }
    return part.size() < text.size() ? QString(plain + u'…') : plain;
}

bool hasHiddenCharacters(const QString &text)
{
    const auto points = text.toUcs4();
    return std::any_of(points.begin(), points.end(), [](char32_t c) { return isHidden(c); });
}

} // namespace gatehouse
