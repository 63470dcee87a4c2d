// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/keepjournal.h"
#include "core/storage/rowtable.h"
#include "core/storage/storereport.h"

namespace gatehouse::storage {

//! One numbered step of the format: changes a copy of the file, and the header that will be sealed
//! into it.
using Migration = std::function<Status(RowTable &copy, const RowSealer &sealer, StoreHeader &header)>;

QList<Migration> storeMigrations();

struct StoreOptions
{
    int pageSize = 4096;
    //! Below this the second place is never written anew.
    qint64 journalGrowth = 1024 * 1024;
    //! The n-th leads from format n to the next. The format of a file is one more than there are.
    QList<Migration> migrations = storeMigrations();
};

//! Where a store lies, and whose it is. Its journal and its lock lie beside \a file, and what was damaged.
struct StorePlace
{
    QString file;
    QString profileId;

    QString journal() const { return file + QLatin1String(".journal"); }
    QString lock() const { return file + QLatin1String(".lock"); }
};

//! A store that is open.
struct StoreParts
{
    std::unique_ptr<RowTable> table;
    std::optional<KeepJournal> journal; //!< Not of one that is only read.
    StoreHeader header;
    OpenReport report;
};

//! Opens both places, compares them and makes them say the same: nobody else may have them open. An
//! error is one of storageerrors.h and leaves everything as it was, or as far as the disk let it be repaired.
class StoreOpening final
{
public:
    StoreOpening(StorePlace place, const RowSealer &sealer, quint64 leastGeneration, const StoreOptions &options);

    [[nodiscard]] Result<StoreParts> open();
    //! For a file that opened and turned out to be damaged inside: all rows that hold go to a new
    //! file, the old one is kept aside.
    [[nodiscard]] Result<StoreParts> rebuild(const std::optional<StoreHeader> &expected);

private:
    quint32 format() const { return quint32(m_options.migrations.size()) + 1; }
    Status readJournal();
    Status openTable();
    Status migrate();
    Result<StoreParts> openSound();
    Result<StoreParts> openNewer();

    Status redo();
    Status agreeOnPrecious();
    //! What both places together say the precious rows are.
    PreciousRows merged(const PreciousRows &inTable, bool tableIsSound) const;
    bool isBehind() const;
    Status raiseGeneration();
    Status settleJournal();

    Status fillFresh(StoreHeader &header, const std::optional<StoreHeader> &expected);
    void tellDamage(const std::optional<StoreHeader> &expected, const StoreHeader &found, const QString &keptAs);

    const StorePlace m_place;
    const RowSealer &m_sealer;
    const quint64 m_least;
    const StoreOptions &m_options;
    JournalReading m_reading;
    StoreParts m_parts;
    bool m_journalIsBehind = false; //!< It is damaged, missing or older than the file.
    bool m_rewriteJournal = false;
};

} // namespace gatehouse::storage
