// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/gatehouseserver.h"

#include "backend/api/dispatcher.h"
#include "backend/api/systemroutes.h"
#include "backend/services/metrics.h"

#include <QDir>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

class ClosedAuthenticator final : public auth::Authenticator
{
public:
    Result<auth::Caller> authenticate(const http::Request &, store::Database &) override
    {
        Error error = api::badRequest(u"unauthenticated"_s, u"Sign in first."_s);
        error.httpStatus = 401;
        return fail(std::move(error));
    }
};

} // namespace

struct GatehouseServer::Private
{
    explicit Private(ServerOptions given)
        : options(std::move(given))
        , dispatcher(clock, metrics, {options.rate, 15})
    {
    }
    Status openStore();
    Status listen();
    Meta meta() const;

    ServerOptions options;
    SystemClock clock;
    services::Metrics metrics;
    api::Dispatcher dispatcher;
    std::unique_ptr<http::Server> server;
    std::shared_ptr<store::WriteGate> gate = std::make_shared<store::WriteGate>();
    ClosedAuthenticator authenticator;
    std::unique_ptr<store::Workers> workers;
};

Status GatehouseServer::Private::openStore()
{
    if (!QDir().mkpath(options.dataDirectory))
        return fail(storageError(u"The data directory %1 cannot be made"_s.arg(options.dataDirectory)));
    gate->observed = [this](const QString &sql, double seconds) { metrics.statement(sql, seconds); };
    const QString location = options.databaseLocation();
    auto database = store::Database::open(location, gate);
    if (!database)
        return fail(std::move(database).error());
    GATEHOUSE_TRY(store::migrate(**database));
    const bool sqlite = options.database.isEmpty();
    auto started = store::Workers::start(
        location, gate, {std::max(2, options.http.threads), sqlite ? 1 : 4, 1024});
    if (!started)
        return fail(std::move(started).error());
    workers = std::move(*started);
    return {};
}

Meta GatehouseServer::Private::meta() const
{
    Meta meta;
    meta.name = options.name;
    meta.environmentLabel = options.environmentLabel;
    meta.region = options.region;
    meta.apiVersion = u"v1"_s;
    meta.serverVersion = QStringLiteral(GATEHOUSE_VERSION);
    meta.minClientVersion = u"0.1.0"_s;
    meta.sandbox = options.sandbox;
    meta.features = {u"registry"_s, u"workflow"_s, u"configuration"_s, u"insights"_s, u"audit"_s, u"events"_s};
    return meta;
}

Status GatehouseServer::Private::listen()
{
    auto started = http::Server::start(options.http, dispatcher);
    if (!started)
        return fail(std::move(started).error());
    server = std::move(*started);
    return {};
}

Result<std::unique_ptr<GatehouseServer>> GatehouseServer::start(ServerOptions options)
{
    auto d = std::make_unique<Private>(std::move(options));
    GATEHOUSE_TRY(d->openStore());
    d->dispatcher.connectTo(*d->workers, d->authenticator);
    api::registerSystemRoutes(d->dispatcher, d->metrics, d->clock, d->meta());
    GATEHOUSE_TRY(d->listen());
    return std::unique_ptr<GatehouseServer>(new GatehouseServer(std::move(d)));
}

GatehouseServer::GatehouseServer(std::unique_ptr<Private> implementation)
    : d(std::move(implementation))
{
}

GatehouseServer::~GatehouseServer()
{
    // Answers that are still on their way end first, then the workers, then the threads they answer on.
    d->server->stop();
    d->workers.reset();
    d->server.reset();
}

QString GatehouseServer::url() const
{
    return u"http://%1:%2"_s.arg(d->options.http.address).arg(d->server->port());
}

} // namespace gatehouse
