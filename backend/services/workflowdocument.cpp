// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflowdocument.h"

#include "backend/services/textreader.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

template <typename E>
bool includes(const QList<E> &list, E value)
{
    return list.isEmpty() || list.contains(value);
}

template <typename E>
bool overlap(const QList<E> &a, const QList<E> &b)
{
    return a.isEmpty() || b.isEmpty()
        || std::ranges::any_of(a, [&b](E value) { return b.contains(value); });
}

template <typename E>
QStringList spoken(const QList<E> &values)
{
    QStringList words;
    for (const E value : values)
        words.append(toWire(value).replace(u'_', u' '));
    return words;
}

template <typename T>
QList<T> joined(QList<T> list, const QList<T> &more)
{
    for (const T &value : more) {
        if (!list.contains(value))
            list.append(value);
    }
    return list;
}

QString hours(int count)
{
    return count % 24 == 0 && count > 48 ? u"%1 days"_s.arg(count / 24) : u"%1 h"_s.arg(count);
}

QString escalationWords(const StageRule &rule)
{
    if (!rule.escalation)
        return {};
    return u"%1 after it is due, to %2, with %3 more"_s.arg(hours(rule.escalation->afterHours),
        rule.escalation->to.words(), hours(rule.escalation->extendHours));
}

TemplateStage shownStage(const StageRule &rule)
{
    TemplateStage shown;
    shown.id = rule.key;
    shown.discipline = rule.discipline;
    shown.name = rule.name;
    shown.order = rule.order;
    shown.after = rule.after;
    shown.quorumRule = rule.quorum.rule();
    shown.quorum = rule.quorum.all ? 0 : rule.quorum.count;
    shown.dueHours = rule.dueHours;
    shown.people = rule.people.words();
    shown.condition = wordsOf(rule.when);
    shown.automatic = wordsOf(rule.automatic);
    shown.escalation = escalationWords(rule);
    return shown;
}

} // namespace

bool Condition::holds(const RequestFacts &facts) const
{
    return includes(types, facts.type) && includes(environments, facts.environment)
        && includes(risks, facts.risk) && includes(policies, facts.policy);
}

bool Condition::meets(const Condition &other) const
{
    return overlap(types, other.types) && overlap(environments, other.environments)
        && overlap(risks, other.risks) && overlap(policies, other.policies);
}

QString Condition::words() const
{
    QStringList parts;
    if (!types.isEmpty())
        parts.append(orList(spoken(types)));
    if (!environments.isEmpty())
        parts.append(orList(spoken(environments)));
    if (!risks.isEmpty())
        parts.append(u"risk "_s + orList(spoken(risks)));
    if (!policies.isEmpty())
        parts.append(u"policy says "_s + orList(spoken(policies)));
    return parts.isEmpty() ? u"anything"_s : parts.join(u", "_s);
}

bool anyHolds(const QList<Condition> &alternatives, const RequestFacts &facts)
{
    return alternatives.isEmpty()
        || std::ranges::any_of(
            alternatives, [&facts](const Condition &condition) { return condition.holds(facts); });
}

QString wordsOf(const QList<Condition> &alternatives)
{
    QStringList words;
    for (const Condition &condition : alternatives)
        words.append(condition.words());
    return words.join(u"; or "_s);
}

People People::with(const People &more) const
{
    return {joined(roles, more.roles), joined(groups, more.groups), owner || more.owner};
}

QString People::words() const
{
    QStringList parts;
    if (!roles.isEmpty()) {
        QStringList names;
        for (const Role role : roles)
            names.append(toWire(role).remove(u"reviewer:"_s));
        parts.append(roles.size() == 4 ? u"a reviewer"_s : u"a %1 reviewer"_s.arg(orList(names)));
    }
    if (!groups.isEmpty())
        parts.append(u"somebody of %1"_s.arg(orList(groups)));
    if (owner)
        parts.append(u"an owner of the plugin"_s);
    return parts.join(u", or "_s);
}

QString Quorum::rule() const
{
    if (all)
        return u"all"_s;
    return count == 1 ? u"any"_s : u"count"_s;
}

bool WorkflowDocument::matches(const RequestFacts &facts) const
{
    return facts.emergency == isEmergency() && anyHolds(match, facts);
}

QList<TemplateStage> shownStages(const WorkflowDocument &document)
{
    QList<TemplateStage> stages;
    for (const StageRule &rule : document.stages) {
        // One that is only half written says no discipline yet, and the contract has no word for that.
        if (rule.discipline != Discipline::Unknown)
            stages.append(shownStage(rule));
    }
    return stages;
}

WorkflowTemplate shownWorkflow(const WorkflowDocument &document)
{
    WorkflowTemplate shown;
    shown.id = document.id;
    shown.name = document.name;
    shown.appliesTo = document.appliesTo.isEmpty() ? wordsOf(document.match) : document.appliesTo;
    shown.precedence = document.precedence;
    shown.reviewWithinHours = document.reviewWithinHours;
    shown.expiresHours = document.expiresHours;
    shown.validHours = document.validHours;
    shown.stages = shownStages(document);
    return shown;
}

} // namespace gatehouse::services
