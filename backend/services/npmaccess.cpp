// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/npmaccess.h"

namespace gatehouse::services {

namespace {
// Be a gentle client: a registry is shared with every developer of the company.
constexpr int RequestsAtATime = 4;
} // namespace

NpmAccess::NpmAccess(
    QString keptDirectory, PolicySet policies, const Clock &clock, NpmClient::Limits limits)
    : m_kept(std::move(keptDirectory))
    , m_policies(std::move(policies))
    , m_clock(clock)
    , m_limits(limits)
    , m_turns(RequestsAtATime)
{
}

NpmAccess::NpmAccess(NpmConfig config, QString keptDirectory, PolicySet policies,
    const Clock &clock, NpmClient::Limits limits)
    : NpmAccess(std::move(keptDirectory), std::move(policies), clock, limits)
{
    m_config = std::make_unique<const NpmConfig>(std::move(config));
}

Result<std::unique_ptr<NpmClient>> NpmAccess::client()
{
    const std::lock_guard lock(m_mutex);
    if (!m_config) {
        auto config = NpmConfig::ofThisComputer();
        if (!config)
            return fail(std::move(config).error());
        m_config = std::make_unique<const NpmConfig>(std::move(*config));
    }
    return std::make_unique<NpmClient>(*m_config, m_kept, m_turns, m_clock, m_limits);
}

} // namespace gatehouse::services
