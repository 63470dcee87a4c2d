// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/server.h"

#include <QTcpSocket>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

namespace {

//! Answers with what it got.
class Echo final : public http::Application
{
public:
    void handle(http::Request request, http::Respond respond) override
    {
        http::Response response;
        response.contentType = "text/plain";
        response.body = request.path.toUtf8() + '|' + QByteArray::number(request.body.size()) + '|'
            + request.queryValue(u"q"_s).toUtf8();
        respond(std::move(response));
    }
    http::Response refuse(int status, const QString &code, const QString &, const QString &) override
    {
        http::Response response;
        response.status = status;
        response.body = code.toLatin1();
        return response;
    }
};

//! A peer that says exactly what it is told to.
class Peer final
{
public:
    explicit Peer(quint16 port)
    {
        m_socket.connectToHost(u"127.0.0.1"_s, port);
        m_socket.waitForConnected(5000);
    }
    void say(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    //! Everything until \a mark was read or the server closed.
    QByteArray hear(const QByteArray &mark = {})
    {
        QByteArray heard;
        while (m_socket.state() == QAbstractSocket::ConnectedState || m_socket.bytesAvailable() > 0) {
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(5000))
                break;
            heard += m_socket.readAll();
            if (!mark.isEmpty() && heard.contains(mark))
                break;
        }
        return heard;
    }
    QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
};

} // namespace

class HttpServerTest : public QObject
{
    Q_OBJECT
    Echo m_echo;
    std::unique_ptr<http::Server> m_server;

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }
    void keepsTheConnection();
    void answersPipelinedRequestsInOrder();
    void decodesPathAndQuery();
    void refuses_data();
    void refuses();
    void refusesALongBodyBeforeReadingIt();
    void closesOnHalfARequest();
    void closesOnASlowReaderOfNothing();
    void goesOnWhenOthersAreStuck();
    void endsWhatRunsOnStop();
    void nobodyWaitsForAServerThatStopped();
    void listensOnLoopbackOnly();
};

void HttpServerTest::init()
{
    http::Server::Options options;
    options.readTimeout = std::chrono::milliseconds(300);
    options.idleTimeout = std::chrono::milliseconds(600);
    auto listening = http::Server::listen(options);
    QVERIFY(listening);
    m_server = std::move(*listening);
    m_server->serve(m_echo);
}

void HttpServerTest::keepsTheConnection()
{
    Peer peer(m_server->port());
    for (int i = 0; i < 3; ++i) {
        peer.say("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const QByteArray answer = peer.hear("/a|0|");
        QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        QVERIFY(answer.contains("Connection: keep-alive"));
        QVERIFY(answer.contains("\r\nDate: "));
    }
    peer.say("GET /b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY(peer.hear().endsWith("/b|0|"));
}

void HttpServerTest::answersPipelinedRequestsInOrder()
{
    Peer peer(m_server->port());
    peer.say("GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\nPOST /2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
             "GET /3 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const QByteArray answers = peer.hear();
    QVERIFY(answers.indexOf("/1|0|") < answers.indexOf("/2|2|"));
    QVERIFY(answers.indexOf("/2|2|") < answers.indexOf("/3|0|"));
}

void HttpServerTest::decodesPathAndQuery()
{
    Peer peer(m_server->port());
    peer.say("GET /a%20b?q=x%26y+z HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY(peer.hear().endsWith("/a b|0|x&y z"));
}

void HttpServerTest::refuses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("garbage") << QByteArray("GARBAGE\r\n\r\n") << QByteArray("400");
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QByteArray("400");
    QTest::newRow("two lengths") << QByteArray("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}") << QByteArray("400");
    QTest::newRow("another host") << QByteArray("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n") << QByteArray("421");
    QTest::newRow("a host that begins well") << QByteArray("GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n") << QByteArray("421");
    QTest::newRow("unknown method") << QByteArray("BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n") << QByteArray("405");
    QTest::newRow("headers too large") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + QByteArray(40000, 'a') + "\r\n\r\n") << QByteArray("431");
}

void HttpServerTest::refuses()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    Peer peer(m_server->port());
    peer.say(request);
    const QByteArray answer = peer.hear();
    QVERIFY2(answer.startsWith(QByteArray("HTTP/1.1 " + status)), answer);
    QVERIFY(answer.contains("Connection: close"));
}

void HttpServerTest::refusesALongBodyBeforeReadingIt()
{
    Peer peer(m_server->port());
    peer.say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 209715200\r\n\r\n");
    QVERIFY(peer.hear().startsWith("HTTP/1.1 413"));
}

void HttpServerTest::closesOnHalfARequest()
{
    Peer peer(m_server->port());
    peer.say("GET / HTTP/1.1\r\nHost: loc");
    QVERIFY(peer.hear().isEmpty());
    QCOMPARE(peer.socket().state(), QAbstractSocket::UnconnectedState);
}

void HttpServerTest::closesOnASlowReaderOfNothing()
{
    Peer peer(m_server->port());
    QVERIFY(peer.hear().isEmpty());
    QTRY_COMPARE(m_server->gauges().connections.load(), 0);
}

void HttpServerTest::goesOnWhenOthersAreStuck()
{
    std::vector<std::unique_ptr<Peer>> stuck;
    for (int i = 0; i < 50; ++i) {
        stuck.push_back(std::make_unique<Peer>(m_server->port()));
        stuck.back()->say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf");
    }
    Peer peer(m_server->port());
    peer.say("GET /fine HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY(peer.hear().endsWith("/fine|0|"));
}

void HttpServerTest::endsWhatRunsOnStop()
{
    Peer idle(m_server->port());
    idle.say("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(!idle.hear("/a|0|").isEmpty());
    m_server->stop();
    QVERIFY(idle.hear().isEmpty());
    QCOMPARE(m_server->gauges().connections.load(), 0);
}

void HttpServerTest::nobodyWaitsForAServerThatStopped()
{
    constexpr int attempts = 40;
    for (int i = 0; i < attempts; ++i) {
        init();
        const quint16 port = m_server->port();
        m_server->stop();
        QTcpSocket late;
        late.connectToHost(u"127.0.0.1"_s, port);
        QVERIFY2(!late.waitForConnected() && late.error() == QAbstractSocket::ConnectionRefusedError,
            "The server has stopped, and still takes connections that it never answers.");
    }
}

void HttpServerTest::listensOnLoopbackOnly()
{
    http::Server::Options options;
    options.address = u"0.0.0.0"_s;
    const auto refused = http::Server::listen(options);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"not_loopback"_s);
    options.allowRemote = true;
    QVERIFY(http::Server::listen(options));
}

QTEST_GUILESS_MAIN(HttpServerTest)
#include "tst_httpserver.moc"
