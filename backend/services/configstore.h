// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/configuration.h"

//! Rows of configuration revisions. No rules here.
namespace gatehouse::services {

//! A revision as the server keeps it: without what depends on the caller.
struct RevisionRecord
{
    ConfigRevision head;
    int leafCount = 0;
    int revision = 0; //!< Of the row: its etag.
};

//! Which document: one plugin in one overlay.
struct OverlayKey
{
    PluginId pluginId;
    OverlayRef overlay;
};

[[nodiscard]] Result<RevisionRecord> loadRevision(
    store::UnitOfWork &work, const ConfigRevisionId &id);
[[nodiscard]] Result<std::optional<RevisionRecord>> latestRevision(
    store::UnitOfWork &work, const OverlayKey &key);
[[nodiscard]] Result<std::optional<RevisionRecord>> activeRevision(
    store::UnitOfWork &work, const OverlayKey &key);
//! Newest first, with numbers below \a before (0: from the newest).
[[nodiscard]] Result<QList<RevisionRecord>> listRevisions(
    store::UnitOfWork &work, const OverlayKey &key, int before, int limit);
//! Of all plugins in one overlay, by plugin name.
[[nodiscard]] Result<QList<RevisionRecord>> activeRevisions(
    store::UnitOfWork &work, const OverlayRef &overlay);
[[nodiscard]] Status insertRevision(store::UnitOfWork &work, const RevisionRecord &record);
//! Writes state and times, and raises the row's revision.
[[nodiscard]] Status saveRevisionState(store::UnitOfWork &work, RevisionRecord &record);
//! Tenants that have an overlay of their own in \a environment.
[[nodiscard]] Result<QStringList> overlayTenants(store::UnitOfWork &work, Environment environment);

} // namespace gatehouse::services
