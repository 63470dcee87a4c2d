// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QTimeZone>

namespace gatehouse::testsupport {

//! A clock that only moves when told to.
class FakeClock final : public Clock
{
public:
    QDateTime now() const override { return m_now; }
    void advance(int seconds) { m_now = m_now.addSecs(seconds); }

private:
    QDateTime m_now {QDate(2026, 11, 23), QTime(10, 46, 31), QTimeZone::utc()};
};

} // namespace gatehouse::testsupport
