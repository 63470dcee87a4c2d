// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/contracttraffic.h"

#include "core/contract/audit.h"
#include "core/contract/routes.h"

#include <QDateTime>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

const QString tekton = u"@backstage-community/plugin-tekton"_s;

QString statusOf(const HttpAnswer &answer)
{
    return answer.json().value("status"_L1).toString();
}

} // namespace

void TestContractTraffic::versionsAreInstalledAndRolledBack()
{
    const QString pluginId = plugin(tekton).value("id"_L1).toString();
    const QJsonArray versions = as("viewer").get(routes::path(routes::pluginVersions, {pluginId})).items();
    const QString installations = routes::path(routes::installations, {pluginId});
    const HttpAnswer accepted = as("admin").post(installations, {{u"environment"_s, u"development"_s}, {u"versionId"_s, versions.at(1)["id"_L1]}, {u"reason"_s, u"A trial."_s}});
    QVERIFY2(accepted.status == 202, accepted.describe().constData());
    HttpAnswer over = as("admin").awaitOperation(accepted);
    QVERIFY2(statusOf(over) == "succeeded"_L1, over.describe().constData());

    const HttpAnswer list = as("viewer").get(installations);
    QVERIFY2(list.items().size() == 1, list.describe().constData());
    const QString id = list.items().at(0)["installationId"_L1].toString();
    const QString path = routes::path(routes::installation, {id});
    const auto change = [&](auto send) {
        const HttpAnswer before = as("admin").get(path);
        const HttpAnswer answer = send(ifMatch(before.etag()));
        return answer.status == 202 ? as("admin").awaitOperation(answer) : answer;
    };
    const HttpAnswer newer = change([&](const Headers &match) { return as("admin").patch(path, {{u"versionId"_s, versions.at(0)["id"_L1]}, {u"reason"_s, u"The newest."_s}}, match); });
    QVERIFY2(statusOf(newer) == "succeeded"_L1, newer.describe().constData());
    const HttpAnswer back = change([&](const Headers &match) { return as("admin").post(routes::path(routes::installationRollback, {id}), {{u"reason"_s, u"It broke."_s}}, match); });
    QVERIFY2(statusOf(back) == "succeeded"_L1, back.describe().constData());
    const HttpAnswer off = change([&](const Headers &match) { return as("ops").patch(path, {{u"enabled"_s, false}, {u"reason"_s, u"It floods the cluster."_s}}, match); });
    QVERIFY2(statusOf(off) == "succeeded"_L1, off.describe().constData());
    const HttpAnswer on = change([&](const Headers &match) { return as("ops").patch(path, {{u"enabled"_s, true}, {u"reason"_s, u"Calm again."_s}}, match); });
    QCOMPARE(on.code(), u"forbidden"_s);
    QCOMPARE(as("admin").patch(path, {{u"enabled"_s, true}, {u"reason"_s, u"x"_s}}).code(), u"precondition_required"_s);
    const HttpAnswer gone = change([&](const Headers &match) { return as("admin").remove(path + u"?reason=Not%20needed"_s, match); });
    QVERIFY2(statusOf(gone) == "succeeded"_L1, gone.describe().constData());
}

void TestContractTraffic::productionNeedsApproval()
{
    const QJsonObject argo = plugin(u"@roadiehq/backstage-plugin-argo-cd"_s);
    const HttpAnswer refused = as("admin").post(routes::path(routes::installations, {argo.value("id"_L1).toString()}),
        {{u"environment"_s, u"production"_s}, {u"versionId"_s, argo.value("latestVersionId"_L1)}});
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.code(), u"approval_required"_s);
    const QJsonObject approved = plugin(tekton);
    const HttpAnswer accepted = as("admin").post(routes::path(routes::installations, {approved.value("id"_L1).toString()}),
        {{u"environment"_s, u"production"_s}, {u"versionId"_s, approved.value("latestVersionId"_L1)}, {u"approvedRequestId"_s, m_requestId}});
    QVERIFY2(accepted.status == 202, accepted.describe().constData());
    const HttpAnswer over = as("admin").awaitOperation(accepted);
    QVERIFY2(statusOf(over) == "succeeded"_L1, over.describe().constData());
}

