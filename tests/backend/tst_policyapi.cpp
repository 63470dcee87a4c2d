// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/policy.h"
#include "core/contract/routes.h"
#include "tests/backend/workflowportal.h"
#include "tests/testsupport/sandboxsignin.h"

#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! Policies over HTTP: drafted, tried on a version and on past decisions, activated. The slots build
//! on each other in order.
class TestPolicyApi final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everybodyReadsWhatIsInForce();
    void onlyPlatformAdminsChangeThem();
    void textsAreJudgedWithoutKeepingThem();
    void draftsAreKeptWithTheirMistakes();
    void staleDraftsAreRefused();
    void whatWasNotTriedIsNotActivated();
    void aDraftIsTriedOnOneVersion();
    void wrongTrialsAreRefused_data();
    void wrongTrialsAreRefused();
    void aBacktestTellsWhatWouldHaveBeenBlocked();
    void aBacktestCountsWhatWasKnownThen();
    void aTrialLeavesWhatTheActivationIsBasedOn();
    void activationJudgesEveryVersionAgain();
    void aDraftIsThrownAway();
    void everyStepIsInTheAuditLog();
    void policiesOutliveARestart();

private:
    HttpAnswer read(const QString &persona = u"admin"_s) { return m_portal.as(persona).get(routes::path(routes::policies)); }
    HttpAnswer draft(const QString &yaml) { return m_portal.as(u"admin"_s).put(routes::path(routes::policyDraft), {{u"yaml"_s, yaml}}, ifMatch(read().etag())); }
    HttpAnswer activate(const QString &reason = u"A trial."_s)
    {
        return m_portal.as(u"admin"_s).post(routes::path(routes::policyActivate), {{u"reason"_s, reason}}, ifMatch(read().etag()));
    }
    HttpAnswer dryRun(const QJsonObject &body) { return m_portal.as(u"admin"_s).post(routes::path(routes::policyDryRun), body); }
    PolicyBacktest backtest(int decisions = 100);
    //! The shipped text, where MPL is denied and the licence policy has \a version.
    QString stricter(int version = 2);
    QString versionOf(const QString &plugin) { return m_portal.plugin(plugin).value("latestVersionId"_L1).toString(); }
    void approveAndInstall(const QString &plugin);

    WorkflowPortal m_portal;
    QString m_shipped;
};

namespace {

const QString argo = u"@acme/argo"_s;
const QString viral = u"@acme/viral"_s;

} // namespace

void TestPolicyApi::initTestCase()
{
    QVERIFY2(m_portal.start(), m_portal.server().log().constData());
    m_shipped = m_portal.as(u"admin"_s).get(routes::path(routes::policyVersions)).items().at(0)["yaml"_L1].toString();
    QVERIFY(m_shipped.contains("id: approved-licences"_L1));
}

QString TestPolicyApi::stricter(int version)
{
    QString text = m_shipped;
    text.replace(u"      review: [MPL-2.0, LGPL-*, EPL-*]\n"_s, u"      review: [LGPL-*, EPL-*]\n"_s);
    text.replace(u"      deny: [GPL-*, AGPL-*, SSPL-*, UNLICENSED]\n    rules:\n      - id: denied\n        when: {licence: deny}\n        enforcement: deny\n        message: The licence"_s,
        u"      deny: [MPL-2.0, GPL-*, AGPL-*, SSPL-*, UNLICENSED]\n    rules:\n      - id: denied\n        when: {licence: deny}\n        enforcement: deny\n        message: The licence"_s);
    text.replace(u"  - id: approved-licences\n    version: 1\n"_s, u"  - id: approved-licences\n    version: %1\n"_s.arg(version));
    return text;
}

PolicyBacktest TestPolicyApi::backtest(int decisions)
{
    HttpClient &admin = m_portal.as(u"admin"_s);
    const HttpAnswer accepted = admin.post(routes::path(routes::policyBacktests), {{u"decisions"_s, decisions}});
    const HttpAnswer over = admin.awaitOperation(accepted);
    const QString id = over.json().value("subjectId"_L1).toString();
    const auto result = fromJson<PolicyBacktest>(admin.get(routes::path(routes::policyBacktest, {id})).json());
    if (!result)
        qWarning("%s\n%s", over.describe().constData(), qPrintable(describe(result.error())));
    return result.value_or(PolicyBacktest());
}

