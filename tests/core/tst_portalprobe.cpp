// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/portalprobe.h"

#include "core/base/json.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! A portal on loopback behind TLS, with a certificate made once for these tests.
class TlsPortal final : public QObject
{
public:
    explicit TlsPortal(const QString &pemFile, Meta meta = {})
    {
        QFile file(pemFile);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no certificate");
        const QByteArray pem = file.readAll();
        certificate = QSslCertificate::fromData(pem).value(0);
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(certificate);
        tls.setPrivateKey(QSslKey(pem, QSsl::Ec));
        m_server.setSslConfiguration(tls);
        connect(&m_server, &QTcpServer::pendingConnectionAvailable, this, [this, meta] { answer(meta); });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
    }

    QUrl url() const { return QUrl(u"https://127.0.0.1:%1"_s.arg(m_server.serverPort())); }

    QSslCertificate certificate;

private:
    void answer(const Meta &meta)
    {
        QTcpSocket *socket = m_server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [socket, meta] {
            if (!socket->readAll().contains("\r\n\r\n"))
                return;
            const QByteArray body = toJsonBytes(toJson(meta));
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            socket->disconnectFromHost();
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }

    QSslServer m_server;
};

Meta acme()
{
    Meta meta;
    meta.name = u"Acme Portal"_s;
    meta.minClientVersion = u"0.1.0"_s;
    meta.serverTime = QDateTime::currentDateTimeUtc();
    for (QString *text : {&meta.environmentLabel, &meta.region, &meta.apiVersion, &meta.serverVersion,
             &meta.oidc.issuer, &meta.oidc.clientId, &meta.oidc.resource, &meta.oidc.label})
        *text = u"x"_s;
    return meta;
}

} // namespace

//! What a portal's TLS says is told in words, and never waved through.
class TestPortalProbe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void unknownAuthorityIsRefused();
    void anotherNameIsRefused();
    void trustedPortalIsDescribed();
    void tooOldConsoleIsTold();

private:
    static void trust(const QSslCertificate &certificate);
    const QSslConfiguration m_original = QSslConfiguration::defaultConfiguration();
};

void TestPortalProbe::cleanup()
{
    QSslConfiguration::setDefaultConfiguration(m_original);
}

void TestPortalProbe::trust(const QSslCertificate &certificate)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({certificate});
    QSslConfiguration::setDefaultConfiguration(tls);
}

void TestPortalProbe::unknownAuthorityIsRefused()
{
    TlsPortal portal(QFINDTESTDATA("data/thiscomputer.pem"), acme());
    AuthHttp http;
    const auto found = probePortal(http, portal.url());
    QTRY_VERIFY(found.isFinished());
    QVERIFY(!found.result());
    QCOMPARE(found.result().error().kind, ErrorKind::Network);
    QVERIFY2(found.result().error().message.contains(u"does not trust"_s), qPrintable(found.result().error().message));
}

void TestPortalProbe::anotherNameIsRefused()
{
    TlsPortal portal(QFINDTESTDATA("data/othername.pem"), acme());
    trust(portal.certificate);
    AuthHttp http;
    const auto found = probePortal(http, portal.url());
    QTRY_VERIFY(found.isFinished());
    QVERIFY(!found.result());
    QVERIFY2(found.result().error().message.contains(u"another name"_s), qPrintable(found.result().error().message));
}

void TestPortalProbe::trustedPortalIsDescribed()
{
    TlsPortal portal(QFINDTESTDATA("data/thiscomputer.pem"), acme());
    trust(portal.certificate);
    AuthHttp http;
    const auto found = probePortal(http, portal.url());
    QTRY_VERIFY(found.isFinished());
    QVERIFY2(found.result(), qPrintable(found.result() ? QString() : found.result().error().message));
    QCOMPARE(found.result()->meta.name, u"Acme Portal"_s);
    QCOMPARE(found.result()->tlsProtocol, u"TLS 1.3"_s);
    QCOMPARE(found.result()->certificateIssuer, u"Gatehouse test authority"_s);
}

void TestPortalProbe::tooOldConsoleIsTold()
{
    Meta meta = acme();
    meta.minClientVersion = u"99.0.0"_s;
    TlsPortal portal(QFINDTESTDATA("data/thiscomputer.pem"), meta);
    trust(portal.certificate);
    AuthHttp http;
    const auto found = probePortal(http, portal.url());
    QTRY_VERIFY(found.isFinished());
    QCOMPARE(found.result().error().code, u"client_too_old"_s);
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestPortalProbe)
#include "tst_portalprobe.moc"
