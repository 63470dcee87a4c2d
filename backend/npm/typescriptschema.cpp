// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/typescriptschema.h"

#include "backend/npm/typescriptlexer.h"

#include <QJsonArray>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int MaxDepth = 40;
// Interfaces that name each other can grow a small file into a huge schema.
constexpr int MaxTypes = 20000;
constexpr qsizetype MaxSourceBytes = 512 * 1024;

using Kind = TypeScriptToken::Kind;

QJsonObject ofType(const QString &name)
{
    return {{u"type"_s, name}};
}

void applyComment(QJsonObject &schema, const QString &comment)
{
    static const QRegularExpression visibility(
        u"@(visibility|deepVisibility)\\s+(frontend|backend|secret)"_s);
    for (auto it = visibility.globalMatch(comment); it.hasNext();) {
        const auto match = it.next();
        schema.insert(match.captured(1), match.captured(2));
    }
    const qsizetype firstTag = comment.indexOf(u'@');
    const QString text = comment.left(firstTag < 0 ? comment.size() : firstTag).simplified();
    if (!text.isEmpty())
        schema.insert(u"description"_s, text);
    if (comment.contains(u"@deprecated"_s))
        schema.insert(u"deprecated"_s, true);
}

// "a" | "b" is one enum; other unions are anyOf; undefined and null only say "may be missing".
QJsonObject unionOf(const QList<QJsonObject> &parts)
{
    QJsonArray constants;
    QJsonArray others;
    for (const QJsonObject &part : parts) {
        if (part.value("type"_L1) == "null"_L1)
            continue;
        if (part.contains("const"_L1))
            constants.append(part.value("const"_L1));
        else if (!others.contains(part))
            others.append(part);
    }
    if (!constants.isEmpty())
        others.append(QJsonObject{{u"enum"_s, constants}});
    if (others.size() == 1)
        return others.first().toObject();
    return others.isEmpty() ? QJsonObject() : QJsonObject{{u"anyOf"_s, others}};
}

QJsonObject intersectionOf(const QList<QJsonObject> &parts)
{
    if (parts.size() == 1)
        return parts.first();
    QJsonArray all;
    for (const QJsonObject &part : parts)
        all.append(part);
    return {{u"allOf"_s, all}};
}

// Recursive descent over type declarations. Every parse function leaves the position behind what it
// understood; m_failed stops everything.
class Parser final
{
public:
    explicit Parser(QList<TypeScriptToken> tokens)
        : m_tokens(std::move(tokens))
    {
        findDeclarations();
    }

    std::optional<QJsonObject> config()
    {
        if (!m_declarations.contains(u"Config"_s))
            return std::nullopt;
        const QJsonObject schema = declared(u"Config"_s);
        if (m_failed || !schema.contains("properties"_L1))
            return std::nullopt;
        return schema;
    }

private:
    // Where the body of each interface or type alias of the file begins.
    void findDeclarations()
    {
        for (qsizetype i = 0; i + 2 < m_tokens.size(); ++i) {
            const QString &word = m_tokens.at(i).text;
            if (m_tokens.at(i).kind != Kind::Word || m_tokens.at(i + 1).kind != Kind::Word)
                continue;
            const QString &next = m_tokens.at(i + 2).text;
            if (word == u"interface"_s && next == u"{"_s)
                m_declarations.insert(m_tokens.at(i + 1).text, i + 2);
            else if (word == u"type"_s && next == u"="_s)
                m_declarations.insert(m_tokens.at(i + 1).text, i + 3);
        }
    }

    // A name that refers to itself allows anything below the first round.
    QJsonObject declared(const QString &name)
    {
        if (m_open.contains(name))
            return {};
        m_open.insert(name);
        const qsizetype back = std::exchange(m_at, m_declarations.value(name));
        const QJsonObject schema = parseUnion();
        m_at = back;
        m_open.remove(name);
        return schema;
    }

    QJsonObject parseUnion()
    {
        if (++m_depth > MaxDepth)
            m_failed = true;
        QList<QJsonObject> parts;
        take(u"|"_s);
        do {
            parts << parseIntersection();
        } while (!m_failed && take(u"|"_s));
        --m_depth;
        return unionOf(parts);
    }

    QJsonObject parseIntersection()
    {
        QList<QJsonObject> parts;
        take(u"&"_s);
        do {
            parts << parsePostfix();
        } while (!m_failed && take(u"&"_s));
        return intersectionOf(parts);
    }

    QJsonObject parsePostfix()
    {
        QJsonObject schema = parsePrimary();
        while (!m_failed && take(u"["_s)) {
            if (!take(u"]"_s)) { // T['key']: needs the compiler
                skipUntil(u"]"_s);
                schema = {};
                continue;
            }
            schema = {{u"type"_s, u"array"_s}, {u"items"_s, schema}};
        }
        return schema;
    }

