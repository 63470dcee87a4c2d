// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/installationrecovery.h"

#include "backend/services/dynamicplugins.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Result<QList<InstallationId>> interrupted(store::UnitOfWork &work)
{
    auto query
        = work.db().query(u"SELECT id FROM installations WHERE tenant = ? AND state IN ('pending', "
                          u"'applied') AND NOT EXISTS "
                          "(SELECT 1 FROM operations o WHERE o.id = installations.operation_id "
                          "AND o.status IN ('queued', 'running', 'cancelling'))"_s,
            {work.tenant()});
    if (!query)
        return fail(std::move(query).error());
    QList<InstallationId> ids;
    while (query->next())
        ids << InstallationId(query->text(0));
    return ids;
}

// What the files say about a version that was written but not observed.
InstallationState seenState(
    const InstallationRecord &installation, const VersionRecord &version, const QString &directory)
{
    const auto plugins = readDynamicPlugins(directory + u'/' + toWire(installation.environment));
    const QString package = version.head.pluginName + u'@' + version.head.version;
    if (plugins && plugins->contains(DynamicPlugin{package, version.head.digest, false}))
        return InstallationState::Observed;
    if (plugins && plugins->contains(DynamicPlugin{package, version.head.digest, true}))
        return InstallationState::Disabled;
    return InstallationState::Failed;
}

Status settle(store::UnitOfWork &work, const InstallationId &id, const QString &directory)
{
    auto installation = loadInstallation(work, id);
    if (!installation)
        return fail(std::move(installation).error());
    if (installation->state == InstallationState::Applied) {
        const auto version = loadVersion(work, installation->versionId);
        if (!version)
            return fail(version.error());
        installation->settledState = seenState(*installation, *version, directory);
    }
    installation->state = installation->settledState;
    GATEHOUSE_TRY(saveInstallation(work, *installation));
    return refreshPlugin(
        work, installation->pluginId, u"plugin.updated"_s, u"An operation was interrupted"_s);
}

} // namespace

Status settleInterrupted(store::UnitOfWork &work, const QString &environmentsDirectory)
{
    const auto ids = interrupted(work);
    if (!ids)
        return fail(ids.error());
    for (const InstallationId &id : *ids)
        GATEHOUSE_TRY(settle(work, id, environmentsDirectory));
    return {};
}

} // namespace gatehouse::services
