// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/gatehouseserver.h"

#include "backend/api/approvalroutes.h"
#include "backend/api/auditroutes.h"
#include "backend/api/dispatcher.h"
#include "backend/api/eventroutes.h"
#include "backend/api/identityroutes.h"
#include "backend/api/installationroutes.h"
#include "backend/api/operationroutes.h"
#include "backend/api/registryroutes.h"
#include "backend/api/systemroutes.h"
#include "backend/api/versionroutes.h"
#include "backend/auth/identity.h"
#include "backend/services/eventhub.h"
#include "backend/services/installations.h"
#include "backend/services/metrics.h"
#include "backend/services/npmaccess.h"
#include "backend/services/pooledoperationrunner.h"
#include "backend/services/versiondiff.h"

#include <QDir>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

struct GatehouseServer::Private
{
    explicit Private(ServerOptions given)
        : options(std::move(given))
        , dispatcher(clock, metrics, {options.rate, 15})
    {
    }
    Status openStore();
    Status listen();
    Status openIdentity();
    Status startOperations();
    Status openRegistry();
    void registerRoutes();
    Meta meta() const;
    QString url() const { return u"http://%1:%2"_s.arg(options.http.address).arg(server->port()); }

    ServerOptions options;
    SystemClock clock;
    services::Metrics metrics;
    services::EventHub hub {clock};
    api::Dispatcher dispatcher;
    std::unique_ptr<http::Server> server;
    std::shared_ptr<store::WriteGate> gate = std::make_shared<store::WriteGate>();
    std::unique_ptr<auth::Identity> identity;
    std::unique_ptr<store::Database> database; //!< The main thread's own.
    std::unique_ptr<store::Workers> workers;
    std::unique_ptr<services::NpmAccess> npm;
    std::unique_ptr<services::VersionDiffs> diffs;
    std::unique_ptr<services::PooledOperationRunner> operations;
    std::unique_ptr<services::Installations> installations;
    QTimer ticker;
};

Status GatehouseServer::Private::openStore()
{
    if (!QDir().mkpath(options.dataDirectory))
        return fail(storageError(u"The data directory %1 cannot be made"_s.arg(options.dataDirectory)));
    gate->observed = [this](const QString &sql, double seconds) { metrics.statement(sql, seconds); };
    gate->committed = [this](const QList<Event> &events) { hub.publish(events); };
    const QString location = options.databaseLocation();
    auto opened = store::Database::open(location, gate);
    if (!opened)
        return fail(std::move(opened).error());
    database = std::move(*opened);
    GATEHOUSE_TRY(store::migrate(*database));
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
    meta.oidc = identity->client();
    meta.features = {u"registry"_s, u"workflow"_s, u"configuration"_s, u"insights"_s, u"audit"_s, u"events"_s};
    return meta;
}

Status GatehouseServer::Private::listen()
{
    auto listening = http::Server::listen(options.http);
    if (!listening)
        return fail(std::move(listening).error());
    server = std::move(*listening);
    return {};
}

Status GatehouseServer::Private::openIdentity()
{
    auto opened = options.sandbox
        ? auth::Identity::sandbox(url() + u"/oidc"_s, options.dataDirectory + u"/oidc-signing.key"_s, *database, clock)
        : auth::Identity::external(options.identity, clock);
    if (!opened)
        return fail(std::move(opened).error());
    identity = std::move(*opened);
    return {};
}

Status GatehouseServer::Private::startOperations()
{
    operations = std::make_unique<services::PooledOperationRunner>(options.databaseLocation(), gate, clock, metrics);
    return operations->start(*database);
}

Status GatehouseServer::Private::openRegistry()
{
    auto policies = PolicySet::shipped();
    if (!policies)
        return fail(std::move(policies).error());
    npm = std::make_unique<services::NpmAccess>(options.packagesDirectory(), std::move(*policies), clock);
    diffs = std::make_unique<services::VersionDiffs>(npm->kept());
    installations = std::make_unique<services::Installations>(npm->kept(), *operations, options.environmentsDirectory());
    return {};
}

void GatehouseServer::Private::registerRoutes()
{
    api::registerSystemRoutes(dispatcher, metrics, clock, meta());
    api::registerIdentityRoutes(dispatcher, identity->authenticator());
    api::registerAuditRoutes(dispatcher);
    api::registerEventRoutes(dispatcher, hub, *workers);
    api::registerOperationRoutes(dispatcher, *operations);
    api::registerRegistryRoutes(dispatcher, *npm, *operations);
    api::registerVersionRoutes(dispatcher, *npm, *diffs, *operations);
    api::registerInstallationRoutes(dispatcher, *installations);
    api::registerApprovalRoutes(dispatcher);
    if (auto *provider = identity->provider()) {
        dispatcher.addRaw(QString::fromLatin1(auth::OidcProvider::mountPoint),
            [provider](const http::Request &request, store::Database &connection) {
                return provider->handle(request, connection);
            });
    }
}

Result<std::unique_ptr<GatehouseServer>> GatehouseServer::start(ServerOptions options)
{
    auto d = std::make_unique<Private>(std::move(options));
    GATEHOUSE_TRY(d->openStore());
    GATEHOUSE_TRY(d->listen());
    GATEHOUSE_TRY(d->openIdentity());
    GATEHOUSE_TRY(d->startOperations());
    GATEHOUSE_TRY(d->openRegistry());
    d->registerRoutes();
    QObject::connect(&d->ticker, &QTimer::timeout, &d->ticker, [&hub = d->hub] { hub.tick(); });
    d->ticker.start(1000);
    d->dispatcher.connectTo(*d->workers, d->identity->authenticator());
    d->server->serve(d->dispatcher);
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
    d->operations.reset();
    d->workers.reset();
    d->server.reset();
}

QString GatehouseServer::url() const
{
    return d->url();
}

} // namespace gatehouse
