// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/configstore.h"

#include "backend/api/problem.h"
#include "backend/services/rowcodec.h"
#include "backend/services/versionfacts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

struct RevisionRow
{
    RevisionRecord record;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &head = self.record.head;
        visit("id", head.id);
        visit("plugin_id", head.pluginId);
        visit("plugin_name", head.pluginName);
        visit("environment", head.overlay.environment);
        visit("overlay_tenant", head.overlay.tenant);
        visit("number", head.number);
        visit("state", head.state);
        visit("yaml", head.yaml);
        visit("digest", head.digest);
        visit("leaf_count", self.record.leafCount);
        visit("schema_version", head.schemaVersion);
        visit("reason", head.reason);
        visit("created_by", head.createdBy.id);
        visit("created_by_name", head.createdBy.name);
        visit("created_at", head.createdAt);
        visit("activated_at", head.activatedAt);
        visit("rollback_of", head.rollbackOf);
        visit("revision", self.record.revision);
    }
};

Result<QList<RevisionRecord>> select(
    store::UnitOfWork &work, const QString &rest, const QVariantList &values)
{
    auto query = work.db().query(u"SELECT %1 FROM config_revisions WHERE tenant = ? AND %2"_s.arg(
                                     columnNames<RevisionRow>().join(u", "_s), rest),
        QVariantList{work.tenant()} + values);
    if (!query)
        return fail(std::move(query).error());
    QList<RevisionRecord> records;
    while (query->next())
        records.append(readRow<RevisionRow>(*query).record);
    return records;
}

Result<std::optional<RevisionRecord>> first(Result<QList<RevisionRecord>> found)
{
    if (!found)
        return fail(found.error());
    return found->isEmpty() ? std::nullopt : std::optional(found->first());
}

constexpr char16_t ofOverlay[] = u"plugin_id = ? AND environment = ? AND overlay_tenant = ?";

QVariantList valuesOf(const OverlayKey &key)
{
    return {
        key.pluginId.text(), toWire(key.overlay.environment), row::toColumn(key.overlay.tenant)};
}

} // namespace

Result<RevisionRecord> loadRevision(store::UnitOfWork &work, const ConfigRevisionId &id)
{
    const auto found = first(select(work, u"id = ?"_s, {id.text()}));
    if (!found)
        return fail(found.error());
    if (!*found)
        return fail(api::notFound(u"There is no configuration revision %1"_s.arg(id.text())));
    return **found;
}

Result<std::optional<RevisionRecord>> latestRevision(store::UnitOfWork &work, const OverlayKey &key)
{
    return first(select(
        work, QString::fromUtf16(ofOverlay) + u" ORDER BY number DESC LIMIT 1"_s, valuesOf(key)));
}

Result<std::optional<RevisionRecord>> activeRevision(store::UnitOfWork &work, const OverlayKey &key)
{
    return first(
        select(work, QString::fromUtf16(ofOverlay) + u" AND state = 'active'"_s, valuesOf(key)));
}

Result<QList<RevisionRecord>> listRevisions(
    store::UnitOfWork &work, const OverlayKey &key, int before, int limit)
{
    const int below = before > 0 ? before : std::numeric_limits<int>::max();
    return select(work,
        QString::fromUtf16(ofOverlay) + u" AND number < ? ORDER BY number DESC LIMIT ?"_s,
        valuesOf(key) + QVariantList{below, limit});
}

Result<QList<RevisionRecord>> activeRevisions(store::UnitOfWork &work, const OverlayRef &overlay)
{
    return select(work,
        u"environment = ? AND overlay_tenant = ? AND state = 'active' ORDER BY plugin_name, plugin_id"_s,
        {toWire(overlay.environment), row::toColumn(overlay.tenant)});
}

Status insertRevision(store::UnitOfWork &work, const RevisionRecord &record)
{
    QStringList names = columnNames<RevisionRow>();
    names << u"tenant"_s;
    QVariantList values = columnValues(RevisionRow{record});
    values << work.tenant();
    GATEHOUSE_TRY(work.db().execute(insertSql(u"config_revisions"_s, names), values));
    return {};
}

Status saveRevisionState(store::UnitOfWork &work, RevisionRecord &record)
{
    ++record.revision;
    GATEHOUSE_TRY(work.db().execute(
        u"UPDATE config_revisions SET state = ?, activated_at = ?, revision = ? WHERE id = ?"_s,
        {toWire(record.head.state), row::toColumn(record.head.activatedAt), record.revision,
            record.head.id.text()}));
    return {};
}

Result<QStringList> overlayTenants(store::UnitOfWork &work, Environment environment)
{
    auto query = work.db().query(
        u"SELECT DISTINCT overlay_tenant FROM config_revisions WHERE tenant = ? AND environment = ?"
        " AND overlay_tenant <> '' AND state = 'active' ORDER BY overlay_tenant"_s,
        {work.tenant(), toWire(environment)});
    if (!query)
        return fail(std::move(query).error());
    QStringList tenants;
    while (query->next())
        tenants.append(query->text(0));
    return tenants;
}

Result<ConfigRevisionFacts> configRevisionFacts(store::UnitOfWork &work, const ConfigRevisionId &id)
{
    const auto record = loadRevision(work, id);
    if (!record)
        return fail(record.error());
    const ConfigRevision &head = record->head;
    const auto active = activeRevision(work, {head.pluginId, head.overlay});
    if (!active)
        return fail(active.error());
    return ConfigRevisionFacts{.id = head.id,
        .pluginId = head.pluginId,
        .pluginName = head.pluginName,
        .environment = head.overlay.environment,
        .overlayTenant = head.overlay.tenant,
        .number = head.number,
        .baseNumber = *active ? (*active)->head.number : 0,
        .digest = head.digest};
}

} // namespace gatehouse::services
