// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/policy.h"

//! Policies and what a portal says about them, for tests of the page.
namespace gatehouse::policytest {

//! Two policies, cooldown and licences.
QString activeYaml();
QByteArray asBytes(const QJsonObject &object);
//! On the line after the last one of activeYaml().
ConfigProblem mistake();
Policy cooldown();
Policy licences();
//! One policy would say something else, the other one not.
PolicyDryRun dryRun(const QString &version, const QString &digest, const QDateTime &now);
//! Two decisions would have been blocked; one of them runs in production.
PolicyBacktest backtest(const QString &digest, const QDateTime &now);
Page<PluginVersion> quayVersions(const QDateTime &now);

} // namespace gatehouse::policytest
