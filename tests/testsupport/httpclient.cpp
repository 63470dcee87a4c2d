// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/httpclient.h"

#include "core/base/json.h"
#include "core/base/random.h"
#include "tests/testsupport/eventwait.h"

#include <QNetworkReply>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

constexpr int answerTimeoutMs = 30000;

Headers with(Headers headers, const QByteArray &name, const QByteArray &value)
{
    if (!headers.contains(name))
        headers.insert(name, value);
    return headers;
}

} // namespace

QJsonValue HttpAnswer::value() const
{
    auto parsed = parseJson(body);
    return parsed ? *parsed : QJsonValue();
}

QJsonArray HttpAnswer::items() const
{
    return json().value("items"_L1).toArray();
}

QString HttpAnswer::code() const
{
    return header("content-type").startsWith("application/problem+json") ? json().value("code"_L1).toString() : QString();
}

QByteArray HttpAnswer::describe() const
{
    return QByteArray::number(status) + ' ' + networkError.toUtf8() + ' ' + body.left(2000);
}

HttpClient::HttpClient(QUrl base)
    : m_base(std::move(base))
{
}

HttpAnswer HttpClient::get(const QString &path, const Headers &headers)
{
    return send("GET", path, {}, headers);
}

HttpAnswer HttpClient::post(const QString &path, const QJsonObject &body, const Headers &headers)
{
    const Headers keyed = with(headers, "Idempotency-Key", newUuid().toLatin1());
    return send("POST", path, toJsonBytes(body), with(keyed, "Content-Type", "application/json"));
}

HttpAnswer HttpClient::patch(const QString &path, const QJsonObject &body, const Headers &headers)
{
    return send("PATCH", path, toJsonBytes(body), with(headers, "Content-Type", "application/merge-patch+json"));
}

HttpAnswer HttpClient::put(const QString &path, const QJsonObject &body, const Headers &headers)
{
    return send("PUT", path, toJsonBytes(body), with(headers, "Content-Type", "application/json"));
}

HttpAnswer HttpClient::remove(const QString &path, const Headers &headers)
{
    return send("DELETE", path, {}, headers);
}

HttpAnswer HttpClient::postForm(const QString &path, const QUrlQuery &fields, const Headers &headers)
{
    QByteArray body = fields.toString(QUrl::FullyEncoded).toUtf8();
    body.replace('+', "%2B");
    return send("POST", path, body, with(headers, "Content-Type", "application/x-www-form-urlencoded"));
}

HttpAnswer HttpClient::send(const QByteArray &method, const QString &path, const QByteArray &body, const Headers &headers)
{
    QNetworkRequest request(m_base.resolved(QUrl(path)));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(answerTimeoutMs);
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token.toLatin1());
    if (!m_tenant.isEmpty())
        request.setRawHeader("Portal-Tenant", m_tenant.toLatin1());
    for (auto it = headers.begin(); it != headers.end(); ++it)
        request.setRawHeader(it.key(), it.value());

    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();

    HttpAnswer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (answer.status == 0)
        answer.networkError = reply->errorString();
    answer.body = reply->readAll();
    const auto pairs = reply->rawHeaderPairs();
    for (const auto &[name, value] : pairs)
        answer.headers.insert(name.toLower(), value);
    return answer;
}

HttpAnswer HttpClient::awaitOperation(const HttpAnswer &accepted, int timeoutMs)
{
    const QString location = QString::fromLatin1(accepted.header("location"));
    HttpAnswer latest = accepted;
    const auto over = [&] {
        latest = get(location);
        const QString status = latest.json().value("status"_L1).toString();
        return latest.status != 200 || (status != "queued"_L1 && status != "running"_L1 && status != "cancelling"_L1);
    };
    if (!location.isEmpty())
        waitUntil(over, timeoutMs);
    return latest;
}

Headers ifMatch(const QByteArray &etag)
{
    return {{"If-Match", etag}};
}

} // namespace gatehouse::testsupport
