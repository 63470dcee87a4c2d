// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/jsontext.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <charconv>

namespace gatehouse::codec {

namespace {

bool isPlain(QChar c)
{
    return c >= u' ' && c <= u'~' && c != u'"' && c != u'\\';
}

} // namespace

void TextSink::string(const QString &text)
{
    if (!std::ranges::all_of(text, isPlain))
        return value(text);
    const qsizetype start = m_text.size();
    m_text.resize(start + text.size() + 2);
    char *out = m_text.data() + start;
    *out++ = '"';
    for (const QChar c : text)
        *out++ = char(c.unicode());
    *out = '"';
}

void TextSink::number(qint64 value)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
    m_text.append(digits.data(), end - digits.data());
}

void TextSink::value(const QJsonValue &value)
{
    // A document must be an array or an object: the brackets go again.
    const QByteArray text = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
    m_text.append(text.constData() + 1, text.size() - 2);
}

void TextSink::sortMembers(std::span<Member> members, qsizetype start)
{
    std::ranges::sort(members, {}, &Member::name);
    QByteArray sorted;
    sorted.reserve(m_text.size() - start + qsizetype(members.size()));
    for (const Member &member : members) {
        if (!sorted.isEmpty())
            sorted.append(',');
        sorted.append(m_text.constData() + member.start, member.length);
    }
    m_text.truncate(start);
    m_text.append(sorted);
}

} // namespace gatehouse::codec
