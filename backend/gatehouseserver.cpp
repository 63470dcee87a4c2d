// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/gatehouseserver.h"

#include "backend/api/approvalroutes.h"
#include "backend/api/auditroutes.h"
#include "backend/api/configroutes.h"
#include "backend/api/dispatcher.h"
#include "backend/api/eventroutes.h"
#include "backend/api/evidenceroutes.h"
#include "backend/api/identityroutes.h"
#include "backend/api/insightsroutes.h"
#include "backend/api/installationroutes.h"
#include "backend/api/operationroutes.h"
#include "backend/api/policyroutes.h"
#include "backend/api/receiptroutes.h"
#include "backend/api/registryroutes.h"
#include "backend/api/signingkeyroutes.h"
#include "backend/api/systemroutes.h"
#include "backend/api/versionroutes.h"
#include "backend/api/workflowroutes.h"
#include "backend/auth/identity.h"
#include "backend/auth/signingkeyfile.h"
#include "backend/housekeeping.h"
#include "backend/sandbox/prometheusprocess.h"
#include "backend/sandbox/seeder.h"
#include "backend/services/eventhub.h"
#include "backend/services/policystore.h"
#include "backend/services/pooledoperationrunner.h"
#include "backend/services/selfcheck.h"
#include "core/base/log.h"
#include "core/base/random.h"

#include <QDir>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

struct GatehouseServer::Private
{
    Private(ServerOptions given, PolicySet policies, services::Dashboards packaged, services::PluginMetrics ofPlugins)
        : options(std::move(given))
        , dashboards(std::move(packaged))
        , pluginMetrics(std::move(ofPlugins))
        , dispatcher(clock, metrics, {options.rate, 15, options.database.isEmpty()})
        , npm(options.packagesDirectory(), std::move(policies), clock)
        , operations(options.databaseLocation(), gate, clock)
        , installations(npm.kept(), operations, options.environmentsDirectory())
    {
    }
    Status openStore();
    Status startWorkers();
    Status listen();
    Status openIdentity();
    Status openLogKey();
    void startPrometheus();
    void registerRoutes();
    void startTimers();
    Status startSeeding();
    Meta meta() const;
    QString url() const { return u"http://%1:%2"_s.arg(options.http.address).arg(server->port()); }

    ServerOptions options;
    SystemClock clock;
    services::Metrics metrics;
    services::EventHub hub {clock};
    services::Dashboards dashboards;
    services::PluginMetrics pluginMetrics;
    services::PrometheusClient prometheus;
    api::Dispatcher dispatcher;
    std::unique_ptr<http::Server> server;
    std::shared_ptr<store::WriteGate> gate = std::make_shared<store::WriteGate>();
    //! Takes its time to end: the database is closed before, whatever happens to the server meanwhile.
    std::unique_ptr<sandbox::PrometheusProcess> prometheusProcess;
    std::unique_ptr<store::Database> database; //!< The main thread's own.
    std::unique_ptr<auth::Identity> identity;
    std::unique_ptr<services::LogKey> logKey;
    services::NpmAccess npm;
    services::VersionDiffs diffs {npm.kept()};
    std::unique_ptr<store::Workers> workers;
    services::PooledOperationRunner operations;
    services::Installations installations;
    std::unique_ptr<services::SelfCheck> selfCheck;
    std::unique_ptr<Housekeeping> housekeeping;
};

Status GatehouseServer::Private::openStore()
{
    if (!QDir().mkpath(options.dataDirectory))
        return fail(storageError(u"The data directory %1 cannot be made"_s.arg(options.dataDirectory)));
    gate->observed = [this](const QString &sql, double seconds) { metrics.statement(sql, seconds); };
    gate->committed = [this](const QList<Event> &events) { hub.publish(events); };
    auto opened = store::Database::open(options.databaseLocation(), gate);
    if (!opened)
        return fail(std::move(opened).error());
    database = std::move(*opened);
    return store::migrate(*database);
}

