// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/dispatcher.h"

#include "backend/api/conditions.h"
#include "backend/services/metrics.h"
#include "core/base/json.h"
#include "core/base/log.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

//! One request on its way, and the one place its answer leaves through.
struct Dispatcher::Exchange
{
    http::Request request;
    http::Respond respond;
    Match match;
    QByteArray callerKey;
    QByteArray inFlightKey;
    std::optional<auth::Caller> caller;
    std::optional<RateLimiter::Verdict> rate;
    bool replayed = false;
    bool leads = false; //!< Others wait for the same answer.
    std::optional<http::Response> shared; //!< What they get.
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    Dispatcher *owner = nullptr;

    void answer(http::Response response);
};

namespace {

bool mayCall(const Route &route, const auth::Caller &caller)
{
    return route.roles.isEmpty()
        || std::any_of(route.roles.begin(), route.roles.end(), [&](Role role) { return caller.actor.has(role); });
}

bool isJson(const QByteArray &contentType, http::Method method)
{
    const QByteArray type = contentType.split(';').constFirst().trimmed().toLower();
    return type == "application/json" || (method == http::Method::Patch && type == "application/merge-patch+json");
}

Result<QJsonObject> bodyOf(const http::Request &request)
{
    if (request.body.isEmpty())
        return QJsonObject();
    if (!isJson(request.header("content-type"), request.method)) {
        Error error = badRequest(u"unsupported_media_type"_s, u"The body must be application/json."_s);
        error.httpStatus = 415;
        return fail(std::move(error));
    }
    const auto value = parseJson(request.body);
    if (!value)
        return fail(badRequest(u"malformed_json"_s, u"The body is not valid JSON: %1."_s.arg(value.error().detail)));
    if (!value->isObject())
        return fail(badRequest(u"malformed_json"_s, u"The body must be a JSON object."_s));
    return value->toObject();
}

Error inProgress()
{
    Error error = badRequest(u"idempotency_in_progress"_s, u"The same request is being worked on."_s);
    error.httpStatus = 409;
    error.retryable = true;
    error.retryAfterSeconds = 1;
    return error;
}

void addStandardHeaders(const http::Request &request, http::Response &response)
{
    response.setHeader("X-Correlation-ID", request.correlationId.toLatin1());
    if (const QByteArray trace = request.header("traceparent"); !trace.isEmpty() && trace.size() <= 64)
        response.setHeader("traceparent", trace);
    response.setHeader("X-Content-Type-Options", "nosniff");
}

} // namespace

void Dispatcher::Exchange::answer(http::Response response)
{
    addStandardHeaders(request, response);
    if (!match.route || !match.route->raw) {
        // Kept by the caller for If-None-Match, but asked about each time.
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("Vary", "Authorization, Portal-Tenant");
    }
    if (rate) {
        response.setHeader("RateLimit-Limit", QByteArray::number(rate->limit));
        response.setHeader("RateLimit-Remaining", QByteArray::number(rate->remaining));
        response.setHeader("RateLimit-Reset", QByteArray::number(std::max(1, rate->retryAfterSeconds)));
    }
    if (replayed)
        response.setHeader("Idempotency-Replayed", "true");
    if (match.route)
        response.route = match.route->name;
    owner->m_metrics.request(match.route ? serviceName(match.route->service) : "none", response.route,
        http::methodName(request.method), response.status,
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count());
    if (!inFlightKey.isEmpty()) {
        const std::lock_guard lock(owner->m_inFlightMutex);
        owner->m_inFlight.remove(inFlightKey);
    }
    respond(std::move(response));
    if (leads)
        owner->m_answers.settle(callerKey, request.target, shared);
}

Dispatcher::Dispatcher(const Clock &clock, services::Metrics &metrics, Options options)
    : m_clock(clock)
    , m_metrics(metrics)
    , m_rate(options.rate)
    , m_callers(options.callerCacheSeconds)
    , m_cacheReads(options.cacheReads)
{
}

