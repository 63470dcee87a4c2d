// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace gatehouse {

//! One kept value. Tables are named in tables.h; keys are the caller's.
struct Row
{
    QString table;
    QString key;
    QByteArray value;
    bool operator==(const Row &) const = default;
};

//! How much a batch may lose when the computer dies in the moment after it was written.
enum class Durability {
    Fsynced, //!< Nothing: the future ends after the disk has it. Decisions, drafts.
    Relaxed //!< The last moments: what the server can give again.
};

//! Changes that happen together or not at all.
struct RowBatch
{
    QList<Row> put;
    QList<std::pair<QString, QString>> remove; //!< Table and key.
    QStringList clear; //!< Whole tables, before anything is put.
    Durability durability = Durability::Relaxed;
    bool isEmpty() const { return put.isEmpty() && remove.isEmpty() && clear.isEmpty(); }
};

//! Where the console keeps what must outlive it, for one person at one portal. Batches take effect
//! in the order they were given. Called from the GUI thread; never blocks it.
class RowStore
{
public:
    virtual ~RowStore() = default;
    virtual QFuture<Status> write(RowBatch batch) = 0;
    virtual QFuture<Result<std::optional<QByteArray>>> read(const QString &table, const QString &key) = 0;
    //! In the order of their keys. Damaged rows are left out here and told by the store itself.
    virtual QFuture<Result<QList<Row>>> readAll(const QString &table) = 0;
};

} // namespace gatehouse
