// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/nodetools.h"
#include "tests/testsupport/validatingproxy.h"
#include "tests/testsupport/yamldocument.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

//! Answers every request with the same bytes.
class CannedServer final
{
public:
    CannedServer()
    {
        QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this] {
            QTcpSocket *socket = m_listener.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                if (!socket->readAll().contains("\r\n\r\n"))
                    return;
                socket->write("HTTP/1.1 " + m_status + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(m_body.size())
                    + "\r\n" + m_headers + "\r\n" + m_body);
                socket->disconnectFromHost();
            });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
        m_listening = m_listener.listen(QHostAddress::LocalHost);
    }

    bool isListening() const { return m_listening; }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_listener.serverPort())); }
    void answer(const QByteArray &status, const QByteArray &headers, const QByteArray &body)
    {
        m_status = status;
        m_headers = headers;
        m_body = body;
    }

private:
    QTcpServer m_listener;
    bool m_listening = false;
    QByteArray m_status;
    QByteArray m_headers;
    QByteArray m_body;
};

constexpr char json[] = "Content-Type: application/json\r\nX-Correlation-ID: c-1\r\n";

} // namespace

//! The proxy is a judge: these tests show that it sees what is wrong, and only that.
class TestValidatingProxy final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goodAnswersPass();
    void brokenAnswersAreSeen_data();
    void brokenAnswersAreSeen();
    void wrongRequestsCountOnlyWhenTaken();
    void problemsWithoutAWordOfTheirOwnAreDefault();
    void theEventStreamIsNotHeldBack();

private:
    QJsonObject example(const QString &name) const
    {
        return m_document["components"_L1]["examples"_L1][name]["value"_L1].toObject();
    }
    QStringList violationsOfNewAnswers()
    {
        const QStringList all = m_proxy.violations();
        const QStringList fresh = all.mid(m_judged);
        m_judged = all.size();
        return fresh;
    }

    QJsonObject m_document;
    CannedServer m_server;
    ValidatingProxy m_proxy;
    qsizetype m_judged = 0;
};

void TestValidatingProxy::initTestCase()
{
    QVERIFY2(nodeToolsMissing().isEmpty(), qPrintable(nodeToolsMissing()));
    const auto document = readOpenApi();
    QVERIFY(document);
    m_document = *document;
    QVERIFY(m_server.isListening());
    QVERIFY2(m_proxy.start(m_server.url()), m_proxy.log().constData());
}

void TestValidatingProxy::goodAnswersPass()
{
    const QByteArray body = toJsonBytes(example(u"Plugin"_s));
    m_server.answer("200 OK", QByteArray(json) + "ETag: \"plg-17\"\r\n", body);
    HttpClient client(m_proxy.url());
    client.setToken(u"t"_s);
    const HttpAnswer answer = client.get(u"/api/v1/plugins/plg_1"_s);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json(), example(u"Plugin"_s));
    QCOMPARE(answer.etag(), QByteArray("\"plg-17\""));
    QCOMPARE(violationsOfNewAnswers(), QStringList());
    QVERIFY(m_proxy.seenOperations().contains(u"GET /api/v1/plugins/{pluginId}"_s));
}

