// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/versiondiff.h"
#include "core/contract/routes.h"
#include "registryfixture.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include <limits>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

// The slots build on one another: what one imports, the next looks at.
class TestRegistryApi final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void importsWhatIsThereAndReportsWhatIsGone();
    void hostileTarballsAreFailedEvidence();
    void forgedTarballsAreFailedEvidence();
    void policiesBlockWhatTheyDeny();
    void causesSayWhatWouldClearIt();
    void causesSayHowItStandsWhenNothingBlocksIt();
    void filtersNarrowLists_data();
    void filtersNarrowLists();
    void wrongFiltersNameTheParameter_data();
    void wrongFiltersNameTheParameter();
    void pagesAreStableUnderEverySort_data();
    void pagesAreStableUnderEverySort();
    void longListsNeedNoMoreStatements();
    void facetsCountWithoutTheirOwnFilter();
    void importingAgainKeepsTheEvidenceRevision();
    void aMovedDigestIsNotTakenOver();
    void mergePatchesEditAndNameWrongFields();
    void rolesAreToldAndEnforced();
    void blockedPluginsGoNowhere();
    void schemasAreServed();
    void diffsAreServed();
    void basesSayWhereTheyRun();
    void filesAreServed();
    void reviewedMarksArePersonal();
    void registeringTwiceIsAConflict();
    void importsCanBeCancelled();
    void aRegistryOutageIsBridgedWithKeptData();

private:
    static QStringList namesOf(const HttpAnswer &answer);

    //! The fewest SELECTs that reading \a path took in a few tries: the server also works by itself.
    qint64 statementsFor(const QString &path);

    RegistryFixture m_portal;
};

namespace {

const QString Good = u"@acme/plugin-good"_s;
const QString Young = u"@acme/plugin-young"_s;
const QString Gpl = u"@acme/plugin-gpl"_s;
const QString Hostile = u"@acme/plugin-hostile"_s;
const QString Forged = u"@acme/plugin-forged"_s;

FixtureVersion version(const QString &name, const QString &number, const QJsonObject &more = {},
    const QList<FixtureEntry> &files = {},
    const QString &publishedAt = u"2026-01-01T00:00:00.000Z"_s)
{
    const QJsonObject manifest = pluginManifest(name, number, more);
    return {manifest, packPackage(manifest, files), publishedAt};
}

} // namespace

QStringList TestRegistryApi::namesOf(const HttpAnswer &answer)
{
    QStringList names;
    const QJsonArray items = answer.items();
    for (const QJsonValue &item : items)
        names << item["name"_L1].toString();
    return names;
}

void TestRegistryApi::initTestCase()
{
    const QJsonObject schema = {{u"configSchema"_s, QJsonObject{{u"type"_s, u"object"_s}}}};
    const QString today = toRfc3339(QDateTime::currentDateTimeUtc());
    m_portal.publish({version(Good, u"1.0.0"_s, {},
                          {{"dist/index.js", "one\ntwo\n"}, {"LICENSE", "MIT"}}),
        version(Good, u"1.1.0"_s, schema, {{"dist/index.js", "one\n2\n"}, {"LICENSE", "MIT"}})});
    m_portal.publish({version(Young, u"0.3.0"_s, {}, {}, today)});
    m_portal.publish(
        {version(Gpl, u"1.0.0"_s), version(Gpl, u"2.0.0"_s, {{u"license"_s, u"GPL-3.0-only"_s}})});
    const QJsonObject hostile = pluginManifest(Hostile, u"1.0.0"_s);
    m_portal.publish(
        {{hostile, packTarball({{"package/package.json", "{}"}, {"package/../../x", "x"}}),
            u"2026-01-01T00:00:00Z"_s}});
    m_portal.publish({version(Forged, u"1.0.0"_s)});
    m_portal.registry().script("/@acme/plugin-forged/-/1.0.0.tgz", {{200, "other bytes"}});
    QVERIFY2(m_portal.start(), m_portal.server().log().constData());
}

