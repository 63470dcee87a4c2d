// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/configschema.h"

#include "backend/services/configyaml.h"

#include <QRegularExpression>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int referenceLimit = 16;

QJsonObject followed(const QJsonObject &root, QJsonObject schema)
{
    for (int i = 0; i < referenceLimit; ++i) {
        const QString reference = schema.value(u"$ref"_s).toString();
        if (!reference.startsWith(u"#/"_s))
            return schema;
        QJsonValue target = root;
        for (const QString &step : pointerSteps(reference.mid(1)))
            target = target.toObject().value(step);
        schema = target.toObject();
    }
    return {};
}

//! The subschemas that say something about one object: itself and what allOf, anyOf, oneOf offer,
//! up to a number that no honest schema reaches.
QList<QJsonObject> alternatives(const QJsonObject &root, const QJsonObject &schema)
{
    constexpr qsizetype limit = 64;
    QList<QJsonObject> list{schema};
    for (qsizetype i = 0; i < list.size() && list.size() < limit; ++i) {
        for (const QString &keyword : {u"allOf"_s, u"anyOf"_s, u"oneOf"_s}) {
            const QJsonArray branches = list.at(i).value(keyword).toArray();
            for (const QJsonValue &branch : branches)
                list.append(followed(root, branch.toObject()));
        }
    }
    return list;
}

SchemaNode nodeOf(const QJsonObject &root, const QJsonValue &found, const SchemaNode &parent)
{
    SchemaNode node;
    node.schema = followed(root, found.toObject());
    node.isKnown = true;
    const QString visibility = node.schema.value(u"visibility"_s).toString();
    node.isSecret = parent.isSecret || visibility == u"secret"_s
        || node.schema.value(u"deepVisibility"_s).toString() == u"secret"_s;
    node.isPublic = visibility == u"frontend"_s;
    return node;
}

//! What one alternative says about \a key; undefined when nothing.
QJsonValue propertySchema(const QJsonObject &schema, const QString &key)
{
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    if (properties.contains(key))
        return properties.value(key);
    const QJsonObject patterns = schema.value(u"patternProperties"_s).toObject();
    for (auto it = patterns.begin(); it != patterns.end(); ++it) {
        if (QRegularExpression(it.key()).match(key).hasMatch())
            return it.value();
    }
    const QJsonValue additional = schema.value(u"additionalProperties"_s);
    if (additional.isObject() || additional.toBool(false))
        return additional.isObject() ? additional : QJsonValue(QJsonObject());
    return QJsonValue::Undefined;
}

QJsonValue itemSchema(const QJsonObject &schema, const QString &index)
{
    const QJsonValue items = schema.value(u"items"_s);
    return items.isArray() ? items.toArray().at(index.toInt()) : items;
}

QString typeName(const QString &type)
{
    static const QHash<QString, QString> names{{u"integer"_s, u"an integer"_s},
        {u"number"_s, u"a number"_s}, {u"string"_s, u"a text"_s},
        {u"boolean"_s, u"true or false"_s}, {u"object"_s, u"a group of keys"_s},
        {u"array"_s, u"a list"_s}, {u"null"_s, u"empty"_s}};
    return names.value(type, type);
}

QStringList typesOf(const QJsonObject &schema)
{
    const QJsonValue type = schema.value(u"type"_s);
    if (type.isString())
        return {type.toString()};
    QStringList types;
    const QJsonArray list = type.toArray();
    for (const QJsonValue &value : list)
        types.append(value.toString());
    return types;
}

QString rangeOf(const QJsonObject &schema)
{
    const QJsonValue low = schema.value(u"minimum"_s);
    const QJsonValue high = schema.value(u"maximum"_s);
    if (low.isDouble() && high.isDouble())
        return u", %1 to %2"_s.arg(low.toDouble()).arg(high.toDouble());
    if (low.isDouble())
        return u", at least %1"_s.arg(low.toDouble());
    return high.isDouble() ? u", at most %1"_s.arg(high.toDouble()) : QString();
}

} // namespace

SchemaNode schemaRoot(const QJsonObject &schema)
{
    return nodeOf(schema, schema, {});
}

SchemaNode schemaChild(
    const QJsonObject &root, const SchemaNode &parent, const QString &step, bool inList)
{
    bool open = true;
    for (const QJsonObject &schema : alternatives(root, parent.schema)) {
        const QJsonValue found = inList ? itemSchema(schema, step) : propertySchema(schema, step);
        if (!found.isUndefined() && !found.isNull())
            return nodeOf(root, found, parent);
        open
            = open && !schema.contains(u"properties"_s) && !schema.contains(u"patternProperties"_s);
    }
    SchemaNode unknown;
    unknown.isKnown = inList || open;
    unknown.isSecret = parent.isSecret;
    return unknown;
}

QString expectation(const QJsonObject &schema)
{
    const QJsonArray choices = schema.value(u"enum"_s).toArray();
    if (!choices.isEmpty()) {
        QStringList words;
        for (const QJsonValue &choice : choices)
            words.append(choice.toVariant().toString());
        return u"must be one of %1"_s.arg(words.join(u", "_s));
    }
    QStringList names;
    for (const QString &type : typesOf(schema))
        names.append(typeName(type));
    const QString what = names.isEmpty() ? u"a value"_s : names.join(u" or "_s);
    return u"must be %1%2"_s.arg(what, rangeOf(schema));
}

QString kindOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return u"a text"_s;
    case QJsonValue::Bool:
        return u"true or false"_s;
    case QJsonValue::Double:
        return std::trunc(value.toDouble()) == value.toDouble() ? u"a whole number"_s
                                                                : u"a number"_s;
    case QJsonValue::Array:
        return u"a list"_s;
    case QJsonValue::Object:
        return u"a group of keys"_s;
    default:
        return u"nothing"_s;
    }
}

bool hasType(const QJsonObject &schema, const QJsonValue &value)
{
    const QStringList types = typesOf(schema);
    if (types.isEmpty())
        return true;
    switch (value.type()) {
    case QJsonValue::String:
        return types.contains(u"string"_s);
    case QJsonValue::Bool:
        return types.contains(u"boolean"_s);
    case QJsonValue::Double:
        return types.contains(u"number"_s)
            || (types.contains(u"integer"_s) && std::trunc(value.toDouble()) == value.toDouble());
    case QJsonValue::Array:
        return types.contains(u"array"_s);
    case QJsonValue::Object:
        return types.contains(u"object"_s);
    default:
        return types.contains(u"null"_s);
    }
}

} // namespace gatehouse::services
