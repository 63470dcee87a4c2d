// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/requeststore.h"
#include "core/base/result.h"
#include "models/approvals/batchguard.h"

#include <QAbstractListModel>
#include <QFuture>

#include <functional>

namespace gatehouse {

//! The marked requests, each with its verdict for a batch. Evidence and policies are read when a row
//! comes and again when its request moved, a few at once. GUI thread.
class BatchModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    struct Reads
    {
        std::function<QFuture<Result<EvidenceSet>>(const VersionId &)> evidence;
        std::function<QFuture<Result<Items<PolicyEvaluation>>>(const VersionId &, Environment)> policies;
        std::function<bool(const RequestId &)> isInOutbox; //!< May be empty: then nothing waits.
        std::function<bool(const RequestId &)> isHeldByDraft = {}; //!< May be empty: then nothing was written.
    };
    enum Role {
        IdRole = Qt::UserRole, //!< QString
        BarRole, //!< int: BatchBar
        NotesRole //!< QStringList
    };

    //! \a requests outlives it.
    BatchModel(const RequestStore &requests, Reads reads, QObject *parent = nullptr);

    //! Rows that stay keep their place and what was read about them.
    void setRequests(const QList<RequestId> &ids);
    //! What waits in the Outbox is another now.
    void judgeAgain();

    const ApprovalRequest &requestAt(int row) const { return m_rows.at(size_t(row)).facts.request; }
    const BatchVerdict &verdictAt(int row) const { return m_rows.at(size_t(row)).verdict; }
    //! As they are now, each with what it was judged on.
    QList<ApprovalRequest> passing() const;
    int passingCount() const;
    int readingCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    //! Rows came, went, or have another verdict.
    void judged();

private:
    struct Row
    {
        RequestId id;
        BatchFacts facts;
        BatchVerdict verdict;
        QString readAs; //!< What the facts were, or are being, read for; empty before.
    };

    int rowOf(const RequestId &id) const;
    void follow(int storeRow);
    void onAboutToRemove(int first, int last);
    void judge(int row);
    void readMore();
    void read(Row &row);
    //! Applies \a take to the row of \a id if it is still read for \a readAs.
    template <typename T, typename Take>
    void await(const QFuture<Result<T>> &answer, const RequestId &id, const QString &readAs, Take take);

    const RequestStore &m_requests;
    Reads m_reads;
    std::vector<Row> m_rows;
    int m_reading = 0; //!< Answers that are awaited.
};

} // namespace gatehouse
