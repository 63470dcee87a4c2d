// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/serveroptions.h"

#include "core/base/json.h"

#include <QCommandLineParser>
#include <QFile>

#include <algorithm>
#include <thread>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

const QList<QCommandLineOption> &knownOptions()
{
    static const QList<QCommandLineOption> options {
        {u"data"_s, u"Directory for the database, packages and environments."_s, u"directory"_s},
        {u"listen"_s, u"Address and port; port 0 takes any free one."_s, u"address:port"_s, u"127.0.0.1:7417"_s},
        {u"allow-remote"_s, u"Listen on an address that other computers reach. TLS is a gateway's work."_s},
        {u"sandbox"_s, u"With a local sign-in, a Prometheus of its own and real packages to try things on."_s},
        {u"packages"_s, u"JSON list of the packages the sandbox imports."_s, u"file"_s},
        {u"no-seed"_s, u"Leave the sandbox empty."_s},
        {u"config"_s, u"JSON configuration file."_s, u"file"_s},
        {u"name"_s, u"What the portal is called."_s, u"text"_s},
        {u"prometheus"_s, u"Address of the Prometheus the dashboards ask."_s, u"url"_s},
        {u"plugin-metrics"_s, u"JSON file: how Prometheus is asked about one plugin."_s, u"file"_s},
        {u"accept-log-key"_s, u"Go on although the key of the decision log is another one than until now."_s},
        {u"verbose"_s, u"Log each answer."_s},
    };
    return options;
}

Status readListen(const QString &text, http::Server::Options &options)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool isPort = false;
    const int port = text.mid(colon + 1).toInt(&isPort);
    if (colon < 1 || !isPort || port < 0 || port > 65535)
        return fail(inputError(u"bad_listen"_s, u"--listen needs ADDRESS:PORT, not \"%1\""_s.arg(text)));
    options.address = text.left(colon).remove(u'[').remove(u']');
    options.port = quint16(port);
    return {};
}

Result<QJsonObject> readConfigFile(const QString &path)
{
    if (path.isEmpty())
        return QJsonObject();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(inputError(u"no_config"_s, u"The configuration file %1 cannot be read"_s.arg(path)));
    auto config = parseJsonObject(file.readAll());
    if (!config)
        return fail(inputError(u"bad_config"_s, u"The configuration file %1 is not a JSON object"_s.arg(path)));
    return config;
}

Status applyDecisions(const QJsonObject &decisions, ServerOptions &options)
{
    const QString signature = decisions["signature"_L1].toString(u"required"_s);
    if (signature != "required"_L1 && signature != "optional"_L1)
        return fail(inputError(u"bad_config"_s, u"decisions.signature is \"required\" or \"optional\""_s));
    options.signedDecisions = signature == "required"_L1;
    options.logKeyFile = decisions["logKey"_L1].toString();
    return {};
}

void applyConfig(const QJsonObject &config, ServerOptions &options)
{
    options.name = config["name"_L1].toString(options.sandbox ? u"Local sandbox"_s : u"Gatehouse"_s);
    options.environmentLabel = config["environmentLabel"_L1].toString(options.sandbox ? u"Sandbox"_s : u"Portal"_s);
    options.region = config["region"_L1].toString(options.sandbox ? u"local"_s : QString());
    options.database = config["database"_L1].toString();
    options.prometheusUrl = config["prometheus"_L1].toString();
    options.pluginMetricsFile = config["pluginMetrics"_L1].toString();
    options.identity = config["identity"_L1].toObject();
    const QJsonObject rate = config["rate"_L1].toObject();
    options.rate.perSecond = rate["perSecond"_L1].toDouble(options.rate.perSecond);
    options.rate.burst = rate["burst"_L1].toDouble(options.rate.burst);
}

} // namespace

QString ServerOptions::databaseLocation() const
{
    return database.isEmpty() ? QString(dataDirectory + u"/gatehouse.db"_s) : database;
}

QString ServerOptions::environmentsDirectory() const
{
    return dataDirectory + u"/environments"_s;
}

QString ServerOptions::packagesDirectory() const
{
    return dataDirectory + u"/packages"_s;
}

QString ServerOptions::logKeyPath() const
{
    return logKeyFile.isEmpty() ? QString(dataDirectory + u"/decision-log.key"_s) : logKeyFile;
}

Result<ServerOptions> readServerOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions(knownOptions());
    if (!parser.parse(QStringList(u"gatehouse-server"_s) + arguments))
        return fail(inputError(u"bad_arguments"_s, parser.errorText()));
    if (!parser.isSet(u"data"_s))
        return fail(inputError(u"bad_arguments"_s, u"--data DIRECTORY is needed"_s));
    ServerOptions options;
    options.dataDirectory = parser.value(u"data"_s);
    options.sandbox = parser.isSet(u"sandbox"_s);
    options.seed = !parser.isSet(u"no-seed"_s);
    options.packagesFile = parser.value(u"packages"_s);
    options.verbose = parser.isSet(u"verbose"_s);
    const auto config = readConfigFile(parser.value(u"config"_s));
    if (!config)
        return fail(config.error());
    applyConfig(*config, options);
    GATEHOUSE_TRY(applyDecisions((*config)["decisions"_L1].toObject(), options));
    options.acceptLogKey = parser.isSet(u"accept-log-key"_s);
    if (parser.isSet(u"name"_s))
        options.name = parser.value(u"name"_s);
    if (parser.isSet(u"prometheus"_s))
        options.prometheusUrl = parser.value(u"prometheus"_s);
    if (parser.isSet(u"plugin-metrics"_s))
        options.pluginMetricsFile = parser.value(u"plugin-metrics"_s);
    GATEHOUSE_TRY(readListen(parser.value(u"listen"_s), options.http));
    options.http.allowRemote = parser.isSet(u"allow-remote"_s);
    options.http.accessLog = options.verbose;
    options.http.threads = std::clamp(int(std::thread::hardware_concurrency()), 1, 8);
    return options;
}

QString serverUsage()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"The governance service of a plugin portal."_s);
    parser.addOptions(knownOptions());
    return parser.helpText();
}

} // namespace gatehouse
