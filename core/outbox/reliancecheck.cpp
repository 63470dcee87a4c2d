// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/reliancecheck.h"

#include "core/contract/audit.h"
#include "core/contract/routes.h"
#include "core/outbox/reliances.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! The object as it is now, as far as reliances and preconditions go.
struct Seen
{
    QList<Reliance> all;
    QString etag;
    bool isClosed = false;
    QString who;
    std::optional<QDateTime> when;
};

template <typename T>
Result<Seen> seenAs(const ApiReply &reply, const Intent &intent);

template <>
Result<Seen> seenAs<ApprovalRequest>(const ApiReply &reply, const Intent &intent)
{
    const auto request = readReply<ApprovalRequest>(reply);
    if (!request)
        return fail(request.error());
    const StageId stage(intent.body.value("stageId"_L1).toString());
    return Seen {relied::on(*request, stage) + relied::onThreads(*request), request->etag, relied::isClosed(request->status), {}, {}};
}

template <>
Result<Seen> seenAs<Plugin>(const ApiReply &reply, const Intent &)
{
    const auto plugin = readReply<Plugin>(reply);
    if (!plugin)
        return fail(plugin.error());
    return Seen {relied::on(*plugin), plugin->etag, {}, {}, plugin->updatedAt};
}

template <>
Result<Seen> seenAs<InstalledIn>(const ApiReply &reply, const Intent &)
{
    const auto installed = readReply<InstalledIn>(reply);
    if (!installed)
        return fail(installed.error());
    return Seen {relied::on(*installed), reply.etag, {}, {}, installed->observedAt};
}

template <>
Result<Seen> seenAs<ConfigRevision>(const ApiReply &reply, const Intent &)
{
    const auto revision = readReply<ConfigRevision>(reply);
    if (!revision)
        return fail(revision.error());
    return Seen {relied::on(*revision), {}, {}, {}, revision->activatedAt};
}

template <>
Result<Seen> seenAs<Page<ConfigRevision>>(const ApiReply &reply, const Intent &)
{
    const auto page = readReply<Page<ConfigRevision>>(reply);
    if (!page)
        return fail(page.error());
    if (page->items.isEmpty())
        return Seen {relied::onLatestRevision(0), {}, {}, {}, {}};
    const ConfigRevision &latest = page->items.first();
    return Seen {relied::onLatestRevision(latest.number), {}, {}, latest.createdBy.name, latest.createdAt};
}

template <>
Result<Seen> seenAs<Suppression>(const ApiReply &reply, const Intent &)
{
    const auto suppression = readReply<Suppression>(reply);
    if (!suppression)
        return fail(suppression.error());
    const QString who = suppression->decidedBy ? suppression->decidedBy->name : QString();
    return Seen {relied::on(*suppression), suppression->etag, {}, who, suppression->decidedAt};
}

bool reliesOn(const Intent &intent, QLatin1StringView name)
{
    return std::any_of(intent.relied.begin(), intent.relied.end(), [name](const Reliance &r) { return r.name == name; });
}

Result<Seen> seenIn(const ApiReply &reply, const Intent &intent)
{
    if (intent.topic == "requests"_L1)
        return seenAs<ApprovalRequest>(reply, intent);
    if (intent.topic == "suppressions"_L1)
        return seenAs<Suppression>(reply, intent);
    if (reliesOn(intent, "version"_L1))
        return seenAs<InstalledIn>(reply, intent);
    if (reliesOn(intent, "revision"_L1))
        return seenAs<Page<ConfigRevision>>(reply, intent);
    if (reliesOn(intent, "state"_L1))
        return seenAs<ConfigRevision>(reply, intent);
    return seenAs<Plugin>(reply, intent);
}

RelianceNow compared(const Intent &intent, const Seen &seen)
{
    RelianceNow now {{}, seen.etag, seen.isClosed};
    for (const Reliance &then : intent.relied) {
        const auto same = std::find_if(seen.all.begin(), seen.all.end(), [&](const Reliance &r) { return r.name == then.name; });
        Movement movement {then, same == seen.all.end() ? Reliance {then.name, {}, {}} : *same, {}, {}};
        if (movement.moved()) {
            movement.who = seen.who;
            movement.when = seen.when;
        }
        now.movements.append(movement);
    }
    return now;
}

