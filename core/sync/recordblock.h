// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/recordpack.h"
#include "core/sync/recordshape.h"

#include <QSet>

#include <memory>
#include <span>

namespace gatehouse {

namespace pack {

//! Equal texts once. One thread at a time.
class TextPool final
{
public:
    QString shared(const QString &text) { return *m_texts.insert(text); }

private:
    QSet<QString> m_texts;
};

//! Some hundred records of one type in few bytes, the same in memory and on the disk. Any record can
//! be read alone. The first field of a record is its id. Never changes; any thread.
class Block final
{
public:
    //! Null when \a bytes do not begin with \a head or are not whole.
    static std::shared_ptr<const Block> parse(QByteArray bytes, const QByteArray &head, TextPool &pool);

    int count() const { return int(m_ids.size()); }
    Source record(int number) const;
    QString id(int number) const { return record(number).text(); }
    //! Of the id.
    quint32 hash(int number) const { return m_ids[size_t(number)]; }
    static quint32 hashOf(const QString &id);
    const QByteArray &bytes() const { return m_bytes; }
    const Texts &texts() const { return m_texts; }

    //! This one with \a records, which share no other texts, in place of \a gone of its own.
    std::shared_ptr<const Block> replaced(int first, int gone, const QByteArrayList &records) const;

private:
    bool readRecords(qsizetype from);

    QByteArray m_bytes;
    Texts m_texts;
    std::vector<quint32> m_starts; //!< In the bytes, of each record.
    std::vector<quint32> m_ends;
    std::vector<quint32> m_ids; //!< Hashes.
    quint32 m_textsEnd = 0; //!< Up to here a changed block stays the same.
};

} // namespace pack

using RecordBlock = std::shared_ptr<const pack::Block>;

template <codec::Described T>
QByteArray packRecords(std::span<const T> records)
{
    pack::Sink sink;
    for (const T &record : records) {
        pack::Writer {sink}.write(record);
        sink.endRecord();
    }
    return sink.takeBlock(pack::head<T>());
}

template <codec::Described T>
QByteArray packRecords(const QList<T> &records)
{
    return packRecords(std::span<const T>(records.constData(), size_t(records.size())));
}

template <codec::Described T>
T recordOf(const pack::Block &block, int number)
{
    pack::Source source = block.record(number);
    T record;
    pack::Reader {source}.read(record);
    return record;
}

//! Only \a fields of it; the others are as in a new one.
template <codec::Described T>
T recordOf(const pack::Block &block, int number, const pack::Fields<T> &fields)
{
    pack::Source source = block.record(number);
    T record;
    pack::PartReader<T> reader {source, fields};
    T::fields(record, reader);
    return record;
}

//! Null when \a bytes are no block of this type as this build knows it.
template <codec::Described T>
RecordBlock blockOf(QByteArray bytes, pack::TextPool &pool)
{
    RecordBlock block = pack::Block::parse(std::move(bytes), pack::head<T>(), pool);
    const T like;
    for (int i = 0; block && i < block->count(); ++i) {
        pack::Source source = block->record(i);
        pack::Skipper {source}.skip(like);
        if (source.isBad() || !source.atEnd())
            return {};
    }
    return block;
}

//! Nothing when \a bytes are no block of this type as this build knows it.
template <codec::Described T>
std::optional<std::vector<T>> unpackRecords(const QByteArray &bytes, pack::TextPool &pool)
{
    const RecordBlock block = blockOf<T>(bytes, pool);
    if (!block)
        return std::nullopt;
    std::vector<T> records;
    records.reserve(size_t(block->count()));
    for (int i = 0; i < block->count(); ++i)
        records.push_back(recordOf<T>(*block, i));
    return records;
}

} // namespace gatehouse
