// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflowdryrun.h"

#include "backend/services/approvaleligibility.h"
#include "backend/services/approvalquorum.h"
#include "backend/services/approvalstore.h"
#include "backend/services/stageplan.h"
#include "backend/services/standins.h"

#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr qsizetype mostOpen = 400;
constexpr qsizetype mostClosed = 100;

//! A request as it would begin.
struct Plan
{
    QString workflow; //!< "Standard change v1"
    RequestRecord record;
};

Plan planOf(const RequestRecord &request, const QList<ActiveWorkflow> &workflows,
    const QList<Person> &people)
{
    Plan plan;
    plan.record = request;
    plan.record.stages.clear();
    plan.record.head.status = RequestStatus::InReview;
    const ActiveWorkflow *chosen = chosenWorkflow(workflows, factsOf(request));
    if (!chosen) {
        plan.workflow = u"no workflow"_s;
        return plan;
    }
    plan.workflow = u"%1 v%2"_s.arg(chosen->document.name).arg(chosen->version);
    planStages(plan.record, chosen->document, chosen->version, people);
    advanceStages(plan.record, request.head.createdAt);
    return plan;
}

bool isAsked(const StageRecord &stage)
{
    return stage.stage.status != StageStatus::Void && !stage.stage.policyDecision;
}

QStringList ableNames(
    const RequestRecord &record, const StageRecord &stage, const QList<Person> &people)
{
    QStringList names;
    for (const Person &person : people) {
        if (!whyBarred(record, stage, person))
            names.append(person.ref.name);
    }
    return names;
}

class Comparison final
{
public:
    Comparison(const Plan &before, const Plan &after, const QList<Person> &people)
        : m_before(before)
        , m_after(after)
        , m_people(people)
    {
    }

    QList<DryRunItem::Change> changes()
    {
        if (m_before.workflow != m_after.workflow)
            add(u"workflow"_s, u"%1 instead of %2"_s.arg(m_after.workflow, m_before.workflow));
        for (const StageRecord &stage : m_after.record.stages) {
            const StageRecord *was = stageOf(m_before.record, stage.rule.key);
            if (was)
                compare(*was, stage);
            else if (isAsked(stage))
                add(u"stages"_s, u"%1 is added"_s.arg(stage.stage.name));
            lookWhoIsLeft(stage);
        }
        for (const StageRecord &stage : m_before.record.stages) {
            if (isAsked(stage) && !stageOf(m_after.record, stage.rule.key))
                add(u"stages"_s, u"%1 goes away"_s.arg(stage.stage.name));
        }
        compareWhole();
        return m_changes;
    }

    bool isStuck() const { return m_stuck; }

private:
    void add(const QString &kind, const QString &sentence) { m_changes.append({kind, sentence}); }

    static const StageRecord *stageOf(const RequestRecord &record, const QString &key)
    {
        const auto found = std::ranges::find_if(
            record.stages, [&key](const StageRecord &stage) { return stage.rule.key == key; });
        return found == record.stages.end() ? nullptr : &*found;
    }

    static QString namesBefore(const RequestRecord &record, const StageRecord &stage)
    {
        QStringList names;
        for (const StageRecord &other : record.stages) {
            if (stage.stage.after.contains(other.stage.id))
                names.append(other.stage.name);
        }
        return names.isEmpty() ? u"at once"_s : u"after "_s + joinNames(names);
    }

    void compare(const StageRecord &was, const StageRecord &is)
    {
        const QString &name = is.stage.name;
        if (isAsked(was) != isAsked(is)) {
            const QString why = is.stage.policyDecision ? u"%1 is passed by policy"_s
                : isAsked(is)                           ? u"%1 is asked"_s
                                                        : u"%1 is not asked"_s;
            add(is.stage.policyDecision || was.stage.policyDecision ? u"policy"_s : u"stages"_s,
                QString(why.arg(name)));
            return;
        }
        if (!isAsked(is))
            return;
        if (was.stage.quorum != is.stage.quorum)
            add(u"quorum"_s,
                u"%1 needs %2 instead of %3"_s.arg(name).arg(is.stage.quorum).arg(was.stage.quorum));
        comparePeople(was, is);
        if (was.rule.dueHours != is.rule.dueHours)
            add(u"times"_s,
                u"%1 is due in %2 h instead of %3 h"_s.arg(name)
                    .arg(is.rule.dueHours)
                    .arg(was.rule.dueHours));
        const QString order = namesBefore(m_after.record, is);
        if (order != namesBefore(m_before.record, was))
            add(u"stages"_s, u"%1 opens %2"_s.arg(name, order));
        if (was.rule.escalation != is.rule.escalation || was.rule.remindHours != is.rule.remindHours)
            add(u"times"_s, u"%1 is reminded or escalated otherwise"_s.arg(name));
    }

