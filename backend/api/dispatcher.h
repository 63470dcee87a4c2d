// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/callercache.h"
#include "backend/api/idempotency.h"
#include "backend/api/ratelimiter.h"
#include "backend/api/readcache.h"
#include "backend/api/routetable.h"
#include "backend/store/workers.h"
#include "core/base/clock.h"

#include <QSet>

namespace gatehouse::services {
class Metrics;
}

namespace gatehouse::api {

//! The way of a request: route, caller, rate, role, body, precondition, handler, answer.
//!
//!     network thread                 worker thread (with its connection)
//!     match ─► public answer
//!           ─► known caller's rate ─► authenticate ─► role ─► read snapshot or write transaction
//!                                                             (idempotency, handler) ─► answer
class Dispatcher final : public Router, public http::Application
{
public:
    struct Options
    {
        RateLimiter::Options rate;
        int callerCacheSeconds = 15;
        bool cacheReads = false; //!< Only where this process alone writes to the database.
    };

    Dispatcher(const Clock &clock, services::Metrics &metrics, Options options);
    ~Dispatcher() override;

    //! Must be called before the first request. Both outlive the dispatcher.
    void connectTo(store::Workers &workers, auth::Authenticator &authenticator);

    void add(http::Method method, const char *route, Service service, Handler handler,
        QList<Role> roles = {}) override;
    void allowBody(const char *route, quint64 bytes) override;
    void addRaw(QString prefix, RawHandler handler) override;
    void addPublic(const char *route, Service service, PublicHandler handler);
    //! A signed-in GET that is answered later, from any thread.
    void addOpen(const char *route, Service service, OpenHandler handler, QList<Role> roles = {});

    void handle(http::Request request, http::Respond respond) override;
    std::optional<quint64> bodyLimit(const QByteArray &target) const override;
    http::Response refuse(
        int status, const QString &code, const QString &message, const QString &correlationId) override;

private:
    struct Exchange;
    using ExchangePtr = std::shared_ptr<Exchange>;

    bool admit(Exchange &exchange);
    bool claimInFlight(Exchange &exchange);
    bool isCacheable(const Exchange &exchange) const;
    bool answerFromCache(Exchange &exchange);
    bool waitForTheSame(const ExchangePtr &exchange);
    void enqueue(const ExchangePtr &exchange);
    bool withinRate(Exchange &exchange, const auth::Caller &caller);
    void serve(Exchange &exchange, store::Database &database);
    Status identify(Exchange &exchange, store::Database &database);
    http::Response runRead(Exchange &exchange, store::Database &database);
    http::Response runWrite(Exchange &exchange, store::Database &database);
    Result<Reply> writeOnce(Exchange &exchange, store::UnitOfWork &work, const QJsonObject &body);
    void auditRefusal(Exchange &exchange, store::Database &database, const Error &error);
    http::Response problem(Exchange &exchange, const Error &error);

    const Clock &m_clock;
    services::Metrics &m_metrics;
    RouteTable m_routes;
    RateLimiter m_rate;
    CallerCache m_callers;
    ReadCache m_answers;
    const bool m_cacheReads;
    store::Workers *m_workers = nullptr;
    auth::Authenticator *m_authenticator = nullptr;
    std::mutex m_inFlightMutex;
    QSet<QByteArray> m_inFlight; //!< Idempotency keys being worked on, by caller.
};

//! 503, to be tried again in a moment: the workers are full.
Error overloaded();

} // namespace gatehouse::api
