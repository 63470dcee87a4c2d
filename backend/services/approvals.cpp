// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvals.h"

#include "backend/services/approvallifecycle.h"
#include "backend/services/approvalstore.h"
#include "backend/services/approvalview.h"
#include "backend/services/delegations.h"
#include "backend/services/rowcodec.h"
#include "backend/services/standins.h"
#include "backend/services/versionfacts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Status forEach(store::UnitOfWork &work, const QString &where, const QVariantList &values,
    Status (*change)(store::UnitOfWork &, RequestRecord &))
{
    const auto ids = requestIds(work, where, values);
    if (!ids)
        return fail(ids.error());
    for (const QString &id : *ids) {
        auto record = loadRequest(work, RequestId(id));
        if (!record)
            return fail(record.error());
        GATEHOUSE_TRY(change(work, *record));
    }
    return {};
}

//! Of an approval that holds; its value is the time now.
QString approvedNow()
{
    return u"status IN ('approved', 'approved_with_conditions') AND valid_until > ?"_s;
}

Result<std::optional<RequestId>> firstApproved(
    store::UnitOfWork &work, const QString &where, const QVariantList &values)
{
    auto query = work.db().query(
        u"SELECT id FROM approval_requests WHERE tenant = ? AND %1 AND %2 ORDER BY decided_at DESC LIMIT 1"_s
            .arg(approvedNow(), where),
        QVariantList{work.tenant(), toRfc3339(work.now())} + values);
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return std::nullopt;
    return RequestId(query->text(0));
}

} // namespace

Status approvalTick(store::UnitOfWork &work)
{
    const QString now = toRfc3339(work.now());
    GATEHOUSE_TRY(forEach(work, u"is_open = 1 AND expires_at <= ?"_s, {now}, expireRequest));
    GATEHOUSE_TRY(
        forEach(work, u"is_open = 1 AND status IN ('evaluating', 'blocked')"_s, {}, judgeAgain));
    GATEHOUSE_TRY(forEach(work,
        u"is_open = 1 AND status = 'in_review' AND EXISTS (SELECT 1 FROM approval_stages s"
        " WHERE s.request_id = approval_requests.id AND s.status = 'active' AND s.clock_at <= ?)"_s,
        {now}, tickRequest));
    GATEHOUSE_TRY(forEach(work,
        u"attention = 1 AND review_state = 'open' AND review_overdue_noted = 0 AND review_due_at <= ?"_s,
        {now}, tickRequest));
    GATEHOUSE_TRY(forEach(work,
        u"is_open = 1 AND id IN (SELECT c.request_id FROM approval_claims c WHERE c.claimed_until <= ?)"_s,
        {now}, tickClaims));
    return tickDelegations(work);
}

Status ownerMoved(store::UnitOfWork &work, const PluginId &plugin)
{
    return forEach(work, u"plugin_id = ? AND is_open = 1"_s, {plugin.text()}, followOwner);
}

Status evidenceMoved(store::UnitOfWork &work, const VersionId &version)
{
    return forEach(work, u"version_id = ? AND is_open = 1"_s, {version.text()}, judgeAgain);
}

Result<std::optional<RequestId>> approvedRequest(
    store::UnitOfWork &work, const VersionId &version, Environment environment)
{
    const auto facts = versionFacts(work, version, environment);
    if (!facts)
        return fail(facts.error());
    return firstApproved(work,
        u"version_id = ? AND environment = ? AND version_digest = ? AND type IN ('install', 'update')"_s,
        {version.text(), toWire(environment), facts->version.digest});
}

Result<std::optional<RequestId>> approvedConfigRequest(
    store::UnitOfWork &work, const ConfigRevisionId &revision)
{
    const auto facts = configRevisionFacts(work, revision);
    if (!facts)
        return fail(facts.error());
    return firstApproved(
        work, u"config_revision_id = ? AND version_digest = ?"_s, {revision.text(), facts->digest});
}

QString ruleName(const QString &policy, const QString &rule)
{
    return policy + u'/' + rule;
}

bool isLifted(const LiftedRules &lifted, const QString &policy, const QString &rule)
{
    return lifted.contains(u"*"_s) || lifted.contains(ruleName(policy, rule));
}

