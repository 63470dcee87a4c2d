// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/profilestore.h"

#include "core/storage/sealedstore.h"
#include "core/storage/storageerrors.h"
#include "core/storage/storerebuild.h"
#include "core/storage/tables.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <fcntl.h>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! What the journal has on the disk comes onto the disk in the file, too, when nothing was written for a
//! moment, so that a person who decides waits for the disk once and not twice; but soon.
constexpr int secureWhenIdleMs = 100;
constexpr int secureWithinMs = 1000;

bool changesOutbox(const RowBatch &batch)
{
    const QLatin1StringView outbox(tables::outbox);
    return std::any_of(batch.put.begin(), batch.put.end(), [&](const Row &row) { return row.table == outbox; })
        || std::any_of(batch.remove.begin(), batch.remove.end(), [&](const auto &row) { return row.first == outbox; });
}

} // namespace

//! Lives in the thread; what it tells the owner goes through the owner's event loop.
struct ProfileStore::Worker
{
    explicit Worker(storage::StorePlace where)
        : place(std::move(where))
    {
        securing.setSingleShot(true);
    }

    Result<OpenReport> open(SecureBytes key, quint64 leastGeneration);
    Status wipe();
    Status setAside();
    Status write(const RowBatch &batch);
    Status keepBudget();
    void secureSoon();
    void secure();
    //! Changes the files while nobody can open them.
    template <typename Change>
    Status whileLocked(Change change);
    template <typename Action>
    auto whenOpen(Action action) -> decltype(action(std::declval<storage::SealedStore &>()));

    const storage::StorePlace place;
    QObject context; //!< Where tasks run.
    QTimer securing{&context};
    QElapsedTimer insecureSince;
    std::unique_ptr<storage::SealedStore> store;
    qint64 answersBudget = std::numeric_limits<qint64>::max();
    quint64 toldGeneration = 0;
    bool isDecisive = false; //!< What waits to be sent changed since the owner was told.
    QList<Error> troubles;
};

template <typename Action>
auto ProfileStore::Worker::whenOpen(Action action) -> decltype(action(std::declval<storage::SealedStore &>()))
{
    if (!store)
        return fail(storage::lockedError());
    return action(*store);
}

Result<OpenReport> ProfileStore::Worker::open(SecureBytes key, quint64 leastGeneration)
{
    store.reset();
    auto opened = storage::SealedStore::open(place, std::move(key), leastGeneration);
    if (!opened)
        return fail(std::move(opened).error());
    store = std::move(*opened);
    toldGeneration = leastGeneration;
    return store->report();
}

template <typename Change>
Status ProfileStore::Worker::whileLocked(Change change)
{
    store.reset();
    if (!QFileInfo(place.file).dir().exists())
        return {};
    const auto lock = storage::DiskFile::open(place.lock(), O_RDWR | O_CREAT);
    if (!lock)
        return fail(lock.error());
    if (!lock->lock())
        return fail(storage::inUseError());
    GATEHOUSE_TRY(change());
    return storage::syncFolderOf(place.file);
}

Status ProfileStore::Worker::wipe()
{
    return whileLocked([this]() -> Status {
        const QFileInfo file(place.file);
        const QString name = file.fileName();
        for (const QFileInfo &other : file.dir().entryInfoList({name, name + u".*"_s, name + u"-*"_s}, QDir::Files | QDir::Hidden))
            GATEHOUSE_TRY(storage::removeFile(other.filePath()));
        return {};
    });
}

Status ProfileStore::Worker::setAside()
{
    return whileLocked([this] {
        QString keptAs;
        return storage::moveAside({place.file, place.file + u"-wal"_s, place.file + u"-shm"_s, place.journal()}, keptAs);
    });
}

Status ProfileStore::Worker::write(const RowBatch &batch)
{
    const Status written = whenOpen([&](storage::SealedStore &open) { return open.write(batch); });
    if (written) {
        isDecisive |= changesOutbox(batch);
        if (const Status kept = keepBudget(); !kept)
            troubles.append(kept.error());
        secureSoon();
    }
    return written;
}

void ProfileStore::Worker::secureSoon()
{
    if (!store->isInsecure())
        return;
    if (!securing.isActive())
        insecureSince.start();
    if (!securing.isActive() || insecureSince.elapsed() < secureWithinMs)
        securing.start(secureWhenIdleMs);
}

void ProfileStore::Worker::secure()
{
    if (!store)
        return;
    if (const Status secured = store->secure(); !secured)
        troubles.append(secured.error());
}

