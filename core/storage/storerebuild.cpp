// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storerebuild.h"

#include "core/storage/tables.h"

#include <QDateTime>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

namespace {

//! Of two rows under one name, which only a damaged file has, the newer one stays.
Status putSalvaged(RowTable &fresh, const RowSealer &sealer, TableTally &tally, const SealedRow &row)
{
    const auto other = fresh.facts(row.table, row.key);
    if (!other)
        return fail(other.error());
    if (*other && (*other)->revision >= row.revision)
        return {};
    if (*other)
        tally.remove(sealer.digest(row.table, row.key, (*other)->revision), (*other)->bytes);
    tally.add(sealer.digest(row.table, row.key, row.revision), quint64(row.sealed.size()));
    return fresh.put(row);
}

} // namespace

Status salvageRows(
    const QString &oldFile, RowTable &fresh, const RowSealer &sealer, StoreHeader &header, PreciousRows &precious)
{
    const auto old = QFileInfo::exists(oldFile) ? RowTable::open(oldFile) : Result<std::unique_ptr<RowTable>>();
    if (!old || !*old)
        return {};
    Status written;
    const Status read = (*old)->visitAll([&](const SealedRow &sealed) {
        auto row = sealer.open(sealed);
        if (!row || !written)
            return;
        header.revision = std::max(header.revision, sealed.revision);
        if (!isPrecious(row->table)) {
            written = putSalvaged(fresh, sealer, header.tables[row->table], sealed);
            return;
        }
        PreciousRow &kept = precious[{row->table, row->key}];
        if (kept.revision <= sealed.revision)
            kept = {row->value, sealed.revision};
    });
    // Where reading stopped is where the damage is; the caller counts what is missing.
    Q_UNUSED(read)
    return written;
}

Status putPrecious(RowTable &table, const RowSealer &sealer, StoreHeader &header, const PreciousRows &rows)
{
    for (auto it = rows.cbegin(); it != rows.cend(); ++it) {
        const SealedRow sealed = sealer.seal({it.key().first, it.key().second, it->value}, it->revision);
        GATEHOUSE_TRY(table.put(sealed));
        header.tables[it.key().first].add(
            sealer.digest(sealed.table, sealed.key, sealed.revision), quint64(sealed.sealed.size()));
        header.revision = std::max(header.revision, it->revision);
    }
    return {};
}

QList<StoreDamage> losses(const StoreHeader &expected, const StoreHeader &found)
{
    QList<StoreDamage> damages;
    for (auto it = expected.tables.cbegin(); it != expected.tables.cend(); ++it) {
        const TableTally now = found.tables.value(it.key());
        if (now.digest == it->digest && now.rows == it->rows)
            continue;
        damages.append({.kind = StoreDamage::Kind::Rows, .table = it.key(),
            .rowsLost = std::max<qint64>(0, qint64(it->rows) - qint64(now.rows)), .keptAs = {}, .detail = {}});
    }
    return damages;
}

Status moveAside(const QStringList &names, QString &keptAs)
{
    const QString time = QDateTime::currentDateTimeUtc().toString(u"yyyyMMddHHmmsszzz"_s);
    for (const QString &name : names) {
        if (!QFileInfo::exists(name))
            continue;
        const QString aside = u"%1.damaged-%2"_s.arg(name, time);
        GATEHOUSE_TRY(renameFile(name, aside));
        if (keptAs.isEmpty())
            keptAs = aside;
    }
    return {};
}

} // namespace gatehouse::storage
