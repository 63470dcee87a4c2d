// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/contract/registry.h"

#include <QJsonObject>

namespace gatehouse {

//! A rule's `when`: every member must hold. `verdict`: a list that holds the evidence's verdict.
//! `fact` with one of `equals`, `above`, `below`, `notEmpty`: a member of the evidence's facts.
//! `licence`: "allow", "require_review" or "deny" under the policy's `licences` lists. An empty
//! condition always holds.
bool conditionHolds(
    const QJsonObject &condition, const Evidence &evidence, const QJsonObject &policy);
//! Refuses members and shapes that conditionHolds would silently ignore.
[[nodiscard]] Status checkCondition(const QJsonObject &condition, const QString &pointer);
//! The condition in one short line, as in "ageDays < 7".
QString describeCondition(const QJsonObject &condition);

} // namespace gatehouse