void TestPolicyApi::approveAndInstall(const QString &plugin)
{
    const HttpAnswer submitted = m_portal.submit(plugin);
    QVERIFY2(submitted.status == 201, submitted.describe().constData());
    const QString id = submitted.json().value("id"_L1).toString();
    for (const auto &[persona, discipline] : {std::pair {u"security"_s, u"security"_s}, {u"security2"_s, u"security"_s},
             {u"compliance"_s, u"compliance"_s}, {u"technical"_s, u"technical"_s}, {u"business"_s, u"business"_s},
             {u"technical2"_s, u"final"_s}}) {
        const HttpAnswer vote = m_portal.decide(persona, id, discipline);
        QVERIFY2(vote.status == 201, vote.describe().constData());
    }
    QCOMPARE(m_portal.request(id).value("status"_L1).toString(), u"approved"_s);
    HttpClient &admin = m_portal.as(u"admin"_s);
    const HttpAnswer installing = admin.post(routes::path(routes::installations, {m_portal.plugin(plugin).value("id"_L1).toString()}),
        {{u"environment"_s, u"production"_s}, {u"versionId"_s, versionOf(plugin)}, {u"approvedRequestId"_s, id}});
    const HttpAnswer over = admin.awaitOperation(installing);
    QVERIFY2(over.json().value("status"_L1).toString() == "succeeded"_L1, over.describe().constData());
}

void TestPolicyApi::everybodyReadsWhatIsInForce()
{
    const HttpAnswer answer = read(u"viewer"_s);
    const auto policies = fromJson<Policies>(answer.json());
    QVERIFY2(policies, answer.describe().constData());
    QCOMPARE(policies->version, 3);
    QVERIFY(!policies->draftVersion);
    QVERIFY(policies->items.size() >= 10);
    QVERIFY(policies->actions.allowed.isEmpty());
    QVERIFY(!policies->actions.whyNot(u"edit"_s).isEmpty());
    QCOMPARE(m_portal.as(u"viewer"_s).get(routes::path(routes::policies), {{"If-None-Match", answer.etag()}}).status, 304);
    const QJsonArray versions = m_portal.as(u"viewer"_s).get(routes::path(routes::policyVersions)).items();
    QCOMPARE(versions.size(), 1);
    QCOMPARE(versions.at(0)["state"_L1].toString(), u"active"_s);
}

void TestPolicyApi::onlyPlatformAdminsChangeThem()
{
    const QByteArray etag = read().etag();
    HttpClient &security = m_portal.as(u"security"_s);
    QCOMPARE(security.put(routes::path(routes::policyDraft), {{u"yaml"_s, m_shipped}}, ifMatch(etag)).code(), u"forbidden"_s);
    for (const char *route : {routes::policyDryRun, routes::policyBacktests, routes::policyActivate, routes::policyValidations})
        QCOMPARE(security.post(routes::path(route), {{u"yaml"_s, m_shipped}}, ifMatch(etag)).code(), u"forbidden"_s);
    QCOMPARE(security.remove(routes::path(routes::policyDraft), ifMatch(etag)).code(), u"forbidden"_s);
}

void TestPolicyApi::textsAreJudgedWithoutKeepingThem()
{
    HttpClient &admin = m_portal.as(u"admin"_s);
    const QString path = routes::path(routes::policyValidations);
    const auto good = fromJson<PolicyValidation>(admin.post(path, {{u"yaml"_s, stricter()}}).json());
    QVERIFY(good && good->valid && good->problems.isEmpty());
    QVERIFY(good->policies.size() >= 10);
    const auto kept = fromJson<PolicyValidation>(admin.post(path, {{u"yaml"_s, stricter(1)}}).json());
    QVERIFY(kept && !kept->valid);
    QCOMPARE(kept->problems.first().code, u"version_kept"_s);
    const auto bad = fromJson<PolicyValidation>(admin.post(path, {{u"yaml"_s, u"name: x\npolicies:\n  - id: 7\n"_s}}).json());
    QVERIFY(bad && !bad->valid && bad->policies.isEmpty());
    QVERIFY(bad->problems.first().line == 3);
    QVERIFY(read().json().value("draftVersion"_L1).isUndefined());
}

