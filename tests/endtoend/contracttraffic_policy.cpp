// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/contracttraffic.h"

#include "core/contract/routes.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

void TestContractTraffic::policiesAreDraftedTriedAndActivated()
{
    HttpClient &admin = as("admin");
    const QString policies = routes::path(routes::policies);
    const QString draft = routes::path(routes::policyDraft);
    const auto etag = [&] { return ifMatch(admin.get(policies).etag()); };
    const HttpAnswer versions = admin.get(routes::path(routes::policyVersions));
    QVERIFY2(versions.status == 200, versions.describe().constData());
    const QString text = versions.items().at(0)["yaml"_L1].toString();

    const HttpAnswer judged = admin.post(routes::path(routes::policyValidations), {{u"yaml"_s, u"name: x\npolicies: []\n"_s}});
    QVERIFY2(judged.status == 200 && !judged.json().value("valid"_L1).toBool(), judged.describe().constData());
    QCOMPARE(as("viewer").put(draft, {{u"yaml"_s, text}}, etag()).status, 403);
    QCOMPARE(admin.put(draft, {{u"yaml"_s, text}}).status, 428);
    const HttpAnswer thrown = admin.put(draft, {{u"yaml"_s, u"name: x\n"_s}}, etag());
    QVERIFY2(thrown.status == 200, thrown.describe().constData());
    QCOMPARE(admin.remove(draft, etag()).status, 200);

    QCOMPARE(admin.put(draft, {{u"yaml"_s, QString(text + u"# A trial.\n"_s)}}, etag()).status, 200);
    QCOMPARE(admin.post(routes::path(routes::policyActivate), {{u"reason"_s, u"Untried."_s}}, etag()).status, 409);
    const QString version = request(m_requestId).value("versionId"_L1).toString();
    const HttpAnswer run = admin.post(routes::path(routes::policyDryRun), {{u"versionId"_s, version}, {u"environment"_s, u"staging"_s}});
    QVERIFY2(run.status == 200, run.describe().constData());
    const HttpAnswer accepted = admin.post(routes::path(routes::policyBacktests), {{u"decisions"_s, 50}});
    QVERIFY2(accepted.status == 202, accepted.describe().constData());
    const HttpAnswer over = admin.awaitOperation(accepted);
    QVERIFY2(over.json().value("status"_L1).toString() == "succeeded"_L1, over.describe().constData());
    const HttpAnswer found = admin.get(routes::path(routes::policyBacktest, {over.json().value("subjectId"_L1).toString()}));
    QVERIFY2(found.status == 200 && found.json().value("considered"_L1).toInt() > 0, found.describe().constData());

    const HttpAnswer active = admin.post(routes::path(routes::policyActivate), {{u"reason"_s, u"A comment more."_s}}, etag());
    QVERIFY2(active.status == 200, active.describe().constData());
    const int now = active.json().value("version"_L1).toInt();
    QTRY_COMPARE_WITH_TIMEOUT(admin.get(routes::path(routes::version, {version})).json().value("policyVersion"_L1).toInt(), now, 30'000);
}