Result<Exemptions> exemptions(store::UnitOfWork &work, const QStringList &versions)
{
    Exemptions places;
    if (versions.isEmpty())
        return places;
    const InList in = inList(u"version_id"_s, versions);
    auto query = work.db().query(
        u"SELECT version_id, environment, exempts FROM approval_requests WHERE tenant = ? AND %1"
        " AND type = 'exemption' AND %2"_s.arg(approvedNow(), in.sql),
        QVariantList{work.tenant(), toRfc3339(work.now())} + in.values);
    if (!query)
        return fail(std::move(query).error());
    while (query->next()) {
        QStringList rules;
        row::fromColumn(query->text(2), rules);
        LiftedRules &lifted
            = places[{VersionId(query->text(0)), fromWire<Environment>(query->text(1))}];
        for (const QString &rule : std::as_const(rules))
            lifted.insert(rule);
    }
    return places;
}

Result<QList<RequestId>> openRequests(store::UnitOfWork &work, const PluginId &plugin)
{
    const auto ids = requestIds(work, u"plugin_id = ? AND is_open = 1"_s, {plugin.text()});
    if (!ids)
        return fail(ids.error());
    QList<RequestId> requests;
    for (const QString &id : *ids)
        requests.append(RequestId(id));
    return requests;
}

Result<QStringList> openRequesters(store::UnitOfWork &work, const VersionId &version)
{
    auto query = work.db().query(
        u"SELECT DISTINCT requested_by FROM approval_requests WHERE tenant = ? AND version_id = ? AND is_open = 1"_s,
        {work.tenant(), version.text()});
    if (!query)
        return fail(std::move(query).error());
    QStringList people;
    while (query->next())
        people << query->text(0);
    return people;
}

Result<std::optional<CauseLink>> lastDecision(
    store::UnitOfWork &work, const PluginId &plugin, Environment environment)
{
    auto query = work.db().query(u"SELECT d.person_name, d.outcome, d.decided_at, s.name, r.id, "
                                 u"r.number, r.version FROM approval_decisions d"
                                 " JOIN approval_requests r ON r.id = d.request_id JOIN "
                                 "approval_stages s ON s.id = d.stage_id"
                                 " WHERE r.tenant = ? AND r.plugin_id = ? AND r.environment = ? "
                                 "AND d.is_void = 0 AND d.outcome <> 'abstain'"
                                 " ORDER BY d.decided_at DESC, d.id DESC LIMIT 1"_s,
        {work.tenant(), plugin.text(), toWire(environment)});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return std::nullopt;
    const Outcome outcome = fromWire<Outcome>(query->text(1));
    const bool approves = outcome == Outcome::Approve || outcome == Outcome::ApproveWithConditions;
    const QString did = approves     ? u"approved"_s
        : outcome == Outcome::Reject ? u"rejected"_s
                                     : u"asked for changes to"_s;
    CauseLink link;
    link.kind = u"decision"_s;
    link.sentence
        = u"%1 %2 %3 in %4 of REQ-%5"_s.arg(query->text(0), did, query->text(6), query->text(3))
              .arg(query->integer(5));
    link.at = query->time(2);
    link.objectId = query->text(4);
    link.verdict = approves          ? Verdict::Pass
        : outcome == Outcome::Reject ? Verdict::Fail
                                     : Verdict::Warn;
    return link;
}

Result<RequestId> openConfigRequest(
    store::UnitOfWork &work, const ConfigRevisionId &revision, const QString &justification)
{
    const auto facts = configRevisionFacts(work, revision);
    if (!facts)
        return fail(facts.error());
    SubmitInput input;
    input.type = RequestType::ConfigurationChange;
    input.environment = facts->environment;
    input.configRevisionId = revision;
    input.justification = justification;
    const auto record = submitRequest(work, input);
    if (!record)
        return fail(record.error());
    return record->head.id;
}

Result<Viewer> viewerOf(store::UnitOfWork &work, const QList<RequestRecord> &records)
{
    auto caller = callerOf(work);
    auto people = deciders(work, records);
    if (!caller)
        return fail(std::move(caller).error());
    if (!people)
        return fail(std::move(people).error());
    return Viewer{*caller, *people, work.now()};
}

Result<ApprovalRequest> viewRequest(store::UnitOfWork &work, const RequestRecord &record)
{
    const auto viewer = viewerOf(work, {record});
    if (!viewer)
        return fail(viewer.error());
    return requestView(record, *viewer);
}

} // namespace gatehouse::services
