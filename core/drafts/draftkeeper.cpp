// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drafts/draftkeeper.h"

#include "core/base/counted.h"
#include "core/storage/tables.h"

#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct ReadDrafts
{
    QList<Draft> drafts;
    int unreadable = 0;
};

//! Runs on a worker: an editor's text may be long.
ReadDrafts readDrafts(const QList<Row> &rows)
{
    ReadDrafts read;
    for (const Row &row : rows) {
        const Result<Draft> draft = parseJsonObject(row.value).and_then(fromJson<Draft>);
        if (draft)
            read.drafts.append(*draft);
        else
            ++read.unreadable;
    }
    return read;
}

QString table()
{
    return QString::fromLatin1(tables::drafts);
}

} // namespace

bool isListedDraft(const QString &key)
{
    return !key.startsWith(QLatin1String(filterDrafts)) && !key.startsWith(QLatin1String(reviewedDrafts))
        && !key.startsWith(QLatin1String(intentDrafts));
}

DraftKeeper::DraftKeeper(RowStore &rows, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_rows(rows)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        // One at a time: what changes meanwhile goes with the next.
        if (m_writing == 0)
            write();
    });
}

DraftKeeper::~DraftKeeper()
{
    if (!m_unwritten.isEmpty())
        m_rows.write(batch());
}

QFuture<Status> DraftKeeper::restore()
{
    auto promise = std::make_shared<QPromise<Status>>();
    promise->start();
    const auto end = [promise](const Status &status) {
        promise->addResult(status);
        promise->finish();
    };
    deliver(m_rows.readAll(table()), this, [this, end](const Result<QList<Row>> &rows) {
        if (!rows) {
            Q_EMIT failed(rows.error());
            end(fail(rows.error()));
            return;
        }
        deliver(QtConcurrent::run(readDrafts, *rows), this, [this, end](const ReadDrafts &read) {
            take(read.drafts, read.unreadable);
            end({});
        });
    });
    return promise->future();
}

void DraftKeeper::take(const QList<Draft> &drafts, int unreadable)
{
    for (const Draft &draft : drafts) {
        if (!m_unwritten.contains(draft.key) && !m_drafts.contains(draft.key))
            m_drafts.insert(draft.key, draft);
    }
    m_restored = true;
    Q_EMIT restored();
    if (unreadable > 0)
        Q_EMIT failed(storageError(counted(
            unreadable, u"text that was kept here cannot be read. It stays in the store as it is.", u"texts that were kept here cannot be read. They stay in the store as they are.")));
}

std::optional<Draft> DraftKeeper::find(const QString &key) const
{
    const auto found = m_drafts.constFind(key);
    return found == m_drafts.cend() ? std::nullopt : std::optional<Draft>(*found);
}

QList<Draft> DraftKeeper::all() const
{
    QList<Draft> drafts = m_drafts.values();
    std::sort(drafts.begin(), drafts.end(), [](const Draft &a, const Draft &b) {
        return a.keptAt == b.keptAt ? a.key < b.key : a.keptAt > b.keptAt;
    });
    return drafts;
}

bool DraftKeeper::holds(const QString &words) const
{
    const QString wanted = words.trimmed();
    return std::any_of(m_drafts.begin(), m_drafts.end(), [&](const Draft &draft) {
        return isWritten(draft.key)
            && std::any_of(draft.values.begin(), draft.values.end(), [&wanted](const QJsonValue &value) { return value.toString().trimmed() == wanted; });
    });
}

int DraftKeeper::listedCount() const
{
    const QList<QString> keys = m_drafts.keys();
    return int(std::count_if(keys.begin(), keys.end(), isListedDraft));
}

void DraftKeeper::keep(Draft draft)
{
    const QString key = draft.key;
    if (draft.values.isEmpty()) {
        forget(key);
        return;
    }
    const auto known = m_drafts.constFind(key);
    if (known != m_drafts.cend() && known->values == draft.values && known->basis == draft.basis && known->subject == draft.subject)
        return;
    draft.keptAt = m_clock.now();
    m_drafts.insert(key, std::move(draft));
    note(key);
}

void DraftKeeper::forget(const QString &key)
{
    // Before the first read the disk may hold one that is not known here.
    if (m_drafts.remove(key) > 0 || !m_restored)
        note(key);
}

void DraftKeeper::note(const QString &key)
{
    m_unwritten.insert(key, ++m_change);
    writeSoon(keepWithinMs);
    Q_EMIT changed(key);
}

void DraftKeeper::writeSoon(int withinMs)
{
    if (!m_timer.isActive() || m_timer.remainingTime() > withinMs)
        m_timer.start(withinMs);
}

QFuture<Status> DraftKeeper::flush()
{
    m_timer.stop();
    return m_unwritten.isEmpty() ? readyFuture(Status()) : write();
}

RowBatch DraftKeeper::batch() const
{
    RowBatch batch;
    batch.durability = Durability::Fsynced;
    for (auto it = m_unwritten.cbegin(); it != m_unwritten.cend(); ++it) {
        const auto draft = m_drafts.constFind(it.key());
        if (draft == m_drafts.cend())
            batch.remove.append({table(), it.key()});
        else
            batch.put.append({table(), it.key(), toJsonBytes(toJson(*draft))});
    }
    return batch;
}

QFuture<Status> DraftKeeper::write()
{
    QHash<QString, QDateTime> times;
    for (auto it = m_unwritten.cbegin(); it != m_unwritten.cend(); ++it) {
        if (const auto draft = m_drafts.constFind(it.key()); draft != m_drafts.cend())
            times.insert(it.key(), draft->keptAt);
    }
    ++m_writing;
    return transformed(m_rows.write(batch()), this, [this, written = m_unwritten, times](const Status &status) {
        onWritten(written, times, status);
        return status;
    });
}

void DraftKeeper::onWritten(const QHash<QString, quint64> &written, const QHash<QString, QDateTime> &times, const Status &status)
{
    --m_writing;
    if (!status) {
        writeSoon(tryAgainMs);
        Q_EMIT failed(status.error());
        return;
    }
    for (auto it = written.cbegin(); it != written.cend(); ++it) {
        if (m_unwritten.value(it.key()) == it.value())
            m_unwritten.remove(it.key());
    }
    // A change that met a slow write has waited long enough.
    if (!m_unwritten.isEmpty() && !m_timer.isActive() && m_writing == 0)
        writeSoon(0);
    for (auto it = times.cbegin(); it != times.cend(); ++it)
        Q_EMIT kept(it.key(), it.value());
}

} // namespace gatehouse
