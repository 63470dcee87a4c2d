// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/replica.h"

#include "core/base/log.h"
#include "core/sync/connectionstate.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! How often a quiet replica writes down that it is still true.
constexpr int noteTruthSeconds = 60;

} // namespace

Replica::Replica(ApiClient &client, ConnectionState &connection, RowStore &rows, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_connection(connection)
    , m_archive(rows, [this] { return marks(); })
    , m_feed(client)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Replica::start);
    connect(&m_archive, &ReplicaArchive::failed, this, &Replica::notKept);
    connect(&m_feed, &EventFeed::received, this, &Replica::onEvent);
    connect(&m_feed, &EventFeed::resyncNeeded, this, &Replica::refresh);
    connect(&m_feed, &EventFeed::caughtUp, this, &Replica::onCaughtUp);
    connect(&m_feed, &EventFeed::lost, this, [this] { m_feedCaughtUp = false; });
    m_connection.watch(m_feed);
}

Replica::~Replica()
{
    stop();
}

QFuture<Status> Replica::restore()
{
    enter(Phase::Restoring);
    const ReplicaArchive::Restoring restoring = m_archive.restore();
    deliver(restoring.all, this, [this](const Result<ReplicaMarks> &kept) { onRestored(kept); });
    return transformed(restoring.first, this, [this](const Result<ReplicaMarks> &kept) -> Status {
        if (!kept)
            return fail(kept.error());
        if (m_phase == Phase::Restoring) {
            m_kept = *kept;
            noteAsOf(*kept);
        }
        return {};
    });
}

void Replica::onRestored(const Result<ReplicaMarks> &kept)
{
    if (m_phase != Phase::Restoring)
        return;
    m_kept = {};
    enter(Phase::Idle);
    if (kept)
        goOnFrom(*kept);
    else
        Q_EMIT notKept(kept.error());
    Q_EMIT restored();
    if (std::exchange(m_startWanted, false))
        start();
}

void Replica::goOnFrom(const ReplicaMarks &kept)
{
    if (kept.cursor < 0)
        return;
    m_cursor = kept.cursor;
    m_trueAt = kept.trueAt;
    for (const auto &source : m_sources)
        source->resume(kept.lists.value(source->topic()));
    noteAsOf(kept);
}

void Replica::noteAsOf(const ReplicaMarks &kept)
{
    for (auto mark = kept.lists.cbegin(); mark != kept.lists.cend(); ++mark) {
        if (kept.cursor >= 0 && mark->asOf.isValid())
            m_connection.noteAsOf(mark.key(), kept.trueAt.isValid() ? std::max(mark->asOf, kept.trueAt) : mark->asOf);
    }
}

bool Replica::isComplete() const
{
    return std::ranges::all_of(m_sources, [this](const auto &source) {
        return m_phase == Phase::Restoring ? m_kept.lists.value(source->topic()).whole : source->mark().whole;
    });
}

void Replica::start()
{
    if (m_phase == Phase::Restoring) {
        m_startWanted = true;
        return;
    }
    stop();
    readCursor();
}

void Replica::stop()
{
    m_startWanted = false;
    m_again.stop();
    m_cursorReads.supersede();
    if (m_phase == Phase::Following)
        m_cursor = doneCursor();
    m_archive.flush();
    m_feed.stop();
    m_feedCaughtUp = false;
    m_loading.clear();
    for (const auto &source : m_sources)
        source->stop();
    if (m_phase != Phase::Restoring)
        enter(Phase::Idle);
}

void Replica::clear()
{
    stop();
    enter(Phase::Idle);
    m_kept = {};
    m_cursor = -1;
    m_trueAt = {};
    for (const auto &source : m_sources)
        source->clear();
    m_archive.clear();
}

void Replica::refresh()
{
    if (m_phase == Phase::Idle || m_phase == Phase::Restoring)
        return;
    m_anew = true;
    start();
}

