// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/keepjournal.h"
#include "core/storage/rowtable.h"

namespace gatehouse::storage {

//! Makes the changes of \a batch and counts them in \a header, at its revision. Inside a transaction
//! of the caller, who seals the header.
[[nodiscard]] Status applyBatch(RowTable &table, const RowSealer &sealer, StoreHeader &header, const RowBatch &batch);

//! Every row of one table that opens, in no order. False when the table is not as \a header says.
[[nodiscard]] Result<bool> readTable(RowTable &table, const RowSealer &sealer, const StoreHeader &header,
    const QString &name, const std::function<void(Row row, quint64 revision)> &visit);

//! As readTable(), without opening the rows.
[[nodiscard]] Result<bool> checkTable(
    RowTable &table, const RowSealer &sealer, const StoreHeader &header, const QString &name);

//! All rows of the precious tables; fails with file_damaged when one of the tables is not as \a header says.
[[nodiscard]] Result<PreciousRows> readPrecious(RowTable &table, const RowSealer &sealer, const StoreHeader &header);

//! Runs \a work in a transaction that ends with \a header.
[[nodiscard]] Status inTransaction(
    RowTable &table, const RowSealer &sealer, const StoreHeader &header, const std::function<Status()> &work);

//! For a file that is on the disk as it is.
JournalRecord snapshotOf(const PreciousRows &rows, const StoreHeader &header);

} // namespace gatehouse::storage
