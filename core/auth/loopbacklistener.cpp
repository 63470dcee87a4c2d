// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/loopbacklistener.h"

#include <QCryptographicHash>
#include <QTcpSocket>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr char callbackPath[] = "/callback";
constexpr qsizetype longestHead = 16 * 1024;
constexpr int idleConnectionMs = 10'000;
constexpr int mostConnections = 16;

constexpr char styleSheet[]
    = ":root{color-scheme:light dark}body{font:16px/1.5 Inter,system-ui,sans-serif;max-width:32em;"
      "margin:15vh auto;padding:0 1em}h1{font-size:1.4em}";

QByteArray response(int status, const QByteArray &reason, const QByteArray &body)
{
    static const QByteArray styleHash
        = QCryptographicHash::hash(QByteArray(styleSheet), QCryptographicHash::Sha256).toBase64();
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason
        + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
        + QByteArray::number(body.size())
        + "\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer"
          "\r\nX-Content-Type-Options: nosniff"
          "\r\nContent-Security-Policy: default-src 'none'; style-src 'sha256-"
        + styleHash + "'; frame-ancestors 'none'; base-uri 'none'\r\n\r\n" + body;
}

QByteArray page(const QString &heading, const QString &text)
{
    return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Gatehouse</title>"
           "<style>"
        + QByteArray(styleSheet) + "</style></head><body><h1>" + heading.toHtmlEscaped().toUtf8()
        + "</h1><p>" + text.toHtmlEscaped().toUtf8() + "</p></body></html>\n";
}

QByteArray refusal(int status, const QByteArray &reason)
{
    return response(status, reason,
        page(u"This is not the page you are looking for"_s,
            u"Only the sign-in that Gatehouse started can end here."_s));
}

QByteArray answerPage(const QUrlQuery &parameters)
{
    if (!parameters.hasQueryItem(u"error"_s)) {
        return response(200, "OK",
            page(u"Go back to Gatehouse"_s, u"It has the answer. You can close this page."_s));
    }
    QString why = parameters.queryItemValue(u"error_description"_s, QUrl::FullyDecoded).left(200);
    if (why.isEmpty())
        why = parameters.queryItemValue(u"error"_s, QUrl::FullyDecoded).left(64);
    return response(200, "OK",
        page(u"You are not signed in"_s, u"The identity provider says: %1"_s.arg(why)));
}

//! Every Host header of \a head; a second one is as wrong as another one.
QList<QByteArray> hosts(const QByteArray &head)
{
    QList<QByteArray> found;
    const QList<QByteArray> lines = head.split('\n').mid(1);
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).toLower() == "host")
            found.append(line.mid(colon + 1).trimmed());
    }
    return found;
}

} // namespace

LoopbackListener::LoopbackListener(QObject *parent)
    : QObject(parent)
{
    m_server.setMaxPendingConnections(mostConnections);
    m_deadline.setSingleShot(true);
    connect(&m_server, &QTcpServer::newConnection, this, &LoopbackListener::onConnection);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        close();
        Q_EMIT timedOut();
    });
}

LoopbackListener::~LoopbackListener() = default;

Status LoopbackListener::listen(Expectation expects, int deadlineMs)
{
    close();
    if (!m_server.listen(QHostAddress(u"127.0.0.1"_s), 0)) {
        return fail(networkError(u"This computer gives no port on 127.0.0.1 for the answer of the browser."_s,
            m_server.errorString()));
    }
    m_expects = std::move(expects);
    m_authority = "127.0.0.1:" + QByteArray::number(m_server.serverPort());
    m_deadline.start(deadlineMs);
    return {};
}

void LoopbackListener::close()
{
    m_server.close();
    m_deadline.stop();
}

QString LoopbackListener::redirectUri() const
{
    return u"http://"_s + QString::fromLatin1(m_authority) + QLatin1String(callbackPath);
}

void LoopbackListener::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        // Not the server's child: the page is still being written when the port is closed.
        socket->setParent(this);
        socket->setReadBufferSize(longestHead + 1);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onReadable(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(idleConnectionMs, socket, &QTcpSocket::abort);
        if (findChildren<QTcpSocket *>().size() > mostConnections)
            socket->abort();
    }
}

void LoopbackListener::onReadable(QTcpSocket *socket)
{
    const QByteArray seen = socket->peek(longestHead + 1);
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end < 0 && seen.size() <= longestHead)
        return;
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    std::optional<QUrlQuery> accepted;
    const QByteArray answer = end < 0 ? refusal(431, "Request Header Fields Too Large")
                                      : judge(seen.left(end), &accepted);
    socket->readAll();
    socket->write(answer);
    socket->disconnectFromHost();
    if (!accepted) {
        if (answer.startsWith("HTTP/1.1 400"))
            Q_EMIT strayAnswer();
        return;
    }
    close();
    Q_EMIT answered(*accepted);
}

QByteArray LoopbackListener::judge(const QByteArray &head, std::optional<QUrlQuery> *accepted) const
{
    if (!isListening())
        return refusal(410, "Gone");
    const QList<QByteArray> words = head.left(head.indexOf('\r')).split(' ');
    if (words.size() != 3 || !words.at(2).startsWith("HTTP/1.") || hosts(head) != QList {m_authority})
        return refusal(421, "Misdirected Request");
    if (words.at(0) != "GET")
        return refusal(405, "Method Not Allowed");
    const qsizetype mark = words.at(1).indexOf('?');
    if (words.at(1).left(mark < 0 ? words.at(1).size() : mark) != callbackPath)
        return refusal(404, "Not Found");
    // A plus is a space in a form; QUrlQuery leaves it alone.
    QByteArray encoded = mark < 0 ? QByteArray() : words.at(1).mid(mark + 1);
    const QUrlQuery parameters(QString::fromLatin1(encoded.replace('+', "%20")));
    if (!m_expects(parameters))
        return refusal(400, "Bad Request");
    *accepted = parameters;
    return answerPage(parameters);
}

} // namespace gatehouse
