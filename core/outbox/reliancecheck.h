// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/apiclient.h"
#include "core/outbox/intent.h"

namespace gatehouse {

//! What an intent relied on, beside the portal's word of now.
struct RelianceNow
{
    QList<Movement> movements; //!< One for each reliance, in its order.
    QString etag; //!< What If-Match has to say now; empty when the write needs none.
    bool isClosed = false; //!< Nothing can come of it any more; its status says why.
    bool moved() const;
};

//! Reads the object of an intent again and says what moved, by whom and when as far as the portal
//! tells. Only reads. GUI thread.
class RelianceCheck final : public QObject
{
    Q_OBJECT

public:
    explicit RelianceCheck(ApiClient &client, QObject *parent = nullptr);

    //! Fails with what the portal said instead, or when it said nothing.
    QFuture<Result<RelianceNow>> check(const Intent &intent);

private:
    using Answer = std::shared_ptr<QPromise<Result<RelianceNow>>>;
    void explain(const Intent &intent, RelianceNow now, const Answer &answer);

    ApiClient &m_client;
};

} // namespace gatehouse
