// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/replica.h"

#include "core/sync/connectionstate.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

Replica::Replica(ApiClient &client, ConnectionState &connection, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_connection(connection)
    , m_feed(client)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Replica::start);
    connect(&m_feed, &EventFeed::received, this, &Replica::onEvent);
    connect(&m_feed, &EventFeed::resyncNeeded, this, &Replica::refresh);
    m_connection.watch(m_feed);
}

Replica::~Replica() = default;

void Replica::start()
{
    stop();
    readCursor();
}

void Replica::stop()
{
    m_again.stop();
    m_cursorReads.supersede();
    m_feed.stop();
    m_loading.clear();
    enter(Phase::Idle);
}

void Replica::clear()
{
    stop();
    for (const auto &source : m_sources)
        source->clear();
}

void Replica::refresh()
{
    if (m_phase != Phase::Idle)
        start();
}

void Replica::add(std::unique_ptr<ReplicaSource> source)
{
    ReplicaSource *raw = source.get();
    connect(raw, &ReplicaSource::progressed, this,
        [this, raw](int read, int total) { Q_EMIT progressed(raw->topic(), read, total); });
    connect(raw, &ReplicaSource::loaded, this, [this, raw](const QDateTime &asOf) {
        m_connection.noteAsOf(raw->topic(), asOf);
        onListDone(raw);
    });
    connect(raw, &ReplicaSource::loadFailed, this, [this, raw](const Error &error) {
        m_loadFailed = true;
        Q_EMIT failed(raw->topic(), error);
        onListDone(raw);
    });
    m_sources.push_back(std::move(source));
}

void Replica::readCursor()
{
    // The cursor comes before the lists: what changes while they are read is then told by the feed.
    enter(Phase::ReadingCursor);
    const QUrlQuery query {{u"limit"_s, u"1"_s}};
    deliver(m_client.get<Changes>(QString::fromLatin1(routes::changes), query, this), this,
        m_cursorReads.only([this](const Result<Changes> &changes) {
            if (!changes) {
                Q_EMIT failed(u"events"_s, changes.error());
                startAgainLater();
                return;
            }
            m_cursor = changes->cursor;
            readLists();
        }));
}

void Replica::readLists()
{
    enter(Phase::ReadingLists);
    m_loadFailed = false;
    for (const auto &source : m_sources)
        m_loading.insert(source.get());
    for (const auto &source : m_sources)
        source->load();
    if (m_sources.empty())
        follow();
}

void Replica::onListDone(ReplicaSource *source)
{
    if (!m_loading.remove(source) || !m_loading.isEmpty() || m_phase != Phase::ReadingLists)
        return;
    if (m_loadFailed)
        startAgainLater();
    else
        follow();
}

void Replica::follow()
{
    m_failures = 0;
    enter(Phase::Following);
    m_feed.start(m_cursor);
}

void Replica::onEvent(const Event &event)
{
    for (const auto &source : m_sources) {
        if (source->topic() == event.topic)
            source->take(event);
    }
    Q_EMIT happened(event);
}

void Replica::startAgainLater()
{
    ++m_failures;
    m_again.start(m_backoff.delayBefore(m_failures + 1));
}

void Replica::enter(Phase phase)
{
    if (m_phase == phase)
        return;
    m_phase = phase;
    Q_EMIT phaseChanged(phase);
}

} // namespace gatehouse
