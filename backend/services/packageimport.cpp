// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/packageimport.h"

#include "backend/checks/checkrunner.h"
#include "backend/services/evidencerun.h"
#include "backend/services/registrystore.h"
#include "backend/services/versionjudgement.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

// The newest versions down from the current one, and whatever runs somewhere.
QStringList chooseVersions(const Packument &packument, int count, const QStringList &installed)
{
    const QStringList &all = packument.versions();
    const qsizetype latest = all.indexOf(packument.latestVersion());
    const qsizetype first = std::max<qsizetype>(0, latest - count + 1);
    QStringList chosen = all.mid(first, latest - first + 1);
    for (const QString &version : installed) {
        if (!chosen.contains(version) && packument.has(version))
            chosen.prepend(version);
    }
    return chosen;
}

Result<QStringList> installedVersionsOf(JobContext &job, const QString &package)
{
    QStringList installed;
    GATEHOUSE_TRY(job.read([&](store::UnitOfWork &work) -> Status {
        const auto plugin = findPlugin(work, package);
        if (!plugin || !plugin->has_value())
            return plugin ? Status() : fail(plugin.error());
        const auto installations = installationsOf(work, (*plugin)->id);
        if (!installations)
            return fail(installations.error());
        for (const InstallationRecord &installation : *installations)
            installed << installation.version;
        return {};
    }));
    return installed;
}

Result<PluginId> importVersion(NpmAccess &access, NpmClient &client, JobContext &job,
    const Packument &packument, const QString &version, const std::stop_token &stop)
{
    auto fetched = fetchVersion(client, job, packument, version, stop);
    if (!fetched)
        return fail(std::move(fetched).error());
    const auto before = keptFilesBefore(access, packument, version);
    const EvidenceSubject subject{packument, version, std::move(fetched->files),
        fetched->packedBytes, access.clock().now(), before ? &*before : nullptr};
    auto evidence = checks::runChecks(subject, {.stop = stop});
    if (!evidence)
        return fail(std::move(evidence).error());
    const JudgedVersion judged = describeVersion(subject, std::move(*evidence));
    PluginId plugin;
    GATEHOUSE_TRY(job.write([&](store::UnitOfWork &work) -> Status {
        const auto policies = access.policies().active(work);
        if (!policies)
            return fail(policies.error());
        auto stored = storeJudgement(work, judged, *policies);
        if (!stored)
            return fail(std::move(stored).error());
        plugin = *stored;
        return {};
    }));
    return plugin;
}

Result<QJsonObject> runImport(
    NpmAccess &access, JobContext &job, const QStringList &names, int versions)
{
    job.beginStep(u"read_packages"_s);
    auto client = access.client();
    if (!client)
        return fail(std::move(client).error());
    QJsonArray imported;
    QJsonArray skipped;
    Error last;
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (job.isCancelled())
            return fail(cancelledError());
        auto package = importPackage(access, **client, job, names.at(i), versions);
        if (package) {
            imported.append(
                QJsonObject{{u"name"_s, package->name}, {u"pluginId"_s, package->plugin.text()},
                    {u"versions"_s, package->versions}, {u"note"_s, package->note}});
        } else if (package.error().kind == ErrorKind::Cancelled
            || package.error().kind == ErrorKind::Storage) {
            return fail(std::move(package).error());
        } else {
            last = package.error();
            job.log(u"warning"_s, u"%1 was skipped: %2"_s.arg(names.at(i), last.message));
            skipped.append(QJsonObject{
                {u"name"_s, names.at(i)}, {u"code"_s, last.code}, {u"reason"_s, last.message}});
        }
        job.setPercent(int(100 * (i + 1) / names.size()));
    }
    if (imported.isEmpty() && !skipped.isEmpty())
        return fail(std::move(last));
    return QJsonObject{{u"imported"_s, imported}, {u"skipped"_s, skipped}};
}

} // namespace

Result<ImportedPackage> importPackage(
    NpmAccess &access, NpmClient &client, JobContext &job, const QString &package, int versions)
{
    const CancelWatch watch(job);
    const auto installed = installedVersionsOf(job, package);
    if (!installed)
        return fail(installed.error());
    const auto document = client.document(package, watch.token());
    if (!document)
        return fail(document.error());
    if (!document->origin.note.isEmpty())
        job.log(u"warning"_s, u"%1: %2"_s.arg(package, document->origin.note));
    ImportedPackage result{package, {}, 0, document->origin.note};
    const QStringList chosen = chooseVersions(document->packument, versions, *installed);
    for (const QString &version : chosen) {
        auto plugin
            = importVersion(access, client, job, document->packument, version, watch.token());
        if (!plugin)
            return fail(std::move(plugin).error());
        result.plugin = *plugin;
        ++result.versions;
        job.log(u"info"_s, u"%1 %2 judged"_s.arg(package, version));
    }
    return result;
}

Job importJob(NpmAccess &access, const QStringList &names, int versions)
{
    Job job;
    job.type = OperationType::Import;
    job.subject = names.size() == 1 ? names.first() : u"%1 packages"_s.arg(names.size());
    job.steps = {u"read_packages"_s};
    const int count = std::clamp(versions, 1, MaxVersions);
    job.run = [&access, names, count](
                  JobContext &context) { return runImport(access, context, names, count); };
    return job;
}

} // namespace gatehouse::services
