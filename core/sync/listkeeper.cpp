// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/listkeeper.h"

namespace gatehouse {

ListKeeper::ListKeeper(RecordSignals &store, const QString &topic, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_topic(topic)
{
    if (store.count() > 0)
        onInserted(0, store.count() - 1);
    connect(&store, &RecordSignals::inserted, this, &ListKeeper::onInserted);
    connect(&store, &RecordSignals::removed, this, &ListKeeper::onRemoved);
    connect(&store, &RecordSignals::changed, this, [this](int row) { note(m_blocks[size_t(row)]); });
}

QString ListKeeper::keyOf(int block)
{
    // Keys come back in the order of their text.
    return QString::number(block).rightJustified(8, u'0');
}

QList<ListKeeper::Change> ListKeeper::takeChanges()
{
    QList<Change> changes;
    for (const int block : std::exchange(m_changed, {})) {
        const auto [first, last] = std::ranges::equal_range(m_blocks, block);
        Change change {block, {}};
        if (first != last)
            change.pack = packer(int(first - m_blocks.begin()), int(last - m_blocks.begin()) - 1);
        changes.append(std::move(change));
    }
    return changes;
}

void ListKeeper::giveBack(const QList<int> &blocks)
{
    m_changed.insert(blocks.begin(), blocks.end());
}

void ListKeeper::forget()
{
    m_changed.insert(m_blocks.begin(), m_blocks.end());
}

void ListKeeper::beginPutting(int block)
{
    m_putting = std::max(block, m_blocks.empty() ? 0 : m_blocks.back());
}

void ListKeeper::onInserted(int first, int last)
{
    if (m_putting >= 0) {
        m_blocks.insert(m_blocks.end(), size_t(last - first + 1), m_putting);
        return;
    }
    for (int row = first; row <= last; ++row) {
        m_blocks.push_back(blockForNewRow());
        m_changed.insert(m_blocks.back());
    }
    Q_EMIT changed();
}

void ListKeeper::onRemoved(int first, int last)
{
    const auto begin = m_blocks.begin() + first;
    const auto end = m_blocks.begin() + last + 1;
    m_changed.insert(begin, end);
    m_blocks.erase(begin, end);
    Q_EMIT changed();
}

void ListKeeper::note(int block)
{
    m_changed.insert(block);
    Q_EMIT changed();
}

int ListKeeper::blockForNewRow()
{
    if (m_blocks.empty())
        return 0;
    const int last = m_blocks.back();
    const auto full = m_blocks.size() >= size_t(blockSize) && m_blocks[m_blocks.size() - blockSize] == last;
    return full ? last + 1 : last;
}

} // namespace gatehouse