void TestRegistryApi::importsWhatIsThereAndReportsWhatIsGone()
{
    const HttpAnswer over = m_portal.import({Good, Young, Gpl, u"@acme/plugin-gone"_s});
    QCOMPARE(over.json().value("status"_L1).toString(), u"succeeded"_s);
    const QJsonObject result = over.json().value("result"_L1).toObject();
    QCOMPARE(result.value("imported"_L1).toArray().size(), 3);
    QCOMPARE(result.value("skipped"_L1)[0]["code"_L1].toString(), u"package_not_found"_s);
    const QJsonObject good = m_portal.plugin(Good);
    QCOMPARE(good.value("latestVersion"_L1).toString(), u"1.1.0"_s);
    QCOMPARE(good.value("displayName"_L1).toString(), u"Good"_s);
    QCOMPARE(good.value("status"_L1).toString(), u"registered"_s);
    QCOMPARE(m_portal.versions(Good).size(), 2);
    QCOMPARE(m_portal.plugin(Young).value("lifecycle"_L1).toString(), u"beta"_s);

    const HttpAnswer none = m_portal.import({u"@acme/plugin-gone"_s});
    QCOMPARE(none.json().value("status"_L1).toString(), u"failed"_s);
    QCOMPARE(none.json().value("problem"_L1)["code"_L1].toString(), u"package_not_found"_s);
}

void TestRegistryApi::hostileTarballsAreFailedEvidence()
{
    QCOMPARE(m_portal.import({Hostile}).json().value("status"_L1).toString(), u"succeeded"_s);
    const QString id = m_portal.versions(Hostile).at(0)["id"_L1].toString();
    const QJsonObject files = m_portal.evidence(id, u"files"_s);
    QCOMPARE(files.value("verdict"_L1).toString(), u"fail"_s);
    QCOMPARE(files.value("facts"_L1)["code"_L1].toString(), u"tarball_path_escape"_s);
    QCOMPARE(m_portal.evidence(id, u"licence"_s).value("verdict"_L1).toString(), u"not_run"_s);
    const QJsonObject plugin = m_portal.plugin(Hostile);
    QCOMPARE(plugin.value("status"_L1).toString(), u"blocked"_s);
    QCOMPARE(plugin.value("risk"_L1).toString(), u"critical"_s);
    const HttpAnswer diff = m_portal.as(u"viewer"_s).get(routes::path(routes::versionDiff, {id}));
    QCOMPARE(diff.code(), u"conflict_state"_s);
}

void TestRegistryApi::forgedTarballsAreFailedEvidence()
{
    QCOMPARE(m_portal.import({Forged}).json().value("status"_L1).toString(), u"succeeded"_s);
    const QString id = m_portal.versions(Forged).at(0)["id"_L1].toString();
    const QJsonObject integrity = m_portal.evidence(id, u"integrity"_s);
    QCOMPARE(integrity.value("verdict"_L1).toString(), u"fail"_s);
    QCOMPARE(integrity.value("facts"_L1)["code"_L1].toString(), u"integrity_mismatch"_s);
    QCOMPARE(m_portal.plugin(Forged).value("status"_L1).toString(), u"blocked"_s);
}

void TestRegistryApi::policiesBlockWhatTheyDeny()
{
    const QJsonObject plugin = m_portal.plugin(Gpl);
    QCOMPARE(plugin.value("status"_L1).toString(), u"blocked"_s);
    QVERIFY(plugin.value("statusReason"_L1).toString().contains(u"GPL-3.0-only"_s));
    const QString path
        = routes::path(routes::versionPolicy, {plugin.value("latestVersionId"_L1).toString()});
    const QJsonArray evaluations
        = m_portal.as(u"viewer"_s).get(path + u"?environment=staging"_s).items();
    bool isDenied = false;
    for (const QJsonValue &evaluation : evaluations) {
        QVERIFY(evaluation["policyId"_L1].toString() != u"release-cooldown"_s);
        isDenied |= evaluation["policyId"_L1].toString() == u"approved-licences"_s
            && evaluation["enforcement"_L1].toString() == u"deny"_s;
    }
    QVERIFY(isDenied);
}

