// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/checkrunner.h"
#include "backend/npm/semver.h"
#include "backend/services/approvalstore.h"
#include "backend/services/evidencejudgement.h"
#include "backend/services/evidencestore.h"
#include "backend/services/policystore.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"
#include "backend/services/rejudgement.h"
#include "backend/services/reportupload.h"
#include "backend/services/suppressions.h"
#include "backend/services/versionfacts.h"
#include "backend/services/versionjudgement.h"
#include "packagefixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::services;

// What is written about a version, without a server around it.
class TestJudgement final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void statusTakesTheFirstThatHolds_data();
    void statusTakesTheFirstThatHolds();
    void sortKeysOrderAsVersionsDo();
    void theNewestReleaseStandsForThePlugin();
    void aVersionLeavesItsCooldownByItself();
    void aNewPolicySetJudgesEverythingAgain();
    void configurablePluginsAreThoseWithASchema();
    void reportsExpire();
    void suppressionsExpire();
    void whoAskedForAVersionHoldsNothingBack();
    void proposalsExpireUnheard();
    void whatWasRunOnDemandSurvivesAnImport();
    void policiesSeeOneItemOfAKind_data();
    void policiesSeeOneItemOfAKind();

private:
    Status as(const QString &person, Role role, const std::function<Status(store::UnitOfWork &)> &work);
    Verdict vulnerabilities();
    void attach(int days);
    Status inTransaction(const std::function<Status(store::UnitOfWork &)> &work);
    void store(const QString &version, const QDateTime &publishedAt, const QJsonObject &more = {});
    VersionRecord only();
    Enforcement cooldown();

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::Database> m_database;
    QDateTime m_now;
    PluginId m_plugin;
};

namespace {

const QString Name = u"@acme/plugin"_s;
const QDateTime Start = fromRfc3339(u"2026-11-23T12:00:00.000Z"_s);

InstallationRecord installed(InstallationState state)
{
    InstallationRecord record;
    record.state = state;
    return record;
}

} // namespace

void TestJudgement::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_database = *store::Database::open(m_directory->filePath(u"test.db"_s));
    QVERIFY(store::migrate(*m_database));
    m_now = Start;
}

Status TestJudgement::inTransaction(const std::function<Status(store::UnitOfWork &)> &work)
{
    store::UnitOfWork unit(
        *m_database, {{PersonId(u"per_system"_s), u"Gatehouse"_s}, {}, u"test"_s}, m_now, u"c"_s);
    return m_database->write([&] { return work(unit); });
}

