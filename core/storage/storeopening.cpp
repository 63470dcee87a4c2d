// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storeopening.h"

#include "core/storage/rowchanges.h"
#include "core/storage/storageerrors.h"
#include "core/storage/storerebuild.h"
#include "core/storage/tables.h"

#include <QFile>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

namespace {

QString freshFile(const StorePlace &place)
{
    return place.file + u".new"_s;
}

QString readingFile(const StorePlace &place)
{
    return place.file + u".reading"_s;
}

//! The files that SQLite has beside \a file, and \a file.
QStringList filesOf(const QString &file)
{
    return {file, file + u"-wal"_s, file + u"-shm"_s, file + u"-journal"_s};
}

Status removeFilesOf(const QString &file)
{
    for (const QString &name : filesOf(file))
        GATEHOUSE_TRY(removeFile(name));
    return {};
}

} // namespace

QList<Migration> storeMigrations()
{
    return {
        // The journal may be ahead of the file by several batches: an older Gatehouse would take that for damage.
        [](RowTable &, const RowSealer &, StoreHeader &) { return Status(); },
    };
}

StoreOpening::StoreOpening(StorePlace place, const RowSealer &sealer, quint64 leastGeneration, const StoreOptions &options)
    : m_place(std::move(place))
    , m_sealer(sealer)
    , m_least(leastGeneration)
    , m_options(options)
{
}

Result<StoreParts> StoreOpening::open()
{
    GATEHOUSE_TRY(removeFilesOf(readingFile(m_place)));
    const auto condition = RowTable::inspect(m_place.file, format());
    if (!condition)
        return fail(condition.error());
    if (*condition == RowTable::Condition::Newer)
        return openNewer();
    GATEHOUSE_TRY(removeFilesOf(freshFile(m_place)));
    GATEHOUSE_TRY(readJournal());
    if (*condition != RowTable::Condition::Sound)
        return rebuild(std::nullopt);
    const Status opened = openTable();
    if (opened)
        return openSound();
    // A key that opens the journal is the right one: then it is the file that is damaged.
    const bool doesNotOpen = opened.error().kind == ErrorKind::Crypto && !has(opened.error(), keyMismatch);
    const bool keyIsProven = !m_reading.records.isEmpty();
    if (has(opened.error(), fileDamaged) || (doesNotOpen && keyIsProven))
        return rebuild(std::nullopt);
    return fail(doesNotOpen ? keyMismatchError() : opened.error());
}

Status StoreOpening::readJournal()
{
    auto journal = KeepJournal::open(m_place.journal(), m_sealer, m_reading);
    if (!journal)
        return fail(std::move(journal).error());
    m_parts.journal = std::move(*journal);
    return {};
}

bool StoreOpening::isBehind() const
{
    return !m_reading.isSound() || m_reading.generation() < m_parts.header.generation;
}

Status StoreOpening::openTable()
{
    auto table = RowTable::open(m_place.file);
    if (!table)
        return fail(std::move(table).error());
    const auto sealed = (*table)->header();
    if (!sealed)
        return fail(sealed.error());
    auto header = m_sealer.openHeader(*sealed, format());
    if (!header)
        return fail(std::move(header).error());
    if (header->format <= format() && header->profileId != m_place.profileId)
        return fail(keyMismatchError());
    m_parts.table = std::move(*table);
    m_parts.header = std::move(*header);
    return {};
}

Result<StoreParts> StoreOpening::openSound()
{
    if (m_parts.header.format > format()) {
        m_parts = {};
        return openNewer();
    }
    if (m_parts.header.format < format())
        GATEHOUSE_TRY(migrate());
    m_journalIsBehind = m_reading.exists ? isBehind() : m_parts.header.generation > 0;
    const Status agreed = redo()
                              .and_then([this] { return agreeOnPrecious(); })
                              .and_then([this] { return raiseGeneration(); })
                              .and_then([this] { return settleJournal(); });
    // What opens and is damaged inside is found while it is read.
    if (!agreed && has(agreed.error(), fileDamaged))
        return rebuild(m_parts.header);
    GATEHOUSE_TRY(agreed);
    m_parts.report.generation = m_parts.header.generation;
    return std::move(m_parts);
}

Status StoreOpening::migrate()
{
    const QString fresh = freshFile(m_place);
    StoreHeader header = m_parts.header;
    GATEHOUSE_TRY(m_parts.table->copyTo(fresh));
    {
        auto copy = RowTable::open(fresh);
        if (!copy)
            return fail(std::move(copy).error());
        const Status migrated = inTransaction(**copy, m_sealer, header, [&]() -> Status {
            for (quint32 from = header.format; from < format(); ++from)
                GATEHOUSE_TRY(m_options.migrations.at(from - 1)(**copy, m_sealer, header));
            header.format = format();
            return (*copy)->setFormat(header.format);
        });
        GATEHOUSE_TRY(migrated);
        GATEHOUSE_TRY((*copy)->checkpoint());
    }
    // The log of the old file must be empty: beside the new one it would be taken for its own.
    GATEHOUSE_TRY(m_parts.table->checkpoint());
    m_parts.table.reset();
    GATEHOUSE_TRY(removeFile(m_place.file + u"-wal"_s));
    GATEHOUSE_TRY(renameFile(fresh, m_place.file));
    GATEHOUSE_TRY(syncFolderOf(m_place.file));
    return openTable();
}

