// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

namespace gatehouse {

//! One line of the append-only log. hash = SHA-256 over prevHash and the canonical bytes of the
//! other members; the server documents the exact bytes in the OpenAPI description.
struct AuditEvent
{
    AuditEventId id;
    qint64 sequence = 0;
    QDateTime at;
    PersonRef actor;
    QString action; //!< request.decide, plugin.block, config.deploy, ...
    QString object; //!< In words, with its number: "REQ-12 plugin-tekton".
    QString objectId;
    QString outcome; //!< done, refused
    QString reason;
    QString environment; //!< May be empty.
    QString correlationId;
    QString prevHash;
    QString hash;
    bool operator==(const AuditEvent &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("sequence", s.sequence);
        visit("at", s.at);
        visit("actor", s.actor);
        visit("action", s.action);
        visit("object", s.object);
        visit("objectId", s.objectId);
        visit("outcome", s.outcome);
        visit("reason", s.reason);
        visit("environment", s.environment);
        visit("correlationId", s.correlationId);
        visit("prevHash", s.prevHash);
        visit("hash", s.hash);
    }
};

//! `GET /audit-events/verification`: the server walked the whole chain.
struct AuditVerification
{
    qint64 checked = 0;
    bool intact = false;
    std::optional<qint64> firstBroken; //!< Sequence number.
    QString headHash;
    QDateTime asOf;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("checked", s.checked);
        visit("intact", s.intact);
        visit("firstBroken", s.firstBroken);
        visit("headHash", s.headHash);
        visit("asOf", s.asOf);
    }
};

//! The hex SHA-256 that \a event must carry, from its prevHash and its other members. Both sides
//! use it: the server to append, the console to verify what it was shown.
QString auditHash(const AuditEvent &event);

} // namespace gatehouse
