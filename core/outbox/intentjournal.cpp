// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/intentjournal.h"

#include "core/outbox/intentcodec.h"
#include "core/storage/tables.h"

#include <algorithm>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int writeAgainMs = 3000;

QString outboxTable()
{
    return QString::fromLatin1(tables::outbox);
}

RowBatch batchOf(const Intent &intent)
{
    RowBatch batch;
    batch.put.append({outboxTable(), intent.id.text(), encodeIntent(intent)});
    batch.durability = Durability::Fsynced;
    return batch;
}

bool wasComposedBefore(const Intent &a, const Intent &b)
{
    return std::tie(a.sequence, a.composedAt, a.id) < std::tie(b.sequence, b.composedAt, b.id);
}

} // namespace

IntentJournal::IntentJournal(RowStore &rows, IntentStore &store, QObject *parent)
    : QObject(parent)
    , m_rows(rows)
    , m_store(store)
{
    m_again.setSingleShot(true);
    m_again.setInterval(writeAgainMs);
    connect(&m_again, &QTimer::timeout, this, &IntentJournal::writeAgain);
}

void IntentJournal::restore(Done done)
{
    deliver(m_rows.readAll(outboxTable()), this, [this, done = std::move(done)](const Result<QList<Row>> &rows) {
        if (!rows)
            return done(fail(rows.error()));
        QList<Intent> kept;
        for (const Row &row : *rows) {
            const auto intent = decodeIntent(row.value);
            if (intent)
                kept.append(*intent);
            else
                Q_EMIT failed(storageError(u"Something in the outbox cannot be read and is left as it is."_s, row.key));
        }
        std::sort(kept.begin(), kept.end(), wasComposedBefore);
        m_store.putAll(kept);
        done({});
    });
}

void IntentJournal::commit(const Intent &next, Done done)
{
    deliver(m_rows.write(batchOf(next)), this, [this, next, done = std::move(done)](const Status &written) {
        if (written)
            m_store.put(next);
        else
            Q_EMIT failed(written.error());
        done(written);
    });
}

void IntentJournal::conclude(const Intent &next, Done done)
{
    deliver(m_rows.write(batchOf(next)), this, [this, next, done = std::move(done)](const Status &written) {
        m_store.put(next);
        if (!written) {
            Q_EMIT failed(written.error());
            m_unwritten.insert(next.id.text(), next);
            m_again.start();
        }
        done(written);
    });
}

void IntentJournal::remove(const QList<IntentId> &ids, Done done)
{
    RowBatch batch;
    batch.durability = Durability::Fsynced;
    for (const IntentId &id : ids)
        batch.remove.append({outboxTable(), id.text()});
    deliver(m_rows.write(std::move(batch)), this, [this, ids, done = std::move(done)](const Status &written) {
        for (const IntentId &id : ids) {
            if (written) {
                m_unwritten.remove(id.text());
                m_store.remove(id.text());
            }
        }
        if (!written)
            Q_EMIT failed(written.error());
        done(written);
    });
}

void IntentJournal::putBack(const QList<Intent> &intents, Done done)
{
    RowBatch batch;
    batch.durability = Durability::Fsynced;
    for (const Intent &intent : intents)
        batch.put.append({outboxTable(), intent.id.text(), encodeIntent(intent)});
    deliver(m_rows.write(std::move(batch)), this, [this, intents, done = std::move(done)](const Status &written) {
        if (written)
            m_store.putAll(intents);
        else
            Q_EMIT failed(written.error());
        done(written);
    });
}

void IntentJournal::readAgain(const IntentId &id, std::function<void(const Result<std::optional<Intent>> &)> done)
{
    using Kept = Result<std::optional<QByteArray>>;
    deliver(m_rows.read(outboxTable(), id.text()), this, [done = std::move(done)](const Kept &kept) {
        if (!kept)
            return done(fail(kept.error()));
        if (!*kept)
            return done(std::optional<Intent>());
        const auto intent = decodeIntent(**kept);
        done(intent ? Result<std::optional<Intent>>(*intent) : fail(intent.error()));
    });
}

void IntentJournal::writeAgain()
{
    const QHash<QString, Intent> waiting = std::exchange(m_unwritten, {});
    for (const Intent &intent : waiting)
        conclude(intent, [](const Status &) { /* told by failed(), and tried again */ });
}

} // namespace gatehouse
