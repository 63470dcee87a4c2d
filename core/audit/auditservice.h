// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/audit.h"
#include "core/net/apiclient.h"

namespace gatehouse {

struct AuditFilter
{
    QString text;
    QString action;
    QString actor; //!< A person's id.
    QString objectId;
    QDateTime from;
    QDateTime to;
    bool operator==(const AuditFilter &) const = default;
};

//! What this computer found when it recomputed the hashes it was shown.
struct ChainCheck
{
    qint64 checked = 0;
    std::optional<qint64> firstBroken; //!< Sequence number of an event whose hash or link does not hold.
    bool hasGaps = false; //!< Not all neighbours were shown: links over a gap cannot be checked.
    bool operator==(const ChainCheck &) const = default;
};

//! Recomputes each hash and each link between neighbours. Order does not matter. Any thread.
ChainCheck checkChain(QList<AuditEvent> events);

//! The append-only log. GUI thread.
class AuditService final : public QObject
{
    Q_OBJECT

public:
    explicit AuditService(ApiClient &client, QObject *parent = nullptr);

    //! Newest first.
    QFuture<Result<Page<AuditEvent>>> list(const AuditFilter &filter, const QString &cursor = {}, int limit = 100);
    //! The server walks the whole chain.
    QFuture<Result<AuditVerification>> verification();
    //! Where both are read, for ShownData.
    static QStringList reads();

private:
    ApiClient &m_client;
};

} // namespace gatehouse
