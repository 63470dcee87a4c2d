// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventfeed.h"

#include "core/base/log.h"
#include "core/contract/routes.h"
#include "core/net/apiclient.h"
#include "core/net/reachproblem.h"
#include "core/net/replyerrors.h"

#include <QNetworkReply>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

EventFeed::EventFeed(ApiClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_watchdog.setSingleShot(true);
    m_next.setSingleShot(true);
    connect(&m_watchdog, &QTimer::timeout, this, &EventFeed::onSilence);
    connect(&m_next, &QTimer::timeout, this, [this] {
        if (m_mode == Mode::Pulling)
            pull();
        else
            openStream();
    });
}

EventFeed::~EventFeed()
{
    dropStream();
}

void EventFeed::start(qint64 cursor, qint64 head)
{
    stop();
    m_cursor = cursor;
    m_failures = 0;
    m_pullingFirst = head > cursor;
    if (!m_pullingFirst) {
        openStream();
        return;
    }
    m_pullCount = 0;
    enter(Mode::Pulling);
    pull();
}

void EventFeed::stop()
{
    m_pulls.supersede();
    m_next.stop();
    dropStream();
    enter(Mode::Stopped);
}

void EventFeed::openStream()
{
    dropStream();
    m_parser.reset();
    m_sawBytes = false;
    m_stream = m_client.openStream(QString::fromLatin1(routes::events), {{"Last-Event-ID", QByteArray::number(m_cursor)}});
    if (!m_stream) {
        waitAndReopen(blockedError(u"signed_out"_s, u"You are signed out."_s));
        return;
    }
    enter(Mode::Streaming);
    connect(m_stream, &QNetworkReply::readyRead, this, &EventFeed::onBytes);
    connect(m_stream, &QNetworkReply::finished, this, &EventFeed::onStreamEnded);
    m_watchdog.start(m_times.firstByteMs);
}

void EventFeed::onBytes()
{
    const int status = m_stream->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 200)
        return;
    if (!m_stream->rawHeader("Content-Type").toLower().startsWith("text/event-stream")) {
        waitAndReopen(streamError());
        return;
    }
    if (!m_sawBytes)
        m_client.noteReached();
    m_sawBytes = true;
    m_watchdog.start(m_times.silenceMs);
    const auto events = m_parser.feed(m_stream->readAll());
    if (!events) {
        waitAndReopen(events.error());
        return;
    }
    m_failures = 0;
    for (const StreamEvent &event : *events) {
        handOn(event);
        if (m_mode != Mode::Streaming)
            return;
    }
    Q_EMIT caughtUp();
}

void EventFeed::onStreamEnded()
{
    if (!m_stream)
        return;
    const int status = m_stream->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 401) {
        dropStream();
        deliver(m_client.refreshToken(), this, [this](const Status &refreshed) {
            if (m_mode == Mode::Stopped)
                return;
            if (refreshed)
                openStream();
            else
                waitAndReopen(refreshed.error());
        });
        return;
    }
    waitAndReopen(streamError());
}

Error EventFeed::streamError() const
{
    const QString host = m_client.baseUrl().host();
    ApiReply head;
    head.status = m_stream->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    head.contentType = m_stream->rawHeader("Content-Type").toLower();
    if (head.status >= 400)
        return errorFromAnswer(head, 0);
    if (head.status >= 300)
        return errorFromRedirect(m_client.baseUrl(), head.status, QString::fromUtf8(m_stream->rawHeader("Location")));
    if (head.status == 200 && !head.contentType.startsWith("text/event-stream"))
        return errorFromContentType(head);
    const QNetworkReply::NetworkError code = m_stream->error();
    return errorFromTransport(code == QNetworkReply::NoError ? QNetworkReply::RemoteHostClosedError : code, m_stream->errorString(), {}, host);
}

void EventFeed::onSilence()
{
    if (m_sawBytes) {
        waitAndReopen(networkError(u"The portal's event stream went silent."_s));
        return;
    }
    log::to(log::Sync)->warn("the event stream says nothing; asking for changes instead");
    dropStream();
    m_pullCount = 0;
    enter(Mode::Pulling);
    pull();
}

void EventFeed::handOn(const StreamEvent &event)
{
    if (event.name == "resync") {
        stop();
        Q_EMIT resyncNeeded();
        return;
    }
    if (event.data.isEmpty())
        return;
    const auto object = parseJsonObject(event.data);
    const Result<Event> parsed = object ? fromJson<Event>(*object) : Result<Event>(fail(object.error()));
    if (parsed)
        handOn(*parsed);
    else
        waitAndReopen(parsed.error());
}

void EventFeed::handOn(const Event &event)
{
    if (event.cursor <= m_cursor)
        return;
    m_cursor = event.cursor;
    Q_EMIT received(event);
}

void EventFeed::waitAndReopen(const Error &error)
{
    dropStream();
    ++m_failures;
    enter(Mode::Waiting);
    m_next.start(m_times.backoff.delayBefore(m_failures + 1));
    // A stream that broke may come back at once; one that cannot be opened says that nobody is there.
    const ReachProblem problem = reachProblem(error);
    if (isOutOfReach(problem) && problem != ReachProblem::CutOff && !m_sawBytes)
        m_client.noteUnreachable(error);
    Q_EMIT lost(error);
}

void EventFeed::pull()
{
    if (!m_pullingFirst && ++m_pullCount > m_times.pullsBeforeStream) {
        openStream();
        return;
    }
    const QUrlQuery query {{u"since"_s, QString::number(m_cursor)}, {u"limit"_s, u"200"_s}};
    deliver(m_client.get<Changes>(QString::fromLatin1(routes::changes), query, this), this,
        m_pulls.only([this](const Result<Changes> &changes) { onPulled(changes); }));
}

void EventFeed::onPulled(const Result<Changes> &changes)
{
    if (!changes) {
        m_next.start(m_times.pullMs);
        Q_EMIT lost(changes.error());
        return;
    }
    if (changes->resync) {
        stop();
        Q_EMIT resyncNeeded();
        return;
    }
    for (const Event &event : changes->items)
        handOn(event);
    m_cursor = std::max(m_cursor, changes->cursor);
    if (changes->more || !std::exchange(m_pullingFirst, false))
        m_next.start(changes->more ? 0 : m_times.pullMs);
    else
        openStream();
    if (!changes->more)
        Q_EMIT caughtUp();
}

void EventFeed::dropStream()
{
    m_watchdog.stop();
    if (!m_stream)
        return;
    QNetworkReply *stream = std::exchange(m_stream, nullptr);
    stream->disconnect(this);
    stream->abort();
    stream->deleteLater();
}

void EventFeed::enter(Mode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    Q_EMIT modeChanged(mode);
}

} // namespace gatehouse
