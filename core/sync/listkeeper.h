// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/rowstore.h"
#include "core/storage/tables.h"
#include "core/sync/packedrows.h"
#include "core/sync/recordstore.h"

#include <functional>
#include <set>

namespace gatehouse {

//! Knows which rows of a store differ from what is kept of it. Some hundred records that follow one
//! another share one kept row, a block: 100,000 records are read back in some hundred pieces, and a
//! change writes one. GUI thread, but for what it says.
class ListKeeper : public QObject
{
    Q_OBJECT

public:
    static constexpr int blockSize = PackedParts::blockSize;

    ListKeeper(RecordSignals &store, const QString &topic, QObject *parent = nullptr);

    const QString &topic() const { return m_topic; }
    QString table() const { return QLatin1String(tables::listPrefix) + m_topic; }
    int count() const { return m_store.count(); }

    //! One block as it is now.
    struct Change
    {
        int block = 0;
        std::function<QByteArray()> pack; //!< Any thread; none when the block is empty and goes.
    };
    //! What changed since the last time; it counts as kept from here on.
    QList<Change> takeChanges();
    bool hasChanges() const { return !m_changed.empty(); }
    //! These were not kept after all.
    void giveBack(const QList<int> &blocks);
    //! Everything is to be written again: what is kept is worth nothing.
    void forget();

    //! Reads kept rows into values; any thread. The records it found are put into the store by
    //! putSome(), some at a time.
    struct Restoring
    {
        virtual ~Restoring() = default;
        int records = 0;
        bool damaged = false; //!< A block could not be read.
    };
    virtual std::shared_ptr<Restoring> unpack(const QList<Row> &rows) const = 0;
    //! Puts the next records into the store; false when none is left.
    virtual bool putSome(Restoring &restoring) = 0;
    //! Says as of when the store's values were true.
    virtual void markRead(const QDateTime &asOf) = 0;

    static QString keyOf(int block);

Q_SIGNALS:
    void changed();

protected:
    virtual std::function<QByteArray()> packer(int first, int last) const = 0;
    //! What comes into the store while this lives is kept as that block.
    void beginPutting(int block);
    void endPutting() { m_putting = -1; }

private:
    void onInserted(int first, int last);
    void onRemoved(int first, int last);
    void note(int block);
    int blockForNewRow();

    RecordSignals &m_store;
    const QString m_topic;
    std::vector<int> m_blocks; //!< The block of each row; never falls, as new rows come last.
    std::set<int> m_changed;
    int m_putting = -1;
};

//! Any thread.
template <typename T>
std::optional<std::vector<T>> unpackedBatch(const PlainRows<T> *, const QByteArray &bytes, pack::TextPool &pool)
{
    return unpackRecords<T>(bytes, pool);
}

template <typename T>
std::optional<RecordBlock> unpackedBatch(const PackedRows<T> *, const QByteArray &bytes, pack::TextPool &pool)
{
    const RecordBlock block = blockOf<T>(bytes, pool);
    return block && block->count() <= PackedParts::blockSize ? std::optional(block) : std::nullopt;
}

//! What packs these rows in any thread.
template <typename T>
std::function<QByteArray()> packer(const PlainRows<T> &rows, int first, int last)
{
    QList<T> records;
    records.reserve(last - first + 1);
    for (int row = first; row <= last; ++row)
        records.append(rows.at(row));
    return [records = std::move(records)] { return packRecords(records); };
}

template <typename T>
std::function<QByteArray()> packer(const PackedRows<T> &rows, int first, int last)
{
    const auto from = rows.spotOf(first);
    const auto to = rows.spotOf(last);
    const auto &all = rows.blocks();
    if (from.part == to.part && from.record == 0 && to.record == all[to.part]->count() - 1)
        return [block = all[to.part]] { return block->bytes(); };
    const std::vector<RecordBlock> blocks(all.begin() + qsizetype(from.part), all.begin() + qsizetype(to.part) + 1);
    return [blocks, skipped = from.record, count = last - first + 1] {
        QList<T> records;
        records.reserve(count);
        int next = skipped;
        for (const RecordBlock &block : blocks) {
            for (; next < block->count() && records.size() < count; ++next)
                records.append(recordOf<T>(*block, next));
            next = 0;
        }
        return packRecords(records);
    };
}

template <typename T, typename Rows>
class StoreKeeper final : public ListKeeper
{
public:
    using Store = RecordStore<T, Rows>;

    StoreKeeper(Store &store, const QString &topic, QObject *parent = nullptr)
        : ListKeeper(store, topic, parent)
        , m_store(store)
    {
    }

    std::shared_ptr<Restoring> unpack(const QList<Row> &rows) const override
    {
        auto read = std::make_shared<Blocks>();
        pack::TextPool pool;
        for (const Row &row : rows) {
            bool isNumber = false;
            const int block = row.key.toInt(&isNumber);
            auto batch = unpackedBatch(static_cast<const Rows *>(nullptr), row.value, pool);
            if (!isNumber || !batch) {
                read->damaged = true;
                continue;
            }
            read->records += Rows::size(*batch);
            read->blocks.emplace_back(block, *std::move(batch));
        }
        return read;
    }

    bool putSome(Restoring &restoring) override
    {
        auto &read = static_cast<Blocks &>(restoring);
        if (read.next == read.blocks.size())
            return false;
        auto &[block, batch] = read.blocks[read.next++];
        beginPutting(block);
        m_store.addMissing(std::move(batch));
        endPutting();
        return true;
    }

    void markRead(const QDateTime &asOf) override { m_store.markRead(asOf); }

private:
    struct Blocks final : Restoring
    {
        std::vector<std::pair<int, typename Store::Batch>> blocks;
        size_t next = 0;
    };

    std::function<QByteArray()> packer(int first, int last) const override
    {
        return gatehouse::packer(m_store.rows(), first, last);
    }

    Store &m_store;
};

} // namespace gatehouse
