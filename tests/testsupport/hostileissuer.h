// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/jws.h"

#include <QHash>
#include <QTcpServer>
#include <QUrlQuery>

#include <functional>

namespace gatehouse::testsupport {

//! An OpenID provider that answers what a test tells it to, for the answers that no honest provider
//! gives: wrong claims, swapped keys, HTML, silence. Honest flows are tested against real ones.
//! Lives on the test's thread.
class HostileIssuer final : public QObject
{
    Q_OBJECT

public:
    struct Seen
    {
        QByteArray method;
        QString path;
        QUrlQuery query;
        QUrlQuery form;
        QHash<QByteArray, QByteArray> headers; //!< Names in lower case.
    };
    struct Answer
    {
        int status = 200;
        QByteArray body;
        QByteArray contentType = "application/json";
        QList<QByteArray> headers;
        bool hangUp = false; //!< Close without a word.
        bool silent = false; //!< Never answer.
    };
    using Handler = std::function<Answer(const Seen &)>;

    explicit HostileIssuer(QObject *parent = nullptr);
    ~HostileIssuer() override;

    //! "http://127.0.0.1:PORT"
    QString issuer() const;
    //! Discovery and keys answer with these; tests change them.
    QJsonObject metadata;
    QList<QJsonObject> keys;
    //! Signs what the test hands out; listed in keys at first.
    JwsSigningKey key = JwsSigningKey::generate();

    //! Replaces what \a path answers.
    void setHandler(const QString &path, Handler handler) { m_handlers.insert(path, std::move(handler)); }
    int count(const QString &path) const;
    const QList<Seen> &seen() const { return m_seen; }

    static Answer json(const QJsonObject &object, int status = 200);

private:
    void onConnection();
    void onData(QTcpSocket *socket);
    Answer answer(const Seen &request) const;

    QTcpServer m_server;
    QHash<QTcpSocket *, QByteArray> m_pending;
    QHash<QString, Handler> m_handlers;
    QList<Seen> m_seen;
};

} // namespace gatehouse::testsupport
