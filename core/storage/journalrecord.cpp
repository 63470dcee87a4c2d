// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/journalrecord.h"

#include "core/storage/bytecodec.h"

namespace gatehouse::storage {

namespace {

//! The first two are of format 1, where each batch was on the disk in both places before the next.
enum Kind : quint8 { OldSnapshotKind = 1, OldBatchKind = 2, SnapshotKind = 3, BatchKind = 4 };
enum Change : quint8 { ClearChange = 1, RemoveChange = 2, PutChange = 3 };

bool readChange(ByteReader &reader, JournalRecord &record)
{
    switch (reader.u8()) {
    case ClearChange:
        record.batch.clear.append(reader.text());
        return reader.isWhole();
    case RemoveChange: {
        const QString table = reader.text();
        record.batch.remove.append({table, reader.text()});
        return reader.isWhole();
    }
    case PutChange: {
        if (record.isSnapshot)
            record.revisions.append(reader.u64());
        Row row{reader.text(), reader.text(), {}};
        row.value = reader.bytes().toByteArray();
        record.batch.put.append(row);
        return reader.isWhole();
    }
    default:
        return false;
    }
}

} // namespace

QByteArray encodeRecord(const JournalRecord &record)
{
    ByteWriter writer;
    writer.u8(record.isSnapshot ? SnapshotKind : BatchKind);
    writer.u64(record.generation);
    writer.u64(record.revision);
    writer.u64(record.secured);
    for (const QString &table : record.batch.clear) {
        writer.u8(ClearChange);
        writer.text(table);
    }
    for (const auto &[table, key] : record.batch.remove) {
        writer.u8(RemoveChange);
        writer.text(table);
        writer.text(key);
    }
    for (qsizetype i = 0; i < record.batch.put.size(); ++i) {
        writer.u8(PutChange);
        if (record.isSnapshot)
            writer.u64(record.revisions.at(i));
        writer.text(record.batch.put.at(i).table);
        writer.text(record.batch.put.at(i).key);
        writer.bytes(record.batch.put.at(i).value);
    }
    return writer.taken();
}

std::optional<JournalRecord> decodeRecord(QByteArrayView bytes)
{
    ByteReader reader(bytes);
    const quint8 kind = reader.u8();
    JournalRecord record;
    record.isSnapshot = kind == SnapshotKind || kind == OldSnapshotKind;
    record.generation = reader.u64();
    record.revision = reader.u64();
    if (kind == SnapshotKind || kind == BatchKind)
        record.secured = reader.u64();
    else
        record.secured = record.generation - (kind == OldBatchKind ? 1 : 0);
    if (!reader.isWhole() || kind < OldSnapshotKind || kind > BatchKind)
        return std::nullopt;
    while (!reader.isDone()) {
        if (!readChange(reader, record))
            return std::nullopt;
    }
    return record;
}

} // namespace gatehouse::storage
