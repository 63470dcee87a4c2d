// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/insightsroutes.h"

#include "backend/services/pluginhealth.h"
#include "core/base/clock.h"
#include "core/contract/jsontext.h"
#include "core/contract/routes.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

constexpr double mostPoints = 11'000;
constexpr double shortestStep = 1;

//! Seconds since the epoch from RFC 3339 or a number.
std::optional<double> secondsOf(const QString &text)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (isNumber && std::isfinite(seconds) && seconds >= 0)
        return seconds;
    const QDateTime time = fromRfc3339(text);
    return time.isValid() ? std::optional(double(time.toMSecsSinceEpoch()) / 1000) : std::nullopt;
}

//! Seconds from "15", "15s", "5m", "2h" or "1d".
std::optional<double> durationOf(QString text)
{
    double factor = 1;
    const QChar unit = text.isEmpty() ? QChar() : text.back();
    if (unit.isLetter()) {
        const QString units = u"smhd"_s;
        constexpr double factors[] = {1, 60, 3600, 86400};
        const qsizetype index = units.indexOf(unit);
        if (index < 0)
            return std::nullopt;
        factor = factors[index];
        text.chop(1);
    }
    bool isNumber = false;
    const double value = text.toDouble(&isNumber) * factor;
    return isNumber && std::isfinite(value) && value > 0 ? std::optional(value) : std::nullopt;
}

struct Range
{
    double start = 0;
    double end = 0;
    double step = 0;
};

Result<Range> rangeOf(const http::Request &request)
{
    const auto start = secondsOf(request.queryValue(u"start"_s));
    const auto end = secondsOf(request.queryValue(u"end"_s));
    const auto step = durationOf(request.queryValue(u"step"_s));
    QList<FieldError> wrong;
    if (!start)
        wrong.append({u"/start"_s, u"not_a_time"_s, u"start must be an RFC 3339 time or seconds."_s});
    if (!end)
        wrong.append({u"/end"_s, u"not_a_time"_s, u"end must be an RFC 3339 time or seconds."_s});
    if (!step)
        wrong.append({u"/step"_s, u"not_a_duration"_s, u"step must be seconds or a duration such as 15s."_s});
    if (start && end && *end < *start)
        wrong.append({u"/end"_s, u"out_of_range"_s, u"end must not be before start."_s});
    if (!wrong.isEmpty())
        return fail(validationFailed(std::move(wrong)));
    return Range {*start, *end, fittingStep(*start, *end, *step)};
}

QString number(double value)
{
    return QString::number(value, 'f', 3);
}

Result<QUrlQuery> instantQuestion(const http::Request &request)
{
    QUrlQuery question;
    const QString text = request.queryValue(u"time"_s);
    if (text.isEmpty())
        return question;
    const auto time = secondsOf(text);
    if (!time)
        return fail(validationFailed(u"/time"_s, u"not_a_time"_s, u"time must be an RFC 3339 time or seconds."_s));
    question.addQueryItem(u"time"_s, number(*time));
    return question;
}

Result<QUrlQuery> rangeQuestion(const http::Request &request)
{
    const auto range = rangeOf(request);
    if (!range)
        return fail(range.error());
    QUrlQuery question;
    question.addQueryItem(u"start"_s, number(range->start));
    question.addQueryItem(u"end"_s, number(range->end));
    question.addQueryItem(u"step"_s, number(range->step));
    return question;
}

using Questioner = Result<QUrlQuery> (*)(const http::Request &);

OpenHandler proxy(const services::Dashboards &dashboards, services::PrometheusClient &prometheus, QString endpoint,
    Questioner questioner)
{
    return [&dashboards, &prometheus, endpoint, questioner](const OpenCall &call, const http::Respond &respond) {
        const QString correlationId = call.request.correlationId;
        const auto expression = dashboards.expression(
            call.request.queryValue(u"dashboard"_s), call.request.queryValue(u"target"_s));
        auto question = questioner(call.request);
        if (!expression || !question) {
            const Error &error = expression ? question.error() : expression.error();
            return respond(problemResponse(error, correlationId));
        }
        // QUrlQuery leaves "+" as it is, which a form reads as a space.
        question->addQueryItem(u"query"_s, QString::fromLatin1(QUrl::toPercentEncoding(*expression)));
        prometheus.ask(endpoint, *question, [respond, correlationId](const Result<QByteArray> &answer) {
            if (!answer)
                return respond(problemResponse(answer.error(), correlationId));
            http::Response response;
            response.body = *answer;
            respond(std::move(response));
        });
    };
}

Result<services::HealthBasis> readBasis(const OpenCall &call, store::Database &database, const QDateTime &now)
{
    const auto range = services::healthRange(call.request.queryValue(u"range"_s));
    if (!range)
        return fail(range.error());
    store::UnitOfWork work(database, call.caller.actor, now, call.request.correlationId);
    Result<services::HealthBasis> basis = services::HealthBasis();
    const Status read = database.read([&]() -> Status {
        basis = services::healthBasis(work, PluginId(call.path.value(u"pluginId"_s)), *range);
        return basis ? Status() : fail(basis.error());
    });
    if (!read)
        return fail(read.error());
    return basis;
}

} // namespace

double fittingStep(double start, double end, double wanted)
{
    const double needed = std::ceil((end - start) / (mostPoints - 1));
    return std::max({wanted, needed, shortestStep});
}

void registerPluginHealth(Dispatcher &dispatcher, const services::PluginMetrics &metrics, services::PrometheusClient &prometheus,
    store::Workers &workers, const Clock &clock)
{
    const auto answer = [&metrics, &prometheus, &workers, &clock](const OpenCall &call, const http::Respond &respond) {
        const auto tell = [respond, correlationId = call.request.correlationId](const Result<PluginHealth> &health) {
            if (!health)
                return respond(problemResponse(health.error(), correlationId));
            http::Response response;
            response.body = toJsonText(*health);
            respond(std::move(response));
        };
        const bool taken = workers.tryRead([&metrics, &prometheus, &clock, call, tell](store::Database &database) {
            auto basis = readBasis(call, database, clock.now());
            if (!basis)
                return tell(fail(basis.error()));
            services::measureHealth(metrics, prometheus, *std::move(basis), tell);
        });
        if (!taken)
            tell(fail(overloaded()));
    };
    dispatcher.addOpen(routes::pluginHealth, Service::Insights, answer);
}

void registerInsightsRoutes(
    Dispatcher &dispatcher, const services::Dashboards &dashboards, services::PrometheusClient &prometheus)
{
    dispatcher.add(http::Method::Get, routes::dashboards, Service::Insights, [&dashboards](Call &call) -> Result<Reply> {
        return Reply {200,
            {{u"items"_s, codec::Writer::writeValue(dashboards.all())}, {u"asOf"_s, toRfc3339(call.work.now())}}, {}, {}};
    });
    dispatcher.addOpen(
        routes::metricsQuery, Service::Insights, proxy(dashboards, prometheus, u"query"_s, instantQuestion));
    dispatcher.addOpen(
        routes::metricsQueryRange, Service::Insights, proxy(dashboards, prometheus, u"query_range"_s, rangeQuestion));
}

} // namespace gatehouse::api
