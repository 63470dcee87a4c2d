// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/importcommand.h"

#include "backend/serveroptions.h"
#include "backend/services/packageimport.h"
#include "backend/services/policystore.h"
#include "core/base/random.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

void say(const QString &text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
}

// A job without an operation: what it would log goes to the terminal.
class TerminalJob final : public services::JobContext
{
public:
    TerminalJob(store::Database &database, const Clock &clock, const QString &tenant)
        : m_database(database)
        , m_clock(clock)
        , m_actor{{PersonId(u"per_system"_s), u"Gatehouse"_s}, {}, tenant}
        , m_correlation(newUuid())
    {
    }

    void beginStep(const QString &) override { }
    void setPercent(int) override { }
    void log(const QString &level, const QString &text) override { say(level + u": " + text); }
    bool isCancelled() const override { return false; }

    Status write(const std::function<Status(store::UnitOfWork &)> &work) override
    {
        store::UnitOfWork unit(m_database, m_actor, m_clock.now(), m_correlation);
        return m_database.write([&] { return work(unit); });
    }

    Status read(const std::function<Status(store::UnitOfWork &)> &work) override
    {
        store::UnitOfWork unit(m_database, m_actor, m_clock.now(), m_correlation);
        return m_database.read([&] { return work(unit); });
    }

private:
    store::Database &m_database;
    const Clock &m_clock;
    store::Actor m_actor;
    QString m_correlation;
};

struct ImportArguments
{
    QStringList names;
    ServerOptions options;
    QString tenant;
    int versions = services::DefaultVersions;
};

Result<ImportArguments> readArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{u"data"_s, u"The server's data directory."_s, u"directory"_s},
        {u"versions"_s, u"How many of the newest versions of each package."_s, u"count"_s, u"1"_s},
        {u"tenant"_s, u"Whose registry."_s, u"name"_s, u"sandbox"_s}});
    if (!parser.parse(QStringList{u"import"_s} + arguments))
        return fail(inputError(u"bad_arguments"_s, parser.errorText()));
    ImportArguments read;
    read.names = parser.positionalArguments();
    read.tenant = parser.value(u"tenant"_s);
    read.versions = parser.value(u"versions"_s).toInt();
    read.options.dataDirectory = QDir(parser.value(u"data"_s)).absolutePath();
    if (read.names.isEmpty() || !parser.isSet(u"data"_s) || read.versions < 1)
        return fail(inputError(u"bad_arguments"_s,
            u"Usage: gatehouse-server import NAME... --data DIRECTORY [--versions N]"_s));
    return read;
}

Result<QJsonObject> importPackages(const ImportArguments &arguments)
{
    const SystemClock clock;
    if (!QDir().mkpath(arguments.options.dataDirectory))
        return fail(
            storageError(u"The data directory cannot be made"_s, arguments.options.dataDirectory));
    auto database = store::Database::open(arguments.options.databaseLocation());
    if (!database)
        return fail(std::move(database).error());
    GATEHOUSE_TRY(store::migrate(**database));
    auto policies = services::shippedPolicies();
    if (!policies)
        return fail(std::move(policies).error());
    services::NpmAccess access(arguments.options.packagesDirectory(), std::move(*policies), clock);
    TerminalJob context(**database, clock, arguments.tenant);
    return services::importJob(access, arguments.names, arguments.versions).run(context);
}

} // namespace

int runImportCommand(const QStringList &arguments)
{
    const auto read = readArguments(arguments);
    if (!read) {
        say(read.error().message);
        return 1;
    }
    const auto result = importPackages(*read);
    if (!result) {
        say(result.error().detail.isEmpty()
                ? result.error().message
                : QString(result.error().message + u": " + result.error().detail));
        return 1;
    }
    const qsizetype skipped = result->value("skipped"_L1).toArray().size();
    say(u"%1 imported, %2 skipped"_s.arg(result->value("imported"_L1).toArray().size())
            .arg(skipped));
    return skipped == 0 ? 0 : 2;
}

} // namespace gatehouse
