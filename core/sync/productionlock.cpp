// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/productionlock.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ProductionLock::ProductionLock(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &ProductionLock::onTick);
}

void ProductionLock::arm(int minutes)
{
    armUntil(m_clock.now().addSecs(qint64(minutes) * 60));
}

void ProductionLock::extend(int minutes)
{
    const QDateTime from = isArmed() ? m_until : m_clock.now();
    armUntil(from.addSecs(qint64(minutes) * 60));
}

void ProductionLock::disarm()
{
    if (!m_until.isValid())
        return;
    m_until = {};
    m_timer.stop();
    Q_EMIT armedChanged(false);
}

bool ProductionLock::isArmed() const
{
    return m_until.isValid() && m_clock.now() < m_until;
}

QDateTime ProductionLock::armedUntil() const
{
    return isArmed() ? m_until : QDateTime();
}

int ProductionLock::secondsLeft() const
{
    return isArmed() ? int((m_clock.now().msecsTo(m_until) + 999) / 1000) : 0;
}

std::optional<Error> ProductionLock::refusal(const ApiRequest &request) const
{
    if (request.isRead() || !request.productionWrite
        || request.environment != Environment::Production || isArmed())
        return std::nullopt;
    return blockedError(u"production_read_only"_s, u"Production is read-only. Arm it first."_s);
}

void ProductionLock::armUntil(const QDateTime &time)
{
    const bool was = m_until.isValid();
    m_until = time;
    m_timer.start();
    if (!was)
        Q_EMIT armedChanged(true);
    Q_EMIT ticked(secondsLeft());
}

void ProductionLock::onTick()
{
    if (isArmed())
        Q_EMIT ticked(secondsLeft());
    else
        disarm();
}

} // namespace gatehouse