void TestRegistryApi::causesSayWhatWouldClearIt()
{
    const QString id = m_portal.plugin(Gpl).value("id"_L1).toString();
    const QJsonObject chain
        = m_portal.as(u"viewer"_s)
              .get(routes::path(routes::pluginCauses, {id}) + u"?environment=production"_s)
              .json();
    QCOMPARE(chain.value("title"_L1).toString(), u"Blocked in production because"_s);
    const QJsonArray links = chain.value("links"_L1).toArray();
    QCOMPARE(links.at(0)["kind"_L1].toString(), u"scan"_s);
    QCOMPARE(links.at(1)["kind"_L1].toString(), u"policy"_s);
    QCOMPARE(links.at(1)["objectId"_L1].toString(), u"approved-licences"_s);
    QCOMPARE(chain.value("clearingVersion"_L1).toString(),
        m_portal.versions(Gpl).at(1)["id"_L1].toString());
}

void TestRegistryApi::causesSayHowItStandsWhenNothingBlocksIt()
{
    const QString id = m_portal.plugin(Good).value("id"_L1).toString();
    const QJsonObject chain
        = m_portal.as(u"viewer"_s)
              .get(routes::path(routes::pluginCauses, {id}) + u"?environment=production"_s)
              .json();
    QCOMPARE(chain.value("title"_L1).toString(), u"Not yet in production"_s);
    QVERIFY(!chain.contains("clearing"_L1));
}

void TestRegistryApi::filtersNarrowLists_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QStringList>("names");
    const QStringList all = {Forged, Good, Gpl, Hostile, Young};
    QTest::newRow("all by name") << QString() << all;
    QTest::newRow("words") << u"q=PLUGIN%20gOO"_s << QStringList{Good};
    QTest::newRow("a pattern is text") << u"q=plugin_good"_s << QStringList();
    QTest::newRow("percent is text") << u"q=%25"_s << QStringList();
    QTest::newRow("status") << u"status=blocked"_s << QStringList{Forged, Gpl, Hostile};
    QTest::newRow("two statuses") << u"status=blocked,registered"_s << all;
    QTest::newRow("risk") << u"risk=critical&q=hostile"_s << QStringList{Hostile};
    QTest::newRow("environment") << u"environment=production"_s << QStringList();
    QTest::newRow("updates") << u"updates=true"_s << QStringList();
    QTest::newRow("descending") << u"sort=-name"_s
                                << QStringList{Young, Hostile, Gpl, Good, Forged};
}

void TestRegistryApi::filtersNarrowLists()
{
    QFETCH(QString, query);
    const HttpAnswer answer
        = m_portal.as(u"viewer"_s).get(routes::path(routes::plugins) + u'?' + query);
    QVERIFY2(answer.status == 200, answer.describe().constData());
    QTEST(namesOf(answer), "names");
    QCOMPARE(answer.json().value("page"_L1)["total"_L1].toInt(), int(namesOf(answer).size()));
}

void TestRegistryApi::wrongFiltersNameTheParameter_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("status") << u"status=blocked,odd"_s << u"/status"_s;
    QTest::newRow("risk") << u"risk=huge"_s << u"/risk"_s;
    QTest::newRow("environment") << u"environment=moon"_s << u"/environment"_s;
    QTest::newRow("sort") << u"sort=colour"_s << u"/sort"_s;
    QTest::newRow("limit") << u"limit=201"_s << u"/limit"_s;
}

void TestRegistryApi::wrongFiltersNameTheParameter()
{
    QFETCH(QString, query);
    const HttpAnswer answer
        = m_portal.as(u"viewer"_s).get(routes::path(routes::plugins) + u'?' + query);
    QCOMPARE(answer.status, 422);
    QTEST(answer.json().value("errors"_L1)[0]["pointer"_L1].toString(), "pointer");
}

void TestRegistryApi::pagesAreStableUnderEverySort_data()
{
    QTest::addColumn<QString>("sort");
    for (const char *sort : {"name", "-name", "status", "-status", "risk", "-risk", "category",
             "owner", "-owner", "updatedAt", "-updatedAt"})
        QTest::newRow(sort) << QString::fromLatin1(sort);
}

