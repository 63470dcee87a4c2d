// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/routes.h"
#include "tests/testsupport/nodetools.h"
#include "tests/testsupport/portal.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

//! What the sandbox's story tells of, so that the registry is asked for nothing more.
const QStringList packages {u"@backstage-community/plugin-catalog-backend-module-keycloak"_s, u"@backstage-community/plugin-jenkins"_s,
    u"@backstage-community/plugin-tech-radar"_s, u"@backstage-community/plugin-tekton"_s, u"@backstage-community/plugin-vault"_s,
    u"@backstage/plugin-kubernetes"_s, u"@backstage/plugin-techdocs"_s, u"@roadiehq/backstage-plugin-argo-cd"_s,
    u"@roadiehq/scaffolder-backend-module-http-request"_s};

} // namespace

//! Reads everything that a filled sandbox holds, page by page, through the validating proxy: the
//! states that no single test makes.
class TestContractCrawl final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void registryIsRead();
    void requestsAreRead_data();
    void requestsAreRead();
    void configurationIsRead();
    void operationsAndLogsAreRead();
    void nothingBrokeTheContract();

private:
    //! All items of a list, three to a page.
    QJsonArray all(const QString &persona, const QString &path);
    //! Reads \a path, which must exist.
    HttpAnswer read(const QString &path);
    void readVersion(const QString &id, const QString &base);

    QTemporaryDir m_directory;
    std::unique_ptr<Portal> m_portal;
};

void TestContractCrawl::initTestCase()
{
    QVERIFY2(nodeToolsMissing().isEmpty(), qPrintable(nodeToolsMissing()));
    const QString file = m_directory.filePath(u"packages.json"_s);
    QFile list(file);
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write(QJsonDocument(QJsonArray::fromStringList(packages)).toJson());
    list.close();
    m_portal = std::make_unique<Portal>(QStringList {u"--sandbox"_s, u"--packages"_s, file});
    QVERIFY2(m_portal->start(), m_portal->log().constData());
    // The first operation is the one that fills the sandbox.
    const auto filled = [this] {
        return read(routes::path(routes::operations) + u"?status=succeeded&limit=200"_s).body.contains("\"OP-1\"");
    };
    QTRY_VERIFY_WITH_TIMEOUT(filled(), 150000);
}

HttpAnswer TestContractCrawl::read(const QString &path)
{
    HttpAnswer answer = m_portal->as(u"viewer"_s).get(path);
    if (answer.status != 200)
        qWarning("%s: %s", qUtf8Printable(path), answer.describe().constData());
    return answer;
}

QJsonArray TestContractCrawl::all(const QString &persona, const QString &path)
{
    QJsonArray items;
    QString cursor;
    do {
        const QString page = path + (path.contains(u'?') ? u"&limit=3"_s : u"?limit=3"_s);
        const HttpAnswer answer = m_portal->as(persona).get(cursor.isEmpty() ? page : QString(page + u"&cursor="_s + cursor));
        if (answer.status != 200) {
            qWarning("%s: %s", qUtf8Printable(path), answer.describe().constData());
            return {};
        }
        const QJsonArray more = answer.items();
        for (const QJsonValue &item : more)
            items.append(item);
        cursor = answer.json().value("page"_L1)["nextCursor"_L1].toString();
    } while (!cursor.isEmpty());
    return items;
}

void TestContractCrawl::readVersion(const QString &id, const QString &base)
{
    for (const char *route : {routes::version, routes::versionEvidence, routes::versionPolicy, routes::versionDiff, routes::versionConfigSchema})
        QCOMPARE(read(routes::path(route, {id})).status, 200);
    if (base.isEmpty())
        return;
    const QJsonArray files = read(routes::path(routes::versionDiff, {id}) + u"?base="_s + base).json().value("files"_L1).toArray();
    for (qsizetype i = 0; i < qMin<qsizetype>(3, files.size()); ++i) {
        const QString path = QString::fromLatin1(QUrl::toPercentEncoding(files.at(i)["path"_L1].toString()));
        QCOMPARE(read(routes::path(routes::versionDiffFile, {id}) + u"?base=%1&path=%2"_s.arg(base, path)).status, 200);
    }
}

