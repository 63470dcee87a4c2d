// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/eventhub.h"
#include "backend/services/policyshelf.h"
#include "backend/services/selfcheck.h"
#include "backend/store/workers.h"

#include <QTimer>

namespace gatehouse {

//! What must happen without anybody asking: heartbeats, gauges, expiry of requests, forgetting.
//! Lives on the main thread; the work itself is done by the workers.
class Housekeeping final
{
public:
    //! All outlive this.
    Housekeeping(services::EventHub &hub, services::SelfCheck &selfCheck, store::Workers &workers, const Clock &clock,
        services::PolicyShelf &policies, QString environmentsDirectory);
    void start();

private:
    void everySecond();
    void tickApprovals();
    void forget();
    void rejudge();

    services::EventHub &m_hub;
    services::SelfCheck &m_selfCheck;
    store::Workers &m_workers;
    const Clock &m_clock;
    services::PolicyShelf &m_policies;
    QString m_environmentsDirectory;
    QTimer m_timer;
    qint64 m_seconds = 0;
};

} // namespace gatehouse
