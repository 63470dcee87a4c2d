// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/textreader.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

//! Where \a pointer is in the text: its value, its key, or the first key below it. Its key first when
//! \a isKey: that is what is wrong.
std::optional<TextSpan> spanOf(const YamlDocument &yaml, const QString &pointer, bool isKey)
{
    if (isKey && yaml.keys.contains(pointer))
        return yaml.keys.value(pointer);
    if (const auto value = yaml.values.constFind(pointer); value != yaml.values.constEnd())
        return *value;
    if (const auto key = yaml.keys.constFind(pointer); key != yaml.keys.constEnd())
        return *key;
    std::optional<TextSpan> first;
    for (auto it = yaml.keys.begin(); it != yaml.keys.end(); ++it) {
        const bool earlier
            = !first || std::pair(it->line, it->column) < std::pair(first->line, first->column);
        if (earlier && it.key().startsWith(pointer + u'/'))
            first = *it;
    }
    return first;
}

} // namespace

bool ReadText::isValid() const
{
    return std::ranges::none_of(problems,
        [](const ConfigProblem &problem) { return problem.severity == Severity::High; });
}

bool ReadText::parse(
    const QByteArray &text, qsizetype limit, const QString &tooLong, const QString &noKeys)
{
    if (text.size() > limit) {
        tell(Severity::High, u"too_long"_s, tooLong, {});
        return false;
    }
    yaml = parseYaml(text);
    problems = yaml.problems;
    for (ConfigProblem &problem : problems) {
        if (problem.code == u"yaml_root"_s)
            problem.message = noKeys;
    }
    return problems.isEmpty();
}

void ReadText::tell(
    Severity severity, const QString &code, const QString &message, const QString &pointer)
{
    QString place = pointer;
    const bool isKey = code == u"unknown_key"_s;
    std::optional<TextSpan> span = spanOf(yaml, place, isKey);
    while (!span && !place.isEmpty()) {
        place = place.left(place.lastIndexOf(u'/'));
        span = spanOf(yaml, place, isKey);
    }
    const TextSpan where = span.value_or(TextSpan());
    problems.append({severity, code, message, pointer, where.line, where.column, where.length});
}

QString TextReader::at(const QString &pointer, const QString &key)
{
    return pointer + u'/' + pointerStep(key);
}

QString TextReader::at(const QString &pointer, qsizetype index)
{
    return pointer + u'/' + QString::number(index);
}

bool TextReader::isId(const QString &value)
{
    static const QRegularExpression form(u"^[a-z][a-z0-9-]{0,62}\\z"_s);
    return form.match(value).hasMatch();
}

void TextReader::wrong(const QString &code, const QString &message, const QString &pointer)
{
    m_text.tell(Severity::High, code, message, pointer);
}

void TextReader::knownKeys(
    const QJsonObject &object, const QString &pointer, const QStringList &known)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            wrong(u"unknown_key"_s,
                u"There is no \"%1\" here. It takes %2."_s.arg(it.key(), orList(known)),
                at(pointer, it.key()));
    }
}

QJsonObject TextReader::objectAt(const QJsonValue &value, const QString &pointer)
{
    if (!value.isObject())
        wrong(u"wrong_type"_s, u"Keys and values belong here."_s, pointer);
    return value.toObject();
}

QString TextReader::text(
    const QJsonObject &object, const QString &pointer, const QString &key, int limit)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined()) {
        wrong(u"missing"_s, u"\"%1\" is missing."_s.arg(key), pointer);
        return {};
    }
    const QString words = value.toString().simplified();
    if (!value.isString() || words.isEmpty() || words.size() > limit)
        wrong(u"wrong_text"_s,
            u"\"%1\" is a text of at most %2 characters."_s.arg(key).arg(limit), at(pointer, key));
    return words;
}

QString TextReader::id(
    const QJsonObject &object, const QString &pointer, const QString &key, int limit)
{
    const QString value = text(object, pointer, key, limit);
    if (!value.isEmpty() && !isId(value))
        wrong(u"wrong_id"_s,
            u"\"%1\" is made of small letters, digits and dashes, and begins with a letter."_s.arg(key),
            at(pointer, key));
    return value;
}

QString orList(const QStringList &names)
{
    if (names.size() < 2)
        return names.join(QString());
    return names.first(names.size() - 1).join(u", "_s) + u" or "_s + names.last();
}

} // namespace gatehouse::services
