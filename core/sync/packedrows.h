// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/idtable.h"
#include "core/sync/recordblock.h"

namespace gatehouse {

//! The blocks of a store, one after another. Where in them a row lies, and which row an id has.
class PackedParts
{
public:
    static constexpr int blockSize = 256;

    int count() const { return m_count; }
    QString idAt(int row) const;
    //! -1 when it is not here.
    int indexOf(const QString &id) const;
    bool contains(const QString &id) const { return indexOf(id) >= 0; }
    //! The rows as they are now. They never change, so another thread may go on reading them.
    const std::vector<RecordBlock> &blocks() const { return m_blocks; }

    //! A block and one of its records.
    struct Spot
    {
        size_t part;
        int record;
    };
    Spot spotOf(int row) const;
    int firstRowOf(size_t part) const { return m_firsts[part]; }

    //! \a block has ids that are not here.
    void append(RecordBlock block);
    void erase(int first, int last);
    void clear();

protected:
    void replace(size_t part, RecordBlock block);
    //! How many records the last block still takes.
    int room() const;
    pack::TextPool &pool() { return m_pool; }

private:
    void enter(size_t part);
    void leave(size_t part);
    void countFrom(size_t part);
    size_t partNumbered(quint32 number) const;

    std::vector<RecordBlock> m_blocks;
    std::vector<int> m_firsts; //!< The first row of each.
    std::vector<quint32> m_numbers; //!< Of each; they only rise, so one is found by halving.
    IdTable m_ids;
    pack::TextPool m_pool;
    quint32 m_lastNumber = 0;
    int m_count = 0;
};

//! Rows of a RecordStore in the form in which they are kept on the disk: some hundred bytes where the
//! values themselves would take some thousand. A value is made when it is asked for, in about a
//! microsecond.
template <codec::Described T>
class PackedRows final : public PackedParts
{
public:
    using Value = T;
    using Found = std::optional<T>;
    using Batch = RecordBlock; //!< What comes in one piece from an earlier run.

    T at(int row) const
    {
        const Spot spot = spotOf(row);
        return recordOf<T>(*blocks()[spot.part], spot.record);
    }
    //! Only \a fields of it; the others are as in a new one.
    T at(int row, const pack::Fields<T> &fields) const
    {
        const Spot spot = spotOf(row);
        return recordOf<T>(*blocks()[spot.part], spot.record, fields);
    }
    Found found(int row) const { return at(row); }

    void replaceAt(int row, const T &value)
    {
        const Spot spot = spotOf(row);
        const RecordBlock &block = blocks()[spot.part];
        replace(spot.part, block->replaced(spot.record, 1, packedLike(*block, {&value, 1})));
    }
    using PackedParts::append;
    void append(std::vector<T> values)
    {
        std::span<const T> left(values);
        if (room() > 0) {
            const auto fits = left.first(std::min(left.size(), size_t(room())));
            const RecordBlock &last = blocks().back();
            replace(blocks().size() - 1, last->replaced(last->count(), 0, packedLike(*last, fits)));
            left = left.subspan(fits.size());
        }
        while (!left.empty()) {
            const auto next = left.first(std::min(left.size(), size_t(blockSize)));
            append(pack::Block::parse(packRecords(next), pack::head<T>(), pool()));
            left = left.subspan(next.size());
        }
    }

    static int size(const Batch &batch) { return batch->count(); }
    //! Takes those out of \a batch that are here.
    void keepMissing(Batch &batch) const
    {
        for (int i = batch->count() - 1; i >= 0; --i) {
            if (contains(batch->id(i)))
                batch = batch->replaced(i, 1, {});
        }
    }

private:
    static QByteArrayList packedLike(const pack::Block &block, std::span<const T> values)
    {
        pack::Sink sink(block.texts());
        for (const T &value : values) {
            pack::Writer {sink}.write(value);
            sink.endRecord();
        }
        return sink.takeRecords();
    }
};

} // namespace gatehouse
