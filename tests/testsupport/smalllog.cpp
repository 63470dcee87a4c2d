// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/smalllog.h"

#include "core/contract/merkle.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

const QDateTime start = QDateTime::fromSecsSinceEpoch(1764000000, Qt::UTC);

using Leaves = QList<QByteArray>;

QByteArray rootOf(const Leaves &leaves)
{
    if (leaves.isEmpty())
        return merkle::emptyRoot();
    if (leaves.size() == 1)
        return merkle::leafHash(leaves.first());
    const qsizetype k = qsizetype(merkle::splitOf(leaves.size()));
    return merkle::nodeHash(rootOf(leaves.first(k)), rootOf(leaves.sliced(k)));
}

//! PATH(m, D[n])
QList<QByteArray> path(qsizetype m, const Leaves &leaves)
{
    if (leaves.size() == 1)
        return {};
    const qsizetype k = qsizetype(merkle::splitOf(leaves.size()));
    return m < k ? path(m, leaves.first(k)) + QList {rootOf(leaves.sliced(k))}
                 : path(m - k, leaves.sliced(k)) + QList {rootOf(leaves.first(k))};
}

//! SUBPROOF(m, D[n], b)
QList<QByteArray> proof(qsizetype m, const Leaves &leaves, bool b)
{
    if (m == leaves.size())
        return b ? QList<QByteArray>() : QList {rootOf(leaves)};
    const qsizetype k = qsizetype(merkle::splitOf(leaves.size()));
    return m <= k ? proof(m, leaves.first(k), b) + QList {rootOf(leaves.sliced(k))}
                  : proof(m - k, leaves.sliced(k), false) + QList {rootOf(leaves.first(k))};
}

QStringList texts(const QList<QByteArray> &hashes)
{
    QStringList texts;
    for (const QByteArray &hash : hashes)
        texts.append(dsse::toBase64(hash));
    return texts;
}

} // namespace

SmallLog::SmallLog(const QByteArray &logSeed)
    : m_logSeed(logSeed)
{
}

QString SmallLog::logKey() const
{
    return dsse::toBase64(ed25519::publicKeyOf(seedOf(m_logSeed)));
}

DecisionStatement SmallLog::statement(const QString &reason) const
{
    DecisionStatement statement;
    statement.tenant = u"acme"_s;
    statement.requestId = RequestId(u"req_1"_s);
    statement.package = u"@acme/plugin"_s;
    statement.version = u"1.0.0"_s;
    statement.versionDigest = u"sha512-a"_s;
    statement.evidenceRevision = 3;
    statement.policyVersion = 2;
    statement.stageId = StageId(u"stg_1"_s);
    statement.outcome = Outcome::Approve;
    statement.reason = reason;
    statement.decider = {u"https://id.acme.example"_s, u"ines"_s};
    statement.signedAt = start.addSecs(m_entries.size());
    statement.idempotencyKey = u"0b8a9a7e-3c1d-4e55-9d7c-5a2f6e8b1c43"_s;
    return statement;
}

DecisionId SmallLog::append(DecisionEntry entry)
{
    entry.decisionId = DecisionId(u"dec_%1"_s.arg(m_entries.size()));
    entry.recordedAt = start.addSecs(m_entries.size());
    m_entries.append(canonicalBytes(entry));
    m_ids.append(entry.decisionId);
    return entry.decisionId;
}

DecisionId SmallLog::add(const QString &reason, const QByteArray &device)
{
    DecisionEntry entry;
    entry.envelope = signStatement(statement(reason), seedOf(device));
    entry.publicKey = dsse::toBase64(ed25519::publicKeyOf(seedOf(device)));
    return append(std::move(entry));
}

DecisionId SmallLog::addUnsigned(const QString &reason)
{
    DecisionEntry entry;
    entry.unsignedDecision = statement(reason);
    return append(std::move(entry));
}

void SmallLog::rewrite(qsizetype index, const QString &reason)
{
    SmallLog other;
    for (qsizetype i = 0; i < index; ++i)
        other.add(QString());
    other.add(reason);
    m_entries[index] = other.m_entries.last();
}

DecisionLogHead SmallLog::head(qint64 size) const
{
    TreeHead head;
    head.log = u"acme"_s;
    head.size = size < 0 ? m_entries.size() : size;
    head.root = dsse::toBase64(rootOf(m_entries.first(head.size)));
    head.time = start.addSecs(head.size);
    return {signStatement(head, seedOf(m_logSeed)), logKey()};
}

DecisionReceipt SmallLog::receipt(const DecisionId &id, qint64 size) const
{
    const qsizetype index = m_ids.indexOf(id);
    const DecisionLogHead under = head(size);
    const qsizetype leaves = size < 0 ? m_entries.size() : qsizetype(size);
    return {dsse::toBase64(m_entries.at(index)), index, texts(path(index, m_entries.first(leaves))), under.head, under.logKey};
}

ConsistencyProof SmallLog::consistency(qint64 first, qint64 second) const
{
    const bool isEmpty = first == 0 || first == second;
    return {first, second, isEmpty ? QStringList() : texts(proof(first, m_entries.first(second), true))};
}

} // namespace gatehouse::testsupport
