// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/configuration.h"

#include "backend/api/problem.h"
#include "backend/services/configcheck.h"
#include "backend/services/versionfacts.h"
#include "core/base/random.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int yamlLimit = 256 * 1024;

struct JudgingSchema
{
    QJsonObject schema;
    QString version;
};

//! The schema of what runs in the overlay's environment, or of the newest version.
Result<JudgingSchema> judgingSchema(
    store::UnitOfWork &work, const PluginId &plugin, Environment environment)
{
    const auto running = installedVersion(work, plugin, environment);
    if (!running)
        return fail(running.error());
    const auto version = *running ? Result<PluginVersion>(**running) : latestVersion(work, plugin);
    if (!version)
        return fail(version.error());
    const auto schema = versionConfigSchema(work, version->id);
    if (!schema)
        return fail(schema.error());
    return JudgingSchema{schema->schema, version->version};
}

Result<OverlayLayer> activeLayer(
    store::UnitOfWork &work, const PluginId &plugin, const OverlayRef &overlay)
{
    const auto active = activeRevision(work, {plugin, overlay});
    if (!active)
        return fail(active.error());
    if (!*active)
        return OverlayLayer{overlay, 0, {}};
    return OverlayLayer{
        overlay, (*active)->head.number, parseYaml((*active)->head.yaml.toUtf8()).root};
}

//! Global, environment and tenant, as far as \a overlay goes; the last one is \a overlay itself.
QList<OverlayRef> overlaysUpTo(const OverlayRef &overlay)
{
    QList<OverlayRef> list{{Environment::Global, {}}};
    if (overlay.environment != Environment::Global)
        list.append({overlay.environment, {}});
    if (!overlay.tenant.isEmpty())
        list.append(overlay);
    return list;
}

Result<QList<OverlayLayer>> activeLayers(
    store::UnitOfWork &work, const PluginId &plugin, const QList<OverlayRef> &overlays)
{
    QList<OverlayLayer> layers;
    for (const OverlayRef &overlay : overlays) {
        const auto layer = activeLayer(work, plugin, overlay);
        if (!layer)
            return fail(layer.error());
        layers.append(*layer);
    }
    return layers;
}

struct Judged
{
    QList<ConfigProblem> problems;
    QString schemaVersion;
};

Result<Judged> judge(
    store::UnitOfWork &work, const PluginId &plugin, const OverlayRef &overlay, const QString &yaml)
{
    const auto schema = judgingSchema(work, plugin, overlay.environment);
    if (!schema)
        return fail(schema.error());
    QList<OverlayRef> overlays = overlaysUpTo(overlay);
    overlays.removeLast();
    const auto below = activeLayers(work, plugin, overlays);
    if (!below)
        return fail(below.error());
    const CheckedOverlay checked{
        schema->schema, *below, overlay.environment == Environment::Global};
    return Judged{checkConfig(yaml.toUtf8(), checked), schema->version};
}

Status checkWriter(const store::Actor &actor)
{
    if (actor.has(Role::ConfigEditor) || actor.has(Role::PlatformAdmin))
        return {};
    return fail(api::forbidden(u"Config editors and platform admins write configuration."_s));
}

Status checkTexts(const QString &yaml, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return fail(api::validationFailed(u"/reason"_s, u"required"_s, u"Say why it changes"_s));
    if (reason.size() > 2000)
        return fail(
            api::validationFailed(u"/reason"_s, u"too_long"_s, u"At most 2,000 characters"_s));
    if (yaml.toUtf8().size() > yamlLimit)
        return fail(
            api::validationFailed(u"/yaml"_s, u"too_long"_s, u"A document has at most 256 KiB"_s));
    return {};
}

Status checkKeepable(const QList<ConfigProblem> &problems)
{
    QList<FieldError> fields;
    for (const ConfigProblem &problem : unkeepable(problems))
        fields.append(
            {u"/yaml"_s, problem.code, u"Line %1: %2"_s.arg(problem.line).arg(problem.message)});
    return fields.isEmpty() ? Status() : fail(api::validationFailed(fields));
}

Status announce(store::UnitOfWork &work, const RevisionRecord &record)
{
    const ConfigRevision &head = record.head;
    const QString what
        = u"%1 r%2, %3"_s.arg(head.pluginName).arg(head.number).arg(overlayName(head.overlay));
    GATEHOUSE_TRY(work.emitEvent(
        u"config.revision_created"_s, u"configs"_s, head.id.text(), etagOf(record), what));
    return work.audit(u"config.revision_created"_s, what, head.id.text(), u"done"_s, head.reason,
        toWire(head.overlay.environment));
}

