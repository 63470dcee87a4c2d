// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/contracttraffic.h"

#include "core/base/clock.h"
#include "core/contract/routes.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

const QString tekton = u"@backstage-community/plugin-tekton"_s;
const QString grafana = u"@backstage-community/plugin-grafana"_s;

} // namespace

QJsonObject TestContractTraffic::plugin(const QString &name)
{
    const HttpAnswer list = as("viewer").get(routes::path(routes::plugins) + u"?limit=200&q="_s + QString::fromLatin1(QUrl::toPercentEncoding(name)));
    const QJsonArray items = list.items();
    for (const QJsonValue &item : items) {
        if (item["name"_L1].toString() == name)
            return item.toObject();
    }
    return {};
}

void TestContractTraffic::packagesAreImported()
{
    const HttpAnswer several = as("admin").post(routes::path(routes::imports), {{u"names"_s, QJsonArray {tekton, grafana}}, {u"versions"_s, 2}});
    QVERIFY2(several.status == 202, several.describe().constData());
    const HttpAnswer one = as("admin").post(routes::path(routes::plugins), {{u"name"_s, u"@roadiehq/backstage-plugin-argo-cd"_s}, {u"versions"_s, 1}});
    QVERIFY2(one.status == 202, one.describe().constData());
    for (const HttpAnswer &accepted : {several, one}) {
        const HttpAnswer over = as("admin").awaitOperation(accepted, 90000);
        QVERIFY2(over.json().value("status"_L1).toString() == "succeeded"_L1, over.describe().constData());
    }
    QVERIFY(!plugin(tekton).isEmpty());
}

void TestContractTraffic::pluginsAreListedAndCounted()
{
    const QString plugins = routes::path(routes::plugins);
    const HttpAnswer first = as("viewer").get(plugins + u"?limit=1&sort=-name"_s);
    QVERIFY2(first.status == 200, first.describe().constData());
    const QString cursor = first.json().value("page"_L1)["nextCursor"_L1].toString();
    QVERIFY(!cursor.isEmpty());
    const HttpAnswer second = as("viewer").get(plugins + u"?limit=1&sort=-name&cursor="_s + cursor);
    QVERIFY2(second.status == 200, second.describe().constData());
    QVERIFY(second.items().at(0)["name"_L1].toString() < first.items().at(0)["name"_L1].toString());

    const HttpAnswer none = as("viewer").get(plugins + u"?status=blocked,retired&risk=critical"_s);
    QCOMPARE(none.status, 200);
    QVERIFY(none.items().isEmpty());
    QCOMPARE(as("viewer").get(plugins + u"?environment=production&updates=true"_s).status, 200);
    QCOMPARE(as("viewer").get(routes::path(routes::pluginFacets) + u"?q=tekton"_s).status, 200);
    const HttpAnswer bad = as("viewer").get(plugins + u"?limit=many"_s);
    QVERIFY2(bad.status == 400 || bad.status == 422, bad.describe().constData());
}

void TestContractTraffic::pluginsAreEdited()
{
    const QString path = routes::path(routes::plugin, {plugin(tekton).value("id"_L1).toString()});
    const HttpAnswer read = as("admin").get(path);
    QCOMPARE(read.status, 200);
    QCOMPARE(read.etag(), QByteArray('"' + read.json().value("etag"_L1).toString().toLatin1() + '"'));
    QCOMPARE(as("admin").get(path, {{"If-None-Match", read.etag()}}).status, 304);
    const HttpAnswer edited = as("admin").patch(path, {{u"owner"_s, u"delivery-tooling"_s}, {u"tags"_s, QJsonArray {u"ci"_s}}}, ifMatch(read.etag()));
    QVERIFY2(edited.status == 200, edited.describe().constData());
    QCOMPARE(edited.json().value("owner"_L1).toString(), u"delivery-tooling"_s);
    QVERIFY(edited.etag() != read.etag());
}

void TestContractTraffic::staleEditsAreRefused()
{
    const QString path = routes::path(routes::plugin, {plugin(tekton).value("id"_L1).toString()});
    const QJsonObject change {{u"owner"_s, u"somebody"_s}};
    const HttpAnswer missing = as("admin").patch(path, change);
    QCOMPARE(missing.status, 428);
    QCOMPARE(missing.code(), u"precondition_required"_s);
    const HttpAnswer stale = as("admin").patch(path, change, ifMatch("\"of-yesterday\""));
    QCOMPARE(stale.status, 412);
    QCOMPARE(stale.code(), u"precondition_failed"_s);
    const HttpAnswer now = as("admin").get(path);
    QCOMPARE(stale.json().value("currentETag"_L1).toString(), now.json().value("etag"_L1).toString());
    const HttpAnswer invalid = as("admin").patch(path, {{u"lifecycle"_s, u"ancient"_s}}, ifMatch(now.etag()));
    QCOMPARE(invalid.status, 422);
    QCOMPARE(invalid.json().value("errors"_L1)[0]["pointer"_L1].toString(), u"/lifecycle"_s);
    QCOMPARE(as("viewer").patch(path, change, ifMatch(now.etag())).code(), u"forbidden"_s);
}

