// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/suppressions.h"

#include "backend/api/problem.h"
#include "backend/checks/findings.h"
#include "backend/services/evidencejudgement.h"
#include "backend/services/evidencestore.h"
#include "backend/services/registryactions.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"
#include "backend/services/versionfacts.h"
#include "core/base/random.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr qsizetype LongestText = 2000;

//! A finding with the check it belongs to.
struct Located
{
    EvidenceKind kind = EvidenceKind::Unknown;
    Finding finding;
};

std::optional<Located> find(const QList<Evidence> &evidence, const FindingId &id)
{
    for (const Evidence &item : evidence) {
        const auto found = std::ranges::find(item.findings, id, &Finding::id);
        if (found != item.findings.end())
            return Located{item.kind, *found};
    }
    return std::nullopt;
}

QString standsAlready(const QList<SuppressionRecord> &suppressions, const FindingId &id)
{
    for (const SuppressionRecord &known : suppressions) {
        if (known.findingId != id)
            continue;
        if (known.state == SuppressionState::Proposed)
            return u"A suppression of it is proposed already."_s;
        if (known.state == SuppressionState::Approved)
            return u"It is held back already."_s;
    }
    return {};
}

Status checkProposal(const store::UnitOfWork &work, const SuppressionProposal &proposal)
{
    QList<FieldError> fields;
    if (proposal.reason.trimmed().isEmpty())
        fields << FieldError{u"/reason"_s, u"required"_s, u"A reason is needed."_s};
    if (proposal.reason.size() > LongestText)
        fields << FieldError{u"/reason"_s, u"too_long"_s, u"At most 2000 characters are kept."_s};
    if (!proposal.expiresAt.isValid() || proposal.expiresAt <= work.now())
        fields << FieldError{u"/expiresAt"_s, u"invalid"_s, u"It must end in the future."_s};
    else if (proposal.expiresAt > work.now().addDays(LongestSuppressionDays))
        fields << FieldError{u"/expiresAt"_s, u"too_late"_s,
            u"It may last %1 days at most."_s.arg(LongestSuppressionDays)};
    return fields.isEmpty() ? Status() : fail(api::validationFailed(fields));
}

//! Tells the feed: the version's evidence is shown differently, even where nothing counts otherwise.
Status announce(store::UnitOfWork &work, const VersionRecord &version, const QString &what)
{
    return refreshPlugin(work, version.head.pluginId, u"plugin.updated"_s,
        u"%1 %2: %3"_s.arg(version.head.pluginName, version.head.version, what));
}

struct Refusal
{
    QString code;
    QString message;
};

//! Why \a actor cannot do \a action now; nothing when they can.
std::optional<Refusal> refusalOf(const store::Actor &actor, const SuppressionRecord &record,
    const QStringList &requesters, const QString &action)
{
    const bool isOwn = record.proposedBy.id == actor.person.id;
    const bool isOpen = record.state == SuppressionState::Proposed;
    const bool isWithdrawal = action == u"withdraw"_s;
    const Status role = requireRole(actor, u"decide_suppression"_s);
    if (!role && !(isWithdrawal && isOwn))
        return Refusal{u"forbidden"_s, role.error().message};
    if (!isOpen && !(isWithdrawal && record.state == SuppressionState::Approved))
        return Refusal{u"conflict_state"_s, u"It is %1."_s.arg(toWire(record.state))};
    if (isWithdrawal)
        return isOpen && !isOwn ? std::optional(Refusal{u"conflict_state"_s, u"Reject it instead: somebody else proposed it."_s}) : std::nullopt;
    if (isOwn)
        return Refusal{u"separation_of_duties"_s, u"You proposed it; somebody else decides."_s};
    if (requesters.contains(actor.person.id.text()))
        return Refusal{u"separation_of_duties"_s, u"You ask for the approval of this version; somebody else decides."_s};
    return std::nullopt;
}

Error errorOf(const Refusal &refusal)
{
    if (refusal.code == u"forbidden"_s)
        return api::forbidden(refusal.message);
    return refusal.code == u"conflict_state"_s ? api::conflictState(refusal.message) : api::separationOfDuties(refusal.message);
}

const QStringList &allActions()
{
    static const QStringList actions = {u"approve"_s, u"reject"_s, u"withdraw"_s};
    return actions;
}

} // namespace

