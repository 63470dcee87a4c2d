// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/scriptedserver.h"

#include <QTimer>

namespace gatehouse::coretest {

ScriptedServer::ScriptedServer(Script script)
    : m_script(std::move(script))
{
    connect(this, &QTcpServer::newConnection, this, &ScriptedServer::onConnection);
    listen(QHostAddress::LocalHost);
}

QUrl ScriptedServer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort()));
}

void ScriptedServer::push(const QByteArray &bytes)
{
    m_stream->write(bytes);
    m_stream->flush();
}

void ScriptedServer::endStream()
{
    m_stream->disconnectFromHost();
    m_stream = nullptr;
}

void ScriptedServer::onConnection()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onBytes(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_buffers.remove(socket);
            socket->deleteLater();
        });
    }
}

void ScriptedServer::onBytes(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    SeenRequest request;
    const QList<QByteArray> lines = buffer.left(end).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    request.verb = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.header("content-length").toInt();
    if (buffer.size() < end + 4 + length)
        return;
    request.body = buffer.mid(end + 4, length);
    buffer.remove(0, end + 4 + length);
    m_seen.append(request);
    const ScriptedAnswer given = m_script(request);
    if (given.delayMs > 0)
        QTimer::singleShot(given.delayMs, socket, [this, socket, given] { answer(socket, given); });
    else
        answer(socket, given);
}

void ScriptedServer::answer(QTcpSocket *socket, const ScriptedAnswer &given)
{
    if (given.hang)
        return;
    if (given.reset) {
        socket->abort();
        return;
    }
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(given.status) + " X\r\n";
    for (const QByteArray &header : given.headers)
        bytes += header + "\r\n";
    if (given.stream) {
        m_stream = socket;
        socket->write(bytes + "\r\n");
        socket->flush();
        return;
    }
    const qsizetype promised = given.body.size() + (given.cutOff ? 100 : 0);
    bytes += "Content-Length: " + QByteArray::number(promised) + "\r\nConnection: close\r\n\r\n" + given.body;
    socket->write(bytes);
    socket->disconnectFromHost();
}

ScriptedAnswer jsonAnswer(const QByteArray &body, int status)
{
    ScriptedAnswer answer;
    answer.status = status;
    answer.body = body;
    return answer;
}

ScriptedAnswer problemAnswer(int status, const QByteArray &code, const QByteArray &detail)
{
    ScriptedAnswer answer;
    answer.status = status;
    answer.headers = {"Content-Type: application/problem+json", "X-Correlation-ID: from-header"};
    answer.body = R"({"type":"about:blank","title":"No","status":)" + QByteArray::number(status) + R"(,"detail":")" + detail
        + R"(","code":")" + code
        + R"(","correlationId":"c-1","retryable":false,"errors":[{"pointer":"/name","code":"required","message":"A name"}],)"
          R"("allowedActions":["comment"]})";
    return answer;
}

} // namespace gatehouse::coretest
