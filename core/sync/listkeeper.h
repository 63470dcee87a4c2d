// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/rowstore.h"
#include "core/storage/tables.h"
#include "core/sync/recordpack.h"
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
    static constexpr int blockSize = 256;

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

template <typename T>
class StoreKeeper final : public ListKeeper
{
public:
    StoreKeeper(RecordStore<T> &store, const QString &topic, QObject *parent = nullptr)
        : ListKeeper(store, topic, parent)
        , m_store(store)
    {
    }

    std::shared_ptr<Restoring> unpack(const QList<Row> &rows) const override
    {
        auto read = std::make_shared<Blocks>();
        for (const Row &row : rows) {
            bool isNumber = false;
            const int block = row.key.toInt(&isNumber);
            auto records = unpackRecords<T>(row.value);
            if (!isNumber || !records) {
                read->damaged = true;
                continue;
            }
            read->records += int(records->size());
            read->blocks.emplace_back(block, *std::move(records));
        }
        return read;
    }

    bool putSome(Restoring &restoring) override
    {
        auto &read = static_cast<Blocks &>(restoring);
        if (read.next == read.blocks.size())
            return false;
        auto &[block, records] = read.blocks[read.next++];
        beginPutting(block);
        m_store.addMissing(std::exchange(records, {}));
        endPutting();
        return true;
    }

    void markRead(const QDateTime &asOf) override { m_store.markRead(asOf); }

private:
    struct Blocks final : Restoring
    {
        std::vector<std::pair<int, std::vector<T>>> blocks;
        size_t next = 0;
    };

    std::function<QByteArray()> packer(int first, int last) const override
    {
        QList<T> records;
        records.reserve(last - first + 1);
        for (int row = first; row <= last; ++row)
            records.append(m_store.at(row));
        return [records = std::move(records)] { return packRecords(records); };
    }

    RecordStore<T> &m_store;
};

} // namespace gatehouse
