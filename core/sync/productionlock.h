// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/net/apirequest.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace gatehouse {

//! Production is read-only until a person arms it for a shown time. Enforced by ApiClient, so no
//! button can forget it. Decisions and comments are records, not production writes.
class ProductionLock final : public QObject
{
    Q_OBJECT

public:
    static constexpr int defaultMinutes = 10;

    explicit ProductionLock(const Clock &clock, QObject *parent = nullptr);

    void arm(int minutes = defaultMinutes);
    //! Adds time to what is left; arms when it is not armed.
    void extend(int minutes = defaultMinutes);
    void disarm();

    bool isArmed() const;
    //! Invalid when not armed.
    QDateTime armedUntil() const;
    int secondsLeft() const;

    //! Why \a request must not leave this computer now; nothing when it may.
    std::optional<Error> refusal(const ApiRequest &request) const;

Q_SIGNALS:
    void armedChanged(bool armed);
    //! Every second while armed.
    void ticked(int secondsLeft);

private:
    void armUntil(const QDateTime &time);
    void onTick();

    const Clock &m_clock;
    QDateTime m_until;
    QTimer m_timer;
};

} // namespace gatehouse
