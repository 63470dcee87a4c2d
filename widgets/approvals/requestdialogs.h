// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "core/drafts/draftkeeper.h"

namespace gatehouse {

class Dialog;
class LineRemarks;
class OverlayHost;
class SeenChanges;

//! The dialogs in which a person decides a request, takes it back or submits it again. What is written
//! in them is kept until it is sent.
class RequestDialogs final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ApprovalService &approvals;
        DraftKeeper &drafts;
        OverlayHost &overlays;
        const SeenChanges &seen;
    };
    explicit RequestDialogs(const Parts &parts, QObject *parent = nullptr);

    //! Comments on lines that were kept here (\a remarks) are sent before the decision.
    void decide(const ApprovalRequest &request, Outcome outcome, LineRemarks &remarks);
    void withdraw(const ApprovalRequest &request);
    void resubmit(const ApprovalRequest &request);

Q_SIGNALS:
    //! The request that is decided on has moved at the portal.
    void moved();

private:
    void open(Dialog *dialog, const ApprovalRequest &request, const QString &key);

    const Parts m_parts;
};

} // namespace gatehouse
