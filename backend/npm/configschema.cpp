// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/configschema.h"

#include "backend/npm/evidencereading.h"
#include "backend/npm/typescriptschema.h"
#include "core/base/json.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int MaxDepth = 24;
constexpr qsizetype MaxKeys = 500;

void collectKeys(const QJsonObject &schema, const QString &path, int depth, QStringList &keys)
{
    if (depth > MaxDepth || keys.size() >= MaxKeys)
        return;
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QString key = path.isEmpty() ? it.key() : QString(path + u'.' + it.key());
        keys << key;
        collectKeys(it.value().toObject(), key, depth + 1, keys);
    }
    if (schema.value("items"_L1).isObject())
        collectKeys(schema.value("items"_L1).toObject(), path + u"[]", depth + 1, keys);
    for (const auto &word : {"anyOf"_L1, "oneOf"_L1, "allOf"_L1}) {
        const QJsonArray branches = schema.value(word).toArray();
        for (const QJsonValue &branch : branches)
            collectKeys(branch.toObject(), path, depth + 1, keys);
    }
}

int countSecrets(const QJsonObject &schema, int depth)
{
    if (depth > MaxDepth)
        return 0;
    const bool isSecret = schema.value("visibility"_L1) == "secret"_L1
        || schema.value("deepVisibility"_L1) == "secret"_L1;
    int count = isSecret ? 1 : 0;
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    for (const QJsonValue &property : properties)
        count += countSecrets(property.toObject(), depth + 1);
    count += countSecrets(schema.value("items"_L1).toObject(), depth + 1);
    for (const auto &word : {"anyOf"_L1, "oneOf"_L1, "allOf"_L1}) {
        const QJsonArray branches = schema.value(word).toArray();
        for (const QJsonValue &branch : branches)
            count += countSecrets(branch.toObject(), depth + 1);
    }
    return count;
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

QStringList configKeys(const QJsonObject &schema)
{
    QStringList keys;
    collectKeys(schema, {}, 0, keys);
    keys.removeDuplicates();
    return keys;
}

int secretKeys(const QJsonObject &schema)
{
    return countSecrets(schema, 0);
}

Evidence configSchemaEvidence(const EvidenceReading &reading)
{
    const auto read = configSchemaOf(reading.manifest, reading.files);
    if (!read) {
        Evidence evidence
            = makeEvidence(EvidenceKind::ConfigSchema, Verdict::Fail, read.error().message);
        evidence.facts = {{u"code"_s, read.error().code}};
        evidence.findings = {{Severity::Medium, read.error().message, u"package.json"_s, 0}};
        return evidence;
    }
    const QStringList keys = configKeys(read->schema);
    Evidence evidence = makeEvidence(EvidenceKind::ConfigSchema, Verdict::Pass,
        u"A JSON Schema describes its %1 configuration keys."_s.arg(keys.size()));
    if (read->source == u"none"_s)
        evidence.summary = u"Declares no configuration."_s;
    if (read->isFromTypeScript) {
        evidence.verdict = Verdict::Warn;
        evidence.summary = u"TypeScript schema, %1 keys extracted."_s.arg(keys.size());
        evidence.findings = {{Severity::Info,
            u"Values are checked against an approximation of the TypeScript declaration"_s,
            read->source, 0}};
    }
    evidence.facts = {{u"secrets"_s, secretKeys(read->schema)}, {u"source"_s, read->source},
        {u"keys"_s, QJsonArray::fromStringList(keys)},
        {u"isApproximation"_s, read->isFromTypeScript}};
    return evidence;
}

} // namespace gatehouse
