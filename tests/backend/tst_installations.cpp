// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/dynamicplugins.h"
#include "backend/store/database.h"
#include "core/contract/routes.h"
#include "registryfixture.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

// The slots build on one another, as a plugin's life does.
class TestInstallations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writtenFilesReadBackTheSame();
    void initTestCase();
    void installingWritesAPinnedEntry();
    void installingTwiceIsAConflict();
    void productionNeedsAnApprovalOfExactlyThisVersion();
    void deniedVersionsStayOut();
    void updatesKeepTheVersionBefore();
    void operationsSwitchOffButNeverOn();
    void changesNeedReasonAndCurrentETag();
    void rollingBackReturnsToTheVersionBefore();
    void tamperedTarballsStopTheOperationAndChangeNothing();
    void interruptedOperationsComeToRest_data();
    void interruptedOperationsComeToRest();
    void uninstallingTakesTheEntryOut();

private:
    QString installationPath();
    QJsonObject installed();
    QString standing();
    HttpAnswer change(const QString &persona, const QJsonObject &body);

    RegistryFixture m_portal;
    QString m_plugin;
    QString m_old;
    QString m_new;
    QString m_oldDigest;
    QString m_newDigest;
};

namespace {

const QString Name = u"@acme/plugin-good"_s;

QString statusOf(const HttpAnswer &answer)
{
    return answer.json().value("status"_L1).toString();
}

} // namespace

