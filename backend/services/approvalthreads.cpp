// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalthreads.h"

#include "backend/services/approvaldecision.h"
#include "backend/services/approvalquorum.h"
#include "backend/services/approvalview.h"
#include "core/base/counted.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Refusal wrongState(const QString &message)
{
    return {u"conflict_state"_s, message};
}

Refusal forbidden(const QString &message)
{
    return {u"forbidden"_s, message};
}

//! Whose a marked thread is to settle.
std::optional<Refusal> whyNotTheirs(
    const RequestRecord &record, const Comment &thread, const Person &person)
{
    const bool own = thread.author.id == person.ref.id;
    if (thread.mark == questionMark)
        return own ? std::nullopt
                   : std::optional(forbidden(u"%1 asked this, and closes it."_s.arg(thread.author.name)));
    if (person.ref.id == record.head.requestedBy.id)
        return forbidden(u"You asked for this: %1 or another reviewer resolves it."_s.arg(thread.author.name));
    if (own || reviews(record, person))
        return std::nullopt;
    return forbidden(
        u"%1 or somebody who decides %2 resolves it."_s.arg(thread.author.name, record.head.number));
}

std::optional<Refusal> whyNotNow(const RequestRecord &record, const Comment &thread)
{
    if (thread.replyTo || !thread.mark)
        return wrongState(u"It has no mark that could be resolved."_s);
    if (!isOpen(record.head.status))
        return wrongState(u"%1 is closed."_s.arg(record.head.number));
    return std::nullopt;
}

void add(Actions &actions, const QString &action, const std::optional<Refusal> &refusal)
{
    if (refusal)
        actions.blocked.append({action, refusal->code, refusal->message});
    else
        actions.allowed.append(action);
}

} // namespace

bool reviews(const RequestRecord &record, const Person &person)
{
    if (person.ref.id == record.head.requestedBy.id || person.roles.contains(Role::PlatformAdmin))
        return false;
    return std::ranges::any_of(record.stages, [&](const StageRecord &stage) {
        return decidesStage(record, stage, person.ref, person.roles, person.groups)
            || mandateFor(record, stage, person).has_value();
    });
}

bool owesAnswer(const RequestRecord &record)
{
    return isOpen(record.head.status) && record.threads.questions > 0;
}

bool waitsForAnswer(const RequestRecord &record, const PersonRef &person)
{
    return owesAnswer(record) && record.askers.contains(groupsText({person.id.text()}));
}

std::optional<Refusal> whyNotMark(const RequestRecord &record, const Person &person)
{
    if (!isOpen(record.head.status))
        return wrongState(u"%1 is closed."_s.arg(record.head.number));
    if (person.ref.id == record.head.requestedBy.id)
        return forbidden(u"You asked for this: those who decide it say what must be solved."_s);
    if (!reviews(record, person))
        return forbidden(u"Those who decide %1 say what must be solved and ask for information."_s.arg(
            record.head.number));
    return std::nullopt;
}

std::optional<Refusal> whyNotReply(const Person &person)
{
    return mayComment(person) ? std::nullopt
                              : std::optional(forbidden(u"Requesters and reviewers write here."_s));
}

std::optional<Refusal> whyNotResolve(
    const RequestRecord &record, const Comment &thread, const Person &person)
{
    if (const auto refused = whyNotNow(record, thread))
        return refused;
    if (thread.state == u"resolved"_s)
        return wrongState(u"It is resolved already."_s);
    return whyNotTheirs(record, thread, person);
}

std::optional<Refusal> whyNotReopen(
    const RequestRecord &record, const Comment &thread, const Person &person)
{
    if (const auto refused = whyNotNow(record, thread))
        return refused;
    if (thread.state != u"resolved"_s)
        return wrongState(u"It is not resolved."_s);
    return whyNotTheirs(record, thread, person);
}

Actions threadActions(const RequestRecord &record, const Comment &thread, const Person &person)
{
    Actions actions;
    if (thread.replyTo)
        return actions;
    add(actions, u"reply"_s, whyNotReply(person));
    if (!thread.mark)
        return actions;
    add(actions, u"resolve"_s, whyNotResolve(record, thread, person));
    add(actions, u"reopen"_s, whyNotReopen(record, thread, person));
    return actions;
}

QList<ConditionItem> conditionItems(const RequestRecord &record)
{
    QList<ConditionItem> items;
    for (const StageRecord &stage : record.stages) {
        for (const Decision &decision : stage.stage.decisions) {
            if (decision.outcome != Outcome::ApproveWithConditions || !counts(record, decision))
                continue;
            for (qsizetype i = 0; i < decision.conditions.size(); ++i) {
                ConditionItem item;
                item.id = u"%1.%2"_s.arg(decision.id.text()).arg(i + 1);
                item.text = decision.conditions.at(i);
                item.person = decision.person;
                item.stage = stage.stage.name;
                if (const auto met = record.conditionsMet.constFind(item.id); met != record.conditionsMet.cend()) {
                    item.metBy = met->person;
                    item.metAt = met->at;
                }
                items.append(item);
            }
        }
    }
    return items;
}

std::optional<Refusal> whyNotCheckConditions(const RequestRecord &record, const Person &person)
{
    if (!isOpen(record.head.status) && !isApproved(record.head.status))
        return wrongState(u"%1 is closed."_s.arg(record.head.number));
    if (record.head.conditions.isEmpty())
        return wrongState(u"%1 has no conditions."_s.arg(record.head.number));
    if (person.ref.id == record.head.requestedBy.id)
        return forbidden(u"You asked for this: those who decide it look whether its conditions are met."_s);
    if (!reviews(record, person))
        return forbidden(
            u"Those who decide %1 look whether its conditions are met."_s.arg(record.head.number));
    return std::nullopt;
}

QString mustSolveSentence(const RequestRecord &record)
{
    const int open = record.threads.mustSolve;
    if (open == 0)
        return {};
    return counted(open, u"thread must be solved first.", u"threads must be solved first.");
}

QList<Happening> threadsMoved(RequestRecord &record, const QDateTime &now)
{
    if (record.head.status != RequestStatus::InReview || record.threads.mustSolve > 0)
        return {};
    QList<Happening> happened = advanceStages(record, now);
    if (const auto approved = approveIfPassed(record, now))
        happened.append(*approved);
    return happened;
}

} // namespace gatehouse::services
