// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/selfcheck.h"

#include "core/base/log.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr double goodCommitSeconds = 0.1;
constexpr double badCommitSeconds = 2.0;

//! Sets \a family from rows of (label value, number).
void fill(store::Database &database, const QString &sql, const char *label, ValueFamily &family)
{
    auto rows = database.query(sql);
    if (!rows) {
        log::to(log::Insights)->error("a gauge could not be read: {}", describe(rows.error()));
        return;
    }
    family.clear();
    while (rows->next())
        family.set({{label, rows->text(0).toUtf8()}}, rows->value(1).toDouble());
}

void readInstallations(store::Database &database, ValueFamily &family)
{
    auto rows = database.query(
        u"SELECT subject, environment, status, COUNT(*) FROM operations"
        " WHERE type IN ('install', 'update', 'rollback') AND status IN ('succeeded', 'failed')"
        " GROUP BY subject, environment, status"_s);
    if (!rows) {
        log::to(log::Insights)->error("installations could not be counted: {}", describe(rows.error()));
        return;
    }
    while (rows->next()) {
        const QByteArray status = rows->text(2) == u"succeeded"_s ? "success" : "failed";
        family.set({{"plugin", rows->text(0).toUtf8()}, {"environment", rows->text(1).toUtf8()}, {"status", status}},
            rows->value(3).toDouble());
    }
}

} // namespace

double score(double value, double good, double bad)
{
    return std::clamp((bad - value) / (bad - good), 0.0, 1.0);
}

SelfCheck::SelfCheck(Metrics &metrics, store::Workers &workers, const http::Server::Gauges &gauges)
    : m_metrics(metrics)
    , m_workers(workers)
    , m_gauges(gauges)
{
}

void SelfCheck::run()
{
    m_metrics.streams.set({}, m_gauges.streams);
    m_metrics.databaseConnections.set({}, m_workers.connections());
    const double queued = double(m_workers.queued());
    m_metrics.queueDepth.set({}, queued);
    m_metrics.healthScore.set({{"component", "workers"}}, score(queued, 0, double(m_workers.queueLimit())));
    m_metrics.healthScore.set({{"component", "api"}}, m_metrics.successRatio());
    checkReads();
    checkWrites();
}

void SelfCheck::checkReads()
{
    const bool taken = m_workers.tryRead([&metrics = m_metrics](store::Database &database) {
        readInstallations(database, metrics.installations);
        fill(database,
            u"SELECT environment, COUNT(*) FROM installations WHERE state IN ('applied', 'observed')"
            " GROUP BY environment"_s,
            "environment", metrics.activePlugins);
        fill(database, u"SELECT status, COUNT(*) FROM approval_requests GROUP BY status"_s, "status",
            metrics.approvalRequests);
        fill(database,
            u"SELECT discipline, AVG(CASE WHEN overdue_noted = 0 THEN 1.0 ELSE 0.0 END) FROM approval_stages"
            " WHERE status IN ('passed', 'rejected') GROUP BY discipline"_s,
            "discipline", metrics.slaCompliance);
    });
    if (!taken)
        log::to(log::Insights)->warn("no worker was free for the gauges");
}

void SelfCheck::checkWrites()
{
    QElapsedTimer timer;
    timer.start();
    const bool taken = m_workers.tryWrite([&metrics = m_metrics, timer](store::Database &database) {
        // Outside write(): nothing of ours changes, so caches stay valid.
        const auto written = database.execute(
            u"INSERT INTO sequences (tenant, name, value) VALUES ('*', 'heartbeat', 1)"
            " ON CONFLICT (tenant, name) DO UPDATE SET value = sequences.value + 1"_s);
        const double seconds = double(timer.nsecsElapsed()) / 1e9;
        metrics.healthScore.set({{"component", "database"}},
            written ? score(seconds, goodCommitSeconds, badCommitSeconds) : 0.0);
    });
    if (!taken)
        m_metrics.healthScore.set({{"component", "database"}}, 0);
}

} // namespace gatehouse::services
