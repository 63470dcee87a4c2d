// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/sealedstore.h"

#include "core/storage/rowchanges.h"
#include "core/storage/storageerrors.h"
#include "core/storage/tables.h"

#include <algorithm>
#include <fcntl.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

namespace {

constexpr quint64 readOnceBytes = 1024 * 1024;

bool touchesPrecious(const RowBatch &batch)
{
    return std::any_of(batch.put.cbegin(), batch.put.cend(), [](const Row &row) { return isPrecious(row.table); })
        || std::any_of(batch.remove.cbegin(), batch.remove.cend(), [](const auto &place) { return isPrecious(place.first); })
        || std::any_of(batch.clear.cbegin(), batch.clear.cend(), [](const QString &table) { return isPrecious(table); });
}

} // namespace

SealedStore::SealedStore(StorePlace place, DiskFile lock, SecureBytes key, StoreOptions options)
    : m_place(std::move(place))
    , m_lock(std::move(lock))
    , m_sealer(key)
    , m_options(std::move(options))
{
}

Result<std::unique_ptr<SealedStore>> SealedStore::open(
    const StorePlace &place, SecureBytes key, quint64 leastGeneration, StoreOptions options)
{
    GATEHOUSE_TRY(makeFolderOf(place.file));
    auto lock = DiskFile::open(place.lock(), O_RDWR | O_CREAT);
    if (!lock)
        return fail(std::move(lock).error());
    if (!lock->lock())
        return fail(inUseError());
    std::unique_ptr<SealedStore> store(
        new SealedStore(place, std::move(*lock), std::move(key), std::move(options)));
    GATEHOUSE_TRY(store->openParts(leastGeneration));
    return store;
}

Status SealedStore::openParts(quint64 leastGeneration)
{
    auto parts = StoreOpening(m_place, m_sealer, leastGeneration, m_options).open();
    if (!parts)
        return fail(std::move(parts).error());
    m_parts = std::move(*parts);
    m_damages += m_parts.report.damages;
    // What a run that was killed left may be in nobody's hands but the system's.
    m_isInsecure = m_parts.report.mode == OpenReport::Mode::ReadWrite;
    if (const Status secured = secure(); !secured)
        m_trouble = secured.error();
    return {};
}

Status SealedStore::rebuild()
{
    const StoreHeader expected = m_parts.header;
    m_parts.table.reset();
    m_parts.journal.reset();
    m_isUnsettled = false;
    auto parts = StoreOpening(m_place, m_sealer, expected.generation, m_options).rebuild(expected);
    if (!parts) {
        // The file is as it was; the next call tries again.
        m_parts = {.table = nullptr, .journal = {}, .header = expected, .report = m_parts.report};
        return fail(std::move(parts).error());
    }
    m_parts.table = std::move(parts->table);
    m_parts.journal = std::move(parts->journal);
    m_parts.header = parts->header;
    m_damages += parts->report.damages;
    m_checked.clear();
    noteSecured();
    return {};
}

template <typename Action>
auto SealedStore::onSoundFile(Action action) -> decltype(action())
{
    if (!m_parts.table) {
        if (const Status rebuilt = rebuild(); !rebuilt)
            return fail(rebuilt.error());
    }
    auto outcome = action();
    const bool mayRepair = m_parts.report.mode == OpenReport::Mode::ReadWrite;
    if (outcome || !has(outcome.error(), fileDamaged) || !mayRepair)
        return outcome;
    if (const Status rebuilt = rebuild(); !rebuilt)
        return fail(rebuilt.error());
    return action();
}

Status SealedStore::write(const RowBatch &batch)
{
    if (m_parts.report.mode == OpenReport::Mode::ReadOnly)
        return fail(newerError());
    if (batch.isEmpty())
        return {};
    return onSoundFile([&] { return writeOnce(batch); });
}

Status SealedStore::settle()
{
    if (m_isUnsettled) {
        // Empties the log, and with it the commit that failed.
        GATEHOUSE_TRY(m_parts.table->checkpoint());
        m_isUnsettled = false;
        noteSecured();
    }
    return m_parts.journal->dropUnconfirmed();
}

void SealedStore::noteSecured()
{
    m_secured = m_parts.header.generation;
    m_isInsecure = false;
}

Status SealedStore::secure()
{
    if (!m_isInsecure)
        return {};
    if (!m_parts.table)
        return rebuild();
    if (const Status secured = m_parts.table->secure(); !secured) {
        // Asked again, the system may say that all is well when it is not: the next write moves everything into the file.
        m_isUnsettled = true;
        return secured;
    }
    noteSecured();
    return {};
}

