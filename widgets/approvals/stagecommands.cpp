// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/stagecommands.h"

#include "core/base/async.h"
#include "widgets/approvals/delegationdialog.h"
#include "widgets/approvals/requestdrafts.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/drafts/draftnote.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/overlay/reasondialog.h"

#include <QComboBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Below the sentence of \a dialog, above its reason.
void putFirst(ReasonDialog &dialog, QWidget *field)
{
    dialog.bodyLayout()->insertWidget(1, field);
}

} // namespace

StageCommands::StageCommands(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
}

QString StageCommands::whyNot(const ApprovalRequest &request, const QString &name)
{
    if (request.actions.allows(name))
        return {};
    const QString why = request.actions.whyNot(name);
    return why.isEmpty() ? tr("The portal does not offer this now.") : why;
}

QString StageCommands::whyNotToggle(const ApprovalRequest &request)
{
    return request.actions.allows(u"unclaim"_s) ? QString() : whyNot(request, u"claim"_s);
}

void StageCommands::toggleClaim(const ApprovalRequest &request)
{
    const auto done = [this](const Result<ApprovalRequest> &answer) {
        if (!answer)
            Q_EMIT failed(answer.error());
    };
    if (request.actions.allows(u"unclaim"_s)) {
        deliver(m_parts.approvals.unclaim(request), this, done);
        return;
    }
    const auto mine = std::ranges::find_if(request.stages, &Stage::callerEligible);
    if (request.actions.allows(u"claim"_s) && mine != request.stages.end())
        deliver(m_parts.approvals.claim(request, mine->id), this, done);
}

void StageCommands::escalate(const ApprovalRequest &request)
{
    if (!request.actions.allows(u"escalate"_s))
        return;
    auto *stage = new QComboBox;
    stage->setObjectName(u"escalateStage"_s);
    stage->setAccessibleName(tr("Stage"));
    for (const Stage &candidate : request.stages) {
        if (candidate.escalation)
            stage->addItem(tr("%1: ask %2").arg(candidate.name, *candidate.escalation), candidate.id.text());
    }
    auto *dialog = new ReasonDialog(tr("Escalate %1").arg(request.number),
        tr("More people may decide the stage, with more time. How many have to stays as it is."), tr("Escalate"),
        ReasonDialog::sending([this, request, stage](const QString &reason) {
            return m_parts.approvals.escalate(request, StageId(stage->currentData().toString()), reason);
        }));
    putFirst(*dialog, stage);
    ask(dialog, requestdrafts::key(u"escalate"_s, request.id), requestdrafts::subject(request), request.etag);
}

void StageCommands::handOver(const ApprovalRequest &request, const QDateTime &now)
{
    if (!m_parts.delegations || !request.actions.allows(u"delegate"_s))
        return;
    auto *dialog = new DelegationDialog(*m_parts.delegations, {request.id, requestdrafts::subject(request)}, now);
    connect(dialog, &DelegationDialog::changed, this, &StageCommands::delegationsChanged);
    ask(dialog, requestdrafts::key(u"delegate"_s, request.id), requestdrafts::subject(request), request.etag);
}

void StageCommands::handOverAll(const QDateTime &now)
{
    if (!m_parts.delegations)
        return;
    auto *dialog = new DelegationDialog(*m_parts.delegations, {}, now);
    connect(dialog, &DelegationDialog::changed, this, &StageCommands::delegationsChanged);
    ask(dialog, u"delegate/all"_s, tr("Hand over your stages"), {});
}

void StageCommands::reviewAfterwards(const ApprovalRequest &request)
{
    if (!request.actions.allows(u"after_review"_s))
        return;
    auto *verdict = new SegmentedControl(SegmentedControl::Look::Filled);
    verdict->setObjectName(u"afterReviewVerdict"_s);
    verdict->setAccessibleName(tr("Result"));
    verdict->addSegment(tr("It was in order"), IconName::Check);
    verdict->addSegment(tr("I object"), IconName::TriangleAlert);
    auto *dialog = new ReasonDialog(tr("Look back at %1").arg(request.number),
        tr("An emergency change was approved by fewer people. Say whether it was in order. Neither answer undoes it; both stand in the record."),
        tr("Record the review"), ReasonDialog::sending([this, request, verdict](const QString &comment) {
            return m_parts.approvals.reviewAfterwards(request, verdict->currentIndex() == 0, comment);
        }));
    putFirst(*dialog, verdict);
    ask(dialog, requestdrafts::key(u"review"_s, request.id), requestdrafts::subject(request), request.etag);
}

//! What is written in \a dialog is kept under \a key until it is sent.
void StageCommands::ask(Dialog *dialog, const QString &key, const QString &subject, const QString &basis)
{
    keepDraft(*dialog, m_parts.drafts, {key, subject, basis});
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_parts.overlays);
}

} // namespace gatehouse
