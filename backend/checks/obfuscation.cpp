// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/obfuscation.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

constexpr int ManyMangled = 12;
constexpr int ManyEscaped = 6;
constexpr qsizetype LongEncoded = 4000;
constexpr int LongHiddenRun = 8;

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// What javascript-obfuscator and its kin leave of names.
bool isMangled(QByteArrayView word)
{
    if (!word.startsWith("_0x") || word.size() < 6)
        return false;
    return std::all_of(word.begin() + 3, word.end(), isHex);
}

bool isMostlyEscapes(QByteArrayView text)
{
    if (text.size() < 40)
        return false;
    qsizetype escapes = 0;
    for (qsizetype at = text.indexOf("\\x"); at >= 0; at = text.indexOf("\\x", at + 2))
        ++escapes;
    return escapes * 4 * 2 > text.size();
}

// Base64 and hexadecimal have no spaces; images and fonts announce themselves, and maps are maps.
bool isEncoded(QByteArrayView text)
{
    if (text.size() < LongEncoded || text.startsWith("data:") || text.startsWith(";base64,"))
        return false;
    return std::none_of(text.begin(), text.end(),
        [](char c) { return c == ' ' || c == '\n' || c == '<' || c == '{' || c == ',' || c == ';'; });
}

struct Point
{
    char32_t value = 0;
    int bytes = 1;
};

Point pointAt(const QByteArray &source, qsizetype at)
{
    const auto byte = [&](qsizetype i) { return char32_t(at + i < source.size() ? uchar(source.at(at + i)) : 0); };
    const char32_t first = byte(0);
    if ((first & 0xf0) == 0xe0)
        return {(first & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f), 3};
    if ((first & 0xf8) == 0xf0)
        return {(first & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f), 4};
    return {first, 1};
}

bool turnsDirection(char32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool isInvisible(char32_t c)
{
    return (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff || c == 0x3164 || c == 0xffa0
        || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0000 && c <= 0xe0fff);
}

} // namespace

void Obfuscation::note(int line)
{
    if (m_line == 0)
        m_line = line;
}

void Obfuscation::look(const JsToken &token)
{
    if (token.kind == JsToken::Kind::Word && isMangled(token.text)) {
        ++m_mangled;
        note(token.line);
    } else if (token.kind == JsToken::Kind::Text && isMostlyEscapes(token.text)) {
        ++m_escaped;
        note(token.line);
    } else if (token.kind == JsToken::Kind::Text && isEncoded(token.text)) {
        ++m_encoded;
        note(token.line);
    }
}

QString Obfuscation::sign() const
{
    if (m_mangled >= ManyMangled)
        return u"Names are replaced by numbers, as obfuscators do."_s;
    if (m_escaped >= ManyEscaped)
        return u"Texts are written as character codes."_s;
    return m_encoded > 0 ? u"A long encoded text stands in the code."_s : QString();
}

qsizetype hiddenTextAt(const QByteArray &source)
{
    int run = 0;
    qsizetype runStart = 0;
    for (qsizetype at = 0; at < source.size();) {
        if (uchar(source.at(at)) < 0xe0) {
            run = 0;
            ++at;
            continue;
        }
        const Point point = pointAt(source, at);
        if (turnsDirection(point.value))
            return at;
        if (!isInvisible(point.value))
            run = 0;
        else if (++run == 1)
            runStart = at;
        if (run >= LongHiddenRun)
            return runStart;
        at += point.bytes;
    }
    return -1;
}

} // namespace gatehouse::checks