void TestJudgement::store(
    const QString &version, const QDateTime &publishedAt, const QJsonObject &more)
{
    QJsonObject manifest = {{u"name"_s, Name}, {u"version"_s, version}, {u"license"_s, u"MIT"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        manifest.insert(it.key(), it.value());
    const QByteArray packed = testsupport::packPackage(manifest);
    const auto packument = Packument::parse(Name,
        testsupport::packumentOf(
            {{manifest, packed, toRfc3339(publishedAt)}}, u"https://npm.example"_s));
    const EvidenceSubject subject{*packument, version, readTarball(packed), packed.size(), m_now};
    const JudgedVersion judged = describeVersion(subject, *checks::runChecks(subject));
    const Status stored = inTransaction([&](store::UnitOfWork &work) -> Status {
        const auto plugin = storeJudgement(work, judged, *shippedPolicies());
        if (!plugin)
            return fail(plugin.error());
        m_plugin = *plugin;
        return {};
    });
    QVERIFY2(stored, stored ? "" : qPrintable(describe(stored.error())));
}

VersionRecord TestJudgement::only()
{
    VersionRecord record;
    (void)inTransaction([&](store::UnitOfWork &work) -> Status {
        record = versionsOf(work, m_plugin)->first();
        return {};
    });
    return record;
}

Enforcement TestJudgement::cooldown()
{
    const VersionId version = only().head.id;
    Enforcement found = Enforcement::Unknown;
    (void)inTransaction([&](store::UnitOfWork &work) -> Status {
        const auto facts = versionFacts(work, version, Environment::Production);
        for (const PolicyEvaluation &evaluation : facts->policies) {
            if (evaluation.policyId == u"release-cooldown"_s)
                found = evaluation.enforcement;
        }
        return {};
    });
    return found;
}

void TestJudgement::statusTakesTheFirstThatHolds_data()
{
    QTest::addColumn<StatusInputs>("inputs");
    QTest::addColumn<PluginStatus>("status");
    const auto observed = installed(InstallationState::Observed);
    const auto disabled = installed(InstallationState::Disabled);
    const auto failed = installed(InstallationState::Failed);
    const auto row = [](const char *name, StatusInputs inputs, PluginStatus status) {
        QTest::newRow(name) << inputs << status;
    };
    row("nothing", {}, PluginStatus::Registered);
    row("approved", {{}, {}, {}, {}, false, true}, PluginStatus::Approved);
    row("runs", {{}, {}, {}, {observed, disabled}, false, true}, PluginStatus::Installed);
    row("switched off everywhere", {{}, {}, {}, {disabled}, false, true}, PluginStatus::Disabled);
    row("failed before it ran", {{}, {}, {}, {failed}, false, false}, PluginStatus::Registered);
    row("asked for", {{}, {}, {}, {observed}, true, true}, PluginStatus::InReview);
    row("deprecated", {{}, u"old"_s, {}, {observed}, true, true}, PluginStatus::Deprecated);
    row("denied by policy", {{}, u"old"_s, u"GPL"_s, {observed}, true, true},
        PluginStatus::Blocked);
    row("blocked by a person", {u"leaks"_s, {}, u"GPL"_s, {observed}, true, true},
        PluginStatus::Blocked);
}

void TestJudgement::statusTakesTheFirstThatHolds()
{
    QFETCH(StatusInputs, inputs);
    const StatusWord word = statusOf(inputs);
    QTEST(word.status, "status");
    if (inputs.blockedReason)
        QCOMPARE(word.reason, inputs.blockedReason);
}

void TestJudgement::sortKeysOrderAsVersionsDo()
{
    // The order of the specification's own example, with neighbours.
    const QStringList ordered = {u"0.9.10"_s, u"1.0.0-0"_s, u"1.0.0-9"_s, u"1.0.0-10"_s,
        u"1.0.0-alpha"_s, u"1.0.0-alpha.1"_s, u"1.0.0-alpha.beta"_s, u"1.0.0-beta"_s,
        u"1.0.0-beta.2"_s, u"1.0.0-beta.11"_s, u"1.0.0-rc.1"_s, u"1.0.0"_s, u"1.0.1"_s, u"1.2.0"_s,
        u"1.10.0"_s, u"2.0.0"_s, u"10.0.0"_s};
    for (qsizetype i = 1; i < ordered.size(); ++i) {
        const QString &a = ordered.at(i - 1);
        const QString &b = ordered.at(i);
        QVERIFY2(versionLess(a, b) && !versionLess(b, a), qPrintable(a + u" < " + b));
        QVERIFY2(versionSortKey(a) < versionSortKey(b), qPrintable(a + u" < " + b));
    }
}

void TestJudgement::theNewestReleaseStandsForThePlugin()
{
    for (const auto &version : {u"1.9.0"_s, u"1.10.0"_s, u"2.0.0-rc.1"_s})
        store(version, Start.addYears(-1));
    QVERIFY(inTransaction([&](store::UnitOfWork &work) -> Status {
        const auto plugin = loadPlugin(work, m_plugin);
        const auto versions = versionsOf(work, m_plugin);
        if (plugin->latestVersion != u"1.10.0"_s
            || versions->first().head.version != u"2.0.0-rc.1"_s)
            return fail(protocolError(plugin->latestVersion));
        return {};
    }));
}

void TestJudgement::aVersionLeavesItsCooldownByItself()
{
    store(u"1.0.0"_s, Start.addDays(-3));
    const auto again = [this] {
        return inTransaction(
            [](store::UnitOfWork &work) { return rejudgeStale(work, *shippedPolicies()); });
    };
    QCOMPARE(cooldown(), Enforcement::RequireReview);
    m_now = Start.addDays(3);
    QVERIFY(again());
    QCOMPARE(only().head.evidenceRevision, 1);
    m_now = Start.addDays(4);
    QVERIFY(again());
    QCOMPARE(cooldown(), Enforcement::Allow);
    QCOMPARE(only().head.evidenceRevision, 2);
    QVERIFY(again());
    QCOMPARE(only().head.evidenceRevision, 2);
}

void TestJudgement::aNewPolicySetJudgesEverythingAgain()
{
    store(u"1.0.0"_s, Start.addYears(-1));
    QJsonArray policies = shippedPolicies()->policies();
    for (auto policy : policies) {
        QJsonObject changed = policy.toObject();
        if (changed.value("id"_L1).toString() == u"approved-licences"_s)
            changed.insert(u"licences"_s, QJsonObject{{u"deny"_s, QJsonArray{u"MIT"_s}}});
        policy = changed;
    }
    const PolicySet stricter(7, policies);
    QVERIFY(inTransaction([&](store::UnitOfWork &work) { return rejudgeStale(work, stricter); }));
    QCOMPARE(only().head.policyVersion, 7);
    QCOMPARE(only().head.evidenceRevision, 2);
    QCOMPARE(only().head.risk, Risk::Critical);
    QVERIFY(inTransaction([&](store::UnitOfWork &work) -> Status {
        const auto plugin = loadPlugin(work, m_plugin);
        return plugin->status == PluginStatus::Blocked
            ? Status()
            : fail(protocolError(toWire(plugin->status)));
    }));
}

void TestJudgement::configurablePluginsAreThoseWithASchema()
{
    const auto configurable = [this] {
        qsizetype count = -1;
        (void)inTransaction([&](store::UnitOfWork &work) -> Status {
            count = configurablePlugins(work, {}, 10)->size();
            return {};
        });
        return count;
    };
    store(u"1.0.0"_s, Start.addYears(-1));
    QCOMPARE(configurable(), 0);
    store(u"1.1.0"_s, Start.addYears(-1),
        {{u"configSchema"_s, QJsonObject{{u"type"_s, u"object"_s}}}});
    QCOMPARE(configurable(), 1);
}

Status TestJudgement::as(const QString &person, Role role, const std::function<Status(store::UnitOfWork &)> &work)
{
    store::UnitOfWork unit(*m_database, {{PersonId(person), person}, {role}, u"test"_s}, m_now, u"c"_s);
    return m_database->write([&] { return work(unit); });
}

//! How the policy on vulnerabilities judges the only version in production.
Verdict TestJudgement::vulnerabilities()
{
    const VersionId version = only().head.id;
    Verdict found = Verdict::Unknown;
    (void)inTransaction([&](store::UnitOfWork &work) -> Status {
        const auto evaluations = loadEvaluations(work, version, Environment::Production);
        for (const PolicyEvaluation &evaluation : *evaluations) {
            if (evaluation.policyId == u"vulnerability-limits"_s)
                found = evaluation.verdict;
        }
        return {};
    });
    return found;
}

void TestJudgement::attach(int days)
{
    ReportUpload upload;
    upload.fileName = u"scan.json"_s;
    upload.content = R"({"bomFormat":"CycloneDX","metadata":{"tools":[{"name":"grype"}]},"vulnerabilities":[{"id":"CVE-1","ratings":[{"severity":"high"}]}]})";
    upload.ranAt = m_now;
    upload.expiresAt = m_now.addDays(days);
    const VersionId version = only().head.id;
    const Status done = as(u"per_a"_s, Role::ReviewerSecurity, [&](store::UnitOfWork &work) -> Status {
        const auto report = attachReport(work, *shippedPolicies(), version, upload);
        return report ? Status() : fail(report.error());
    });
    QVERIFY2(done, done ? "" : qPrintable(describe(done.error())));
}

void TestJudgement::reportsExpire()
{
    store(u"1.0.0"_s, Start.addYears(-1));
    QCOMPARE(vulnerabilities(), Verdict::NotRun);
    attach(10);
    QCOMPARE(vulnerabilities(), Verdict::Fail);
    const int revision = only().head.evidenceRevision;
    const auto tick = [this] { return inTransaction([](store::UnitOfWork &work) { return expireEvidence(work, *shippedPolicies()); }); };
    m_now = Start.addDays(10).addMSecs(-1);
    QVERIFY(tick());
    QCOMPARE(vulnerabilities(), Verdict::Fail);
    QCOMPARE(only().head.evidenceRevision, revision);
    m_now = Start.addDays(10);
    QVERIFY(tick());
    QCOMPARE(vulnerabilities(), Verdict::NotRun);
    QCOMPARE(only().head.evidenceRevision, revision + 1);
    QVERIFY(tick());
    QCOMPARE(only().head.evidenceRevision, revision + 1);
    attach(10);
    QCOMPARE(vulnerabilities(), Verdict::Fail);
}

void TestJudgement::suppressionsExpire()
{
    store(u"1.0.0"_s, Start.addYears(-1));
    attach(60);
    const VersionId version = only().head.id;
    FindingId finding;
    QVERIFY(inTransaction([&](store::UnitOfWork &work) -> Status {
        finding = evidenceOf(work, version)->last().findings.first().id;
        return {};
    }));
    SuppressionRecord record;
    QVERIFY(as(u"per_a"_s, Role::ReviewerSecurity, [&](store::UnitOfWork &work) -> Status {
        const auto proposed = proposeSuppression(work, version, {finding, u"Not reached."_s, Start.addDays(20)});
        if (!proposed)
            return fail(proposed.error());
        record = *proposed;
        return {};
    }));
    QCOMPARE(vulnerabilities(), Verdict::Fail);
    QVERIFY(as(u"per_b"_s, Role::ReviewerSecurity,
        [&](store::UnitOfWork &work) { return decideSuppression(work, *shippedPolicies(), record, u"approve"_s, u"Yes."_s); }));
    QCOMPARE(vulnerabilities(), Verdict::Pass);
    const int revision = only().head.evidenceRevision;
    m_now = Start.addDays(20);
    QVERIFY(inTransaction([](store::UnitOfWork &work) { return expireEvidence(work, *shippedPolicies()); }));
    QCOMPARE(vulnerabilities(), Verdict::Fail);
    QCOMPARE(only().head.evidenceRevision, revision + 1);
}

void TestJudgement::whoAskedForAVersionHoldsNothingBack()
{
    store(u"1.0.0"_s, Start.addYears(-1));
    attach(60);
    RequestRecord request;
    request.head.id = RequestId(u"req_a"_s);
    request.head.status = RequestStatus::InReview;
    request.head.dueAt = request.head.expiresAt = request.head.createdAt = request.head.updatedAt = m_now;
    request.head.versionId = only().head.id;
    request.head.requestedBy.id = PersonId(u"per_b"_s);
    SuppressionRecord record;
    const Status proposing = as(u"per_a"_s, Role::ReviewerSecurity, [&](store::UnitOfWork &work) -> Status {
        GATEHOUSE_TRY(insertRequest(work, request));
        const auto evidence = evidenceOf(work, request.head.versionId);
        const auto proposed = proposeSuppression(work, request.head.versionId,
            {evidence->last().findings.first().id, u"Not reached."_s, Start.addDays(20)});
        if (!proposed)
            return fail(proposed.error());
        record = *proposed;
        return {};
    });
    QVERIFY2(proposing, proposing ? "" : qPrintable(describe(proposing.error())));
    const auto approve = [&](const QString &person) {
        return as(person, Role::ReviewerSecurity,
            [&](store::UnitOfWork &work) { return decideSuppression(work, *shippedPolicies(), record, u"approve"_s, {}); });
    };
    const Status own = approve(u"per_b"_s);
    QVERIFY(!own);
    QCOMPARE(own.error().code, u"separation_of_duties"_s);
    QCOMPARE(vulnerabilities(), Verdict::Fail);
    QVERIFY(approve(u"per_c"_s));
    QCOMPARE(vulnerabilities(), Verdict::Pass);
}

void TestJudgement::proposalsExpireUnheard()
{
    store(u"1.0.0"_s, Start.addYears(-1));
    attach(60);
    const VersionId version = only().head.id;
    QVERIFY(as(u"per_a"_s, Role::ReviewerSecurity, [&](store::UnitOfWork &work) -> Status {
        const FindingId finding = evidenceOf(work, version)->last().findings.first().id;
        return proposeSuppression(work, version, {finding, u"Not reached."_s, Start.addDays(2)}) ? Status() : fail(protocolError(u"no"_s));
    }));
    const int revision = only().head.evidenceRevision;
    m_now = Start.addDays(3);
    QVERIFY(inTransaction([](store::UnitOfWork &work) { return expireEvidence(work, *shippedPolicies()); }));
    QCOMPARE(only().head.evidenceRevision, revision);
    QVERIFY(inTransaction([&](store::UnitOfWork &work) -> Status {
        return suppressionsOf(work, version)->first().state == SuppressionState::Expired ? Status() : fail(protocolError(u"no"_s));
    }));
}

void TestJudgement::whatWasRunOnDemandSurvivesAnImport()
{
    store(u"1.0.0"_s, Start.addYears(-1));
    Evidence tree = checks::evidenceFrom(EvidenceKind::DependencyTree, {u"3 packages."_s, {}, {{u"packages"_s, 3}}});
    const VersionId version = only().head.id;
    tree.subjectDigest = only().head.digest;
    tree.ranAt = m_now;
    QVERIFY(inTransaction([&](store::UnitOfWork &work) { return storeSomeChecks(work, *shippedPolicies(), version, {tree}); }));
    QCOMPARE(only().head.evidenceRevision, 2);
    store(u"1.0.0"_s, Start.addYears(-1));
    QCOMPARE(only().head.evidenceRevision, 2);
    QVERIFY(inTransaction([&](store::UnitOfWork &work) -> Status {
        const auto evidence = evidenceOf(work, version);
        for (const Evidence &item : *evidence) {
            if (item.kind == EvidenceKind::DependencyTree)
                return item.verdict == Verdict::Pass ? Status() : fail(protocolError(toWire(item.verdict)));
        }
        return fail(protocolError(u"gone"_s));
    }));
}

void TestJudgement::policiesSeeOneItemOfAKind_data()
{
    QTest::addColumn<QList<Verdict>>("verdicts"); //!< not_run: an expired report.
    QTest::addColumn<Verdict>("seen");
    using enum Verdict;
    QTest::newRow("one") << QList<Verdict> {Pass} << Pass;
    QTest::newRow("the worst") << QList<Verdict> {Pass, Fail, Warn} << Fail;
    QTest::newRow("expired beside current") << QList<Verdict> {NotRun, Warn} << Warn;
    QTest::newRow("current beside expired") << QList<Verdict> {Pass, NotRun} << Pass;
    QTest::newRow("only expired") << QList<Verdict> {NotRun, NotRun} << NotRun;
}

void TestJudgement::policiesSeeOneItemOfAKind()
{
    QFETCH(QList<Verdict>, verdicts);
    QList<Evidence> items;
    for (const Verdict verdict : verdicts) {
        Evidence item;
        item.kind = EvidenceKind::Vulnerabilities;
        item.verdict = verdict;
        item.report = EvidenceReport();
        items << item;
    }
    const QList<Evidence> inputs = policyInputs(items);
    QCOMPARE(inputs.size(), 1);
    QTEST(inputs.first().verdict, "seen");
}

QTEST_GUILESS_MAIN(TestJudgement)
#include "tst_judgement.moc"
