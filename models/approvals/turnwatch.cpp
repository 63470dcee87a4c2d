// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/turnwatch.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

TurnWatch::TurnWatch(const RequestStore &requests, QObject *parent)
    : QObject(parent)
    , m_requests(requests)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &TurnWatch::look);
    connect(&requests, &RecordSignals::inserted, &m_soon, qOverload<>(&QTimer::start));
    connect(&requests, &RecordSignals::removed, &m_soon, qOverload<>(&QTimer::start));
    connect(&requests, &RecordSignals::changed, &m_soon, qOverload<>(&QTimer::start));
    connect(&requests, &RecordSignals::refreshed, &m_soon, qOverload<>(&QTimer::start));
    look();
}

void TurnWatch::look()
{
    if (!m_requests.wasRead())
        return;
    QSet<QString> mine;
    QList<RequestId> fresh;
    for (int row = 0; row < m_requests.count(); ++row) {
        const ApprovalRequest &request = m_requests.at(row);
        if (request.queue != "your_turn"_L1)
            continue;
        mine.insert(request.id.text());
        if (!m_mine.contains(request.id.text()))
            fresh.append(request.id);
    }
    m_mine = std::move(mine);
    if (std::exchange(m_isKnown, true) && !fresh.isEmpty())
        Q_EMIT becameMine(fresh);
}

} // namespace gatehouse
