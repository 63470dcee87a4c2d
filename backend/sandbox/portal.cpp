// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/portal.h"

#include "backend/sandbox/signin.h"
#include "core/base/json.h"
#include "core/contract/routes.h"

#include <QThread>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::sandbox {

namespace {

constexpr int attempts = 5;
constexpr int pollMilliseconds = 200;

Error errorOf(const QJsonObject &json, int status)
{
    const auto problem = fromJson<Problem>(json);
    Error error = networkError(problem ? problem->detail : u"The server answered %1"_s.arg(status));
    error.code = problem ? problem->code : u"http"_s;
    error.httpStatus = status;
    error.retryable = status == 429 || status == 503;
    return error;
}

bool isOver(OperationStatus status)
{
    return status != OperationStatus::Queued && status != OperationStatus::Running
        && status != OperationStatus::Cancelling;
}

} // namespace

Portal::Portal(QUrl server, std::function<bool()> isCancelled)
    : m_server(std::move(server))
    , m_isCancelled(std::move(isCancelled))
{
}

Result<QJsonObject> Portal::get(const QString &persona, const QString &path)
{
    return call(persona, path, {}, [this](const QNetworkRequest &request) { return m_network.get(request); });
}

Result<QJsonObject> Portal::post(const QString &persona, const QString &path, const QJsonObject &body,
    const QString &key, const QString &etag)
{
    QHash<QByteArray, QByteArray> headers {{"Idempotency-Key", key.toLatin1()}, {"Content-Type", "application/json"}};
    if (!etag.isEmpty())
        headers.insert("If-Match", '"' + etag.toLatin1() + '"');
    return call(persona, path, headers,
        [this, bytes = toJsonBytes(body)](const QNetworkRequest &request) { return m_network.post(request, bytes); });
}

Result<QJsonObject> Portal::patch(
    const QString &persona, const QString &path, const QJsonObject &body, const QString &etag)
{
    const QHash<QByteArray, QByteArray> headers {
        {"If-Match", '"' + etag.toLatin1() + '"'}, {"Content-Type", "application/merge-patch+json"}};
    return call(persona, path, headers, [this, bytes = toJsonBytes(body)](const QNetworkRequest &request) {
        return m_network.sendCustomRequest(request, "PATCH", bytes);
    });
}

Result<QJsonObject> Portal::call(
    const QString &persona, const QString &path, const QHash<QByteArray, QByteArray> &headers, const Send &send)
{
    Error last = cancelledError();
    for (int attempt = 0; attempt < attempts && !m_isCancelled(); ++attempt) {
        const auto bearer = token(persona, last.httpStatus == 401);
        if (!bearer)
            return fail(bearer.error());
        QNetworkRequest request(QUrl(m_server.toString() + path));
        request.setRawHeader("Authorization", "Bearer " + *bearer);
        for (auto header = headers.begin(); header != headers.end(); ++header)
            request.setRawHeader(header.key(), header.value());
        request.setTransferTimeout(60'000);
        const auto reply = waitFor(send(request));
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QJsonObject json = parseJsonObject(reply->readAll()).value_or(QJsonObject());
        if (status >= 200 && status < 300)
            return json;
        last = errorOf(json, status);
        if (!last.retryable && status != 401 && status != 0)
            break;
        pause(300 << attempt);
    }
    return fail(last);
}

Result<QByteArray> Portal::token(const QString &persona, bool fresh)
{
    if (!fresh && m_tokens.contains(persona))
        return m_tokens.value(persona);
    auto signedIn = signIn(m_server, persona);
    if (signedIn)
        m_tokens.insert(persona, *signedIn);
    return signedIn;
}

Result<Operation> Portal::finished(const QString &persona, const QJsonObject &operation)
{
    const QString id = operation["id"_L1].toString();
    while (!m_isCancelled()) {
        const auto json = get(persona, routes::path(routes::operation, {id}));
        if (!json)
            return fail(json.error());
        auto current = fromJson<Operation>(*json);
        if (!current)
            return fail(std::move(current).error());
        if (current->status == OperationStatus::Succeeded)
            return current;
        if (isOver(current->status)) {
            return fail(networkError(current->problem ? current->problem->detail
                                                      : QString(current->number + u" was cancelled"_s)));
        }
        pause(pollMilliseconds);
    }
    return fail(cancelledError());
}

void Portal::pause(int milliseconds) const
{
    for (int waited = 0; waited < milliseconds && !m_isCancelled(); waited += 50)
        QThread::msleep(50);
}

} // namespace gatehouse::sandbox