void TestRegistryApi::pagesAreStableUnderEverySort()
{
    QFETCH(QString, sort);
    const QString path = routes::path(routes::plugins) + u"?sort=" + sort;
    const QStringList whole = namesOf(m_portal.as(u"viewer"_s).get(path));
    QStringList pages;
    QString cursor;
    do {
        const HttpAnswer page = m_portal.as(u"viewer"_s).get(path + u"&limit=2&cursor=" + cursor);
        QVERIFY2(page.status == 200, page.describe().constData());
        pages << namesOf(page);
        cursor = page.json().value("page"_L1)["nextCursor"_L1].toString();
    } while (!cursor.isEmpty() && pages.size() <= whole.size());
    QCOMPARE(pages, whole);
    QCOMPARE(pages.size(), 5);
}

qint64 TestRegistryApi::statementsFor(const QString &path)
{
    static const QRegularExpression counter(
        uR"re(database_query_duration_seconds_count\{operation="select"\} (\d+))re"_s);
    HttpClient &viewer = m_portal.as(u"viewer"_s);
    const auto selects = [&viewer] {
        return counter.match(QString::fromUtf8(viewer.get(u"/metrics"_s).body)).captured(1).toLongLong();
    };
    qint64 fewest = std::numeric_limits<qint64>::max();
    for (int attempt = 0; attempt < 5; ++attempt) {
        const qint64 before = selects();
        // Another address each time, so that it is not answered from memory.
        viewer.get(path + u"&attempt=%1"_s.arg(attempt));
        fewest = std::min(fewest, selects() - before);
    }
    return fewest;
}

void TestRegistryApi::longListsNeedNoMoreStatements()
{
    const QString list = routes::path(routes::plugins) + u"?limit="_s;
    const qint64 one = statementsFor(list + u'1');
    QVERIFY(one > 0);
    QCOMPARE(statementsFor(list + u"50"_s), one);
}

void TestRegistryApi::facetsCountWithoutTheirOwnFilter()
{
    const QJsonValue counts = m_portal.as(u"viewer"_s)
                                  .get(routes::path(routes::pluginFacets) + u"?status=blocked"_s)
                                  .json()
                                  .value("counts"_L1);
    QCOMPARE(counts["status"_L1]["blocked"_L1].toInt(), 3);
    QCOMPARE(counts["status"_L1]["registered"_L1].toInt(), 2);
    QCOMPARE(counts["risk"_L1]["critical"_L1].toInt(), 3);
    QCOMPARE(counts["category"_L1]["other"_L1].toInt(), 3);
}

void TestRegistryApi::importingAgainKeepsTheEvidenceRevision()
{
    const QJsonValue before = m_portal.versions(Young).at(0);
    QCOMPARE(before["evidenceRevision"_L1].toInt(), 1);
    const auto runAgain = [&] {
        const HttpAnswer again = m_portal.finished(
            m_portal.as(u"security"_s)
                .post(routes::path(routes::versionEvidence, {before["id"_L1].toString()})));
        QCOMPARE(again.json().value("status"_L1).toString(), u"succeeded"_s);
    };
    // The first run reads what the dependencies resolve to, which says something new.
    runAgain();
    QCOMPARE(m_portal.versions(Young).at(0)["evidenceRevision"_L1].toInt(), 2);
    runAgain();
    QCOMPARE(m_portal.import({Young}).json().value("status"_L1).toString(), u"succeeded"_s);
    const QJsonValue after = m_portal.versions(Young).at(0);
    QCOMPARE(after["evidenceRevision"_L1].toInt(), 2);
    QCOMPARE(after["id"_L1].toString(), before["id"_L1].toString());
    QCOMPARE(m_portal.evidence(before["id"_L1].toString(), u"dependency_tree"_s).value("verdict"_L1).toString(), u"pass"_s);
}

void TestRegistryApi::aMovedDigestIsNotTakenOver()
{
    const QString before = m_portal.versions(Young).at(0)["digest"_L1].toString();
    m_portal.publish({version(Young, u"0.3.0"_s, {}, {{"new.js", "swapped"}})});
    const HttpAnswer over = m_portal.import({Young});
    QCOMPARE(over.json().value("status"_L1).toString(), u"failed"_s);
    QCOMPARE(over.json().value("problem"_L1)["code"_L1].toString(), u"digest_moved"_s);
    QCOMPARE(m_portal.versions(Young).at(0)["digest"_L1].toString(), before);
}

