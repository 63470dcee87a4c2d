// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rowsealer.h"

#include "core/storage/bytecodec.h"
#include "core/storage/storageerrors.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

namespace {

constexpr char purpose[] = "GHstore1";
constexpr char headerPlace[] = "Gatehouse store header";

enum SubkeyNumber : quint64 { HashKey = 1, DigestKey, RowKey, HeaderKey, RecordKey };

aead::Key keyOf(const SecureBytes &bytes)
{
    return bytes.bytes().first<aead::keyBytes>();
}

QByteArray place(QByteArrayView table, QByteArrayView key, quint64 revision)
{
    ByteWriter writer;
    writer.bytes(table);
    writer.bytes(key);
    writer.u64(revision);
    return writer.taken();
}

QByteArray shortened(const Digest &digest)
{
    return QByteArray(reinterpret_cast<const char *>(digest.data()), RowSealer::hashBytes);
}

void combine(Digest &into, const Digest &other)
{
    for (size_t i = 0; i < into.size(); ++i)
        into[i] ^= other[i];
}

QByteArrayView viewOf(const Digest &digest)
{
    return {reinterpret_cast<const char *>(digest.data()), qsizetype(digest.size())};
}

} // namespace

void TableTally::add(const Digest &row, quint64 size)
{
    ++rows;
    bytes += size;
    combine(digest, row);
}

void TableTally::remove(const Digest &row, quint64 size)
{
    --rows;
    bytes -= size;
    combine(digest, row);
}

RowSealer::RowSealer(const SecureBytes &profileKey)
    : m_hashKey(subkey(profileKey, HashKey, purpose))
    , m_digestKey(subkey(profileKey, DigestKey, purpose))
    , m_rowKey(subkey(profileKey, RowKey, purpose))
    , m_headerKey(subkey(profileKey, HeaderKey, purpose))
    , m_recordKey(subkey(profileKey, RecordKey, purpose))
{
}

QByteArray RowSealer::tableHash(const QString &table) const
{
    return shortened(keyedHash(m_hashKey.bytes(), {table.toUtf8()}));
}

QByteArray RowSealer::keyHash(const QString &table, const QString &key) const
{
    return shortened(keyedHash(m_hashKey.bytes(), {table.toUtf8(), key.toUtf8()}));
}

SealedRow RowSealer::seal(const Row &row, quint64 revision) const
{
    SealedRow sealed{tableHash(row.table), keyHash(row.table, row.key), revision, {}};
    ByteWriter writer;
    writer.text(row.table);
    writer.text(row.key);
    writer.raw(row.value);
    QByteArray plain = writer.taken();
    sealed.sealed = aead::seal(keyOf(m_rowKey), plain, place(sealed.table, sealed.key, revision));
    wipe(plain);
    return sealed;
}

Result<Row> RowSealer::open(const SealedRow &row) const
{
    auto plain = aead::open(keyOf(m_rowKey), row.sealed, place(row.table, row.key, row.revision));
    if (!plain)
        return fail(std::move(plain).error());
    ByteReader reader(*plain);
    Row opened{reader.text(), reader.text(), {}};
    if (!reader.isWhole()) {
        wipe(*plain);
        return fail(damagedError(u"a row that was sealed cannot be read"_s));
    }
    // Takes the bytes over as they lie: there may be many.
    plain->remove(0, plain->size() - reader.remaining());
    opened.value = std::move(*plain);
    return opened;
}

Digest RowSealer::digest(QByteArrayView table, QByteArrayView key, quint64 revision) const
{
    return keyedHash(m_digestKey.bytes(), {place(table, key, revision)});
}

QByteArray RowSealer::sealHeader(const StoreHeader &header) const
{
    ByteWriter writer;
    writer.u32(header.format);
    writer.text(header.profileId);
    writer.u64(header.generation);
    writer.u64(header.revision);
    writer.u32(quint32(header.tables.size()));
    for (auto it = header.tables.cbegin(); it != header.tables.cend(); ++it) {
        writer.text(it.key());
        writer.u64(it->rows);
        writer.u64(it->bytes);
        writer.raw(viewOf(it->digest));
    }
    return aead::seal(keyOf(m_headerKey), writer.taken(), headerPlace);
}

Result<StoreHeader> RowSealer::openHeader(QByteArrayView sealed, quint32 newest) const
{
    const auto plain = aead::open(keyOf(m_headerKey), sealed, headerPlace);
    if (!plain)
        return fail(plain.error());
    ByteReader reader(*plain);
    StoreHeader header;
    header.format = reader.u32();
    if (reader.isWhole() && header.format > newest)
        return header;
    header.profileId = reader.text();
    header.generation = reader.u64();
    header.revision = reader.u64();
    for (quint32 left = reader.u32(); left > 0 && reader.isWhole(); --left) {
        const QString name = reader.text();
        TableTally tally{reader.u64(), reader.u64(), {}};
        const auto digest = asBytes(reader.raw(qsizetype(tally.digest.size())));
        std::copy(digest.begin(), digest.end(), tally.digest.begin());
        header.tables.insert(name, tally);
    }
    if (!reader.isDone())
        return fail(damagedError(u"the header of the store cannot be read"_s));
    return header;
}

QByteArray RowSealer::sealRecord(QByteArrayView record, QByteArrayView place) const
{
    return aead::seal(keyOf(m_recordKey), record, place);
}

Result<QByteArray> RowSealer::openRecord(QByteArrayView sealed, QByteArrayView place) const
{
    return aead::open(keyOf(m_recordKey), sealed, place);
}

} // namespace gatehouse::storage