//! A tenth more is removed than must be, so that not every answer that comes removes one.
Status ProfileStore::Worker::keepBudget()
{
    const QString answers = QLatin1String(tables::answers);
    for (const TableSize &size : store->sizes()) {
        if (size.table == answers && size.bytes > answersBudget)
            return store->trim(answers, answersBudget - answersBudget / 10);
    }
    return {};
}

ProfileStore::ProfileStore(QString file, QString profileId, QObject *parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(storage::StorePlace{std::move(file), std::move(profileId)}))
{
    m_thread.setObjectName(u"store"_s);
    connect(&m_worker->securing, &QTimer::timeout, &m_worker->context, [this] {
        m_worker->secure();
        tellOwner();
    });
    m_worker->context.moveToThread(&m_thread);
    m_thread.start();
}

ProfileStore::~ProfileStore()
{
    // SQLite's connection must go in the thread that made it.
    const auto end = [this] {
        m_worker->securing.stop();
        m_worker->store.reset();
    };
    QMetaObject::invokeMethod(&m_worker->context, end, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

template <typename T>
QFuture<T> ProfileStore::run(std::function<T(Worker &)> task)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    QMetaObject::invokeMethod(&m_worker->context, [this, promise, task = std::move(task)] {
        promise->addResult(task(*m_worker));
        promise->finish();
        tellOwner();
    });
    return promise->future();
}

void ProfileStore::tellOwner()
{
    Worker &worker = *m_worker;
    if (!worker.store)
        return;
    const QList<StoreDamage> damages = worker.store->takeDamages();
    QList<Error> troubles = std::exchange(worker.troubles, {});
    if (const auto trouble = worker.store->takeTrouble())
        troubles.append(*trouble);
    const quint64 generation = worker.store->generation();
    const bool isDecisive = std::exchange(worker.isDecisive, false);
    const bool isNewer = generation != std::exchange(worker.toldGeneration, generation);
    if (damages.isEmpty() && troubles.isEmpty() && !isNewer)
        return;
    QMetaObject::invokeMethod(this, [this, damages, troubles, generation, isNewer, isDecisive] {
        if (!damages.isEmpty())
            Q_EMIT damaged(damages);
        for (const Error &trouble : troubles)
            Q_EMIT failed(trouble);
        if (isNewer)
            Q_EMIT generationChanged(generation, isDecisive);
    });
}

QFuture<Result<OpenReport>> ProfileStore::open(SecureBytes key, quint64 leastGeneration)
{
    const auto held = std::make_shared<SecureBytes>(std::move(key));
    return run<Result<OpenReport>>(
        [held, leastGeneration](Worker &worker) { return worker.open(std::move(*held), leastGeneration); });
}

QFuture<Status> ProfileStore::lock()
{
    return run<Status>([](Worker &worker) -> Status {
        worker.store.reset();
        return {};
    });
}

QFuture<Status> ProfileStore::wipe()
{
    return run<Status>([](Worker &worker) { return worker.wipe(); });
}

bool ProfileStore::exists() const
{
    return QFileInfo::exists(m_worker->place.file) || QFileInfo::exists(m_worker->place.journal());
}

QFuture<Status> ProfileStore::setAside()
{
    return run<Status>([](Worker &worker) { return worker.setAside(); });
}

QFuture<Status> ProfileStore::write(RowBatch batch)
{
    return run<Status>([batch = std::move(batch)](Worker &worker) { return worker.write(batch); });
}

QFuture<Result<std::optional<QByteArray>>> ProfileStore::read(const QString &table, const QString &key)
{
    return run<Result<std::optional<QByteArray>>>([table, key](Worker &worker) {
        return worker.whenOpen([&](storage::SealedStore &open) { return open.read(table, key); });
    });
}

QFuture<Result<QList<Row>>> ProfileStore::readAll(const QString &table)
{
    return run<Result<QList<Row>>>([table](Worker &worker) {
        return worker.whenOpen([&](storage::SealedStore &open) { return open.readAll(table); });
    });
}

QFuture<Result<QList<TableSize>>> ProfileStore::sizes()
{
    return run<Result<QList<TableSize>>>([](Worker &worker) {
        return worker.whenOpen([](storage::SealedStore &open) { return Result<QList<TableSize>>(open.sizes()); });
    });
}

void ProfileStore::setAnswersBudget(qint64 bytes)
{
    (void)run<Status>([bytes](Worker &worker) -> Status {
        worker.answersBudget = bytes;
        return worker.store ? worker.keepBudget() : Status();
    });
}

} // namespace gatehouse