void TestRegistryApi::mergePatchesEditAndNameWrongFields()
{
    const QString path
        = routes::path(routes::plugin, {m_portal.plugin(Good).value("id"_L1).toString()});
    HttpClient &admin = m_portal.as(u"admin"_s);
    const HttpAnswer edited = admin.patch(path,
        {{u"owner"_s, u"delivery"_s}, {u"tags"_s, QJsonArray{u"ci"_s, u"ci"_s}},
            {u"category"_s, u"cicd"_s}},
        ifMatch(admin.get(path).etag()));
    QVERIFY2(edited.status == 200, edited.describe().constData());
    QCOMPARE(edited.json().value("tags"_L1).toArray(), QJsonArray{u"ci"_s});
    const HttpAnswer cleared
        = admin.patch(path, {{u"owner"_s, QJsonValue::Null}}, ifMatch(edited.etag()));
    QCOMPARE(cleared.json().value("owner"_L1).toString(), QString());
    QCOMPARE(cleared.json().value("category"_L1).toString(), u"cicd"_s);
    const HttpAnswer wrong
        = admin.patch(path, {{u"name"_s, u"x"_s}, {u"tags"_s, u"ci"_s}}, ifMatch(cleared.etag()));
    QCOMPARE(wrong.status, 422);
    QCOMPARE(wrong.json().value("errors"_L1).toArray().size(), 2);
    QCOMPARE(admin.get(path).etag(), cleared.etag());
}

void TestRegistryApi::rolesAreToldAndEnforced()
{
    const QString path
        = routes::path(routes::plugin, {m_portal.plugin(Good).value("id"_L1).toString()});
    const HttpAnswer seen = m_portal.as(u"security"_s).get(path);
    QVERIFY(!seen.json().value("allowedActions"_L1).toArray().contains(u"edit"_s));
    bool isTold = false;
    const QJsonArray blocked = seen.json().value("blockedActions"_L1).toArray();
    for (const QJsonValue &action : blocked)
        isTold |= action["action"_L1].toString() == u"edit"_s
            && !action["message"_L1].toString().isEmpty();
    QVERIFY(isTold);
    QCOMPARE(
        m_portal.as(u"security"_s).patch(path, {{u"owner"_s, u"x"_s}}, ifMatch(seen.etag())).code(),
        u"forbidden"_s);
    QCOMPARE(m_portal.as(u"viewer"_s)
                 .post(routes::path(routes::imports), {{u"names"_s, QJsonArray{Good}}})
                 .code(),
        u"forbidden"_s);
    QCOMPARE(m_portal.as(u"ops"_s)
                 .post(routes::path(
                           routes::pluginBlock, {m_portal.plugin(Good).value("id"_L1).toString()}),
                     {{u"blocked"_s, true}, {u"reason"_s, u"x"_s}}, ifMatch(seen.etag()))
                 .code(),
        u"forbidden"_s);
}

void TestRegistryApi::blockedPluginsGoNowhere()
{
    const QString id = m_portal.plugin(Good).value("id"_L1).toString();
    HttpClient &admin = m_portal.as(u"admin"_s);
    const QString block = routes::path(routes::pluginBlock, {id});
    const auto etag = [&] { return ifMatch(admin.get(routes::path(routes::plugin, {id})).etag()); };
    QCOMPARE(admin.post(block, {{u"blocked"_s, true}}, etag())
                 .json()
                 .value("errors"_L1)[0]["pointer"_L1]
                 .toString(),
        u"/reason"_s);
    const HttpAnswer blocked
        = admin.post(block, {{u"blocked"_s, true}, {u"reason"_s, u"It leaks."_s}}, etag());
    QCOMPARE(blocked.json().value("status"_L1).toString(), u"blocked"_s);
    QCOMPARE(blocked.json().value("statusReason"_L1).toString(), u"It leaks."_s);
    const HttpAnswer refused = admin.post(routes::path(routes::installations, {id}),
        {{u"environment"_s, u"development"_s},
            {u"versionId"_s, m_portal.versions(Good).at(0)["id"_L1]}});
    QCOMPARE(refused.code(), u"conflict_state"_s);
    const QJsonObject causes = admin.get(routes::path(routes::pluginCauses, {id})).json();
    QVERIFY(causes.value("links"_L1)[0]["sentence"_L1].toString().contains(u"It leaks."_s));
    QCOMPARE(admin.post(block, {{u"blocked"_s, true}, {u"reason"_s, u"Again."_s}}, etag()).code(),
        u"conflict_state"_s);
    const HttpAnswer lifted
        = admin.post(block, {{u"blocked"_s, false}, {u"reason"_s, u"Mended."_s}}, etag());
    QCOMPARE(lifted.json().value("status"_L1).toString(), u"registered"_s);
}

