// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/spdx.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

// Deeper nesting than this is an attack on the stack, not a licence.
constexpr int MaxDepth = 32;
constexpr qsizetype MaxLength = 2000;

Error syntaxError(const QString &reason)
{
    return inputError(u"spdx_syntax"_s, u"This is no SPDX licence expression: %1"_s.arg(reason));
}

class Parser final
{
public:
    explicit Parser(const QString &text)
    {
        static const QRegularExpression token(u"[()]|[^\\s()]+"_s);
        for (auto it = token.globalMatch(text); it.hasNext();)
            m_tokens << it.next().captured();
    }

    Result<SpdxNode> parse()
    {
        auto node = parseOr(0);
        if (node && m_at < m_tokens.size())
            return fail(
                syntaxError(u"“%1” stands where nothing may follow"_s.arg(m_tokens.at(m_at))));
        return node;
    }

private:
    Result<SpdxNode> parseOr(int depth)
    {
        return parseList(SpdxNode::Kind::Or, u"OR"_s, [this, depth] {
            return parseList(
                SpdxNode::Kind::And, u"AND"_s, [this, depth] { return parseTerm(depth); });
        });
    }

    template <typename Next>
    Result<SpdxNode> parseList(SpdxNode::Kind kind, const QString &keyword, Next next)
    {
        auto first = next();
        if (!first || !takeKeyword(keyword))
            return first;
        SpdxNode list;
        list.kind = kind;
        list.parts.push_back(std::move(*first));
        do {
            auto part = next();
            if (!part)
                return part;
            list.parts.push_back(std::move(*part));
        } while (takeKeyword(keyword));
        return list;
    }

    Result<SpdxNode> parseTerm(int depth)
    {
        if (depth > MaxDepth)
            return fail(syntaxError(u"it is nested too deeply"_s));
        if (m_at >= m_tokens.size())
            return fail(syntaxError(u"it ends too early"_s));
        const QString token = m_tokens.at(m_at++);
        if (token != u"("_s)
            return parseLicence(token);
        auto inner = parseOr(depth + 1);
        if (inner && (m_at >= m_tokens.size() || m_tokens.at(m_at++) != u")"_s))
            return fail(syntaxError(u"a closing parenthesis is missing"_s));
        return inner;
    }

    Result<SpdxNode> parseLicence(QString token)
    {
        static const QRegularExpression identifier(
            u"^(DocumentRef-[A-Za-z0-9.-]+:)?[A-Za-z0-9.-]+\\+?\\z"_s);
        if (isKeyword(token) || !identifier.match(token).hasMatch())
            return fail(syntaxError(u"“%1” is no licence identifier"_s.arg(token)));
        SpdxNode node;
        node.orLater = token.endsWith(u'+');
        if (node.orLater)
            token.chop(1);
        node.licence = token;
        if (!takeKeyword(u"WITH"_s))
            return node;
        if (m_at >= m_tokens.size() || isKeyword(m_tokens.at(m_at))
            || !identifier.match(m_tokens.at(m_at)).hasMatch())
            return fail(syntaxError(u"WITH needs an exception"_s));
        node.exception = m_tokens.at(m_at++);
        return node;
    }

    bool takeKeyword(const QString &keyword)
    {
        if (m_at >= m_tokens.size() || m_tokens.at(m_at).compare(keyword, Qt::CaseInsensitive) != 0)
            return false;
        ++m_at;
        return true;
    }

    static bool isKeyword(const QString &token)
    {
        return token == u"("_s || token == u")"_s
            || token.compare(u"AND"_s, Qt::CaseInsensitive) == 0
            || token.compare(u"OR"_s, Qt::CaseInsensitive) == 0
            || token.compare(u"WITH"_s, Qt::CaseInsensitive) == 0;
    }

    QStringList m_tokens;
    qsizetype m_at = 0;
};

QString joined(const SpdxNode &node, const QString &keyword)
{
    QStringList texts;
    for (const SpdxNode &part : node.parts) {
        const bool bracket = part.kind == SpdxNode::Kind::Or && node.kind == SpdxNode::Kind::And;
        const QString text = toText(part);
        texts << (bracket ? QString(u'(' + text + u')') : text);
    }
    return texts.join(keyword);
}

} // namespace

Result<SpdxNode> parseSpdx(const QString &text)
{
    if (text.size() > MaxLength)
        return fail(syntaxError(u"it is too long"_s));
    return Parser(text).parse();
}

QString toText(const SpdxNode &node)
{
    switch (node.kind) {
    case SpdxNode::Kind::And:
        return joined(node, u" AND "_s);
    case SpdxNode::Kind::Or:
        return joined(node, u" OR "_s);
    case SpdxNode::Kind::Licence:
        break;
    }
    QString text = node.licence;
    if (node.orLater)
        text += u'+';
    if (!node.exception.isEmpty())
        text += u" WITH "_s + node.exception;
    return text;
}

QStringList licencesOf(const SpdxNode &node)
{
    if (node.kind == SpdxNode::Kind::Licence)
        return {node.licence};
    QStringList names;
    for (const SpdxNode &part : node.parts)
        names << licencesOf(part);
    return names;
}

} // namespace gatehouse
