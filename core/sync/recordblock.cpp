// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/recordblock.h"

#include <limits>

namespace gatehouse::pack {

std::shared_ptr<const Block> Block::parse(QByteArray bytes, const QByteArray &head, TextPool &pool)
{
    if (!bytes.startsWith(head) || bytes.size() > std::numeric_limits<qint32>::max())
        return {};
    auto block = std::make_shared<Block>();
    block->m_bytes = std::move(bytes);
    const QByteArrayView body = QByteArrayView(block->m_bytes).sliced(head.size());
    Source source(body, block->m_texts);
    const qsizetype count = source.count();
    block->m_texts.reserve(size_t(count));
    for (qsizetype i = 0; i < count && !source.isBad(); ++i)
        block->m_texts.push_back(pool.shared(source.text()));
    block->m_textsEnd = quint32(head.size() + body.size() - source.remaining());
    if (source.isBad() || !block->readRecords(block->m_textsEnd))
        return {};
    return block;
}

bool Block::readRecords(qsizetype from)
{
    const QByteArrayView body = QByteArrayView(m_bytes).sliced(from);
    Source source(body, m_texts);
    const qsizetype count = source.count();
    m_starts.reserve(size_t(count));
    m_ends.reserve(size_t(count));
    m_ids.reserve(size_t(count));
    for (qsizetype i = 0; i < count && !source.isBad(); ++i) {
        const quint64 length = source.number();
        m_starts.push_back(quint32(m_bytes.size() - source.remaining()));
        source.raw(length);
        m_ends.push_back(quint32(m_bytes.size() - source.remaining()));
        m_ids.push_back(0);
        m_ids.back() = source.isBad() ? 0 : hashOf(id(int(i)));
    }
    return !source.isBad() && source.atEnd();
}

Source Block::record(int number) const
{
    const quint32 start = m_starts[size_t(number)];
    return {QByteArrayView(m_bytes).sliced(start, m_ends[size_t(number)] - start), m_texts};
}

quint32 Block::hashOf(const QString &id)
{
    // Not the same in two runs, so that nobody can choose ids that all meet.
    return quint32(qHash(id, QHashSeed::globalSeed()));
}

std::shared_ptr<const Block> Block::replaced(int first, int gone, const QByteArrayList &records) const
{
    QList<QByteArrayView> all;
    const auto keep = [this, &all](int from, int to) {
        for (int i = from; i < to; ++i)
            all.append(QByteArrayView(m_bytes).sliced(m_starts[size_t(i)], m_ends[size_t(i)] - m_starts[size_t(i)]));
    };
    keep(0, first);
    for (const QByteArray &record : records)
        all.append(record);
    keep(first + gone, count());
    auto block = std::make_shared<Block>();
    block->m_bytes = m_bytes.first(m_textsEnd) + framed(all);
    block->m_texts = m_texts;
    block->m_textsEnd = m_textsEnd;
    block->readRecords(m_textsEnd);
    return block;
}

} // namespace gatehouse::pack
