// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"
#include "core/contract/common.h"

//! Who may do what with the registry, in one place: the views tell it, the writes enforce it.
namespace gatehouse::services {

//! edit, block, unblock, deprecate, undeprecate, request, install, update, rollback, uninstall,
//! enable, disable: each is allowed, or blocked with a reason; those that do not apply to the
//! plugin's state are left out.
Actions pluginActions(const store::Actor &actor, const PluginRecord &plugin,
    const QList<InstallationRecord> &installations);

//! request and install; \a approval says whether production has an approved request, \a denial why
//! a policy refuses the version.
Actions versionActions(
    const store::Actor &actor, bool approval, const std::optional<QString> &denial);

//! forbidden, with the reason that pluginActions gives, unless the actor's role allows \a action.
[[nodiscard]] Status requireRole(const store::Actor &actor, const QString &action);

} // namespace gatehouse::services
