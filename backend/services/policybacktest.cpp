// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policybacktest.h"

#include "backend/api/problem.h"
#include "backend/services/decidedinputs.h"
#include "backend/services/policytrial.h"
#include "backend/services/registrystore.h"
#include "core/base/counted.h"
#include "core/base/random.h"

#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int keptDays = 30;
//! Decisions judged in one read, so that what others write is seen and a cancel is heard.
constexpr int judgedAtOnce = 50;

struct PastDecision
{
    BacktestItem head; //!< What was decided; the rest is found by judging.
    int evidenceRevision = 0;
};

Result<QList<PastDecision>> lastDecisions(store::UnitOfWork &work, int count)
{
    auto query = work.db().query(
        u"SELECT id, number, plugin_id, plugin_name, version_id, version, environment, status, decided_at,"
        " evidence_revision FROM approval_requests WHERE tenant = ? AND type IN ('install', 'update')"
        " AND status IN ('approved', 'approved_with_conditions', 'rejected') AND decided_at IS NOT NULL"
        " ORDER BY decided_at DESC, id LIMIT ?"_s,
        {work.tenant(), count});
    if (!query)
        return fail(std::move(query).error());
    QList<PastDecision> decisions;
    while (query->next()) {
        PastDecision past;
        past.head.requestId = RequestId(query->text(0));
        past.head.number = u"REQ-%1"_s.arg(query->integer(1));
        past.head.pluginId = PluginId(query->text(2));
        past.head.pluginName = query->text(3);
        past.head.versionId = VersionId(query->text(4));
        past.head.version = query->text(5);
        past.head.environment = fromWire<Environment>(query->text(6));
        past.head.status = fromWire<RequestStatus>(query->text(7));
        past.head.decidedAt = query->time(8);
        past.evidenceRevision = int(query->integer(9));
        decisions << past;
    }
    return decisions;
}

Result<QSet<QString>> versionsInProduction(store::UnitOfWork &work)
{
    const auto installations = installationsIn(work, Environment::Production);
    if (!installations)
        return fail(installations.error());
    QSet<QString> running;
    for (const InstallationRecord &installation : *installations) {
        const bool runs = installation.state == InstallationState::Observed
            || installation.state == InstallationState::Applied;
        if (runs)
            running.insert(installation.versionId.text());
    }
    return running;
}

QString effectOf(Enforcement before, Enforcement after)
{
    if (after == Enforcement::Deny && before != Enforcement::Deny)
        return u"blocked"_s;
    if (before == Enforcement::Deny && after != Enforcement::Deny)
        return u"let_through"_s;
    if (after == before)
        return {};
    return after > before ? u"stricter"_s : u"milder"_s;
}

QList<BacktestItem::Reason> reasonsOf(const QList<PolicyShift> &shifts)
{
    QList<BacktestItem::Reason> reasons;
    for (const PolicyShift &shift : shifts) {
        if (!shift.changed)
            continue;
        const PolicyEvaluation said = shift.after ? *shift.after : *shift.before;
        reasons << BacktestItem::Reason{shift.policyId, shift.after ? said.ruleId : QString(),
            shift.after ? said.message : u"The draft has no such policy here."_s};
    }
    return reasons;
}

//! Which come first in the list: what would have been blocked, and of that what runs.
int rankOf(const BacktestItem &item)
{
    static const QStringList order{u"blocked"_s, u"let_through"_s, u"stricter"_s, u"milder"_s};
    return int(order.indexOf(item.effect)) * 2 + (item.inProduction ? 0 : 1);
}

//! One run of a draft over past decisions, on a worker of the operations.
class Backtest final
{
public:
    Backtest(PolicyShelf &shelf, JobContext &job, const PolicySet &draft, PolicyBacktest result)
        : m_shelf(shelf)
        , m_job(job)
        , m_draft(draft)
        , m_result(std::move(result))
    {
    }

    Result<QJsonObject> run(int count)
    {
        m_job.beginStep(u"collect_decisions"_s);
        GATEHOUSE_TRY(m_job.read([&](store::UnitOfWork &work) { return collect(work, count); }));
        m_job.beginStep(u"judge_decisions"_s);
        for (qsizetype from = 0; from < m_decisions.size(); from += judgedAtOnce) {
            if (m_job.isCancelled())
                return fail(cancelledError());
            GATEHOUSE_TRY(m_job.read([&](store::UnitOfWork &work) {
                return judge(work, m_decisions.mid(from, judgedAtOnce));
            }));
            m_job.setPercent(
                int(95 * std::min(from + judgedAtOnce, m_decisions.size()) / m_decisions.size()));
        }
        if (m_job.isCancelled())
            return fail(cancelledError());
        std::ranges::stable_sort(m_result.items, {}, rankOf);
        GATEHOUSE_TRY(m_job.write([&](store::UnitOfWork &work) { return store(work); }));
        return QJsonObject{{u"backtestId"_s, m_result.id}, {u"considered"_s, m_result.considered},
            {u"blocked"_s, m_result.blocked}, {u"letThrough"_s, m_result.letThrough},
            {u"blockedInProduction"_s, m_result.blockedInProduction}};
    }

private:
    Status collect(store::UnitOfWork &work, int count)
    {
        auto decisions = lastDecisions(work, count);
        if (!decisions)
            return fail(std::move(decisions).error());
        auto running = versionsInProduction(work);
        if (!running)
            return fail(std::move(running).error());
        m_decisions = std::move(*decisions);
        m_running = std::move(*running);
        m_result.considered = int(m_decisions.size());
        return {};
    }

