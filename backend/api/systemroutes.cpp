// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/systemroutes.h"

#include "backend/services/metrics.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

void registerSystemRoutes(Dispatcher &dispatcher, services::Metrics &metrics, const Clock &clock, Meta meta)
{
    dispatcher.addPublic("/healthz", Service::Insights, [](const http::Request &) {
        return http::Response::json({{u"status"_s, u"ok"_s}});
    });
    dispatcher.addPublic("/metrics", Service::Insights, [&metrics, &clock](const http::Request &) {
        http::Response response;
        response.contentType = "text/plain; version=0.0.4; charset=utf-8";
        response.body = metrics.text(clock.now());
        return response;
    });
    dispatcher.addPublic(routes::meta, Service::Identity, [&clock, meta](const http::Request &) {
        Meta current = meta;
        current.serverTime = clock.now();
        return http::Response::json(toJson(current));
    });
}

} // namespace gatehouse::api
