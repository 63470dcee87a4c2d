// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/message.h"
#include "core/base/result.h"

#include <atomic>
#include <chrono>
#include <memory>

namespace gatehouse::http {

//! HTTP/1.1 on a few threads, each with its own event loop. Everything a peer can do is bounded:
//! header and body size, time for each step, number of connections, bytes waiting in a stream.
class Server final
{
public:
    struct Options
    {
        QString address = QStringLiteral("127.0.0.1");
        quint16 port = 0; //!< 0: any free one.
        bool allowRemote = false; //!< Without it only loopback addresses are accepted.
        int threads = 2;
        int maxConnections = 8192;
        quint32 headerLimit = 32 * 1024;
        quint64 bodyLimit = 1024 * 1024;
        std::chrono::milliseconds idleTimeout {75'000};
        std::chrono::milliseconds readTimeout {15'000};
        std::chrono::milliseconds writeTimeout {20'000};
        std::chrono::milliseconds drainTimeout {3'000};
        bool accessLog = false; //!< A line for each answer at level info: route and status, never values.
        qsizetype streamBacklog = 1024 * 1024;
    };
    struct Gauges
    {
        std::atomic<int> connections = 0;
        std::atomic<int> streams = 0;
    };

    //! Binds and listens; connections wait until serve().
    static Result<std::unique_ptr<Server>> listen(Options options);
    //! Serves until destroyed. \a application must outlive the server.
    void serve(Application &application);
    //! Takes no new connections, lets running answers end, then closes. Safe to call twice.
    void stop();
    ~Server();
    Q_DISABLE_COPY_MOVE(Server)

    quint16 port() const;
    const Gauges &gauges() const;

private:
    struct Private;
    explicit Server(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::http