void TestPolicyApi::draftsAreKeptWithTheirMistakes()
{
    const HttpAnswer kept = draft(u"# Mine.\nname: x\n"_s);
    QVERIFY2(kept.status == 200, kept.describe().constData());
    const auto version = fromJson<PolicyVersion>(kept.json());
    QVERIFY(version);
    QCOMPARE(version->version, 4);
    QCOMPARE(version->state, u"draft"_s);
    QCOMPARE(version->yaml, u"# Mine.\nname: x\n"_s);
    QCOMPARE(version->problems.first().code, u"no_policies"_s);
    QCOMPARE(kept.etag(), read().etag());
    const HttpAnswer refused = activate();
    QCOMPARE(refused.code(), u"conflict_state"_s);
    QCOMPARE(dryRun({{u"versionId"_s, versionOf(argo)}}).code(), u"validation_failed"_s);
    QCOMPARE(read().json().value("version"_L1).toInt(), 3);
}

void TestPolicyApi::staleDraftsAreRefused()
{
    HttpClient &admin = m_portal.as(u"admin"_s);
    const QString path = routes::path(routes::policyDraft);
    QCOMPARE(admin.put(path, {{u"yaml"_s, m_shipped}}).status, 428);
    QCOMPARE(admin.put(path, {{u"yaml"_s, m_shipped}}, ifMatch("\"policies-3-0\"")).status, 412);
    QCOMPARE(admin.put(path, {{u"yaml"_s, u" "_s}}, ifMatch(read().etag())).code(), u"validation_failed"_s);
    QCOMPARE(admin.put(path, {{u"yaml"_s, m_shipped}, {u"x"_s, 1}}, ifMatch(read().etag())).code(), u"validation_failed"_s);
}

void TestPolicyApi::whatWasNotTriedIsNotActivated()
{
    QCOMPARE(draft(stricter()).status, 200);
    const HttpAnswer refused = activate();
    QCOMPARE(refused.status, 409);
    const QJsonArray allowed = refused.json().value("allowedActions"_L1).toArray();
    QVERIFY(allowed.contains(u"dry_run"_s) && allowed.contains(u"back_test"_s) && !allowed.contains(u"activate"_s));
}

void TestPolicyApi::aDraftIsTriedOnOneVersion()
{
    const HttpAnswer answer = dryRun({{u"versionId"_s, versionOf(argo)}, {u"environment"_s, u"production"_s}});
    const auto run = fromJson<PolicyDryRun>(answer.json());
    QVERIFY2(run, answer.describe().constData());
    QCOMPARE(run->pluginName, argo);
    QCOMPARE(run->before, Enforcement::RequireReview);
    QCOMPARE(run->after, Enforcement::Deny);
    const PolicyShift &first = run->items.first();
    QCOMPARE(first.policyId, u"approved-licences"_s);
    QVERIFY(first.changed);
    QCOMPARE(first.before->ruleId, u"to-review"_s);
    QCOMPARE(first.after->ruleId, u"denied"_s);
    QCOMPARE(first.after->policyVersion, 2);
    QVERIFY(!run->items.at(1).changed);
    // Nothing of the version itself moved.
    QCOMPARE(m_portal.plugin(argo).value("status"_L1).toString() == "blocked"_L1, false);
    QVERIFY(read().json().value("allowedActions"_L1).toArray().contains(u"activate"_s));
    QCOMPARE(draft(stricter() + u"# Later.\n"_s).status, 200);
    QVERIFY(!read().json().value("allowedActions"_L1).toArray().contains(u"activate"_s));
}

