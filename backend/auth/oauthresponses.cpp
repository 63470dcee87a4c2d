// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/oauthresponses.h"

#include "core/base/json.h"
#include "core/base/log.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

Error oauthError(const QString &code, const QString &description)
{
    return inputError(code, description);
}

http::Response tokenJson(const QJsonObject &object, int status)
{
    http::Response response;
    response.status = status;
    response.body = toJsonBytes(object);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    return response;
}

http::Response oauthErrorResponse(const Error &error)
{
    if (error.kind != ErrorKind::Input) {
        log::to(log::Auth)->error("sandbox provider: {}", describe(error));
        return tokenJson({{u"error"_s, u"server_error"_s}}, 500);
    }
    http::Response response = tokenJson(
        {{u"error"_s, error.code}, {u"error_description"_s, error.message}},
        error.code == u"invalid_client"_s ? 401 : 400);
    return response;
}

http::Response redirectResponse(
    const QString &redirectUri, const QList<std::pair<QString, QString>> &parameters)
{
    QByteArray location = redirectUri.toLatin1();
    char separator = '?';
    for (const auto &[name, value] : parameters) {
        location += separator + QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
        separator = '&';
    }
    http::Response response;
    response.status = 303;
    response.contentType = "text/plain";
    response.setHeader("Location", location);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    return response;
}

Result<FormValues> formBody(const http::Request &request)
{
    const QByteArray type = request.header("content-type").split(';').first().trimmed().toLower();
    if (type != "application/x-www-form-urlencoded")
        return fail(oauthError(u"invalid_request"_s, u"A form body is expected"_s));
    return FormValues::parse(request.body);
}

} // namespace gatehouse::auth
