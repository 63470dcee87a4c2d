// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/services/registryrecords.h"
#include "core/contract/operations.h"

//! Answers that several registry routes give.
namespace gatehouse::api {

[[nodiscard]] Result<Reply> pluginReply(Call &call, const services::PluginRecord &record);
//! 202 with the operation and where to find it.
Reply operationReply(const Operation &operation);
//! {items, asOf}
QJsonObject itemsBody(const Call &call, QJsonArray items);
//! The member's text; validation_failed when it is no text or missing.
[[nodiscard]] Result<QString> requiredText(const Call &call, const QString &member);
[[nodiscard]] Result<bool> requiredFlag(const Call &call, const QString &member);
//! Of the query; an unknown word is validation_failed. Production when it is absent.
[[nodiscard]] Result<Environment> environmentOf(const Call &call);
//! validation_failed for the first member of the body that is not among \a known.
[[nodiscard]] Status refuseOtherMembers(const Call &call, const QStringList &known);

} // namespace gatehouse::api