void TestContractTraffic::configurationIsWrittenAndDeployed()
{
    const QString pluginId = plugin(tekton).value("id"_L1).toString();
    const QJsonObject development {{u"environment"_s, u"development"_s}, {u"tenant"_s, u""_s}};
    const QString yaml = u"# First words.\ntekton:\n  pollIntervalSeconds: 30\n"_s;
    QCOMPARE(as("config").get(routes::path(routes::configTree)).status, 200);
    const HttpAnswer judged = as("config").post(routes::path(routes::configValidations), {{u"pluginId"_s, pluginId}, {u"overlay"_s, development}, {u"yaml"_s, u"a: [1\nb: 2\n"_s}});
    QVERIFY2(judged.status == 200, judged.describe().constData());
    QVERIFY(!judged.json().value("deployable"_L1).toBool());

    const QString revisions = routes::path(routes::configRevisions, {pluginId});
    const QJsonObject draft {{u"overlay"_s, development}, {u"yaml"_s, yaml}, {u"reason"_s, u"Fewer calls."_s}, {u"baseRevision"_s, 0}};
    const HttpAnswer written = as("config").post(revisions, draft);
    QVERIFY2(written.status == 201, written.describe().constData());
    QCOMPARE(written.json().value("yaml"_L1).toString(), yaml);
    const HttpAnswer again = as("config").post(revisions, draft);
    QCOMPARE(again.status, 412);
    QCOMPARE(as("viewer").post(revisions, draft).code(), u"forbidden"_s);

    const QString id = written.json().value("id"_L1).toString();
    const HttpAnswer read = as("viewer").get(routes::path(routes::configRevision, {id}));
    QCOMPARE(as("viewer").get(routes::path(routes::configRevision, {id}), {{"If-None-Match", read.etag()}}).status, 304);
    const HttpAnswer deployed = as("config").post(routes::path(routes::configDeployments), {{u"revisionId"_s, id}, {u"reason"_s, u"Fewer calls."_s}});
    QVERIFY2(deployed.status == 202, deployed.describe().constData());
    const HttpAnswer over = as("config").awaitOperation(deployed);
    QVERIFY2(statusOf(over) == "succeeded"_L1, over.describe().constData());
    const HttpAnswer effective = as("viewer").get(routes::path(routes::configEffective, {pluginId}) + u"?environment=development&tenant="_s);
    QVERIFY2(effective.status == 200, effective.describe().constData());
    QCOMPARE(effective.json().value("values"_L1)[0]["pointer"_L1].toString(), u"/tekton/pollIntervalSeconds"_s);

    const HttpAnswer inProduction = as("config").post(revisions, {{u"overlay"_s, QJsonObject {{u"environment"_s, u"production"_s}, {u"tenant"_s, u""_s}}}, {u"yaml"_s, yaml}, {u"reason"_s, u"Fewer calls."_s}, {u"baseRevision"_s, 0}});
    QVERIFY2(inProduction.status == 201, inProduction.describe().constData());
    const HttpAnswer refused = as("config").post(routes::path(routes::configDeployments), {{u"revisionId"_s, inProduction.json().value("id"_L1)}, {u"reason"_s, u"Now."_s}});
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.code(), u"approval_required"_s);
}

