// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "core/review/reviewservice.h"
#include "tests/widgets/pagescene.h"
#include "widgets/approvals/inboxpage.h"

namespace gatehouse::widgetstest {

//! What the Inbox stands on.
class InboxScene final : public PageScene
{
public:
    explicit InboxScene(coretest::ScriptedServer::Script portal);
    ~InboxScene();
    Q_DISABLE_COPY_MOVE(InboxScene)

    //! With the services and the drafts that follow it.
    [[nodiscard]] bool openOutbox();
    //! The least that a page takes; \a intents may be null.
    InboxPage::Parts parts(const IntentStore *intents);

    RequestStore requests;
    OperationStore operations;
    std::unique_ptr<ApprovalService> approvals;
    std::unique_ptr<ReviewService> review;
};

//! An update under review, whose numbers and names are made of \a id.
ApprovalRequest updateUnderReview(const QString &id, const QString &queue, const QString &plugin);

} // namespace gatehouse::widgetstest
