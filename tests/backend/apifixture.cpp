// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backend/apifixture.h"
#include "tests/testsupport/testdatabase.h"


using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
Error unauthenticated()
{
    Error error = api::badRequest(u"unauthenticated"_s, u"Sign in first."_s);
    error.httpStatus = 401;
    return error;
}
}

void NamedCallers::add(const QString &name, QList<Role> roles, const QString &tenant)
{
    auth::Caller caller;
    caller.actor = {{PersonId(u"per_"_s + name), name}, std::move(roles), tenant};
    callers.insert("Bearer " + name.toLatin1(), caller);
}

Result<auth::Caller> NamedCallers::verify(const http::Request &request)
{
    ++verified;
    const auto known = callers.constFind(request.header("authorization"));
    if (known == callers.constEnd())
        return fail(unauthenticated());
    return *known;
}

Result<auth::Caller> NamedCallers::authenticate(const http::Request &request, store::Database &)
{
    return verify(request);
}

ApiFixture::ApiFixture(api::Dispatcher::Options options, store::Workers::Options workerOptions)
    : dispatcher(clock, metrics, options)
{
    callers.add(u"ada"_s, {Role::Viewer, Role::PlatformAdmin});
    callers.add(u"bob"_s, {Role::Viewer});
    callers.add(u"eve"_s, {Role::Viewer, Role::PlatformAdmin}, u"other"_s);
    gate->committed = [this](const QList<Event> &events) { hub.publish(events); };
    const auto migrated = store::migrate(*connection());
    auto started = store::Workers::start(location(), gate, workerOptions);
    if (!migrated || !started)
        qFatal("the database cannot be prepared");
    workers = std::move(*started);
    dispatcher.connectTo(*workers, callers);
}

ApiFixture::~ApiFixture()
{
    if (server)
        server->stop();
    workers.reset();
    server.reset();
}

void ApiFixture::start(http::Server::Options options)
{
    auto listening = http::Server::listen(options);
    if (!listening)
        qFatal("no port is free");
    server = std::move(*listening);
    server->serve(dispatcher);
}

testsupport::HttpClient &ApiFixture::client(const QString &name)
{
    auto &client = clients[name];
    if (!client) {
        client = std::make_unique<testsupport::HttpClient>(url());
        client->setToken(name);
    }
    return *client;
}

QUrl ApiFixture::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(server->port()));
}

QString ApiFixture::location() const
{
    return testsupport::databaseLocation(directory.filePath(u"test.db"_s));
}

std::unique_ptr<store::Database> ApiFixture::connection() const
{
    return std::move(*store::Database::open(location(), gate));
}

store::UnitOfWork ApiFixture::work(store::Database &database, const QString &name) const
{
    return {database, callers.callers.value("Bearer " + name.toLatin1()).actor, clock.now(), u"test-correlation"_s};
}

} // namespace gatehouse