void TestValidatingProxy::brokenAnswersAreSeen_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QJsonObject>("change");
    QTest::addColumn<QString>("said");

    const QByteArray ok = "200 OK";
    const QByteArray good = QByteArray(json) + "ETag: \"plg-17\"\r\n";
    QTest::newRow("another type") << ok << good << QJsonObject {{u"riskScore"_s, u"high"_s}} << u"riskScore"_s;
    QTest::newRow("missing member") << ok << good << QJsonObject {{u"name"_s, QJsonValue::Undefined}} << u"name"_s;
    QTest::newRow("null member") << ok << good << QJsonObject {{u"statusReason"_s, QJsonValue::Null}} << u"statusReason"_s;
    QTest::newRow("word of no vocabulary") << ok << good << QJsonObject {{u"status"_s, u"sleeping"_s}} << u"status"_s;
    QTest::newRow("time that is none") << ok << good << QJsonObject {{u"createdAt"_s, u"yesterday"_s}} << u"createdAt"_s;
    QTest::newRow("no ETag") << ok << QByteArray(json) << QJsonObject() << u"etag"_s;
    QTest::newRow("ETag without quotes") << ok << QByteArray(QByteArray(json) + "ETag: plg-17\r\n") << QJsonObject() << u"etag"_s;
    QTest::newRow("no correlation id") << ok << QByteArray("Content-Type: application/json\r\nETag: \"plg-17\"\r\n") << QJsonObject() << u"x-correlation-id"_s;
    QTest::newRow("another media type") << ok << QByteArray("Content-Type: text/html\r\nX-Correlation-ID: c\r\nETag: \"p\"\r\n") << QJsonObject() << u"media type"_s;
    QTest::newRow("a plugin for a problem") << QByteArray("404 Not Found")
                                            << QByteArray("Content-Type: application/problem+json\r\nX-Correlation-ID: c\r\n") << QJsonObject() << u"code"_s;
}

void TestValidatingProxy::brokenAnswersAreSeen()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, headers);
    QFETCH(QJsonObject, change);
    QFETCH(QString, said);
    QJsonObject plugin = example(u"Plugin"_s);
    for (auto it = change.begin(); it != change.end(); ++it)
        plugin[it.key()] = it.value();
    if (said == "name"_L1)
        plugin.remove(u"name"_s);
    m_server.answer(status, headers, toJsonBytes(plugin));
    HttpClient client(m_proxy.url());
    client.setToken(u"t"_s);
    (void)client.get(u"/api/v1/plugins/plg_1"_s);
    const QString seen = violationsOfNewAnswers().join(u'\n');
    QVERIFY2(seen.contains(said, Qt::CaseInsensitive), qPrintable(QString(u"Seen: "_s + seen)));
}

void TestValidatingProxy::wrongRequestsCountOnlyWhenTaken()
{
    HttpClient client(m_proxy.url());
    client.setToken(u"t"_s);
    const QString path = u"/api/v1/approval-requests/req_1/comments"_s;
    const QJsonObject wrong {{u"txt"_s, u"hello"_s}};

    m_server.answer("201 Created", json, toJsonBytes(example(u"Comment"_s)));
    QCOMPARE(client.post(path, wrong).status, 201);
    QVERIFY(violationsOfNewAnswers().join(u'\n').contains("text"_L1));

    const QJsonObject problem {{u"type"_s, u"about:blank"_s}, {u"title"_s, u"Not valid"_s}, {u"status"_s, 422}, {u"detail"_s, u"text"_s},
        {u"code"_s, u"validation_failed"_s}, {u"correlationId"_s, u"c-1"_s}, {u"retryable"_s, false}, {u"errors"_s, QJsonArray()},
        {u"allowedActions"_s, QJsonArray()}};
    m_server.answer("422 Unprocessable Entity", "Content-Type: application/problem+json\r\nX-Correlation-ID: c-1\r\n", toJsonBytes(problem));
    const HttpAnswer refused = client.post(path, wrong);
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.code(), u"validation_failed"_s);
    QCOMPARE(violationsOfNewAnswers(), QStringList());
}

void TestValidatingProxy::problemsWithoutAWordOfTheirOwnAreDefault()
{
    m_server.answer("418 Teapot", json, "{}");
    HttpClient client(m_proxy.url());
    client.setToken(u"t"_s);
    (void)client.get(u"/api/v1/me"_s);
    QVERIFY(!violationsOfNewAnswers().isEmpty());
}

void TestValidatingProxy::theEventStreamIsNotHeldBack()
{
    m_server.answer("200 OK", "Content-Type: text/event-stream\r\n", "id: 1\n\n");
    HttpClient client(m_proxy.url());
    QCOMPARE(client.get(u"/api/v1/events"_s).body, QByteArray("id: 1\n\n"));
    QCOMPARE(violationsOfNewAnswers(), QStringList());
}

QTEST_GUILESS_MAIN(TestValidatingProxy)
#include "tst_validatingproxy.moc"