void TestPolicyApi::wrongTrialsAreRefused_data()
{
    QTest::addColumn<QByteArray>("route");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<QString>("code");
    QTest::newRow("no version") << QByteArray(routes::policyDryRun) << QJsonObject() << u"validation_failed"_s;
    QTest::newRow("unknown version") << QByteArray(routes::policyDryRun) << QJsonObject {{u"versionId"_s, u"ver_x"_s}} << u"not_found"_s;
    QTest::newRow("unknown place") << QByteArray(routes::policyDryRun) << QJsonObject {{u"versionId"_s, u"ver_x"_s}, {u"environment"_s, u"moon"_s}} << u"validation_failed"_s;
    QTest::newRow("no decisions") << QByteArray(routes::policyBacktests) << QJsonObject {{u"decisions"_s, 0}} << u"validation_failed"_s;
    QTest::newRow("too many decisions") << QByteArray(routes::policyBacktests) << QJsonObject {{u"decisions"_s, 2001}} << u"validation_failed"_s;
}

void TestPolicyApi::wrongTrialsAreRefused()
{
    QFETCH(QByteArray, route);
    QFETCH(QJsonObject, body);
    const HttpAnswer answer = m_portal.as(u"admin"_s).post(QString::fromLatin1(route), body);
    QFETCH(QString, code);
    QVERIFY2(answer.code() == code, answer.describe().constData());
}

void TestPolicyApi::aBacktestTellsWhatWouldHaveBeenBlocked()
{
    const PolicyBacktest none = backtest();
    QCOMPARE(none.considered, 0);
    QCOMPARE(none.version, 4);
    approveAndInstall(argo);
    const PolicyBacktest one = backtest();
    QCOMPARE(one.considered, 1);
    QCOMPARE(one.remembered, 1);
    QCOMPARE(one.blocked, 1);
    QCOMPARE(one.blockedInProduction, 1);
    QCOMPARE(one.letThrough, 0);
    const BacktestItem item = one.items.value(0);
    QCOMPARE(item.pluginName, argo);
    QCOMPARE(item.effect, u"blocked"_s);
    QCOMPARE(item.status, RequestStatus::Approved);
    QVERIFY(item.inProduction && item.remembered);
    QCOMPARE(item.reasons.size(), 1);
    QCOMPARE(item.reasons.first().policyId, u"approved-licences"_s);
    QCOMPARE(item.reasons.first().ruleId, u"denied"_s);
    QCOMPARE(m_portal.as(u"viewer"_s).get(routes::path(routes::policyBacktest, {u"pbt_none"_s})).status, 404);
}

void TestPolicyApi::aBacktestCountsWhatWasKnownThen()
{
    // A report that denies it today was not known to those who decided.
    const QByteArray report = R"({"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"tools":[{"name":"grype","version":"1"}]},)"
                              R"("components":[{"bom-ref":"g","name":"glob","version":"1"}],"vulnerabilities":[{"id":"CVE-2026-1","ratings":)"
                              R"([{"severity":"critical"}],"affects":[{"ref":"g"}]}]})";
    const HttpAnswer attached = m_portal.as(u"security"_s).post(routes::path(routes::versionReports, {versionOf(argo)}),
        {{u"fileName"_s, u"scan.json"_s}, {u"content"_s, QString::fromUtf8(report)}, {u"ranAt"_s, toRfc3339(QDateTime::currentDateTimeUtc())}});
    QVERIFY2(attached.status == 201, attached.describe().constData());
    const PolicyBacktest then = backtest();
    QCOMPARE(then.remembered, 1);
    QCOMPARE(then.items.value(0).before, Enforcement::RequireReview);
    QCOMPARE(then.items.value(0).reasons.size(), 1);
}

void TestPolicyApi::aTrialLeavesWhatTheActivationIsBasedOn()
{
    const QByteArray other = draft(stricter() + u"# Another text.\n"_s).etag();
    const QByteArray seen = draft(stricter()).etag();
    QVERIFY(seen != other);
    QCOMPARE(dryRun({{u"versionId"_s, versionOf(argo)}}).status, 200);
    QCOMPARE(read().etag(), seen);
    QCOMPARE(backtest().considered, 1);
    QCOMPARE(read().etag(), seen);
    QVERIFY(read().json().value("allowedActions"_L1).toArray().contains(u"activate"_s));
    const auto activated = [this](const QByteArray &etag) {
        return m_portal.as(u"admin"_s).post(routes::path(routes::policyActivate), {{u"reason"_s, QString(1001, u'x')}}, ifMatch(etag)).code();
    };
    QCOMPARE(activated(other), u"precondition_failed"_s);
    // Only the reason is too long.
    QCOMPARE(activated(seen), u"validation_failed"_s);
}

