// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/hostileissuer.h"

#include "core/base/json.h"

#include <QJsonArray>
#include <QTcpSocket>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

HostileIssuer::HostileIssuer(QObject *parent)
    : QObject(parent)
{
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no loopback port for the issuer");
    connect(&m_server, &QTcpServer::newConnection, this, &HostileIssuer::onConnection);
    const QString base = issuer();
    metadata = {{u"issuer"_s, base}, {u"authorization_endpoint"_s, QString(base + u"/authorize"_s)},
        {u"token_endpoint"_s, QString(base + u"/token"_s)}, {u"jwks_uri"_s, QString(base + u"/jwks"_s)},
        {u"revocation_endpoint"_s, QString(base + u"/revoke"_s)},
        {u"device_authorization_endpoint"_s, QString(base + u"/device_authorization"_s)},
        {u"code_challenge_methods_supported"_s, QJsonArray {u"S256"_s}},
        {u"authorization_response_iss_parameter_supported"_s, true}};
    keys = {key.publicJwk()};
}

QString HostileIssuer::issuer() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_server.serverPort());
}

int HostileIssuer::count(const QString &path) const
{
    return int(std::count_if(
        m_seen.begin(), m_seen.end(), [&path](const Seen &request) { return request.path == path; }));
}

HostileIssuer::Answer HostileIssuer::json(const QJsonObject &object, int status)
{
    Answer answer;
    answer.status = status;
    answer.body = toJsonBytes(object);
    return answer;
}

HostileIssuer::Answer HostileIssuer::answer(const Seen &request) const
{
    if (const Handler handler = m_handlers.value(request.path))
        return handler(request);
    if (request.path == u"/.well-known/openid-configuration"_s)
        return json(metadata);
    if (request.path == u"/jwks"_s) {
        QJsonArray list;
        for (const QJsonObject &jwk : keys)
            list.append(jwk);
        return json({{u"keys"_s, list}});
    }
    return json({{u"error"_s, u"not_found"_s}}, 404);
}

HostileIssuer::~HostileIssuer()
{
    // Connections end after the members they report to.
    const auto sockets = findChildren<QTcpSocket *>() + m_server.findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets)
        socket->disconnect(this);
}

void HostileIssuer::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_pending.remove(socket);
            socket->deleteLater();
        });
    }
}

void HostileIssuer::onData(QTcpSocket *socket)
{
    QByteArray &data = m_pending[socket];
    data += socket->readAll();
    const qsizetype headEnd = data.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    Seen request;
    const QList<QByteArray> lines = data.left(headEnd).split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const QByteArray body = data.mid(headEnd + 4);
    if (body.size() < request.headers.value("content-length").toInt())
        return;
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    const QUrl url = QUrl::fromEncoded(words.value(1));
    request.method = words.value(0);
    request.path = url.path();
    request.query = QUrlQuery(url);
    request.form = QUrlQuery(QString::fromLatin1(body));
    data.clear();
    m_seen.append(request);

    const Answer reply = answer(request);
    if (reply.silent)
        return;
    if (!reply.hangUp) {
        socket->write("HTTP/1.1 " + QByteArray::number(reply.status) + " X\r\nContent-Type: "
            + reply.contentType + "\r\nConnection: close\r\nContent-Length: "
            + QByteArray::number(reply.body.size()) + "\r\n");
        for (const QByteArray &header : reply.headers)
            socket->write(header + "\r\n");
        socket->write("\r\n" + reply.body);
    }
    socket->disconnectFromHost();
}

} // namespace gatehouse::testsupport
