// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/idempotency.h"

#include "core/base/clock.h"
#include "core/base/json.h"

#include <QCryptographicHash>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

constexpr int keptHours = 24;

Status oldRepliesGone(store::Database &database, const QString &before)
{
    const auto removed = database.execute(u"DELETE FROM idempotency_keys WHERE created_at < ?"_s, {before});
    return removed ? Status() : fail(removed.error());
}

//! The query is part of what a DELETE asks for.
QString claimedRoute(const http::Request &request)
{
    if (request.method == http::Method::Post)
        return request.path;
    return QLatin1String(http::methodName(request.method)) + u' ' + QString::fromUtf8(request.target);
}

} // namespace

bool isKeyed(const http::Request &request)
{
    return request.method == http::Method::Post || !request.header("idempotency-key").isEmpty();
}

Result<IdempotencyClaim> idempotencyClaim(const http::Request &request)
{
    const QByteArray key = request.header("idempotency-key");
    if (key.isEmpty())
        return fail(badRequest(u"idempotency_key_required"_s, u"Every POST needs an Idempotency-Key."_s));
    const QUuid uuid = QUuid::fromString(QLatin1String(key));
    if (uuid.isNull() || key.size() != 36)
        return fail(badRequest(u"bad_request"_s, u"Idempotency-Key must be a UUID."_s));
    const QByteArray hash = QCryptographicHash::hash(request.body, QCryptographicHash::Sha256).toHex();
    return IdempotencyClaim {uuid.toString(QUuid::WithoutBraces), claimedRoute(request), QString::fromLatin1(hash)};
}

Result<std::optional<Reply>> storedReply(store::UnitOfWork &work, const IdempotencyClaim &claim)
{
    auto row = work.db().query(
        u"SELECT route, body_hash, status, body, etag, location FROM idempotency_keys"
        " WHERE tenant = ? AND person_id = ? AND key = ?"_s,
        {work.tenant(), work.actor().person.id.text(), claim.key});
    if (!row)
        return fail(std::move(row).error());
    if (!row->next())
        return std::optional<Reply>();
    if (row->text(0) != claim.route || row->text(1) != claim.bodyHash) {
        Error reused = badRequest(u"idempotency_key_reused"_s, u"This Idempotency-Key was used for another request."_s);
        reused.httpStatus = 422;
        return fail(std::move(reused));
    }
    auto body = parseJsonObject(row->text(3).toUtf8());
    if (!body)
        return fail(storageError(u"A stored answer cannot be read"_s, claim.key));
    return std::optional<Reply>(Reply {int(row->integer(2)), std::move(*body), row->text(4), row->text(5)});
}

Status storeReply(store::UnitOfWork &work, const IdempotencyClaim &claim, const Reply &reply)
{
    const auto stored = work.db().execute(
        u"INSERT INTO idempotency_keys"
        " (tenant, person_id, key, route, body_hash, status, body, etag, location, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {work.tenant(), work.actor().person.id.text(), claim.key, claim.route, claim.bodyHash, reply.status,
            QString::fromUtf8(toJsonBytes(reply.body)), reply.etag, reply.location, toRfc3339(work.now())});
    return stored ? Status() : fail(stored.error());
}

Status forgetOldReplies(store::Database &database, const QDateTime &now)
{
    const QString before = toRfc3339(now.addSecs(-keptHours * 3600));
    return database.write([&] { return oldRepliesGone(database, before); });
}

} // namespace gatehouse::api
