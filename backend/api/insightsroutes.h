// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/dispatcher.h"
#include "backend/services/dashboards.h"
#include "backend/services/pluginmetrics.h"
#include "backend/services/prometheusclient.h"

namespace gatehouse::api {

//! Dashboards, and their queries asked of Prometheus by name: no PromQL is taken from a client.
void registerInsightsRoutes(
    Dispatcher &dispatcher, const services::Dashboards &dashboards, services::PrometheusClient &prometheus);

//! How one plugin does, from the database and from Prometheus.
void registerPluginHealth(Dispatcher &dispatcher, const services::PluginMetrics &metrics, services::PrometheusClient &prometheus,
    store::Workers &workers, const Clock &clock);

//! The step that keeps a range within Prometheus' limit of 11,000 points; never below \a wanted.
double fittingStep(double start, double end, double wanted);

} // namespace gatehouse::api