void TestInstallations::writtenFilesReadBackTheSame()
{
    QTemporaryDir directory;
    const QList<services::DynamicPlugin> plugins
        = {{u"@a/b@1.0.0"_s, u"sha512-x=="_s, true}, {u"quote\"back\\slash@1"_s, u"y"_s, false}};
    QVERIFY(services::writeDynamicPlugins(directory.path(), plugins));
    QCOMPARE(*services::readDynamicPlugins(directory.path()), plugins);
    QVERIFY(services::writeDynamicPlugins(directory.path(), {}));
    QVERIFY(services::readDynamicPlugins(directory.path())->isEmpty());
    QFile file(directory.filePath(u"dynamic-plugins.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("plugins: {");
    file.close();
    QVERIFY(!services::readDynamicPlugins(directory.path()));
}

void TestInstallations::initTestCase()
{
    QList<FixtureVersion> versions;
    for (const auto &number : {u"1.0.0"_s, u"1.1.0"_s}) {
        const QJsonObject manifest = pluginManifest(Name, number);
        versions << FixtureVersion{manifest, packPackage(manifest), u"2026-01-01T00:00:00Z"_s};
    }
    m_portal.publish(versions);
    const QJsonObject gpl
        = pluginManifest(u"@acme/plugin-gpl"_s, u"1.0.0"_s, {{u"license"_s, u"GPL-3.0-only"_s}});
    m_portal.publish({{gpl, packPackage(gpl), u"2026-01-01T00:00:00Z"_s}});
    QVERIFY2(m_portal.start(), m_portal.server().log().constData());
    QCOMPARE(statusOf(m_portal.import({Name, u"@acme/plugin-gpl"_s})), u"succeeded"_s);
    m_plugin = m_portal.plugin(Name).value("id"_L1).toString();
    const QJsonArray known = m_portal.versions(Name);
    m_new = known.at(0)["id"_L1].toString();
    m_old = known.at(1)["id"_L1].toString();
    m_newDigest = known.at(0)["digest"_L1].toString();
    m_oldDigest = known.at(1)["digest"_L1].toString();
}

QJsonObject TestInstallations::installed()
{
    return m_portal.as(u"viewer"_s)
        .get(routes::path(routes::installations, {m_plugin}))
        .items()
        .at(0)
        .toObject();
}

//! The heading above the causes in development.
QString TestInstallations::standing()
{
    return m_portal.as(u"viewer"_s)
        .get(routes::path(routes::pluginCauses, {m_plugin}) + u"?environment=development"_s)
        .json()
        .value("title"_L1)
        .toString();
}

QString TestInstallations::installationPath()
{
    return routes::path(routes::installation, {installed().value("installationId"_L1).toString()});
}

HttpAnswer TestInstallations::change(const QString &persona, const QJsonObject &body)
{
    HttpClient &client = m_portal.as(persona);
    return m_portal.finished(
        client.patch(installationPath(), body, ifMatch(client.get(installationPath()).etag())));
}

void TestInstallations::installingWritesAPinnedEntry()
{
    const HttpAnswer over = m_portal.finished(
        m_portal.as(u"admin"_s)
            .post(routes::path(routes::installations, {m_plugin}),
                {{u"environment"_s, u"development"_s}, {u"versionId"_s, m_old}}));
    QVERIFY2(statusOf(over) == u"succeeded"_s, over.describe().constData());
    QCOMPARE(installed().value("state"_L1).toString(), u"observed"_s);
    QVERIFY(installed().value("updateAvailable"_L1).toBool());
    QCOMPARE(standing(), u"1.0.0 is in development because"_s);
    const QByteArray file = m_portal.dynamicPlugins(u"development"_s);
    QVERIFY2(file.contains("@acme/plugin-good@1.0.0") && file.contains(m_oldDigest.toLatin1()),
        file.constData());
    const QJsonObject plugin = m_portal.plugin(Name);
    QCOMPARE(plugin.value("status"_L1).toString(), u"installed"_s);
    QCOMPARE(plugin.value("installations"_L1)[0]["version"_L1].toString(), u"1.0.0"_s);
}

void TestInstallations::installingTwiceIsAConflict()
{
    const HttpAnswer again
        = m_portal.as(u"admin"_s)
              .post(routes::path(routes::installations, {m_plugin}),
                  {{u"environment"_s, u"development"_s}, {u"versionId"_s, m_new}});
    QCOMPARE(again.code(), u"conflict_state"_s);
    QVERIFY(again.json().value("allowedActions"_L1).toArray().contains(u"update"_s));
}

void TestInstallations::productionNeedsAnApprovalOfExactlyThisVersion()
{
    const HttpAnswer refused
        = m_portal.as(u"admin"_s)
              .post(routes::path(routes::installations, {m_plugin}),
                  {{u"environment"_s, u"production"_s}, {u"versionId"_s, m_new}});
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.code(), u"approval_required"_s);
    QCOMPARE(m_portal.dynamicPlugins(u"production"_s), QByteArray());
}

void TestInstallations::deniedVersionsStayOut()
{
    const QJsonObject gpl = m_portal.plugin(u"@acme/plugin-gpl"_s);
    const HttpAnswer refused
        = m_portal.as(u"admin"_s)
              .post(routes::path(routes::installations, {gpl.value("id"_L1).toString()}),
                  {{u"environment"_s, u"development"_s},
                      {u"versionId"_s, gpl.value("latestVersionId"_L1)}});
    QCOMPARE(refused.code(), u"conflict_state"_s);
    QVERIFY(refused.json().value("detail"_L1).toString().contains(u"GPL"_s));
    const HttpAnswer foreign = m_portal.as(u"admin"_s)
                                   .post(routes::path(routes::installations, {m_plugin}),
                                       {{u"environment"_s, u"staging"_s},
                                           {u"versionId"_s, gpl.value("latestVersionId"_L1)}});
    QCOMPARE(foreign.status, 422);
}

void TestInstallations::updatesKeepTheVersionBefore()
{
    const HttpAnswer over = change(u"admin"_s, {{u"versionId"_s, m_new}});
    QVERIFY2(statusOf(over) == u"succeeded"_s, over.describe().constData());
    QCOMPARE(installed().value("version"_L1).toString(), u"1.1.0"_s);
    QVERIFY(!installed().value("updateAvailable"_L1).toBool());
    const QByteArray file = m_portal.dynamicPlugins(u"development"_s);
    QVERIFY(file.contains("@1.1.0") && !file.contains("@1.0.0")
        && file.contains(m_newDigest.toLatin1()));
    QVERIFY(m_portal.plugin(Name).value("allowedActions"_L1).toArray().contains(u"rollback"_s));
}

void TestInstallations::operationsSwitchOffButNeverOn()
{
    const HttpAnswer off
        = change(u"ops"_s, {{u"enabled"_s, false}, {u"reason"_s, u"It floods the cluster."_s}});
    QVERIFY2(statusOf(off) == u"succeeded"_s, off.describe().constData());
    QCOMPARE(installed().value("state"_L1).toString(), u"disabled"_s);
    QCOMPARE(standing(), u"1.1.0 is disabled in development"_s);
    QVERIFY(m_portal.dynamicPlugins(u"development"_s).contains("disabled: true"));
    QCOMPARE(m_portal.plugin(Name).value("status"_L1).toString(), u"disabled"_s);
    QCOMPARE(
        change(u"ops"_s, {{u"enabled"_s, true}, {u"reason"_s, u"Calm."_s}}).code(), u"forbidden"_s);
    QCOMPARE(change(u"ops"_s, {{u"versionId"_s, m_old}}).code(), u"forbidden"_s);
    const HttpAnswer on = change(u"admin"_s, {{u"enabled"_s, true}, {u"reason"_s, u"Calm."_s}});
    QVERIFY2(statusOf(on) == u"succeeded"_s, on.describe().constData());
    QVERIFY(m_portal.dynamicPlugins(u"development"_s).contains("disabled: false"));
}

void TestInstallations::changesNeedReasonAndCurrentETag()
{
    HttpClient &admin = m_portal.as(u"admin"_s);
    QCOMPARE(admin.patch(installationPath(), {{u"versionId"_s, m_old}}).code(),
        u"precondition_required"_s);
    QCOMPARE(admin.patch(installationPath(), {{u"versionId"_s, m_old}}, ifMatch("\"old\"")).code(),
        u"precondition_failed"_s);
    const HttpAnswer mute = change(u"admin"_s, {{u"enabled"_s, false}});
    QCOMPARE(mute.json().value("errors"_L1)[0]["pointer"_L1].toString(), u"/reason"_s);
    QCOMPARE(change(u"admin"_s, {{u"versionId"_s, m_old}, {u"enabled"_s, false}}).status, 422);
    QCOMPARE(change(u"admin"_s, {{u"versionId"_s, m_new}}).code(), u"conflict_state"_s);
}

void TestInstallations::rollingBackReturnsToTheVersionBefore()
{
    HttpClient &admin = m_portal.as(u"admin"_s);
    const QString path = routes::path(
        routes::installationRollback, {installed().value("installationId"_L1).toString()});
    const HttpAnswer over = m_portal.finished(admin.post(
        path, {{u"reason"_s, u"It broke."_s}}, ifMatch(admin.get(installationPath()).etag())));
    QVERIFY2(statusOf(over) == u"succeeded"_s, over.describe().constData());
    QCOMPARE(over.json().value("type"_L1).toString(), u"rollback"_s);
    QCOMPARE(installed().value("version"_L1).toString(), u"1.0.0"_s);
}

void TestInstallations::tamperedTarballsStopTheOperationAndChangeNothing()
{
    const QByteArray before = m_portal.dynamicPlugins(u"development"_s);
    const QString hex = QString::fromLatin1(
        QByteArray::fromBase64(m_newDigest.section(u'-', 1).toLatin1()).toHex());
    QFile kept(m_portal.server().dataDirectory() + u"/packages/tarballs/sha512/" + hex + u".tgz");
    QVERIFY2(kept.open(QIODevice::WriteOnly), qPrintable(kept.fileName()));
    kept.write("tampered");
    kept.close();
    const HttpAnswer over = change(u"admin"_s, {{u"versionId"_s, m_new}});
    QCOMPARE(statusOf(over), u"failed"_s);
    QCOMPARE(over.json().value("problem"_L1)["code"_L1].toString(), u"tarball_not_kept"_s);
    QCOMPARE(installed().value("state"_L1).toString(), u"observed"_s);
    QCOMPARE(installed().value("version"_L1).toString(), u"1.0.0"_s);
    QCOMPARE(m_portal.dynamicPlugins(u"development"_s), before);
}

void TestInstallations::interruptedOperationsComeToRest_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("rest");
    QTest::newRow("asked for") << u"pending"_s << u"1.0.0"_s << u"observed"_s;
    QTest::newRow("written, not looked at") << u"applied"_s << u"1.0.0"_s << u"observed"_s;
    QTest::newRow("not in the files") << u"applied"_s << u"1.1.0"_s << u"failed"_s;
    QTest::newRow("back in the files") << u"applied"_s << u"1.0.0"_s << u"observed"_s;
}

void TestInstallations::interruptedOperationsComeToRest()
{
    QFETCH(QString, state);
    QFETCH(QString, version);
    QFETCH(QString, rest);
    // As a server leaves its tables when it is killed between two steps.
    m_portal.server().kill();
    {
        const auto database
            = store::Database::open(m_portal.server().dataDirectory() + u"/gatehouse.db");
        QVERIFY(database);
        QVERIFY((*database)->write([&]() -> Status {
            GATEHOUSE_TRY((*database)->execute(
                u"UPDATE installations SET state = ?, version_id = ?, version = ?"_s,
                {state, version == u"1.0.0"_s ? m_old : m_new, version}));
            return {};
        }));
    }
    QVERIFY(m_portal.restart());
    QTRY_COMPARE(installed().value("state"_L1).toString(), rest);
}

void TestInstallations::uninstallingTakesTheEntryOut()
{
    HttpClient &admin = m_portal.as(u"admin"_s);
    const QByteArray etag = admin.get(installationPath()).etag();
    QCOMPARE(admin.remove(installationPath(), ifMatch(etag)).status, 422);
    const HttpAnswer over
        = m_portal.finished(admin.remove(installationPath() + u"?reason=Unused"_s, ifMatch(etag)));
    QVERIFY2(statusOf(over) == u"succeeded"_s, over.describe().constData());
    QVERIFY(!m_portal.dynamicPlugins(u"development"_s).contains("plugin-good"));
    QVERIFY(m_portal.plugin(Name).value("installations"_L1).toArray().isEmpty());
    QCOMPARE(m_portal.plugin(Name).value("status"_L1).toString(), u"registered"_s);
}

QTEST_GUILESS_MAIN(TestInstallations)
#include "tst_installations.moc"
