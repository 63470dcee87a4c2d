// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvals.h"
#include "backend/services/approvalstore.h"
#include "backend/services/approvaltimeline.h"
#include "backend/services/delegationcandidates.h"
#include "backend/services/delegations.h"
#include "backend/services/diffbases.h"
#include "backend/services/registrystore.h"
#include "backend/services/versionfacts.h"
#include "tests/backend/approvalfixture.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace gatehouse::test;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(gatehouse::Risk)
Q_DECLARE_METATYPE(gatehouse::RequestType)

namespace {

constexpr int hour = 3600;

QString codeOf(const Status &status)
{
    return status ? u"done"_s : status.error().code;
}

QString wordsOf(const Status &status)
{
    return status ? QString() : status.error().message;
}

//! A workflow for everything whose stages are \a stages.
QString workflow(const QString &stages, const QString &head = {})
{
    return u"id: standard-change\nname: Standard change\n"_s + head + u"stages:\n"_s + stages;
}

QString stage(const QString &id, const QString &role, const QString &more = {})
{
    const QString text
        = u"  - id: %1\n    name: %2\n    discipline: technical\n    people: {roles: [reviewer:%3]}\n"_s;
    QString name = id;
    name[0] = name.at(0).toUpper();
    return text.arg(id, name, role) + more;
}

const StageRecord &stageOf(const RequestRecord &record, const QString &key)
{
    return *std::ranges::find_if(
        record.stages, [&key](const StageRecord &stage) { return stage.rule.key == key; });
}

//! "security active, technical pending"
QString states(const RequestRecord &record)
{
    QStringList list;
    for (const StageRecord &stage : record.stages)
        list.append(stage.rule.key + u' ' + toWire(stage.stage.status));
    return list.join(u", "_s);
}

QStringList kinds(ApprovalFixture &fixture, const RequestId &id)
{
    QStringList result;
    const Status read = fixture.write(u"viewer"_s, [&](store::UnitOfWork &work) -> Status {
        const auto entries = timelineOf(work, id);
        if (!entries)
            return fail(entries.error());
        for (const TimelineEntry &entry : *entries)
            result.append(entry.kind);
        return {};
    });
    return read ? result : QStringList{describe(read.error())};
}

//! Votes for the stage with that key.
Status vote(ApprovalFixture &fixture, const QString &person, const RequestId &id,
    const QString &key, Outcome outcome = Outcome::Approve)
{
    return fixture.change(person, id, [&](store::UnitOfWork &work, RequestRecord &record) {
        DecisionInput input = fixture.vote(record, Discipline::Unknown, outcome);
        input.stageId = stageOf(record, key).stage.id;
        input.comment = u"Because"_s;
        return decideRequest(work, record, input);
    });
}

KnownVersion medium()
{
    KnownVersion version;
    version.risk = Risk::Medium;
    return version;
}

} // namespace

