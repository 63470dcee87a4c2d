// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/exchangegate.h"

#include <QFile>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

//! -1 while the head is not complete.
qsizetype lengthOf(const QByteArray &request)
{
    const qsizetype headEnd = request.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return -1;
    qsizetype body = 0;
    for (const QByteArray &line : request.first(headEnd).split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            body = line.mid(line.indexOf(':') + 1).trimmed().toLongLong();
    }
    return headEnd + 4 + body;
}

//! So that the end of the answer is the end of the connection.
QByteArray asLastOne(const QByteArray &request)
{
    const qsizetype headEnd = request.indexOf("\r\n\r\n");
    QByteArray head;
    for (const QByteArray &line : request.first(headEnd).split('\n')) {
        if (!line.toLower().startsWith("connection:"))
            head += line.trimmed() + "\r\n";
    }
    return head + "Connection: close\r\n\r\n" + request.sliced(headEnd + 4);
}

} // namespace

ExchangeGate::ExchangeGate(QUrl portal)
    : m_portal(std::move(portal))
{
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("the gate cannot listen");
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *console = m_server.nextPendingConnection())
            serve(console);
    });
}

QUrl ExchangeGate::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()));
}

void ExchangeGate::cut(int number, Moment moment, std::function<void()> happen)
{
    m_cutAt = number;
    m_moment = moment;
    m_happen = std::move(happen);
}

void ExchangeGate::mark(const QString &file, const QByteArray &part)
{
    m_mark = file;
    m_markedPart = part;
}

void ExchangeGate::serve(QTcpSocket *console)
{
    connect(console, &QTcpSocket::disconnected, console, &QObject::deleteLater);
    const auto request = std::make_shared<QByteArray>();
    const auto read = [this, console, request] {
        *request += console->readAll();
        const qsizetype length = lengthOf(*request);
        if (length < 0 || request->size() < length)
            return;
        console->disconnect(this);
        forward(console, *request, ++m_exchanges);
    };
    connect(console, &QTcpSocket::readyRead, this, read);
    read();
}

void ExchangeGate::forward(QTcpSocket *console, const QByteArray &request, int number)
{
    if (isCut(number, Moment::BeforeItArrives)) {
        console->abort();
        return;
    }
    if (m_markedExchange == 0 && !m_mark.isEmpty() && request.first(request.indexOf('\n')).contains(m_markedPart)) {
        m_markedExchange = number;
        setMarked(true);
    }
    auto *portal = new QTcpSocket(console);
    const auto answer = std::make_shared<QByteArray>();
    connect(portal, &QTcpSocket::readyRead, console, [portal, answer] { *answer += portal->readAll(); });
    connect(portal, &QTcpSocket::disconnected, this, [this, console, answer, number] { onAnswered(console, *answer, number); });
    connect(portal, &QTcpSocket::errorOccurred, this, [this, console, portal, answer, number] {
        if (portal->state() == QTcpSocket::UnconnectedState && answer->isEmpty())
            onAnswered(console, {}, number);
    });
    portal->connectToHost(m_portal.host(), quint16(m_portal.port()));
    portal->write(asLastOne(request));
}

void ExchangeGate::onAnswered(QTcpSocket *console, const QByteArray &answer, int number)
{
    if (number == m_markedExchange)
        setMarked(false);
    if (answer.isEmpty() || isCut(number, Moment::BeforeItIsAnswered)) {
        console->abort();
        return;
    }
    console->write(answer);
    console->disconnectFromHost();
}

bool ExchangeGate::isCut(int number, Moment moment)
{
    if (number != m_cutAt || moment != m_moment)
        return false;
    m_wasCut = true;
    m_happen();
    return true;
}

void ExchangeGate::setMarked(bool marked)
{
    QFile file(m_mark);
    if (marked ? !file.open(QIODevice::WriteOnly) : !file.remove())
        qFatal("the mark cannot be set");
}

} // namespace gatehouse::testsupport
