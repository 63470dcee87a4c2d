// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/installationjob.h"

#include "backend/services/appconfig.h"
#include "backend/services/dynamicplugins.h"
#include "backend/services/installationrules.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"
#include "backend/services/versionfacts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

class InstallationRun final
{
public:
    InstallationRun(InstallationChange change, const KeptPackages &kept, QString directory)
        : m_change(std::move(change))
        , m_kept(kept)
        , m_directory(std::move(directory))
    {
    }

    Result<QJsonObject> run(JobContext &job)
    {
        const Status done = runSteps(job);
        if (!done) {
            const Status settled
                = job.write([this](store::UnitOfWork &work) { return fallBack(work); });
            if (!settled)
                job.log(u"error"_s, settled.error().message);
            return fail(done.error());
        }
        return QJsonObject{{u"pluginId"_s, m_change.plugin.text()},
            {u"version"_s, m_change.targetVersion},
            {u"environment"_s, toWire(m_change.environment)}};
    }

private:
    Status runSteps(JobContext &job)
    {
        job.beginStep(u"prepare"_s);
        job.log(u"info"_s,
            u"%1 %2 in %3"_s.arg(
                m_change.pluginName, m_change.targetVersion, toWire(m_change.environment)));
        job.beginStep(u"verify"_s);
        job.setPercent(20);
        GATEHOUSE_TRY(job.read([this](store::UnitOfWork &work) { return verify(work); }));
        if (job.isCancelled())
            return fail(cancelledError());
        job.beginStep(u"write"_s);
        job.setPercent(50);
        GATEHOUSE_TRY(job.write([this](store::UnitOfWork &work) { return apply(work); }));
        job.log(u"info"_s, u"dynamic-plugins.yaml and app-config written"_s);
        job.beginStep(u"observe"_s);
        job.setPercent(80);
        return job.write([this](store::UnitOfWork &work) { return observe(work); });
    }

    // The world may have moved since the click: the approval and the bytes are looked at once more.
    Status verify(store::UnitOfWork &work)
    {
        if (m_change.goal != InstallationState::Observed)
            return {};
        const auto version = loadVersion(work, m_change.target);
        if (!version)
            return fail(version.error());
        if (m_change.needsApproval) {
            const auto approval = requireApproval(work, *version, m_change.environment);
            if (!approval)
                return fail(approval.error());
        }
        const auto integrity = parseIntegrity(version->head.digest, version->head.digest);
        if (!integrity)
            return fail(integrity.error());
        if (!m_kept.tarball(*integrity)) {
            return fail(inputError(u"tarball_not_kept"_s,
                u"The kept tarball is gone or has other bytes than were judged; import the version again."_s));
        }
        return {};
    }

    // The rows and the files move together: when a file cannot be written, the rows stay as they
    // were.
    Status apply(store::UnitOfWork &work)
    {
        auto installation = loadInstallation(work, m_change.installation);
        if (!installation)
            return fail(std::move(installation).error());
        if (m_change.goal == InstallationState::Unknown) {
            GATEHOUSE_TRY(removeInstallation(work, m_change.installation));
        } else {
            if (installation->versionId != m_change.target) {
                installation->previousVersionId = installation->versionId;
                installation->versionId = m_change.target;
                installation->version = m_change.targetVersion;
            }
            installation->state = InstallationState::Applied;
            GATEHOUSE_TRY(saveInstallation(work, *installation));
        }
        auto plugins = desired(work);
        if (!plugins)
            return fail(std::move(plugins).error());
        GATEHOUSE_TRY(writeDynamicPlugins(directory(), *plugins));
        GATEHOUSE_TRY(writeAppConfig(work, m_change.environment, directory()));
        return refreshPlugin(work, m_change.plugin, u"plugin.updated"_s, u"Applied"_s);
    }

    Result<QList<DynamicPlugin>> desired(store::UnitOfWork &work) const
    {
        const auto installations = installationsIn(work, m_change.environment);
        if (!installations)
            return fail(installations.error());
        QList<DynamicPlugin> plugins;
        for (const InstallationRecord &installation : *installations) {
            const bool isOurs = installation.id == m_change.installation;
            const InstallationState state = isOurs ? m_change.goal : installation.settledState;
            if (state != InstallationState::Observed && state != InstallationState::Disabled)
                continue;
            const auto version = loadVersion(work, installation.versionId);
            if (!version)
                return fail(version.error());
            plugins << DynamicPlugin{version->head.pluginName + u'@' + version->head.version,
                version->head.digest, state == InstallationState::Disabled};
        }
        return plugins;
    }

    Status observe(store::UnitOfWork &work)
    {
        GATEHOUSE_TRY(verifyAppConfig(work, m_change.environment, directory()));
        const auto seen = readDynamicPlugins(directory());
        if (!seen)
            return fail(seen.error());
        if (m_change.goal == InstallationState::Unknown) {
            for (const DynamicPlugin &plugin : *seen) {
                if (plugin.package.section(u'@', 0, -2) == m_change.pluginName)
                    return fail(storageError(u"The plugin still stands in dynamic-plugins.yaml"_s));
            }
            return refreshPlugin(work, m_change.plugin, m_change.event,
                u"Removed from %1"_s.arg(toWire(m_change.environment)));
        }
        auto installation = loadInstallation(work, m_change.installation);
        if (!installation)
            return fail(std::move(installation).error());
        const auto version = loadVersion(work, m_change.target);
        if (!version)
            return fail(version.error());
        const DynamicPlugin expected{m_change.pluginName + u'@' + m_change.targetVersion,
            version->head.digest, m_change.goal == InstallationState::Disabled};
        if (!seen->contains(expected))
            return fail(storageError(u"dynamic-plugins.yaml does not say what was written"_s));
        installation->state = m_change.goal;
        installation->settledState = m_change.goal;
        installation->observedAt = work.now();
        GATEHOUSE_TRY(saveInstallation(work, *installation));
        return refreshPlugin(work, m_change.plugin, m_change.event,
            u"%1 in %2"_s.arg(m_change.targetVersion, toWire(m_change.environment)));
    }

    Status fallBack(store::UnitOfWork &work)
    {
        auto installation = loadInstallation(work, m_change.installation);
        if (!installation)
            return fail(std::move(installation).error());
        installation->state = installation->settledState;
        GATEHOUSE_TRY(saveInstallation(work, *installation));
        return refreshPlugin(work, m_change.plugin, u"plugin.updated"_s, u"An operation failed"_s);
    }

    QString directory() const { return m_directory + u'/' + toWire(m_change.environment); }

    InstallationChange m_change;
    const KeptPackages &m_kept;
    QString m_directory;
};

} // namespace

Job installationJob(OperationType type, const InstallationChange &change, const KeptPackages &kept,
    const QString &environmentsDirectory)
{
    Job job;
    job.type = type;
    job.subject = change.pluginName + u' ' + change.targetVersion;
    job.subjectId = change.plugin.text();
    job.environment = change.environment;
    job.steps = {u"prepare"_s, u"verify"_s, u"write"_s, u"observe"_s};
    job.run = [run = std::make_shared<InstallationRun>(change, kept, environmentsDirectory)](
                  JobContext &context) { return run->run(context); };
    return job;
}

} // namespace gatehouse::services