    QJsonObject parsePrimary()
    {
        const TypeScriptToken token = peek();
        if (m_failed || token.kind == Kind::End || ++m_types > MaxTypes) {
            m_failed = true;
            return {};
        }
        ++m_at;
        if (token.kind == Kind::Text)
            return {{u"const"_s, token.text}};
        if (token.kind == Kind::Number)
            return {{u"const"_s, token.text.toDouble()}};
        if (token.text == u"{"_s)
            return parseMembers();
        if (token.text == u"("_s) {
            const QJsonObject inner = parseUnion();
            expect(u")"_s);
            return inner;
        }
        if (token.text == u"["_s) {
            skipUntil(u"]"_s);
            return ofType(u"array"_s);
        }
        if (token.kind == Kind::Word)
            return parseName(token.text);
        m_failed = true;
        return {};
    }

    QJsonObject parseName(const QString &name)
    {
        static const QMap<QString, QString> plain = {{u"string"_s, u"string"_s},
            {u"number"_s, u"number"_s}, {u"boolean"_s, u"boolean"_s}, {u"object"_s, u"object"_s},
            {u"null"_s, u"null"_s}, {u"undefined"_s, u"null"_s}, {u"JsonObject"_s, u"object"_s}};
        if (name == u"readonly"_s)
            return parsePostfix();
        if (plain.contains(name))
            return ofType(plain.value(name));
        if (name == u"true"_s || name == u"false"_s)
            return {{u"const"_s, name == u"true"_s}};
        if (name == u"import"_s || name == u"typeof"_s || name == u"keyof"_s) {
            skipReference();
            return {};
        }
        if (take(u"<"_s))
            return parseGeneric(name);
        if (take(u"."_s)) {
            skipReference();
            return {};
        }
        return m_declarations.contains(name) ? declared(name) : QJsonObject();
    }

    QJsonObject parseGeneric(const QString &name)
    {
        QList<QJsonObject> arguments;
        do {
            arguments << parseUnion();
        } while (!m_failed && take(u","_s));
        expect(u">"_s);
        if (name == u"Array"_s || name == u"ReadonlyArray"_s)
            return {{u"type"_s, u"array"_s}, {u"items"_s, arguments.first()}};
        if (name == u"Record"_s && arguments.size() == 2)
            return {{u"type"_s, u"object"_s}, {u"additionalProperties"_s, arguments.at(1)}};
        if (name == u"Partial"_s) {
            arguments.first().remove(u"required"_s);
            return arguments.first();
        }
        return {};
    }

    QJsonObject parseMembers()
    {
        QJsonObject properties;
        QJsonArray required;
        QJsonObject schema = ofType(u"object"_s);
        while (!m_failed && !take(u"}"_s)) {
            if (take(u";"_s) || take(u","_s))
                continue;
            const QString comment = peek().comment;
            if (take(u"["_s)) {
                schema.insert(u"additionalProperties"_s, parseIndexSignature());
                continue;
            }
            if (peek().text == u"readonly"_s && m_tokens.value(m_at + 1).kind == Kind::Word)
                ++m_at;
            const TypeScriptToken name = peek();
            ++m_at;
            const bool isOptional = take(u"?"_s);
            if (name.kind == Kind::Sign || !expect(u":"_s))
                break;
            QJsonObject value = parseUnion();
            applyComment(value, comment);
            properties.insert(name.text, value);
            if (!isOptional)
                required.append(name.text);
        }
        if (!properties.isEmpty())
            schema.insert(u"properties"_s, properties);
        if (!required.isEmpty())
            schema.insert(u"required"_s, required);
        return schema;
    }

    QJsonObject parseIndexSignature()
    {
        skipUntil(u"]"_s);
        take(u"?"_s);
        expect(u":"_s);
        return parseUnion();
    }

    void skipReference()
    {
        static const QSet<QString> ends = {u";"_s, u","_s, u"|"_s, u"&"_s, u"}"_s, u">"_s};
        int depth = 0;
        while (peek().kind != Kind::End && (depth > 0 || !ends.contains(peek().text))) {
            if (peek().text == u"("_s || peek().text == u"<"_s)
                ++depth;
            else if (peek().text == u")"_s || peek().text == u">"_s)
                --depth;
            ++m_at;
        }
    }

    void skipUntil(const QString &sign)
    {
        while (peek().kind != Kind::End && peek().text != sign)
            ++m_at;
        expect(sign);
    }

    TypeScriptToken peek() const { return m_tokens.value(std::min(m_at, m_tokens.size() - 1)); }

    bool take(const QString &sign)
    {
        if (peek().kind != Kind::Sign || peek().text != sign)
            return false;
        ++m_at;
        return true;
    }

    bool expect(const QString &sign)
    {
        if (take(sign))
            return true;
        m_failed = true;
        return false;
    }

    QList<TypeScriptToken> m_tokens;
    QMap<QString, qsizetype> m_declarations;
    QSet<QString> m_open;
    qsizetype m_at = 0;
    int m_depth = 0;
    int m_types = 0;
    bool m_failed = false;
};

} // namespace

Result<QJsonObject> schemaFromTypeScript(const QByteArray &source)
{
    std::optional<QJsonObject> schema;
    if (source.size() <= MaxSourceBytes)
        schema = Parser(lexTypeScript(QString::fromUtf8(source))).config();
    if (!schema) {
        return fail(inputError(u"config_schema_invalid"_s,
            u"The TypeScript configuration declaration has no readable Config interface."_s));
    }
    schema->insert(u"$schema"_s, u"http://json-schema.org/draft-07/schema#"_s);
    return std::move(*schema);
}

} // namespace gatehouse
