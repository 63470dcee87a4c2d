// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/pluginmetrics.h"
#include "backend/services/prometheusclient.h"
#include "backend/store/unitofwork.h"
#include "core/contract/pluginhealth.h"

namespace gatehouse::services {

//! How far back, and how far apart the points stand.
struct HealthRange
{
    int seconds = 0;
    int stepSeconds = 0;
};
//! Of "24h" or "7d", the default; 422 for another word.
[[nodiscard]] Result<HealthRange> healthRange(const QString &word);

//! What the database knows, without a number, and what the metrics source is asked with.
struct HealthBasis
{
    PluginHealth health;
    PluginQuery query;
};
[[nodiscard]] Result<HealthBasis> healthBasis(store::UnitOfWork &work, const PluginId &plugin, const HealthRange &range);

//! Fills in the numbers. \a answer is called once, on the client's thread, with source_lost (503) when
//! the source answered none of the questions; what one of them came to otherwise is in its problem.
void measureHealth(const PluginMetrics &metrics, PrometheusClient &prometheus, HealthBasis basis,
    std::function<void(Result<PluginHealth>)> answer);

} // namespace gatehouse::services
