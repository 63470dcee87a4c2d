// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/seedplayer.h"

#include "core/base/random.h"
#include "core/contract/configuration.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::sandbox {

namespace {

//! More than any template has.
constexpr int mostVotes = 12;

Status dropped(const Result<QJsonObject> &answer)
{
    return answer ? Status() : fail(answer.error());
}

Error skipped(const QString &why)
{
    return inputError(u"skipped"_s, why);
}

QString text(const SeedAct &act, const char *member)
{
    return act.details[QLatin1String(member)].toString();
}

const Stage *stageFor(const ApprovalRequest &request)
{
    for (const Stage &stage : request.stages) {
        if (stage.callerEligible && stage.status == StageStatus::Active)
            return &stage;
    }
    return nullptr;
}

bool isApproved(RequestStatus status)
{
    return status == RequestStatus::Approved || status == RequestStatus::ApprovedWithConditions;
}

} // namespace

SeedPlayer::SeedPlayer(Portal &portal, SeedProgress &progress)
    : m_portal(portal)
    , m_progress(progress)
    , m_keys(portal)
{
}

Result<QJsonObject> SeedPlayer::post(const SeedAct &act, const QString &persona, const QString &path,
    const QJsonObject &body, const QString &etag)
{
    return m_portal.post(persona, path, body, m_progress.idempotencyKey(act.id + persona, body), etag);
}

Result<QStringList> SeedPlayer::import(const QString &act, const QStringList &names, int versions)
{
    if (m_progress.has(act) || names.isEmpty())
        return QStringList();
    const QJsonObject body {{u"names"_s, QJsonArray::fromStringList(names)}, {u"versions"_s, versions}};
    // A new key each time: an import that a restart interrupted must run again, not be told again.
    const auto accepted = m_portal.post(u"admin"_s, QString::fromLatin1(routes::imports), body, newUuid());
    if (!accepted)
        return fail(accepted.error());
    const auto operation = m_portal.finished(u"admin"_s, *accepted);
    if (!operation)
        return fail(operation.error());
    QStringList notes;
    for (const QJsonValue gone : operation->result["skipped"_L1].toArray())
        notes.append(gone["reason"_L1].toString());
    for (const QJsonValue imported : operation->result["imported"_L1].toArray()) {
        if (const QString note = imported["note"_L1].toString(); !note.isEmpty())
            notes.append(imported["name"_L1].toString() + u": "_s + note);
    }
    GATEHOUSE_TRY(m_progress.remember(act));
    return notes;
}

Status SeedPlayer::learnPlugins()
{
    QString path = QString::fromLatin1(routes::plugins) + u"?limit=200"_s;
    for (QString cursor; !path.isEmpty();) {
        const auto json = m_portal.get(u"admin"_s, cursor.isEmpty() ? path : QString(path + u"&cursor="_s + cursor));
        if (!json)
            return fail(json.error());
        for (const QJsonValue plugin : (*json)["items"_L1].toArray())
            m_plugins.insert(plugin["name"_L1].toString(), plugin["id"_L1].toString());
        cursor = (*json)["page"_L1]["nextCursor"_L1].toString();
        if (cursor.isEmpty())
            break;
    }
    return {};
}

Status SeedPlayer::describe(const SeedPackage &package)
{
    const QString act = u"describe/"_s + package.name;
    if (m_progress.has(act) || !knows(package.name) || package.owner.isEmpty())
        return {};
    const QString path = routes::path(routes::plugin, {m_plugins.value(package.name)});
    const auto plugin = m_portal.get(u"admin"_s, path);
    if (!plugin)
        return fail(plugin.error());
    const QJsonObject patch {{u"owner"_s, package.owner}, {u"category"_s, package.category},
        {u"tags"_s, QJsonArray::fromStringList(package.tags)}};
    GATEHOUSE_TRY(dropped(m_portal.patch(u"admin"_s, path, patch, (*plugin)["etag"_L1].toString())));
    return m_progress.remember(act);
}

Status SeedPlayer::play(const SeedAct &act)
{
    using Player = Status (SeedPlayer::*)(const SeedAct &);
    static const QHash<QString, Player> players {{u"install"_s, &SeedPlayer::install},
        {u"request"_s, &SeedPlayer::submit}, {u"decide"_s, &SeedPlayer::decide},
        {u"approve_all"_s, &SeedPlayer::approveAll}, {u"comment"_s, &SeedPlayer::comment},
        {u"withdraw"_s, &SeedPlayer::withdraw}, {u"configure"_s, &SeedPlayer::configure},
        {u"deploy"_s, &SeedPlayer::deploy}, {u"deprecate"_s, &SeedPlayer::deprecate}};
    if (m_progress.has(act.id))
        return {};
    if (!players.contains(act.verb))
        return fail(inputError(u"bad_story"_s, u"Nobody knows how to %1"_s.arg(act.verb)));
    const QString package = text(act, "package");
    if (!package.isEmpty() && !knows(package))
        return fail(skipped(u"%1 is not here"_s.arg(package)));
    for (const char *member : {"request", "revision"}) {
        const QString needed = text(act, member);
        if (!needed.isEmpty() && !m_progress.has(needed))
            return fail(skipped(u"%1 was not made"_s.arg(needed)));
    }
    GATEHOUSE_TRY((this->*players.value(act.verb))(act));
    return m_progress.has(act.id) ? Status() : m_progress.remember(act.id);
}