    Status judge(store::UnitOfWork &work, const QList<PastDecision> &decisions)
    {
        const auto active = m_shelf.active(work);
        if (!active)
            return fail(active.error());
        for (const PastDecision &past : decisions) {
            const auto inputs = decidedInputs(work, past.head.versionId, past.evidenceRevision);
            if (!inputs)
                return fail(inputs.error());
            add(past, *active, *inputs);
        }
        return {};
    }

    void add(const PastDecision &past, const PolicySet &active, const DecidedInputs &inputs)
    {
        const auto before = active.evaluate(inputs.evidence, past.head.environment);
        const auto after = m_draft.evaluate(inputs.evidence, past.head.environment);
        BacktestItem item = past.head;
        item.before = hardest(before);
        item.after = hardest(after);
        item.effect = effectOf(item.before, item.after);
        item.remembered = inputs.remembered;
        item.inProduction = m_running.contains(item.versionId.text());
        m_result.remembered += item.remembered ? 1 : 0;
        if (item.effect.isEmpty())
            return;
        item.reasons = reasonsOf(comparePolicies(before, after));
        const bool blocked = item.effect == "blocked"_L1;
        m_result.blocked += blocked ? 1 : 0;
        m_result.blockedInProduction += blocked && item.inProduction ? 1 : 0;
        m_result.letThrough += item.effect == "let_through"_L1 ? 1 : 0;
        m_result.items << item;
    }

    Status store(store::UnitOfWork &work)
    {
        m_result.asOf = work.now();
        GATEHOUSE_TRY(work.db().execute(
            u"INSERT INTO policy_backtests (id, tenant, result, created_at) VALUES (?, ?, ?, ?)"_s,
            {m_result.id, work.tenant(), QString::fromUtf8(toJsonBytes(toJson(m_result))),
                toRfc3339(work.now())}));
        return notePolicyTrial(work, m_result.digest,
            u"Policies v%1 were tried on %2: %3 blocked, %4 let through"_s.arg(m_result.version)
                .arg(counted(m_result.considered, u"decision", u"decisions")).arg(m_result.blocked).arg(m_result.letThrough));
    }

    PolicyShelf &m_shelf;
    JobContext &m_job;
    const PolicySet &m_draft;
    PolicyBacktest m_result;
    QList<PastDecision> m_decisions;
    QSet<QString> m_running;
};

} // namespace

Result<Operation> backtestDraft(store::UnitOfWork &work, const PolicySetRow &row, int decisions,
    PolicyShelf &shelf, OperationRunner &runner)
{
    const auto draft = draftPolicies(work, row);
    if (!draft)
        return fail(draft.error());
    PolicyBacktest empty;
    empty.id = newId("pbt"_L1);
    empty.version = row.draftVersion;
    empty.digest = draft->row.head.digest;
    Job job;
    job.type = OperationType::Policy;
    job.subject = decisions == 1
        ? u"Policies v%1 over the last decision"_s.arg(empty.version)
        : u"Policies v%1 over the last %2 decisions"_s.arg(empty.version).arg(decisions);
    job.subjectId = empty.id;
    job.steps = {u"collect_decisions"_s, u"judge_decisions"_s};
    job.run = [&shelf, set = draft->set, empty, decisions](JobContext &context) {
        return Backtest(shelf, context, set, empty).run(decisions);
    };
    auto operation = runner.submit(work, std::move(job));
    if (!operation)
        return fail(std::move(operation).error());
    GATEHOUSE_TRY(work.audit(u"policy.back_test"_s, operation->subject, empty.id, u"done"_s));
    return operation;
}

Result<PolicyBacktest> loadBacktest(store::UnitOfWork &work, const QString &id)
{
    auto query = work.db().query(
        u"SELECT result FROM policy_backtests WHERE tenant = ? AND id = ?"_s, {work.tenant(), id});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return fail(api::notFound(u"There is no back-test %1"_s.arg(id)));
    const auto object = parseJsonObject(query->text(0).toUtf8());
    auto result = object ? fromJson<PolicyBacktest>(*object) : fail(object.error());
    if (!result)
        return fail(storageError(u"A back-test cannot be read"_s, result.error().message));
    return result;
}

Status forgetOldBacktests(store::Database &database, const QDateTime &now)
{
    return database.write([&]() -> Status {
        GATEHOUSE_TRY(database.execute(u"DELETE FROM policy_backtests WHERE created_at < ?"_s,
            {toRfc3339(now.addDays(-keptDays))}));
        return {};
    });
}

} // namespace gatehouse::services
