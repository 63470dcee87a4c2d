// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/jslexer.h"

#include <algorithm>

namespace gatehouse::checks {

namespace {

bool isWordStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c == '#'
        || uchar(c) >= 0x80;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

// Behind these a slash begins a regular expression, though they look like names.
bool isOperatorWord(QByteArrayView word)
{
    static constexpr QByteArrayView words[] = {"return", "typeof", "instanceof", "in", "of", "new",
        "delete", "void", "throw", "case", "do", "else", "yield", "await"};
    return std::ranges::find(words, word) != std::end(words);
}

} // namespace

JsToken JsLexer::token(JsToken::Kind kind, qsizetype from, qsizetype to)
{
    const JsToken made{kind, m_source.sliced(from, to - from), m_tokenLine};
    m_valueBefore = kind != JsToken::Kind::Sign || made.isSign(')') || made.isSign(']') || made.isSign('}');
    if (kind == JsToken::Kind::Word)
        m_valueBefore = !isOperatorWord(made.text);
    return made;
}

void JsLexer::skipLine()
{
    while (m_at < m_source.size() && m_source.at(m_at) != '\n')
        ++m_at;
}

void JsLexer::skipComment()
{
    const qsizetype end = m_source.indexOf(QByteArrayView("*/"), m_at + 2);
    const qsizetype to = end < 0 ? m_source.size() : end + 2;
    const auto skipped = m_source.sliced(m_at, to - m_at);
    m_line += int(std::ranges::count(skipped, '\n'));
    m_at = to;
}

void JsLexer::skipSpace()
{
    if (m_at == 0 && m_source.startsWith(QByteArrayView("#!")))
        skipLine();
    for (;;) {
        while (isSpace(at(0))) {
            m_line += m_source.at(m_at) == '\n' ? 1 : 0;
            ++m_at;
        }
        if (at(0) == '/' && at(1) == '/')
            skipLine();
        else if (at(0) == '/' && at(1) == '*')
            skipComment();
        else
            return;
    }
}

JsToken JsLexer::word()
{
    const qsizetype from = m_at++;
    while (m_at < m_source.size() && (isWordStart(m_source.at(m_at)) || isDigit(m_source.at(m_at))))
        ++m_at;
    return token(JsToken::Kind::Word, from, m_at);
}

JsToken JsLexer::number()
{
    const qsizetype from = m_at++;
    while (isWordStart(at(0)) || isDigit(at(0)) || at(0) == '.')
        ++m_at;
    return token(JsToken::Kind::Number, from, m_at);
}

JsToken JsLexer::quoted(char quote)
{
    const qsizetype from = ++m_at;
    while (m_at < m_source.size() && m_source.at(m_at) != quote && m_source.at(m_at) != '\n') {
        if (m_source.at(m_at) == '\\') {
            ++m_at;
            m_line += at(0) == '\n' ? 1 : 0;
        }
        ++m_at;
    }
    m_at = std::min(m_at, m_source.size());
    const JsToken made = token(JsToken::Kind::Text, from, m_at);
    if (at(0) == quote)
        ++m_at;
    return made;
}

// Stands behind a backtick, or behind the brace that ends the code within.
JsToken JsLexer::templated()
{
    const qsizetype from = ++m_at;
    while (m_at < m_source.size() && at(0) != '`' && !(at(0) == '$' && at(1) == '{')) {
        m_line += at(0) == '\n' ? 1 : 0;
        m_at += at(0) == '\\' && at(1) != '\n' ? 2 : 1;
    }
    m_at = std::min(m_at, m_source.size());
    JsToken made = token(JsToken::Kind::Template, from, m_at);
    if (at(0) == '$') {
        m_at += 2;
        made.goesOn = true;
        m_valueBefore = false;
        m_templates.push_back(0);
    } else if (at(0) == '`') {
        ++m_at;
    }
    return made;
}

JsToken JsLexer::brace()
{
    if (m_templates.empty() || at(0) == '{' || m_templates.back() > 0) {
        if (!m_templates.empty())
            m_templates.back() += at(0) == '{' ? 1 : -1;
        ++m_at;
        return token(JsToken::Kind::Sign, m_at - 1, m_at);
    }
    m_templates.pop_back();
    return templated();
}

JsToken JsLexer::regex()
{
    const qsizetype from = m_at++;
    bool inClass = false;
    while (m_at < m_source.size() && m_source.at(m_at) != '\n' && (inClass || m_source.at(m_at) != '/')) {
        if (m_source.at(m_at) == '[')
            inClass = true;
        else if (m_source.at(m_at) == ']')
            inClass = false;
        else if (m_source.at(m_at) == '\\' && at(1) != '\n')
            ++m_at;
        ++m_at;
    }
    m_at = std::min(m_at + (at(0) == '/' ? 1 : 0), m_source.size());
    return token(JsToken::Kind::Regex, from, m_at);
}

JsToken JsLexer::next()
{
    skipSpace();
    m_tokenLine = m_line;
    if (m_at >= m_source.size())
        return {JsToken::Kind::End, {}, m_line};
    const char c = m_source.at(m_at);
    if (isWordStart(c))
        return word();
    if (isDigit(c))
        return number();
    if (c == '"' || c == '\'')
        return quoted(c);
    if (c == '`')
        return templated();
    if (c == '/' && !m_valueBefore)
        return regex();
    if (c == '{' || c == '}')
        return brace();
    ++m_at;
    return token(JsToken::Kind::Sign, m_at - 1, m_at);
}

} // namespace gatehouse::checks
