// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflowcheck.h"

#include "core/base/counted.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <functional>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int longestReviewHours = 72;
constexpr int emergencyPeople = 2;

//! The stages as a graph, by index.
class Graph final
{
public:
    explicit Graph(ReadWorkflow &read)
        : m_read(read)
        , m_before(read.document.stages.size())
    {
        findPredecessors();
    }

    //! False when stages wait for each other; then it is told.
    bool isAcyclic()
    {
        m_state.fill(Unseen, size());
        for (qsizetype i = 0; i < size(); ++i) {
            QList<qsizetype> way;
            if (m_state.at(i) == Unseen && !visit(i, way))
                return false;
        }
        return true;
    }

    //! Level of each stage, and the stages in that order.
    void sort()
    {
        QList<StageRule> &stages = m_read.document.stages;
        for (qsizetype pass = 0; pass < size(); ++pass) {
            for (qsizetype i = 0; i < size(); ++i) {
                for (const qsizetype before : m_before.at(i))
                    stages[i].order = std::max(stages.at(i).order, stages.at(before).order + 1);
            }
        }
        QList<qsizetype> order(size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, {}, [&](qsizetype i) { return stages.at(i).order; });
        const QList<StageRule> before = stages;
        const QList<QString> places = m_read.places;
        for (qsizetype i = 0; i < size(); ++i) {
            stages[i] = before.at(order.at(i));
            m_read.places[i] = places.at(order.at(i));
        }
    }

private:
    enum State { Unseen, OnTheWay, Done };

    qsizetype size() const { return m_before.size(); }
    const QString &place(qsizetype stage) const { return m_read.places.at(stage); }

    void findPredecessors()
    {
        const QList<StageRule> &stages = m_read.document.stages;
        for (qsizetype i = 0; i < size(); ++i) {
            for (const QString &key : stages.at(i).after) {
                const auto named = std::ranges::find(stages, key, &StageRule::key);
                if (named == stages.end())
                    m_read.tell(Severity::High, u"unknown_stage"_s,
                        u"%1 waits for \"%2\", which is no stage."_s.arg(stages.at(i).name, key),
                        place(i) + u"/after"_s);
                else
                    m_before[i].append(named - stages.begin());
            }
        }
    }

    bool visit(qsizetype stage, QList<qsizetype> &way)
    {
        if (m_state.at(stage) == OnTheWay) {
            tellCycle(way.sliced(way.indexOf(stage)));
            return false;
        }
        if (m_state.at(stage) == Done)
            return true;
        m_state[stage] = OnTheWay;
        way.append(stage);
        for (const qsizetype before : m_before.at(stage)) {
            if (!visit(before, way))
                return false;
        }
        way.removeLast();
        m_state[stage] = Done;
        return true;
    }

    void tellCycle(const QList<qsizetype> &stages)
    {
        QStringList names;
        for (const qsizetype stage : stages)
            names.prepend(m_read.document.stages.at(stage).name);
        names.append(names.first());
        m_read.tell(Severity::High, u"cycle"_s,
            u"These wait for each other: %1. None of them would ever open."_s.arg(
                names.join(u" → "_s)),
            place(stages.last()) + u"/after"_s);
    }

    ReadWorkflow &m_read;
    QList<QList<qsizetype>> m_before;
    QList<State> m_state;
};

//! The most hours that pass until the last stage is late and its escalation is, too. Stages are sorted.
int longestHours(const WorkflowDocument &document)
{
    QHash<QString, int> until;
    int longest = 0;
    for (const StageRule &rule : document.stages) {
        int start = 0;
        for (const QString &key : rule.after)
            start = std::max(start, until.value(key));
        const int late
            = rule.escalation ? rule.escalation->afterHours + rule.escalation->extendHours : 0;
        until[rule.key] = start + rule.dueHours + late;
        longest = std::max(longest, until.value(rule.key));
    }
    return longest;
}

