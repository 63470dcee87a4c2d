// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/insights/insightsservice.h"

#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

InsightsService::InsightsService(ApiClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

QFuture<Result<Items<Dashboard>>> InsightsService::dashboards()
{
    return m_client.get<Items<Dashboard>>(QString::fromLatin1(routes::dashboards));
}

QFuture<Result<RangeAnswer>> InsightsService::queryRange(const RangeQuery &query, QObject *context)
{
    ApiRequest request;
    request.path = QString::fromLatin1(routes::metricsQueryRange);
    request.query = {{u"dashboard"_s, query.dashboard}, {u"target"_s, query.target},
        {u"start"_s, toRfc3339(query.start)}, {u"end"_s, toRfc3339(query.end)},
        {u"step"_s, QString::number(query.stepSeconds)}};
    return ask(request, context);
}

QFuture<Result<RangeAnswer>> InsightsService::query(
    const QString &dashboard, const QString &target, const QDateTime &time, QObject *context)
{
    ApiRequest request;
    request.path = QString::fromLatin1(routes::metricsQuery);
    request.query = {{u"dashboard"_s, dashboard}, {u"target"_s, target}, {u"time"_s, toRfc3339(time)}};
    return ask(request, context);
}

QFuture<Result<RangeAnswer>> InsightsService::ask(ApiRequest request, QObject *context)
{
    return m_client.send(request, context).then(QtFuture::Launch::Async, [](const Result<ApiReply> &reply) -> Result<RangeAnswer> {
        if (!reply)
            return fail(reply.error());
        auto series = seriesFromPrometheus(reply->body);
        if (!series)
            return fail(std::move(series).error());
        return RangeAnswer {*std::move(series), reply->keptAt.value_or(QDateTime::currentDateTimeUtc()), reply->keptAt.has_value()};
    });
}

} // namespace gatehouse
