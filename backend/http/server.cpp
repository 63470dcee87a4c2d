// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/server.h"

#include "backend/http/connection.h"
#include "core/base/log.h"

#include <fcntl.h>
#include <list>
#include <thread>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::http {

namespace {

//! One thread, its event loop and the connections that live on it.
struct Loop
{
    asio::io_context context {1};
    asio::executor_work_guard<asio::io_context::executor_type> work {context.get_executor()};
    std::list<std::weak_ptr<Connection>> connections;
    bool isFinishing = false; //!< Of its own thread.
    std::thread thread;

    void add(const std::shared_ptr<Connection> &connection)
    {
        connections.remove_if([](const auto &known) { return known.expired(); });
        connections.push_back(connection);
    }
};

//! A program that the server starts must not hold it: when the server is killed, its port would stay
//! taken and its clients would wait for answers.
template <typename Socket>
void keepFromChildren(Socket &socket)
{
    ::fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);
}

} // namespace

struct Server::Private
{
    explicit Private(Options given)
        : options(std::move(given))
    {
        for (int i = 0; i < std::max(1, options.threads); ++i)
            loops.push_back(std::make_unique<Loop>());
    }

    Status listen();
    void accept();
    void onAccepted(Loop &loop, Tcp::socket socket);
    void drain();

    Options options;
    Application *application = nullptr;
    Gauges gauges;
    std::vector<std::unique_ptr<Loop>> loops;
    std::optional<Tcp::acceptor> acceptor;
    std::optional<asio::steady_timer> pause;
    size_t next = 0;
    quint16 port = 0;
    bool stopped = false;
};

Status Server::Private::listen()
{
    beast::error_code error;
    const auto address = asio::ip::make_address(options.address.toStdString(), error);
    if (error)
        return fail(inputError(u"bad_address"_s, u"%1 is not an address to listen on"_s.arg(options.address)));
    if (!address.is_loopback() && !options.allowRemote) {
        return fail(inputError(u"not_loopback"_s,
            u"Listening on %1 reaches other computers without TLS: put a gateway before it and say --allow-remote"_s.arg(
                options.address)));
    }
    const Tcp::endpoint endpoint(address, options.port);
    acceptor.emplace(loops.front()->context);
    acceptor->open(endpoint.protocol(), error);
    if (!error)
        acceptor->set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        acceptor->bind(endpoint, error);
    if (!error)
        acceptor->listen(1024, error);
    if (error) {
        return fail(networkError(u"Cannot listen on %1:%2"_s.arg(options.address).arg(options.port),
            QString::fromStdString(error.message())));
    }
    keepFromChildren(*acceptor);
    port = acceptor->local_endpoint().port();
    pause.emplace(loops.front()->context);
    return {};
}

void Server::Private::accept()
{
    Loop &loop = *loops[next++ % loops.size()];
    acceptor->async_accept(loop.context, [this, &loop](beast::error_code error, Tcp::socket socket) {
        if (error == asio::error::operation_aborted || !acceptor->is_open())
            return;
        if (error) {
            // Out of file descriptors: trying again at once would only burn the processor.
            pause->expires_after(std::chrono::milliseconds(50));
            pause->async_wait([this](beast::error_code ended) {
                if (!ended)
                    accept();
            });
            return;
        }
        onAccepted(loop, std::move(socket));
        accept();
    });
}

void Server::Private::onAccepted(Loop &loop, Tcp::socket socket)
{
    beast::error_code ignored;
    socket.set_option(Tcp::no_delay(true), ignored);
    keepFromChildren(socket);
    auto connection = std::make_shared<Connection>(std::move(socket), options, *application, gauges);
    const bool busy = gauges.connections > options.maxConnections;
    asio::post(loop.context, [&loop, connection, busy] {
        loop.add(connection);
        busy ? connection->refuseBusy() : connection->start();
        // It came while the others were told: nobody else would, and the end would wait for it.
        if (loop.isFinishing)
            connection->finishSoon();
    });
}

void Server::Private::drain()
{
    asio::post(loops.front()->context, [this] {
        beast::error_code ignored;
        acceptor->close(ignored);
    });
    for (const auto &loop : loops) {
        asio::post(loop->context, [target = loop.get()] {
            target->isFinishing = true;
            for (const auto &known : target->connections) {
                if (auto connection = known.lock())
                    connection->finishSoon();
            }
        });
    }
    const auto deadline = std::chrono::steady_clock::now() + options.drainTimeout;
    while (gauges.connections > 0 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

Result<std::unique_ptr<Server>> Server::listen(Options options)
{
    auto d = std::make_unique<Private>(std::move(options));
    GATEHOUSE_TRY(d->listen());
    return std::unique_ptr<Server>(new Server(std::move(d)));
}

void Server::serve(Application &application)
{
    d->application = &application;
    d->accept();
    for (const auto &loop : d->loops)
        loop->thread = std::thread([target = loop.get()] { target->context.run(); });
}

Server::Server(std::unique_ptr<Private> implementation)
    : d(std::move(implementation))
{
}

void Server::stop()
{
    if (std::exchange(d->stopped, true))
        return;
    if (d->application)
        d->drain();
    for (const auto &loop : d->loops) {
        loop->work.reset();
        loop->context.stop();
    }
    for (const auto &loop : d->loops) {
        if (loop->thread.joinable())
            loop->thread.join();
    }
    // The loops may have ended before they came to it. Who knocks now is to hear that nobody is there.
    beast::error_code ignored;
    if (d->acceptor)
        d->acceptor->close(ignored);
}

Server::~Server()
{
    stop();
}

quint16 Server::port() const
{
    return d->port;
}

const Server::Gauges &Server::gauges() const
{
    return d->gauges;
}

} // namespace gatehouse::http
