// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/batchmodel.h"

#include "core/base/async.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Answers awaited at once: two for a row.
constexpr int atOnce = 8;

QString purposeOf(const ApprovalRequest &request)
{
    return u"%1/%2/%3/%4"_s.arg(request.versionId.text(), toWire(request.environment)).arg(request.evidenceRevision).arg(request.policyVersion);
}

} // namespace

BatchModel::BatchModel(const RequestStore &requests, Reads reads, QObject *parent)
    : QAbstractListModel(parent)
    , m_requests(requests)
    , m_reads(std::move(reads))
{
    connect(&requests, &RecordSignals::changed, this, &BatchModel::follow);
    connect(&requests, &RecordSignals::aboutToRemove, this, &BatchModel::onAboutToRemove);
    connect(&requests, &RecordSignals::inserted, this, [this](int first, int last) {
        for (int row = first; row <= last; ++row)
            follow(row);
    });
}

void BatchModel::setRequests(const QList<RequestId> &ids)
{
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (ids.contains(m_rows.at(size_t(row)).id))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    for (const RequestId &id : ids) {
        const ApprovalRequest *request = m_requests.find(id.text());
        if (!request || rowOf(id) >= 0)
            continue;
        const int row = int(m_rows.size());
        beginInsertRows({}, row, row);
        Row added;
        added.id = id;
        added.facts.request = *request;
        added.facts.isInOutbox = m_reads.isInOutbox && m_reads.isInOutbox(id);
        added.facts.isHeldByDraft = m_reads.isHeldByDraft && m_reads.isHeldByDraft(id);
        added.verdict = judgeForBatch(added.facts);
        m_rows.push_back(std::move(added));
        endInsertRows();
    }
    readMore();
    Q_EMIT judged();
}

void BatchModel::judgeAgain()
{
    for (int row = 0; row < rowCount(); ++row) {
        BatchFacts &facts = m_rows.at(size_t(row)).facts;
        facts.isInOutbox = m_reads.isInOutbox && m_reads.isInOutbox(facts.request.id);
        facts.isHeldByDraft = m_reads.isHeldByDraft && m_reads.isHeldByDraft(facts.request.id);
        // Asked for once more.
        if (facts.isUnread)
            m_rows.at(size_t(row)).readAs.clear();
        judge(row);
    }
    readMore();
}

QList<ApprovalRequest> BatchModel::passing() const
{
    QList<ApprovalRequest> requests;
    for (const Row &row : m_rows) {
        if (row.verdict.passes())
            requests.append(row.facts.request);
    }
    return requests;
}

int BatchModel::passingCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.verdict.passes(); }));
}

int BatchModel::readingCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return !row.verdict.isKnown(); }));
}

int BatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant BatchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(size_t(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return row.facts.request.pluginName;
    case IdRole:
        return row.id.text();
    case BarRole:
        return int(row.verdict.bar);
    case NotesRole:
        return row.verdict.notes;
    default:
        return {};
    }
}

int BatchModel::rowOf(const RequestId &id) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&id](const Row &row) { return row.id == id; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

void BatchModel::follow(int storeRow)
{
    const ApprovalRequest &request = m_requests.at(storeRow);
    const int row = rowOf(request.id);
    if (row < 0)
        return;
    BatchFacts &facts = m_rows.at(size_t(row)).facts;
    facts.isGone = false;
    facts.request = request;
    judge(row);
    readMore();
}

void BatchModel::onAboutToRemove(int first, int last)
{
    for (int storeRow = first; storeRow <= last; ++storeRow) {
        const int row = rowOf(m_requests.at(storeRow).id);
        if (row < 0)
            continue;
        m_rows.at(size_t(row)).facts.isGone = true;
        judge(row);
    }
}

void BatchModel::judge(int row)
{
    Row &judgedRow = m_rows.at(size_t(row));
    // What was read for another version or revision says nothing about this one.
    if (judgedRow.readAs != purposeOf(judgedRow.facts.request)) {
        judgedRow.readAs.clear();
        judgedRow.facts.isUnread = false;
        judgedRow.facts.evidence.reset();
        judgedRow.facts.policies.reset();
    }
    judgedRow.verdict = judgeForBatch(judgedRow.facts);
    Q_EMIT dataChanged(index(row, 0), index(row, 0));
    Q_EMIT judged();
}

void BatchModel::readMore()
{
    for (Row &row : m_rows) {
        if (m_reading >= atOnce)
            return;
        if (row.readAs.isEmpty() && !row.verdict.isKnown())
            read(row);
    }
}

void BatchModel::read(Row &row)
{
    const ApprovalRequest &request = row.facts.request;
    row.readAs = purposeOf(request);
    await(m_reads.evidence(request.versionId), row.id, row.readAs, [](BatchFacts &facts, const EvidenceSet &set) { facts.evidence = set; });
    await(m_reads.policies(request.versionId, request.environment), row.id, row.readAs,
        [](BatchFacts &facts, const Items<PolicyEvaluation> &answer) { facts.policies = answer.items; });
}

template <typename T, typename Take>
void BatchModel::await(const QFuture<Result<T>> &answer, const RequestId &id, const QString &readAs, Take take)
{
    ++m_reading;
    deliver(answer, this, [this, id, readAs, take](const Result<T> &result) {
        --m_reading;
        const int row = rowOf(id);
        if (row >= 0 && m_rows.at(size_t(row)).readAs == readAs) {
            BatchFacts &facts = m_rows.at(size_t(row)).facts;
            if (result)
                take(facts, *result);
            else
                facts.isUnread = true;
            judge(row);
        }
        readMore();
    });
}

} // namespace gatehouse