Status GatehouseServer::Private::startWorkers()
{
    const bool sqlite = options.database.isEmpty();
    auto started = store::Workers::start(
        options.databaseLocation(), gate, {std::max(2, options.http.threads), sqlite ? 1 : 4, 1024});
    if (!started)
        return fail(std::move(started).error());
    workers = std::move(*started);
    return operations.start(*database);
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
    meta.features = {u"registry"_s, u"workflow"_s, u"configuration"_s, u"insights"_s, u"audit"_s, u"events"_s,
        QString::fromLatin1(features::decisionLog)};
    if (options.signedDecisions)
        meta.features.append(QString::fromLatin1(features::signedDecisions));
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

Status GatehouseServer::Private::openLogKey()
{
    const auto file = auth::signingKeyFile(options.logKeyPath());
    if (!file)
        return fail(file.error());
    logKey = std::make_unique<services::LogKey>(file->seed());
    return services::admitLogKey(*database, *logKey, options.acceptLogKey, clock.now());
}

void GatehouseServer::Private::startPrometheus()
{
    if (!options.prometheusUrl.isEmpty())
        return prometheus.setAddress(QUrl(options.prometheusUrl));
    if (!options.sandbox)
        return;
    prometheusProcess = std::make_unique<sandbox::PrometheusProcess>();
    const Status started
        = prometheusProcess->start(options.dataDirectory + u"/prometheus"_s, QUrl(url() + u"/metrics"_s));
    if (started)
        prometheus.setAddress(prometheusProcess->address());
    else
        log::to(log::Sandbox)->warn("dashboards stay empty: {}", describe(started.error()));
}

void GatehouseServer::Private::registerRoutes()
{
    api::registerSystemRoutes(dispatcher, metrics, clock, meta());
    api::registerIdentityRoutes(dispatcher, identity->authenticator());
    api::registerSigningKeyRoutes(dispatcher);
    api::registerRegistryRoutes(dispatcher, npm, operations);
    api::registerVersionRoutes(dispatcher, diffs);
    api::registerEvidenceRoutes(dispatcher, npm, operations);
    api::registerInstallationRoutes(dispatcher, installations);
    api::registerPolicyRoutes(dispatcher, npm.policies(), operations);
    api::registerApprovalRoutes(dispatcher, {options.signedDecisions});
    api::registerReceiptRoutes(dispatcher, *logKey, diffs);
    api::registerDelegationRoutes(dispatcher);
    api::registerWorkflowRoutes(dispatcher);
    api::registerConfigRoutes(dispatcher, operations, options.environmentsDirectory());
    api::registerAuditRoutes(dispatcher);
    api::registerEventRoutes(dispatcher, hub, *workers);
    api::registerOperationRoutes(dispatcher, operations);
    api::registerInsightsRoutes(dispatcher, dashboards, prometheus);
    api::registerPluginHealth(dispatcher, pluginMetrics, prometheus, *workers, clock);
    if (auto *provider = identity->provider()) {
        dispatcher.addRaw(QString::fromLatin1(auth::OidcProvider::mountPoint),
            [provider](const http::Request &request, store::Database &connection) {
                return provider->handle(request, connection);
            });
    }
}

void GatehouseServer::Private::startTimers()
{
    selfCheck = std::make_unique<services::SelfCheck>(metrics, *workers, server->gauges());
    housekeeping = std::make_unique<Housekeeping>(hub, *selfCheck, *workers, clock, npm.policies(), options.environmentsDirectory());
    housekeeping->start();
}

Status GatehouseServer::Private::startSeeding()
{
    const QString progressFile = options.dataDirectory + u"/sandbox-seed.json"_s;
    if (!options.sandbox || !options.seed || sandbox::isSeeded(progressFile))
        return {};
    auto story = sandbox::readSeedStory(options.packagesFile);
    if (!story)
        return fail(std::move(story).error());
    const store::Actor admin {{PersonId(u"per_admin"_s), u"Platform admin"_s}, {Role::PlatformAdmin}, u"sandbox"_s};
    store::UnitOfWork work(*database, admin, clock.now(), newUuid());
    return database->write([&]() -> Status {
        const auto submitted = operations.submit(work, sandbox::seedJob(QUrl(url()), std::move(*story), progressFile));
        return submitted ? Status() : fail(submitted.error());
    });
}

Result<std::unique_ptr<GatehouseServer>> GatehouseServer::start(ServerOptions options)
{
    auto policies = services::shippedPolicies();
    if (!policies)
        return fail(std::move(policies).error());
    auto dashboards = services::Dashboards::packaged();
    if (!dashboards)
        return fail(std::move(dashboards).error());
    auto pluginMetrics = services::PluginMetrics::read(options.pluginMetricsFile);
    if (!pluginMetrics)
        return fail(std::move(pluginMetrics).error());
    auto d = std::make_unique<Private>(std::move(options), std::move(*policies), std::move(*dashboards), std::move(*pluginMetrics));
    GATEHOUSE_TRY(d->openStore());
    GATEHOUSE_TRY(d->openLogKey());
    GATEHOUSE_TRY(d->listen());
    GATEHOUSE_TRY(d->openIdentity());
    GATEHOUSE_TRY(d->startWorkers());
    GATEHOUSE_TRY(d->dashboards.announce(*d->database, d->clock.now()));
    d->registerRoutes();
    d->dispatcher.connectTo(*d->workers, d->identity->authenticator());
    d->startPrometheus();
    d->startTimers();
    d->server->serve(d->dispatcher);
    GATEHOUSE_TRY(d->startSeeding());
    return std::unique_ptr<GatehouseServer>(new GatehouseServer(std::move(d)));
}

GatehouseServer::GatehouseServer(std::unique_ptr<Private> implementation)
    : d(std::move(implementation))
{
}

GatehouseServer::~GatehouseServer()
{
    // Answers that are on their way end first, then what makes them, then the threads they leave by.
    d->housekeeping.reset();
    d->server->stop();
    d->operations.stop();
    d->workers.reset();
    d->server.reset();
}

QString GatehouseServer::url() const
{
    return d->url();
}

} // namespace gatehouse
