// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/auth/authenticator.h"

namespace gatehouse::api {

//! A signed-in request that is answered outside the workers: streams and what waits for others.
struct OpenCall
{
    http::Request request;
    auth::Caller caller;
    QHash<QString, QString> path = {}; //!< {placeholder} → value
};
using OpenHandler = std::function<void(OpenCall, http::Respond)>;
//! Answers at once on a network thread, for anybody.
using PublicHandler = std::function<http::Response(const http::Request &)>;

//! One route and how it is answered; exactly one handler is set.
struct Route
{
    http::Method method = http::Method::Get;
    QByteArray name; //!< The template, for logs and metrics.
    Service service = Service::Identity;
    QList<Role> roles;
    Handler handler;
    OpenHandler open;
    PublicHandler publicly;
    RawHandler raw;
    QString action; //!< What the audit log and the activity metric call it.
    QStringList segments; //!< Of the template, placeholders as "{name}".
};

struct Match
{
    const Route *route = nullptr;
    QHash<QString, QString> path;
    QByteArray allow; //!< The methods of the path when only the method did not fit.
};

//! Finds the route of a request. Built before the server starts, then only read.
class RouteTable final
{
public:
    void add(Route route);
    void addPrefix(QString prefix, Route route);
    void allowBody(const char *route, quint64 bytes);
    Match find(const http::Request &request) const;
    //! What allowBody() said about the route of \a target; nothing for all others.
    std::optional<quint64> bodyLimit(const QByteArray &target) const;

private:
    std::vector<std::unique_ptr<Route>> m_routes;
    std::vector<std::pair<QString, std::unique_ptr<Route>>> m_prefixes;
    QList<std::pair<QStringList, quint64>> m_bodyLimits; //!< By the segments of the template.
    QHash<QString, QList<const Route *>> m_byFirst; //!< By the segment that tells most routes apart.
};

} // namespace gatehouse::api
