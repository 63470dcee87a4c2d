// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/passphrase.h"
#include "core/storage/journalrecord.h"

using namespace gatehouse;
using namespace gatehouse::storage;

namespace {

const RowSealer &sealer()
{
    static const SecureBytes key(32);
    static const RowSealer made(key);
    return made;
}

void journal(QByteArrayView bytes)
{
    const JournalReading reading = KeepJournal::parse(bytes, sealer());
    const bool hasRest = reading.validBytes < bytes.size();
    if (reading.validBytes > bytes.size() || (reading.validBytes > 0 && reading.hasTornTail != hasRest))
        __builtin_trap();
    (void)reading.precious();
}

//! A record that was read and written once reads the same again.
void record(QByteArrayView bytes)
{
    const auto read = decodeRecord(bytes);
    if (!read)
        return;
    const QByteArray written = encodeRecord(*read);
    const auto again = decodeRecord(written);
    if (!again || encodeRecord(*again) != written)
        __builtin_trap();
    JournalReading reading;
    reading.records = {*read};
    (void)reading.precious();
}

//! Sealed by us, so that what lies behind the seal is met too.
void sealedRow(QByteArrayView bytes)
{
    SealedRow row = sealer().seal({}, 1);
    row.sealed = bytes.toByteArray();
    if (sealer().open(row))
        __builtin_trap();
}

void header(QByteArrayView bytes)
{
    if (sealer().openHeader(bytes, 1))
        __builtin_trap();
}

void wrappedKey(QByteArrayView bytes)
{
    (void)parseWrappedKey(bytes);
}

} // namespace

//! The first byte chooses the reader.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, qsizetype(size - 1));
    constexpr void (*readers[])(QByteArrayView) = {journal, record, sealedRow, header, wrappedKey};
    readers[data[0] % std::size(readers)](bytes);
    return 0;
}