Result<RevisionRecord> addRevision(store::UnitOfWork &work, const PluginVersion &plugin,
    const NewRevision &input, const Judged &judged, std::optional<int> rollbackOf)
{
    const auto latest = latestRevision(work, {plugin.pluginId, input.overlay});
    if (!latest)
        return fail(latest.error());
    if (input.baseRevision != (*latest ? (*latest)->head.number : 0))
        return fail(api::preconditionFailed(*latest ? etagOf(**latest) : QString()));
    const QByteArray bytes = input.yaml.toUtf8();
    RevisionRecord record;
    record.head.id = ConfigRevisionId(newId("rev"_L1));
    record.head.pluginId = plugin.pluginId;
    record.head.pluginName = plugin.pluginName;
    record.head.overlay = input.overlay;
    record.head.number = input.baseRevision + 1;
    record.head.state = RevisionState::Draft;
    record.head.yaml = input.yaml;
    record.head.digest = u"sha256-"_s
        + QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    record.head.schemaVersion = judged.schemaVersion;
    record.head.reason = input.reason.trimmed();
    record.head.createdBy = work.actor().person;
    record.head.createdAt = work.now();
    record.head.rollbackOf = rollbackOf;
    record.leafCount = leafCount(parseYaml(bytes).root);
    record.revision = 1;
    GATEHOUSE_TRY(insertRevision(work, record));
    GATEHOUSE_TRY(announce(work, record));
    return record;
}

} // namespace

bool needsApproval(const OverlayRef &overlay)
{
    return overlay.environment == Environment::Production
        || overlay.environment == Environment::Global;
}

QString etagOf(const RevisionRecord &record)
{
    return u"c%1-%2"_s.arg(record.head.number).arg(record.revision);
}

QString overlayName(const OverlayRef &overlay)
{
    const QString name = toWire(overlay.environment);
    return overlay.tenant.isEmpty() ? name : u"%1, tenant %2"_s.arg(name, overlay.tenant);
}

Status checkOverlay(const OverlayRef &overlay)
{
    static const QRegularExpression tenant(u"^[a-z0-9][a-z0-9-]{0,39}\\z"_s);
    if (overlay.environment == Environment::Unknown)
        return fail(api::validationFailed(u"/overlay/environment"_s, u"unknown_value"_s,
            u"Name global, development, staging or production"_s));
    if (overlay.tenant.isEmpty())
        return {};
    if (overlay.environment == Environment::Global)
        return fail(api::validationFailed(
            u"/overlay/tenant"_s, u"not_allowed"_s, u"The global overlay has no tenants"_s));
    if (!tenant.match(overlay.tenant).hasMatch())
        return fail(api::validationFailed(u"/overlay/tenant"_s, u"invalid"_s,
            u"A tenant has up to 40 small letters, digits and dashes"_s));
    return {};
}

Result<RevisionRecord> createRevision(
    store::UnitOfWork &work, const PluginId &plugin, const NewRevision &input)
{
    GATEHOUSE_TRY(checkWriter(work.actor()));
    GATEHOUSE_TRY(checkOverlay(input.overlay));
    GATEHOUSE_TRY(checkTexts(input.yaml, input.reason));
    const auto newest = latestVersion(work, plugin);
    if (!newest)
        return fail(newest.error());
    const auto judged = judge(work, plugin, input.overlay, input.yaml);
    if (!judged)
        return fail(judged.error());
    GATEHOUSE_TRY(checkKeepable(judged->problems));
    return addRevision(work, *newest, input, *judged, std::nullopt);
}

Result<RevisionRecord> rollBackRevision(
    store::UnitOfWork &work, const RevisionRecord &old, const QString &reason)
{
    GATEHOUSE_TRY(checkWriter(work.actor()));
    GATEHOUSE_TRY(checkTexts(old.head.yaml, reason));
    const auto latest = latestRevision(work, {old.head.pluginId, old.head.overlay});
    if (!latest)
        return fail(latest.error());
    if ((*latest)->head.number == old.head.number)
        return fail(api::conflictState(
            u"r%1 is the newest revision: there is nothing to go back from."_s.arg(
                old.head.number)));
    const auto newest = latestVersion(work, old.head.pluginId);
    if (!newest)
        return fail(newest.error());
    const auto judged = judge(work, old.head.pluginId, old.head.overlay, old.head.yaml);
    if (!judged)
        return fail(judged.error());
    GATEHOUSE_TRY(checkKeepable(judged->problems));
    const NewRevision input{old.head.overlay, old.head.yaml, reason, (*latest)->head.number};
    return addRevision(work, *newest, input, *judged, old.head.number);
}

Result<ConfigValidation> validateConfig(
    store::UnitOfWork &work, const PluginId &plugin, const OverlayRef &overlay, const QString &yaml)
{
    GATEHOUSE_TRY(checkOverlay(overlay));
    if (yaml.toUtf8().size() > yamlLimit)
        return fail(
            api::validationFailed(u"/yaml"_s, u"too_long"_s, u"A document has at most 256 KiB"_s));
    const auto judged = judge(work, plugin, overlay, yaml);
    if (!judged)
        return fail(judged.error());
    return ConfigValidation{judged->problems, isDeployable(judged->problems)};
}

Result<EffectiveConfig> effectiveConfig(
    store::UnitOfWork &work, const PluginId &plugin, Environment environment, const QString &tenant)
{
    GATEHOUSE_TRY(checkOverlay({environment, tenant}));
    const auto known = latestVersion(work, plugin);
    if (!known)
        return fail(known.error());
    const auto layers = activeLayers(work, plugin, overlaysUpTo({environment, tenant}));
    if (!layers)
        return fail(layers.error());
    return EffectiveConfig{plugin, environment, tenant, effectiveValues(*layers), work.now()};
}

} // namespace gatehouse::services
