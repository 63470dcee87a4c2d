// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads a second from a filled sandbox: a list of 50 plugins, and one plugin by its id, at 1, 8 and
// 64 connections. Both stand beside GET /meta, which is the same HTTP and JSON without a token or a
// row of SQL.

#include "core/contract/routes.h"
#include "tests/bench/filledsandbox.h"
#include "tests/bench/measurement.h"
#include "tests/bench/processcost.h"
#include "tests/bench/wrk.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/sandboxsignin.h"
#include "tests/testsupport/serverprocess.h"

#include <QCoreApplication>
#include <QTemporaryFile>

#include <array>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

constexpr int listSize = 50;
//! One client asks far more often here than the server allows a person.
constexpr char noRateLimit[] = R"({"rate": {"perSecond": 1e9, "burst": 1e9}})";

QString listPath()
{
    return u"%1?limit=%2"_s.arg(QLatin1StringView(routes::plugins)).arg(listSize);
}

Status measure(const ServerProcess &server, const QString &token, const QString &pluginId)
{
    for (const int connections : std::array{1, 8, 64}) {
        const auto run = [&](const QString &path, const QString &bearer) {
            return bench::wrk(server.url().resolved(QUrl(path)), connections, bearer);
        };
        const auto bare = run(QLatin1StringView(routes::meta), {});
        if (!bare)
            return fail(bare.error());
        const std::array cases{std::pair{u"list50"_s, listPath()},
            std::pair{u"byId"_s, routes::path(routes::plugin, {pluginId})}};
        for (const auto &[name, path] : cases) {
            const auto report = run(path, token);
            if (!report)
                return fail(report.error());
            const QString prefix = u"server.%1.c%2."_s.arg(name).arg(connections);
            bench::print({prefix + u"rate"_s, report->requestsPerSecond, u"requests/s"_s,
                u"GET /meta"_s, bare->requestsPerSecond});
            bench::print({prefix + u"p50"_s, report->p50Milliseconds, u"ms"_s, u"GET /meta"_s,
                bare->p50Milliseconds});
            bench::print({prefix + u"p99"_s, report->p99Milliseconds, u"ms"_s, u"GET /meta"_s,
                bare->p99Milliseconds});
        }
    }
    return {};
}

int failed(const QString &words, const ServerProcess &server)
{
    bench::say(words);
    bench::say(QString::fromUtf8(server.log().right(4000)));
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QTemporaryFile config;
    if (!config.open() || config.write(noRateLimit) < 0 || !config.flush())
        return 1;
    ServerProcess server({u"--sandbox"_s, u"--config"_s, config.fileName()});
    if (!server.start())
        return failed(u"the server did not start"_s, server);

    HttpClient client(server.url());
    client.setTenant(u"sandbox"_s);
    const QString token = accessToken(server.url(), u"auditor"_s);
    client.setToken(token);
    bench::say(u"filling the sandbox with real packages"_s);
    if (token.isEmpty() || !bench::waitUntilFilled(client, listSize))
        return failed(u"the sandbox did not fill"_s, server);

    const QString pluginId
        = client.get(listPath()).items().first().toObject().value(u"id"_s).toString();
    if (const auto measured = measure(server, token, pluginId); !measured)
        return failed(describe(measured.error()) + u' ' + measured.error().detail, server);
    const bench::ProcessCost cost = bench::costOf(server.processId());
    bench::print({u"server.rss"_s, cost.rssMegabytes, u"MB"_s, {}, 0});
    bench::print({u"server.pss"_s, cost.pssMegabytes, u"MB"_s, {}, 0});
    return 0;
}
