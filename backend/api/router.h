// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/problem.h"
#include "backend/http/message.h"
#include "backend/store/unitofwork.h"

#include <functional>

namespace gatehouse::api {

//! What a handler gets. For writes the unit of work is inside BEGIN IMMEDIATE: the change, its
//! events, its audit line and the stored idempotent answer commit together or not at all.
struct Call
{
    const http::Request &request;
    QHash<QString, QString> path; //!< {placeholder} → value
    QJsonObject body; //!< Parsed strictly; empty when there is none.
    store::UnitOfWork &work;

    QString parameter(const QString &name) const { return path.value(name); }
    //! 428 without If-Match, 412 when it is not \a currentETag.
    [[nodiscard]] Status requireIfMatch(const QString &currentETag) const;
};

//! What a handler answers.
struct Reply
{
    int status = 200;
    QJsonObject body;
    QString etag; //!< Without quotes; becomes a strong ETag and answers If-None-Match.
    QString location;
    //! The body by toJsonText(), instead of the tree. Only for GET: a write's answer is kept.
    QByteArray text = {};
    QByteArray contentType = {}; //!< Of \c text when it is no JSON.
    QString fileName = {}; //!< What a browser may call it.
};

using Handler = std::function<Result<Reply>(Call &)>;

//! For what is not of the contract's JSON kind (the sandbox's /oidc pages): no authentication, no
//! JSON, no idempotency; on a worker thread with that worker's connection, outside a transaction.
using RawHandler = std::function<http::Response(const http::Request &, store::Database &)>;

//! Which service a route belongs to: the `service` label of its metrics.
enum class Service { Identity, Registry, Workflow, Config, Insights, Audit };

//! "registry", as in the metrics.
const char *serviceName(Service service);

//! A typed route table. Every route needs a signed-in person with one of \a roles (any role when
//! empty). GET handlers run in a read snapshot, all others in a write transaction; POST requires
//! Idempotency-Key and replays the stored answer (24 h per person and tenant).
class Router
{
public:
    virtual ~Router() = default;
    virtual void add(http::Method method, const char *route, Service service, Handler handler,
        QList<Role> roles = {}) = 0;
    //! Bodies of \a route may have so many bytes, more than those of others.
    virtual void allowBody(const char *route, quint64 bytes) = 0;
    //! Everything at and below \a prefix ("/oidc").
    virtual void addRaw(QString prefix, RawHandler handler) = 0;
};

//! limit (1..200, default 50) and the opaque cursor of a list call; the cursor encodes the sort key
//! and filter digest and is refused (400 cursor_expired) when they changed.
struct ListQuery
{
    int limit = 50;
    QStringList after; //!< Key columns of the last row of the page before; empty on the first.
    QString filterDigest;
};
[[nodiscard]] Result<ListQuery> listQuery(const Call &call, const QString &filterText);
QString makeCursor(const ListQuery &query, const QStringList &lastKey);

} // namespace gatehouse::api
