// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/aead.h"
#include "core/crypto/keyedhash.h"
#include "core/storage/rowstore.h"

#include <QMap>

namespace gatehouse::storage {

//! A row as it lies on the disk: without the key it tells its size and its revision, nothing else.
struct SealedRow
{
    QByteArray table; //!< Keyed hash of the table's name.
    QByteArray key; //!< Keyed hash of table and key.
    quint64 revision = 0;
    QByteArray sealed;
};

//! What a table must hold. A row that was removed, added, exchanged or set back behind the store's
//! back makes another tally.
struct TableTally
{
    quint64 rows = 0;
    quint64 bytes = 0; //!< As sealed.
    Digest digest{}; //!< The rows' digests, combined so that their order does not matter.

    void add(const Digest &row, quint64 size);
    void remove(const Digest &row, quint64 size);
    bool operator==(const TableTally &) const = default;
};

//! The one sealed value that says what the whole file is.
struct StoreHeader
{
    quint32 format = 1;
    QString profileId;
    quint64 generation = 0; //!< Rises with each batch that is on the disk when its write ends.
    quint64 revision = 0; //!< Rises with each batch.
    QMap<QString, TableTally> tables;
    bool operator==(const StoreHeader &) const = default;
};

//! Seals and opens what a store writes, under keys derived from the profile's. Any thread.
class RowSealer final
{
public:
    static constexpr qsizetype hashBytes = 16;

    explicit RowSealer(const SecureBytes &profileKey);

    QByteArray tableHash(const QString &table) const;
    SealedRow seal(const Row &row, quint64 revision) const;
    QByteArray keyHash(const QString &table, const QString &key) const;
    //! Fails when any part of \a row is not as it was sealed.
    [[nodiscard]] Result<Row> open(const SealedRow &row) const;
    Digest digest(QByteArrayView table, QByteArrayView key, quint64 revision) const;

    QByteArray sealHeader(const StoreHeader &header) const;
    //! Of a format above \a newest only the number is read.
    [[nodiscard]] Result<StoreHeader> openHeader(QByteArrayView sealed, quint32 newest) const;

    QByteArray sealRecord(QByteArrayView record, QByteArrayView place) const;
    [[nodiscard]] Result<QByteArray> openRecord(QByteArrayView sealed, QByteArrayView place) const;

private:
    SecureBytes m_hashKey;
    SecureBytes m_digestKey;
    SecureBytes m_rowKey;
    SecureBytes m_headerKey;
    SecureBytes m_recordKey;
};

} // namespace gatehouse::storage
