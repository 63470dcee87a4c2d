// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/contract/routes.h"
#include "tests/endtoend/trainjourney.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/processsupport.h"
#include "tests/testsupport/sandboxsignin.h"
#include "tests/testsupport/serverprocess.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {
constexpr int sceneMs = 150'000;
}

//! A reviewer on a train: four decisions, a comment and an edit without a network; the console is
//! killed, started again without a network, and again with one, after the world moved. The slots
//! build on each other.
class TestTrain final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decidesWithoutANetwork();
    void movesTheWorldMeanwhile();
    void findsEverythingAgainWithoutANetwork();
    void sendsWhatDidNotMoveAndHoldsTheRest();
    void everyEffectIsThereOnce();

private:
    //! Plays \a scene in a process of its own, kills it -9, and gives what it told.
    QJsonObject play(const QString &scene);
    //! Signs in on first use.
    HttpClient &as(const QString &persona);
    bool startServer();
    bool deprecate(const QString &package);
    QJsonObject requestAbout(const QString &plugin);
    QJsonArray auditOf(const QString &objectId);
    static QJsonObject intentAbout(const QJsonObject &told, const QString &kind, const QString &subject);

    QTemporaryDir m_home;
    QString m_serverData;
    std::unique_ptr<ServerProcess> m_server;
    std::map<QString, std::unique_ptr<HttpClient>> m_clients;
    QString m_log;
};

QJsonObject TestTrain::play(const QString &scene)
{
    QProcess rider;
    endWithParent(rider);
    rider.setProcessEnvironment(QProcessEnvironment::systemEnvironment());
    rider.start(QStringLiteral(GATEHOUSE_TRAIN_RIDER), {scene, m_home.path()});
    QByteArray told;
    const bool done = waitUntil([&rider, &told] {
        told += rider.readAllStandardOutput();
        return told.contains('\n') || rider.state() == QProcess::NotRunning;
    }, sceneMs);
    rider.kill();
    rider.waitForFinished();
    m_log = QString::fromUtf8(rider.readAllStandardError());
    const auto object = parseJsonObject(told.trimmed());
    return done && object ? *object : QJsonObject();
}

HttpClient &TestTrain::as(const QString &persona)
{
    std::unique_ptr<HttpClient> &client = m_clients[persona];
    if (!client) {
        client = std::make_unique<HttpClient>(m_server->url());
        client->setToken(accessToken(m_server->url(), persona));
    }
    return *client;
}

//! On the data of the sandbox.
bool TestTrain::startServer()
{
    m_clients.clear();
    m_server = std::make_unique<ServerProcess>(QStringList {u"--sandbox"_s, u"--no-seed"_s, u"--data"_s, m_serverData});
    return m_server->start();
}

QJsonObject TestTrain::requestAbout(const QString &plugin)
{
    const HttpAnswer answer = as(u"auditor"_s).get(QLatin1String(routes::requests) + u"?limit=200"_s);
    QJsonObject newest;
    for (const QJsonValue item : answer.items()) {
        const bool isLater = item["createdAt"_L1].toString() > newest.value("createdAt"_L1).toString();
        if (item["pluginName"_L1].toString() == plugin && isLater)
            newest = item.toObject();
    }
    return newest;
}

QJsonArray TestTrain::auditOf(const QString &objectId)
{
    const HttpAnswer answer = as(u"auditor"_s)
                                  .get(QLatin1String(routes::auditEvents) + u"?limit=200&actor=per_"_s + train::person()
                                      + u"&objectId="_s + objectId);
    QJsonArray done;
    for (const QJsonValue item : answer.items()) {
        if (item["outcome"_L1] == "done"_L1)
            done.append(item);
    }
    return done;
}

QJsonObject TestTrain::intentAbout(const QJsonObject &told, const QString &kind, const QString &subject)
{
    for (const QJsonValue item : told.value("intents"_L1).toArray()) {
        if (item["kind"_L1] == kind && item["subject"_L1] == subject)
            return item.toObject();
    }
    return {};
}

void TestTrain::decidesWithoutANetwork()
{
    const QJsonObject told = play(u"decide"_s);
    QVERIFY2(!told.isEmpty(), qPrintable(m_log));
    QCOMPARE(told.value("intents"_L1).toArray().size(), train::decidedOn().size() + 2);
    m_serverData = told.value("server"_L1).toString();
}

//! What the server knows of \a package from npm, as if its publisher had deprecated every version.
bool TestTrain::deprecate(const QString &package)
{
    QFile file(m_serverData + u"/packages/documents/"_s + QString::fromLatin1(QUrl::toPercentEncoding(package)) + u".json"_s);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const QByteArray header = file.readLine();
    QJsonObject document = QJsonDocument::fromJson(file.readAll()).object();
    QJsonObject versions = document.value("versions"_L1).toObject();
    for (auto it = versions.begin(); it != versions.end(); ++it) {
        QJsonObject manifest = it->toObject();
        manifest.insert("deprecated"_L1, u"Nobody looks after this any more."_s);
        *it = manifest;
    }
    document.insert("versions"_L1, versions);
    const QByteArray bytes = header + QJsonDocument(document).toJson(QJsonDocument::Compact);
    return !versions.isEmpty() && file.resize(0) && file.seek(0) && file.write(bytes) == bytes.size();
}