Result<StoreParts> StoreOpening::openNewer()
{
    // SQLite cannot read a file with a log without touching either, so a copy is read.
    const QString copy = readingFile(m_place);
    for (const QString &suffix : {u""_s, u"-wal"_s}) {
        if (QFile::exists(m_place.file + suffix) && !QFile::copy(m_place.file + suffix, copy + suffix))
            return fail(newerError());
    }
    auto table = RowTable::open(copy);
    auto sealed = table ? (*table)->header() : Result<QByteArray>(fail(newerError()));
    const auto header = sealed ? m_sealer.openHeader(*sealed, format()) : Result<StoreHeader>(fail(newerError()));
    if (!header)
        return fail(newerError());
    if (header->format <= format()) {
        // Only the open number in the file said so; the sealed one knows.
        table->reset();
        GATEHOUSE_TRY(readJournal());
        return rebuild(std::nullopt);
    }
    m_parts.table = std::move(*table);
    m_parts.header = *header;
    m_parts.report.mode = OpenReport::Mode::ReadOnly;
    m_parts.report.isNewer = true;
    m_parts.report.generation = m_least;
    return std::move(m_parts);
}

//! Makes the batches again that the journal has and the file lost, or never came to.
Status StoreOpening::redo()
{
    StoreHeader header = m_parts.header;
    const bool ahead = m_reading.isSound() && m_reading.generation() > header.generation;
    if (!ahead)
        return {};
    const auto isMissing = [&](const JournalRecord &record) { return record.generation > m_parts.header.generation; };
    // Before a snapshot is nothing that could be made again: then agreeOnPrecious() alone restores.
    const bool canRedo = !isMissing(m_reading.records.first());
    // What was not yet on the disk in both places, a power cut may take: that is no damage.
    bool isRolledBack = !canRedo || header.generation < m_reading.secured();
    const Status redone = inTransaction(*m_parts.table, m_sealer, header, [&]() -> Status {
        for (const JournalRecord &record : m_reading.records) {
            if (!isMissing(record))
                continue;
            // Of batches that were not durable, only the file knows.
            isRolledBack = isRolledBack || record.revision > header.revision + 1;
            header.generation = record.generation;
            header.revision = std::max(header.revision + 1, record.revision);
            if (canRedo)
                GATEHOUSE_TRY(applyBatch(*m_parts.table, m_sealer, header, record.batch));
        }
        return {};
    });
    GATEHOUSE_TRY(redone);
    m_parts.header = header;
    m_parts.report.isRolledBack = isRolledBack;
    return {};
}

PreciousRows StoreOpening::merged(const PreciousRows &inTable, bool tableIsSound) const
{
    const PreciousRows inJournal = m_reading.precious();
    // A whole journal knows every precious batch, the last one too when it is not behind.
    if (m_reading.isSound() && m_reading.generation() >= m_parts.header.generation)
        return inJournal;
    if (tableIsSound && m_reading.generation() <= m_parts.header.generation)
        return inTable;
    PreciousRows both = inTable;
    for (auto it = inJournal.cbegin(); it != inJournal.cend(); ++it) {
        const auto other = both.constFind(it.key());
        if (other == both.cend() || other->revision < it->revision)
            both.insert(it.key(), *it);
    }
    return both;
}

Status StoreOpening::agreeOnPrecious()
{
    const auto read = readPrecious(*m_parts.table, m_sealer, m_parts.header);
    if (!read)
        return fail(read.error());
    const PreciousRows &inTable = *read;
    const PreciousRows target = merged(inTable, true);
    RowBatch repair;
    repair.clear = {QLatin1String(tables::drafts), QLatin1String(tables::outbox)};
    for (auto it = target.cbegin(); it != target.cend(); ++it) {
        repair.put.append({it.key().first, it.key().second, it->value});
        if (inTable.value(it.key()).value != it->value)
            ++m_parts.report.restoredFromSecondPlace;
    }
    if (m_parts.report.restoredFromSecondPlace == 0 && target.size() == inTable.size())
        return {};
    m_rewriteJournal = true;
    StoreHeader header = m_parts.header;
    ++header.revision;
    GATEHOUSE_TRY(inTransaction(*m_parts.table, m_sealer, header,
        [&] { return applyBatch(*m_parts.table, m_sealer, header, repair); }));
    m_parts.header = header;
    return {};
}

