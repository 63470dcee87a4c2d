// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "core/approvals/delegationservice.h"
#include "core/drafts/draftkeeper.h"

namespace gatehouse {

class Dialog;
class OverlayHost;

//! What a person does about who decides, besides deciding: saying that they are at a stage, handing
//! theirs over, escalating, and the review that an emergency owes. Each begins from the request as it
//! is shown; what it does not allow is not asked for.
class StageCommands final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ApprovalService &approvals;
        DelegationService *delegations; //!< Null: nothing can be handed over here.
        DraftKeeper &drafts;
        OverlayHost &overlays;
    };
    explicit StageCommands(const Parts &parts, QObject *parent = nullptr);

    //! Claims the first stage that is theirs, or gives back what they claimed.
    void toggleClaim(const ApprovalRequest &request);
    void escalate(const ApprovalRequest &request);
    void handOver(const ApprovalRequest &request, const QDateTime &now);
    //! All stages of the person.
    void handOverAll(const QDateTime &now);
    void reviewAfterwards(const ApprovalRequest &request);

    //! Why \a name ("claim", "delegate", …) cannot be done with \a request now; empty when it can.
    static QString whyNot(const ApprovalRequest &request, const QString &name);
    //! The same for toggleClaim(), which is one of two.
    static QString whyNotToggle(const ApprovalRequest &request);

Q_SIGNALS:
    //! What has no dialog to say it in.
    void failed(const gatehouse::Error &error);
    //! Who may decide what may be different now.
    void delegationsChanged();

private:
    void ask(Dialog *dialog, const QString &key, const QString &subject, const QString &basis);

    const Parts m_parts;
};

} // namespace gatehouse