//! What of a request's timeline moves a reliance.
bool movesIt(const QString &kind, const QString &reliance)
{
    if (reliance == "stage"_L1)
        return kind == "request.decision_recorded"_L1 || kind == "request.votes_void"_L1;
    if (reliance == "status"_L1) {
        static const QStringList leaveIt {u"request.decision_recorded"_s, u"request.comment_added"_s, u"request.escalated"_s,
            u"request.reminded"_s, u"request.overdue"_s, u"request.claimed"_s, u"request.unclaimed"_s, u"request.claim_lapsed"_s,
            u"request.delegated"_s, u"request.owner_moved"_s, u"request.review_overdue"_s, u"request.must_solve_added"_s,
            u"request.question_asked"_s, u"request.question_answered"_s, u"request.thread_resolved"_s,
            u"request.thread_reopened"_s, u"request.condition_met"_s, u"request.condition_unmet"_s};
        return !leaveIt.contains(kind);
    }
    if (reliance == "threads"_L1)
        return kind == "request.must_solve_added"_L1 || kind == "request.thread_resolved"_L1 || kind == "request.thread_reopened"_L1;
    return kind == "request.evidence_moved"_L1 || kind == "request.evaluating"_L1;
}

void explainBy(RelianceNow &now, const QList<TimelineEntry> &timeline)
{
    for (Movement &movement : now.movements) {
        const auto last = std::find_if(timeline.rbegin(), timeline.rend(),
            [&](const TimelineEntry &entry) { return movement.moved() && movesIt(entry.kind, movement.then.name); });
        if (last == timeline.rend())
            continue;
        movement.who = last->person ? last->person->name : QString();
        movement.when = last->at;
    }
}

void explainBy(RelianceNow &now, const AuditEvent &last)
{
    for (Movement &movement : now.movements) {
        if (movement.moved()) {
            movement.who = last.actor.name;
            movement.when = last.at;
        }
    }
}

} // namespace

bool RelianceNow::moved() const
{
    return std::any_of(movements.begin(), movements.end(), [](const Movement &m) { return m.moved(); });
}

RelianceCheck::RelianceCheck(ApiClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

QFuture<Result<RelianceNow>> RelianceCheck::check(const Intent &intent)
{
    auto answer = std::make_shared<QPromise<Result<RelianceNow>>>();
    answer->start();
    ApiRequest look;
    look.path = intent.basisPath.section(u'?', 0, 0);
    look.query = QUrlQuery(intent.basisPath.section(u'?', 1));
    // What this computer keeps is what the author saw: only the portal knows what moved.
    look.kept = KeptUse::None;
    deliver(m_client.send(look), this, [this, intent, answer](const Result<ApiReply> &reply) {
        const Result<Seen> seen = reply ? seenIn(*reply, intent) : Result<Seen>(fail(reply.error()));
        if (seen)
            return explain(intent, compared(intent, *seen), answer);
        answer->addResult(fail(seen.error()));
        answer->finish();
    });
    return answer->future();
}

//! Who and when are asked for only when something moved; without an answer they stay unsaid.
void RelianceCheck::explain(const Intent &intent, RelianceNow now, const Answer &answer)
{
    const auto end = [answer](const RelianceNow &explained) {
        answer->addResult(explained);
        answer->finish();
    };
    const bool isRequest = intent.topic == "requests"_L1;
    if (!now.moved() || (!isRequest && !reliesOn(intent, "etag"_L1) && !reliesOn(intent, "version"_L1)))
        return end(now);
    if (isRequest) {
        ApiRequest events;
        events.path = routes::path(routes::requestTimeline, {intent.objectId});
        events.kept = KeptUse::None;
        const auto timeline = m_client.sendFor<Items<TimelineEntry>>(events);
        deliver(timeline, this, [now, end](const Result<Items<TimelineEntry>> &entries) mutable {
            if (entries)
                explainBy(now, entries->items);
            end(now);
        });
        return;
    }
    const QUrlQuery query {{u"objectId"_s, intent.objectId}, {u"limit"_s, u"1"_s}};
    const auto last = m_client.get<Page<AuditEvent>>(QString::fromLatin1(routes::auditEvents), query);
    deliver(last, this, [now, end](const Result<Page<AuditEvent>> &events) mutable {
        if (events && !events->items.isEmpty())
            explainBy(now, events->items.first());
        end(now);
    });
}

} // namespace gatehouse
