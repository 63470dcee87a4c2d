// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/filledsandbox.h"

#include "core/contract/routes.h"
#include "tests/bench/measurement.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/processsupport.h"
#include "tests/testsupport/sandboxsignin.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::bench {

namespace {

constexpr int fillTimeoutMs = 10 * 60 * 1000;
constexpr int readyTimeoutMs = 60000;

QStringList serverArguments(const QString &home)
{
    return {u"--data"_s, sandboxData(home), u"--listen"_s, u"127.0.0.1:0"_s, u"--sandbox"_s};
}

} // namespace

QString benchHome()
{
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + u"/.cache"_s);
    const QString home = cache + u"/gatehouse/bench"_s;
    QDir().mkpath(home);
    return home;
}

QProcessEnvironment environmentWithHome(const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name :
        {u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_STATE_HOME"_s, u"XDG_CACHE_HOME"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, home);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    return environment;
}

QString sandboxData(const QString &home)
{
    return home + u"/.local/share/gatehouse/sandbox"_s;
}

bool waitUntilFilled(testsupport::HttpClient &client, int plugins)
{
    const QString list = u"%1?limit=%2"_s.arg(QLatin1StringView(routes::plugins)).arg(plugins);
    const QString running = QLatin1StringView(routes::operations) + u"?status=queued,running"_s;
    const auto filled = [&] {
        return client.get(list).items().size() == plugins && client.get(running).items().isEmpty();
    };
    return testsupport::waitUntil(filled, fillTimeoutMs);
}

Status fillSandbox(const QString &home)
{
    QDir().mkpath(sandboxData(home));
    QProcess server;
    testsupport::endWithParent(server);
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(
        QCoreApplication::applicationDirPath() + u"/gatehouse-server"_s, serverArguments(home));
    const QJsonObject ready = testsupport::awaitReadyLine(server, readyTimeoutMs);
    const QUrl url(ready.value(u"url"_s).toString());
    if (!url.isValid() || ready.isEmpty())
        return fail(inputError(u"no_start"_s, u"The server did not start"_s));

    testsupport::HttpClient client(url);
    client.setTenant(u"sandbox"_s);
    client.setToken(testsupport::accessToken(url, u"auditor"_s));
    say(u"filling the sandbox with real packages, unless it is"_s);
    if (!waitUntilFilled(client, 50))
        return fail(inputError(u"not_filled"_s, u"The sandbox did not fill in time"_s));
    testsupport::endGently(server);
    return {};
}

} // namespace gatehouse::bench
