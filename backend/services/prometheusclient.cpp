// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/prometheusclient.h"

#include "backend/api/problem.h"
#include "core/base/json.h"

#include <QNetworkReply>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int timeoutMilliseconds = 8000;
constexpr qint64 largestAnswer = 64 * 1024 * 1024;

Result<QByteArray> answerOf(QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return fail(api::sourceLost(u"Prometheus cannot be reached."_s));
    QByteArray body = reply.read(largestAnswer);
    const auto json = parseJsonObject(body);
    if (status == 200 && json && (*json)["status"_L1] == u"success"_s)
        return body;
    Error error = api::sourceLost(u"Prometheus could not answer (%1)."_s.arg(status));
    error.detail = json ? (*json)["error"_L1].toString() : QString();
    return fail(std::move(error));
}

} // namespace

PrometheusClient::PrometheusClient(QObject *parent)
    : QObject(parent)
{
}

void PrometheusClient::setAddress(QUrl address)
{
    m_address = std::move(address);
}

void PrometheusClient::ask(QString endpoint, QUrlQuery parameters, Answer answer)
{
    QMetaObject::invokeMethod(
        this,
        [this, endpoint = std::move(endpoint), parameters = std::move(parameters), answer = std::move(answer)] {
            send(endpoint, parameters, answer);
        },
        Qt::QueuedConnection);
}

void PrometheusClient::send(const QString &endpoint, const QUrlQuery &parameters, const Answer &answer)
{
    if (m_address.isEmpty())
        return answer(fail(api::sourceLost(u"No Prometheus is set up for this server."_s)));
    QUrl url = m_address;
    url.setPath(url.path() + u"/api/v1/"_s + endpoint);
    QNetworkRequest request(url);
    request.setTransferTimeout(timeoutMilliseconds);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    QNetworkReply *reply = m_network.post(request, parameters.toString(QUrl::FullyEncoded).toUtf8());
    connect(reply, &QNetworkReply::finished, this, [reply, answer] {
        reply->deleteLater();
        answer(answerOf(*reply));
    });
}

} // namespace gatehouse::services
