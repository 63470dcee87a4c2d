// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/configmerge.h"
#include "backend/services/configstore.h"

//! Configuration revisions: made, judged, shown. Deploying them is in configdeploy.h.
namespace gatehouse::services {

//! `POST /plugins/{id}/config/revisions`.
struct NewRevision
{
    OverlayRef overlay;
    QString yaml;
    QString reason;
    int baseRevision = 0; //!< The latest number the author saw; 0 when there was none.
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("overlay", s.overlay);
        visit("yaml", s.yaml);
        visit("reason", s.reason);
        visit("baseRevision", s.baseRevision);
    }
};

//! validation_failed for what cannot be kept (no YAML, a secret written out), precondition_failed
//! when somebody made a newer revision. What merely breaks the schema is kept as a draft.
[[nodiscard]] Result<RevisionRecord> createRevision(
    store::UnitOfWork &work, const PluginId &plugin, const NewRevision &input);
//! A new revision with the content of \a old.
[[nodiscard]] Result<RevisionRecord> rollBackRevision(
    store::UnitOfWork &work, const RevisionRecord &old, const QString &reason);
//! As it would be judged now, merged over what is in force below it.
[[nodiscard]] Result<ConfigValidation> validateConfig(store::UnitOfWork &work,
    const PluginId &plugin, const OverlayRef &overlay, const QString &yaml);
//! The record as the work's actor sees it.
[[nodiscard]] Result<ConfigRevision> viewRevision(
    store::UnitOfWork &work, const RevisionRecord &record);
//! What is in force in an environment, leaf by leaf.
[[nodiscard]] Result<EffectiveConfig> effectiveConfig(store::UnitOfWork &work,
    const PluginId &plugin, Environment environment, const QString &tenant);
//! Overlays that exist; a tenant's name becomes part of a file's name.
[[nodiscard]] Status checkOverlay(const OverlayRef &overlay);

//! Production, and what reaches it: the global overlay.
bool needsApproval(const OverlayRef &overlay);
QString etagOf(const RevisionRecord &record);
//! "production", "production, tenant acme", "global"
QString overlayName(const OverlayRef &overlay);

//! One page of `GET /config-tree`: plugins that have a schema or a document, by name.
struct TreePage
{
    QList<ConfigTreeNode> nodes;
    QString lastName; //!< Empty when there is no more.
};
[[nodiscard]] Result<TreePage> configTree(
    store::UnitOfWork &work, const QString &afterName, int limit);

} // namespace gatehouse::services