void TestContractTraffic::configurationIsRolledBack()
{
    const QString pluginId = plugin(tekton).value("id"_L1).toString();
    const QString revisions = routes::path(routes::configRevisions, {pluginId});
    const QJsonObject development {{u"environment"_s, u"development"_s}, {u"tenant"_s, u""_s}};
    const HttpAnswer second = as("config").post(revisions, {{u"overlay"_s, development}, {u"yaml"_s, u"tekton:\n  pollIntervalSeconds: 60\n"_s}, {u"reason"_s, u"Fewer still."_s}, {u"baseRevision"_s, 1}});
    QVERIFY2(second.status == 201, second.describe().constData());
    const HttpAnswer list = as("viewer").get(revisions + u"?environment=development&tenant=&limit=10"_s);
    QVERIFY2(list.items().size() == 2, list.describe().constData());
    const QString first = list.items().at(1)["id"_L1].toString();
    const HttpAnswer diff = as("viewer").get(routes::path(routes::configRevisionDiff, {second.json().value("id"_L1).toString()}) + u"?base="_s + first);
    QVERIFY2(diff.status == 200 && !diff.json().value("hunks"_L1).toArray().isEmpty(), diff.describe().constData());
    const HttpAnswer back = as("config").post(routes::path(routes::configRollback, {first}), {{u"reason"_s, u"The first was right."_s}});
    QVERIFY2(back.status == 201, back.describe().constData());
    QCOMPARE(back.json().value("yaml"_L1), list.items().at(1)["yaml"_L1]);
    QCOMPARE(back.json().value("number"_L1).toInt(), 3);
}

void TestContractTraffic::productionConfigurationGoesThroughReview()
{
    const QString pluginId = plugin(tekton).value("id"_L1).toString();
    const HttpAnswer list = as("config").get(routes::path(routes::configRevisions, {pluginId}) + u"?environment=production&tenant="_s);
    QVERIFY2(list.items().size() == 1, list.describe().constData());
    const QJsonValue revision = list.items().at(0)["id"_L1];
    const HttpAnswer submitted = as("config").post(routes::path(routes::requests),
        {{u"type"_s, u"configuration_change"_s}, {u"environment"_s, u"production"_s}, {u"configRevisionId"_s, revision},
            {u"justification"_s, u"Fewer calls to the cluster."_s}});
    QVERIFY2(submitted.status == 201, submitted.describe().constData());
    const QJsonObject decided = approveFully(submitted.json().value("id"_L1).toString());
    QCOMPARE(decided.value("status"_L1).toString(), u"approved"_s);
    const HttpAnswer deployed = as("config").post(routes::path(routes::configDeployments), {{u"revisionId"_s, revision}, {u"reason"_s, u"Approved."_s}});
    QVERIFY2(deployed.status == 202, deployed.describe().constData());
    const HttpAnswer over = as("config").awaitOperation(deployed);
    QVERIFY2(statusOf(over) == "succeeded"_L1, over.describe().constData());
    QCOMPARE(as("viewer").get(routes::path(routes::configRevision, {revision.toString()})).json().value("state"_L1).toString(), u"active"_s);
}

void TestContractTraffic::operationsAreFollowed()
{
    const HttpAnswer list = as("viewer").get(routes::path(routes::operations) + u"?status=succeeded&type=import,install&limit=5"_s);
    QVERIFY2(list.status == 200 && !list.items().isEmpty(), list.describe().constData());
    const QString id = list.items().at(0)["id"_L1].toString();
    const HttpAnswer one = as("viewer").get(routes::path(routes::operation, {id}));
    QVERIFY2(one.status == 200, one.describe().constData());
    QCOMPARE(as("viewer").get(routes::path(routes::operation, {id}), {{"If-None-Match", one.etag()}}).status, 304);
    const HttpAnswer log = as("viewer").get(routes::path(routes::operationLog, {id}) + u"?after=0"_s);
    QVERIFY2(log.status == 200 && !log.items().isEmpty(), log.describe().constData());
    QCOMPARE(as("admin").post(routes::path(routes::operationCancel, {id})).code(), u"conflict_state"_s);

    const HttpAnswer accepted = as("admin").post(routes::path(routes::imports), {{u"names"_s, QJsonArray {u"@backstage-community/plugin-tech-radar"_s, u"@backstage-community/plugin-jenkins"_s, u"@backstage-community/plugin-gocd"_s}}});
    QVERIFY2(accepted.status == 202, accepted.describe().constData());
    const HttpAnswer cancelled = as("admin").post(routes::path(routes::operationCancel, {accepted.json().value("id"_L1).toString()}));
    QVERIFY2(cancelled.status == 202, cancelled.describe().constData());
    QCOMPARE(statusOf(as("admin").awaitOperation(accepted)), u"cancelled"_s);
}

