// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"

namespace gatehouse::services {

//! What a plugin's one status word is derived from.
struct StatusInputs
{
    std::optional<QString> blockedReason;
    std::optional<QString> deprecatedReason;
    std::optional<QString> denial; //!< A policy refuses the newest version in production.
    QList<InstallationRecord> installations;
    bool hasOpenRequest = false;
    bool hasApproval = false; //!< For the newest version in production.
};

struct StatusWord
{
    PluginStatus status = PluginStatus::Registered;
    std::optional<QString> reason;
    bool operator==(const StatusWord &) const = default;
};

//! The first that holds: blocked (by a person, or by policy), deprecated, in review, installed,
//! disabled, approved, registered.
StatusWord statusOf(const StatusInputs &inputs);

//! The message of the first policy that denies \a version in \a environment by a rule that no exemption
//! lifts.
[[nodiscard]] Result<std::optional<QString>> denialOf(
    store::UnitOfWork &work, const VersionId &version, Environment environment);

//! The same for several versions at once, in all environments; what nothing denies is left out.
using Denials = QMap<std::pair<VersionId, Environment>, QString>;
[[nodiscard]] Result<Denials> denialsOf(store::UnitOfWork &work, const QStringList &versions);

//! Derives the stored columns of a plugin anew from its versions, installations and requests, saves
//! it and emits \a event. Every change of those ends with this, in the same transaction.
[[nodiscard]] Status refreshPlugin(
    store::UnitOfWork &work, const PluginId &id, const QString &event, const QString &summary);

} // namespace gatehouse::services
