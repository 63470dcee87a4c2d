// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rowchanges.h"

#include "core/storage/storageerrors.h"
#include "core/storage/tables.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

namespace {

//! Takes what lies under \a table and \a key now out of the tally.
Status uncount(RowTable &table, const RowSealer &sealer, TableTally &tally, const QByteArray &name, const QByteArray &key)
{
    const auto old = table.facts(name, key);
    if (!old)
        return fail(old.error());
    if (*old)
        tally.remove(sealer.digest(name, key, (*old)->revision), (*old)->bytes);
    return {};
}

//! The rows of \a batch as the file has them, so that a large batch goes through its pages once. Of two
//! rows under one name the later one stays later.
QList<qsizetype> inOrderOfTheFile(const RowSealer &sealer, const QList<Row> &rows)
{
    QList<QByteArray> places;
    QList<qsizetype> order;
    for (const Row &row : rows) {
        order.append(places.size());
        places.append(sealer.tableHash(row.table) + sealer.keyHash(row.table, row.key));
    }
    std::stable_sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) { return places.at(a) < places.at(b); });
    return order;
}

} // namespace

Status applyBatch(RowTable &table, const RowSealer &sealer, StoreHeader &header, const RowBatch &batch)
{
    for (const QString &name : batch.clear) {
        GATEHOUSE_TRY(table.removeTable(sealer.tableHash(name)));
        header.tables.remove(name);
    }
    for (const auto &[name, key] : batch.remove) {
        const QByteArray tableHash = sealer.tableHash(name);
        const QByteArray keyHash = sealer.keyHash(name, key);
        GATEHOUSE_TRY(uncount(table, sealer, header.tables[name], tableHash, keyHash));
        GATEHOUSE_TRY(table.remove(tableHash, keyHash));
    }
    for (const qsizetype at : inOrderOfTheFile(sealer, batch.put)) {
        const Row &row = batch.put.at(at);
        TableTally &tally = header.tables[row.table];
        const SealedRow sealed = sealer.seal(row, header.revision);
        GATEHOUSE_TRY(uncount(table, sealer, tally, sealed.table, sealed.key));
        GATEHOUSE_TRY(table.put(sealed));
        tally.add(sealer.digest(sealed.table, sealed.key, sealed.revision), quint64(sealed.sealed.size()));
    }
    return {};
}

Result<bool> readTable(RowTable &table, const RowSealer &sealer, const StoreHeader &header, const QString &name,
    const std::function<void(Row row, quint64 revision)> &visit)
{
    TableTally found;
    bool sound = true;
    GATEHOUSE_TRY(table.visit(sealer.tableHash(name), [&](const SealedRow &sealed) {
        found.add(sealer.digest(sealed.table, sealed.key, sealed.revision), quint64(sealed.sealed.size()));
        auto row = sealer.open(sealed);
        if (row && row->table == name)
            visit(std::move(*row), sealed.revision);
        else
            sound = false;
    }));
    return sound && found == header.tables.value(name);
}

Result<bool> checkTable(RowTable &table, const RowSealer &sealer, const StoreHeader &header, const QString &name)
{
    TableTally found;
    const QByteArray tableHash = sealer.tableHash(name);
    GATEHOUSE_TRY(table.visitFacts(tableHash, [&](const RowTable::Facts &facts) {
        found.add(sealer.digest(tableHash, facts.key, facts.revision), facts.bytes);
    }));
    return found == header.tables.value(name);
}

Result<PreciousRows> readPrecious(RowTable &table, const RowSealer &sealer, const StoreHeader &header)
{
    PreciousRows rows;
    for (const char *name : {tables::drafts, tables::outbox}) {
        const auto sound = readTable(table, sealer, header, QLatin1String(name),
            [&](Row row, quint64 revision) { rows.insert({row.table, row.key}, {row.value, revision}); });
        if (!sound)
            return fail(sound.error());
        if (!*sound)
            return fail(damagedError(u"%1 is not what was written"_s.arg(QLatin1String(name))));
    }
    return rows;
}

Status inTransaction(
    RowTable &table, const RowSealer &sealer, const StoreHeader &header, const std::function<Status()> &work)
{
    GATEHOUSE_TRY(table.begin(true));
    const Status done = work()
                            .and_then([&] { return table.setHeader(sealer.sealHeader(header)); })
                            .and_then([&] { return table.commit(); });
    if (!done)
        table.rollback();
    return done;
}

JournalRecord snapshotOf(const PreciousRows &rows, const StoreHeader &header)
{
    JournalRecord record{true, header.generation, header.revision, header.generation, {}, {}};
    for (auto it = rows.cbegin(); it != rows.cend(); ++it) {
        record.batch.put.append({it.key().first, it.key().second, it->value});
        record.revisions.append(it->revision);
    }
    return record;
}

} // namespace gatehouse::storage
