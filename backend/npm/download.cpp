// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/download.h"

#include <QDateTime>
#include <QEventLoop>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

Error downloadError(const char *code, QString message, bool retryable)
{
    Error error = networkError(std::move(message));
    error.code = QLatin1String(code);
    error.retryable = retryable;
    return error;
}

std::chrono::seconds retryAfterOf(const QByteArray &header)
{
    bool isNumber = false;
    const int seconds = header.trimmed().toInt(&isNumber);
    if (isNumber)
        return std::chrono::seconds(std::max(0, seconds));
    const QDateTime until = QLocale::c().toDateTime(
        QString::fromLatin1(header.trimmed()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!until.isValid())
        return std::chrono::seconds(0);
    const QDateTime utc(until.date(), until.time(), Qt::UTC);
    return std::chrono::seconds(std::max<qint64>(0, QDateTime::currentDateTimeUtc().secsTo(utc)));
}

// Collects one reply's body and stops it at the first broken bound.
class Collector final : public QObject
{
public:
    Collector(QNetworkReply &reply, const Download::Limits &limits)
        : m_reply(reply)
        , m_limits(limits)
    {
        connect(&reply, &QNetworkReply::metaDataChanged, this, [this] { checkAnnouncedSize(); });
        connect(&reply, &QIODevice::readyRead, this, [this] { take(); });
        connect(&reply, &QNetworkReply::finished, &m_loop, &QEventLoop::quit);
        connect(&m_deadline, &QTimer::timeout, this, [this] {
            stopWith(downloadError(
                "download_too_slow", u"The registry took too long to answer"_s, true));
        });
        m_deadline.setSingleShot(true);
        m_deadline.start(limits.total);
    }

    void run(const std::stop_token &stop)
    {
        const std::stop_callback onStop(stop, [this] {
            QMetaObject::invokeMethod(
                this, [this] { stopWith(cancelledError()); }, Qt::QueuedConnection);
        });
        if (!m_reply.isFinished())
            m_loop.exec();
        take();
    }

    const QByteArray &body() const { return m_body; }
    const std::optional<Error> &error() const { return m_error; }

private:
    void checkAnnouncedSize()
    {
        const auto length = m_reply.header(QNetworkRequest::ContentLengthHeader);
        if (length.isValid() && length.toLongLong() > m_limits.maxBytes)
            stopWith(tooLarge());
    }

    void take()
    {
        if (m_error)
            return;
        m_body += m_reply.readAll();
        if (m_body.size() > m_limits.maxBytes)
            stopWith(tooLarge());
    }

    Error tooLarge() const
    {
        return downloadError("download_too_large",
            u"The registry's answer is larger than %1 bytes"_s.arg(m_limits.maxBytes), false);
    }

    void stopWith(Error error)
    {
        if (m_error)
            return;
        m_error = std::move(error);
        m_body.clear();
        m_reply.abort();
        m_loop.quit();
    }

    QNetworkReply &m_reply;
    const Download::Limits &m_limits;
    QEventLoop m_loop;
    QTimer m_deadline;
    QByteArray m_body;
    std::optional<Error> m_error;
};

QNetworkRequest requestFor(const QUrl &url, const QByteArray &accept, const QByteArray &knownEtag)
{
    QNetworkRequest request(url);
    request.setRawHeader("Accept", accept);
    request.setRawHeader("User-Agent", "gatehouse/" GATEHOUSE_VERSION);
    if (!knownEtag.isEmpty())
        request.setRawHeader("If-None-Match", knownEtag);
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    return request;
}

bool isCut(const QNetworkReply &reply, qsizetype received)
{
    const auto length = reply.header(QNetworkRequest::ContentLengthHeader);
    // A decoded body has another length than the header says.
    return length.isValid() && !reply.hasRawHeader("Content-Encoding")
        && received < length.toLongLong();
}

} // namespace

Result<Download::Answer> Download::get(const QUrl &url, const QByteArray &accept,
    const QByteArray &knownEtag, const Limits &limits, const std::stop_token &stop)
{
    QUrl next = url;
    for (int redirects = 0; redirects <= limits.maxRedirects; ++redirects) {
        auto step = getOnce(next, accept, knownEtag, limits, stop);
        if (!step)
            return fail(std::move(step).error());
        if (!step->redirect)
            return std::move(step->answer);
        const QUrl target = next.resolved(*step->redirect);
        const bool isWeaker = next.scheme() == u"https"_s && target.scheme() != u"https"_s;
        if (isWeaker || target.host().isEmpty() || !target.scheme().startsWith(u"http"_s))
            return fail(downloadError(
                "redirect_refused", u"The registry redirects to an unsafe address"_s, false));
        next = target;
    }
    return fail(downloadError("redirect_refused", u"The registry redirects too often"_s, false));
}

Result<Download::Step> Download::getOnce(const QUrl &url, const QByteArray &accept,
    const QByteArray &knownEtag, const Limits &limits, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return fail(cancelledError());
    QNetworkRequest request = requestFor(url, accept, knownEtag);
    request.setTransferTimeout(int(limits.idle.count()));
    request.setSslConfiguration(m_tls);
    if (const QByteArray authorization = m_authorization(url); !authorization.isEmpty())
        request.setRawHeader("Authorization", authorization);

    const std::unique_ptr<QNetworkReply> reply(m_network.get(request));
    Collector collector(*reply, limits);
    collector.run(stop);
    if (collector.error())
        return fail(*collector.error());

    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return fail(networkError(u"The registry cannot be reached"_s, reply->errorString()));
    const bool isBroken = reply->error() != QNetworkReply::NoError && status < 400;
    if (isBroken || isCut(*reply, collector.body().size()))
        return fail(
            downloadError("download_incomplete", u"The registry's answer was cut short"_s, true));

    Step step;
    step.answer = {status, collector.body(), reply->rawHeader("ETag"),
        retryAfterOf(reply->rawHeader("Retry-After")), url};
    if (status >= 300 && status < 400 && status != 304)
        step.redirect = QUrl::fromEncoded(reply->rawHeader("Location"));
    return step;
}

} // namespace gatehouse