void TestPolicyApi::activationJudgesEveryVersionAgain()
{
    HttpClient &admin = m_portal.as(u"admin"_s);
    QCOMPARE(activate(u" "_s).code(), u"validation_failed"_s);
    const HttpAnswer active = activate(u"MPL is not for us."_s);
    QVERIFY2(active.status == 200, active.describe().constData());
    QCOMPARE(active.json().value("version"_L1).toInt(), 4);
    QVERIFY(active.json().value("draftVersion"_L1).isUndefined());
    const QString argoVersion = routes::path(routes::version, {versionOf(argo)});
    QTRY_COMPARE_WITH_TIMEOUT(admin.get(argoVersion).json().value("policyVersion"_L1).toInt(), 4, 20'000);
    const QJsonArray answers = admin.get(routes::path(routes::versionPolicy, {versionOf(argo)})).items();
    const auto licence = std::ranges::find_if(answers, [](const QJsonValue &answer) { return answer["policyId"_L1].toString() == "approved-licences"_L1; });
    QVERIFY(licence != answers.end());
    QCOMPARE((*licence)["enforcement"_L1].toString(), u"deny"_s);
    QCOMPARE((*licence)["policyVersion"_L1].toInt(), 2);
    QCOMPARE((*licence)["ruleId"_L1].toString(), u"denied"_s);
    const QJsonArray versions = admin.get(routes::path(routes::policyVersions)).items();
    QCOMPARE(versions.at(0)["state"_L1].toString(), u"active"_s);
    QCOMPARE(versions.at(0)["reason"_L1].toString(), u"MPL is not for us."_s);
    QCOMPARE(versions.at(1)["state"_L1].toString(), u"retired"_s);
    QCOMPARE(versions.at(1)["yaml"_L1].toString(), m_shipped);
}

void TestPolicyApi::aDraftIsThrownAway()
{
    HttpClient &admin = m_portal.as(u"admin"_s);
    const QString path = routes::path(routes::policyDraft);
    QCOMPARE(admin.remove(path, ifMatch(read().etag())).code(), u"conflict_state"_s);
    QCOMPARE(draft(stricter(3)).json().value("version"_L1).toInt(), 5);
    QCOMPARE(admin.remove(path).status, 428);
    const HttpAnswer gone = admin.remove(path, ifMatch(read().etag()));
    QVERIFY2(gone.status == 200, gone.describe().constData());
    QCOMPARE(gone.json().value("version"_L1).toInt(), 4);
    QVERIFY(gone.json().value("draftVersion"_L1).isUndefined());
}

void TestPolicyApi::everyStepIsInTheAuditLog()
{
    const QJsonArray events = m_portal.as(u"auditor"_s).get(routes::path(routes::auditEvents) + u"?limit=200&objectId=policies"_s).items();
    QStringList actions;
    for (const QJsonValue &event : events)
        actions << event["action"_L1].toString();
    for (const QString &action : {u"policy.drafted"_s, u"policy.tried"_s, u"policy.activated"_s, u"policy.draft_discarded"_s})
        QVERIFY2(actions.contains(action), qPrintable(action));
}

void TestPolicyApi::policiesOutliveARestart()
{
    ServerProcess &server = m_portal.server();
    server.kill();
    QVERIFY(server.restart());
    HttpClient viewer(server.url());
    viewer.setToken(accessToken(server.url(), u"viewer"_s));
    QCOMPARE(viewer.get(routes::path(routes::policies)).json().value("version"_L1).toInt(), 4);
}

QTEST_GUILESS_MAIN(TestPolicyApi)
#include "tst_policyapi.moc"
