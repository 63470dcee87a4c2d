// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace gatehouse {

//! The only source of "now" for rules that depend on time, so that tests can move it.
class Clock
{
public:
    virtual ~Clock() = default;
    //! UTC. May be called from any thread.
    virtual QDateTime now() const = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
};

//! RFC 3339 in UTC with milliseconds: 2026-11-23T10:46:31.120Z
QString toRfc3339(const QDateTime &time);
//! Invalid when \a text is not RFC 3339 with an offset or Z.
QDateTime fromRfc3339(const QString &text);

} // namespace gatehouse
