// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/generatedplugins.h"

#include "backend/npm/semver.h"
#include "backend/services/registrystore.h"
#include "core/base/clock.h"

#include <QCryptographicHash>
#include <QDir>
#include <QRandomGenerator>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::bench {

namespace {

using namespace services;

constexpr int batchSize = 2000;

const QStringList words{u"kubernetes"_s, u"catalog"_s, u"techdocs"_s, u"scaffolder"_s, u"search"_s, u"auth"_s, u"cost"_s,
    u"tekton"_s, u"grafana"_s, u"sonarqube"_s, u"vault"_s, u"pagerduty"_s, u"jenkins"_s, u"lighthouse"_s, u"argocd"_s, u"sentry"_s};
const QStringList categories{u"ci_cd"_s, u"monitoring"_s, u"security"_s, u"documentation"_s, u"cost"_s, u"infrastructure"_s, u"quality"_s};
const QStringList licences{u"MIT"_s, u"Apache-2.0"_s, u"BSD-3-Clause"_s, u"ISC"_s, u"MPL-2.0"_s};

//! As the server makes them, and the same in every run.
QString idOf(QLatin1StringView prefix, int number)
{
    const QByteArray counted = prefix.latin1() + QByteArray::number(number);
    const QByteArray digest = QCryptographicHash::hash(counted, QCryptographicHash::Sha256);
    return prefix + QString::fromLatin1(digest.toHex().first(20));
}

QList<InstalledIn> installations(const Plugin &plugin, int number, QRandomGenerator &random)
{
    QList<InstalledIn> places;
    const int count = number % 3 == 0 ? 1 + random.bounded(3) : 0;
    for (int i = 0; i < count; ++i) {
        InstalledIn place;
        place.environment = Environments[i];
        place.installationId = InstallationId(idOf("ins_"_L1, number * 3 + i));
        place.versionId = plugin.latestVersionId;
        place.version = plugin.latestVersion;
        place.state = InstallationState::Observed;
        place.observedAt = plugin.updatedAt;
        places.append(place);
    }
    return places;
}

PluginRecord recordOf(const Plugin &plugin, int number)
{
    PluginRecord record;
    record.id = plugin.id;
    record.tenant = u"sandbox"_s;
    record.name = plugin.name;
    record.displayName = plugin.displayName;
    record.description = plugin.description;
    record.category = plugin.category;
    record.owner = plugin.owner;
    record.tags = plugin.tags;
    record.lifecycle = plugin.lifecycle;
    record.status = plugin.status;
    record.statusReason = plugin.statusReason;
    record.risk = plugin.risk;
    record.riskScore = plugin.riskScore;
    record.licence = plugin.licence;
    record.publisher = plugin.publisher;
    record.homepage = plugin.homepage;
    record.repository = plugin.repository;
    record.latestVersionId = plugin.latestVersionId;
    record.latestVersion = plugin.latestVersion;
    record.hasConfigSchema = number % 4 == 0;
    record.search = QString(plugin.name + u' ' + plugin.displayName + u' ' + plugin.description).toLower();
    record.createdAt = plugin.createdAt;
    return record;
}

VersionRecord versionOf(const Plugin &plugin, int policyVersion)
{
    VersionRecord record;
    record.head.id = plugin.latestVersionId;
    record.head.pluginId = plugin.id;
    record.head.pluginName = plugin.name;
    record.head.version = plugin.latestVersion;
    record.head.licence = plugin.licence;
    record.head.publishedAt = plugin.createdAt;
    record.head.publisher = plugin.publisher;
    record.head.backstageRole = u"frontend-plugin"_s;
    record.head.risk = plugin.risk;
    record.head.riskScore = plugin.riskScore;
    record.head.evidenceRevision = 1;
    record.head.policyVersion = policyVersion;
    record.tenant = u"sandbox"_s;
    record.sortKey = versionSortKey(plugin.latestVersion);
    record.manifest = u"{}"_s;
    record.configSchema = u"{}"_s;
    record.configSource = u"none"_s;
    return record;
}

Status add(store::UnitOfWork &work, int number, int policyVersion)
{
    const Plugin plugin = generatedPlugin(number);
    PluginRecord record = recordOf(plugin, number);
    VersionRecord version = versionOf(plugin, policyVersion);
    GATEHOUSE_TRY(savePlugin(work, record));
    GATEHOUSE_TRY(saveVersion(work, version));
    for (const InstalledIn &place : plugin.installations) {
        InstallationRecord installed;
        installed.id = place.installationId;
        installed.tenant = u"sandbox"_s;
        installed.pluginId = plugin.id;
        installed.environment = place.environment;
        installed.state = installed.settledState = place.state;
        installed.versionId = place.versionId;
        installed.version = place.version;
        installed.observedAt = place.observedAt;
        GATEHOUSE_TRY(saveInstallation(work, installed));
    }
    return {};
}

Result<int> number(store::Database &database, const QString &sql)
{
    auto rows = database.query(sql);
    if (!rows)
        return fail(std::move(rows).error());
    return rows->next() ? int(rows->integer(0)) : 0;
}

} // namespace

