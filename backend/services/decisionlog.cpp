// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/decisionlog.h"

#include "backend/api/problem.h"
#include "backend/services/treeproofs.h"
#include "core/base/counted.h"
#include "core/contract/merkle.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Result<QByteArray> node(store::UnitOfWork &work, int level, qint64 position)
{
    auto row = work.db().query(
        u"SELECT hash FROM decision_log_nodes WHERE tenant = ? AND level = ? AND position = ?"_s,
        {work.tenant(), level, position});
    if (!row)
        return fail(std::move(row).error());
    const auto hash = row->next() ? dsse::fromBase64(row->text(0)) : std::nullopt;
    if (!hash)
        return fail(storageError(u"A node of the decision log is missing"_s, u"%1/%2"_s.arg(level).arg(position)));
    return *hash;
}

NodeSource nodesOf(store::UnitOfWork &work)
{
    return [&work](int level, qint64 position) { return node(work, level, position); };
}

Status insertNode(store::UnitOfWork &work, int level, qint64 position, const QByteArray &hash)
{
    const auto inserted = work.db().execute(
        u"INSERT INTO decision_log_nodes (tenant, level, position, hash) VALUES (?, ?, ?, ?)"_s,
        {work.tenant(), level, position, dsse::toBase64(hash)});
    return inserted ? Status() : fail(inserted.error());
}

//! The leaf, and the nodes that it completes.
Status insertNodes(store::UnitOfWork &work, qint64 index, QByteArray hash)
{
    int level = 0;
    qint64 position = index;
    GATEHOUSE_TRY(insertNode(work, level, position, hash));
    while ((position & 1) != 0) {
        const auto left = node(work, level, position - 1);
        if (!left)
            return fail(left.error());
        hash = merkle::nodeHash(*left, hash);
        position >>= 1;
        GATEHOUSE_TRY(insertNode(work, ++level, position, hash));
    }
    return {};
}

QStringList pathTexts(const QList<QByteArray> &path)
{
    QStringList texts;
    for (const QByteArray &hash : path)
        texts.append(dsse::toBase64(hash));
    return texts;
}

//! Of the newest of the first \a size entries; an empty log has the beginning of time.
Result<QDateTime> timeAt(store::UnitOfWork &work, qint64 size)
{
    if (size == 0)
        return QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    auto row = work.db().query(
        u"SELECT recorded_at FROM decision_log_entries WHERE tenant = ? AND leaf_index = ?"_s, {work.tenant(), size - 1});
    if (!row)
        return fail(std::move(row).error());
    if (!row->next())
        return fail(api::notFound(u"The decision log has not %1"_s.arg(counted(size, u"entry", u"entries"))));
    return row->time(0);
}

} // namespace

Result<qint64> appendToLog(store::UnitOfWork &work, const DecisionEntry &entry)
{
    // The counter's row stays locked until the commit: two servers on one database write one after the other.
    const auto number = nextNumber(work, u"decision_log"_s);
    if (!number)
        return fail(number.error());
    const qint64 index = *number - 1;
    const QByteArray bytes = canonicalBytes(entry);
    const auto inserted = work.db().execute(
        u"INSERT INTO decision_log_entries (tenant, leaf_index, decision_id, entry, recorded_at) VALUES (?, ?, ?, ?, ?)"_s,
        {work.tenant(), index, entry.decisionId.text(), QString::fromUtf8(bytes), toRfc3339(entry.recordedAt)});
    if (!inserted)
        return fail(inserted.error());
    GATEHOUSE_TRY(insertNodes(work, index, merkle::leafHash(bytes)));
    return index;
}

Result<qint64> logSize(store::UnitOfWork &work)
{
    auto row = work.db().query(
        u"SELECT leaf_index FROM decision_log_entries WHERE tenant = ? ORDER BY leaf_index DESC LIMIT 1"_s, {work.tenant()});
    if (!row)
        return fail(std::move(row).error());
    return row->next() ? row->integer(0) + 1 : 0;
}

Result<DecisionLogHead> logHead(store::UnitOfWork &work, const LogKey &key, qint64 size)
{
    const auto time = timeAt(work, size);
    if (!time)
        return fail(time.error());
    const auto root = treeRoot(nodesOf(work), size);
    if (!root)
        return fail(root.error());
    TreeHead head;
    head.log = work.tenant();
    head.size = size;
    head.root = dsse::toBase64(*root);
    head.time = *time;
    return DecisionLogHead {key.sign(head), key.publicKey()};
}

Result<DecisionReceipt> receiptFor(
    store::UnitOfWork &work, const LogKey &key, const DecisionId &decision, qint64 size)
{
    auto row = work.db().query(
        u"SELECT leaf_index, entry FROM decision_log_entries WHERE tenant = ? AND decision_id = ?"_s,
        {work.tenant(), decision.text()});
    if (!row)
        return fail(std::move(row).error());
    if (!row->next() || row->integer(0) >= size)
        return fail(api::notFound(u"The decision log has no decision %1"_s.arg(decision.text())));
    const qint64 index = row->integer(0);
    const QByteArray entry = row->text(1).toUtf8();
    const auto path = inclusionPath(nodesOf(work), index, size);
    if (!path)
        return fail(path.error());
    const auto head = logHead(work, key, size);
    if (!head)
        return fail(head.error());
    return DecisionReceipt {dsse::toBase64(entry), index, pathTexts(*path), head->head, head->logKey};
}

Result<ConsistencyProof> consistencyProof(store::UnitOfWork &work, qint64 first, qint64 second)
{
    const auto path = consistencyPath(nodesOf(work), first, second);
    if (!path)
        return fail(path.error());
    return ConsistencyProof {first, second, pathTexts(*path)};
}

} // namespace gatehouse::services
