// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What keeping costs. An intent that is on the disk when its write ends, kept as the outbox does it:
// alone as when a person decides now and then, and one behind another, beside a bare SQLite insert that is
// on the disk. And what an earlier run kept: 100,000 plugins as the replica keeps them, opened, unsealed
// and in a store, and as many single rows, beside libsodium opening the same bytes as fast as it can.

#include "core/base/async.h"
#include "core/base/random.h"
#include "core/crypto/aead.h"
#include "core/registry/pluginstore.h"
#include "core/storage/profilestore.h"
#include "core/storage/sealedstore.h"
#include "core/storage/tables.h"
#include "core/sync/listkeeper.h"
#include "tests/bench/filledsandbox.h"
#include "tests/bench/generatedplugins.h"
#include "tests/bench/measurement.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <numeric>
#include <sodium.h>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::storage;

namespace {

constexpr int writes = 1000;
constexpr int decisions = 100;
constexpr int betweenDecisionsMs = 250;
constexpr int rowCount = 100000;
constexpr int rowBytes = 512;
constexpr int batchRows = 5000;
constexpr int rounds = 5;

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

QString pluginsTable()
{
    return QLatin1String(tables::listPrefix) + u"plugins"_s;
}

template <typename T>
T waitFor(const QFuture<T> &future)
{
    QEventLoop loop;
    deliver(future, &loop, [&loop](const T &) { loop.quit(); });
    if (!future.isFinished())
        loop.exec();
    return future.result();
}

void rest(int ms)
{
    if (ms == 0)
        return;
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

//! A table without anything of ours.
class BareTable final
{
public:
    explicit BareTable(const QString &file)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        database.setDatabaseName(file);
        database.open();
        for (const char *sql : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "CREATE TABLE outbox(id TEXT PRIMARY KEY, body BLOB)"})
            QSqlQuery(database).exec(QLatin1String(sql));
        m_insert = QSqlQuery(database);
        m_insert.prepare(u"INSERT INTO outbox VALUES(?, ?)"_s);
    }
    ~BareTable()
    {
        m_insert = QSqlQuery();
        QSqlDatabase::removeDatabase(m_name);
    }
    Q_DISABLE_COPY_MOVE(BareTable)

    Status insert(const QByteArray &body)
    {
        m_insert.bindValue(0, newUuid());
        m_insert.bindValue(1, body);
        return m_insert.exec() ? Status() : fail(storageError(m_insert.lastError().text()));
    }

private:
    const QString m_name = newUuid();
    QSqlQuery m_insert;
};

RowBatch intentOf(const QByteArray &body)
{
    RowBatch batch;
    batch.put = {{QLatin1String(tables::outbox), newUuid(), body}};
    batch.durability = Durability::Fsynced;
    return batch;
}

//! One of each in turn, so that both meet the same disk.
Status measureEnqueue(const QString &folder, const QString &name, int count, int pauseMs)
{
    ProfileStore store(folder + u"/outbox-%1/profile.store"_s.arg(name), u"prf_bench"_s);
    if (const auto opened = waitFor(store.open(key(), 0)); !opened)
        return fail(opened.error());
    BareTable table(folder + u"/bare-"_s + name);
    QList<double> kept;
    QList<double> bare;
    QElapsedTimer clock;
    for (int i = 0; i < count; ++i) {
        const QByteArray body = randomBytes(rowBytes);
        rest(pauseMs);
        clock.start();
        GATEHOUSE_TRY(waitFor(store.write(intentOf(body))));
        kept.append(milliseconds(clock));
        rest(pauseMs);
        clock.start();
        GATEHOUSE_TRY(table.insert(body));
        bare.append(milliseconds(clock));
    }
    const QString insert = u"a bare SQLite insert, synchronous=FULL"_s;
    bench::print({u"store.%1.p50"_s.arg(name), quantile(kept, 0.5), u"ms"_s, insert, quantile(bare, 0.5)});
    bench::print({u"store.%1.p99"_s.arg(name), quantile(kept, 0.99), u"ms"_s, insert, quantile(bare, 0.99)});
    return {};
}

Result<std::unique_ptr<SealedStore>> openStore(const QString &folder)
{
    return SealedStore::open({folder + u"/profile.store"_s, u"prf_bench"_s}, key(), 0);
}

//! The sizes of the rows.
Result<QList<qsizetype>> fill(const QString &folder, const QList<Row> &rows)
{
    auto store = openStore(folder);
    if (!store)
        return fail(store.error());
    QList<qsizetype> sizes;
    for (qsizetype first = 0; first < rows.size(); first += batchRows) {
        RowBatch batch;
        batch.put = rows.mid(first, batchRows);
        GATEHOUSE_TRY((*store)->write(batch));
        for (const Row &row : batch.put)
            sizes.append(row.value.size());
    }
    return sizes;
}

