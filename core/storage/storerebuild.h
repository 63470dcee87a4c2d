// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/keepjournal.h"
#include "core/storage/rowtable.h"
#include "core/storage/storereport.h"

namespace gatehouse::storage {

//! Copies every row of \a oldFile that still opens into \a fresh and counts it in \a header; the
//! precious ones go to \a precious instead. Inside a transaction on \a fresh. That \a oldFile can
//! be read only in part, or not at all, is no error.
[[nodiscard]] Status salvageRows(
    const QString &oldFile, RowTable &fresh, const RowSealer &sealer, StoreHeader &header, PreciousRows &precious);

//! Writes \a rows as they are, with their revisions.
[[nodiscard]] Status putPrecious(RowTable &table, const RowSealer &sealer, StoreHeader &header, const PreciousRows &rows);

//! What \a found has not of what \a expected says; one damage for each table.
QList<StoreDamage> losses(const StoreHeader &expected, const StoreHeader &found);

//! The files of \a names that exist get a name that says when they were found damaged; \a keptAs is
//! the new name of the first. Nothing is ever deleted.
[[nodiscard]] Status moveAside(const QStringList &names, QString &keptAs);

} // namespace gatehouse::storage