void TestRegistryApi::schemasAreServed()
{
    const QJsonArray versions = m_portal.versions(Good);
    const auto schema = [&](int i) {
        return m_portal.as(u"config"_s)
            .get(routes::path(routes::versionConfigSchema, {versions.at(i)["id"_L1].toString()}))
            .json();
    };
    QCOMPARE(schema(0).value("source"_L1).toString(), u"package.json"_s);
    QCOMPARE(schema(0).value("schema"_L1).toObject(), (QJsonObject{{u"type"_s, u"object"_s}}));
    QCOMPARE(schema(1).value("source"_L1).toString(), u"none"_s);
}

void TestRegistryApi::diffsAreServed()
{
    const QJsonArray versions = m_portal.versions(Good);
    const QString newest = versions.at(0)["id"_L1].toString();
    const QString base = u"?base="_s + versions.at(1)["id"_L1].toString();
    HttpClient &viewer = m_portal.as(u"viewer"_s);
    const auto diff = fromJson<VersionDiff>(
        viewer.get(routes::path(routes::versionDiff, {newest}) + base).json());
    QVERIFY(diff);
    QStringList paths;
    for (const FileChange &file : diff->files)
        paths << u"%1 +%2 -%3"_s.arg(file.path).arg(file.added).arg(file.removed);
    QCOMPARE(paths, QStringList({u"dist/index.js +1 -1"_s, u"package.json +1 -1"_s}));
    const auto file = fromJson<FileDiff>(
        viewer
            .get(routes::path(routes::versionDiffFile, {newest}) + base + u"&path=dist/index.js"_s)
            .json());
    QVERIFY(file);
    QCOMPARE(file->hunks.first().lines.size(), 3);
    const QString foreign = u"?base="_s + m_portal.versions(Gpl).at(0)["id"_L1].toString();
    QCOMPARE(viewer.get(routes::path(routes::versionDiff, {newest}) + foreign).status, 422);
    QCOMPARE(viewer.get(routes::path(routes::versionDiff, {u"ver_none"_s})).status, 404);
}

void TestRegistryApi::basesSayWhereTheyRun()
{
    const QJsonArray versions = m_portal.versions(Good);
    const QString newest = versions.at(0)["id"_L1].toString();
    const HttpAnswer answer
        = m_portal.as(u"viewer"_s).get(routes::path(routes::versionBases, {newest}));
    const auto bases = fromJson<Items<DiffBase>>(answer.json());
    QVERIFY2(bases, answer.describe().constData());
    QCOMPARE(bases->items.size(), versions.size() - 1);
    QCOMPARE(bases->items.first().versionId.text(), versions.at(1)["id"_L1].toString());
    QVERIFY(!bases->items.first().approvedBy);
    // Nobody approved any: the way out is used.
    const QString reviewed
        = routes::path(routes::versionDiff, {newest}) + u"?base=reviewed"_s;
    HttpClient &viewer = m_portal.as(u"viewer"_s);
    QVERIFY(!viewer.get(reviewed).json().contains("baseId"_L1));
    QCOMPARE(viewer.get(reviewed + u"&otherwise="_s + versions.at(1)["id"_L1].toString())
                 .json()
                 .value("baseId"_L1),
        versions.at(1)["id"_L1]);
}

