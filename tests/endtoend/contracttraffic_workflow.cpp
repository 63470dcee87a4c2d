// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/contracttraffic.h"

#include "core/base/files.h"
#include "core/contract/receipts.h"
#include "core/contract/routes.h"
#include "tests/testsupport/nodetools.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

const QString tekton = u"@backstage-community/plugin-tekton"_s;
const QString reviewers[] = {u"security"_s, u"security2"_s, u"compliance"_s, u"technical"_s, u"technical2"_s, u"business"_s};

//! By a program that shares nothing with Gatehouse but the text that describes the format.
std::pair<int, QByteArray> verifyElsewhere(const QStringList &arguments)
{
    QProcess node;
    node.setProcessChannelMode(QProcess::MergedChannels);
    node.start(nodeProgram(), QStringList {QStringLiteral(GATEHOUSE_VERIFY_BUNDLE_SCRIPT)} + arguments);
    if (!node.waitForFinished())
        return {-1, "it did not end"};
    return {node.exitCode(), node.readAll()};
}

} // namespace

QJsonObject TestContractTraffic::request(const QString &requestId)
{
    return as("viewer").get(routes::path(routes::request, {requestId})).json();
}

HttpAnswer TestContractTraffic::submit(const QString &pluginName, const QString &environment)
{
    return as("requester").post(routes::path(routes::requests),
        {{u"type"_s, u"install"_s}, {u"environment"_s, environment}, {u"versionId"_s, plugin(pluginName).value("latestVersionId"_L1)},
            {u"justification"_s, u"Teams ask for it."_s}, {u"impact"_s, u"One more tab."_s}, {u"rollbackPlan"_s, u"Uninstall it."_s},
            {u"priority"_s, u"normal"_s}});
}

HttpAnswer TestContractTraffic::decide(
    const QString &persona, const QJsonObject &request, const QJsonObject &stage, const QString &outcome, const QString &comment)
{
    QJsonObject body {{u"stageId"_s, stage.value("id"_L1)}, {u"outcome"_s, outcome}, {u"comment"_s, comment}, {u"conditions"_s, QJsonArray()}};
    for (const QString &bound : {u"versionDigest"_s, u"evidenceRevision"_s, u"policyVersion"_s})
        body.insert(bound, request.value(bound));
    const QByteArray etag = '"' + request.value("etag"_L1).toString().toLatin1() + '"';
    return m_portal.signer(persona).decide(request, body, ifMatch(etag));
}

TestContractTraffic::Turn TestContractTraffic::turn(const QString &requestId)
{
    for (const QString &reviewer : reviewers) {
        const QJsonObject seen = m_portal.as(reviewer).get(routes::path(routes::request, {requestId})).json();
        const QJsonArray stages = seen.value("stages"_L1).toArray();
        for (const QJsonValue &stage : stages) {
            if (stage["status"_L1].toString() == "active"_L1 && stage["callerEligible"_L1].toBool())
                return {reviewer, seen, stage.toObject()};
        }
    }
    return {};
}

QJsonObject TestContractTraffic::approveFully(const QString &requestId)
{
    for (int votes = 0; votes < 12; ++votes) {
        const Turn next = turn(requestId);
        if (next.persona.isEmpty())
            break;
        const HttpAnswer answer = decide(next.persona, next.request, next.stage, u"approve"_s);
        if (answer.status != 201) {
            qWarning("%s: %s", qUtf8Printable(next.persona), answer.describe().constData());
            break;
        }
    }
    return request(requestId);
}

