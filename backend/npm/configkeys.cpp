// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/configkeys.h"

#include "backend/npm/configschema.h"
#include "core/contract/jsontext.h"

#include <QJsonArray>
#include <QMap>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QSet<QString> setOf(const QStringList &list)
{
    return {list.begin(), list.end()};
}

QString jsonText(const QJsonValue &value)
{
    codec::TextSink sink;
    sink.value(value);
    return QString::fromUtf8(sink.take());
}

QString typeOf(const QJsonObject &schema)
{
    const QJsonValue type = schema.value("type"_L1);
    if (type.isString())
        return type.toString();
    QStringList words;
    const QJsonArray types = type.toArray();
    for (const QJsonValue &word : types)
        words << word.toString();
    return words.isEmpty() ? u"any"_s : words.join(u" or "_s);
}

std::optional<QString> textOf(const QJsonValue &value)
{
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

QMap<QString, ConfigKey> keysOf(const QJsonObject &schema)
{
    const QSet<QString> required = setOf(requiredKeys(schema));
    QMap<QString, ConfigKey> keys;
    visitConfigKeys(schema, [&](const QString &path, const QJsonObject &declared, const QString &visibility) {
        if (keys.contains(path))
            return;
        const QJsonValue standard = declared.value("default"_L1);
        keys.insert(path, {typeOf(declared), required.contains(path), visibility, textOf(declared.value("description"_L1)),
            standard.isUndefined() ? std::nullopt : std::optional(jsonText(standard))});
    });
    return keys;
}

} // namespace

Result<QList<ConfigKeyChange>> configKeyChanges(const PackageState &before, const PackageState &after)
{
    const auto schemaBefore = configSchemaOf(before.manifest, before.files);
    if (!schemaBefore)
        return fail(schemaBefore.error());
    const auto schemaAfter = configSchemaOf(after.manifest, after.files);
    if (!schemaAfter)
        return fail(schemaAfter.error());
    const QSet<QString> asking = setOf(newlyRequiredKeys(schemaBefore->schema, schemaAfter->schema));
    const QMap<QString, ConfigKey> old = keysOf(schemaBefore->schema);
    const QMap<QString, ConfigKey> now = keysOf(schemaAfter->schema);
    QList<ConfigKeyChange> changes;
    for (auto it = now.begin(); it != now.end(); ++it) {
        const auto was = old.find(it.key());
        if (was == old.end())
            changes.append({it.key(), u"added"_s, asking.contains(it.key()), {}, *it});
        else if (*was != *it)
            changes.append({it.key(), u"changed"_s, asking.contains(it.key()), *was, *it});
    }
    for (auto it = old.begin(); it != old.end(); ++it) {
        if (!now.contains(it.key()))
            changes.append({it.key(), u"removed"_s, false, *it, {}});
    }
    std::sort(changes.begin(), changes.end(), [](const ConfigKeyChange &a, const ConfigKeyChange &b) {
        return a.asksForValue != b.asksForValue ? a.asksForValue : a.key < b.key;
    });
    return changes;
}

} // namespace gatehouse
