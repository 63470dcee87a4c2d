// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consoledoor.h"

#include "core/base/async.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qint64 longestLine = 200;
constexpr auto ask = "show "_L1;
constexpr char shown[] = "shown\n";

QString pathOf(const QString &store)
{
    const QByteArray name = QCryptographicHash::hash(QDir::cleanPath(store).toUtf8(), QCryptographicHash::Sha256).toHex().first(24);
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + u"/gatehouse-"_s + QString::fromLatin1(name);
}

} // namespace

ConsoleDoor::ConsoleDoor(QObject *parent)
    : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ConsoleDoor::onConnection);
}

Status ConsoleDoor::open(const QString &store)
{
    close();
    QLocalServer::removeServer(pathOf(store));
    if (!m_server.listen(pathOf(store)))
        return fail(storageError(u"A second window of Gatehouse cannot find this one."_s, m_server.errorString()));
    return {};
}

void ConsoleDoor::close()
{
    m_server.close();
}

void ConsoleDoor::onConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        // Who says nothing is not waited for.
        QTimer::singleShot(patienceMs, socket, &QLocalSocket::abort);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > longestLine)
                    socket->abort();
                return;
            }
            const QString line = QString::fromUtf8(socket->readLine(longestLine)).trimmed();
            if (line != ask.trimmed() && !line.startsWith(ask)) {
                socket->abort();
                return;
            }
            socket->write(shown);
            socket->disconnectFromServer();
            Q_EMIT knocked(line.mid(ask.size()));
        });
    }
}

bool ConsoleDoor::isThere(const QString &store)
{
    return QFile::exists(pathOf(store));
}

QFuture<bool> ConsoleDoor::knock(const QString &store, const QString &page, QObject *context)
{
    auto promise = std::make_shared<QPromise<bool>>();
    promise->start();
    auto *socket = new QLocalSocket(context);
    const auto end = [promise, socket](bool answered) {
        if (promise->future().isFinished())
            return;
        promise->addResult(answered);
        promise->finish();
        socket->disconnect();
        socket->abort();
        socket->deleteLater();
    };
    connect(socket, &QLocalSocket::connected, socket, [socket, page] { socket->write(QString(ask + page + u'\n').toUtf8()); });
    connect(socket, &QLocalSocket::readyRead, socket, [socket, end] {
        if (socket->canReadLine())
            end(socket->readLine(longestLine) == shown);
    });
    // What was answered arrives before the end does.
    connect(socket, &QLocalSocket::disconnected, socket, [socket, end] { end(socket->readLine(longestLine) == shown); });
    connect(socket, &QLocalSocket::errorOccurred, socket, [end](QLocalSocket::LocalSocketError error) {
        if (error != QLocalSocket::PeerClosedError)
            end(false);
    });
    QTimer::singleShot(patienceMs, socket, [end] { end(false); });
    socket->connectToServer(pathOf(store));
    return promise->future();
}

} // namespace gatehouse