Status SealedStore::writeOnce(const RowBatch &batch)
{
    GATEHOUSE_TRY(settle());
    const bool durable = batch.durability == Durability::Fsynced || touchesPrecious(batch);
    StoreHeader header = m_parts.header;
    ++header.revision;
    header.generation += durable ? 1 : 0;
    // The journal makes it durable, so that it costs one turn of the disk and not two.
    GATEHOUSE_TRY(m_parts.table->begin(false));
    Status kept = applyBatch(*m_parts.table, m_sealer, header, batch)
                      .and_then([&] { return m_parts.table->setHeader(m_sealer.sealHeader(header)); });
    if (kept && durable)
        kept = m_parts.journal->append({false, header.generation, header.revision, m_secured, batch, {}});
    if (!kept) {
        m_parts.table->rollback();
        // When this fails too, the next write begins with it.
        (void)settle();
        return kept;
    }
    if (const Status committed = m_parts.table->commit(); !committed) {
        m_parts.table->rollback();
        m_isUnsettled = true;
        (void)settle();
        return committed;
    }
    m_parts.header = header;
    if (durable) {
        m_parts.journal->confirm();
        m_isInsecure = true;
        compact();
    }
    return {};
}

void SealedStore::compact()
{
    const qint64 limit = std::max({m_options.journalGrowth, 4 * m_parts.journal->snapshotSize(), m_compactAbove});
    if (m_parts.journal->size() <= limit)
        return;
    const Status done = secure().and_then([this]() -> Status {
        const auto rows = readPrecious(*m_parts.table, m_sealer, m_parts.header);
        return rows ? m_parts.journal->rewrite(snapshotOf(*rows, m_parts.header)) : Status(fail(rows.error()));
    });
    if (!done) {
        // The long one is as good; tried again when it has grown once more.
        m_compactAbove = 2 * m_parts.journal->size();
        m_trouble = done.error();
        return;
    }
    m_compactAbove = 0;
}

Status SealedStore::check(const QString &table)
{
    if (m_checked.contains(table) || m_parts.report.mode == OpenReport::Mode::ReadOnly)
        return {};
    const auto sound = checkTable(*m_parts.table, m_sealer, m_parts.header, table);
    if (!sound)
        return fail(sound.error());
    if (!*sound)
        return fail(damagedError(u"%1 is not what was written"_s.arg(table)));
    m_checked.insert(table);
    return {};
}

Result<std::optional<QByteArray>> SealedStore::read(const QString &table, const QString &key)
{
    using Answer = Result<std::optional<QByteArray>>;
    return onSoundFile([&]() -> Answer {
        GATEHOUSE_TRY(check(table));
        const auto found = m_parts.table->find(m_sealer.tableHash(table), m_sealer.keyHash(table, key));
        if (!found)
            return fail(found.error());
        if (!*found)
            return std::nullopt;
        auto row = m_sealer.open(**found);
        if (!row)
            return fail(damagedError(u"a row of %1 does not hold"_s.arg(table)));
        return std::optional(std::move(row->value));
    });
}

Result<QList<Row>> SealedStore::readAll(const QString &table)
{
    return onSoundFile([&]() -> Result<QList<Row>> {
        QList<Row> rows;
        const auto sound = readTable(*m_parts.table, m_sealer, m_parts.header, table,
            [&](Row row, quint64) { rows.append(std::move(row)); });
        if (!sound)
            return fail(sound.error());
        if (!*sound && m_parts.report.mode == OpenReport::Mode::ReadWrite)
            return fail(damagedError(u"%1 is not what was written"_s.arg(table)));
        m_checked.insert(table);
        // A list is read once, into memory.
        if (m_parts.header.tables.value(table).bytes > readOnceBytes)
            m_parts.table->forgetPages();
        std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.key < b.key; });
        return rows;
    });
}

QList<TableSize> SealedStore::sizes() const
{
    QList<TableSize> sizes;
    for (auto it = m_parts.header.tables.cbegin(); it != m_parts.header.tables.cend(); ++it) {
        if (it->rows > 0)
            sizes.append({it.key(), qint64(it->rows), qint64(it->bytes)});
    }
    return sizes;
}

Status SealedStore::trim(const QString &table, qint64 bytes)
{
    if (m_parts.report.mode == OpenReport::Mode::ReadOnly)
        return fail(newerError());
    if (qint64(m_parts.header.tables.value(table).bytes) <= bytes || isPrecious(table))
        return {};
    return onSoundFile([&]() -> Status {
        GATEHOUSE_TRY(settle());
        GATEHOUSE_TRY(check(table));
        StoreHeader header = m_parts.header;
        ++header.revision;
        TableTally &tally = header.tables[table];
        const QByteArray name = m_sealer.tableHash(table);
        QList<RowTable::Facts> oldest;
        quint64 left = tally.bytes;
        GATEHOUSE_TRY(m_parts.table->visitFacts(name, [&](const RowTable::Facts &facts) {
            if (left > quint64(bytes)) {
                oldest.append(facts);
                left -= facts.bytes;
            }
        }));
        const Status removed = inTransaction(*m_parts.table, m_sealer, header, [&]() -> Status {
            for (const RowTable::Facts &facts : std::as_const(oldest)) {
                GATEHOUSE_TRY(m_parts.table->remove(name, facts.key));
                tally.remove(m_sealer.digest(name, facts.key, facts.revision), facts.bytes);
            }
            return {};
        });
        if (removed)
            m_parts.header = header;
        return removed;
    });
}

} // namespace gatehouse::storage
