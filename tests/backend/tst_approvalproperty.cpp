// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvaldecision.h"
#include "backend/services/approvalfacts.h"
#include "backend/services/approvalquorum.h"
#include "backend/services/approvaltemplates.h"
#include "tests/backend/approvalfixture.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace gatehouse::test;
using namespace Qt::Literals::StringLiterals;

//! Random people do random things to requests; whatever they try, no history may break a rule.
//! The rules are checked from the votes alone, by code that shares nothing with the workflow's.
class TestApprovalProperty final : public QObject
{
    Q_OBJECT

private:
    struct History
    {
        RequestRecord record;
        QList<Decision> accepted;
        QList<std::pair<StageId, QString>> gapsAtApproval;
        QStringList log;
    };

    static constexpr int histories = 4000;
    static constexpr int steps = 40;

    quint32 m_seed = 0;
    QRandomGenerator m_random;
    QList<ApprovalTemplate> m_templates;
    QList<Person> m_people;
    int m_approved = 0;
    int m_refused = 0;

    template <typename T>
    const T &any(const QList<T> &list)
    {
        return list.at(m_random.bounded(int(list.size())));
    }

    RequestRecord randomRequest(const QDateTime &now)
    {
        const ApprovalTemplate &chosen = any(m_templates);
        RequestRecord record;
        record.head.id = RequestId(u"req"_s);
        record.head.number = u"REQ-1"_s;
        record.head.type = RequestType::Update;
        record.head.requestedBy = any(m_people).ref;
        record.head.versionDigest = u"d0"_s;
        record.head.evidenceRevision = 1;
        record.head.policyVersion = 1;
        for (qsizetype i = 0; i < chosen.shown.stages.size(); ++i) {
            const auto &rule = chosen.shown.stages[i];
            StageRecord stage;
            stage.stage.id = StageId(u"stg_%1"_s.arg(i));
            stage.stage.name = rule.name;
            stage.stage.discipline = rule.discipline;
            stage.stage.order = rule.order;
            stage.stage.quorum = rule.quorum;
            stage.stage.status = StageStatus::Pending;
            stage.roles = chosen.roles[i];
            record.stages.append(stage);
        }
        record.head.status = RequestStatus::InReview;
        advanceStages(record, now);
        return record;
    }

    //! Now and then what is judged moves, as it does when evidence is run again.
    void maybeMove(History &history, const QDateTime &now)
    {
        if (m_random.bounded(12) != 0 || !isOpen(history.record.head.status))
            return;
        RequestRecord &record = history.record;
        switch (m_random.bounded(4)) {
        case 0:
            record.head.versionDigest = u"d%1"_s.arg(m_random.bounded(3));
            break;
        case 1:
            ++record.head.evidenceRevision;
            break;
        case 2:
            ++record.head.policyVersion;
            break;
        default:
            record.evidenceGap = record.evidenceGap.isEmpty() ? u"Nobody scanned it."_s : QString();
        }
        history.log.append(u"moved to %1/%2/%3 gap '%4'"_s.arg(record.head.versionDigest)
                               .arg(record.head.evidenceRevision)
                               .arg(record.head.policyVersion)
                               .arg(record.evidenceGap));
        history.accepted.removeIf(
            [&record](const Decision &decision) { return !isCurrent(record, decision); });
        voidStaleVotes(record);
        advanceStages(record, now);
    }

    static bool isCurrent(const RequestRecord &record, const Decision &decision)
    {
        return decision.versionDigest == record.head.versionDigest
            && decision.evidenceRevision == record.head.evidenceRevision
            && decision.policyVersion == record.head.policyVersion;
    }

    DecisionInput randomVote(const RequestRecord &record)
    {
        static const QList<Outcome> outcomes{Outcome::Approve, Outcome::Approve, Outcome::Approve,
            Outcome::Approve, Outcome::Approve, Outcome::ApproveWithConditions, Outcome::Abstain,
            Outcome::Reject};
        DecisionInput input;
        input.stageId = any(record.stages).stage.id;
        input.outcome = any(outcomes);
        if (m_random.bounded(10) != 0)
            input.comment = u"Because"_s;
        if (input.outcome == Outcome::ApproveWithConditions)
            input.conditions = {u"Watch it"_s};
        const bool blind = m_random.bounded(8) == 0;
        input.versionDigest = blind ? u"d%1"_s.arg(m_random.bounded(3)) : record.head.versionDigest;
        input.evidenceRevision = record.head.evidenceRevision - (blind ? m_random.bounded(2) : 0);
        input.policyVersion = record.head.policyVersion - (blind ? m_random.bounded(2) : 0);
        return input;
    }

