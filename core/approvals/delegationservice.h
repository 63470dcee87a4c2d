// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/delegation.h"
#include "core/outbox/outbox.h"

namespace gatehouse {

struct DelegationDraft
{
    PersonRef delegate;
    QDateTime startsAt; //!< Invalid: now.
    QDateTime endsAt;
    QString reason;
    std::optional<RequestId> requestId; //!< Only its stages; none: all of the caller's.
    QString requestName; //!< For the Outbox, where it is named. May be empty.
};

//! Handing one's stages over for a time. Changes leave by the outbox. GUI thread.
class DelegationService final : public QObject
{
    Q_OBJECT

public:
    DelegationService(ApiClient &client, Outbox &outbox, QObject *parent = nullptr);

    //! Who could stand in, with what they may not take; \a request is empty for all requests.
    QFuture<Result<Items<DelegationCandidate>>> candidates(const RequestId &request);
    //! Given and taken, newest first.
    QFuture<Result<Items<Delegation>>> mine();
    QFuture<Result<Delegation>> handOver(const DelegationDraft &draft);
    QFuture<Result<Delegation>> end(const Delegation &seen);

private:
    ApiClient &m_client;
    Outbox &m_outbox;
};

} // namespace gatehouse
