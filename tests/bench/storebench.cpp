// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What keeping costs: a batch that is on the disk, in both places, when its write ends, beside a bare
// SQLite insert that is; and opening a store of 100,000 rows and unsealing them all, beside libsodium
// opening as many as fast as it can.

#include "core/base/random.h"
#include "core/crypto/aead.h"
#include "core/storage/sealedstore.h"
#include "core/storage/tables.h"
#include "tests/bench/filledsandbox.h"
#include "tests/bench/measurement.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::storage;

namespace {

constexpr int writes = 1000;
constexpr int rowCount = 100000;
constexpr int rowBytes = 512;
constexpr int batchRows = 5000;
constexpr int rounds = 3;

double milliseconds(const QElapsedTimer &clock)
{
    return double(clock.nsecsElapsed()) / 1e6;
}

double quantile(QList<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values.at(qsizetype(double(values.size() - 1) * part));
}

SecureBytes key()
{
    return SecureBytes(aead::keyBytes);
}

Result<std::unique_ptr<SealedStore>> openStore(const QString &folder)
{
    return SealedStore::open({folder + u"/profile.store"_s, u"prf_bench"_s}, key(), 0);
}

Result<QList<double>> timeEnqueue(const QString &folder)
{
    auto store = openStore(folder);
    if (!store)
        return fail(store.error());
    QList<double> times;
    for (int i = 0; i < writes; ++i) {
        RowBatch batch;
        batch.put = {{QLatin1String(tables::outbox), newUuid(), randomBytes(rowBytes)}};
        batch.durability = Durability::Fsynced;
        QElapsedTimer clock;
        clock.start();
        GATEHOUSE_TRY((*store)->write(batch));
        times.append(milliseconds(clock));
    }
    return times;
}

Result<QList<double>> timeBareInsert(const QString &file)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"bare"_s);
    database.setDatabaseName(file);
    QList<double> times;
    QSqlQuery query(database);
    for (const char *sql : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE outbox(id TEXT PRIMARY KEY, body BLOB)"}) {
        if ((!database.isOpen() && !database.open()) || !QSqlQuery(database).exec(QLatin1String(sql)))
            return fail(storageError(database.lastError().text()));
    }
    query = QSqlQuery(database);
    query.prepare(u"INSERT INTO outbox VALUES(?, ?)"_s);
    for (int i = 0; i < writes; ++i) {
        query.bindValue(0, newUuid());
        query.bindValue(1, randomBytes(rowBytes));
        QElapsedTimer clock;
        clock.start();
        if (!query.exec())
            return fail(storageError(query.lastError().text()));
        times.append(milliseconds(clock));
    }
    return times;
}

Status fill(const QString &folder)
{
    auto store = openStore(folder);
    if (!store)
        return fail(store.error());
    for (int first = 0; first < rowCount; first += batchRows) {
        RowBatch batch;
        for (int i = first; i < first + batchRows; ++i)
            batch.put.append({u"list:plugins"_s, u"plg_%1"_s.arg(i, 20, 10, QLatin1Char('0')), randomBytes(rowBytes)});
        GATEHOUSE_TRY((*store)->write(batch));
    }
    return {};
}

Result<double> timeOpening(const QString &folder)
{
    QList<double> times;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer clock;
        clock.start();
        auto store = openStore(folder);
        if (!store)
            return fail(store.error());
        const auto rows = (*store)->readAll(u"list:plugins"_s);
        if (!rows || rows->size() != rowCount)
            return fail(storageError(u"the store has not what was written"_s));
        times.append(milliseconds(clock));
    }
    return bench::median(times);
}

double timeSodium()
{
    const SecureBytes secret = key();
    const QByteArray sealed = aead::seal(secret.bytes().first<aead::keyBytes>(), randomBytes(rowBytes), "place");
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < rowCount; ++i)
        (void)aead::open(secret.bytes().first<aead::keyBytes>(), sealed, "place");
    return milliseconds(clock);
}

Status measure(const QString &folder)
{
    const auto kept = timeEnqueue(folder + u"/outbox"_s);
    const auto bare = timeBareInsert(folder + u"/bare.sqlite"_s);
    QSqlDatabase::removeDatabase(u"bare"_s);
    if (!kept || !bare)
        return fail(kept ? bare.error() : kept.error());
    const QString insert = u"a bare SQLite insert, synchronous=FULL"_s;
    bench::print({u"store.enqueue.p50"_s, quantile(*kept, 0.5), u"ms"_s, insert, quantile(*bare, 0.5)});
    bench::print({u"store.enqueue.p99"_s, quantile(*kept, 0.99), u"ms"_s, insert, quantile(*bare, 0.99)});

    QElapsedTimer clock;
    clock.start();
    GATEHOUSE_TRY(fill(folder + u"/list"_s));
    bench::print({u"store.fill100k"_s, milliseconds(clock), u"ms"_s, {}, 0});
    const auto opening = timeOpening(folder + u"/list"_s);
    if (!opening)
        return fail(opening.error());
    bench::print({u"store.open100k"_s, *opening, u"ms"_s, u"libsodium alone"_s, timeSodium()});
    return {};
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    // Beside the other benchmarks' data and not in /tmp, which may be memory.
    const QTemporaryDir folder(bench::benchHome() + u"/store-XXXXXX"_s);
    const Status measured = measure(folder.path());
    if (measured)
        return 0;
    bench::say(describe(measured.error()) + u' ' + measured.error().detail);
    return 1;
}
