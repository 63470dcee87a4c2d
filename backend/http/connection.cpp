// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/http/connection.h"

#include "backend/http/requestreader.h"
#include "backend/http/responsewriter.h"
#include "core/base/log.h"

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::http {

//! The application's end of a stream. Outlives the connection harmlessly.
class Connection::EventStream final : public Stream
{
public:
    explicit EventStream(const std::shared_ptr<Connection> &connection)
        : m_connection(connection)
        , m_executor(connection->m_stream.get_executor())
    {
    }
    bool send(const QByteArray &bytes) override
    {
        if (!m_open)
            return false;
        asio::post(m_executor, [weak = m_connection, bytes] {
            if (auto connection = weak.lock())
                connection->queue(bytes);
        });
        return true;
    }
    void close() override
    {
        m_open = false;
        asio::post(m_executor, [weak = m_connection] {
            if (auto connection = weak.lock())
                connection->close();
        });
    }
    void markClosed() { m_open = false; }

private:
    std::weak_ptr<Connection> m_connection;
    beast::tcp_stream::executor_type m_executor;
    std::atomic<bool> m_open = true;
};

Connection::Connection(
    Tcp::socket socket, const Server::Options &options, Application &application, Server::Gauges &gauges)
    : m_stream(std::move(socket))
    , m_options(options)
    , m_application(application)
    , m_gauges(gauges)
    , m_buffer(options.headerLimit + 64 * 1024)
{
    ++m_gauges.connections;
    beast::error_code error;
    const auto peer = m_stream.socket().remote_endpoint(error);
    if (!error)
        m_remoteAddress = QString::fromStdString(peer.address().to_string());
}

Connection::~Connection()
{
    if (m_events)
        m_events->markClosed();
    --m_gauges.connections;
}

void Connection::start()
{
    waitForRequest();
}

void Connection::finishSoon()
{
    m_finishing = true;
    if (m_phase == Phase::Waiting || m_phase == Phase::Streaming)
        close();
}

void Connection::refuseBusy()
{
    m_parser.emplace();
    m_correlationId = correlationIdOf(*m_parser);
    refuse(503, u"unavailable"_s, u"The server has too many connections. Try again in a moment."_s);
}

void Connection::waitForRequest()
{
    m_phase = Phase::Waiting;
    if (m_buffer.size() > 0)
        return readHead();
    m_stream.expires_after(m_options.idleTimeout);
    m_stream.async_read_some(m_buffer.prepare(4096), [self = shared_from_this()](beast::error_code error, size_t count) {
        if (error)
            return self->close();
        self->m_buffer.commit(count);
        self->readHead();
    });
}

void Connection::readHead()
{
    m_phase = Phase::Reading;
    m_started = std::chrono::steady_clock::now();
    m_parser.emplace();
    m_parser->header_limit(m_options.headerLimit);
    // Known once the head says where it goes. No limit at all would refuse every announced length:
    // Boost compares with the empty optional.
    m_parser->body_limit(std::numeric_limits<quint64>::max());
    m_stream.expires_after(m_options.readTimeout);
    beast::http::async_read_header(
        m_stream, m_buffer, *m_parser, [self = shared_from_this()](beast::error_code error, size_t) {
            error ? self->onReadError(error) : self->onHead();
        });
}

void Connection::onHead()
{
    m_keepAlive = m_parser->keep_alive();
    m_correlationId = correlationIdOf(*m_parser);
    if (const auto refusal = judgeHead(*m_parser, !m_options.allowRemote))
        return refuse(refusal->status, refusal->code, refusal->message);
    const quint64 limit = bodyLimit();
    if (const auto length = m_parser->content_length(); length && *length > limit)
        return onReadError(beast::http::make_error_code(beast::http::error::body_limit));
    m_parser->body_limit(limit);
    if (m_parser->is_done())
        return dispatch();
    if (beast::iequals(m_parser->get()[beast::http::field::expect], "100-continue")) {
        static constexpr char goOn[] = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(m_stream, asio::buffer(goOn, sizeof goOn - 1),
            [self = shared_from_this()](beast::error_code error, size_t) {
                error ? self->close() : self->readBody();
            });
        return;
    }
    readBody();
}

quint64 Connection::bodyLimit() const
{
    const auto target = m_parser->get().target();
    return m_application.bodyLimit(QByteArray(target.data(), qsizetype(target.size()))).value_or(m_options.bodyLimit);
}

void Connection::readBody()
{
    beast::http::async_read(
        m_stream, m_buffer, *m_parser, [self = shared_from_this()](beast::error_code error, size_t) {
            error ? self->onReadError(error) : self->dispatch();
        });
}

void Connection::onReadError(const beast::error_code &error)
{
    const auto refusal = judgeReadError(error);
    if (!refusal)
        return close();
    m_correlationId = correlationIdOf(*m_parser);
    refuse(refusal->status, refusal->code, refusal->message);
}

void Connection::dispatch()
{
    m_phase = Phase::Answering;
    m_stream.expires_never();
    Request request = takeRequest(*m_parser, m_remoteAddress);
    request.correlationId = m_correlationId;
    m_method = request.method;
    // The answer comes from any thread and is written on ours.
    m_application.handle(std::move(request), [self = shared_from_this()](Response response) {
        asio::dispatch(self->m_stream.get_executor(),
            [self, response = std::move(response)]() mutable { self->answer(std::move(response)); });
    });
}

void Connection::refuse(int status, const QString &code, const QString &message)
{
    // What follows in the stream cannot be trusted to be a request.
    m_keepAlive = false;
    answer(m_application.refuse(status, code, message, m_correlationId));
}

void Connection::answer(Response response)
{
    m_phase = Phase::Writing;
    m_response = std::move(response);
    m_keepAlive = m_keepAlive && !m_finishing && !m_response.stream;
    m_head = responseHead(m_response, m_keepAlive);
    const std::array<asio::const_buffer, 2> buffers {
        asio::buffer(m_head), asio::buffer(m_response.body.constData(), size_t(m_response.body.size()))};
    m_stream.expires_after(m_options.writeTimeout);
    asio::async_write(m_stream, buffers, [self = shared_from_this()](beast::error_code error, size_t) {
        error ? self->close() : self->onWritten();
    });
}

void Connection::onWritten()
{
    logAccess();
    if (m_response.stream)
        return beginStream();
    if (!m_keepAlive)
        return close();
    m_response = {};
    waitForRequest();
}

void Connection::logAccess() const
{
    if (!m_options.accessLog)
        return;
    const auto spent = std::chrono::steady_clock::now() - m_started;
    log::to(log::Http)->info("{} {} {} {:.1f} ms {}", methodName(m_method),
        m_response.route.isEmpty() ? "-" : m_response.route.constData(), m_response.status,
        std::chrono::duration<double, std::milli>(spent).count(), m_correlationId);
}

void Connection::beginStream()
{
    m_phase = Phase::Streaming;
    ++m_gauges.streams;
    m_events = std::make_shared<EventStream>(shared_from_this());
    watchForEnd();
    const auto started = std::exchange(m_response.stream, nullptr);
    started(m_events);
}

void Connection::watchForEnd()
{
    m_stream.socket().async_read_some(
        asio::buffer(m_discard), [self = shared_from_this()](beast::error_code error, size_t) {
            error ? self->close() : self->watchForEnd();
        });
}

void Connection::queue(QByteArray bytes)
{
    if (m_phase != Phase::Streaming)
        return;
    m_queuedBytes += bytes.size();
    // A reader this far behind is better served by starting again from its last id.
    if (m_queuedBytes > m_options.streamBacklog)
        return close();
    m_queued.push_back(std::move(bytes));
    if (m_queued.size() == 1)
        writeQueued();
}

void Connection::writeQueued()
{
    const QByteArray &front = m_queued.front();
    m_stream.expires_after(m_options.writeTimeout);
    asio::async_write(m_stream, asio::buffer(front.constData(), size_t(front.size())),
        [self = shared_from_this()](beast::error_code error, size_t) {
            if (error || self->m_phase != Phase::Streaming)
                return self->close();
            self->m_queuedBytes -= self->m_queued.front().size();
            self->m_queued.pop_front();
            if (!self->m_queued.empty())
                self->writeQueued();
        });
}

void Connection::close()
{
    if (m_phase == Phase::Closed)
        return;
    if (m_phase == Phase::Streaming)
        --m_gauges.streams;
    m_phase = Phase::Closed;
    if (m_events)
        m_events->markClosed();
    beast::error_code ignored;
    m_stream.socket().shutdown(Tcp::socket::shutdown_both, ignored);
    m_stream.close();
}

} // namespace gatehouse::http