void TestContractTraffic::pluginsAreBlockedAndDeprecated()
{
    const QString id = plugin(grafana).value("id"_L1).toString();
    const QString path = routes::path(routes::plugin, {id});
    const struct
    {
        const char *route;
        QString member;
        QString status;
    } changes[] = {{routes::pluginBlock, u"blocked"_s, u"blocked"_s}, {routes::pluginDeprecate, u"deprecated"_s, u"deprecated"_s}};
    for (const auto &change : changes) {
        for (const bool on : {true, false}) {
            const HttpAnswer before = as("admin").get(path);
            const HttpAnswer after = as("admin").post(routes::path(change.route, {id}), {{u"reason"_s, u"A trial."_s}, {change.member, on}}, ifMatch(before.etag()));
            QVERIFY2(after.status == 200, after.describe().constData());
            QCOMPARE(after.json().value("status"_L1).toString() == change.status, on);
        }
    }
    const HttpAnswer causes = as("viewer").get(routes::path(routes::pluginCauses, {id}) + u"?environment=production"_s);
    QVERIFY2(causes.status == 200, causes.describe().constData());
}

void TestContractTraffic::versionsCarryEvidence()
{
    const HttpAnswer versions = as("viewer").get(routes::path(routes::pluginVersions, {plugin(tekton).value("id"_L1).toString()}));
    QVERIFY2(versions.status == 200, versions.describe().constData());
    QCOMPARE(versions.items().size(), 2);
    const QString id = versions.items().at(0)["id"_L1].toString();
    const HttpAnswer version = as("viewer").get(routes::path(routes::version, {id}));
    QVERIFY2(version.status == 200, version.describe().constData());
    QCOMPARE(as("viewer").get(routes::path(routes::version, {id}), {{"If-None-Match", version.etag()}}).status, 304);
    const HttpAnswer evidence = as("viewer").get(routes::path(routes::versionEvidence, {id}));
    QVERIFY2(evidence.status == 200, evidence.describe().constData());
    QVERIFY(evidence.items().size() > 5);
    const HttpAnswer policy = as("viewer").get(routes::path(routes::versionPolicy, {id}) + u"?environment=production"_s);
    QVERIFY2(policy.status == 200 && !policy.items().isEmpty(), policy.describe().constData());
    QCOMPARE(as("viewer").get(routes::path(routes::versionConfigSchema, {id})).status, 200);
    const HttpAnswer policies = as("viewer").get(routes::path(routes::policies));
    QVERIFY2(policies.status == 200, policies.describe().constData());

    const HttpAnswer again = as("admin").post(routes::path(routes::versionEvidence, {id}));
    QVERIFY2(again.status == 202, again.describe().constData());
    const HttpAnswer over = as("admin").awaitOperation(again, 90000);
    QVERIFY2(over.json().value("status"_L1).toString() == "succeeded"_L1, over.describe().constData());
}

void TestContractTraffic::versionsAreCompared()
{
    const HttpAnswer versions = as("viewer").get(routes::path(routes::pluginVersions, {plugin(tekton).value("id"_L1).toString()}));
    const QString id = versions.items().at(0)["id"_L1].toString();
    const QString base = u"?base="_s + versions.items().at(1)["id"_L1].toString();
    const HttpAnswer diff = as("viewer").get(routes::path(routes::versionDiff, {id}) + base);
    QVERIFY2(diff.status == 200, diff.describe().constData());
    const QJsonArray files = diff.json().value("files"_L1).toArray();
    QVERIFY(!files.isEmpty());
    for (const QJsonValue &file : files) {
        if (file["path"_L1].toString() != "package.json"_L1)
            continue;
        const HttpAnswer one = as("viewer").get(routes::path(routes::versionDiffFile, {id}) + base + u"&path=package.json"_s);
        QVERIFY2(one.status == 200, one.describe().constData());
        QVERIFY(!one.json().value("hunks"_L1).toArray().isEmpty());
    }
    const HttpAnswer whole = as("viewer").get(routes::path(routes::versionDiff, {id}));
    QVERIFY2(whole.status == 200, whole.describe().constData());
    const HttpAnswer missing = as("viewer").get(routes::path(routes::versionDiffFile, {id}) + base + u"&path=no/such/file.js"_s);
    QVERIFY2(missing.status == 404, missing.describe().constData());
    const HttpAnswer reviewed = as("viewer").get(routes::path(routes::versionDiff, {id}) + u"?base=reviewed"_s);
    QVERIFY2(reviewed.status == 200, reviewed.describe().constData());
    const HttpAnswer bases = as("viewer").get(routes::path(routes::versionBases, {id}));
    QVERIFY2(bases.status == 200 && bases.items().size() == 1, bases.describe().constData());
    const HttpAnswer file = as("viewer").get(routes::path(routes::versionFile, {id}) + u"?path=package.json"_s);
    QVERIFY2(file.status == 200, file.describe().constData());
    QVERIFY(file.json().value("text"_L1).toString().contains("tekton"_L1));
    const QString marks = routes::path(routes::versionReviewed, {id});
    const HttpAnswer marked = as("viewer").post(marks, {{u"reviewed"_s, QJsonArray {u"package.json"_s}}, {u"unreviewed"_s, QJsonArray()}});
    QVERIFY2(marked.status == 200, marked.describe().constData());
    QCOMPARE(as("viewer").get(marks).json().value("paths"_L1).toArray().size(), 1);
}

