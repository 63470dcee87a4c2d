// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/versionjudgement.h"

#include "backend/npm/configschema.h"
#include "backend/npm/manifest.h"
#include "backend/npm/semver.h"
#include "backend/services/evidencejudgement.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"
#include "core/base/json.h"
#include "core/base/random.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

const Evidence *pick(const QList<Evidence> &items, EvidenceKind kind)
{
    for (const Evidence &item : items) {
        if (item.kind == kind)
            return &item;
    }
    return nullptr;
}

QJsonObject factsOf(const QList<Evidence> &items, EvidenceKind kind)
{
    const Evidence *item = pick(items, kind);
    return item == nullptr ? QJsonObject() : item->facts;
}

void describeConfigSchema(VersionRecord &record, const QJsonObject &manifest, const TarFiles &files)
{
    record.configSchema = u"{}"_s;
    record.configSource = u"none"_s;
    const auto schema = configSchemaOf(manifest, files);
    if (!schema || schema->source == u"none"_s)
        return;
    record.configSchema = QString::fromUtf8(toJsonBytes(schema->schema));
    record.configSource = schema->isFromTypeScript ? u"config.d.ts"_s : u"package.json"_s;
}

// The package's own manifest where it can be read, otherwise the registry's copy.
QJsonObject manifestOf(const EvidenceSubject &subject)
{
    if (subject.files) {
        if (auto manifest = parseJsonObject(subject.files->value(u"package.json"_s).bytes))
            return *manifest;
    }
    return subject.packument.manifest(subject.version);
}

VersionRecord recordOf(
    const EvidenceSubject &subject, const QJsonObject &manifest, const QList<Evidence> &evidence)
{
    VersionRecord record;
    PluginVersion &head = record.head;
    const QJsonObject published = subject.packument.manifest(subject.version);
    const auto integrity = subject.packument.integrity(subject.version);
    const QDateTime publishedAt = subject.packument.publishedAt(subject.version);
    head.pluginName = subject.packument.name();
    head.version = subject.version;
    head.digest = integrity ? integrity->text : QString();
    head.licence = factsOf(evidence, EvidenceKind::Licence).value("declared"_L1).toString();
    // A registry without dates: it was published before now, at the latest.
    head.publishedAt = publishedAt.isValid() ? publishedAt : subject.now;
    head.publisher = publisherOf(published);
    const QString deprecation
        = factsOf(evidence, EvidenceKind::Deprecation).value("text"_L1).toString();
    if (!deprecation.isEmpty())
        head.deprecated = deprecation;
    head.packedSize = subject.packedBytes;
    const QJsonObject files = factsOf(evidence, EvidenceKind::Files);
    head.unpackedSize = files.value("unpackedBytes"_L1).toInteger();
    head.fileCount = files.value("count"_L1).toInt();
    const QJsonObject backstage = factsOf(evidence, EvidenceKind::Backstage);
    head.backstageRole = backstage.value("role"_L1).toString();
    head.backstagePluginId = backstage.value("pluginId"_L1).toString();
    record.sortKey = versionSortKey(subject.version);
    record.manifest = QString::fromUtf8(toJsonBytes(manifest));
    describeConfigSchema(record, manifest, subject.files.value_or(TarFiles()));
    return record;
}

// "@acme/backstage-plugin-argo-cd" reads "Argo cd".
QString displayNameOf(const QString &package)
{
    QString name = package.section(u'/', -1);
    for (const auto &prefix : {u"backstage-"_s, u"plugin-"_s}) {
        if (name.startsWith(prefix) && name.size() > prefix.size())
            name.remove(0, prefix.size());
    }
    name.replace(u'-', u' ');
    return name.isEmpty() ? package : QString(name.at(0).toUpper() + name.mid(1));
}

Lifecycle lifecycleOf(const QString &version)
{
    const auto parsed = SemVer::parse(version);
    if (!parsed || parsed->isPrerelease())
        return Lifecycle::Alpha;
    return parsed->isInitialDevelopment() ? Lifecycle::Beta : Lifecycle::Stable;
}

Result<PluginRecord> findOrRegister(store::UnitOfWork &work, const JudgedVersion &judged)
{
    const QString name = judged.record.head.pluginName;
    auto known = findPlugin(work, name);
    if (!known)
        return fail(std::move(known).error());
    PluginRecord plugin = known->value_or(PluginRecord());
    plugin.homepage = judged.homepage;
    plugin.repository = judged.repository;
    if (known->has_value()) {
        GATEHOUSE_TRY(savePlugin(work, plugin));
        return plugin;
    }
    plugin.id = PluginId(newId("plg"_L1));
    plugin.tenant = work.tenant();
    plugin.name = name;
    plugin.displayName = displayNameOf(name);
    plugin.category = u"other"_s;
    plugin.lifecycle = lifecycleOf(judged.record.head.version);
    plugin.createdAt = work.now();
    GATEHOUSE_TRY(savePlugin(work, plugin));
    GATEHOUSE_TRY(work.audit(u"plugin.register"_s, name, plugin.id.text(), u"done"_s));
    return plugin;
}

Result<std::optional<VersionRecord>> findVersion(
    store::UnitOfWork &work, const PluginId &plugin, const QString &version)
{
    const auto versions = versionsOf(work, plugin);
    if (!versions)
        return fail(versions.error());
    for (const VersionRecord &known : *versions) {
        if (known.head.version == version)
            return known;
    }
    return std::nullopt;
}

Error digestMoved(const VersionRecord &known)
{
    return inputError(u"digest_moved"_s,
        u"%1 %2 now has another digest than the one that was judged; it was not taken over."_s.arg(
            known.head.pluginName, known.head.version));
}

} // namespace

JudgedVersion describeVersion(const EvidenceSubject &subject, QList<Evidence> evidence)
{
    JudgedVersion judged;
    const QJsonObject manifest = manifestOf(subject);
    judged.record = recordOf(subject, manifest, evidence);
    judged.evidence = std::move(evidence);
    judged.homepage = manifest.value("homepage"_L1).toString().left(500);
    judged.repository = repositoryOf(manifest).left(500);
    return judged;
}

Result<PluginId> storeJudgement(
    store::UnitOfWork &work, JudgedVersion judged, const PolicySet &policies)
{
    const auto plugin = findOrRegister(work, judged);
    if (!plugin)
        return fail(plugin.error());
    VersionRecord &record = judged.record;
    auto known = findVersion(work, plugin->id, record.head.version);
    if (!known)
        return fail(std::move(known).error());
    record.head.id = VersionId(newId("ver"_L1));
    if (known->has_value()) {
        const VersionRecord &old = **known;
        if (old.head.digest != record.head.digest)
            return fail(digestMoved(old));
        record.head.id = old.head.id;
        record.head.evidenceRevision = old.head.evidenceRevision;
        record.head.policyVersion = old.head.policyVersion;
        record.revision = old.revision;
    }
    record.head.pluginId = plugin->id;
    record.tenant = work.tenant();
    // Evidence belongs to a row that exists.
    if (!known->has_value())
        GATEHOUSE_TRY(saveVersion(work, record));
    GATEHOUSE_TRY(storeChecks(work, policies, record, judged.evidence));
    const QString event = known->has_value() ? u"plugin.updated"_s : u"plugin.version_published"_s;
    GATEHOUSE_TRY(refreshPlugin(work, plugin->id, event,
        u"%1 %2 was judged"_s.arg(record.head.pluginName, record.head.version)));
    return plugin->id;
}

} // namespace gatehouse::services