Dispatcher::~Dispatcher() = default;

void Dispatcher::connectTo(store::Workers &workers, auth::Authenticator &authenticator)
{
    m_workers = &workers;
    m_authenticator = &authenticator;
}

void Dispatcher::add(http::Method method, const char *route, Service service, Handler handler, QList<Role> roles)
{
    Route added {method, route, service, std::move(roles), std::move(handler), {}, {}, {}, {}, {}};
    m_routes.add(std::move(added));
}

void Dispatcher::allowBody(const char *route, quint64 bytes)
{
    m_routes.allowBody(route, bytes);
}

std::optional<quint64> Dispatcher::bodyLimit(const QByteArray &target) const
{
    return m_routes.bodyLimit(target);
}

void Dispatcher::addRaw(QString prefix, RawHandler handler)
{
    Route added {http::Method::Get, prefix.toLatin1(), Service::Identity, {}, {}, {}, {}, std::move(handler), {}, {}};
    m_routes.addPrefix(std::move(prefix), std::move(added));
}

void Dispatcher::addPublic(const char *route, Service service, PublicHandler handler)
{
    m_routes.add({http::Method::Get, route, service, {}, {}, {}, std::move(handler), {}, {}, {}});
}

void Dispatcher::addOpen(const char *route, Service service, OpenHandler handler, QList<Role> roles)
{
    m_routes.add({http::Method::Get, route, service, std::move(roles), {}, std::move(handler), {}, {}, {}, {}});
}

void Dispatcher::handle(http::Request request, http::Respond respond)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->request = std::move(request);
    exchange->respond = std::move(respond);
    exchange->owner = this;
    exchange->match = m_routes.find(exchange->request);
    if (admit(*exchange) && !waitForTheSame(exchange))
        enqueue(exchange);
}

void Dispatcher::enqueue(const ExchangePtr &exchange)
{
    auto task = [this, exchange](store::Database &database) { serve(*exchange, database); };
    const bool reads = exchange->request.method == http::Method::Get || exchange->match.route->raw;
    if (!(reads ? m_workers->tryRead(std::move(task)) : m_workers->tryWrite(std::move(task))))
        exchange->answer(problem(*exchange, overloaded()));
}

//! What needs no database: false when the exchange is answered.
bool Dispatcher::admit(Exchange &exchange)
{
    const Route *route = exchange.match.route;
    if (!route && !exchange.match.allow.isEmpty()) {
        Error error = badRequest(u"method_not_allowed"_s, u"This method is not used here."_s);
        error.httpStatus = 405;
        http::Response response = problem(exchange, error);
        response.setHeader("Allow", exchange.match.allow);
        exchange.answer(std::move(response));
        return false;
    }
    if (!route) {
        exchange.answer(problem(exchange, notFound(u"There is nothing at this address."_s)));
        return false;
    }
    if (route->publicly) {
        exchange.answer(route->publicly(exchange.request));
        return false;
    }
    if (route->raw)
        return true;
    exchange.callerKey = CallerCache::keyOf(exchange.request);
    exchange.caller = m_callers.find(exchange.callerKey, m_clock.now(), m_workers->gate().commits);
    if (exchange.caller && !withinRate(exchange, *exchange.caller))
        return false;
    if (answerFromCache(exchange))
        return false;
    if (claimInFlight(exchange))
        return true;
    exchange.answer(problem(exchange, inProgress()));
    return false;
}

//! False while the first request with the same key is being worked on.
bool Dispatcher::claimInFlight(Exchange &exchange)
{
    const QByteArray key = exchange.request.header("idempotency-key");
    if (exchange.request.method == http::Method::Get || key.isEmpty())
        return true;
    const QByteArray inFlight = exchange.callerKey + key;
    const std::lock_guard lock(m_inFlightMutex);
    if (m_inFlight.contains(inFlight))
        return false;
    m_inFlight.insert(inFlight);
    exchange.inFlightKey = inFlight;
    return true;
}