Result<QString> SeedPlayer::versionId(const QString &package, const QString &which)
{
    const auto page
        = m_portal.get(u"admin"_s, routes::path(routes::pluginVersions, {m_plugins.value(package)}));
    if (!page)
        return fail(page.error());
    const QJsonArray versions = (*page)["items"_L1].toArray();
    if (versions.isEmpty())
        return fail(skipped(u"%1 has no version"_s.arg(package)));
    const qsizetype index = which == u"previous"_s ? std::min<qsizetype>(1, versions.size() - 1) : 0;
    return versions.at(index)["id"_L1].toString();
}

Result<ApprovalRequest> SeedPlayer::request(const QString &persona, const QString &act)
{
    const auto json = m_portal.get(persona, routes::path(routes::request, {m_progress.result(act)}));
    if (!json)
        return fail(json.error());
    return fromJson<ApprovalRequest>(*json);
}

Status SeedPlayer::install(const SeedAct &act)
{
    const QString package = text(act, "package");
    const auto version = versionId(package, text(act, "version"));
    if (!version)
        return fail(version.error());
    QJsonObject body {{u"environment"_s, text(act, "environment")}, {u"versionId"_s, *version},
        {u"reason"_s, text(act, "reason")}};
    if (const QString request = text(act, "request"); !request.isEmpty())
        body.insert(u"approvedRequestId"_s, m_progress.result(request));
    const auto accepted
        = post(act, act.persona, routes::path(routes::installations, {m_plugins.value(package)}), body);
    if (!accepted)
        return fail(accepted.error());
    const auto operation = m_portal.finished(act.persona, *accepted);
    return operation ? Status() : fail(operation.error());
}

Status SeedPlayer::submit(const SeedAct &act)
{
    QJsonObject body;
    if (const QString revision = text(act, "revision"); !revision.isEmpty()) {
        body.insert(u"configRevisionId"_s, m_progress.result(revision));
    } else {
        const auto version = versionId(text(act, "package"), text(act, "version"));
        if (!version)
            return fail(version.error());
        body.insert(u"versionId"_s, *version);
    }
    for (const char *member : {"type", "environment", "justification", "impact", "rollbackPlan", "priority"})
        body.insert(QLatin1String(member), text(act, member));
    const auto made = post(act, act.persona, QString::fromLatin1(routes::requests), body);
    if (!made)
        return fail(made.error());
    return m_progress.remember(act.id, (*made)["id"_L1].toString());
}

Status SeedPlayer::vote(const SeedAct &act, const QString &persona, const ApprovalRequest &request, const Stage &stage,
    const QString &outcome, const QString &comment)
{
    QJsonObject body {{u"stageId"_s, stage.id.text()}, {u"outcome"_s, outcome},
        {u"comment"_s, comment},
        {u"conditions"_s, persona == act.persona ? act.details["conditions"_L1].toArray() : QJsonArray()},
        {u"versionDigest"_s, request.versionDigest}, {u"evidenceRevision"_s, request.evidenceRevision},
        {u"policyVersion"_s, request.policyVersion}};
    const QString key = m_progress.idempotencyKey(act.id + persona, body);
    DecisionStatement decision = statementAbout(request);
    decision.stageId = stage.id;
    decision.outcome = fromWire<Outcome>(outcome);
    decision.reason = comment.trimmed();
    for (const QJsonValue condition : body.value("conditions"_L1).toArray())
        decision.conditions.append(condition.toString());
    decision.idempotencyKey = key;
    const auto envelope = m_keys.sign(persona, decision);
    if (!envelope)
        return fail(envelope.error());
    body.insert(u"envelope"_s, toJson(*envelope));
    return dropped(m_portal.post(
        persona, routes::path(routes::requestDecisions, {request.id.text()}), body, key, request.etag));
}

//! Others pass the stages before the one that \a act's person decides.
Status SeedPlayer::decide(const SeedAct &act)
{
    for (int passed = 0; passed < mostVotes; ++passed) {
        const auto current = request(act.persona, text(act, "request"));
        if (!current)
            return fail(current.error());
        if (const Stage *stage = stageFor(*current))
            return vote(act, act.persona, *current, *stage, text(act, "outcome"), text(act, "comment"));
        const auto moved = letOneApprove(act, u"Read the evidence, no objection."_s);
        if (!moved)
            return fail(moved.error());
        if (!*moved)
            break;
    }
    return fail(skipped(u"%1 may not decide %2"_s.arg(act.persona, text(act, "request"))));
}

