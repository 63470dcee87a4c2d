// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/ratelimiter.h"
#include "backend/http/server.h"
#include "core/base/result.h"

#include <QStringList>

namespace gatehouse {

//! What the server was asked to be, by command line and configuration file.
struct ServerOptions
{
    QString dataDirectory;
    http::Server::Options http;
    bool sandbox = false;
    bool seed = true;
    QString packagesFile; //!< Which packages the sandbox imports; empty: the list that comes with it.
    QString name;
    QString environmentLabel;
    QString region;
    QString database; //!< A "postgresql://" address; empty: SQLite in the data directory.
    QString prometheusUrl; //!< Empty: none, or the sandbox's own.
    QString pluginMetricsFile; //!< How Prometheus is asked about one plugin; empty: as it comes with the server.
    api::RateLimiter::Options rate;
    QJsonObject identity; //!< The external issuer, as in auth::TrustedIssuer.
    bool signedDecisions = true; //!< Decisions are taken only when they are signed.
    QString logKeyFile; //!< Of the key that signs the decision log; empty: in the data directory.
    bool acceptLogKey = false; //!< Also when it is another one than until now.
    bool verbose = false;

    QString databaseLocation() const;
    QString environmentsDirectory() const;
    QString packagesDirectory() const;
    QString logKeyPath() const;
};

//! Reads the arguments without the program's name and the configuration file they name.
[[nodiscard]] Result<ServerOptions> readServerOptions(const QStringList &arguments);
//! For --help.
QString serverUsage();

} // namespace gatehouse
