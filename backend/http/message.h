// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QUrlQuery>

#include <functional>
#include <memory>
#include <optional>

//! HTTP as values. Transport (Boost.Beast) fills a Request and writes a Response; nothing above
//! this line knows sockets.
namespace gatehouse::http {

enum class Method { Get, Post, Put, Patch, Delete };

const char *methodName(Method method);

struct Request
{
    Method method = Method::Get;
    QString path; //!< Decoded, without the query.
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; //!< Names in lower case.
    QByteArray body;
    QString remoteAddress;
    QString correlationId; //!< Taken from X-Correlation-ID when well formed, otherwise new.
    QByteArray target; //!< As it came, path and query: a key for caches, never for logs.

    QByteArray header(const char *name) const { return headers.value(name); }
    //! Decoded; null when absent.
    QString queryValue(const QString &name) const
    {
        return query.hasQueryItem(name) ? query.queryItemValue(name, QUrl::FullyDecoded) : QString();
    }
};

//! A response that goes on after its head. Any thread.
class Stream
{
public:
    virtual ~Stream() = default;
    //! Queues \a bytes. False when the stream has ended or its reader was too slow and is cut.
    virtual bool send(const QByteArray &bytes) = 0;
    virtual void close() = 0;
};

struct Response
{
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray route; //!< The route's template, for logs; empty when none matched.
    //! When set, the body never ends by itself: called once with the open stream.
    std::function<void(std::shared_ptr<Stream>)> stream;

    static Response json(const QJsonObject &object, int status = 200);
    void setHeader(QByteArray name, QByteArray value) { headers.append({std::move(name), std::move(value)}); }
};

//! Answers one request; called once, from any thread.
using Respond = std::function<void(Response)>;

//! What stands behind the transport.
class Application
{
public:
    virtual ~Application() = default;
    //! Called on a network thread: must not wait for anything.
    virtual void handle(Request request, Respond respond) = 0;
    //! Bytes that the body of a request to \a target may have; nothing for the transport's own limit.
    //! Any thread.
    virtual std::optional<quint64> bodyLimit(const QByteArray &target) const
    {
        Q_UNUSED(target)
        return std::nullopt;
    }
    //! The document for what the transport itself refuses (too large, malformed, wrong host).
    virtual Response refuse(int status, const QString &code, const QString &message, const QString &correlationId) = 0;
};

} // namespace gatehouse::http