bool Dispatcher::isCacheable(const Exchange &exchange) const
{
    return m_cacheReads && exchange.caller && exchange.match.route->handler
        && exchange.request.method == http::Method::Get;
}

bool Dispatcher::waitForTheSame(const ExchangePtr &exchange)
{
    if (!isCacheable(*exchange))
        return false;
    const auto place = m_answers.join(exchange->callerKey, exchange->request.target, m_workers->gate().commits,
        [this, exchange](const std::optional<http::Response> &response) {
            if (!response)
                return enqueue(exchange);
            m_metrics.activity(exchange->caller->actor, exchange->match.route->action);
            exchange->answer(unlessKnown(*response, exchange->request));
        });
    exchange->leads = place == ReadCache::Place::Leads;
    return place == ReadCache::Place::Waits;
}

bool Dispatcher::answerFromCache(Exchange &exchange)
{
    if (!isCacheable(exchange))
        return false;
    const Route &route = *exchange.match.route;
    auto known = m_answers.find(exchange.callerKey, exchange.request.target, m_workers->gate().commits);
    if (!known)
        return false;
    m_metrics.activity(exchange.caller->actor, route.action);
    exchange.answer(unlessKnown(std::move(*known), exchange.request));
    return true;
}

bool Dispatcher::withinRate(Exchange &exchange, const auth::Caller &caller)
{
    exchange.rate = m_rate.take(caller.actor.tenant + u'/' + caller.actor.person.id.text());
    if (exchange.rate->allowed)
        return true;
    Error error = badRequest(u"rate_limited"_s, u"Too many requests. Try again in a moment."_s);
    error.httpStatus = 429;
    error.retryAfterSeconds = exchange.rate->retryAfterSeconds;
    exchange.answer(problem(exchange, error));
    return false;
}

void Dispatcher::serve(Exchange &exchange, store::Database &database)
{
    const Route &route = *exchange.match.route;
    if (route.raw)
        return exchange.answer(route.raw(exchange.request, database));
    const bool wasKnown = exchange.caller.has_value();
    if (auto known = identify(exchange, database); !known)
        return exchange.answer(problem(exchange, known.error()));
    if (!wasKnown && !withinRate(exchange, *exchange.caller))
        return;
    if (!mayCall(route, *exchange.caller)) {
        const Error error = forbidden(u"Your roles do not allow this."_s);
        if (exchange.request.method != http::Method::Get)
            auditRefusal(exchange, database, error);
        return exchange.answer(problem(exchange, error));
    }
    m_metrics.activity(exchange.caller->actor, route.action);
    if (route.open) {
        auto keep = std::make_shared<Exchange>(exchange);
        return route.open(
            {exchange.request, *exchange.caller, exchange.match.path}, [keep](http::Response response) { keep->answer(std::move(response)); });
    }
    exchange.answer(exchange.request.method == http::Method::Get ? runRead(exchange, database)
                                                                  : runWrite(exchange, database));
}

Status Dispatcher::identify(Exchange &exchange, store::Database &database)
{
    if (exchange.caller)
        return {};
    const quint64 commits = database.gate().commits;
    auto caller = m_authenticator->authenticate(exchange.request, database);
    if (!caller)
        return fail(std::move(caller).error());
    if (!exchange.callerKey.isEmpty())
        m_callers.insert(exchange.callerKey, *caller, m_clock.now(), commits);
    exchange.caller = std::move(*caller);
    return {};
}

http::Response Dispatcher::runRead(Exchange &exchange, store::Database &database)
{
    const quint64 commits = database.gate().commits;
    store::UnitOfWork work(database, exchange.caller->actor, m_clock.now(), exchange.request.correlationId);
    Result<Reply> reply = Reply();
    const Status done = database.read([&]() -> Status {
        Call call {exchange.request, exchange.match.path, {}, work};
        reply = exchange.match.route->handler(call);
        return reply ? Status() : fail(reply.error());
    });
    if (!done)
        return problem(exchange, done.error());
    const http::Response response = responseOf(*reply, exchange.request);
    if (m_cacheReads) {
        m_answers.insert(exchange.callerKey, exchange.request.target, commits, response);
        exchange.shared = response;
    }
    return unlessKnown(response, exchange.request);
}

