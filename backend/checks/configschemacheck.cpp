// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/findings.h"
#include "backend/checks/manifestline.h"
#include "backend/npm/configschema.h"
#include "backend/npm/schemavalidator.h"
#include "core/base/counted.h"

#include <QJsonArray>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

//! What the version before declared; nothing when its files are needed and not at hand.
std::optional<QJsonObject> schemaBefore(const Reading &reading)
{
    if (reading.previousVersion.isEmpty())
        return std::nullopt;
    const bool isInline = !reading.previous.value("configSchema"_L1).isString();
    if (!isInline && !reading.subject.filesBefore)
        return std::nullopt;
    const TarFiles none;
    const auto read = configSchemaOf(reading.previous, isInline ? none : *reading.subject.filesBefore);
    return read ? std::optional(read->schema) : std::nullopt;
}

QSet<QString> setOf(const QStringList &list)
{
    return {list.begin(), list.end()};
}

Outcome unreadable(const Error &error, const Reading &reading)
{
    Findings findings(EvidenceKind::ConfigSchema);
    findings.add({.rule = QString(error.code).replace(u'_', u'-'), .severity = Severity::Medium,
        .verdict = Verdict::Fail, .title = error.message, .file = u"package.json"_s,
        .line = manifestLine(reading.files, {u"configSchema"_s}),
        .detail = u"What is configured for it cannot be checked before it is deployed."_s});
    return {error.message, findings.take(), {{u"code"_s, error.code}}};
}

void compare(const QJsonObject &before, const PackageConfigSchema &now, const QString &previousVersion, Findings &findings)
{
    const QStringList required = newlyRequiredKeys(before, now.schema);
    for (const QString &key : required) {
        findings.add({.rule = u"new-required-key"_s, .severity = Severity::Medium, .verdict = Verdict::Warn,
            .title = u"%1 must be configured now"_s.arg(key), .file = now.source, .key = key,
            .detail = u"%1 did not need it: where it is not set, the portal does not start with this version."_s.arg(previousVersion),
            .fix = u"Set it before this version is installed."_s});
    }
    const QSet<QString> secretsBefore = setOf(secretKeyNames(before));
    const QStringList secrets = secretKeyNames(now.schema);
    for (const QString &key : secrets) {
        if (!secretsBefore.contains(key))
            findings.add({.rule = u"new-secret-key"_s, .severity = Severity::Info, .verdict = Verdict::Pass,
                .title = u"%1 is a secret that %2 did not know"_s.arg(key, previousVersion), .file = now.source, .key = key});
    }
}

} // namespace

Result<Outcome> configSchema(const Reading &reading, const Watch &watch)
{
    const auto read = configSchemaOf(reading.manifest, reading.files);
    if (!read)
        return unreadable(read.error(), reading);
    GATEHOUSE_TRY(watch.goOn());
    if (const auto compiled = violations(read->schema, {}); !compiled)
        return unreadable(compiled.error(), reading);
    const QStringList keys = configKeys(read->schema);
    Findings findings(EvidenceKind::ConfigSchema);
    Outcome outcome{u"A JSON Schema describes its %1."_s.arg(counted(keys.size(), u"configuration key", u"configuration keys"))};
    if (read->source == u"none"_s)
        outcome.summary = u"Declares no configuration."_s;
    if (read->isFromTypeScript) {
        outcome.summary = u"TypeScript schema, %1 extracted."_s.arg(counted(keys.size(), u"key", u"keys"));
        findings.add({u"approximated-schema"_s, Severity::Info, Verdict::Warn,
            u"Values are checked against an approximation of the TypeScript declaration"_s,
            read->source});
    }
    const auto before = schemaBefore(reading);
    if (before)
        compare(*before, *read, reading.previousVersion, findings);
    outcome.findings = findings.take();
    outcome.facts = {{u"secrets"_s, secretKeyNames(read->schema).size()}, {u"source"_s, read->source},
        {u"keys"_s, QJsonArray::fromStringList(keys)},
        {u"required"_s, QJsonArray::fromStringList(requiredKeys(read->schema))},
        {u"comparedWith"_s, before ? reading.previousVersion : QString()},
        {u"isApproximation"_s, read->isFromTypeScript}};
    return outcome;
}

} // namespace gatehouse::checks
