// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/enums.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QUrlQuery>

namespace gatehouse {

//! How large and how slow an answer may be before it is given up.
struct ApiLimits
{
    qint64 bytes = 64 * 1024 * 1024;
    int idleMs = 15000; //!< Without a single byte.
    int totalMs = 60000;
};

//! What a read has to do with the answers that are kept on this computer.
enum class KeptUse {
    Allowed, //!< A kept answer will do when the portal is out of reach; a good one is kept.
    OnlyWritten, //!< The portal itself must answer; its answer is kept.
    None
};

//! One call of the contract. A value: built by the services, sent by ApiClient.
struct ApiRequest
{
    QByteArray verb = "GET";
    QString path; //!< From routes::path(), percent-encoded.
    QUrlQuery query;
    QJsonObject body; //!< Sent for POST, PATCH and PUT.
    QString ifMatch; //!< Etag without quotes.
    QString ifNoneMatch; //!< Etag without quotes; 304 answers an empty optional.
    QString idempotencyKey; //!< Of a write; made by ApiClient when a POST has none.
    Environment environment = Environment::Unknown; //!< What the write touches.
    bool productionWrite = false; //!< Changes what runs: refused in production until armed.
    bool needsToken = true;
    KeptUse kept = KeptUse::Allowed; //!< Of answers that the rule keeps at all.
    ApiLimits limits;

    bool isRead() const { return verb == "GET" || verb == "HEAD"; }
};

//! An answer before it is read as a type.
struct ApiReply
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
    QString etag; //!< Without quotes.
    QString location;
    QString correlationId;
    std::optional<QDateTime> keptAt; //!< When it was read, if it comes from this computer and not from the portal.
    bool notModified() const { return status == 304; }
};

} // namespace gatehouse