void checkKeys(ReadWorkflow &read)
{
    QSet<QString> seen;
    for (qsizetype i = 0; i < read.document.stages.size(); ++i) {
        const StageRule &rule = read.document.stages.at(i);
        if (!rule.key.isEmpty() && seen.contains(rule.key))
            read.tell(Severity::High, u"duplicate_stage"_s,
                u"There is another stage \"%1\"."_s.arg(rule.key), read.places.at(i) + u"/id"_s);
        seen.insert(rule.key);
    }
}

//! Some request that the workflow applies to could meet \a conditions.
bool canHold(const QList<Condition> &conditions, const QList<Condition> &match)
{
    return std::ranges::any_of(conditions, [&match](const Condition &condition) {
        return match.isEmpty() || std::ranges::any_of(match, [&condition](const Condition &applies) {
            return condition.meets(applies);
        });
    });
}

void checkConditions(ReadWorkflow &read)
{
    const WorkflowDocument &document = read.document;
    for (qsizetype i = 0; i < document.stages.size(); ++i) {
        const StageRule &rule = document.stages.at(i);
        if (!rule.when.isEmpty() && !canHold(rule.when, document.match))
            read.tell(Severity::High, u"unreachable_stage"_s,
                u"%1 would never be asked: this workflow applies to none of it."_s.arg(rule.name),
                read.places.at(i) + u"/when"_s);
    }
    const bool someAlways = std::ranges::any_of(
        document.stages, [](const StageRule &rule) { return rule.when.isEmpty(); });
    if (!document.stages.isEmpty() && !someAlways)
        read.tell(Severity::High, u"all_conditional"_s,
            u"Every stage has a condition, so some request would be decided by nobody. One stage must always be asked."_s,
            u"/stages"_s);
}

void checkAutomatic(ReadWorkflow &read)
{
    for (qsizetype i = 0; i < read.document.stages.size(); ++i) {
        const QList<Condition> &automatic = read.document.stages.at(i).automatic;
        for (qsizetype k = 0; k < automatic.size(); ++k) {
            const Condition &condition = automatic.at(k);
            const bool low = condition.risks == QList<Risk>{Risk::Low}
                && condition.policies == QList<Enforcement>{Enforcement::Allow}
                && !condition.types.contains(RequestType::Exemption);
            if (!low)
                read.tell(Severity::High, u"automatic_not_low_risk"_s,
                    u"Policy passes only what it calls low risk: write risks: [low] and policies: [allow], and no exemption."_s,
                    read.places.at(i) + u"/automatic/%1"_s.arg(k));
        }
        if (!automatic.isEmpty() && !canHold(automatic, read.document.match))
            read.tell(Severity::High, u"unreachable_stage"_s,
                u"This never happens: the workflow applies to none of it."_s,
                read.places.at(i) + u"/automatic"_s);
    }
}

void checkTimes(ReadWorkflow &read, int longest)
{
    for (qsizetype i = 0; i < read.document.stages.size(); ++i) {
        const StageRule &rule = read.document.stages.at(i);
        if (rule.remindHours && *rule.remindHours >= rule.dueHours)
            read.tell(Severity::High, u"contradictory_times"_s,
                u"It would remind %1 h before it is due, and it is due after %2 h."_s
                    .arg(*rule.remindHours)
                    .arg(rule.dueHours),
                read.places.at(i) + u"/remind"_s);
        if (rule.claimHours > rule.dueHours)
            read.tell(Severity::High, u"contradictory_times"_s,
                u"A claim would hold longer than the %1 h until it is due."_s.arg(rule.dueHours),
                read.places.at(i) + u"/claim"_s);
    }
    if (longest > read.document.expiresHours)
        read.tell(Severity::High, u"contradictory_times"_s,
            u"A request would expire after %1 h, and its stages may take %2 h."_s
                .arg(read.document.expiresHours)
                .arg(longest),
            read.yaml.root.contains(u"expires"_s) ? u"/expires"_s : u"/stages"_s);
}

