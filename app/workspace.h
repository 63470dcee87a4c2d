// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "core/approvals/delegationservice.h"
#include "core/audit/auditservice.h"
#include "core/auth/profiles.h"
#include "core/config/configservice.h"
#include "core/config/configtreestore.h"
#include "core/drafts/draftkeeper.h"
#include "core/insights/insightsservice.h"
#include "core/net/portalclock.h"
#include "core/operations/operationservice.h"
#include "core/outbox/outbox.h"
#include "core/policies/policyservice.h"
#include "core/receipts/bundleexport.h"
#include "core/receipts/receiptservice.h"
#include "core/registry/registryservice.h"
#include "core/review/reviewservice.h"
#include "core/review/takeoffline.h"
#include "core/sync/answerkeeper.h"
#include "core/sync/connectionstate.h"
#include "core/sync/freshness.h"
#include "core/sync/productionlock.h"
#include "core/sync/replica.h"
#include "core/workflows/workflowservice.h"
#include "models/outbox/offlinespell.h"

namespace gatehouse {

//! Everything that belongs to one person at one portal: connection, stores, services. Made at
//! sign-in, gone at sign-out; pages built on it are dropped before it.
class Workspace final : public QObject
{
    Q_OBJECT
public:
    //! \a rows is where it keeps what must outlive it, \a secrets where the key of this computer rests,
    //! under the name of \a profileId. All outlive it.
    Workspace(TokenSource &tokens, const Clock &clock, RowStore &rows, TokenStore &secrets, const QString &profileId,
        QObject *parent = nullptr);
    ~Workspace() override;

    //! Fills the stores with what an earlier run kept; true when there is enough to work with. Needs
    //! nobody but this computer.
    QFuture<Result<bool>> restore();
    //! Goes to the portal: reads who we are, brings the stores up to date and follows the feed.
    [[nodiscard]] Status open(const Profile &profile);
    //! After failed(): asks again.
    void retry() { readMe(); }
    const std::optional<Me> &me() const { return m_me; }

    RowStore &rows;
    PortalClock time; //!< For everything that compares with times of the portal.
    AnswerKeeper answers;
    ProductionLock lock;
    ApiClient api;
    ConnectionState connection;
    Freshness freshness;
    OfflineSpell spell;
    PluginStore plugins;
    RequestStore requests;
    OperationStore operations;
    ConfigTreeStore configs;
    Replica replica;
    Outbox outbox;
    DraftKeeper drafts;
    DeviceKey deviceKey;
    KeyRing keyRing;
    LogWatch logWatch;
    ReceiptService receipts;
    BundleExport bundles;
    RegistryService registry;
    ReviewService review;
    ApprovalService approvals;
    DelegationService delegations;
    WorkflowService workflows;
    ConfigService configuration;
    OperationService operationService;
    PolicyService policies;
    InsightsService insights;
    AuditService audit;
    TakeOffline takeOffline;

Q_SIGNALS:
    void meKnown();
    //! The lists are here, from this computer or from the portal.
    void filled();
    void failed(const gatehouse::Error &error);

private:
    void readMe();
    void readPortal();
    void followDecisions();
    void readKeptMeta();
    void know(const Me &me);
    void forgetOrphans();

    std::optional<Me> m_me;
};

} // namespace gatehouse