void Replica::add(std::unique_ptr<ReplicaSource> source)
{
    ReplicaSource *raw = source.get();
    connect(raw, &ReplicaSource::progressed, this, [this, raw](int read, int total) {
        m_archive.touch();
        Q_EMIT progressed(raw->topic(), read, total);
    });
    connect(raw, &ReplicaSource::loaded, this, [this, raw](const QDateTime &asOf) {
        m_connection.noteAsOf(raw->topic(), asOf);
        onListDone(raw);
    });
    connect(raw, &ReplicaSource::loadFailed, this, [this, raw](const Error &error) {
        m_loadFailed = true;
        Q_EMIT failed(raw->topic(), error);
        onListDone(raw);
    });
    connect(raw, &ReplicaSource::subjectsRead, this, &Replica::tellCatchingUp);
    connect(raw, &ReplicaSource::finished, this, &Replica::tellWhenCurrent);
    m_sources.push_back(std::move(source));
}

ReplicaMarks Replica::marks() const
{
    ReplicaMarks marks {doneCursor(), m_trueAt, {}};
    for (const auto &source : m_sources)
        marks.lists.insert(source->topic(), source->mark());
    return marks;
}

qint64 Replica::doneCursor() const
{
    if (m_phase != Phase::Following)
        return m_cursor;
    qint64 done = m_feed.cursor();
    for (const auto &source : m_sources) {
        if (const auto oldest = source->unfinished())
            done = std::min(done, *oldest - 1);
    }
    return done;
}

void Replica::readCursor()
{
    // The cursor comes before the lists: what changes while they are read is then told by the feed.
    enter(Phase::ReadingCursor);
    const QUrlQuery query {{u"limit"_s, u"1"_s}};
    deliver(m_client.get<Changes>(QString::fromLatin1(routes::changes), query, this), this,
        m_cursorReads.only([this](const Result<Changes> &changes) {
            if (changes) {
                onHead(changes->cursor);
                return;
            }
            Q_EMIT failed(u"events"_s, changes.error());
            startAgainLater();
        }));
}

void Replica::onHead(qint64 head)
{
    m_head = head;
    // A portal that knows less than we do was put back to an earlier state.
    if (m_anew || m_cursor < 0 || m_cursor > head) {
        for (const auto &source : m_sources)
            source->loadAnew();
        m_cursor = head;
        m_anew = true;
    }
    if (!m_anew && isComplete())
        follow();
    else
        readLists();
}

void Replica::readLists()
{
    enter(Phase::ReadingLists);
    m_loadFailed = false;
    for (const auto &source : m_sources) {
        if (m_anew || !source->mark().whole)
            m_loading.insert(source.get());
    }
    m_anew = false;
    const QSet<ReplicaSource *> loading = m_loading;
    for (const auto &source : m_sources) {
        if (loading.contains(source.get()))
            source->load();
    }
    if (loading.isEmpty())
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
    m_isCatchingUp = true;
    m_told.clear();
    enter(Phase::Following);
    m_feed.start(m_cursor, m_head);
    m_archive.touch();
}

void Replica::onEvent(const Event &event)
{
    for (const auto &source : m_sources) {
        if (source->topic() != event.topic)
            continue;
        const int before = source->unread();
        source->take(event);
        m_told[event.topic] += source->unread() - before;
    }
    m_archive.touch();
    tellCatchingUp();
    Q_EMIT happened(event);
}

void Replica::onCaughtUp()
{
    m_feedCaughtUp = true;
    for (const auto &source : m_sources)
        source->tryAgain();
    tellWhenCurrent();
}

void Replica::tellWhenCurrent()
{
    if (!m_feedCaughtUp || m_phase != Phase::Following)
        return;
    const bool current = std::ranges::none_of(m_sources, [](const auto &source) { return source->unfinished().has_value(); });
    if (!current)
        return;
    m_isCatchingUp = false;
    m_connection.caughtUp();
    const QDateTime now = m_connection.asOf();
    if (!m_trueAt.isValid() || m_trueAt.secsTo(now) >= noteTruthSeconds)
        m_archive.touch();
    m_trueAt = now;
}

void Replica::tellCatchingUp()
{
    if (!m_isCatchingUp || m_phase != Phase::Following)
        return;
    QList<CatchUp> topics;
    for (const auto &source : m_sources) {
        if (const int total = m_told.value(source->topic()); total > 0)
            topics.append({source->topic(), std::max(0, total - source->unread()), total});
    }
    if (!topics.isEmpty())
        Q_EMIT catchingUp(topics);
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
