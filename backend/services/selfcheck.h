// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/server.h"
#include "backend/services/metrics.h"
#include "backend/store/workers.h"

namespace gatehouse::services {

//! Fills the gauges that need a look: health of each part from a real check, and what the database
//! holds. Runs on the workers; a check that finds them full says so by its score.
class SelfCheck final
{
public:
    SelfCheck(Metrics &metrics, store::Workers &workers, const http::Server::Gauges &gauges);

    //! Starts a round; call every few seconds.
    void run();

private:
    void checkReads();
    void checkWrites();

    Metrics &m_metrics;
    store::Workers &m_workers;
    const http::Server::Gauges &m_gauges;
};

//! 1 up to \a good, 0 from \a bad on, straight in between.
double score(double value, double good, double bad);

} // namespace gatehouse::services
