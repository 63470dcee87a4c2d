// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"
#include "core/contract/workflow.h"

//! Which requests may be approved together, without being looked at one by one. The console never
//! widens what the portal allows: this only takes rows out.
namespace gatehouse {

//! Why a row drops out of a batch; the first that holds, in this order.
enum class BatchBar {
    None, //!< It may be approved with the others.
    NotYourTurn, //!< Decided, closed or gone since it was marked.
    InOutbox, //!< A decision on it waits to be sent.
    OwnDraft, //!< The person wrote what must be solved, and has not sent it.
    NotAllowed, //!< The portal's no: own request, other stage decided, evidence missing.
    Risk, //!< Not low.
    Production,
    Configuration, //!< A changed text has no evidence: it is read.
    Unread, //!< Its evidence or its policies could not be read.
    Reading, //!< Not known yet.
    Moved, //!< The evidence at hand is of another revision than the request.
    NoEvidence,
    InstallScripts,
    Evidence, //!< A check that did not pass; an error or one that did not run is none that passed.
    Finding, //!< Medium or worse. Remarks below that stay with the row as notes.
    Policy //!< A policy denies it or wants a review.
};

struct BatchFacts
{
    ApprovalRequest request;
    bool isGone = false;
    bool isInOutbox = false;
    bool isHeldByDraft = false;
    bool isUnread = false;
    std::optional<EvidenceSet> evidence = {};
    std::optional<QList<PolicyEvaluation>> policies = {};
};

struct BatchVerdict
{
    BatchBar bar = BatchBar::Reading;
    EvidenceKind kind = EvidenceKind::Unknown; //!< Of the check that bars it.
    Verdict verdict = Verdict::Unknown; //!< Of that check.
    QString words; //!< The portal's, about the bar; may be empty.
    QStringList notes; //!< The portal's remarks that bar nothing: low findings, checks that wait to be asked for, what a policy only warns of.

    bool passes() const { return bar == BatchBar::None; }
    bool isKnown() const { return bar != BatchBar::Reading; }
    bool operator==(const BatchVerdict &) const = default;
};

BatchVerdict judgeForBatch(const BatchFacts &facts);
//! The stage that an approval of the caller counts in; empty when they may decide none.
StageId decidableStage(const ApprovalRequest &request);

} // namespace gatehouse