void TestContractTraffic::requestsAreSubmittedAndDiscussed()
{
    QCOMPARE(as("viewer").get(routes::path(routes::workflowTemplates)).status, 200);
    const HttpAnswer submitted = submit(tekton, u"production"_s);
    QVERIFY2(submitted.status == 201, submitted.describe().constData());
    m_requestId = submitted.json().value("id"_L1).toString();
    QCOMPARE(submitted.header("location"), routes::path(routes::request, {m_requestId}).toLatin1());

    const QString comments = routes::path(routes::requestComments, {m_requestId});
    QCOMPARE(as("security").post(comments, {{u"text"_s, u"Why <b>now</b>?"_s}}).status, 201);
    QCOMPARE(as("viewer").get(comments).items().at(0)["text"_L1].toString(), u"Why <b>now</b>?"_s);
    QCOMPARE(as("security").post(comments, {{u"text"_s, u""_s}}).code(), u"validation_failed"_s);
    const QJsonObject anchor {{u"path"_s, u"package.json"_s}, {u"side"_s, u"after"_s}, {u"line"_s, 3}, {u"versionId"_s, submitted.json().value("versionId"_L1)}};
    const HttpAnswer anchored = as("security").post(comments, {{u"text"_s, u"Why this one?"_s}, {u"anchor"_s, anchor}});
    QVERIFY2(anchored.status == 201, anchored.describe().constData());
    QCOMPARE(anchored.json()["anchor"_L1]["line"_L1].toInt(), 3);
    QVERIFY(!anchored.json()["anchor"_L1]["version"_L1].toString().isEmpty());
    QVERIFY(!as("viewer").get(routes::path(routes::requestTimeline, {m_requestId})).items().isEmpty());

    const HttpAnswer inbox = as("security").get(routes::path(routes::requests) + u"?queue=your_turn&status=in_review&type=install,update&environment=production"_s);
    QVERIFY2(inbox.status == 200, inbox.describe().constData());
    QCOMPARE(as("security").get(routes::path(routes::requestSummary)).status, 200);
    const HttpAnswer read = as("security").get(routes::path(routes::request, {m_requestId}));
    QCOMPARE(as("security").get(routes::path(routes::request, {m_requestId}), {{"If-None-Match", read.etag()}}).status, 304);

    const HttpAnswer nothing = as("requester").post(routes::path(routes::requests), {{u"type"_s, u"install"_s}, {u"environment"_s, u"production"_s}, {u"justification"_s, u"x"_s}});
    QCOMPARE(nothing.code(), u"validation_failed"_s);
    QCOMPARE(as("viewer").post(routes::path(routes::requests), {{u"type"_s, u"install"_s}, {u"environment"_s, u"production"_s},
        {u"versionId"_s, plugin(tekton).value("latestVersionId"_L1)}, {u"justification"_s, u"x"_s}}).code(), u"forbidden"_s);
}

void TestContractTraffic::requestersCannotDecide()
{
    const Turn next = turn(m_requestId);
    QVERIFY(!next.persona.isEmpty());
    const HttpAnswer own = decide(u"requester"_s, next.request, next.stage, u"approve"_s);
    QCOMPARE(own.status, 403);
    QCOMPARE(own.code(), u"separation_of_duties"_s);
    QCOMPARE(decide(u"admin"_s, next.request, next.stage, u"approve"_s).code(), u"not_eligible_reviewer"_s);
    QCOMPARE(request(m_requestId).value("etag"_L1), next.request.value("etag"_L1));
}

void TestContractTraffic::staleDecisionsAreRefused()
{
    Turn next = turn(m_requestId);
    QVERIFY(!next.persona.isEmpty());
    const QJsonObject body {{u"stageId"_s, next.stage.value("id"_L1)}, {u"outcome"_s, u"reject"_s}, {u"comment"_s, u""_s},
        {u"versionDigest"_s, next.request.value("versionDigest"_L1)}, {u"evidenceRevision"_s, next.request.value("evidenceRevision"_L1)},
        {u"policyVersion"_s, next.request.value("policyVersion"_L1)}};
    const QString path = routes::path(routes::requestDecisions, {m_requestId});
    HttpClient &reviewer = m_portal.as(next.persona);
    QCOMPARE(reviewer.post(path, body).code(), u"precondition_required"_s);
    QCOMPARE(reviewer.post(path, body, ifMatch("\"of-yesterday\"")).code(), u"precondition_failed"_s);
    const HttpAnswer noReason = decide(next.persona, next.request, next.stage, u"reject"_s);
    QCOMPARE(noReason.code(), u"validation_failed"_s);
    QCOMPARE(noReason.json().value("errors"_L1)[0]["pointer"_L1].toString(), u"/comment"_s);
    next.request[u"evidenceRevision"_s] = next.request.value("evidenceRevision"_L1).toInt() - 1;
    const HttpAnswer moved = decide(next.persona, next.request, next.stage, u"approve"_s);
    QCOMPARE(moved.status, 409);
    QCOMPARE(moved.code(), u"evidence_stale"_s);
}

