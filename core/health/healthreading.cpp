// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/healthreading.h"

#include "core/base/async.h"

namespace gatehouse {

namespace {
constexpr int againMs = 60'000; // The closest points of a day stand five minutes apart.
constexpr int soonMs = 5'000; // Of a source that is lost.
}

HealthReading::HealthReading(Read read, QObject *parent)
    : QObject(parent)
    , m_read(std::move(read))
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &HealthReading::refresh);
}

void HealthReading::show(const PluginId &plugin, const QString &range)
{
    if (plugin == m_plugin && range == m_range)
        return;
    m_reads.supersede();
    m_plugin = plugin;
    m_range = range;
    m_health.reset();
    m_problem.reset();
    m_isKept = false;
    Q_EMIT changed();
    refresh();
}

void HealthReading::setLooking(bool looking)
{
    if (looking == m_isLooking)
        return;
    m_isLooking = looking;
    if (!looking) {
        m_again.stop();
        return;
    }
    refresh();
}

void HealthReading::refresh()
{
    if (!m_isLooking || m_plugin.isEmpty())
        return;
    m_again.start(againMs);
    deliver(m_read(m_plugin, m_range), this, m_reads.only([this](const Result<HealthAnswer> &answer) { take(answer); }));
}

void HealthReading::take(const Result<HealthAnswer> &answer)
{
    if (answer) {
        m_health = answer->health;
        m_isKept = answer->isKept;
        m_problem.reset();
    } else {
        m_problem = answer.error();
        if (m_isLooking)
            m_again.start(soonMs);
    }
    Q_EMIT changed();
}

} // namespace gatehouse