Result<SuppressionRecord> proposeSuppression(
    store::UnitOfWork &work, const VersionId &version, const SuppressionProposal &proposal)
{
    GATEHOUSE_TRY(requireRole(work.actor(), u"suppress"_s));
    const auto known = loadVersion(work, version);
    if (!known)
        return fail(known.error());
    GATEHOUSE_TRY(checkProposal(work, proposal));
    const auto evidence = evidenceOf(work, version);
    if (!evidence)
        return fail(evidence.error());
    const auto located = find(*evidence, proposal.findingId);
    if (!located)
        return fail(api::notFound(u"There is no finding %1 now"_s.arg(proposal.findingId.text())));
    const auto suppressions = suppressionsOf(work, version);
    if (!suppressions)
        return fail(suppressions.error());
    const Actions actions
        = findingActions(work.actor(), located->kind, located->finding, *suppressions);
    if (!actions.allows(u"suppress"_s))
        return fail(api::conflictState(actions.whyNot(u"suppress"_s)));
    SuppressionRecord record;
    record.id = SuppressionId(newId("sup"_L1));
    record.tenant = work.tenant();
    record.versionId = version;
    record.findingId = proposal.findingId;
    record.kind = located->kind;
    record.ruleId = located->finding.ruleId;
    record.title = located->finding.title;
    record.reason = proposal.reason.trimmed();
    record.proposedBy = work.actor().person;
    record.proposedAt = work.now();
    record.expiresAt = proposal.expiresAt;
    GATEHOUSE_TRY(saveSuppression(work, record));
    GATEHOUSE_TRY(work.audit(u"suppression.propose"_s,
        known->head.pluginName + u' ' + known->head.version + u": " + record.title,
        record.id.text(), u"done"_s, record.reason));
    GATEHOUSE_TRY(announce(work, *known, u"a suppression was proposed"_s));
    return record;
}

Status decideSuppression(store::UnitOfWork &work, const PolicySet &policies,
    SuppressionRecord &record, const QString &action, const QString &comment)
{
    if (!allActions().contains(action))
        return fail(api::validationFailed(u"/action"_s, u"unknown_value"_s, u"It is approve, reject or withdraw."_s));
    if (comment.size() > LongestText)
        return fail(api::validationFailed(u"/comment"_s, u"too_long"_s, u"At most 2000 characters are kept."_s));
    if (action == u"reject"_s && comment.trimmed().isEmpty())
        return fail(api::validationFailed(u"/comment"_s, u"required"_s, u"Say why it is rejected."_s));
    const auto requesters = openRequesters(work, record.versionId);
    if (!requesters)
        return fail(requesters.error());
    if (const auto refusal = refusalOf(work.actor(), record, *requesters, action))
        return fail(errorOf(*refusal));
    auto version = loadVersion(work, record.versionId);
    if (!version)
        return fail(std::move(version).error());
    const bool heldBack = record.state == SuppressionState::Approved;
    record.state = action == u"approve"_s ? SuppressionState::Approved
        : action == u"reject"_s           ? SuppressionState::Rejected
                                          : SuppressionState::Withdrawn;
    record.decidedBy = work.actor().person.id.text();
    record.decidedByName = work.actor().person.name;
    record.decidedAt = work.now();
    record.comment = comment.trimmed();
    GATEHOUSE_TRY(saveSuppression(work, record));
    GATEHOUSE_TRY(work.audit(u"suppression."_s + action,
        version->head.pluginName + u' ' + version->head.version + u": " + record.title,
        record.id.text(), u"done"_s, record.comment));
    const QString what = u"a suppression was %1"_s.arg(toWire(record.state));
    if (heldBack || record.state == SuppressionState::Approved)
        return judgeMoved(work, policies, *version, what);
    return announce(work, *version, what);
}

Suppression suppressionView(
    const store::UnitOfWork &work, const SuppressionRecord &record, const QStringList &requesters)
{
    Suppression view;
    view.id = record.id;
    view.versionId = record.versionId;
    view.findingId = record.findingId;
    view.kind = record.kind;
    view.ruleId = record.ruleId;
    view.title = record.title;
    view.reason = record.reason;
    view.state = record.state;
    view.proposedBy = record.proposedBy;
    view.proposedAt = record.proposedAt;
    view.expiresAt = record.expiresAt;
    if (record.decidedBy)
        view.decidedBy = PersonRef{PersonId(*record.decidedBy), record.decidedByName.value_or(QString())};
    view.decidedAt = record.decidedAt;
    view.comment = record.comment;
    view.etag = record.etag();
    const bool isOver = record.state != SuppressionState::Proposed && record.state != SuppressionState::Approved;
    for (const QString &action : allActions()) {
        const bool concerns = !isOver && (record.state == SuppressionState::Proposed || action == u"withdraw"_s);
        if (!concerns)
            continue;
        if (const auto refusal = refusalOf(work.actor(), record, requesters, action))
            view.actions.blocked << BlockedAction{action, refusal->code, refusal->message};
        else
            view.actions.allowed << action;
    }
    return view;
}

Actions findingActions(const store::Actor &actor, EvidenceKind kind, const Finding &finding,
    const QList<SuppressionRecord> &suppressions)
{
    const QString action = u"suppress"_s;
    Actions actions;
    const Status role = requireRole(actor, action);
    QString state = standsAlready(suppressions, finding.id);
    if (finding.id.isEmpty() || !checks::isSuppressible(kind, finding))
        state = u"What could not be verified or read cannot be held back."_s;
    if (!role)
        actions.blocked << BlockedAction{action, u"forbidden"_s, role.error().message};
    else if (!state.isEmpty())
        actions.blocked << BlockedAction{action, u"conflict_state"_s, state};
    else
        actions.allowed << action;
    return actions;
}

} // namespace gatehouse::services