void TestContractTraffic::whatMustBeSolvedIsSolvedFirst()
{
    const Turn next = turn(m_requestId);
    QVERIFY(!next.persona.isEmpty());
    HttpClient &reviewer = m_portal.as(next.persona);
    const QString comments = routes::path(routes::requestComments, {m_requestId});
    const HttpAnswer marked = reviewer.post(comments, {{u"text"_s, u"Pin it."_s}, {u"mark"_s, u"must_solve"_s}});
    QVERIFY2(marked.status == 201, marked.describe().constData());
    QCOMPARE(as("requester").post(comments, {{u"text"_s, u"x"_s}, {u"mark"_s, u"question"_s}}).code(), u"forbidden"_s);
    const QString thread = marked.json().value("id"_L1).toString();
    QCOMPARE(as("requester").post(comments, {{u"text"_s, u"Pinned."_s}, {u"replyTo"_s, thread}}).status, 201);
    const Turn again = turn(m_requestId);
    const HttpAnswer refused = decide(again.persona, again.request, again.stage, u"approve"_s);
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.code(), u"must_solve_open"_s);
    const auto settle = [&](const char *route) {
        const QByteArray seen = reviewer.get(routes::path(routes::request, {m_requestId})).etag();
        return reviewer.post(routes::path(route, {m_requestId, thread}), {}, ifMatch(seen));
    };
    QCOMPARE(settle(routes::commentReopen).code(), u"conflict_state"_s);
    const HttpAnswer resolved = settle(routes::commentResolve);
    QVERIFY2(resolved.status == 200, resolved.describe().constData());
    QCOMPARE(settle(routes::commentReopen).status, 200);
    QCOMPARE(settle(routes::commentResolve).status, 200);
    QCOMPARE(as("viewer").get(comments).status, 200);
}

void TestContractTraffic::changesAreRequestedAndAnswered()
{
    const Turn next = turn(m_requestId);
    const HttpAnswer asked = decide(next.persona, next.request, next.stage, u"request_changes"_s, u"Say how to go back."_s);
    QVERIFY2(asked.status == 201, asked.describe().constData());
    QCOMPARE(asked.json().value("status"_L1).toString(), u"changes_requested"_s);
    const HttpAnswer answered = as("requester").post(routes::path(routes::requestResubmit, {m_requestId}), {{u"comment"_s, u"The plan names the version."_s}}, ifMatch(asked.etag()));
    QVERIFY2(answered.status == 200, answered.describe().constData());
    QCOMPARE(answered.json().value("status"_L1).toString(), u"in_review"_s);
}

void TestContractTraffic::reviewersReachQuorum()
{
    const QJsonObject decided = approveFully(m_requestId);
    QCOMPARE(decided.value("status"_L1).toString(), u"approved"_s);
    const QJsonObject stage = decided.value("stages"_L1)[0].toObject();
    const HttpAnswer late = decide(u"security2"_s, decided, stage, u"reject"_s, u"Too late."_s);
    QCOMPARE(late.status, 409);
    QCOMPARE(late.code(), u"conflict_state"_s);
}

