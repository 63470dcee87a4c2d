// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/replicaarchive.h"

#include "core/base/async.h"

#include <QElapsedTimer>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Half a frame: the rest of it belongs to the views.
constexpr int putForMs = 8;

QString marksKey()
{
    return u"replica"_s;
}

} // namespace

//! Changes on their way to the disk.
struct ReplicaArchive::Taken
{
    struct List
    {
        ListKeeper *keeper;
        QList<ListKeeper::Change> changes;
    };
    QList<List> lists;
    QByteArray marks;

    RowBatch pack() const
    {
        RowBatch batch;
        for (const List &list : lists) {
            for (const ListKeeper::Change &change : list.changes) {
                const QString key = ListKeeper::keyOf(change.block);
                if (change.pack)
                    batch.put.append({list.keeper->table(), key, change.pack()});
                else
                    batch.remove.append({list.keeper->table(), key});
            }
        }
        batch.put.append({QString::fromLatin1(tables::sync), marksKey(), marks});
        return batch;
    }
};

struct ReplicaArchive::Restore
{
    QPromise<Result<ReplicaMarks>> first;
    QPromise<Result<ReplicaMarks>> all;
    bool firstTold = false;
    ReplicaMarks marks;
    size_t next = 0;
    std::shared_ptr<ListKeeper::Restoring> read;

    void tellFirst(const Result<ReplicaMarks> &result)
    {
        if (std::exchange(firstTold, true))
            return;
        first.addResult(result);
        first.finish();
    }
};

ReplicaArchive::ReplicaArchive(RowStore &rows, std::function<ReplicaMarks()> marks, QObject *parent)
    : QObject(parent)
    , m_rows(rows)
    , m_marks(std::move(marks))
{
    m_packers.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(writeWithinMs);
    connect(&m_timer, &QTimer::timeout, this, &ReplicaArchive::write);
}

ReplicaArchive::~ReplicaArchive()
{
    m_packers.waitForDone();
}

void ReplicaArchive::add(std::unique_ptr<ListKeeper> keeper, Wanted wanted)
{
    connect(keeper.get(), &ListKeeper::changed, this, &ReplicaArchive::writeSoon);
    m_lists.push_back({std::move(keeper), wanted});
}

ReplicaArchive::Restoring ReplicaArchive::restore()
{
    const auto restore = std::make_shared<Restore>();
    restore->first.start();
    restore->all.start();
    m_restore = restore;
    using Answer = Result<std::optional<QByteArray>>;
    deliver(m_rows.read(QString::fromLatin1(tables::sync), marksKey()), this, [this, restore](const Answer &kept) {
        if (!kept)
            return endRestore(restore, fail(kept.error()));
        if (!*kept)
            return endRestore(restore, ReplicaMarks());
        const auto object = parseJsonObject(**kept);
        const Result<ReplicaMarks> marks = object ? fromJson<ReplicaMarks>(*object) : Result<ReplicaMarks>(fail(object.error()));
        if (!marks)
            return endRestore(restore, fail(marks.error()));
        restore->marks = *marks;
        restoreNext(restore);
    });
    return {restore->first.future(), restore->all.future()};
}

void ReplicaArchive::restoreNext(const std::shared_ptr<Restore> &restore)
{
    if (restore != m_restore)
        return;
    if (restore->next == m_lists.size())
        return endRestore(restore, restore->marks);
    tellWhenFirstAreHere(*restore);
    const ListKeeper *keeper = m_lists[restore->next].keeper.get();
    deliver(m_rows.readAll(keeper->table()), this, [this, restore, keeper](const Result<QList<Row>> &rows) {
        if (!rows)
            return endRestore(restore, fail(rows.error()));
        using Read = std::shared_ptr<ListKeeper::Restoring>;
        const QFuture<Read> unpacking = QtConcurrent::run(&m_packers, [keeper, list = *rows] { return keeper->unpack(list); });
        deliver(unpacking, this, [this, restore](const Read &read) {
            restore->read = read;
            putNext(restore);
        });
    });
}

void ReplicaArchive::tellWhenFirstAreHere(Restore &restore)
{
    const auto left = std::ranges::subrange(m_lists.begin() + qsizetype(restore.next), m_lists.end());
    if (std::ranges::none_of(left, [](const Kept &list) { return list.wanted == Wanted::First; }))
        restore.tellFirst(restore.marks);
}

