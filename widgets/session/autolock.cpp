// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/autolock.h"

#include <QCoreApplication>
#include <QEvent>

#include <chrono>
#ifdef Q_OS_LINUX
#include <ctime>
#endif

namespace gatehouse {

namespace {

//! Less than this is two clocks read one after the other.
constexpr qint64 sleptMs = 5000;

#ifdef Q_OS_LINUX
qint64 milliseconds(clockid_t clock)
{
    timespec time {};
    clock_gettime(clock, &time);
    return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1000000;
}
#else
template <typename ChronoClock>
qint64 milliseconds()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(ChronoClock::now().time_since_epoch()).count();
}
#endif

bool isInput(const QEvent &event)
{
    switch (event.type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TabletPress:
    case QEvent::InputMethod:
        // Not what the console sends to itself.
        return event.spontaneous();
    default:
        return false;
    }
}

} // namespace

AutoLock::Clocks AutoLock::systemClocks()
{
#ifdef Q_OS_LINUX
    return {[] { return milliseconds(CLOCK_MONOTONIC); }, [] { return milliseconds(CLOCK_BOOTTIME); }};
#else
    // The wall clock can be set, too: then it locks once too often, never too seldom.
    return {milliseconds<std::chrono::steady_clock>, milliseconds<std::chrono::system_clock>};
#endif
}

AutoLock::AutoLock(Clocks clocks, QObject *parent)
    : QObject(parent)
    , m_clocks(std::move(clocks))
{
    m_tick.setInterval(checkEveryMs);
    connect(&m_tick, &QTimer::timeout, this, &AutoLock::check);
    qApp->installEventFilter(this);
}

AutoLock::~AutoLock()
{
    qApp->removeEventFilter(this);
}

void AutoLock::setMinutes(int minutes)
{
    m_minutes = minutes;
    start();
}

void AutoLock::setActive(bool active)
{
    m_active = active;
    start();
}

void AutoLock::start()
{
    m_lastInput = m_clocks.always();
    m_asleep = m_lastInput - m_clocks.awake();
    if (m_active && m_minutes > 0)
        m_tick.start();
    else
        m_tick.stop();
}

void AutoLock::check()
{
    if (!m_active || m_minutes == 0)
        return;
    const qint64 always = m_clocks.always();
    const qint64 asleep = always - m_clocks.awake();
    const bool slept = asleep - std::exchange(m_asleep, asleep) >= sleptMs;
    const bool idle = always - m_lastInput >= qint64(m_minutes) * 60 * 1000;
    if (!slept && !idle)
        return;
    setActive(false);
    Q_EMIT lockRequested();
}

bool AutoLock::eventFilter(QObject *watched, QEvent *event)
{
    if (m_active && isInput(*event))
        m_lastInput = m_clocks.always();
    return QObject::eventFilter(watched, event);
}

} // namespace gatehouse