void TestContractTraffic::signingKeysAreEnrolledAndRevoked()
{
    VoteSigner signer(as("viewer"));
    const HttpAnswer enrolled = signer.enrol();
    QVERIFY2(enrolled.status == 201, enrolled.describe().constData());
    const HttpAnswer list = as("viewer").get(routes::path(routes::signingKeys));
    QCOMPARE(list.items().size(), 1);
    QCOMPARE(as("viewer").get(routes::path(routes::signingKeys), {{"If-None-Match", list.etag()}}).status, 304);
    const QString path = routes::path(routes::signingKeyRevoke, {signer.keyId()});
    QCOMPARE(as("viewer").post(path, {{u"reason"_s, u"x"_s}}).code(), u"precondition_required"_s);
    const HttpAnswer revoked = as("viewer").post(path, {{u"reason"_s, u"Left on a train."_s}}, ifMatch(enrolled.etag()));
    QVERIFY2(revoked.status == 200, revoked.describe().constData());
    QCOMPARE(as("viewer").post(path, {{u"reason"_s, u"x"_s}}, ifMatch(revoked.etag())).code(), u"conflict_state"_s);
    QCOMPARE(signer.enrol().code(), u"signing_key_revoked"_s);
    KeyEnrolment another = signer.enrolment();
    another.decider.subject = u"admin"_s;
    QCOMPARE(signer.enrol(another).code(), u"statement_mismatch"_s);
}

void TestContractTraffic::decisionsAreProven()
{
    const QJsonValue decision = request(m_requestId).value("stages"_L1)[0]["decisions"_L1][0];
    const HttpAnswer receipt = as("viewer").get(routes::path(routes::decisionReceipt, {decision["id"_L1].toString()}));
    QVERIFY2(receipt.status == 200, receipt.describe().constData());
    QVERIFY(checkReceipt(*fromJson<DecisionReceipt>(receipt.json())));
    QCOMPARE(as("viewer").get(routes::path(routes::decisionReceipt, {u"dec_00000000000000000000"_s})).code(), u"not_found"_s);
    const HttpAnswer head = as("viewer").get(routes::path(routes::decisionLog));
    QVERIFY2(head.status == 200, head.describe().constData());
    QCOMPARE(as("viewer").get(routes::path(routes::decisionLogConsistency) + u"?first=1"_s).status, 200);
    QCOMPARE(as("viewer").get(routes::path(routes::decisionLogConsistency) + u"?first=1&second=9999"_s).code(), u"validation_failed"_s);
    const HttpAnswer bundle = as("auditor").get(routes::path(routes::requestBundle, {m_requestId}));
    QCOMPARE(bundle.status, 200);
    QTemporaryDir directory;
    const QString path = directory.filePath(u"evidence.zip"_s);
    QVERIFY(writeFile(path, bundle.body, FileAccess::Default));
    const QString fingerprint = ed25519::fingerprintOf(ed25519::keyIdOf(*dsse::fromBase64(head.json().value("logKey"_L1).toString())));
    const auto [rc, said] = verifyElsewhere({path, fingerprint});
    QVERIFY2(rc == 0, said.constData());
    QVERIFY2(said.contains("\napprove by technical2, at 7 of 7\n"), said.constData());
    QVERIFY(verifyElsewhere({path, u"SHA256:another"_s}).first != 0);
}

void TestContractTraffic::requestsAreWithdrawn()
{
    const HttpAnswer submitted = submit(u"@roadiehq/backstage-plugin-argo-cd"_s, u"production"_s);
    QVERIFY2(submitted.status == 201, submitted.describe().constData());
    const QString path = routes::path(routes::requestWithdraw, {submitted.json().value("id"_L1).toString()});
    QCOMPARE(as("security").post(path, {{u"reason"_s, u"x"_s}}, ifMatch(submitted.etag())).code(), u"forbidden"_s);
    const HttpAnswer withdrawn = as("requester").post(path, {{u"reason"_s, u"A newer one comes."_s}}, ifMatch(submitted.etag()));
    QVERIFY2(withdrawn.status == 200, withdrawn.describe().constData());
    QCOMPARE(withdrawn.json().value("status"_L1).toString(), u"withdrawn"_s);
}