void ReplicaArchive::putNext(const std::shared_ptr<Restore> &restore)
{
    if (restore != m_restore)
        return;
    ListKeeper &keeper = *m_lists[restore->next].keeper;
    QElapsedTimer spent;
    spent.start();
    while (spent.elapsed() < putForMs) {
        if (keeper.putSome(*restore->read))
            continue;
        ListMark &mark = restore->marks.lists[keeper.topic()];
        if (restore->read->damaged || restore->read->records != mark.records)
            mark = {mark.asOf, {}, false, restore->read->records};
        if (mark.asOf.isValid() && (mark.whole || restore->read->records > 0))
            keeper.markRead(restore->marks.trueAt.isValid() ? std::max(mark.asOf, restore->marks.trueAt) : mark.asOf);
        restore->read.reset();
        ++restore->next;
        restoreNext(restore);
        return;
    }
    QTimer::singleShot(0, this, [this, restore] { putNext(restore); });
}

void ReplicaArchive::endRestore(std::shared_ptr<Restore> restore, const Result<ReplicaMarks> &result)
{
    if (restore != m_restore)
        return;
    m_restore.reset();
    restore->all.addResult(result);
    restore->all.finish();
    restore->tellFirst(result);
    if (hasChanges())
        writeSoon();
}

bool ReplicaArchive::hasChanges() const
{
    return m_touched || std::ranges::any_of(m_lists, [](const Kept &list) { return list.keeper->hasChanges(); });
}

void ReplicaArchive::touch()
{
    m_touched = true;
    writeSoon();
}

void ReplicaArchive::writeSoon()
{
    if (!m_timer.isActive() && !m_underWay && !m_restore)
        m_timer.start();
}

std::shared_ptr<ReplicaArchive::Taken> ReplicaArchive::take()
{
    auto taken = std::make_shared<Taken>();
    ReplicaMarks marks = m_marks();
    for (const auto &[keeper, wanted] : m_lists) {
        marks.lists[keeper->topic()].records = keeper->count();
        if (keeper->hasChanges())
            taken->lists.append({keeper.get(), keeper->takeChanges()});
    }
    if (taken->lists.isEmpty() && !m_touched)
        return {};
    m_touched = false;
    taken->marks = toJsonBytes(toJson(marks));
    return taken;
}

void ReplicaArchive::write()
{
    m_timer.stop();
    if (m_underWay || m_restore)
        return;
    m_underWay = take();
    if (!m_underWay)
        return;
    const QFuture<RowBatch> packed = QtConcurrent::run(&m_packers, [taken = m_underWay] { return taken->pack(); });
    deliver(packed, this, [this, taken = m_underWay](const RowBatch &batch) {
        // A flush or a sign-out came first: these rows are old.
        if (m_underWay != taken)
            return;
        deliver(m_rows.write(batch), this, [this, taken](const Status &status) { onWritten(taken, status); });
    });
}

void ReplicaArchive::onWritten(const std::shared_ptr<Taken> &taken, const Status &status)
{
    if (m_underWay == taken)
        m_underWay.reset();
    if (!status) {
        giveBack(*taken);
        Q_EMIT failed(status.error());
        return;
    }
    if (hasChanges())
        writeSoon();
}

void ReplicaArchive::giveBack(const Taken &taken)
{
    for (const Taken::List &list : taken.lists) {
        QList<int> blocks;
        for (const ListKeeper::Change &change : list.changes)
            blocks.append(change.block);
        list.keeper->giveBack(blocks);
    }
    m_touched = true;
}

void ReplicaArchive::flush()
{
    m_timer.stop();
    if (m_restore)
        return;
    // What is under way may still fail: the last word holds all of it again.
    if (m_underWay)
        giveBack(*std::exchange(m_underWay, {}));
    if (const auto taken = take()) {
        deliver(m_rows.write(taken->pack()), this, [this, taken](const Status &status) { onWritten(taken, status); });
    }
}

void ReplicaArchive::clear()
{
    if (m_restore)
        endRestore(m_restore, fail(cancelledError()));
    m_timer.stop();
    m_underWay.reset();
    RowBatch batch;
    batch.clear.append(QString::fromLatin1(tables::sync));
    for (const auto &[keeper, wanted] : m_lists) {
        keeper->takeChanges();
        batch.clear.append(keeper->table());
    }
    deliver(m_rows.write(batch), this, [this](const Status &status) {
        if (!status)
            Q_EMIT failed(status.error());
    });
}

} // namespace gatehouse