QList<Row> singleRows()
{
    QList<Row> rows;
    for (int i = 0; i < rowCount; ++i)
        rows.append({u"list:single"_s, u"plg_%1"_s.arg(i, 20, 10, QLatin1Char('0')), randomBytes(rowBytes)});
    return rows;
}

QList<Row> replicaRows()
{
    QList<Row> rows;
    const QList<Plugin> plugins = bench::generatedPlugins(rowCount);
    for (int block = 0; block * ListKeeper::blockSize < rowCount; ++block)
        rows.append({pluginsTable(), ListKeeper::keyOf(block), packRecords(plugins.mid(block * ListKeeper::blockSize, ListKeeper::blockSize))});
    return rows;
}

Result<QList<Row>> readAll(const QString &folder, const QString &table)
{
    auto store = openStore(folder);
    return store ? (*store)->readAll(table) : Result<QList<Row>>(fail(store.error()));
}

//! Opening sealed bytes of these sizes again and again, into one place.
double timeSodium(const QList<qsizetype> &sizes)
{
    const qsizetype largest = std::accumulate(sizes.begin(), sizes.end(), qsizetype(0), [](qsizetype a, qsizetype b) { return std::max(a, b); });
    const SecureBytes secret = key();
    QByteArray plain(largest, 'p');
    QHash<qsizetype, QByteArray> sealed;
    for (const qsizetype size : sizes) {
        if (!sealed.contains(size))
            sealed.insert(size, aead::seal(secret.bytes().first<aead::keyBytes>(), QByteArrayView(plain).first(size), "place"));
    }
    QElapsedTimer clock;
    clock.start();
    for (const qsizetype size : sizes) {
        const auto *bytes = reinterpret_cast<const unsigned char *>(sealed[size].constData());
        const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char *>(plain.data()), nullptr, nullptr,
            bytes + aead::nonceBytes, size_t(size) + aead::tagBytes, reinterpret_cast<const unsigned char *>("place"), 5, bytes, secret.bytes().data());
        Q_ASSERT(opened == 0);
        Q_UNUSED(opened)
    }
    return milliseconds(clock);
}

Status measureReading(const QString &folder, const QString &name, const QList<Row> &rows)
{
    const QString table = rows.first().table;
    QElapsedTimer clock;
    clock.start();
    const auto sizes = fill(folder, rows);
    if (!sizes)
        return fail(sizes.error());
    bench::print({u"store.%1.fill"_s.arg(name), milliseconds(clock), u"ms"_s, {}, 0});
    QList<double> times;
    QList<double> bare;
    for (int round = 0; round < rounds; ++round) {
        clock.start();
        const auto read = readAll(folder, table);
        if (!read || read->size() != rows.size())
            return fail(read ? storageError(u"the store has not what was written"_s) : read.error());
        times.append(milliseconds(clock));
        bare.append(timeSodium(*sizes));
    }
    bench::print({u"store.%1.open"_s.arg(name), bench::median(times), u"ms"_s, u"libsodium alone"_s, bench::median(bare)});
    return {};
}

//! From the rows to a store that views can read.
Status measureUnpacking(const QString &folder)
{
    const auto rows = readAll(folder, pluginsTable());
    if (!rows)
        return fail(rows.error());
    QList<double> times;
    for (int round = 0; round < rounds; ++round) {
        PluginStore store;
        StoreKeeper keeper(store, u"plugins"_s);
        QElapsedTimer clock;
        clock.start();
        const auto read = keeper.unpack(*rows);
        while (keeper.putSome(*read)) { }
        times.append(milliseconds(clock));
        if (store.count() != rowCount)
            return fail(storageError(u"not every plugin came back"_s));
    }
    bench::print({u"store.plugins.unpack"_s, bench::median(times), u"ms"_s, {}, 0});
    return {};
}

Status measure(const QString &folder)
{
    GATEHOUSE_TRY(measureEnqueue(folder, u"decide"_s, decisions, betweenDecisionsMs));
    GATEHOUSE_TRY(measureEnqueue(folder, u"burst"_s, writes, 0));
    GATEHOUSE_TRY(measureReading(folder + u"/plugins"_s, u"plugins"_s, replicaRows()));
    GATEHOUSE_TRY(measureUnpacking(folder + u"/plugins"_s));
    return measureReading(folder + u"/single"_s, u"single"_s, singleRows());
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
