// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/contract/events.h"
#include "core/contract/routes.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/processsupport.h"
#include "tests/testsupport/sandboxsignin.h"
#include "tests/testsupport/serverprocess.h"

#include <QNetworkReply>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

const QString package = u"@backstage-community/plugin-tech-radar"_s;

//! An open event stream and what it said so far.
class Stream final
{
public:
    Stream(const QUrl &server, const QString &token, const QByteArray &lastEventId = {})
    {
        QNetworkRequest request(server.resolved(QUrl(QLatin1String(routes::events))));
        request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
        if (!lastEventId.isEmpty())
            request.setRawHeader("Last-Event-ID", lastEventId);
        m_reply.reset(m_network.get(request));
        QObject::connect(m_reply.get(), &QNetworkReply::readyRead, m_reply.get(), [this] { text += m_reply->readAll(); });
    }

    bool isOpen() const { return m_reply->isRunning(); }
    //! The messages that carry an event, in order.
    QList<QByteArray> events() const
    {
        QList<QByteArray> found;
        for (qsizetype from = 0, end; (end = text.indexOf("\n\n", from)) >= 0; from = end + 2) {
            if (const QByteArray message = text.mid(from, end - from); message.contains("\nevent: "))
                found.append(message);
        }
        return found;
    }
    QByteArray text;

private:
    QNetworkAccessManager m_network;
    std::unique_ptr<QNetworkReply> m_reply;
};

} // namespace

//! The server as a process: how it starts, ends, and what it keeps when it is killed.
class TestServerLife final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void endsWhenAskedTo();
    void refusesAnAddressThatIsNotLoopback();
    void keepsWhatItAcceptedWhenKilled();
    void failsWhatItWasDoingWhenKilled();
    void leavesItsPortToTheNextWhenKilled();
    void streamsAndResumesEvents();

private:
    HttpAnswer importPackage(HttpClient &client, const Headers &headers = {})
    {
        return client.post(routes::path(routes::imports), {{u"names"_s, QJsonArray {package}}}, headers);
    }
    std::unique_ptr<HttpClient> signedIn(const QString &persona)
    {
        auto client = std::make_unique<HttpClient>(m_server->url());
        client->setToken(accessToken(m_server->url(), persona));
        return client;
    }

    std::unique_ptr<ServerProcess> m_server;
};

void TestServerLife::init()
{
    m_server = std::make_unique<ServerProcess>();
    QVERIFY2(m_server->start(), m_server->log().constData());
}

void TestServerLife::endsWhenAskedTo()
{
    HttpClient client(m_server->url());
    QCOMPARE(client.get(u"/healthz"_s).status, 200);
    QVERIFY2(m_server->stop(), m_server->log().constData());
    QCOMPARE(client.get(u"/healthz"_s).status, 0);
}

void TestServerLife::refusesAnAddressThatIsNotLoopback()
{
    QProcess server;
    server.start(ServerProcess::program(), {u"--data"_s, m_server->dataDirectory() + u"-other"_s, u"--listen"_s, u"0.0.0.0:0"_s, u"--sandbox"_s});
    QVERIFY(server.waitForFinished(10000));
    QVERIFY(server.exitCode() != 0);
    QVERIFY(server.readAllStandardError().contains("--allow-remote"));
}

void TestServerLife::keepsWhatItAcceptedWhenKilled()
{
    auto admin = signedIn(u"admin"_s);
    const Headers key {{"Idempotency-Key", newUuid().toLatin1()}};
    const HttpAnswer accepted = importPackage(*admin, key);
    const HttpAnswer over = admin->awaitOperation(accepted);
    QVERIFY2(over.json().value("status"_L1).toString() == "succeeded"_L1, over.describe().constData());
    const QString id = admin->get(routes::path(routes::plugins)).items().at(0)["id"_L1].toString();
    const QString path = routes::path(routes::plugin, {id});
    const HttpAnswer edited = admin->patch(path, {{u"owner"_s, u"platform"_s}}, ifMatch(admin->get(path).etag()));
    QVERIFY2(edited.status == 200, edited.describe().constData());

    m_server->kill();
    QVERIFY2(m_server->restart(), m_server->log().constData());

    admin = signedIn(u"admin"_s);
    QCOMPARE(admin->get(path).json(), edited.json());
    const HttpAnswer again = importPackage(*admin, key);
    QCOMPARE(again.header("idempotency-replayed"), QByteArray("true"));
    QCOMPARE(again.header("location"), accepted.header("location"));
    const HttpAnswer chain = admin->get(routes::path(routes::auditVerification));
    QVERIFY2(chain.json().value("intact"_L1).toBool(), chain.describe().constData());
}

void TestServerLife::failsWhatItWasDoingWhenKilled()
{
    const HttpAnswer accepted = importPackage(*signedIn(u"admin"_s));
    QCOMPARE(accepted.status, 202);
    m_server->kill();
    QVERIFY2(m_server->restart(), m_server->log().constData());
    const HttpAnswer after = signedIn(u"admin"_s)->get(QString::fromLatin1(accepted.header("location")));
    QCOMPARE(after.status, 200);
    QCOMPARE(after.json().value("status"_L1).toString(), u"failed"_s);
    QCOMPARE(after.json().value("problem"_L1)["code"_L1].toString(), u"interrupted"_s);
}

//! What it had started outlives it for a while.
void TestServerLife::leavesItsPortToTheNextWhenKilled()
{
    if (QStandardPaths::findExecutable(u"prometheus"_s).isEmpty())
        QSKIP("there is no prometheus on this computer");
    qint64 child = 0;
    QTRY_VERIFY((child = childNamed(m_server->processId(), u"prometheus"_s)) > 0);
    QCOMPARE(::kill(pid_t(child), SIGSTOP), 0);
    m_server->kill();
    const bool restarted = m_server->restart();
    ::kill(pid_t(child), SIGKILL);
    QVERIFY2(restarted, m_server->log().constData());
}

void TestServerLife::streamsAndResumesEvents()
{
    auto admin = signedIn(u"admin"_s);
    const QString token = accessToken(m_server->url(), u"admin"_s);
    auto stream = std::make_unique<Stream>(m_server->url(), token);
    QTRY_VERIFY(stream->text.contains("\n: connected\n"));
    (void)admin->awaitOperation(importPackage(*admin));
    QTRY_VERIFY(stream->text.contains("event: plugin."));
    QVERIFY(stream->isOpen());
    const QList<QByteArray> seen = stream->events();
    QVERIFY(seen.size() > 2);
    stream.reset();

    const QByteArray first = seen.constFirst();
    const Stream resumed(m_server->url(), token, first.mid(4, first.indexOf('\n') - 4));
    QTRY_VERIFY2(resumed.events().size() >= seen.size() - 1, resumed.text.constData());
    QCOMPARE(resumed.events().first(seen.size() - 1), seen.sliced(1));
    const auto json = parseJsonObject(first.mid(first.indexOf("data: ") + 6));
    QVERIFY(json && fromJson<Event>(*json));
}

QTEST_GUILESS_MAIN(TestServerLife)
#include "tst_serverlife.moc"
