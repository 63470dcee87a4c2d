// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/connectionstate.h"

namespace gatehouse {

//! The last time that the portal was out of reach: since when, and until when once it is back. Made
//! with the connection, because pages that show it are built later. GUI thread.
class OfflineSpell final : public QObject
{
    Q_OBJECT

public:
    explicit OfflineSpell(const ConnectionState &connection, QObject *parent = nullptr);

    //! Invalid when the portal was never out of reach.
    const QDateTime &wentOffline() const { return m_from; }
    //! Invalid while it still is.
    const QDateTime &cameBack() const { return m_until; }
    bool isOffline() const { return m_from.isValid() && !m_until.isValid(); }

Q_SIGNALS:
    void changed();

private:
    void follow();

    const ConnectionState &m_connection;
    QDateTime m_from;
    QDateTime m_until;
};

} // namespace gatehouse
