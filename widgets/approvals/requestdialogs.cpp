// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/requestdialogs.h"

#include "widgets/approvals/decisiondialog.h"
#include "widgets/approvals/lineremarks.h"
#include "widgets/approvals/requestdrafts.h"
#include "widgets/approvals/seenchanges.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/overlay/reasondialog.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

RequestDialogs::RequestDialogs(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
}

void RequestDialogs::decide(const ApprovalRequest &request, Outcome outcome, LineRemarks &remarks)
{
    auto *dialog = new DecisionDialog(m_parts.approvals, request, outcome);
    dialog->setCue(m_parts.seen.cue(request, outcome));
    connect(dialog, &DecisionDialog::moved, this, &RequestDialogs::moved);
    if (const int drafts = remarks.draftCount(); drafts > 0)
        dialog->sendFirst(tr("Sends your %n comments on lines first.", nullptr, drafts), [&remarks] { return remarks.send(); });
    open(dialog, request, requestdrafts::decisionKey(request.id, outcome));
}

void RequestDialogs::withdraw(const ApprovalRequest &request)
{
    auto *dialog = new ReasonDialog(tr("Withdraw %1").arg(request.number), tr("The request closes. What was decided stays in the record."),
        tr("Withdraw"), ReasonDialog::sending([this, request](const QString &text) { return m_parts.approvals.withdraw(request, text); }));
    open(dialog, request, requestdrafts::key(u"withdraw"_s, request.id));
}

void RequestDialogs::resubmit(const ApprovalRequest &request)
{
    auto *dialog = new ReasonDialog(tr("Submit %1 again").arg(request.number), tr("Say what you changed. Reviewers look again."),
        tr("Submit again"), ReasonDialog::sending([this, request](const QString &text) { return m_parts.approvals.resubmit(request, text); }));
    open(dialog, request, requestdrafts::key(u"resubmit"_s, request.id));
}

//! What is written in \a dialog is kept under \a key until it is sent.
void RequestDialogs::open(Dialog *dialog, const ApprovalRequest &request, const QString &key)
{
    keepDraft(*dialog, m_parts.drafts, {key, requestdrafts::subject(request), request.etag});
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_parts.overlays);
}

} // namespace gatehouse
