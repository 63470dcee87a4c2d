// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The first reading of 100,000 plugins from a real server into a sealed store, by the code of the
// console. Beside it stands the server alone: the same pages one after another, without reading what
// they say.

#include "core/base/random.h"
#include "core/contract/routes.h"
#include "core/net/apiclient.h"
#include "core/registry/pluginstore.h"
#include "core/storage/profilestore.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "core/sync/replica.h"
#include "tests/bench/filledsandbox.h"
#include "tests/bench/generatedplugins.h"
#include "tests/bench/measurement.h"
#include "tests/bench/processcost.h"
#include "tests/core/fixedtokens.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/sandboxsignin.h"
#include "tests/testsupport/serverprocess.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryFile>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

namespace {

constexpr int pageSize = 200;
//! One client asks far more often here than the server allows a person.
constexpr char noRateLimit[] = R"({"rate": {"perSecond": 1e9, "burst": 1e9}})";

QString listPath()
{
    return u"%1?limit=%2"_s.arg(QLatin1StringView(routes::plugins)).arg(pageSize);
}

template <typename T>
T waitFor(const QFuture<T> &future)
{
    QEventLoop loop;
    deliver(future, &loop, [&loop](const T &) { loop.quit(); });
    if (!future.isFinished())
        loop.exec();
    return future.result();
}

//! The database of a server with many plugins is made once.
Status prepare(const QString &dataDirectory)
{
    const QString kept = bench::benchHome() + u"/many-registry"_s;
    bench::say(u"making a registry of %1 plugins, unless it is there"_s.arg(bench::manyPlugins));
    GATEHOUSE_TRY(bench::addPlugins(kept, bench::manyPlugins));
    QDir().mkpath(dataDirectory);
    if (!QFile::copy(kept + u"/gatehouse.db"_s, dataDirectory + u"/gatehouse.db"_s))
        return fail(storageError(u"the registry could not be copied"_s));
    return {};
}

//! Rows a second of the same pages, with nothing done about what they say.
double timeBareReading(const QUrl &url, const QString &token)
{
    testsupport::HttpClient client(url);
    client.setTenant(u"sandbox"_s);
    client.setToken(token);
    QElapsedTimer clock;
    clock.start();
    qint64 rows = 0;
    QByteArray cursor;
    do {
        const QString next = cursor.isEmpty() ? QString() : u"&cursor="_s + QString::fromLatin1(cursor);
        const QByteArray body = client.get(listPath() + next).body;
        static constexpr QByteArrayView name("\"nextCursor\":\"");
        const qsizetype at = body.lastIndexOf(name);
        cursor = at < 0 ? QByteArray() : body.mid(at + name.size(), body.indexOf('"', at + name.size()) - at - name.size());
        rows += pageSize;
    } while (!cursor.isEmpty());
    return double(rows) / (double(clock.nsecsElapsed()) / 1e9);
}

struct Reading
{
    double readSeconds = 0; //!< Until every row is in memory.
    double keptSeconds = 0; //!< Until every row is in the file.
    double cpuSeconds = 0; //!< Of this process.
    int rows = 0;
};

Result<Reading> timeReplica(const QUrl &url, const QString &token, const QString &folder)
{
    const SystemClock clock;
    coretest::FixedTokens tokens;
    tokens.setToken(token.toLatin1());
    ProductionLock lock(clock);
    ApiClient api(tokens, lock, clock);
    GATEHOUSE_TRY(api.setBaseUrl(url));
    api.setTenant(u"sandbox"_s);
    ConnectionState connection(clock);
    connection.watch(api);
    connection.signedIn();
    ProfileStore rows(folder + u"/profile.store"_s, u"prf_bench"_s);
    const auto opened = waitFor(rows.open(SecureBytes::random(32), 0));
    if (!opened)
        return fail(opened.error());
    PluginStore plugins;
    Replica replica(api, connection, rows);
    replica.keep(plugins, u"plugins"_s, routes::plugins, routes::plugin);

    const double before = bench::costOf(QCoreApplication::applicationPid()).cpuSeconds;
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    QObject::connect(&replica, &Replica::phaseChanged, &loop, [&loop](Replica::Phase phase) {
        if (phase == Replica::Phase::Following)
            loop.quit();
    });
    replica.start();
    loop.exec();
    Reading reading;
    reading.readSeconds = double(timer.nsecsElapsed()) / 1e9;
    reading.rows = plugins.count();
    replica.stop();
    GATEHOUSE_TRY(waitFor(rows.lock()));
    reading.keptSeconds = double(timer.nsecsElapsed()) / 1e9;
    reading.cpuSeconds = bench::costOf(QCoreApplication::applicationPid()).cpuSeconds - before;
    return reading;
}

Status measure(const testsupport::ServerProcess &server, const QString &token)
{
    const QTemporaryDir folder(bench::benchHome() + u"/sync-XXXXXX"_s);
    const double bare = timeBareReading(server.url(), token);
    const auto reading = timeReplica(server.url(), token, folder.path());
    if (!reading)
        return fail(reading.error());
    const QString pages = u"the same pages, one after another, unread"_s;
    bench::print({u"sync.read"_s, reading->rows / reading->readSeconds, u"rows/s"_s, pages, bare});
    bench::print({u"sync.kept"_s, reading->rows / reading->keptSeconds, u"rows/s"_s, pages, bare});
    bench::print({u"sync.cpu"_s, reading->cpuSeconds, u"s"_s, {}, 0});
    return {};
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QTemporaryFile config;
    if (!config.open() || config.write(noRateLimit) < 0 || !config.flush())
        return 1;
    testsupport::ServerProcess server({u"--sandbox"_s, u"--no-seed"_s, u"--config"_s, config.fileName()});
    Status done = prepare(server.dataDirectory());
    if (done && !server.start())
        done = fail(inputError(u"no_start"_s, u"the server did not start"_s, QString::fromUtf8(server.log().right(4000))));
    if (done)
        done = measure(server, testsupport::accessToken(server.url(), u"auditor"_s));
    if (done)
        return 0;
    bench::say(describe(done.error()) + u' ' + done.error().detail);
    return 1;
}
