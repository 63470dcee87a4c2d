// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/loopbacklistener.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

//! Only the one redirect that belongs to this sign-in ends the waiting.
class TestLoopbackListener final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void bindsTheLoopbackLiteralOnly();
    void takesTheAnswer();
    void closesAfterTheFirstAnswer();
    void answerPageHoldsNoSecret();
    void providerTextIsEscaped();
    void refusesOthers_data();
    void refusesOthers();
    void refusesEndlessHeads();
    void wrongStateChangesNothing();
    void headMayComeInPieces();
    void closeRefusesFurtherHits();
    void deadlineClosesThePort();
    void twoListenersDoNotMix();

private:
    QByteArray exchange(const QByteArray &request) const;
    quint16 port() const;
    QByteArray host() const;

    std::unique_ptr<LoopbackListener> m_listener;
};

void TestLoopbackListener::init()
{
    m_listener = std::make_unique<LoopbackListener>();
    QVERIFY(m_listener->listen(
        [](const QUrlQuery &query) { return query.queryItemValue(u"state"_s) == u"right"_s; }));
}

void TestLoopbackListener::cleanup()
{
    m_listener.reset();
}

quint16 TestLoopbackListener::port() const
{
    return quint16(QUrl(m_listener->redirectUri()).port());
}

QByteArray TestLoopbackListener::host() const
{
    return "Host: 127.0.0.1:" + QByteArray::number(port()) + "\r\n";
}

QByteArray TestLoopbackListener::exchange(const QByteArray &request) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port());
    QSignalSpy closed(&socket, &QTcpSocket::disconnected);
    socket.write(request);
    if (socket.state() != QTcpSocket::UnconnectedState && closed.isEmpty())
        closed.wait(5000);
    return socket.readAll();
}

void TestLoopbackListener::bindsTheLoopbackLiteralOnly()
{
    QVERIFY(m_listener->redirectUri().startsWith(u"http://127.0.0.1:"_s));
    QFile table(u"/proc/net/tcp"_s);
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray suffix = ':' + QByteArray::number(port(), 16).rightJustified(4, '0').toUpper();
    QList<QByteArray> listening;
    for (const QByteArray &line : table.readAll().split('\n')) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        if (columns.value(3) == "0A" && columns.value(1).endsWith(suffix))
            listening.append(columns.at(1));
    }
    QCOMPARE(listening, QList<QByteArray> {QByteArray("0100007F" + suffix)});
}

void TestLoopbackListener::takesTheAnswer()
{
    QSignalSpy answered(m_listener.get(), &LoopbackListener::answered);
    const QByteArray page
        = exchange("GET /callback?code=a%2Bb+c&state=right&iss=x HTTP/1.1\r\n" + host() + "\r\n");
    QVERIFY(page.startsWith("HTTP/1.1 200 "));
    QCOMPARE(answered.size(), 1);
    const auto query = answered.first().first().value<QUrlQuery>();
    QCOMPARE(query.queryItemValue(u"code"_s, QUrl::FullyDecoded), u"a+b c"_s);
}

void TestLoopbackListener::closesAfterTheFirstAnswer()
{
    const QByteArray request = "GET /callback?code=a&state=right HTTP/1.1\r\n" + host() + "\r\n";
    const quint16 used = port();
    exchange(request);
    QVERIFY(!m_listener->isListening());
    QTcpSocket second;
    second.connectToHost(QHostAddress::LocalHost, used);
    QTRY_COMPARE(second.error(), QAbstractSocket::ConnectionRefusedError);
}

void TestLoopbackListener::answerPageHoldsNoSecret()
{
    const QByteArray page = exchange(
        "GET /callback?code=topsecretcode&state=right&session_state=x HTTP/1.1\r\n" + host() + "\r\n");
    QVERIFY(!page.contains("topsecretcode"));
    QVERIFY(!page.contains("right"));
    QVERIFY(page.contains("Content-Security-Policy: default-src 'none'"));
    QVERIFY(page.contains("Cache-Control: no-store"));
    QVERIFY(!page.contains("<script") && !page.contains("src=") && !page.contains("href="));
}

void TestLoopbackListener::providerTextIsEscaped()
{
    const QByteArray page = exchange("GET /callback?error=access_denied&error_description="
                                     "%3Cscript%3Ealert(1)%3C/script%3E&state=right HTTP/1.1\r\n"
        + host() + "\r\n");
    QVERIFY(page.contains("&lt;script&gt;"));
    QVERIFY(!page.contains("<script"));
}