void TestContractTraffic::reportsAreAttached()
{
    const HttpAnswer versions = as("viewer").get(routes::path(routes::pluginVersions, {plugin(tekton).value("id"_L1).toString()}));
    const QString path = routes::path(routes::versionReports, {versions.items().at(0)["id"_L1].toString()});
    const QJsonObject body {{u"fileName"_s, u"scan.json"_s}, {u"tool"_s, u"osv-scanner"_s}, {u"toolVersion"_s, u"2.1.0"_s},
        {u"ranAt"_s, toRfc3339(QDateTime::currentDateTimeUtc().addSecs(-60))},
        {u"content"_s, u"{\"vulns\":[{\"id\":\"GHSA-x\",\"summary\":\"s\",\"affected\":[{\"package\":{\"name\":\"a\"}}]}]}"_s}};
    const HttpAnswer attached = as("security").post(path, body);
    QVERIFY2(attached.status == 201, attached.describe().constData());
    QCOMPARE(attached.json().value("format"_L1).toString(), u"osv"_s);
    QCOMPARE(as("requester").post(path, body).code(), u"forbidden"_s);
    QJsonObject wrong = body;
    wrong.insert(u"content"_s, u"<html>"_s);
    const HttpAnswer refused = as("security").post(path, wrong);
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.json().value("errors"_L1)[0]["pointer"_L1].toString(), u"/content"_s);
}

void TestContractTraffic::findingsAreHeldBack()
{
    const HttpAnswer versions = as("viewer").get(routes::path(routes::pluginVersions, {plugin(tekton).value("id"_L1).toString()}));
    const QString id = versions.items().at(0)["id"_L1].toString();
    const QJsonArray items = as("security").get(routes::path(routes::versionEvidence, {id})).items();
    QString finding;
    for (const QJsonValue &item : items) {
        if (item["kind"_L1].toString() == "vulnerabilities"_L1)
            finding = item["findings"_L1][0]["id"_L1].toString();
    }
    QVERIFY(!finding.isEmpty());
    const QJsonObject proposal {{u"findingId"_s, finding}, {u"reason"_s, u"Not reached."_s},
        {u"expiresAt"_s, toRfc3339(QDateTime::currentDateTimeUtc().addDays(20))}};
    const HttpAnswer proposed = as("security").post(routes::path(routes::versionSuppressions, {id}), proposal);
    QVERIFY2(proposed.status == 201, proposed.describe().constData());
    const QString suppression = proposed.json().value("id"_L1).toString();
    const HttpAnswer read = as("compliance").get(routes::path(routes::suppression, {suppression}));
    QCOMPARE(as("compliance").get(routes::path(routes::suppression, {suppression}), {{"If-None-Match", read.etag()}}).status, 304);
    const QString decisions = routes::path(routes::suppressionDecisions, {suppression});
    const QJsonObject approve {{u"action"_s, u"approve"_s}, {u"comment"_s, u"Agreed."_s}};
    QCOMPARE(as("security").post(decisions, approve, ifMatch(proposed.etag())).code(), u"separation_of_duties"_s);
    QCOMPARE(as("compliance").post(decisions, approve).code(), u"precondition_required"_s);
    const HttpAnswer approved = as("compliance").post(decisions, approve, ifMatch(read.etag()));
    QVERIFY2(approved.status == 200, approved.describe().constData());
    QCOMPARE(as("compliance").post(decisions, approve, ifMatch(read.etag())).code(), u"precondition_failed"_s);
    QCOMPARE(as("viewer").get(routes::path(routes::versionEvidence, {id})).status, 200);
}
