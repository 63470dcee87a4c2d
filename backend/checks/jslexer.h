// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <vector>

namespace gatehouse::checks {

struct JsToken
{
    enum class Kind { Word, Text, Template, Number, Regex, Sign, End };

    Kind kind = Kind::End;
    QByteArrayView text; //!< Into the source; without quotes for Text and Template.
    int line = 1;
    bool goesOn = false; //!< A template's text up to code within it, whose tokens follow.

    bool isWord(QByteArrayView word) const { return kind == Kind::Word && text == word; }
    bool isSign(char sign) const { return kind == Kind::Sign && text.size() == 1 && text.at(0) == sign; }
};

//! Enough of JavaScript's lexical rules to tell code from comments and texts: no grammar. A slash is
//! a regular expression where no value stands before it. Never fails; what it does not know is a
//! Sign. \a source must outlive the tokens.
class JsLexer final
{
public:
    explicit JsLexer(QByteArrayView source)
        : m_source(source)
    {
    }
    JsToken next();

private:
    void skipSpace();
    void skipLine();
    void skipComment();
    JsToken word();
    JsToken number();
    JsToken quoted(char quote);
    JsToken templated();
    JsToken brace();
    JsToken regex();
    char at(qsizetype offset) const { return m_at + offset < m_source.size() ? m_source.at(m_at + offset) : '\0'; }
    JsToken token(JsToken::Kind kind, qsizetype from, qsizetype to);

    QByteArrayView m_source;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_tokenLine = 1;
    bool m_valueBefore = false;
    std::vector<int> m_templates; //!< For each open template: the braces open in its code.
};

} // namespace gatehouse::checks