Plugin generatedPlugin(int number)
{
    QRandomGenerator random(quint32(number) + 1);
    const auto word = [&] { return words.at(random.bounded(int(words.size()))); };
    const QString scope = u"scope-%1"_s.arg(number % 50);
    const QString bare = u"plugin-%1-%2-%3"_s.arg(word(), word()).arg(number);
    Plugin plugin;
    plugin.id = PluginId(idOf("plg_"_L1, number));
    plugin.name = u"@%1/%2"_s.arg(scope, bare);
    plugin.displayName = u"%1 %2 %3"_s.arg(word(), word()).arg(number);
    plugin.description = u"Shows %1 and %2 of your %3 beside the entity, with links to the %4 of each environment."_s.arg(word(), word(), word(), word());
    plugin.category = categories.at(random.bounded(int(categories.size())));
    plugin.owner = u"team-%1"_s.arg(random.bounded(60));
    for (int left = random.bounded(4); left > 0; --left)
        plugin.tags.append(word());
    plugin.lifecycle = Lifecycle(1 + random.bounded(5));
    plugin.risk = Risk(1 + random.bounded(4));
    plugin.riskScore = random.bounded(100);
    plugin.licence = licences.at(random.bounded(int(licences.size())));
    plugin.publisher = u"publisher-%1"_s.arg(random.bounded(2000));
    plugin.repository = u"https://git.example/%1/%2"_s.arg(scope, bare);
    plugin.homepage = plugin.repository + u"#readme"_s;
    plugin.latestVersionId = VersionId(idOf("ver_"_L1, number));
    plugin.latestVersion = u"%1.%2.%3"_s.arg(random.bounded(5)).arg(random.bounded(30)).arg(random.bounded(20));
    plugin.createdAt = QDateTime::fromSecsSinceEpoch(1'700'000'000 + number, Qt::UTC);
    plugin.updatedAt = plugin.createdAt.addDays(random.bounded(300));
    plugin.installations = installations(plugin, number, random);
    plugin.status = plugin.installations.isEmpty() ? PluginStatus::Registered : PluginStatus::Installed;
    if (number % 40 == 7) {
        plugin.status = PluginStatus::Blocked;
        plugin.statusReason = u"%1 critical vulnerabilities, and 0 are allowed."_s.arg(1 + random.bounded(9));
    }
    plugin.etag = u"plg-1"_s;
    plugin.actions.allowed = {u"request"_s};
    for (const QString &action : {u"edit"_s, u"block"_s, u"deprecate"_s, u"install"_s})
        plugin.actions.blocked.append({action, u"forbidden"_s, u"Only a platform admin can %1 a plugin."_s.arg(action)});
    return plugin;
}

QList<Plugin> generatedPlugins(int count)
{
    QList<Plugin> plugins;
    plugins.reserve(count);
    for (int number = 0; number < count; ++number)
        plugins.append(generatedPlugin(number));
    return plugins;
}

Status addPlugins(const QString &dataDirectory, int count)
{
    QDir().mkpath(dataDirectory);
    auto opened = store::Database::open(dataDirectory + u"/gatehouse.db"_s);
    if (!opened)
        return fail(std::move(opened).error());
    store::Database &database = **opened;
    GATEHOUSE_TRY(store::migrate(database));
    const auto present = number(database, u"SELECT COUNT(*) FROM plugins"_s);
    // Plugins that were judged by another policy would be judged again.
    const auto policyVersion = number(database, u"SELECT COALESCE(MAX(policy_version), 1) FROM plugin_versions"_s);
    if (!present || !policyVersion)
        return fail(present ? policyVersion.error() : present.error());
    const SystemClock clock;
    for (int next = *present; next < count; next += batchSize) {
        const Status added = database.write([&]() -> Status {
            store::UnitOfWork work(database, {{PersonId(u"bench"_s), u"Bench"_s}, {}, u"sandbox"_s}, clock.now(), {});
            for (int i = next; i < std::min(next + batchSize, count); ++i)
                GATEHOUSE_TRY(add(work, i, *policyVersion));
            return {};
        });
        GATEHOUSE_TRY(added);
    }
    return {};
}

} // namespace gatehouse::bench