void TestContractCrawl::registryIsRead()
{
    const QJsonArray plugins = all(u"viewer"_s, routes::path(routes::plugins));
    QVERIFY2(plugins.size() >= packages.size() - 2, qPrintable(QString::number(plugins.size())));
    for (const QJsonValue &plugin : plugins) {
        const QString id = plugin["id"_L1].toString();
        QCOMPARE(read(routes::path(routes::plugin, {id})).status, 200);
        for (const QString &environment : {u"development"_s, u"staging"_s, u"production"_s})
            QCOMPARE(read(routes::path(routes::pluginCauses, {id}) + u"?environment="_s + environment).status, 200);
        const QJsonArray versions = all(u"viewer"_s, routes::path(routes::pluginVersions, {id}));
        QVERIFY(!versions.isEmpty());
        readVersion(versions.at(0)["id"_L1].toString(), versions.at(1)["id"_L1].toString());
        const QJsonArray installations = read(routes::path(routes::installations, {id})).items();
        for (const QJsonValue &installation : installations)
            QCOMPARE(read(routes::path(routes::installation, {installation["installationId"_L1].toString()})).status, 200);
    }
}

void TestContractCrawl::requestsAreRead_data()
{
    QTest::addColumn<QString>("persona");
    for (const char *persona : {"viewer", "requester", "security", "technical", "admin"})
        QTest::newRow(persona) << QString::fromLatin1(persona);
}

void TestContractCrawl::requestsAreRead()
{
    QFETCH(QString, persona);
    const QJsonArray requests = all(persona, routes::path(routes::requests) + u"?sort=-number"_s);
    QVERIFY(requests.size() > 5);
    QCOMPARE(m_portal->as(persona).get(routes::path(routes::requestSummary)).status, 200);
    for (const QJsonValue &request : requests) {
        const QString id = request["id"_L1].toString();
        QCOMPARE(m_portal->as(persona).get(routes::path(routes::request, {id})).json(), request.toObject());
        if (persona != "viewer"_L1)
            continue;
        QVERIFY(!read(routes::path(routes::requestTimeline, {id})).items().isEmpty());
        (void)all(persona, routes::path(routes::requestComments, {id}));
    }
}

void TestContractCrawl::configurationIsRead()
{
    const QJsonArray tree = all(u"config"_s, routes::path(routes::configTree));
    QVERIFY(!tree.isEmpty());
    qsizetype revisions = 0;
    for (const QJsonValue &node : tree) {
        const QString id = node["pluginId"_L1].toString();
        const QJsonArray overlays = node["overlays"_L1].toArray();
        for (const QJsonValue &overlay : overlays) {
            const QString query = u"?environment=%1&tenant=%2"_s.arg(overlay["ref"_L1]["environment"_L1].toString(), overlay["ref"_L1]["tenant"_L1].toString());
            const QJsonArray found = all(u"config"_s, routes::path(routes::configRevisions, {id}) + query);
            revisions += found.size();
            for (const QJsonValue &revision : found)
                QCOMPARE(read(routes::path(routes::configRevisionDiff, {revision["id"_L1].toString()})).status, 200);
            if (overlay["ref"_L1]["environment"_L1].toString() != "global"_L1)
                QCOMPARE(read(routes::path(routes::configEffective, {id}) + query).status, 200);
        }
    }
    QVERIFY(revisions > 0);
}

void TestContractCrawl::operationsAndLogsAreRead()
{
    const QJsonArray operations = all(u"ops"_s, routes::path(routes::operations));
    QVERIFY(operations.size() > 3);
    for (const QJsonValue &operation : operations)
        QCOMPARE(read(routes::path(routes::operationLog, {operation["id"_L1].toString()})).status, 200);
    QVERIFY(all(u"auditor"_s, routes::path(routes::auditEvents)).size() > 20);
    QVERIFY(m_portal->as(u"auditor"_s).get(routes::path(routes::auditVerification)).json().value("intact"_L1).toBool());
}

void TestContractCrawl::nothingBrokeTheContract()
{
    const QStringList violations = m_portal->proxy().violations();
    QVERIFY2(violations.isEmpty(), qPrintable(violations.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestContractCrawl)
#include "tst_contractcrawl.moc"
