// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace gatehouse {

//! The time as the portal has it, as far as its answers told: due times and ages are judged by it, so
//! that they are right on a computer whose clock is wrong.
class PortalClock final : public Clock
{
public:
    //! \a own must outlive this.
    explicit PortalClock(const Clock &own)
        : m_own(own)
    {
    }

    void setSkew(qint64 milliseconds) { m_skewMs = milliseconds; }
    QDateTime now() const override { return m_own.now().addMSecs(m_skewMs); }

private:
    const Clock &m_own;
    std::atomic<qint64> m_skewMs = 0;
};

} // namespace gatehouse
