// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"
#include "core/contract/registry.h"

//! Records as the contract shows them to the person who asks.
namespace gatehouse::services {

[[nodiscard]] Result<Plugin> pluginView(store::UnitOfWork &work, const PluginRecord &record);
//! The same for a page of them, by as many statements as for one.
[[nodiscard]] Result<QList<Plugin>> pluginViews(
    store::UnitOfWork &work, const QList<PluginRecord> &records);
[[nodiscard]] Result<PluginVersion> versionView(
    store::UnitOfWork &work, const VersionRecord &record);
[[nodiscard]] Result<InstalledIn> installationView(
    store::UnitOfWork &work, const InstallationRecord &record, const PluginRecord &plugin);

} // namespace gatehouse::services
