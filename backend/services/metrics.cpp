// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metrics.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int activeSeconds = 300;
using Kind = ValueFamily::Kind;

//! The role that says most about what somebody may do.
Role mainRole(const QList<Role> &roles)
{
    return roles.isEmpty() ? Role::Unknown : *std::max_element(roles.begin(), roles.end());
}

QByteArray wire(Role role)
{
    return role == Role::Unknown ? QByteArray("none") : toWire(role).toLatin1();
}

} // namespace

Metrics::Metrics()
    : installations("plugin_installations_total", Kind::Counter, "Finished installation operations.")
    , healthScore("system_health_score", Kind::Gauge, "Health of a component from checks, 0 to 1.")
    , databaseConnections("database_connections_active", Kind::Gauge, "Open database connections.")
    , activePlugins("active_plugins_count", Kind::Gauge, "Plugins installed and enabled.")
    , approvalRequests("approval_requests", Kind::Gauge, "Approval requests by status.")
    , slaCompliance("sla_compliance_ratio", Kind::Gauge, "Share of decided approval stages that kept their due time.")
    , streams("event_streams_active", Kind::Gauge, "Open event streams.")
    , queueDepth("worker_queue_depth", Kind::Gauge, "Requests waiting for a worker.")
    , m_requests("http_requests_total", Kind::Counter, "Answered requests, without those of probes.")
    , m_durations("http_request_duration_seconds", {.005, .01, .025, .05, .1, .3, .5, .7, 1, 3, 5, 10},
          "Time from the request's last byte to its answer.")
    , m_statements("database_query_duration_seconds", {.0001, .0005, .001, .005, .01, .05, .1, .5, 1},
          "Time to execute a statement.")
    , m_activity("user_activity_total", Kind::Counter, "What signed-in people did.")
{
}

void Metrics::request(
    const char *service, const QByteArray &route, const char *method, int status, double seconds)
{
    const QByteArray code = QByteArray::number(status);
    // Probes by machines say nothing about how people are served.
    if (route == "/metrics" || route == "/healthz")
        return;
    m_requests.add({{"service", service}, {"method", method}, {"status", code}});
    m_durations.observe({{"service", service}, {"route", route.isEmpty() ? QByteArray("none") : route}, {"method", method}}, seconds);
    const std::lock_guard lock(m_mutex);
    ++m_answers;
    // 503 with a lost source is an answer about somebody else; 500 is about us.
    m_failures += status == 500 ? 1 : 0;
}

void Metrics::activity(const store::Actor &actor, const QString &action, const QDateTime &now)
{
    m_activity.add({{"action", action.toUtf8()}, {"role", wire(mainRole(actor.roles))}});
    const std::lock_guard lock(m_mutex);
    m_lastSeen.insert(actor.tenant + u'/' + actor.person.id.text(), now);
}

void Metrics::statement(const QString &sql, double seconds)
{
    const QByteArray operation = QStringView(sql).left(sql.indexOf(u' ')).toLatin1().toLower();
    m_statements.observe({{"operation", operation}}, seconds);
}

double Metrics::successRatio()
{
    const std::lock_guard lock(m_mutex);
    const double ratio = m_answers == 0 ? 1.0 : 1.0 - double(m_failures) / double(m_answers);
    m_answers = m_failures = 0;
    return ratio;
}

int Metrics::activeUsers(const QDateTime &now)
{
    const std::lock_guard lock(m_mutex);
    m_lastSeen.removeIf([&](auto entry) { return entry.value().secsTo(now) > activeSeconds; });
    return int(m_lastSeen.size());
}

QByteArray Metrics::text(const QDateTime &now)
{
    ValueFamily active("active_users", Kind::Gauge, "People who did something in the last five minutes.");
    active.set({}, activeUsers(now));
    QByteArray out;
    for (const ValueFamily *family : std::initializer_list<const ValueFamily *> {&m_requests, &installations,
             &m_activity, &active, &healthScore, &databaseConnections, &activePlugins, &approvalRequests, &slaCompliance,
             &streams, &queueDepth})
        family->write(out);
    m_durations.write(out);
    m_statements.write(out);
    return out;
}

} // namespace gatehouse::services
