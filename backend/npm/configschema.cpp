// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/configschema.h"

#include "backend/npm/typescriptschema.h"
#include "core/base/json.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int MaxDepth = 24;
constexpr qsizetype MaxKeys = 500;

QString below(const QString &path, const QString &key)
{
    return path.isEmpty() ? key : QString(path + u'.' + key);
}

bool isSecret(const QJsonObject &schema)
{
    return schema.value("visibility"_L1) == "secret"_L1 || schema.value("deepVisibility"_L1) == "secret"_L1;
}

// Depth first. deepVisibility holds for all below, until one says otherwise.
class KeyWalk final
{
public:
    explicit KeyWalk(const VisitConfigKey &visit)
        : m_visit(visit)
    {
    }

    void walk(const QJsonObject &schema, const QString &path, const QString &inherited, int depth)
    {
        if (depth > MaxDepth || m_count >= MaxKeys)
            return;
        const QString deep = schema.value("deepVisibility"_L1).toString(inherited);
        const QJsonObject properties = schema.value("properties"_L1).toObject();
        for (auto it = properties.begin(); it != properties.end(); ++it) {
            const QString key = below(path, it.key());
            const QJsonObject declared = it.value().toObject();
            const QString below = declared.value("deepVisibility"_L1).toString(deep);
            ++m_count;
            m_visit(key, declared, declared.value("visibility"_L1).toString(below));
            walk(declared, key, below, depth + 1);
        }
        if (schema.value("items"_L1).isObject())
            walk(schema.value("items"_L1).toObject(), path + u"[]", deep, depth + 1);
        for (const auto &word : {"anyOf"_L1, "oneOf"_L1, "allOf"_L1}) {
            const QJsonArray branches = schema.value(word).toArray();
            for (const QJsonValue &branch : branches)
                walk(branch.toObject(), path, deep, depth + 1);
        }
    }

private:
    const VisitConfigKey &m_visit;
    qsizetype m_count = 0;
};

void collectSecrets(const QJsonObject &schema, const QString &path, int depth, QStringList &keys)
{
    if (depth > MaxDepth || keys.size() >= MaxKeys)
        return;
    if (isSecret(schema))
        keys << path;
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        collectSecrets(it.value().toObject(), below(path, it.key()), depth + 1, keys);
    collectSecrets(schema.value("items"_L1).toObject(), path + u"[]", depth + 1, keys);
    for (const auto &word : {"anyOf"_L1, "oneOf"_L1, "allOf"_L1}) {
        const QJsonArray branches = schema.value(word).toArray();
        for (const QJsonValue &branch : branches)
            collectSecrets(branch.toObject(), path, depth + 1, keys);
    }
}

// Branches of anyOf and oneOf are choices: what one of them requires, another may not.
void collectRequired(const QJsonObject &schema, const QString &path, int depth, QStringList &keys)
{
    if (depth > MaxDepth || keys.size() >= MaxKeys)
        return;
    const QJsonArray required = schema.value("required"_L1).toArray();
    for (const QJsonValue &key : required)
        keys << below(path, key.toString());
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        collectRequired(it.value().toObject(), below(path, it.key()), depth + 1, keys);
    if (schema.value("items"_L1).isObject())
        collectRequired(schema.value("items"_L1).toObject(), path + u"[]", depth + 1, keys);
    const QJsonArray branches = schema.value("allOf"_L1).toArray();
    for (const QJsonValue &branch : branches)
        collectRequired(branch.toObject(), path, depth + 1, keys);
}

Result<PackageConfigSchema> schemaFile(const QString &path, const QByteArray &bytes)
{
    if (path.endsWith(u".d.ts"_s)) {
        auto schema = schemaFromTypeScript(bytes);
        if (!schema)
            return fail(std::move(schema).error());
        return PackageConfigSchema{std::move(*schema), path, true};
    }
    auto schema = parseJsonObject(bytes);
    if (!schema)
        return fail(inputError(u"config_schema_invalid"_s, u"%1 is not valid JSON."_s.arg(path)));
    return PackageConfigSchema{std::move(*schema), path, false};
}

} // namespace

Result<PackageConfigSchema> configSchemaOf(const QJsonObject &manifest, const TarFiles &files)
{
    const QJsonValue declared = manifest.value("configSchema"_L1);
    if (declared.isObject())
        return PackageConfigSchema{declared.toObject(), u"package.json"_s, false};
    QString path = declared.toString();
    if (path.isEmpty())
        return PackageConfigSchema{{}, u"none"_s, false};
    if (path.startsWith(u"./"_s))
        path.remove(0, 2);
    const auto file = files.find(path);
    if (file == files.end()) {
        return fail(inputError(u"config_schema_missing"_s,
            u"configSchema names %1, which the package does not hold."_s.arg(path.left(120))));
    }
    return schemaFile(path, file->bytes);
}

void visitConfigKeys(const QJsonObject &schema, const VisitConfigKey &visit)
{
    KeyWalk(visit).walk(schema, {}, u"backend"_s, 0);
}

QStringList configKeys(const QJsonObject &schema)
{
    QStringList keys;
    visitConfigKeys(schema, [&keys](const QString &path, const QJsonObject &, const QString &) { keys << path; });
    keys.removeDuplicates();
    return keys;
}

QStringList requiredKeys(const QJsonObject &schema)
{
    QStringList keys;
    collectRequired(schema, {}, 0, keys);
    keys.removeDuplicates();
    return keys;
}

QStringList newlyRequiredKeys(const QJsonObject &before, const QJsonObject &now)
{
    const QStringList keysBefore = configKeys(before);
    const QStringList requiredBefore = requiredKeys(before);
    const QSet<QString> known(keysBefore.begin(), keysBefore.end());
    const QSet<QString> knownRequired(requiredBefore.begin(), requiredBefore.end());
    const QStringList required = requiredKeys(now);
    QStringList fresh;
    for (const QString &key : required) {
        const QString group = key.contains(u'.') ? key.section(u'.', 0, -2) : QString();
        // A list has no key of its own: it was told before when something in it was.
        const auto isInList = [&group](const QString &old) { return old.startsWith(group + u'.'); };
        const bool wasTold = group.endsWith("[]"_L1) ? std::any_of(keysBefore.begin(), keysBefore.end(), isInList) : known.contains(group);
        const bool isReached = group.isEmpty() || wasTold || fresh.contains(group);
        if (!knownRequired.contains(key) && isReached)
            fresh << key;
    }
    return fresh;
}

QStringList secretKeyNames(const QJsonObject &schema)
{
    QStringList keys;
    collectSecrets(schema, {}, 0, keys);
    keys.removeDuplicates();
    return keys;
}

} // namespace gatehouse
