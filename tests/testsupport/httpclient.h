// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QNetworkAccessManager>
#include <QUrl>
#include <QUrlQuery>

namespace gatehouse::testsupport {

//! What came back, headers and all. status 0: no answer, see networkError.
struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    QMap<QByteArray, QByteArray> headers; //!< Names in lower case.
    QString networkError;

    //! Null when the body is not JSON.
    QJsonValue value() const;
    QJsonObject json() const { return value().toObject(); }
    //! The `items` of a list.
    QJsonArray items() const;
    QByteArray header(const QByteArray &name) const { return headers.value(name.toLower()); }
    QByteArray etag() const { return header("etag"); }
    //! The problem document's code; empty when it is none.
    QString code() const;
    //! One line for a failing test.
    QByteArray describe() const;
};

using Headers = QMap<QByteArray, QByteArray>;

//! A blocking client for tests: one call, one answer. Redirects are not followed. A POST gets a
//! fresh Idempotency-Key unless the headers bring one. One thread, which must have an event loop.
class HttpClient final
{
public:
    explicit HttpClient(QUrl base);

    void setToken(const QString &token) { m_token = token; }
    QString token() const { return m_token; }
    void setTenant(const QString &tenant) { m_tenant = tenant; }
    QUrl base() const { return m_base; }

    HttpAnswer get(const QString &path, const Headers &headers = {});
    HttpAnswer post(const QString &path, const QJsonObject &body = {}, const Headers &headers = {});
    //! As application/merge-patch+json.
    HttpAnswer patch(const QString &path, const QJsonObject &body, const Headers &headers = {});
    HttpAnswer put(const QString &path, const QJsonObject &body, const Headers &headers = {});
    HttpAnswer remove(const QString &path, const Headers &headers = {});
    //! As application/x-www-form-urlencoded, for the sign-in endpoints.
    HttpAnswer postForm(const QString &path, const QUrlQuery &fields, const Headers &headers = {});
    //! Exactly these bytes and headers; \a path may be absolute.
    HttpAnswer send(const QByteArray &method, const QString &path, const QByteArray &body, const Headers &headers);

    //! GETs an operation's Location until it is over (or \a timeoutMs passed) and gives the last
    //! answer. \a accepted is the 202.
    HttpAnswer awaitOperation(const HttpAnswer &accepted, int timeoutMs = 60000);

private:
    QNetworkAccessManager m_network;
    QUrl m_base;
    QString m_token;
    QString m_tenant;
};

//! {"If-Match": etag}
Headers ifMatch(const QByteArray &etag);

} // namespace gatehouse::testsupport
