// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/keepjournal.h"

#include "core/base/random.h"
#include "core/storage/bytecodec.h"
#include "core/storage/journalrecord.h"
#include "core/storage/tables.h"

#include <QFileInfo>
#include <QtEndian>

#include <fcntl.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

namespace {

constexpr QByteArrayView magic("GHKJ\x01\0\0\0", 8);
constexpr qsizetype fileIdBytes = 16;
constexpr qsizetype headBytes = 8 + fileIdBytes;
constexpr qsizetype lengthBytes = 4;
constexpr qsizetype tagBytes = qsizetype(aead::tagBytes);

void apply(const JournalRecord &record, PreciousRows &rows)
{
    for (const QString &table : record.batch.clear)
        rows.removeIf([&](const auto &row) { return row.key().first == table; });
    for (const auto &place : record.batch.remove)
        rows.remove(place);
    for (qsizetype i = 0; i < record.batch.put.size(); ++i) {
        const Row &row = record.batch.put.at(i);
        if (isPrecious(row.table))
            rows.insert({row.table, row.key}, {row.value, record.isSnapshot ? record.revisions.at(i) : record.revision});
    }
}

} // namespace

PreciousRows JournalReading::precious() const
{
    PreciousRows rows;
    for (const JournalRecord &record : records)
        apply(record, rows);
    return rows;
}

KeepJournal::KeepJournal(QString path, const RowSealer &sealer)
    : m_path(std::move(path))
    , m_sealer(&sealer)
{
}

QByteArray KeepJournal::place(const Chain &chain)
{
    ByteWriter writer;
    writer.bytes(chain.file);
    writer.u64(chain.number);
    writer.bytes(chain.previousTag);
    return writer.taken();
}

QByteArray KeepJournal::framed(const JournalRecord &record, Chain &chain) const
{
    QByteArray plain = encodeRecord(record);
    const QByteArray sealed = m_sealer->sealRecord(plain, place(chain));
    wipe(plain);
    ++chain.number;
    chain.previousTag = sealed.last(tagBytes);
    ByteWriter writer;
    writer.bytes(sealed);
    return writer.taken();
}

JournalReading KeepJournal::parse(QByteArrayView bytes, const RowSealer &sealer)
{
    Chain chain;
    return parse(bytes, sealer, chain);
}

JournalReading KeepJournal::parse(QByteArrayView bytes, const RowSealer &sealer, Chain &chain)
{
    JournalReading reading;
    reading.exists = true;
    if (bytes.size() < headBytes || !bytes.startsWith(magic)) {
        reading.isDamaged = true;
        return reading;
    }
    // The chain that goes on after the last record that holds; `next` runs through damage to what
    // can be saved behind it.
    chain = {bytes.sliced(magic.size(), fileIdBytes).toByteArray(), 0, {}};
    Chain next = chain;
    reading.validBytes = headBytes;
    bool broken = false;
    for (qsizetype at = headBytes; bytes.size() - at >= lengthBytes;) {
        const qsizetype length = qFromLittleEndian<quint32>(bytes.data() + at);
        if (length < aead::overhead || length > bytes.size() - at - lengthBytes)
            break;
        const QByteArrayView sealed = bytes.sliced(at + lengthBytes, length);
        auto plain = sealer.openRecord(sealed, place(next));
        auto record = plain ? decodeRecord(*plain) : std::nullopt;
        at += lengthBytes + length;
        ++next.number;
        next.previousTag = sealed.last(tagBytes).toByteArray();
        if (!record) {
            broken = true;
            continue;
        }
        wipe(*plain);
        reading.records.append(std::move(*record));
        reading.isDamaged = broken;
        if (!broken) {
            chain = next;
            reading.validBytes = at;
        }
    }
    reading.hasTornTail = reading.validBytes < bytes.size();
    return reading;
}

Result<KeepJournal> KeepJournal::open(const QString &path, const RowSealer &sealer, JournalReading &reading)
{
    KeepJournal journal(path, sealer);
    reading = {};
    if (!QFileInfo::exists(path))
        return journal;
    auto file = DiskFile::open(path, O_RDWR);
    if (!file)
        return fail(std::move(file).error());
    const auto bytes = file->readAll();
    if (!bytes)
        return fail(bytes.error());
    reading = parse(*bytes, sealer, journal.m_chain);
    journal.m_file = std::move(*file);
    journal.m_end = reading.validBytes;
    journal.m_snapshotEnd = reading.validBytes;
    journal.m_unconfirmedEnd = bytes->size();
    return journal;
}

Status KeepJournal::append(const JournalRecord &record)
{
    if (m_folderIsUnsynced) {
        GATEHOUSE_TRY(syncFolderOf(m_path));
        m_folderIsUnsynced = false;
    }
    GATEHOUSE_TRY(dropUnconfirmed());
    m_unconfirmedChain = m_chain;
    const QByteArray frame = framed(record, m_unconfirmedChain);
    m_unconfirmedEnd = m_end + frame.size();
    GATEHOUSE_TRY(m_file.writeAt(m_end, frame));
    return m_file.sync();
}

void KeepJournal::confirm()
{
    m_chain = m_unconfirmedChain;
    m_end = m_unconfirmedEnd;
}

Status KeepJournal::dropUnconfirmed()
{
    if (m_unconfirmedEnd == m_end)
        return {};
    GATEHOUSE_TRY(m_file.truncate(m_end));
    GATEHOUSE_TRY(m_file.sync());
    m_unconfirmedEnd = m_end;
    return {};
}

Status KeepJournal::rewrite(const JournalRecord &snapshot)
{
    const QString fresh = m_path + u".new"_s;
    GATEHOUSE_TRY(removeFile(fresh));
    auto file = DiskFile::open(fresh, O_RDWR | O_CREAT | O_EXCL);
    if (!file)
        return fail(std::move(file).error());
    Chain chain{randomBytes(fileIdBytes), 0, {}};
    const QByteArray content = magic.toByteArray() + chain.file + framed(snapshot, chain);
    GATEHOUSE_TRY(file->writeAt(0, content));
    GATEHOUSE_TRY(file->sync());
    GATEHOUSE_TRY(renameFile(fresh, m_path));
    m_file = std::move(*file);
    m_chain = chain;
    m_end = m_unconfirmedEnd = m_snapshotEnd = content.size();
    // From here on the new file is the journal, whatever the folder says.
    m_folderIsUnsynced = true;
    GATEHOUSE_TRY(syncFolderOf(m_path));
    m_folderIsUnsynced = false;
    return {};
}

} // namespace gatehouse::storage
