// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvals.h"
#include "backend/services/approvalstore.h"
#include "backend/services/approvaltimeline.h"
#include "backend/services/versionfacts.h"
#include "tests/backend/approvalfixture.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace gatehouse::test;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(gatehouse::Discipline)
Q_DECLARE_METATYPE(gatehouse::Outcome)

namespace {

struct Vote
{
    QString person;
    Discipline discipline;
};

const QList<Vote> criticalPath{{u"security"_s, Discipline::Security},
    {u"security2"_s, Discipline::Security}, {u"compliance"_s, Discipline::Compliance},
    {u"technical"_s, Discipline::Technical}, {u"business"_s, Discipline::Business},
    {u"technical2"_s, Discipline::Final}};

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

QString codeOf(const Status &status)
{
    return status ? u"done"_s : status.error().code;
}

} // namespace

class TestApprovals final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCriticalChangeTakesSixPeopleInTheirOrder()
    {
        ApprovalFixture fixture;
        fixture.know({});
        const auto request = fixture.submit(u"requester"_s);
        QVERIFY(request);
        QCOMPARE(request->head.templateId, u"critical-change"_s);
        for (const Vote &vote : criticalPath) {
            QCOMPARE(fixture.load(request->head.id).head.status, RequestStatus::InReview);
            QCOMPARE(
                codeOf(fixture.decide(vote.person, request->head.id, vote.discipline)), u"done"_s);
        }
        const RequestRecord record = fixture.load(request->head.id);
        QCOMPARE(record.head.status, RequestStatus::Approved);
        QCOMPARE(record.head.decidedAt, fixture.now);
        QCOMPARE(record.validUntil, fixture.now.addDays(30));
    }

    void stagesOpenWhenTheGroupBeforeIsComplete()
    {
        ApprovalFixture fixture;
        fixture.know({});
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        const auto states = [&] {
            QStringList list;
            for (const StageRecord &stage : fixture.load(id).stages)
                list.append(toWire(stage.stage.status));
            return list.join(u' ');
        };
        QCOMPARE(states(), u"active active pending pending pending"_s);
        QVERIFY(fixture.decide(u"compliance"_s, id, Discipline::Compliance));
        QCOMPARE(states(), u"active passed pending pending pending"_s);
        QVERIFY(fixture.decide(u"security"_s, id, Discipline::Security));
        QCOMPARE(states(), u"active passed pending pending pending"_s);
        QVERIFY(fixture.decide(u"security2"_s, id, Discipline::Security));
        QCOMPARE(states(), u"passed passed active pending pending"_s);
    }

    void theServerSaysWhyNot_data()
    {
        QTest::addColumn<QString>("person");
        QTest::addColumn<Discipline>("stage");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        QTest::newRow("requester")
            << u"requester"_s << Discipline::Security << u"separation_of_duties"_s
            << u"You cannot decide Security: you asked for this."_s;
        QTest::newRow("other stage")
            << u"security"_s << Discipline::Final << u"separation_of_duties"_s
            << u"You cannot decide Final: you decided Security."_s;
        QTest::newRow("twice") << u"security"_s << Discipline::Security << u"conflict_state"_s
                               << u"You decided Security already."_s;
        QTest::newRow("role") << u"technical"_s << Discipline::Security
                              << u"not_eligible_reviewer"_s
                              << u"Security is decided by a security reviewer."_s;
        QTest::newRow("viewer") << u"viewer"_s << Discipline::Final << u"not_eligible_reviewer"_s
                                << u"Final is decided by a reviewer."_s;
        QTest::newRow("admin with role")
            << u"admin"_s << Discipline::Security << u"not_eligible_reviewer"_s
            << u"You cannot decide Security: platform admins never decide a stage."_s;
        QTest::newRow("too early") << u"technical"_s << Discipline::Technical << u"conflict_state"_s
                                   << u"Technical opens after Security."_s;
        QTest::newRow("passed") << u"both"_s << Discipline::Compliance << u"not_eligible_reviewer"_s
                                << u"Compliance is decided by a compliance reviewer."_s;
        QTest::newRow("may") << u"security2"_s << Discipline::Security << u"done"_s << QString();
    }
    void theServerSaysWhyNot()
    {
        QFETCH(QString, person);
        QFETCH(Discipline, stage);
        ApprovalFixture fixture;
        fixture.know({});
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(fixture.decide(u"compliance"_s, id, Discipline::Compliance));
        QVERIFY(fixture.decide(u"security"_s, id, Discipline::Security));
        const Status status = fixture.decide(person, id, stage);
        QTEST(codeOf(status), "code");
        QTEST(status ? QString() : status.error().message, "message");
    }

    void aReviewerWhoAskedDecidesNothing()
    {
        ApprovalFixture fixture;
        fixture.know({});
        const RequestId id = fixture.submit(u"both"_s)->head.id;
        for (const Discipline stage :
            {Discipline::Security, Discipline::Technical, Discipline::Final})
            QCOMPARE(codeOf(fixture.decide(u"both"_s, id, stage)), u"separation_of_duties"_s);
        QVERIFY(!fixture.view(u"both"_s, id).actions.allows(u"approve"_s));
    }

    void wordsAreDemanded_data()
    {
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<QString>("comment");
        QTest::addColumn<QStringList>("conditions");
        QTest::addColumn<QString>("pointer");
        const QStringList none;
        QTest::newRow("approve") << Outcome::Approve << QString() << none << QString();
        QTest::newRow("reject, no reason") << Outcome::Reject << u"  "_s << none << u"/comment"_s;
        QTest::newRow("changes, no reason")
            << Outcome::RequestChanges << QString() << none << u"/comment"_s;
        QTest::newRow("abstain, no reason")
            << Outcome::Abstain << QString() << none << u"/comment"_s;
        QTest::newRow("conditions missing")
            << Outcome::ApproveWithConditions << QString() << none << u"/conditions"_s;
        QTest::newRow("blank condition") << Outcome::ApproveWithConditions << QString()
                                         << QStringList{u" "_s} << u"/conditions"_s;
        QTest::newRow("conditions on approve")
            << Outcome::Approve << QString() << QStringList{u"x"_s} << u"/conditions"_s;
        QTest::newRow("unknown outcome") << Outcome::Unknown << QString() << none << u"/outcome"_s;
        QTest::newRow("too long") << Outcome::Reject << QString(10'001, u'x') << none
                                  << u"/comment"_s;
    }
    void wordsAreDemanded()
    {
        QFETCH(Outcome, outcome);
        QFETCH(QString, comment);
        QFETCH(QStringList, conditions);
        QFETCH(QString, pointer);
        ApprovalFixture fixture;
        fixture.know({});
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        const Status status
            = fixture.decide(u"security"_s, id, Discipline::Security, outcome, comment, conditions);
        QCOMPARE(codeOf(status), pointer.isEmpty() ? u"done"_s : u"validation_failed"_s);
        if (!status)
            QCOMPARE(status.error().fields.value(0).pointer, pointer);
    }

    void aVoteOnWhatIsNoLongerThereIsRefused()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        fixture.know(version);
        const RequestRecord seen = *fixture.submit(u"requester"_s);
        const auto change = [](DecisionInput input, int which) {
            if (which == 0)
                input.versionDigest = u"sha512-b"_s;
            else if (which == 1)
                ++input.evidenceRevision;
            else
                ++input.policyVersion;
            return input;
        };
        for (int which = 0; which < 3; ++which) {
            const Status status
                = fixture.write(u"security"_s, [&](store::UnitOfWork &work) -> Status {
                      RequestRecord record = *loadRequest(work, seen.head.id);
                      return decideRequest(work, record,
                          change(
                              fixture.vote(record, Discipline::Security, Outcome::Approve), which));
                  });
            QCOMPARE(codeOf(status), u"evidence_stale"_s);
        }
        version.evidenceRevision = 2;
        fixture.know(version);
        QCOMPARE(codeOf(fixture.decide(u"security"_s, seen.head.id, Discipline::Security)),
            u"evidence_stale"_s);
    }

    void movedEvidenceVoidsTheVotesBefore()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        fixture.know(version);
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(fixture.decide(u"security"_s, id, Discipline::Security));
        QVERIFY(fixture.decide(u"security2"_s, id, Discipline::Security));
        version.evidenceRevision = 2;
        fixture.know(version);
        QVERIFY(fixture.write(u"system"_s,
            [](store::UnitOfWork &work) { return evidenceMoved(work, VersionId(u"ver_a"_s)); }));
        const RequestRecord record = fixture.load(id);
        QCOMPARE(record.head.evidenceRevision, 2);
        QCOMPARE(record.stages.first().stage.status, StageStatus::Active);
        QCOMPARE(record.stages.first().stage.approvals, 0);
        QVERIFY(record.stages.first().stage.decisions.first().isVoid);
        QVERIFY(fixture.view(u"security"_s, id).actions.allows(u"approve"_s));
        QVERIFY(kinds(fixture, id).contains(u"request.votes_void"_s));
    }

    void aDeniedVersionIsBlockedUntilItIsExempted()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.denial = u"licences/denied: Licence AGPL-3.0 is denied."_s;
        fixture.know(version);
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(fixture.load(id).head.status, RequestStatus::Blocked);
        QCOMPARE(
            codeOf(fixture.decide(u"security"_s, id, Discipline::Security)), u"conflict_state"_s);
        const RequestId exemption = fixture
                                        .submit(u"requester"_s, u"ver_a"_s, Environment::Production,
                                            RequestType::Exemption)
                                        ->head.id;
        QVERIFY(fixture.decide(u"security"_s, exemption, Discipline::Security));
        QVERIFY(fixture.decide(u"compliance"_s, exemption, Discipline::Compliance));
        QCOMPARE(fixture.load(exemption).head.status, RequestStatus::Approved);
        QCOMPARE(fixture.load(exemption).head.exempts, QStringList {u"licences/denied"_s});
        QCOMPARE(fixture.load(id).head.status, RequestStatus::InReview);
    }

    void anExemptionLiftsOnlyTheRulesItNames()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.denial = u"licences/denied: AGPL-3.0 is denied.\nvulnerabilities/critical: 1 critical."_s;
        fixture.know(version);
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(fixture.load(id).denial, u"AGPL-3.0 is denied."_s);
        const auto exempt = [&](const QStringList &rules) {
            return fixture.submit(u"requester"_s, u"ver_a"_s, Environment::Production, RequestType::Exemption, false, rules);
        };
        const auto approve = [&](const RequestId &exemption) {
            QVERIFY(fixture.decide(u"security"_s, exemption, Discipline::Security));
            QVERIFY(fixture.decide(u"compliance"_s, exemption, Discipline::Compliance));
        };
        approve(exempt({u"licences/denied"_s})->head.id);
        // The other rule still denies it.
        QCOMPARE(fixture.load(id).head.status, RequestStatus::Blocked);
        QCOMPARE(fixture.load(id).denial, u"1 critical."_s);
        approve(exempt({u"vulnerabilities/critical"_s})->head.id);
        QCOMPARE(fixture.load(id).head.status, RequestStatus::InReview);
        // What people lifted, policy alone does not pass.
        QCOMPARE(fixture.load(id).policy, Enforcement::RequireReview);
        // A rule that denies later was exempted by nobody.
        version.denial += u"\nmaintainers/unknown: Changed hands."_s;
        version.evidenceRevision = 2;
        fixture.know(version);
        QVERIFY(fixture.write(u"system"_s,
            [](store::UnitOfWork &work) { return evidenceMoved(work, VersionId(u"ver_a"_s)); }));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::Blocked);
        QCOMPARE(fixture.load(id).denial, u"Changed hands."_s);
    }

    void anExemptionNamesRulesThatDeny_data()
    {
        QTest::addColumn<RequestType>("type");
        QTest::addColumn<QStringList>("rules");
        QTest::newRow("another rule of the policy") << RequestType::Exemption << QStringList {u"licences/denied"_s, u"licences/odd"_s};
        QTest::newRow("another policy") << RequestType::Exemption << QStringList {u"cooldown/denied"_s};
        QTest::newRow("every rule") << RequestType::Exemption << QStringList {u"*"_s};
        QTest::newRow("none") << RequestType::Exemption << QStringList();
        QTest::newRow("no exemption") << RequestType::Update << QStringList {u"licences/denied"_s};
    }

    void anExemptionNamesRulesThatDeny()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.denial = u"licences/denied: Licence AGPL-3.0 is denied."_s;
        fixture.know(version);
        QFETCH(RequestType, type);
        QFETCH(QStringList, rules);
        const auto refused = fixture.submit(u"requester"_s, u"ver_a"_s, Environment::Production, type, false, rules);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"validation_failed"_s);
    }

    void exemptionsOfBeforeLiftEverything()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.denial = u"licences/denied: AGPL-3.0 is denied.\nvulnerabilities/critical: 1 critical."_s;
        fixture.know(version);
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        const RequestId exemption = fixture
                                        .submit(u"requester"_s, u"ver_a"_s, Environment::Production,
                                            RequestType::Exemption)
                                        ->head.id;
        QVERIFY(fixture.db().write([&]() -> Status {
            GATEHOUSE_TRY(fixture.db().execute(
                u"UPDATE approval_requests SET exempts = '[\"*\"]' WHERE id = ?"_s, {exemption.text()}));
            return {};
        }));
        QVERIFY(fixture.decide(u"security"_s, exemption, Discipline::Security));
        QVERIFY(fixture.decide(u"compliance"_s, exemption, Discipline::Compliance));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::InReview);
    }

    void missingEvidenceIsNeverAnApproval()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.gap = u"The tarball was not scanned."_s;
        fixture.know(version);
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(
            codeOf(fixture.decide(u"security"_s, id, Discipline::Security)), u"evidence_missing"_s);
        const QStringList conditions{u"Scan it later"_s};
        QCOMPARE(codeOf(fixture.decide(u"security"_s, id, Discipline::Security,
                     Outcome::ApproveWithConditions, {}, conditions)),
            u"evidence_missing"_s);
        QCOMPARE(fixture.view(u"security"_s, id).actions.whyNot(u"approve"_s),
            u"It cannot be approved yet: The tarball was not scanned."_s);
        QCOMPARE(codeOf(fixture.decide(
                     u"security"_s, id, Discipline::Security, Outcome::Reject, u"No"_s)),
            u"done"_s);
    }

    void aRequestWithoutEvidenceWaitsForIt()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.evidenceRevision = 0;
        fixture.know(version);
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(fixture.load(id).head.status, RequestStatus::Evaluating);
        version.evidenceRevision = 1;
        fixture.know(version);
        QVERIFY(fixture.write(u"system"_s, approvalTick));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::InReview);
    }

    void changesAskedForGoBackAndForth()
    {
        ApprovalFixture fixture;
        fixture.know({});
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(fixture.decide(u"compliance"_s, id, Discipline::Compliance));
        QVERIFY(fixture.decide(u"security"_s, id, Discipline::Security, Outcome::RequestChanges,
            u"Pin the version"_s));
        QCOMPARE(fixture.view(u"requester"_s, id).queue, u"your_turn"_s);
        QCOMPARE(fixture.view(u"security2"_s, id).waitingOn, u"With requester"_s);
        QCOMPARE(
            codeOf(fixture.decide(u"security2"_s, id, Discipline::Security)), u"conflict_state"_s);
        const auto again = [&](const QString &key, const QString &comment) {
            return codeOf(fixture.write(key, [&](store::UnitOfWork &work) -> Status {
                RequestRecord record = *loadRequest(work, id);
                return resubmitRequest(work, record, comment);
            }));
        };
        QCOMPARE(again(u"security"_s, u"x"_s), u"forbidden"_s);
        QCOMPARE(again(u"requester"_s, QString()), u"validation_failed"_s);
        QCOMPARE(again(u"requester"_s, u"Pinned"_s), u"done"_s);
        QCOMPARE(fixture.load(id).head.status, RequestStatus::InReview);
        QCOMPARE(fixture.load(id).stages[1].stage.status, StageStatus::Passed);
        QCOMPARE(codeOf(fixture.decide(u"security"_s, id, Discipline::Security)), u"done"_s);
    }

    void conditionsStayWithTheApproval()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.risk = Risk::Low;
        fixture.know(version);
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(fixture.decide(u"technical"_s, id, Discipline::Technical,
            Outcome::ApproveWithConditions, {}, {u"Watch p95 for a week"_s}));
        const RequestRecord record = fixture.load(id);
        QCOMPARE(record.head.status, RequestStatus::ApprovedWithConditions);
        QCOMPARE(record.head.conditions, QStringList{u"Watch p95 for a week"_s});
    }

    void abstainingLeavesTheStageToOthers()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.risk = Risk::Low;
        fixture.know(version);
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(fixture.decide(
            u"technical"_s, id, Discipline::Technical, Outcome::Abstain, u"I wrote half of it"_s));
        QCOMPARE(fixture.load(id).stages.first().stage.approvals, 0);
        QCOMPARE(fixture.view(u"technical"_s, id).queue, u"waiting"_s);
        QVERIFY(fixture.decide(u"technical2"_s, id, Discipline::Technical));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::Approved);
    }

    void previewSaysWhatTheClickDoes()
    {
        ApprovalFixture fixture;
        fixture.know({});
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(fixture.view(u"security"_s, id).preview->effect,
            u"Your approval makes Security 1 of 2"_s);
        QCOMPARE(fixture.view(u"security"_s, id).preview->missing,
            u"Security still needs 1 and Compliance 1, then Technical, Business and Final need 1 each."_s);
        QVERIFY(fixture.decide(u"compliance"_s, id, Discipline::Compliance));
        QVERIFY(fixture.decide(u"security2"_s, id, Discipline::Security));
        const StagePreview preview = *fixture.view(u"security"_s, id).preview;
        QCOMPARE(preview.effect, u"Your approval makes Security 2 of 2"_s);
        QCOMPARE(preview.missing,
            u"Technical still needs 1, then Business and Final need 1 each."_s);
        QCOMPARE(preview.barred, u"You cannot decide Final: you decide Security."_s);
        const StagePreview after = *fixture.view(u"security2"_s, id).preview;
        QVERIFY(!after.eligible);
        QCOMPARE(after.barred, u"You cannot decide Final: you decided Security."_s);
        QCOMPARE(fixture.view(u"requester"_s, id).preview->barred,
            u"You cannot decide this: you asked for it."_s);
        QVERIFY(!fixture.view(u"viewer"_s, id).preview);
    }

    void theLastApprovalSaysSo()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.risk = Risk::Low;
        fixture.know(version);
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(fixture.view(u"technical"_s, id).preview->missing,
            u"Nothing else is missing: it is approved then."_s);
        QCOMPARE(fixture.view(u"security"_s, id).preview->barred,
            u"No stage of this request is yours."_s);
        QCOMPARE(fixture.view(u"security"_s, id).preview->missing, u"Technical still needs 1."_s);
    }

    void stagesNameThoseWhoMayDecideNow()
    {
        ApprovalFixture fixture;
        fixture.know({});
        const RequestId id = fixture.submit(u"both"_s)->head.id;
        const ApprovalRequest seen = fixture.view(u"viewer"_s, id);
        QCOMPARE(seen.stages[0].eligible, (QStringList{u"The security"_s, u"The security2"_s}));
        QCOMPARE(seen.stages[1].eligible, QStringList{u"The compliance"_s});
        QVERIFY(seen.stages[2].eligible.isEmpty());
        QCOMPARE(seen.waitingOn, u"Security and Compliance"_s);
    }

    void aNewerVersionSupersedesTheRequestBefore()
    {
        ApprovalFixture fixture;
        fixture.know({});
        KnownVersion newer;
        newer.id = u"ver_b"_s;
        newer.version = u"1.1.0"_s;
        newer.publishedAt = u"2026-02-01T00:00:00.000Z"_s;
        fixture.know(newer);
        const RequestId first = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(fixture.submit(u"requester"_s).error().code, u"conflict_state"_s);
        QVERIFY(fixture.submit(u"requester"_s, u"ver_b"_s, Environment::Staging));
        QCOMPARE(fixture.load(first).head.status, RequestStatus::InReview);
        QVERIFY(fixture.submit(u"requester"_s, u"ver_b"_s));
        QCOMPARE(fixture.load(first).head.status, RequestStatus::Superseded);
    }

    void requestsExpireAfterThirtyDays()
    {
        ApprovalFixture fixture;
        fixture.know({});
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QCOMPARE(fixture.view(u"security"_s, id).slaState, SlaState::OnTrack);
        fixture.now = fixture.now.addSecs(47 * 3600);
        QCOMPARE(fixture.view(u"security"_s, id).slaState, SlaState::AtRisk);
        fixture.now = fixture.now.addSecs(2 * 3600);
        QCOMPARE(fixture.view(u"security"_s, id).slaState, SlaState::Breached);
        QVERIFY(fixture.write(u"system"_s, approvalTick));
        QVERIFY(fixture.write(u"system"_s, approvalTick));
        QCOMPARE(kinds(fixture, id).count(u"request.overdue"_s), 2);
        fixture.now = fixture.now.addDays(28);
        QVERIFY(fixture.write(u"system"_s, approvalTick));
        QCOMPARE(fixture.load(id).head.status, RequestStatus::Expired);
        QCOMPARE(
            codeOf(fixture.decide(u"security"_s, id, Discipline::Security)), u"conflict_state"_s);
    }

    void anApprovalHoldsForItsDigestAndItsTime()
    {
        ApprovalFixture fixture;
        KnownVersion version;
        version.risk = Risk::Low;
        fixture.know(version);
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        const auto allowed = [&] {
            bool yes = false;
            const Status read = fixture.write(u"admin"_s, [&](store::UnitOfWork &work) -> Status {
                const auto request
                    = approvedRequest(work, VersionId(u"ver_a"_s), Environment::Production);
                yes = request && request->has_value();
                return {};
            });
            return read && yes;
        };
        QVERIFY(!allowed());
        QVERIFY(fixture.decide(u"technical"_s, id, Discipline::Technical));
        QVERIFY(allowed());
        version.digest = u"sha512-other"_s;
        fixture.know(version);
        QVERIFY(!allowed());
        version.digest = u"sha512-a"_s;
        fixture.know(version);
        fixture.now = fixture.now.addDays(31);
        QVERIFY(!allowed());
    }

    void whoMayAskAndWithdraw_data()
    {
        QTest::addColumn<QString>("person");
        QTest::addColumn<QString>("submits");
        QTest::addColumn<QString>("withdraws");
        QTest::newRow("requester") << u"requester"_s << u"done"_s << u"done"_s;
        QTest::newRow("admin") << u"admin"_s << u"done"_s << u"forbidden"_s;
        QTest::newRow("viewer") << u"viewer"_s << u"forbidden"_s << u"forbidden"_s;
        QTest::newRow("security") << u"security"_s << u"forbidden"_s << u"forbidden"_s;
        QTest::newRow("ops") << u"ops"_s << u"forbidden"_s << u"forbidden"_s;
        QTest::newRow("config editor") << u"config"_s << u"forbidden"_s << u"forbidden"_s;
        QTest::newRow("auditor") << u"auditor"_s << u"forbidden"_s << u"forbidden"_s;
    }
    void whoMayAskAndWithdraw()
    {
        QFETCH(QString, person);
        ApprovalFixture fixture;
        fixture.know({});
        const auto staging = fixture.submit(person, u"ver_a"_s, Environment::Staging);
        QTEST(staging ? u"done"_s : staging.error().code, "submits");
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        const Status withdrawn = fixture.write(person, [&](store::UnitOfWork &work) -> Status {
            RequestRecord record = *loadRequest(work, id);
            return withdrawRequest(work, record, u"Not needed"_s);
        });
        QTEST(codeOf(withdrawn), "withdraws");
        QCOMPARE(fixture.load(id).head.status,
            withdrawn ? RequestStatus::Withdrawn : RequestStatus::InReview);
    }

    void theListKnowsWhoseTurnItIs()
    {
        ApprovalFixture fixture;
        for (int i = 0; i < 7; ++i) {
            KnownVersion version;
            version.id = u"ver_%1"_s.arg(i);
            version.plugin = u"plg_%1"_s.arg(i);
            fixture.know(version);
            fixture.now = fixture.now.addSecs(60);
            QVERIFY(fixture.submit(u"requester"_s, version.id));
        }
        const auto list = [&](const QString &key, const RequestFilter &filter) {
            QList<ApprovalRequest> all;
            QStringList after;
            const Status read = fixture.write(key, [&](store::UnitOfWork &work) -> Status {
                do {
                    const auto page = listRequests(work, filter, 3, after);
                    if (!page)
                        return fail(page.error());
                    all.append(page->items);
                    after = page->lastKey;
                } while (!after.isEmpty());
                return {};
            });
            return read ? all : QList<ApprovalRequest>();
        };
        RequestFilter mine;
        mine.queue = u"your_turn"_s;
        const QList<ApprovalRequest> first = list(u"security"_s, mine);
        QCOMPARE(first.size(), 7);
        QVERIFY(
            std::ranges::is_sorted(first, {}, [](const ApprovalRequest &r) { return *r.dueAt; }));
        QVERIFY(fixture.decide(u"security"_s, first.first().id, Discipline::Security));
        QVERIFY(fixture.decide(
            u"security2"_s, first.last().id, Discipline::Security, Outcome::Reject, u"No"_s));
        QCOMPARE(list(u"security"_s, mine).size(), 5);
        QCOMPARE(list(u"technical"_s, mine).size(), 0);
        for (const QString &key : ApprovalFixture::keys()) {
            for (const QString &queue : {u"your_turn"_s, u"waiting"_s, u"decided"_s}) {
                RequestFilter filter;
                filter.queue = queue;
                for (const ApprovalRequest &request : list(key, filter))
                    QCOMPARE(request.queue, queue);
            }
        }
        RequestFilter search;
        search.text = u"PLG_3"_s;
        search.sort = u"-risk"_s;
        QCOMPARE(list(u"viewer"_s, search).size(), 1);
        search.text = u"req-2"_s;
        QCOMPARE(list(u"viewer"_s, search).size(), 1);
        QueueSummary summary;
        QVERIFY(fixture.write(u"security"_s, [&](store::UnitOfWork &work) -> Status {
            summary = *queueSummary(work);
            return {};
        }));
        QCOMPARE(summary.yourTurn, 5);
        QCOMPARE(summary.waiting, 1);
        QCOMPARE(summary.decided, 1);
        QCOMPARE(summary.overdue, 0);
    }

    void everyChangeIsInTimelineFeedAndAudit()
    {
        ApprovalFixture fixture;
        fixture.know({});
        const RequestId id = fixture.submit(u"requester"_s)->head.id;
        QVERIFY(fixture.decide(u"security"_s, id, Discipline::Security, Outcome::Reject, u"No"_s));
        const QStringList expected{u"request.submitted"_s, u"request.stage_activated"_s,
            u"request.stage_activated"_s, u"request.decision_recorded"_s, u"request.rejected"_s};
        QCOMPARE(kinds(fixture, id), expected);
        for (const QString &table : {u"events"_s, u"audit_events"_s}) {
            const QString column = table == u"events"_s ? u"subject"_s : u"object_id"_s;
            auto query = fixture.db().query(
                u"SELECT COUNT(*) FROM %1 WHERE %2 = ?"_s.arg(table, column), {id.text()});
            QVERIFY(query && query->next());
            QCOMPARE(query->integer(0), expected.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestApprovals)
#include "tst_approvals.moc"
