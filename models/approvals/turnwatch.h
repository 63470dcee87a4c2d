// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/requeststore.h"

#include <QTimer>

namespace gatehouse {

//! Tells when requests newly become the caller's turn. What is theirs when the list is first whole is
//! no news, and neither is one that stays theirs. GUI thread.
class TurnWatch final : public QObject
{
    Q_OBJECT

public:
    //! \a requests outlives it.
    explicit TurnWatch(const RequestStore &requests, QObject *parent = nullptr);

Q_SIGNALS:
    //! All that came in one turn of the event loop.
    void becameMine(const QList<gatehouse::RequestId> &ids);

private:
    void look();

    const RequestStore &m_requests;
    QSet<QString> m_mine;
    QTimer m_soon;
    bool m_isKnown = false; //!< What was theirs before.
};

} // namespace gatehouse
