// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/metricfamily.h"
#include "backend/store/unitofwork.h"

#include <QHash>

namespace gatehouse::services {

//! What the server tells Prometheus about itself: only what really happened in this process or is
//! in the database now. No label carries a person. Any thread.
class Metrics final
{
public:
    Metrics();

    void request(const char *service, const QByteArray &route, const char *method, int status, double seconds);
    //! \a actor did \a action; also counts as being active now.
    void activity(const store::Actor &actor, const QString &action, const QDateTime &now = QDateTime::currentDateTimeUtc());
    void statement(const QString &sql, double seconds);

    //! Share of answers without a server error since the last call; 1 when there were none.
    double successRatio();
    //! What is read from elsewhere every few seconds (SelfCheck). Installations are counted in the
    //! database, so that the counter does not start again with the process.
    ValueFamily installations;
    ValueFamily healthScore;
    ValueFamily databaseConnections;
    ValueFamily activePlugins;
    ValueFamily approvalRequests;
    ValueFamily slaCompliance;
    ValueFamily streams;
    ValueFamily queueDepth;

    //! Everything in Prometheus' text format.
    QByteArray text(const QDateTime &now);

private:
    int activeUsers(const QDateTime &now);

    ValueFamily m_requests;
    HistogramFamily m_durations;
    HistogramFamily m_statements;
    ValueFamily m_activity;
    std::mutex m_mutex;
    QHash<QString, QDateTime> m_lastSeen; //!< By tenant and person; forgotten after five minutes.
    quint64 m_answers = 0;
    quint64 m_failures = 0;
};

} // namespace gatehouse::services