void TestRegistryApi::filesAreServed()
{
    const QString id = m_portal.versions(Good).at(0)["id"_L1].toString();
    HttpClient &viewer = m_portal.as(u"viewer"_s);
    const QString route = routes::path(routes::versionFile, {id}) + u"?path="_s;
    const HttpAnswer answer = viewer.get(route + u"dist/index.js"_s);
    const auto file = fromJson<PackageFile>(answer.json());
    QVERIFY2(file, answer.describe().constData());
    QCOMPARE(file->text.toUtf8().size(), file->size);
    QVERIFY(!file->nextOffset);
    QCOMPARE(viewer.get(route + u"no/such.js"_s).status, 404);
    QCOMPARE(viewer.get(route).status, 422);
    QCOMPARE(viewer.get(route + u"dist/index.js&offset=99999"_s).status, 422);
    QCOMPARE(viewer.get(route + u"dist/index.js&offset=x"_s).status, 422);
}

void TestRegistryApi::reviewedMarksArePersonal()
{
    const QString id = m_portal.versions(Good).at(0)["id"_L1].toString();
    const QString route = routes::path(routes::versionReviewed, {id});
    const auto paths = [&](const QString &persona) {
        return m_portal.as(persona).get(route).json().value("paths"_L1).toArray();
    };
    HttpClient &security = m_portal.as(u"security"_s);
    const HttpAnswer marked = security.post(
        route, {{u"reviewed"_s, QJsonArray{u"b.js"_s, u"a.js"_s}}, {u"unreviewed"_s, QJsonArray()}});
    QVERIFY2(marked.status == 200, marked.describe().constData());
    QCOMPARE(paths(u"security"_s), (QJsonArray{u"a.js"_s, u"b.js"_s}));
    QCOMPARE(paths(u"viewer"_s), QJsonArray());
    QCOMPARE(security.post(route, {{u"reviewed"_s, QJsonArray{u"a.js"_s}}, {u"unreviewed"_s, QJsonArray{u"b.js"_s}}})
                 .json()
                 .value("paths"_L1)
                 .toArray(),
        QJsonArray{u"a.js"_s});
    // The marks belong to the content: another version has its own.
    const QString other = m_portal.versions(Good).at(1)["id"_L1].toString();
    QCOMPARE(security.get(routes::path(routes::versionReviewed, {other})).json().value("paths"_L1).toArray(), QJsonArray());
    QCOMPARE(security.post(route, {{u"reviewed"_s, QJsonArray{u""_s}}}).status, 422);
    QCOMPARE(security.post(route, {{u"read"_s, QJsonArray{u"a"_s}}}).status, 422);
}

void TestRegistryApi::registeringTwiceIsAConflict()
{
    QCOMPARE(
        m_portal.as(u"admin"_s).post(routes::path(routes::plugins), {{u"name"_s, Good}}).code(),
        u"conflict_state"_s);
    const HttpAnswer wrong
        = m_portal.as(u"admin"_s).post(routes::path(routes::plugins), {{u"name"_s, u"../etc"_s}});
    QCOMPARE(wrong.json().value("errors"_L1)[0]["pointer"_L1].toString(), u"/name"_s);
}

void TestRegistryApi::importsCanBeCancelled()
{
    TinyRegistry::Answer silent;
    silent.silent = true;
    m_portal.registry().script("/@acme%2Fplugin-silent", {silent});
    HttpClient &admin = m_portal.as(u"admin"_s);
    const HttpAnswer accepted = admin.post(
        routes::path(routes::imports), {{u"names"_s, QJsonArray{u"@acme/plugin-silent"_s}}});
    const QString id = accepted.json().value("id"_L1).toString();
    QTRY_VERIFY(m_portal.registry().seen().last().path == "/@acme%2Fplugin-silent");
    const HttpAnswer cancel = admin.post(routes::path(routes::operationCancel, {id}));
    QVERIFY2(cancel.status == 202, cancel.describe().constData());
    QCOMPARE(
        admin.awaitOperation(accepted, 10000).json().value("status"_L1).toString(), u"cancelled"_s);
}

void TestRegistryApi::aRegistryOutageIsBridgedWithKeptData()
{
    m_portal.registry().close();
    const HttpAnswer over = m_portal.import({Good});
    QCOMPARE(over.json().value("status"_L1).toString(), u"succeeded"_s);
    QVERIFY(over.json().value("result"_L1)["imported"_L1][0]["note"_L1].toString().startsWith(
        u"Kept from"_s));
}

QTEST_GUILESS_MAIN(TestRegistryApi)
#include "tst_registryapi.moc"