    void comparePeople(const StageRecord &was, const StageRecord &is)
    {
        const QStringList before = ableNames(m_before.record, was, m_people);
        const QStringList after = ableNames(m_after.record, is, m_people);
        const QSet<QString> old(before.begin(), before.end());
        const QSet<QString> now(after.begin(), after.end());
        if (old == now)
            return;
        QStringList come = QSet<QString>(now - old).values();
        QStringList go = QSet<QString>(old - now).values();
        come.sort();
        go.sort();
        QStringList parts;
        if (!come.isEmpty())
            parts.append(u"also %1"_s.arg(joinNames(come)));
        if (!go.isEmpty())
            parts.append(u"no longer %1"_s.arg(joinNames(go)));
        add(u"people"_s, u"%1: %2"_s.arg(is.stage.name, parts.join(u", "_s)));
    }

    void lookWhoIsLeft(const StageRecord &stage)
    {
        if (!isAsked(stage) || !ableNames(m_after.record, stage, m_people).isEmpty())
            return;
        m_stuck = true;
        add(u"stuck"_s, u"Nobody could decide %1"_s.arg(stage.stage.name));
    }

    void compareWhole()
    {
        if (m_before.record.head.expiresAt != m_after.record.head.expiresAt)
            add(u"times"_s,
                u"It expires %1"_s.arg(
                    m_after.record.head.expiresAt > m_before.record.head.expiresAt ? u"later"_s
                                                                                   : u"sooner"_s));
    }

    const Plan &m_before;
    const Plan &m_after;
    const QList<Person> &m_people;
    QList<DryRunItem::Change> m_changes;
    bool m_stuck = false;
};

Result<QList<RequestRecord>> sample(store::UnitOfWork &work)
{
    auto open = requestIds(work, u"is_open = 1"_s, {});
    auto closed = requestIds(
        work, u"is_open = 0 AND decided_at > ?"_s, {toRfc3339(work.now().addDays(-90))});
    if (!open)
        return fail(std::move(open).error());
    if (!closed)
        return fail(std::move(closed).error());
    // By age: the newest are last.
    const QStringList ids = open->last(std::min(mostOpen, open->size()))
        + closed->last(std::min(mostClosed, closed->size()));
    return loadRequests(work, ids);
}

} // namespace

DryRunItem compareWorkflows(const RequestRecord &request, const QList<ActiveWorkflow> &before,
    const QList<ActiveWorkflow> &after, const QList<Person> &people)
{
    const Plan was = planOf(request, before, people);
    const Plan is = planOf(request, after, people);
    Comparison comparison(was, is, people);
    DryRunItem item;
    item.requestId = request.head.id;
    item.number = request.head.number;
    item.pluginName = request.head.pluginName;
    item.status = request.head.status;
    item.environment = request.head.environment;
    item.risk = request.head.risk;
    item.before = was.workflow;
    item.after = is.workflow;
    item.changes = comparison.changes();
    item.stuck = comparison.isStuck();
    return item;
}

Result<WorkflowDryRun> dryRun(store::UnitOfWork &work, const QList<ActiveWorkflow> &before,
    const QList<ActiveWorkflow> &after)
{
    const auto requests = sample(work);
    if (!requests)
        return fail(requests.error());
    QStringList groups;
    for (const ActiveWorkflow &workflow : before + after) {
        for (const StageRule &rule : workflow.document.stages)
            groups += rule.people.groups;
    }
    for (const RequestRecord &request : *requests)
        groups.append(request.owner);
    groups.removeAll(QString());
    groups.removeDuplicates();
    const auto people = reviewers(work, groups);
    if (!people)
        return fail(people.error());
    WorkflowDryRun run;
    run.asOf = work.now();
    for (const RequestRecord &request : *requests) {
        const DryRunItem item = compareWorkflows(request, before, after, *people);
        ++run.considered;
        run.changed += item.changes.isEmpty() ? 0 : 1;
        run.stuck += item.stuck ? 1 : 0;
        run.items.append(item);
    }
    std::ranges::stable_sort(run.items, [](const DryRunItem &a, const DryRunItem &b) {
        return std::pair(!a.stuck, a.changes.isEmpty()) < std::pair(!b.stuck, b.changes.isEmpty());
    });
    return run;
}

} // namespace gatehouse::services
