// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "core/audit/auditservice.h"
#include "core/auth/profiles.h"
#include "core/config/configservice.h"
#include "core/config/configtreestore.h"
#include "core/insights/insightsservice.h"
#include "core/operations/operationservice.h"
#include "core/outbox/outbox.h"
#include "core/registry/registryservice.h"
#include "core/review/reviewservice.h"
#include "core/storage/memoryrowstore.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "core/sync/replica.h"

namespace gatehouse {

//! Everything that belongs to one person at one portal: connection, stores, services. Made at
//! sign-in, gone at sign-out; pages built on it are dropped before it.
class Workspace final : public QObject
{
    Q_OBJECT
public:
    Workspace(TokenSource &tokens, const Clock &clock, QObject *parent = nullptr);
    ~Workspace() override;

    //! Reads who we are, then fills the stores and follows the feed.
    [[nodiscard]] Status open(const Profile &profile);
    //! After failed(): asks again.
    void retry() { readMe(); }
    const std::optional<Me> &me() const { return m_me; }

    ProductionLock lock;
    ApiClient api;
    ConnectionState connection;
    PluginStore plugins;
    RequestStore requests;
    OperationStore operations;
    ConfigTreeStore configs;
    Replica replica;
    MemoryRowStore rows;
    Outbox outbox;
    RegistryService registry;
    ReviewService review;
    ApprovalService approvals;
    ConfigService configuration;
    OperationService operationService;
    InsightsService insights;
    AuditService audit;

Q_SIGNALS:
    void meKnown();
    //! The first lists are here.
    void filled();
    void failed(const gatehouse::Error &error);

private:
    void readMe();

    std::optional<Me> m_me;
};

} // namespace gatehouse
