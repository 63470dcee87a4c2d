// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace gatehouse {

//! Something that a store had kept and found changed. Told once, then repaired as far as it can be.
struct StoreDamage
{
    enum class Kind {
        Rows, //!< Rows of one table.
        File, //!< The whole file: lists and answers must come from the server again.
        SecondPlace //!< The journal beside the file: nothing is lost.
    };

    Kind kind = Kind::Rows;
    QString table; //!< Of kind Rows.
    qint64 rowsLost = 0; //!< Gone for good; -1 when nobody can say. 0 when the second place had them.
    QString keptAs; //!< Where the damaged file lies now; empty when it was not moved.
    QString detail; //!< Technical.
    bool operator==(const StoreDamage &) const = default;
};

//! What opening a store found.
struct OpenReport
{
    enum class Mode { ReadWrite, ReadOnly };
    Mode mode = Mode::ReadWrite;
    QList<StoreDamage> damages;
    //! The file is older than it must be: it was put back, or lost what had been kept. Lists and
    //! answers in it may be old; what the second place had newer was restored.
    bool isRolledBack = false;
    //! A newer Gatehouse wrote it: mode is ReadOnly.
    bool isNewer = false;
    //! Rows of the outbox and drafts that only the second place had as they should be.
    int restoredFromSecondPlace = 0;
    //! What must be kept beside the key from now on.
    quint64 generation = 0;
};

//! How much a table takes.
struct TableSize
{
    QString table;
    qint64 rows = 0;
    qint64 bytes = 0;
    bool operator==(const TableSize &) const = default;
};

} // namespace gatehouse