    void act(History &history, const QDateTime &now, int step)
    {
        const Person &person = any(m_people);
        const DecisionInput input = randomVote(history.record);
        const Status allowed = checkDecision(history.record, person, input);
        history.log.append(u"%1 %2 %3: %4"_s.arg(person.ref.name, toWire(input.outcome),
            input.stageId.text(), allowed ? u"done"_s : allowed.error().code));
        if (!allowed) {
            ++m_refused;
            return;
        }
        applyDecision(history.record, person, input, DecisionId(u"dec_%1"_s.arg(step)), now);
        Decision decision;
        decision.stageId = input.stageId;
        decision.person = person.ref;
        decision.outcome = input.outcome;
        decision.versionDigest = input.versionDigest;
        decision.evidenceRevision = input.evidenceRevision;
        decision.policyVersion = input.policyVersion;
        history.accepted.append(decision);
        const bool approves
            = input.outcome == Outcome::Approve || input.outcome == Outcome::ApproveWithConditions;
        if (approves && !history.record.evidenceGap.isEmpty())
            history.gapsAtApproval.append({input.stageId, person.ref.name});
    }

    const Person &personOf(const Decision &decision) const
    {
        return *std::ranges::find_if(
            m_people, [&](const Person &person) { return person.ref.id == decision.person.id; });
    }

    //! Empty when every rule holds.
    QString broken(const History &history) const
    {
        const RequestRecord &record = history.record;
        QHash<PersonId, StageId> stageOf;
        QHash<StageId, QSet<PersonId>> votes;
        for (const Decision &decision : history.accepted) {
            const Person &person = personOf(decision);
            if (decision.person.id == record.head.requestedBy.id)
                return u"the requester decided"_s;
            if (person.roles.contains(Role::PlatformAdmin))
                return u"a platform admin decided"_s;
            const auto stage = std::ranges::find_if(record.stages,
                [&](const StageRecord &s) { return s.stage.id == decision.stageId; });
            if (!hasAny(person.roles, stage->roles))
                return u"someone without the role decided"_s;
            if (!isCurrent(record, decision))
                return u"someone decided on what they had not seen"_s;
            if (decision.outcome == Outcome::Abstain)
                continue;
            if (stageOf.contains(decision.person.id))
                return u"one person counts twice"_s;
            stageOf.insert(decision.person.id, decision.stageId);
            votes[decision.stageId].insert(decision.person.id);
        }
        if (!history.gapsAtApproval.isEmpty())
            return u"approved without the evidence that policy wants"_s;
        if (!isApproved(record.head.status))
            return {};
        for (const StageRecord &stage : record.stages) {
            if (votes.value(stage.stage.id).size() < stage.stage.quorum)
                return u"approved without the quorum of %1"_s.arg(stage.stage.name);
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString wanted = qEnvironmentVariable("GATEHOUSE_SEED");
        m_seed = wanted.isEmpty() ? QRandomGenerator::system()->generate() : wanted.toUInt();
        m_random = QRandomGenerator(m_seed);
        qInfo("seed %u (repeat with GATEHOUSE_SEED=%u)", m_seed, m_seed);
        const auto templates = loadTemplates();
        QVERIFY(templates);
        m_templates = *templates;
        ApprovalFixture fixture;
        for (const QString &key : ApprovalFixture::keys())
            m_people.append(fixture.person(key));
    }

    void noHistoryBreaksARule()
    {
        const QDateTime now = fromRfc3339(u"2026-11-23T10:00:00.000Z"_s);
        for (int i = 0; i < histories; ++i) {
            History history;
            history.record = randomRequest(now);
            history.log.append(u"asked by %1"_s.arg(history.record.head.requestedBy.name));
            for (int step = 0; step < steps; ++step) {
                maybeMove(history, now);
                act(history, now, step);
                const QString rule = broken(history);
                QVERIFY2(rule.isEmpty(),
                    qPrintable(u"seed %1, history %2: %3\n  %4"_s.arg(m_seed).arg(i).arg(
                        rule, history.log.join(u"\n  "_s))));
            }
            m_approved += isApproved(history.record.head.status) ? 1 : 0;
        }
        qInfo("%d histories, %d ended approved, %d attempts refused", histories, m_approved,
            m_refused);
        QVERIFY2(m_approved > histories / 50, "too few approvals for the rules to mean anything");
    }
};

QTEST_GUILESS_MAIN(TestApprovalProperty)
#include "tst_approvalproperty.moc"
