// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvaldecision.h"
#include "backend/services/standins.h"
#include "core/contract/registry.h"

#include <QRandomGenerator>
#include <QSet>

namespace gatehouse::test {

//! Random people, workflows, delegations, facts and time around one request, and a bookkeeping of its
//! own of what happened: who may decide, what counts and what an approval needs is worked out here from
//! the workflow's document and the votes, by code that shares nothing with the engine's.
class WorkflowWorld
{
public:
    WorkflowWorld(QRandomGenerator &random, const QList<services::WorkflowDocument> &documents);

    //! One thing that somebody does or that happens. Gives the first rule that is broken; empty when all
    //! hold.
    QString step();
    QString history() const { return m_log.join(QStringLiteral("\n  ")); }
    bool approved() const { return services::isApproved(m_record.head.status); }
    bool byPolicyAlone() const { return approved() && m_counted.isEmpty(); }
    int votesForOthers() const { return m_votesForOthers; }
    int refusals() const { return m_refusals; }
    bool wasEscalated() const { return m_escalations > 0; }
    //! Approvals that were refused for a thread that must be solved.
    int keptBack() const { return m_keptBack; }
    bool wasReviewed() const { return m_reviewed; }

    //! A random workflow as somebody could write it; mostly, but not always, one that can work.
    static QString randomText(QRandomGenerator &random, int number);

private:
    struct Vote
    {
        QString stage;
        PersonId person;
        PersonId principal; //!< Empty: by their own right.
        bool approves = false;
        QString digest;
        int evidence = 0;
        int policy = 0;
    };

    template <typename T>
    const T &any(const QList<T> &list)
    {
        return list.at(m_random.bounded(int(list.size())));
    }
    bool chance(int oneIn) { return m_random.bounded(oneIn) == 0; }

    void begin();
    void loosen();
    QList<services::Person> peopleNow() const;
    services::Person someone();
    services::Person somebodyWhoStandsIn();

    QString vote();
    QString claim();
    QString escalate();
    QString delegate();
    QString moveFacts();
    QList<PolicyEvaluation> randomEvidence();
    QString movePeople();
    QString moveTime();
    QString activateAnother();
    QString review();
    QString discuss();

    // The bookkeeping.
    void forgetStale();
    bool isNow(const Vote &vote) const;
    static bool holds(const services::Condition &condition, const services::RequestRecord &record);
    static bool anyOf(
        const QList<services::Condition> &conditions, const services::RequestRecord &record);
    bool owns(const services::Person &person) const;
    bool isAmong(const services::People &people, const services::Person &person) const;
    //! By the workflow, and by its escalation when the stage was escalated.
    bool mayDecide(const services::StageRule &rule, const services::Person &person) const;
    const services::StageRule *ruleOf(const QString &stage) const;
    QString whyVoteIsWrong(const services::Person &person, const Vote &vote) const;
    QString whyApprovalIsWrong() const;
    QString whyStagesAreWrong() const;
    void planQuorums();
    bool isReached(const services::StageRule &rule) const;
    bool lacksEvidence() const;
    int countIn(const QString &stage) const;
    bool policyMayPass(const services::StageRule &rule) const;

    QRandomGenerator &m_random;
    QList<services::WorkflowDocument> m_documents;
    services::WorkflowDocument m_pinned;
    QList<services::Person> m_people;
    QList<Delegation> m_delegations;
    QList<PolicyEvaluation> m_evidence; //!< What the policies found last.
    QDateTime m_now;
    services::RequestRecord m_record;
    QHash<QString, int> m_quorums; //!< By stage, as the workflow said when the request began.
    QSet<QString> m_escalated;
    QList<Vote> m_counted; //!< Accepted, of what is bound now.
    QList<PersonId> m_deciders; //!< When it was approved.
    int m_mustSolve = 0; //!< Threads that nobody resolved.
    int m_keptBack = 0;
    bool m_wasApproved = false;
    bool m_reviewed = false;
    int m_votesForOthers = 0;
    int m_refusals = 0;
    int m_escalations = 0;
    QStringList m_log;
};

} // namespace gatehouse::test