void checkEmergency(ReadWorkflow &read)
{
    const WorkflowDocument &document = read.document;
    if (!document.isEmergency())
        return;
    if (*document.reviewWithinHours > longestReviewHours)
        read.tell(Severity::High, u"contradictory_times"_s,
            u"An emergency change is reviewed within %1 h."_s.arg(longestReviewHours),
            u"/emergency/reviewWithin"_s);
    int people = 0;
    bool automatic = false;
    for (const StageRule &rule : document.stages) {
        people += rule.when.isEmpty() ? rule.quorum.count : 0;
        automatic = automatic || !rule.automatic.isEmpty();
    }
    if (people < emergencyPeople || automatic)
        read.tell(Severity::High, u"emergency_needs_two"_s,
            u"An emergency change takes two people, and policy passes none of it."_s, u"/stages"_s);
}

bool mayDecide(const StageRule &rule, const Person &person)
{
    return !person.roles.contains(Role::PlatformAdmin) && isAmong(rule.people, person.roles, person.groups);
}

int knownFor(const StageRule &rule, const QList<Person> &people)
{
    return int(std::ranges::count_if(
        people, [&rule](const Person &person) { return mayDecide(rule, person); }));
}

void checkStagePeople(ReadWorkflow &read, qsizetype stage, const QList<Person> &people)
{
    const StageRule &rule = read.document.stages.at(stage);
    const int known = knownFor(rule, people);
    const QString place = read.places.at(stage);
    if (known == 0)
        read.tell(Severity::High, u"nobody_eligible"_s,
            u"Nobody who ever signed in could decide %1."_s.arg(rule.name), place + u"/people"_s);
    else if (!rule.quorum.all && rule.quorum.count > known)
        read.tell(Severity::High, u"quorum_above_eligible"_s,
            u"%1 needs %2, and only %3 could decide it."_s.arg(
                rule.name, counted(rule.quorum.count, u"person", u"people"), QString::number(known)),
            read.yaml.keys.contains(place + u"/quorum"_s) ? place + u"/quorum"_s : place);
}

//! How many seats different people can take: a matching by augmenting ways, each person one seat.
int seatsTaken(const QList<const StageRule *> &seats, const QList<Person> &people)
{
    QList<qsizetype> seatOf(people.size(), -1);
    std::function<bool(qsizetype, QList<bool> &)> sit = [&](qsizetype seat, QList<bool> &tried) {
        for (qsizetype i = 0; i < people.size(); ++i) {
            if (tried.at(i) || !mayDecide(*seats.at(seat), people.at(i)))
                continue;
            tried[i] = true;
            if (seatOf.at(i) < 0 || sit(seatOf.at(i), tried)) {
                seatOf[i] = seat;
                return true;
            }
        }
        return false;
    };
    int taken = 0;
    for (qsizetype seat = 0; seat < seats.size(); ++seat) {
        QList<bool> tried(people.size(), false);
        taken += sit(seat, tried) ? 1 : 0;
    }
    return taken;
}

} // namespace

void checkWorkflow(ReadWorkflow &read)
{
    checkKeys(read);
    Graph graph(read);
    const bool acyclic = graph.isAcyclic();
    checkConditions(read);
    checkAutomatic(read);
    checkEmergency(read);
    if (acyclic)
        graph.sort();
    checkTimes(read, acyclic ? longestHours(read.document) : 0);
}

void checkPeople(ReadWorkflow &read, const QList<Person> &people)
{
    QList<const StageRule *> seats;
    for (qsizetype i = 0; i < read.document.stages.size(); ++i) {
        const StageRule &rule = read.document.stages.at(i);
        if (rule.people.isEmpty() || rule.people.owner)
            continue;
        checkStagePeople(read, i, people);
        for (int seat = 0; rule.when.isEmpty() && seat < rule.quorum.count; ++seat)
            seats.append(&rule);
    }
    const int taken = seatsTaken(seats, people);
    if (read.isValid() && taken < seats.size())
        read.tell(Severity::Medium, u"too_few_people"_s,
            u"Each stage takes other people. Together they need %1, and those who are known fill %2."_s
                .arg(seats.size())
                .arg(taken),
            u"/stages"_s);
}

} // namespace gatehouse::services
