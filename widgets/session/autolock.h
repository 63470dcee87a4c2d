// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <array>
#include <functional>

namespace gatehouse {

//! Asks for the lock when nobody touched the console for a while, and when the computer slept.
//! Watches the input of the whole application; GUI thread.
class AutoLock final : public QObject
{
    Q_OBJECT

public:
    //! Minutes to choose from; 0 is off, then nothing is asked for after sleep either.
    static constexpr std::array choices {0, 5, 15, 30, 60};
    static constexpr int checkEveryMs = 1000;

    //! Two clocks in milliseconds that nobody can set: one stands still while the computer sleeps,
    //! the other does not.
    struct Clocks
    {
        std::function<qint64()> awake;
        std::function<qint64()> always;
    };
    static Clocks systemClocks();

    explicit AutoLock(Clocks clocks = systemClocks(), QObject *parent = nullptr);
    ~AutoLock() override;

    void setMinutes(int minutes);
    int minutes() const { return m_minutes; }
    //! Only while there is something to lock. Starting counts as input.
    void setActive(bool active);
    //! What happens each second.
    void check();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    //! Once, until setActive(true) again.
    void lockRequested();

private:
    void start();

    const Clocks m_clocks;
    QTimer m_tick;
    int m_minutes = 0;
    bool m_active = false;
    qint64 m_lastInput = 0; //!< By the clock that always goes.
    qint64 m_asleep = 0; //!< How far the clocks were apart at the last check.
};

} // namespace gatehouse
