// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/dispatcher.h"
#include "backend/http/server.h"
#include "backend/services/eventhub.h"
#include "backend/services/metrics.h"
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/httpclient.h"

#include <QTemporaryDir>

#include <map>

namespace gatehouse {

//! "Bearer NAME" is NAME, with the roles and tenant set for it.
class NamedCallers final : public auth::Authenticator
{
public:
    QHash<QByteArray, auth::Caller> callers;
    std::atomic<int> verified = 0;

    void add(const QString &name, QList<Role> roles, const QString &tenant = QStringLiteral("acme"));
    Result<auth::Caller> verify(const http::Request &request) override;
    Result<auth::Caller> authenticate(const http::Request &request, store::Database &database) override;
};

//! The server's machinery on a loopback port and a database of its own, without any feature: tests
//! add the routes they need before start().
struct ApiFixture
{
    explicit ApiFixture(api::Dispatcher::Options options = {}, store::Workers::Options workerOptions = {2, 1, 256});
    ~ApiFixture();
    void start(http::Server::Options options = {});
    //! Signed in as \a name; for the test's own thread.
    testsupport::HttpClient &client(const QString &name);
    QUrl url() const;
    //! For what opens the database itself.
    QString location() const;
    //! Another connection to the same database.
    std::unique_ptr<store::Database> connection() const;
    store::UnitOfWork work(store::Database &database, const QString &name = QStringLiteral("ada")) const;

    QTemporaryDir directory;
    testsupport::FakeClock clock;
    services::Metrics metrics;
    services::EventHub hub {clock};
    std::shared_ptr<store::WriteGate> gate = std::make_shared<store::WriteGate>();
    NamedCallers callers;
    api::Dispatcher dispatcher;
    std::unique_ptr<http::Server> server;
    std::unique_ptr<store::Workers> workers;
    std::map<QString, std::unique_ptr<testsupport::HttpClient>> clients;
};

} // namespace gatehouse