void TestContractTraffic::dashboardsHaveData()
{
    const HttpAnswer dashboards = as("ops").get(routes::path(routes::dashboards));
    QVERIFY2(dashboards.status == 200 && !dashboards.items().isEmpty(), dashboards.describe().constData());
    const QJsonValue dashboard = dashboards.items().at(0);
    const QString query = u"?dashboard=%1&target=%2"_s.arg(dashboard["id"_L1].toString(), dashboard["panels"_L1][0]["targets"_L1][0]["id"_L1].toString());
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const QString range = u"&start=%1&end=%2&step=15s"_s.arg(now - 600).arg(now);
    // Without Prometheus' package the server says so instead.
    const auto answered = [](const HttpAnswer &answer) { return answer.status == 200 || answer.code() == "source_lost"_L1; };
    const HttpAnswer matrix = as("ops").get(routes::path(routes::metricsQueryRange) + query + range);
    QVERIFY2(answered(matrix), matrix.describe().constData());
    const HttpAnswer vector = as("ops").get(routes::path(routes::metricsQuery) + query);
    QVERIFY2(answered(vector), vector.describe().constData());
    const HttpAnswer unknown = as("ops").get(routes::path(routes::metricsQuery) + u"?dashboard=none&target=up"_s);
    QVERIFY2(unknown.status == 404 || unknown.status == 422, unknown.describe().constData());
    const QString health = routes::path(routes::pluginHealth, {plugin(u"@backstage-community/plugin-tekton"_s).value("id"_L1).toString()});
    for (const QString &span : {u"24h"_s, u"7d"_s}) {
        const HttpAnswer measured = as("viewer").get(health + u"?range="_s + span);
        QVERIFY2(answered(measured), measured.describe().constData());
    }
    QCOMPARE(as("viewer").get(routes::path(routes::pluginHealth, {u"plg_none"_s})).status, 404);
}

void TestContractTraffic::theAuditLogHolds()
{
    const HttpAnswer list = as("auditor").get(routes::path(routes::auditEvents) + u"?limit=200"_s);
    QVERIFY2(list.status == 200, list.describe().constData());
    const auto page = fromJson<Page<AuditEvent>>(list.json());
    QVERIFY(page);
    QVERIFY(page->items.size() > 10);
    for (qsizetype i = 0; i < page->items.size(); ++i) {
        QCOMPARE(page->items.at(i).hash, auditHash(page->items.at(i)));
        if (i > 0)
            QCOMPARE(page->items.at(i - 1).prevHash, page->items.at(i).hash);
    }
    const HttpAnswer decisions = as("auditor").get(routes::path(routes::auditEvents) + u"?action=request.decide&from=2020-01-01T00:00:00Z&q=tekton"_s);
    QVERIFY2(decisions.status == 200 && !decisions.items().isEmpty(), decisions.describe().constData());
    const HttpAnswer own = as("requester").get(routes::path(routes::auditEvents));
    QVERIFY2(own.status == 200 && !own.items().isEmpty(), own.describe().constData());
    const QJsonArray lines = own.items();
    for (const QJsonValue &line : lines)
        QCOMPARE(line["actor"_L1]["id"_L1].toString(), u"per_requester"_s);
    const HttpAnswer verified = as("auditor").get(routes::path(routes::auditVerification));
    QVERIFY2(verified.json().value("intact"_L1).toBool(), verified.describe().constData());
}

void TestContractTraffic::changesAreFed()
{
    qint64 cursor = 0;
    int events = 0;
    for (int pages = 0; pages < 50; ++pages) {
        const HttpAnswer changes = as("viewer").get(routes::path(routes::changes) + u"?since=%1&limit=50"_s.arg(cursor));
        QVERIFY2(changes.status == 200, changes.describe().constData());
        events += int(changes.items().size());
        const qint64 next = changes.json().value("cursor"_L1).toInteger();
        QVERIFY(next >= cursor);
        cursor = next;
        if (!changes.json().value("more"_L1).toBool())
            break;
    }
    QVERIFY(events > 20);
}