void TestLoopbackListener::refusesOthers_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("hostHeader");
    QTest::addColumn<QByteArray>("status");
    const QByteArray right = "GET /callback?code=a&state=right HTTP/1.1";
    QTest::newRow("POST") << QByteArray("POST /callback?code=a&state=right HTTP/1.1") << QByteArray() << QByteArray("405");
    QTest::newRow("HEAD") << QByteArray("HEAD /callback?code=a&state=right HTTP/1.1") << QByteArray() << QByteArray("405");
    QTest::newRow("other path") << QByteArray("GET /callback2?code=a&state=right HTTP/1.1") << QByteArray() << QByteArray("404");
    QTest::newRow("slash behind") << QByteArray("GET /callback/?code=a&state=right HTTP/1.1") << QByteArray() << QByteArray("404");
    QTest::newRow("root") << QByteArray("GET / HTTP/1.1") << QByteArray() << QByteArray("404");
    QTest::newRow("absolute form") << QByteArray("GET http://127.0.0.1/callback?state=right HTTP/1.1") << QByteArray() << QByteArray("404");
    QTest::newRow("rebound host") << right << QByteArray("Host: evil.test\r\n") << QByteArray("421");
    QTest::newRow("localhost") << right << QByteArray("Host: localhost:%PORT%\r\n") << QByteArray("421");
    QTest::newRow("no port") << right << QByteArray("Host: 127.0.0.1\r\n") << QByteArray("421");
    QTest::newRow("no host") << right << QByteArray("X: y\r\n") << QByteArray("421");
    QTest::newRow("two hosts") << right << QByteArray("Host: 127.0.0.1:%PORT%\r\nHost: evil.test\r\n") << QByteArray("421");
    QTest::newRow("no version") << QByteArray("GET /callback?state=right") << QByteArray() << QByteArray("421");
    QTest::newRow("no parameters") << QByteArray("GET /callback HTTP/1.1") << QByteArray() << QByteArray("400");
}

void TestLoopbackListener::refusesOthers()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, hostHeader);
    QFETCH(QByteArray, status);
    QSignalSpy answered(m_listener.get(), &LoopbackListener::answered);
    const QByteArray headers
        = hostHeader.isEmpty() ? host() : hostHeader.replace("%PORT%", QByteArray::number(port()));
    const QByteArray page = exchange(line + "\r\n" + headers + "\r\n");
    QVERIFY2(page.startsWith(QByteArray("HTTP/1.1 " + status)), page.left(40).constData());
    QVERIFY(answered.isEmpty());
    QVERIFY(m_listener->isListening());
}

void TestLoopbackListener::refusesEndlessHeads()
{
    QSignalSpy answered(m_listener.get(), &LoopbackListener::answered);
    const QByteArray page = exchange("GET /callback?code=" + QByteArray(20000, 'a')
        + "&state=right HTTP/1.1\r\n" + host() + "\r\n");
    QVERIFY2(page.isEmpty() || page.startsWith("HTTP/1.1 431"), page.left(40).constData());
    QVERIFY(answered.isEmpty());
    QVERIFY(m_listener->isListening());
}

void TestLoopbackListener::wrongStateChangesNothing()
{
    QSignalSpy answered(m_listener.get(), &LoopbackListener::answered);
    QSignalSpy stray(m_listener.get(), &LoopbackListener::strayAnswer);
    QVERIFY(exchange("GET /callback?code=a&state=wrong HTTP/1.1\r\n" + host() + "\r\n").startsWith("HTTP/1.1 400"));
    QVERIFY(exchange("GET /callback?code=a HTTP/1.1\r\n" + host() + "\r\n").startsWith("HTTP/1.1 400"));
    QVERIFY(answered.isEmpty());
    QCOMPARE(stray.size(), 2);
    exchange("GET /callback?code=a&state=right HTTP/1.1\r\n" + host() + "\r\n");
    QCOMPARE(answered.size(), 1);
}

void TestLoopbackListener::headMayComeInPieces()
{
    QSignalSpy answered(m_listener.get(), &LoopbackListener::answered);
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port());
    QTRY_COMPARE(socket.state(), QTcpSocket::ConnectedState);
    const QByteArray request = "GET /callback?code=a&state=right HTTP/1.1\r\n" + host() + "\r\n";
    for (const char byte : request) {
        socket.write(&byte, 1);
        socket.flush();
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(answered.size(), 1);
}

void TestLoopbackListener::closeRefusesFurtherHits()
{
    const quint16 used = port();
    m_listener->close();
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, used);
    QTRY_COMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
}

void TestLoopbackListener::deadlineClosesThePort()
{
    LoopbackListener listener;
    QSignalSpy timedOut(&listener, &LoopbackListener::timedOut);
    QVERIFY(listener.listen([](const QUrlQuery &) { return true; }, 50));
    QTRY_COMPARE(timedOut.size(), 1);
    QVERIFY(!listener.isListening());
}

void TestLoopbackListener::twoListenersDoNotMix()
{
    LoopbackListener other;
    QVERIFY(other.listen([](const QUrlQuery &) { return true; }));
    QVERIFY(other.redirectUri() != m_listener->redirectUri());
    QSignalSpy answered(&other, &LoopbackListener::answered);
    exchange("GET /callback?code=a&state=right HTTP/1.1\r\n" + host() + "\r\n");
    QVERIFY(answered.isEmpty());
    QVERIFY(other.isListening());
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestLoopbackListener)
#include "tst_loopbacklistener.moc"
