// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/asio.h"
#include "backend/http/message.h"
#include "backend/http/server.h"

#include <deque>
#include <optional>

namespace gatehouse::http {

//! One accepted socket, living on the one thread of its context: reads a request, hands it to the
//! application, writes the answer, and again while the peer keeps the connection.
//!
//!     waiting ─► reading head ─► reading body ─► answering ─► writing ─► waiting
//!                                                               └─► streaming ─► closed
class Connection final : public std::enable_shared_from_this<Connection>
{
public:
    Connection(Tcp::socket socket, const Server::Options &options, Application &application, Server::Gauges &gauges);
    ~Connection();

    void start();
    //! Closes now when idle or streaming, otherwise after the answer. Only on its own thread.
    void finishSoon();
    //! Answers 503 and closes: there are too many connections.
    void refuseBusy();

private:
    class EventStream;
    enum class Phase { Waiting, Reading, Answering, Writing, Streaming, Closed };

    void waitForRequest();
    void readHead();
    void onHead();
    quint64 bodyLimit() const;
    void readBody();
    void onReadError(const beast::error_code &error);
    void dispatch();
    void answer(Response response);
    void onWritten();
    void refuse(int status, const QString &code, const QString &message);
    void logAccess() const;
    void beginStream();
    void watchForEnd();
    void queue(QByteArray bytes);
    void writeQueued();
    void close();

    beast::tcp_stream m_stream;
    const Server::Options &m_options;
    Application &m_application;
    Server::Gauges &m_gauges;
    beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    Phase m_phase = Phase::Waiting;
    bool m_keepAlive = true;
    bool m_finishing = false;
    QString m_remoteAddress;
    QString m_correlationId;
    Method m_method = Method::Get;
    std::chrono::steady_clock::time_point m_started;
    Response m_response;
    std::string m_head;
    std::deque<QByteArray> m_queued;
    qsizetype m_queuedBytes = 0;
    std::shared_ptr<EventStream> m_events;
    char m_discard[64] = {};
};

} // namespace gatehouse::http
