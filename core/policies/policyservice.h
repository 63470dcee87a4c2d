// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/policy.h"
#include "core/operations/operationstore.h"
#include "core/outbox/outbox.h"

namespace gatehouse {

//! Reading, judging, trying and activating policies. What changes them leaves by the outbox. GUI thread.
class PolicyService final : public QObject
{
    Q_OBJECT

public:
    PolicyService(ApiClient &client, Outbox &outbox, OperationStore &operations, QObject *parent = nullptr);

    //! The paths that policies() and versions() are read from.
    static QStringList reads();

    QFuture<Result<Policies>> policies();
    //! Newest first.
    QFuture<Result<Items<PolicyVersion>>> versions();
    //! Keeps nothing.
    QFuture<Result<PolicyValidation>> validate(const QString &yaml);
    //! What the draft says of one version. The portal remembers that its text was tried; nothing else.
    QFuture<Result<PolicyDryRun>> dryRun(const VersionId &version, Environment environment);
    //! Starts it; the operation is in the store when the future is done, and names the result in its
    //! subjectId.
    QFuture<Result<Operation>> backtest(int decisions);
    //! Of a back-test that succeeded.
    QFuture<Result<PolicyBacktest>> backtestResult(const QString &id);

    QFuture<Result<PolicyVersion>> saveDraft(const Policies &seen, const QString &yaml);
    QFuture<Result<Policies>> discardDraft(const Policies &seen);
    QFuture<Result<Policies>> activate(const Policies &seen, const QString &reason);

private:
    ApiClient &m_client;
    Outbox &m_outbox;
    OperationStore &m_operations;
};

} // namespace gatehouse
