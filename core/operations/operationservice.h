// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operations/operationstore.h"
#include "core/outbox/outbox.h"

namespace gatehouse {

//! Long work: what it did, and stopping it. GUI thread.
class OperationService final : public QObject
{
    Q_OBJECT

public:
    OperationService(ApiClient &client, Outbox &outbox, OperationStore &store, QObject *parent = nullptr);

    QFuture<Result<Operation>> cancel(const OperationId &id);
    //! Log lines with a sequence number above \a after.
    QFuture<Result<Items<OperationLogLine>>> log(const OperationId &id, qint64 after = 0);
    //! Where the log is read, for ShownData.
    static QStringList readsOf(const OperationId &id);
    //! Reads one operation again; the store has it when the future is done.
    QFuture<Result<Operation>> refresh(const OperationId &id);

    //! The refusal of what was sent here is shown beside its cause.
    void noteShown(const Error &refusal);

private:
    QFuture<Result<Operation>> stored(const QFuture<Result<Operation>> &answer);

    ApiClient &m_client;
    Outbox &m_outbox;
    OperationStore &m_store;
};

} // namespace gatehouse
