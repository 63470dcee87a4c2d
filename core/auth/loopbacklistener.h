// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QTcpServer>
#include <QTimer>
#include <QUrlQuery>

#include <functional>

namespace gatehouse {

//! Waits on 127.0.0.1 for the one redirect that ends a sign-in in the browser (RFC 8252 7.3). Only a
//! GET of the exact path with the exact Host whose parameters \a expects takes counts: it is answered
//! with a page, reported, and the port is closed. Everything else gets 4xx and changes nothing.
class LoopbackListener final : public QObject
{
    Q_OBJECT

public:
    using Expectation = std::function<bool(const QUrlQuery &)>;

    explicit LoopbackListener(QObject *parent = nullptr);
    ~LoopbackListener() override;

    //! Takes a free port and waits for \a deadlineMs.
    [[nodiscard]] Status listen(Expectation expects, int deadlineMs = 5 * 60 * 1000);
    void close();
    bool isListening() const { return m_server.isListening(); }
    //! "http://127.0.0.1:PORT/callback"
    QString redirectUri() const;

Q_SIGNALS:
    void answered(const QUrlQuery &parameters);
    //! A well-formed answer that belongs to no sign-in of ours came and was ignored.
    void strayAnswer();
    void timedOut();

private:
    void onConnection();
    void onReadable(QTcpSocket *socket);
    QByteArray judge(const QByteArray &head, std::optional<QUrlQuery> *accepted) const;

    QTcpServer m_server;
    QTimer m_deadline;
    Expectation m_expects;
    QByteArray m_authority;
};

} // namespace gatehouse