void TestTrain::movesTheWorldMeanwhile()
{
    QVERIFY(deprecate(train::sqlite));
    // Out of npm's reach the server goes by what it keeps.
    qputenv("npm_config_registry", "http://127.0.0.1:9/");
    QVERIFY2(startServer(), m_server->log().constData());
    qunsetenv("npm_config_registry");
    const QJsonObject sqlite = requestAbout(train::sqlite);
    const HttpAnswer rerun = as(u"security2"_s).post(routes::path(routes::versionEvidence, {sqlite["versionId"_L1].toString()}));
    QVERIFY2(rerun.status == 202, rerun.describe().constData());
    as(u"security2"_s).awaitOperation(rerun);
    QVERIFY(requestAbout(train::sqlite)["evidenceRevision"_L1].toInt() > sqlite["evidenceRevision"_L1].toInt());

    const QString keycloak = requestAbout(train::keycloak)["id"_L1].toString();
    HttpClient &admin = as(u"admin"_s);
    const QString path = routes::path(routes::request, {keycloak});
    const HttpAnswer withdrawn = admin.post(routes::path(routes::requestWithdraw, {keycloak}), {{u"reason"_s, u"Not this quarter."_s}},
        ifMatch(admin.get(path).etag()));
    QVERIFY2(withdrawn.status == 200, withdrawn.describe().constData());
    m_server.reset();
}

void TestTrain::findsEverythingAgainWithoutANetwork()
{
    // A file where its data was keeps the sandbox from starting.
    QVERIFY(QDir().rename(m_serverData, m_serverData + u".away"_s));
    QVERIFY(QFile(m_serverData).open(QIODevice::WriteOnly));
    const QJsonObject told = play(u"look"_s);
    QVERIFY(QFile::remove(m_serverData));
    QVERIFY(QDir().rename(m_serverData + u".away"_s, m_serverData));
    QVERIFY2(!told.isEmpty(), qPrintable(m_log));
    QCOMPARE(told.value("plugins"_L1).toInt(), int(train::packages().size()));
    QVERIFY(told.value("evidence"_L1).toInt() > 0);
    for (const QString &plugin : train::decidedOn()) {
        const QJsonObject intent = intentAbout(told, u"decision"_s, plugin);
        QCOMPARE(intent.value("reason"_L1).toString(), train::reasonFor(plugin));
        QCOMPARE(intent.value("state"_L1).toString(), u"queued"_s);
    }
    QCOMPARE(intentAbout(told, u"comment"_s, train::commentedOn()).value("state"_L1).toString(), u"queued"_s);
    QCOMPARE(intentAbout(told, u"configuration"_s, train::quay).value("state"_L1).toString(), u"queued"_s);
}

void TestTrain::sendsWhatDidNotMoveAndHoldsTheRest()
{
    const QJsonObject told = play(u"send"_s);
    QVERIFY2(!told.isEmpty(), qPrintable(m_log));
    const auto stateOf = [&told](const QString &kind, const QString &subject) {
        return intentAbout(told, kind, subject).value("state"_L1).toString();
    };
    QCOMPARE(stateOf(u"decision"_s, train::isolatedVm), u"accepted"_s);
    QCOMPARE(stateOf(u"decision"_s, train::argo), u"accepted"_s);
    QCOMPARE(stateOf(u"decision"_s, train::sqlite), u"needs_another_look"_s);
    QVERIFY(stateOf(u"decision"_s, train::keycloak) != "accepted"_L1);
    QCOMPARE(stateOf(u"comment"_s, train::commentedOn()), u"accepted"_s);
    QCOMPARE(stateOf(u"configuration"_s, train::quay), u"accepted"_s);
    // What was written is still there, whatever became of it.
    for (const QString &plugin : train::decidedOn())
        QCOMPARE(intentAbout(told, u"decision"_s, plugin).value("reason"_L1).toString(), train::reasonFor(plugin));
}

void TestTrain::everyEffectIsThereOnce()
{
    QVERIFY2(startServer(), m_server->log().constData());
    const auto decisionsOn = [this](const QJsonObject &request) {
        int count = 0;
        for (const QJsonValue stage : request["stages"_L1].toArray()) {
            for (const QJsonValue decision : stage["decisions"_L1].toArray())
                count += decision["person"_L1]["id"_L1] == QString(u"per_"_s + train::person()) ? 1 : 0;
        }
        return count;
    };
    const QList<std::pair<QString, int>> expected {{train::isolatedVm, 1}, {train::argo, 1}, {train::sqlite, 0}, {train::keycloak, 0}};
    for (const auto &[plugin, count] : expected) {
        const QJsonObject request = requestAbout(plugin);
        QVERIFY2(!request.isEmpty(), qPrintable(plugin));
        QVERIFY2(decisionsOn(request) == count, qPrintable(plugin));
    }
    const QString commented = requestAbout(train::commentedOn())["id"_L1].toString();
    int comments = 0;
    for (const QJsonValue comment : as(u"auditor"_s).get(routes::path(routes::requestComments, {commented}) + u"?limit=200"_s).items())
        comments += comment["text"_L1] == train::comment() ? 1 : 0;
    QCOMPARE(comments, 1);
    // One decision and one comment.
    QCOMPARE(auditOf(commented).size(), 2);
    const HttpAnswer saved = as(u"auditor"_s)
                                 .get(QLatin1String(routes::auditEvents) + u"?limit=200&action=config.revision_created&actor=per_"_s + train::person());
    QCOMPARE(saved.items().size(), 1);
}

QTEST_GUILESS_MAIN(TestTrain)
#include "tst_train.moc"
