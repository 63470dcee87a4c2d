// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/npmclient.h"
#include "backend/services/policyshelf.h"

#include <memory>
#include <mutex>

namespace gatehouse::services {

//! The way to the npm registry and to what was kept of it, for all jobs of one server. npm's
//! configuration is read at first use, since asking npm takes a second. Any thread.
class NpmAccess final
{
public:
    NpmAccess(QString keptDirectory, PolicySet policies, const Clock &clock,
        NpmClient::Limits limits = {});
    //! With a configuration that is known already.
    NpmAccess(NpmConfig config, QString keptDirectory, PolicySet policies, const Clock &clock,
        NpmClient::Limits limits);

    //! A client for the calling worker thread, for one job.
    [[nodiscard]] Result<std::unique_ptr<NpmClient>> client();
    const KeptPackages &kept() const { return m_kept; }
    const Clock &clock() const { return m_clock; }
    PolicyShelf &policies() { return m_policies; }

private:
    std::mutex m_mutex;
    std::unique_ptr<const NpmConfig> m_config;
    KeptPackages m_kept;
    PolicyShelf m_policies;
    const Clock &m_clock;
    NpmClient::Limits m_limits;
    QSemaphore m_turns;
};

} // namespace gatehouse::services
