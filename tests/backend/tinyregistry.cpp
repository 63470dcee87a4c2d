// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tinyregistry.h"

#include <QTcpSocket>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

TinyRegistry::TinyRegistry()
{
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection())
            serve(*socket);
    });
}

QUrl TinyRegistry::url() const
{
    return QUrl(u"http://127.0.0.1:%1/"_s.arg(serverPort()));
}

void TinyRegistry::serve(QTcpSocket &socket)
{
    connect(&socket, &QTcpSocket::disconnected, &socket, &QObject::deleteLater);
    connect(&socket, &QIODevice::readyRead, this, [this, &socket] {
        const QByteArray head = socket.peek(64 * 1024);
        const qsizetype end = head.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        socket.read(end + 4);
        reply(socket, head.left(end));
    });
}

void TinyRegistry::reply(QTcpSocket &socket, const QByteArray &head)
{
    const QList<QByteArray> lines = head.split('\n');
    Seen seen{lines.first().split(' ').value(1), {}};
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        seen.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    m_seen << seen;

    QList<Answer> &answers = m_answers[seen.path];
    Answer answer = answers.isEmpty() ? Answer{404, "{}"} : answers.first();
    if (answers.size() > 1)
        answers.removeFirst();
    if (answer.silent)
        return;
    QByteArray text
        = "HTTP/1.1 " + QByteArray::number(answer.status) + " Scripted\r\nConnection: close\r\n";
    text += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
    for (const QByteArray &header : std::as_const(answer.headers))
        text += header + "\r\n";
    socket.write(text + "\r\n"
        + answer.body.left(answer.cutAfter < 0 ? answer.body.size() : answer.cutAfter));
    socket.disconnectFromHost();
}

} // namespace gatehouse::testsupport