//! False when nobody but \a act's own person may decide now.
Result<bool> SeedPlayer::letOneApprove(const SeedAct &act, const QString &comment)
{
    static const QStringList people {u"security"_s, u"security2"_s, u"compliance"_s, u"technical"_s, u"business"_s,
        u"technical2"_s};
    for (const QString &persona : people) {
        if (persona == act.persona)
            continue;
        const auto current = request(persona, text(act, "request"));
        if (!current)
            return fail(current.error());
        const Stage *stage = stageFor(*current);
        if (!stage)
            continue;
        GATEHOUSE_TRY(vote(act, persona, *current, *stage, u"approve"_s, comment));
        return true;
    }
    return false;
}

//! Asks everybody in turn until it is approved or nobody may decide any more.
Status SeedPlayer::approveAll(const SeedAct &act)
{
    for (int passed = 0; passed < mostVotes; ++passed) {
        const auto current = request(u"viewer"_s, text(act, "request"));
        if (!current)
            return fail(current.error());
        if (isApproved(current->status))
            return {};
        const auto moved = letOneApprove(act, text(act, "comment"));
        if (!moved)
            return fail(moved.error());
        if (!*moved)
            break;
    }
    return fail(skipped(u"nobody may decide %1 any more"_s.arg(text(act, "request"))));
}

Status SeedPlayer::comment(const SeedAct &act)
{
    const QString path = routes::path(routes::requestComments, {m_progress.result(text(act, "request"))});
    QJsonObject body {{u"text"_s, text(act, "text")}};
    if (const QString mark = text(act, "mark"); !mark.isEmpty())
        body.insert(u"mark"_s, mark);
    if (const QString thread = m_progress.result(text(act, "replyTo")); !thread.isEmpty())
        body.insert(u"replyTo"_s, thread);
    const auto said = post(act, act.persona, path, body);
    if (!said)
        return fail(said.error());
    return m_progress.remember(act.id, (*said)["id"_L1].toString());
}

Status SeedPlayer::withdraw(const SeedAct &act)
{
    const auto current = request(act.persona, text(act, "request"));
    if (!current)
        return fail(current.error());
    return dropped(post(act, act.persona, routes::path(routes::requestWithdraw, {current->id.text()}),
        {{u"reason"_s, text(act, "reason")}}, current->etag));
}

Status SeedPlayer::configure(const SeedAct &act)
{
    const QString path = routes::path(routes::configRevisions, {m_plugins.value(text(act, "package"))});
    const auto page = m_portal.get(act.persona, path + u"?environment="_s + text(act, "environment"));
    if (!page)
        return fail(page.error());
    const QJsonObject overlay {{u"environment"_s, text(act, "environment")}, {u"tenant"_s, u""_s}};
    const int base = (*page)["items"_L1][0]["number"_L1].toInt();
    const auto revision = post(act, act.persona, path,
        {{u"overlay"_s, overlay}, {u"yaml"_s, text(act, "yaml")}, {u"reason"_s, text(act, "reason")},
            {u"baseRevision"_s, base}});
    if (!revision)
        return fail(revision.error());
    GATEHOUSE_TRY(m_progress.remember(act.id, (*revision)["id"_L1].toString()));
    return act.details["deploy"_L1].toBool() ? deployRevision(act, act.id) : Status();
}

Status SeedPlayer::deploy(const SeedAct &act)
{
    return deployRevision(act, text(act, "revision"));
}

Status SeedPlayer::deployRevision(const SeedAct &act, const QString &revision)
{
    const auto accepted = post(act, act.persona, QString::fromLatin1(routes::configDeployments),
        {{u"revisionId"_s, m_progress.result(revision)}, {u"reason"_s, text(act, "reason")}});
    if (!accepted)
        return fail(accepted.error());
    const auto operation = m_portal.finished(act.persona, *accepted);
    return operation ? Status() : fail(operation.error());
}

Status SeedPlayer::deprecate(const SeedAct &act)
{
    const QString id = m_plugins.value(text(act, "package"));
    const auto plugin = m_portal.get(act.persona, routes::path(routes::plugin, {id}));
    if (!plugin)
        return fail(plugin.error());
    return dropped(post(act, act.persona, routes::path(routes::pluginDeprecate, {id}),
        {{u"deprecated"_s, true}, {u"reason"_s, text(act, "reason")}}, (*plugin)["etag"_L1].toString()));
}

} // namespace gatehouse::sandbox
