// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"

#include <QJsonObject>

//! What people change about a registry entry. Each checks the role, writes, audits and tells the
//! feed.
namespace gatehouse::services {

//! A merge patch of owner, tags, lifecycle and category; any other member is validation_failed.
[[nodiscard]] Result<PluginRecord> editPlugin(
    store::UnitOfWork &work, const PluginRecord &plugin, const QJsonObject &patch);
[[nodiscard]] Result<PluginRecord> setBlocked(
    store::UnitOfWork &work, const PluginRecord &plugin, bool blocked, const QString &reason);
[[nodiscard]] Result<PluginRecord> setDeprecated(
    store::UnitOfWork &work, const PluginRecord &plugin, bool deprecated, const QString &reason);

} // namespace gatehouse::services
