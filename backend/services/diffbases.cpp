// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/diffbases.h"

#include "backend/services/registrystore.h"

#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

struct Approval
{
    VersionId versionId;
    PersonRef by;
    QDateTime at;
};

// Of requests that were approved; the newest first.
Result<QList<Approval>> approvalsOf(store::UnitOfWork &work, const PluginId &plugin)
{
    auto query = work.db().query(
        u"SELECT r.version_id, d.person_id, d.person_name, d.decided_at FROM approval_requests r"
        " JOIN approval_decisions d ON d.request_id = r.id"
        " WHERE r.tenant = ? AND r.plugin_id = ? AND r.is_open = 0"
        " AND r.status IN ('approved', 'approved_with_conditions') AND r.type IN ('install', 'update')"
        " AND d.is_void = 0 AND d.outcome IN ('approve', 'approve_with_conditions')"
        " ORDER BY d.decided_at DESC"_s,
        {work.tenant(), plugin.text()});
    if (!query)
        return fail(std::move(query).error());
    QList<Approval> approvals;
    while (query->next()) {
        approvals << Approval{VersionId(query->text(0)),
            {PersonId(query->text(1)), query->text(2)}, query->time(3)};
    }
    return approvals;
}

// What was let through by policy alone, with no person's vote that counts.
Result<QSet<QString>> approvedByPolicy(store::UnitOfWork &work, const PluginId &plugin)
{
    auto query = work.db().query(
        u"SELECT DISTINCT r.version_id FROM approval_requests r JOIN approval_stages s ON s.request_id = r.id"
        " WHERE r.tenant = ? AND r.plugin_id = ? AND r.status = 'approved' AND r.type IN ('install', 'update')"
        " AND s.policy_decision <> ''"
        " AND NOT EXISTS (SELECT 1 FROM approval_decisions d WHERE d.request_id = r.id AND d.is_void = 0)"_s,
        {work.tenant(), plugin.text()});
    if (!query)
        return fail(std::move(query).error());
    QSet<QString> versions;
    while (query->next())
        versions.insert(query->text(0));
    return versions;
}

} // namespace

Result<QList<DiffBase>> diffBases(store::UnitOfWork &work, const VersionId &version)
{
    const auto own = loadVersion(work, version);
    if (!own)
        return fail(own.error());
    const auto versions = versionsOf(work, own->head.pluginId);
    if (!versions)
        return fail(versions.error());
    const auto installations = installationsOf(work, own->head.pluginId);
    if (!installations)
        return fail(installations.error());
    const auto approvals = approvalsOf(work, own->head.pluginId);
    if (!approvals)
        return fail(approvals.error());
    QList<DiffBase> bases;
    for (const VersionRecord &record : *versions) {
        if (record.head.id == version)
            continue;
        DiffBase base;
        base.versionId = record.head.id;
        base.version = record.head.version;
        base.publishedAt = record.head.publishedAt;
        for (const InstallationRecord &installation : *installations) {
            if (installation.versionId == record.head.id
                && installation.state != InstallationState::Failed)
                base.runsIn << installation.environment;
        }
        for (const Approval &approval : *approvals) {
            if (approval.versionId != record.head.id)
                continue;
            base.approvedBy = approval.by;
            base.approvedAt = approval.at;
            break;
        }
        bases << base;
    }
    return bases;
}

Result<QStringList> approvedByPolicyBetween(store::UnitOfWork &work, const VersionRecord &before, const VersionRecord &after)
{
    const auto versions = versionsOf(work, after.head.pluginId);
    if (!versions)
        return fail(versions.error());
    const auto byPolicy = approvedByPolicy(work, after.head.pluginId);
    if (!byPolicy)
        return fail(byPolicy.error());
    const auto approvals = approvalsOf(work, after.head.pluginId);
    if (!approvals)
        return fail(approvals.error());
    QStringList between;
    for (const VersionRecord &record : *versions) {
        const VersionId &id = record.head.id;
        const bool isBetween = record.sortKey > before.sortKey && record.sortKey < after.sortKey;
        const bool isRead = std::any_of(approvals->begin(), approvals->end(), [&id](const Approval &approval) { return approval.versionId == id; });
        if (isBetween && !isRead && byPolicy->contains(id.text()))
            between << record.head.version;
    }
    return between;
}

Result<std::optional<VersionId>> lastReviewed(store::UnitOfWork &work, const VersionId &version)
{
    const auto own = loadVersion(work, version);
    if (!own)
        return fail(own.error());
    const auto approvals = approvalsOf(work, own->head.pluginId);
    if (!approvals)
        return fail(approvals.error());
    for (const Approval &approval : *approvals) {
        if (approval.versionId != version)
            return approval.versionId;
    }
    return std::nullopt;
}

} // namespace gatehouse::services
