// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/semver.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"
#include "backend/services/rejudgement.h"
#include "backend/services/versionfacts.h"
#include "backend/services/versionjudgement.h"
#include "packagefixture.h"

#include <QFile>
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

private:
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
    const JudgedVersion judged = judgeVersion(
        {*packument, version, readTarball(packed), packed.size(), m_now}, *PolicySet::shipped());
    const Status stored = inTransaction([&](store::UnitOfWork &work) -> Status {
        const auto plugin = storeJudgement(work, judged);
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
            [](store::UnitOfWork &work) { return rejudgeStale(work, *PolicySet::shipped()); });
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
    QFile file(u":/gatehouse/policies/default.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject document = *parseJsonObject(file.readAll());
    document.insert(u"version"_s, 7);
    QJsonArray policies = document.value("policies"_L1).toArray();
    for (auto policy : policies) {
        QJsonObject changed = policy.toObject();
        if (changed.value("id"_L1).toString() == u"approved-licences"_s)
            changed.insert(u"licences"_s, QJsonObject{{u"deny"_s, QJsonArray{u"MIT"_s}}});
        policy = changed;
    }
    document.insert(u"policies"_s, policies);
    const auto stricter = PolicySet::parse(toJsonBytes(document));
    QVERIFY(stricter);
    QVERIFY(inTransaction([&](store::UnitOfWork &work) { return rejudgeStale(work, *stricter); }));
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

QTEST_GUILESS_MAIN(TestJudgement)
#include "tst_judgement.moc"