http::Response Dispatcher::runWrite(Exchange &exchange, store::Database &database)
{
    const auto body = bodyOf(exchange.request);
    if (!body)
        return problem(exchange, body.error());
    store::UnitOfWork work(database, exchange.caller->actor, m_clock.now(), exchange.request.correlationId);
    Result<Reply> reply = Reply();
    const Status done = database.write([&]() -> Status {
        reply = writeOnce(exchange, work, *body);
        return reply ? Status() : fail(reply.error());
    });
    if (done)
        return responseOf(*reply, exchange.request);
    if (const int status = httpStatus(done.error()); status == 403 || status == 409)
        auditRefusal(exchange, database, done.error());
    return problem(exchange, done.error());
}

Result<Reply> Dispatcher::writeOnce(Exchange &exchange, store::UnitOfWork &work, const QJsonObject &body)
{
    Call call {exchange.request, exchange.match.path, body, work};
    const Handler &handler = exchange.match.route->handler;
    if (!isKeyed(exchange.request))
        return handler(call);
    const auto claim = idempotencyClaim(exchange.request);
    if (!claim)
        return fail(claim.error());
    auto stored = storedReply(work, *claim);
    if (!stored)
        return fail(std::move(stored).error());
    // Before the handler judges If-Match or the state: both moved by the first answer's own change.
    exchange.replayed = stored->has_value();
    if (exchange.replayed)
        return std::move(**stored);
    auto reply = handler(call);
    if (reply)
        GATEHOUSE_TRY(storeReply(work, *claim, *reply));
    return reply;
}

//! In a transaction of its own: the refused one is rolled back.
void Dispatcher::auditRefusal(Exchange &exchange, store::Database &database, const Error &error)
{
    store::UnitOfWork work(database, exchange.caller->actor, m_clock.now(), exchange.request.correlationId);
    const QString objectId = exchange.match.path.isEmpty() ? QString() : exchange.match.path.constBegin().value();
    const QString reason = error.code + u": "_s + error.message;
    const Status written = database.write([&] {
        return work.audit(exchange.match.route->action, exchange.request.path,
            objectId, u"refused"_s, reason);
    });
    if (!written)
        log::to(log::Http)->error("{} refused but not audited: {}", exchange.request.correlationId, describe(written.error()));
}

http::Response Dispatcher::problem(Exchange &exchange, const Error &error)
{
    if (httpStatus(error) >= 500) {
        log::to(log::Http)->error("{} {}: {} {}", exchange.request.correlationId,
            exchange.match.route ? exchange.match.route->name.constData() : "-", describe(error), error.detail);
    }
    return problemResponse(error, exchange.request.correlationId);
}

http::Response Dispatcher::refuse(int status, const QString &code, const QString &message, const QString &correlationId)
{
    Error error = badRequest(code, message);
    error.httpStatus = status;
    http::Response response = problemResponse(error, correlationId);
    response.setHeader("X-Correlation-ID", correlationId.toLatin1());
    if (status == 405)
        response.setHeader("Allow", "GET, POST, PUT, PATCH, DELETE");
    return response;
}

Error overloaded()
{
    Error error = badRequest(u"unavailable"_s, u"The server has too much to do. Try again in a moment."_s);
    error.httpStatus = 503;
    error.retryable = true;
    error.retryAfterSeconds = 1;
    return error;
}

const char *serviceName(Service service)
{
    switch (service) {
    case Service::Identity:
        return "identity";
    case Service::Registry:
        return "registry";
    case Service::Workflow:
        return "workflow";
    case Service::Config:
        return "config";
    case Service::Insights:
        return "insights";
    case Service::Audit:
        return "audit";
    }
    return "";
}

} // namespace gatehouse::api