//! From now on the file is as new as the counter beside the key says, so that the next rollback shows.
Status StoreOpening::raiseGeneration()
{
    if (m_parts.header.generation >= m_least)
        return {};
    m_parts.report.isRolledBack = true;
    m_rewriteJournal = true;
    StoreHeader header = m_parts.header;
    header.generation = m_least;
    GATEHOUSE_TRY(inTransaction(*m_parts.table, m_sealer, header, [] { return Status(); }));
    m_parts.header = header;
    return {};
}

Status StoreOpening::settleJournal()
{
    if (!m_journalIsBehind && !m_rewriteJournal && m_reading.exists)
        return m_parts.journal->dropUnconfirmed();
    if (m_journalIsBehind) {
        StoreDamage damage;
        damage.kind = StoreDamage::Kind::SecondPlace;
        damage.detail = m_reading.exists ? u"the journal lost records or was changed"_s : u"the journal is missing"_s;
        if (m_reading.exists)
            GATEHOUSE_TRY(moveAside({m_place.journal()}, damage.keptAs));
        m_parts.report.damages.append(damage);
    }
    const auto rows = readPrecious(*m_parts.table, m_sealer, m_parts.header);
    if (!rows)
        return fail(rows.error());
    GATEHOUSE_TRY(m_parts.table->secure());
    return m_parts.journal->rewrite(snapshotOf(*rows, m_parts.header));
}

Result<StoreParts> StoreOpening::rebuild(const std::optional<StoreHeader> &expected)
{
    if (!m_parts.journal)
        GATEHOUSE_TRY(readJournal());
    if (m_reading.exists && m_reading.records.isEmpty() && !expected)
        return fail(keyMismatchError());
    m_parts.table.reset();
    m_parts.header = expected.value_or(StoreHeader{});
    m_journalIsBehind = m_reading.exists ? isBehind() : m_parts.header.generation > 0;
    const quint64 known = std::max(m_parts.header.generation, m_reading.generation());
    m_parts.report.isRolledBack = m_parts.report.isRolledBack || m_least > known;
    const bool isNew = !QFile::exists(m_place.file) && std::max(known, m_least) == 0;

    StoreHeader header;
    header.format = format();
    header.profileId = m_place.profileId;
    header.generation = std::max(known, m_least);
    GATEHOUSE_TRY(fillFresh(header, expected));
    QString keptAs;
    GATEHOUSE_TRY(moveAside(filesOf(m_place.file), keptAs));
    GATEHOUSE_TRY(renameFile(freshFile(m_place), m_place.file));
    GATEHOUSE_TRY(syncFolderOf(m_place.file));
    if (!isNew)
        tellDamage(expected, header, keptAs);
    GATEHOUSE_TRY(openTable());
    m_rewriteJournal = true;
    GATEHOUSE_TRY(settleJournal());
    m_parts.report.generation = m_parts.header.generation;
    return std::move(m_parts);
}

//! Makes the new file beside the old one, with all that both places still have.
Status StoreOpening::fillFresh(StoreHeader &header, const std::optional<StoreHeader> &expected)
{
    GATEHOUSE_TRY(removeFilesOf(freshFile(m_place)));
    auto fresh = RowTable::create(freshFile(m_place), m_options.pageSize, format());
    if (!fresh)
        return fail(std::move(fresh).error());
    const Status filled = inTransaction(**fresh, m_sealer, header, [&]() -> Status {
        PreciousRows salvaged;
        GATEHOUSE_TRY(salvageRows(m_place.file, **fresh, m_sealer, header, salvaged));
        const PreciousRows precious = merged(salvaged, false);
        for (auto it = precious.cbegin(); it != precious.cend(); ++it)
            m_parts.report.restoredFromSecondPlace += salvaged.value(it.key()).value != it->value ? 1 : 0;
        GATEHOUSE_TRY(putPrecious(**fresh, m_sealer, header, precious));
        // What lists lost is read again from the server, but only if nothing says they are whole.
        const bool listsAreWhole = expected && losses(*expected, header).isEmpty();
        RowBatch readAgain;
        readAgain.clear = {QLatin1String(tables::sync)};
        if (!listsAreWhole)
            GATEHOUSE_TRY(applyBatch(**fresh, m_sealer, header, readAgain));
        ++header.revision;
        return {};
    });
    GATEHOUSE_TRY(filled);
    return (*fresh)->checkpoint();
}

void StoreOpening::tellDamage(const std::optional<StoreHeader> &expected, const StoreHeader &found, const QString &keptAs)
{
    QList<StoreDamage> damages = expected ? losses(*expected, found) : QList<StoreDamage>();
    for (StoreDamage &damage : damages)
        damage.keptAs = keptAs;
    if (damages.isEmpty())
        damages = {{.kind = StoreDamage::Kind::File, .table = {}, .rowsLost = expected ? 0 : -1, .keptAs = keptAs, .detail = {}}};
    m_parts.report.damages += damages;
}

} // namespace gatehouse::storage
