// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/oidcprovider.h"
#include "tests/testsupport/fakeclock.h"

#include <QTemporaryDir>
#include <QUrlQuery>

namespace gatehouse {

//! The sandbox provider over a real SQLite file, and a browser-like client for it that keeps the
//! form cookie. No sockets: requests are values.
class ProviderFixture final
{
public:
    ProviderFixture();

    using Parameters = QMap<QString, QString>;

    //! A valid authorization request; tests change one thing.
    Parameters authorizationRequest() const;
    //! GET /authorize, then the form with \a persona; the answer to the post.
    http::Response signIn(const Parameters &request, const QString &persona);
    //! The code of a successful sign-in.
    QString code(const QString &persona = QStringLiteral("security"));
    Parameters codeExchange(const QString &code) const;
    //! A whole sign-in; the token endpoint's answer.
    QJsonObject tokens(const QString &persona = QStringLiteral("security"));

    http::Response get(const QString &path, const Parameters &query = {}, const QByteArray &bearer = {});
    http::Response post(const QString &path, const Parameters &form);
    http::Response refresh(const QString &token);
    //! The form token of \a page, which the next post() sends as its cookie.
    QString takeFormToken(const http::Response &page);

    testsupport::FakeClock clock;
    QTemporaryDir directory;
    std::unique_ptr<store::Database> database;
    auth::OidcProvider provider;
    QString verifier;
    QByteArray cookie;
    QByteArray origin = "http://127.0.0.1:8080";
    QByteArray host = "127.0.0.1:8080";

private:
    http::Request request(http::Method method, const QString &path) const;
};

QByteArray headerOf(const http::Response &response, const QByteArray &name);
QJsonObject jsonOf(const http::Response &response);
//! The parameters of the Location header.
QUrlQuery redirectOf(const http::Response &response);
//! Claims without any check.
QJsonObject claimsOf(const QJsonObject &tokens, const char *which);

} // namespace gatehouse