class TestWorkflowEngine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stagesOpenAlongTheGraph()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        QVERIFY(fixture.activate(workflow(stage(u"start"_s, u"security"_s)
            + stage(u"left"_s, u"compliance"_s) + stage(u"right"_s, u"technical"_s, u"    after: [start]\n"_s)
            + stage(u"aside"_s, u"business"_s, u"    after: []\n"_s)
            + stage(u"end"_s, u"technical"_s, u"    after: [left, right]\n"_s))));
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(states(fixture.load(id)),
            u"start active, aside active, left pending, right pending, end pending"_s);
        QVERIFY(vote(fixture, u"security"_s, id, u"start"_s));
        QCOMPARE(states(fixture.load(id)),
            u"start passed, aside active, left active, right active, end pending"_s);
        QVERIFY(vote(fixture, u"technical"_s, id, u"right"_s));
        QCOMPARE(wordsOf(vote(fixture, u"technical2"_s, id, u"end"_s)), u"End opens after Left."_s);
        QVERIFY(vote(fixture, u"compliance"_s, id, u"left"_s));
        QVERIFY(vote(fixture, u"technical2"_s, id, u"end"_s));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::InReview);
        QVERIFY(vote(fixture, u"business"_s, id, u"aside"_s));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::Approved);
    }

    void aConditionalStageIsAskedWhenItHolds_data()
    {
        QTest::addColumn<Risk>("risk");
        QTest::addColumn<QString>("expected");
        QTest::newRow("it holds") << Risk::High << u"first active, second pending, third pending"_s;
        QTest::newRow("it does not") << Risk::Medium << u"first active, second void, third pending"_s;
    }
    void aConditionalStageIsAskedWhenItHolds()
    {
        QFETCH(Risk, risk);
        ApprovalFixture fixture;
        KnownVersion version;
        version.risk = risk;
        fixture.know(version);
        QVERIFY(fixture.activate(workflow(stage(u"first"_s, u"security"_s)
                + stage(u"second"_s, u"compliance"_s, u"    when: [{risks: [high, critical]}]\n"_s)
                + stage(u"third"_s, u"technical"_s),
            u"precedence: 1\n"_s)));
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QTEST(states(fixture.load(id)), "expected");
        QVERIFY(vote(fixture, u"security"_s, id, u"first"_s));
        const bool skipped = risk == Risk::Medium;
        QCOMPARE(stageOf(fixture.load(id), u"third"_s).stage.status,
            skipped ? StageStatus::Active : StageStatus::Pending);
        QCOMPARE(codeOf(vote(fixture, u"compliance"_s, id, u"second"_s)),
            skipped ? u"conflict_state"_s : u"done"_s);
        QVERIFY(vote(fixture, u"technical"_s, id, u"third"_s));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::Approved);
    }

    void aStageThatIsNeededAgainKeepsTheRequestOpen()
    {
        ApprovalFixture fixture;
        KnownVersion version = medium();
        fixture.know(version);
        QVERIFY(fixture.activate(workflow(stage(u"first"_s, u"security"_s)
                + stage(u"second"_s, u"compliance"_s, u"    when: [{risks: [high]}]\n"_s),
            u"precedence: 1\n"_s)));
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        version.risk = Risk::High;
        version.evidenceRevision = 2;
        fixture.know(version);
        QVERIFY(fixture.write(u"system"_s,
            [](store::UnitOfWork &work) { return evidenceMoved(work, VersionId(u"ver_a"_s)); }));
        QCOMPARE(states(fixture.load(id)), u"first active, second pending"_s);
        QVERIFY(vote(fixture, u"security"_s, id, u"first"_s));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::InReview);
    }

    void quorumsComeFromTheirRule_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<int>("quorum");
        QTest::newRow("none") << QString() << 1;
        QTest::newRow("any") << u"    quorum: any\n"_s << 1;
        QTest::newRow("count") << u"    quorum: 2\n"_s << 2;
        // security, security2 and both; the admin with the role never decides.
        QTest::newRow("all") << u"    quorum: all\n"_s << 3;
    }
    void quorumsComeFromTheirRule()
    {
        QFETCH(QString, rule);
        ApprovalFixture fixture;
        fixture.know(medium());
        QVERIFY(fixture.activate(workflow(stage(u"first"_s, u"security"_s, rule))));
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QTEST(fixture.load(id).stages.first().stage.quorum, "quorum");
    }

    void allIsCountedWithoutTheRequester()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        QVERIFY(fixture.activate(workflow(stage(u"first"_s, u"security"_s, u"    quorum: all\n"_s))));
        const RequestId id = fixture.submit(u"both"_s)->head.id;
        QCOMPARE(fixture.load(id).stages.first().stage.quorum, 2);
        QVERIFY(vote(fixture, u"security"_s, id, u"first"_s));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::InReview);
        QVERIFY(vote(fixture, u"security2"_s, id, u"first"_s));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::Approved);
    }

    void groupsAndOwnersDecide()
    {
        ApprovalFixture fixture;
        KnownVersion version = medium();
        version.owner = u"delivery-tooling"_s;
        fixture.know(version);
        QVERIFY(fixture.activate(u"id: standard-change\nname: Standard change\nstages:\n"
                                 "  - id: team\n    name: Team\n    discipline: technical\n"
                                 "    people: {groups: [platform-team]}\n"
                                 "  - id: owner\n    name: Owner\n    discipline: business\n"
                                 "    people: {owner: true}\n"_s));
        const RequestId id = fixture.submit(u"admin"_s)->head.id;
        QCOMPARE(wordsOf(vote(fixture, u"steward"_s, id, u"team"_s)),
            u"Team is decided by somebody of platform-team."_s);
        QCOMPARE(fixture.view(u"viewer"_s, id).stages.first().eligible, QStringList{u"The lead"_s});
        QCOMPARE(fixture.view(u"lead"_s, id).queue, u"your_turn"_s);
        QVERIFY(vote(fixture, u"lead"_s, id, u"team"_s));
        QCOMPARE(fixture.view(u"viewer"_s, id).stages.last().eligible,
            (QStringList{u"The requester"_s, u"The steward"_s, u"The technical2"_s}));
        QVERIFY(vote(fixture, u"technical2"_s, id, u"owner"_s));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::Approved);
    }

    void whoAskedDoesNotDecideByOwning()
    {
        ApprovalFixture fixture;
        KnownVersion version = medium();
        version.owner = u"delivery-tooling"_s;
        fixture.know(version);
        QVERIFY(fixture.activate(u"id: standard-change\nname: Standard change\nstages:\n"
                                 "  - id: owner\n    name: Owner\n    discipline: business\n"
                                 "    people: {owner: true}\n"_s));
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(codeOf(vote(fixture, u"requester"_s, id, u"owner"_s)), u"separation_of_duties"_s);
        // Another owner does not change that, whoever it is.
        version.owner = u"per_requester"_s;
        fixture.know(version);
        QVERIFY(fixture.write(u"admin"_s,
            [](store::UnitOfWork &work) { return ownerMoved(work, PluginId(u"plg_a"_s)); }));
        QCOMPARE(codeOf(vote(fixture, u"requester"_s, id, u"owner"_s)), u"separation_of_duties"_s);
        QCOMPARE(codeOf(vote(fixture, u"technical2"_s, id, u"owner"_s)), u"not_eligible_reviewer"_s);
        QVERIFY(kinds(fixture, id).contains(u"request.owner_moved"_s));
    }

    void policyPassesWhatItCallsLowRisk_data()
    {
        QTest::addColumn<Risk>("risk");
        QTest::addColumn<bool>("allows");
        QTest::addColumn<QString>("gap");
        QTest::addColumn<RequestType>("type");
        QTest::addColumn<bool>("passes");
        const auto update = RequestType::Update;
        QTest::newRow("low, allowed") << Risk::Low << true << QString() << update << true;
        QTest::newRow("medium") << Risk::Medium << true << QString() << update << false;
        QTest::newRow("no policy looked") << Risk::Low << false << QString() << update << false;
        QTest::newRow("a check is missing") << Risk::Low << true << u"Not scanned."_s << update << false;
        QTest::newRow("an install") << Risk::Low << true << QString() << RequestType::Install << false;
        QTest::newRow("an exemption") << Risk::Low << true << QString() << RequestType::Exemption << false;
    }
    void policyPassesWhatItCallsLowRisk()
    {
        QFETCH(RequestType, type);
        QFETCH(bool, passes);
        ApprovalFixture fixture;
        KnownVersion version;
        QFETCH(Risk, risk);
        QFETCH(bool, allows);
        QFETCH(QString, gap);
        version.risk = risk;
        version.allows = allows;
        version.gap = gap;
        fixture.know(version);
        const auto request = fixture.submit(u"requester"_s, u"ver_a"_s, Environment::Development, type);
        QVERIFY(request);
        QCOMPARE(request->head.status, passes ? RequestStatus::Approved : RequestStatus::InReview);
        const Stage &first = request->stages.first().stage;
        QCOMPARE(first.policyDecision.has_value(), passes);
        QCOMPARE(first.approvals, 0);
        QVERIFY(first.decisions.isEmpty());
    }

    void policysDecisionIsNobodysVote()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.risk = Risk::Low;
        version.allows = true;
        fixture.know(version);
        const RequestId id
            = fixture.submit(u"requester"_s, u"ver_a"_s, Environment::Development)->head.id;
        QCOMPARE(fixture.view(u"requester"_s, id).stages.first().policyDecision->sentence,
            u"Policy v1 passed it: risk low, policy says allow"_s);
        for (const QString &kind : {u"request.policy_decided"_s, u"request.approved"_s}) {
            auto audit = fixture.db().query(
                u"SELECT actor_id FROM audit_events WHERE object_id = ? AND action = ?"_s,
                {id.text(), kind});
            QVERIFY(audit && audit->next());
            QCOMPARE(audit->text(0), u"per_policy"_s);
        }
        auto votes = fixture.db().query(u"SELECT COUNT(*) FROM approval_decisions"_s);
        QVERIFY(votes && votes->next());
        QCOMPARE(votes->integer(0), 0);
        QStringList unread;
        const Status read = fixture.write(u"security"_s, [&unread](store::UnitOfWork &work) -> Status {
            PluginRecord plugin;
            plugin.id = PluginId(u"plg_a"_s);
            plugin.tenant = work.tenant();
            GATEHOUSE_TRY(savePlugin(work, plugin));
            QMap<QString, VersionRecord> records;
            for (const QString &name : {u"ver_0"_s, u"ver_a"_s, u"ver_b"_s, u"ver_c"_s}) {
                VersionRecord record;
                record.head.id = VersionId(name);
                record.head.pluginId = plugin.id;
                record.head.version = name;
                record.sortKey = name;
                record.tenant = work.tenant();
                GATEHOUSE_TRY(saveVersion(work, record));
                records.insert(name, record);
            }
            auto between = approvedByPolicyBetween(work, records[u"ver_0"_s], records[u"ver_c"_s]);
            if (!between)
                return fail(std::move(between).error());
            unread = *between;
            return {};
        });
        QVERIFY2(read, read ? "" : qPrintable(describe(read.error())));
        QCOMPARE(unread, QStringList(u"ver_a"_s));
    }

    void anEmergencyTakesTwoAndALookAfterwards()
    {
        ApprovalFixture fixture;
        fixture.know({});
        const auto request = fixture.submit(
            u"requester"_s, u"ver_a"_s, Environment::Production, RequestType::Update, true);
        QVERIFY2(request, request ? "" : qPrintable(describe(request.error())));
        const RequestId id = request->head.id;
        QCOMPARE(request->head.templateId, u"emergency-change"_s);
        QCOMPARE(request->head.afterReview->state, u"planned"_s);
        QVERIFY(vote(fixture, u"security"_s, id, u"emergency"_s));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::InReview);
        QVERIFY(vote(fixture, u"technical"_s, id, u"emergency"_s));
        const RequestRecord approved = fixture.load(id);
        QCOMPARE(approved.head.status, RequestStatus::Approved);
        QCOMPARE(approved.head.afterReview->state, u"open"_s);
        QCOMPARE(*approved.head.afterReview->dueAt, fixture.now.addSecs(72 * hour));
        const auto review = [&](const QString &person) {
            return codeOf(fixture.change(person, id, [](store::UnitOfWork &work, RequestRecord &record) {
                return reviewAfterwards(work, record, u"confirmed"_s, u"Read the diff"_s);
            }));
        };
        QCOMPARE(fixture.view(u"business"_s, id).queue, u"your_turn"_s);
        QCOMPARE(fixture.view(u"security"_s, id).queue, u"waiting"_s);
        QCOMPARE(fixture.view(u"security"_s, id).waitingOn, u"Review afterwards"_s);
        QCOMPARE(review(u"requester"_s), u"separation_of_duties"_s);
        QCOMPARE(review(u"security"_s), u"separation_of_duties"_s);
        QCOMPARE(review(u"viewer"_s), u"not_eligible_reviewer"_s);
        QCOMPARE(review(u"admin"_s), u"not_eligible_reviewer"_s);
        QCOMPARE(review(u"business"_s), u"done"_s);
        QCOMPARE(review(u"compliance"_s), u"conflict_state"_s);
        const ApprovalRequest done = fixture.view(u"viewer"_s, id);
        QCOMPARE(done.afterReview->reviewer->name, u"The business"_s);
        QCOMPARE(done.queue, u"decided"_s);
    }

    void aReviewThatNobodyMakesIsNoted()
    {
        ApprovalFixture fixture;
        fixture.know({});
        const RequestId id = fixture
                                 .submit(u"requester"_s, u"ver_a"_s, Environment::Production,
                                     RequestType::Update, true)
                                 ->head.id;
        QVERIFY(vote(fixture, u"security"_s, id, u"emergency"_s));
        QVERIFY(vote(fixture, u"technical"_s, id, u"emergency"_s));
        fixture.now = fixture.now.addSecs(73 * hour);
        QCOMPARE(fixture.view(u"business"_s, id).afterReview->slaState, SlaState::Breached);
        fixture.tick();
        fixture.tick();
        QCOMPARE(kinds(fixture, id).count(u"request.review_overdue"_s), 1);
    }

    void anEmergencyDoesNotLiftWhatPolicyWants()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.gap = u"The tarball was not scanned."_s;
        fixture.know(version);
        const RequestId id = fixture
                                 .submit(u"requester"_s, u"ver_a"_s, Environment::Production,
                                     RequestType::Update, true)
                                 ->head.id;
        QCOMPARE(codeOf(vote(fixture, u"security"_s, id, u"emergency"_s)), u"evidence_missing"_s);
        version.gap.clear();
        version.denial = u"licences/denied: Licence AGPL-3.0 is denied."_s;
        version.id = u"ver_b"_s;
        version.plugin = u"plg_b"_s;
        fixture.know(version);
        const auto denied = fixture.submit(
            u"requester"_s, u"ver_b"_s, Environment::Production, RequestType::Update, true);
        QCOMPARE(denied->head.status, RequestStatus::Blocked);
    }

    void aRequestThatGrewRiskyFollowsAnotherWorkflow()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.risk = Risk::Low;
        fixture.know(version);
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(fixture.load(id).head.templateId, u"low-risk"_s);
        version.risk = Risk::Critical;
        version.evidenceRevision = 2;
        fixture.know(version);
        QVERIFY(fixture.write(u"system"_s,
            [](store::UnitOfWork &work) { return evidenceMoved(work, VersionId(u"ver_a"_s)); }));
        const RequestRecord record = fixture.load(id);
        QCOMPARE(record.head.templateId, u"critical-change"_s);
        QCOMPARE(states(record),
            u"security active, compliance active, technical pending, business pending, final pending"_s);
        QVERIFY(kinds(fixture, id).contains(u"request.rerouted"_s));
        QCOMPARE(codeOf(vote(fixture, u"technical"_s, id, u"technical"_s)), u"conflict_state"_s);
    }

    void whoStandsInDecidesForSomebody()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(codeOf(vote(fixture, u"compliance"_s, id, u"security"_s)), u"not_eligible_reviewer"_s);
        QVERIFY(fixture.handOver(u"security"_s, u"compliance"_s));
        const ApprovalRequest seen = fixture.view(u"compliance"_s, id);
        QCOMPARE(seen.queue, u"your_turn"_s);
        QCOMPARE(seen.preview->effect, u"Your approval for The security makes Security 1 of 1"_s);
        QVERIFY(seen.stages.first().eligible.contains(u"The compliance for The security"_s));
        QCOMPARE(seen.stages.first().deputies.first().of.name, u"The security"_s);
        QVERIFY(vote(fixture, u"compliance"_s, id, u"security"_s));
        const Decision made = fixture.load(id).stages.first().stage.decisions.first();
        QCOMPARE(made.person.name, u"The compliance"_s);
        QCOMPARE(made.onBehalfOf->name, u"The security"_s);
    }

    void aDelegationEndsWithItsTime()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(fixture.handOver(u"security"_s, u"compliance"_s, 1));
        const int before = fixture.load(id).revision;
        fixture.now = fixture.now.addDays(1);
        QCOMPARE(codeOf(vote(fixture, u"compliance"_s, id, u"security"_s)), u"not_eligible_reviewer"_s);
        fixture.tick();
        QVERIFY(fixture.load(id).revision > before);
        QCOMPARE(kinds(fixture, id).count(u"request.delegated"_s), 2);
        QCOMPARE(fixture.view(u"compliance"_s, id).queue, u"waiting"_s);
    }

    void aDelegationBeginsWithItsTime()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(fixture.write(u"security"_s, [&](store::UnitOfWork &work) -> Status {
            DelegationInput input{PersonId(u"per_compliance"_s), fixture.now.addDays(1),
                fixture.now.addDays(3), u"On leave"_s, {}};
            const auto made = createDelegation(work, input);
            return made ? Status() : fail(made.error());
        }));
        QCOMPARE(codeOf(vote(fixture, u"compliance"_s, id, u"security"_s)), u"not_eligible_reviewer"_s);
        fixture.now = fixture.now.addDays(1);
        fixture.tick();
        QCOMPARE(kinds(fixture, id).count(u"request.delegated"_s), 1);
        QVERIFY(vote(fixture, u"compliance"_s, id, u"security"_s));
    }

    void nobodyIsVotedForTwice()
    {
        ApprovalFixture fixture;
        fixture.know({});
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(fixture.handOver(u"security"_s, u"business"_s));
        QVERIFY(vote(fixture, u"business"_s, id, u"security"_s));
        QCOMPARE(wordsOf(vote(fixture, u"security"_s, id, u"security"_s)),
            u"Security was decided for you already."_s);
        QVERIFY(vote(fixture, u"security2"_s, id, u"security"_s));
        QVERIFY(vote(fixture, u"compliance"_s, id, u"compliance"_s));
        QVERIFY(vote(fixture, u"technical"_s, id, u"technical"_s));
        // Business voted for Security's reviewer: neither has another vote.
        QCOMPARE(wordsOf(vote(fixture, u"business"_s, id, u"business"_s)),
            u"You cannot decide Business: you decided Security."_s);
        QVERIFY(vote(fixture, u"steward"_s, id, u"business"_s));
        QCOMPARE(wordsOf(vote(fixture, u"security"_s, id, u"final"_s)),
            u"You cannot decide Final: you decided Security."_s);
    }

    void nobodyVotesForWhoVotedThemselves()
    {
        ApprovalFixture fixture;
        fixture.know({});
        QVERIFY(fixture.activate(workflow(stage(u"first"_s, u"security"_s) + stage(u"second"_s, u"security"_s),
            u"precedence: 1\n"_s)));
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(vote(fixture, u"security"_s, id, u"first"_s));
        QVERIFY(fixture.handOver(u"security"_s, u"compliance"_s));
        QCOMPARE(wordsOf(vote(fixture, u"compliance"_s, id, u"second"_s)),
            u"You cannot decide Second for The security: The security decided First."_s);
    }

    void whoAskedLendsNoRight()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        const RequestId id = fixture.submit(u"both"_s)->head.id;
        QVERIFY(fixture.handOver(u"both"_s, u"compliance"_s));
        QCOMPARE(wordsOf(vote(fixture, u"compliance"_s, id, u"security"_s)),
            u"You cannot decide Security for The both: The both asked for this."_s);
        QVERIFY(fixture.handOver(u"security"_s, u"both"_s));
        QCOMPARE(codeOf(vote(fixture, u"both"_s, id, u"security"_s)), u"separation_of_duties"_s);
    }

    void whatWasTakenIsNotHandedOn()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(fixture.handOver(u"security"_s, u"compliance"_s));
        QVERIFY(fixture.handOver(u"compliance"_s, u"business"_s));
        QCOMPARE(codeOf(vote(fixture, u"business"_s, id, u"security"_s)), u"not_eligible_reviewer"_s);
    }

    void delegationsAreChecked_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("pointer");
        QTest::newRow("fine") << u"security"_s << u"security2"_s << 7 << u"done"_s << QString();
        QTest::newRow("nothing to give") << u"viewer"_s << u"security"_s << 7 << u"forbidden"_s << QString();
        QTest::newRow("an admin") << u"admin"_s << u"security"_s << 7 << u"forbidden"_s << QString();
        QTest::newRow("to oneself") << u"security"_s << u"security"_s << 7 << u"validation_failed"_s << u"/delegateId"_s;
        QTest::newRow("to an admin") << u"security"_s << u"admin"_s << 7 << u"validation_failed"_s << u"/delegateId"_s;
        QTest::newRow("to no reviewer") << u"security"_s << u"viewer"_s << 7 << u"validation_failed"_s << u"/delegateId"_s;
        QTest::newRow("to nobody") << u"security"_s << u"ghost"_s << 7 << u"validation_failed"_s << u"/delegateId"_s;
        QTest::newRow("over already") << u"security"_s << u"security2"_s << 0 << u"validation_failed"_s << u"/endsAt"_s;
        QTest::newRow("too long") << u"security"_s << u"security2"_s << 91 << u"validation_failed"_s << u"/endsAt"_s;
    }
    void delegationsAreChecked()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(int, days);
        QFETCH(QString, pointer);
        ApprovalFixture fixture;
        const Status status = fixture.handOver(from, to, days);
        QTEST(codeOf(status), "code");
        if (!pointer.isEmpty())
            QCOMPARE(status.error().fields.value(0).pointer, pointer);
    }

    void oneStandsInAtATime()
    {
        ApprovalFixture fixture;
        QVERIFY(fixture.handOver(u"security"_s, u"security2"_s));
        QCOMPARE(wordsOf(fixture.handOver(u"security"_s, u"compliance"_s)),
            u"The security2 stands in for you already in that time. End that first."_s);
        fixture.now = fixture.now.addDays(7);
        QVERIFY(fixture.handOver(u"security"_s, u"compliance"_s));
    }

    void candidatesSayWhatTheyMayNotTake()
    {
        ApprovalFixture fixture;
        KnownVersion version = medium();
        fixture.know(version);
        const RequestId asked = fixture.submit(u"both"_s)->head.id;
        version.id = u"ver_b"_s;
        version.plugin = u"plg_b"_s;
        fixture.know(version);
        QVERIFY(fixture.submit(u"requester"_s, u"ver_b"_s));
        QList<DelegationCandidate> candidates;
        QVERIFY(fixture.write(u"security"_s, [&](store::UnitOfWork &work) -> Status {
            const auto found = delegationCandidates(work, {});
            if (!found)
                return fail(found.error());
            candidates = *found;
            return {};
        }));
        QStringList names;
        for (const DelegationCandidate &candidate : candidates)
            names.append(u"%1 %2/%3"_s.arg(candidate.person.name).arg(candidate.barred).arg(candidate.stages));
        QCOMPARE(names,
            (QStringList{u"The both 1/2"_s, u"The business 0/2"_s, u"The compliance 0/2"_s,
                u"The security2 0/2"_s, u"The steward 0/2"_s, u"The technical 0/2"_s,
                u"The technical2 0/2"_s}));
        QCOMPARE(candidates.first().bars.first().requestId, asked);
        QCOMPARE(candidates.first().bars.first().message, u"The both asked for this."_s);
    }

    void aClaimTellsTheOthers()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        const auto claim = [&](const QString &person) {
            return codeOf(fixture.change(person, id, [](store::UnitOfWork &work, RequestRecord &record) {
                return claimRequest(work, record, record.stages.first().stage.id);
            }));
        };
        QCOMPARE(claim(u"technical"_s), u"not_eligible_reviewer"_s);
        QCOMPARE(claim(u"security"_s), u"done"_s);
        QCOMPARE(claim(u"security"_s), u"conflict_state"_s);
        QCOMPARE(fixture.view(u"security"_s, id).queue, u"your_turn"_s);
        QCOMPARE(fixture.view(u"security2"_s, id).queue, u"waiting"_s);
        QCOMPARE(fixture.view(u"security2"_s, id).preview->effect,
            u"Your approval makes Security 1 of 1, which The security has claimed"_s);
        // It takes nothing from them.
        QVERIFY(fixture.view(u"security2"_s, id).actions.allows(u"approve"_s));
        QVERIFY(vote(fixture, u"security2"_s, id, u"security"_s));
    }

    void aClaimLapses()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(fixture.change(u"security"_s, id, [](store::UnitOfWork &work, RequestRecord &record) {
            return claimRequest(work, record, record.stages.first().stage.id);
        }));
        fixture.now = fixture.now.addSecs(8 * hour);
        QCOMPARE(fixture.view(u"security2"_s, id).queue, u"your_turn"_s);
        fixture.tick();
        fixture.tick();
        QCOMPARE(kinds(fixture, id).count(u"request.claim_lapsed"_s), 1);
        QCOMPARE(codeOf(fixture.change(u"security"_s, id,
                     [](store::UnitOfWork &work, RequestRecord &record) {
                         return unclaimRequest(work, record);
                     })),
            u"conflict_state"_s);
    }

    void theClockRemindsNotesAndEscalates()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        QVERIFY(fixture.activate(workflow(stage(u"first"_s, u"security"_s,
            u"    quorum: 2\n    due: 24h\n    remind: 4h\n    escalate: {after: 6h, to: {roles: [reviewer:compliance]}, extend: 12h}\n"_s))));
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        const auto at = [&](int hours) {
            fixture.now = fixture.load(id).head.createdAt.addSecs(hours * hour);
            fixture.tick();
            fixture.tick();
            QStringList happened = kinds(fixture, id);
            happened.removeIf([](const QString &kind) {
                return kind == u"request.submitted"_s || kind == u"request.stage_activated"_s;
            });
            return happened.join(u' ').remove(u"request."_s);
        };
        QCOMPARE(at(19), QString());
        QCOMPARE(at(20), u"reminded"_s);
        QCOMPARE(at(24), u"reminded overdue"_s);
        QCOMPARE(codeOf(vote(fixture, u"compliance"_s, id, u"first"_s)), u"not_eligible_reviewer"_s);
        QCOMPARE(at(30), u"reminded overdue escalated"_s);
        const StageRecord escalated = fixture.load(id).stages.first();
        QCOMPARE(escalated.stage.quorum, 2);
        QCOMPARE(*escalated.stage.dueAt, fixture.now.addSecs(12 * hour));
        QCOMPARE(at(38), u"reminded overdue escalated reminded"_s);
        QCOMPARE(at(42), u"reminded overdue escalated reminded overdue"_s);
        QVERIFY(vote(fixture, u"compliance"_s, id, u"first"_s));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::InReview);
        QVERIFY(vote(fixture, u"security"_s, id, u"first"_s));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::Approved);
    }

    void peopleEscalateWithAReason()
    {
        ApprovalFixture fixture;
        fixture.know(medium());
        QVERIFY(fixture.activate(workflow(stage(u"first"_s, u"security"_s,
            u"    due: 24h\n    escalate: {to: {groups: [platform-team]}}\n"_s))));
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        const auto escalate = [&](const QString &person, const QString &reason) {
            return codeOf(fixture.change(person, id, [&](store::UnitOfWork &work, RequestRecord &record) {
                return escalateRequest(work, record, record.stages.first().stage.id, reason);
            }));
        };
        QCOMPARE(escalate(u"technical"_s, u"Now"_s), u"forbidden"_s);
        QCOMPARE(escalate(u"requester"_s, u"Now"_s), u"conflict_state"_s);
        QCOMPARE(escalate(u"security"_s, u" "_s), u"validation_failed"_s);
        fixture.now = fixture.now.addSecs(23 * hour);
        QVERIFY(fixture.view(u"requester"_s, id).actions.allows(u"escalate"_s));
        QCOMPARE(escalate(u"requester"_s, u"The release is tomorrow"_s), u"done"_s);
        QCOMPARE(escalate(u"security"_s, u"Now"_s), u"conflict_state"_s);
        QVERIFY(fixture.view(u"viewer"_s, id).stages.first().eligible.contains(u"The lead"_s));
        QVERIFY(vote(fixture, u"lead"_s, id, u"first"_s));
    }

    void theListAndTheRulesAgreeWhoseTurnItIs()
    {
        ApprovalFixture fixture;
        QVERIFY(fixture.activate(u"id: standard-change\nname: Standard change\nstages:\n"
                                 "  - parallel:\n"
                                 "      - id: team\n        name: Team\n        discipline: technical\n"
                                 "        people: {groups: [platform-team, delivery-tooling]}\n"
                                 "      - id: owner\n        name: Owner\n        discipline: business\n"
                                 "        people: {owner: true, roles: [reviewer:security]}\n        quorum: 2\n"_s));
        for (int i = 0; i < 9; ++i) {
            KnownVersion version = medium();
            version.id = u"ver_%1"_s.arg(i);
            version.plugin = u"plg_%1"_s.arg(i);
            version.owner = i % 3 == 0 ? u"delivery-tooling"_s : i % 3 == 1 ? u"per_lead"_s : QString();
            fixture.know(version);
            const bool emergency = i % 4 == 3;
            const auto request = fixture.submit(i % 2 == 0 ? u"requester"_s : u"both"_s, version.id,
                Environment::Production, RequestType::Update, emergency);
            QVERIFY(request);
            if (i % 3 == 1)
                (void)fixture.change(u"security"_s, request->head.id, [](store::UnitOfWork &work, RequestRecord &record) {
                    return claimRequest(work, record, record.stages.last().stage.id);
                });
            if (emergency) {
                (void)vote(fixture, u"security"_s, request->head.id, u"emergency"_s);
                (void)vote(fixture, u"steward"_s, request->head.id, u"emergency"_s);
            }
        }
        QVERIFY(fixture.handOver(u"security"_s, u"compliance"_s));
        QVERIFY(fixture.handOver(u"steward"_s, u"technical"_s));
        int mine = 0;
        for (const QString &key : ApprovalFixture::keys()) {
            for (const QString &queue : {u"your_turn"_s, u"waiting"_s, u"decided"_s}) {
                RequestFilter filter;
                filter.queue = queue;
                RequestPage page;
                QVERIFY(fixture.write(key, [&](store::UnitOfWork &work) -> Status {
                    auto listed = listRequests(work, filter, 50, {});
                    if (!listed)
                        return fail(std::move(listed).error());
                    page = *listed;
                    return {};
                }));
                mine += queue == u"your_turn"_s ? int(page.items.size()) : 0;
                for (const ApprovalRequest &request : page.items)
                    QVERIFY2(request.queue == queue,
                        qPrintable(u"%1 sees %2 in %3, listed in %4"_s.arg(
                            key, request.number, request.queue, queue)));
            }
        }
        QVERIFY(mine > 20);
    }
};

QTEST_GUILESS_MAIN(TestWorkflowEngine)
#include "tst_workflowengine.moc"
