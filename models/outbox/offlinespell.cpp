// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/outbox/offlinespell.h"

namespace gatehouse {

OfflineSpell::OfflineSpell(const ConnectionState &connection, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
{
    connect(&connection, &ConnectionState::stateChanged, this, &OfflineSpell::follow);
    follow();
}

void OfflineSpell::follow()
{
    using State = ConnectionState::State;
    const State state = m_connection.state();
    if (state == State::Offline && !isOffline()) {
        m_from = m_connection.since();
        m_until = {};
    } else if ((state == State::CatchingUp || state == State::Live) && isOffline()) {
        m_until = m_connection.since();
    } else {
        return;
    }
    Q_EMIT changed();
}

} // namespace gatehouse
