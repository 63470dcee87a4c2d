// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QUrlQuery>

//! HTTP as values. Transport (Boost.Beast) fills a Request and writes a Response; nothing above
//! this line knows sockets.
namespace gatehouse::http {

enum class Method { Get, Post, Put, Patch, Delete };

struct Request
{
    Method method = Method::Get;
    QString path; //!< Decoded, without the query.
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; //!< Names in lower case.
    QByteArray body;
    QString remoteAddress;
    QString correlationId; //!< Taken from X-Correlation-ID when well formed, otherwise new.

    QByteArray header(const char *name) const { return headers.value(name); }
    //! Decoded; null when absent.
    QString queryValue(const QString &name) const
    {
        return query.hasQueryItem(name) ? query.queryItemValue(name, QUrl::FullyDecoded) : QString();
    }
};

struct Response
{
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;

    static Response json(const QJsonObject &object, int status = 200);
    void setHeader(QByteArray name, QByteArray value) { headers.append({std::move(name), std::move(value)}); }
};

} // namespace gatehouse::http
