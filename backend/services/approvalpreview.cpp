// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalpreview.h"

#include "backend/services/approvalquorum.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

int missingAfter(
    const RequestRecord &record, const StageRecord &stage, const StageRecord *approving)
{
    return std::max(0, missingIn(record, stage) - (&stage == approving ? 1 : 0));
}

struct Need
{
    QString stage;
    int missing = 0;
};

//! What each stage of a parallel group lacks; nothing of those that are complete.
QList<Need> needsOf(const RequestRecord &record, const QList<qsizetype> &group, const StageRecord *approving)
{
    QList<Need> needs;
    for (const qsizetype index : group) {
        const StageRecord &stage = record.stages[index];
        if (const int missing = missingAfter(record, stage, approving); missing > 0)
            needs.append({stage.stage.name, missing});
    }
    return needs;
}

//! "Security still needs 1 and Compliance 1".
QString groupSentence(const QList<Need> &needs, bool first)
{
    QStringList parts;
    for (const Need &need : needs) {
        const QString verb = !parts.isEmpty() ? QString() : first ? u"still needs "_s : u"needs "_s;
        parts.append(u"%1 %2%3"_s.arg(need.stage, verb).arg(need.missing));
    }
    return joinNames(parts);
}

//! How many of the groups from \a at on are one stage each that lacks as many as the others.
qsizetype alikeFrom(const QList<QList<Need>> &groups, qsizetype at)
{
    qsizetype end = at;
    while (end < groups.size() && groups[end].size() == 1 && groups[end].first().missing == groups[at].first().missing)
        ++end;
    return end - at;
}

bool isOwn(const RequestRecord &record, const StageRecord &stage, const Person &caller)
{
    return decidesStage(record, stage, caller.ref, caller.roles, caller.groups)
        || std::ranges::any_of(caller.standsInFor, [&](const Principal &principal) {
               const bool meant
                   = principal.request.isEmpty() || principal.request == record.head.id;
               return meant
                   && decidesStage(record, stage, principal.ref, principal.roles, principal.groups);
           });
}

//! "Your approval makes Security 2 of 2", and whose it is, and who is at it already.
QString effectOf(const RequestRecord &record, const StageRecord &own, const Person &caller)
{
    const auto mandate = mandateFor(record, own, caller);
    QString effect = mandate && mandate->of
        ? u"Your approval for %4 makes %1 %2 of %3"_s
        : u"Your approval makes %1 %2 of %3"_s;
    effect = effect.arg(own.stage.name)
                 .arg(approvalsIn(record, own) + 1)
                 .arg(own.stage.quorum);
    if (mandate && mandate->of)
        effect = effect.arg(mandate->of->name);
    QStringList others;
    for (const StageClaim &claim : own.stage.claims) {
        if (claim.person.id != caller.ref.id)
            others.append(claim.person.name);
    }
    return others.isEmpty() ? effect : effect + u", which %1 has claimed"_s.arg(joinNames(others));
}

//! Other stages that the caller's role would fit but that the vote rules out.
QString barredAfter(const RequestRecord &record, const StageRecord &own, const Person &caller)
{
    QStringList names;
    for (const StageRecord &stage : record.stages) {
        const bool open = stage.stage.status == StageStatus::Active
            || stage.stage.status == StageStatus::Pending;
        if (open && stage.stage.id != own.stage.id && isOwn(record, stage, caller))
            names.append(stage.stage.name);
    }
    if (names.isEmpty())
        return {};
    return u"You cannot decide %1: you decide %2."_s.arg(joinNames(names), own.stage.name);
}

//! Why a reviewer who cannot decide now cannot: the most telling stage speaks.
QString barredNow(const RequestRecord &record, const Person &caller)
{
    if (caller.ref.id == record.head.requestedBy.id)
        return u"You cannot decide this: you asked for it."_s;
    if (caller.roles.contains(Role::PlatformAdmin))
        return u"Platform admins never decide a stage."_s;
    const StageRecord *voted = votedStage(record, caller.ref.id);
    QStringList others;
    std::optional<Refusal> first;
    for (const StageRecord &stage : record.stages) {
        if (!isOwn(record, stage, caller) || stage.stage.status == StageStatus::Void)
            continue;
        if (voted && voted != &stage && stage.stage.status != StageStatus::Passed)
            others.append(stage.stage.name);
        else if (!first)
            first = whyNotDecide(record, stage, caller);
    }
    if (voted && !others.isEmpty())
        return u"You cannot decide %1: you decided %2."_s.arg(joinNames(others), voted->stage.name);
    return first ? first->message : u"No stage of this request is yours."_s;
}

} // namespace

QString missingSentence(const RequestRecord &record, const StageRecord *approving)
{
    QList<QList<Need>> groups;
    for (const QList<qsizetype> &group : stageGroups(record)) {
        if (const QList<Need> needs = needsOf(record, group, approving); !needs.isEmpty())
            groups.append(needs);
    }
    if (groups.isEmpty())
        return u"Nothing else is missing: it is approved then."_s;
    QStringList sentences {groupSentence(groups.first(), true)};
    for (qsizetype at = 1; at < groups.size();) {
        const qsizetype alike = alikeFrom(groups, at);
        QStringList names;
        for (const QList<Need> &group : groups.mid(at, alike))
            names.append(group.first().stage);
        sentences.append(alike > 1 ? u"%1 need %2 each"_s.arg(joinNames(names)).arg(groups[at].first().missing) : groupSentence(groups[at], false));
        at += std::max<qsizetype>(1, alike);
    }
    return sentences.join(u", then "_s) + u'.';
}

std::optional<StagePreview> previewFor(const RequestRecord &record, const Person &caller)
{
    if (!isOpen(record.head.status))
        return std::nullopt;
    const bool requester = caller.ref.id == record.head.requestedBy.id;
    const bool decides = std::ranges::any_of(record.stages,
        [&](const StageRecord &stage) { return isOwn(record, stage, caller); });
    if (!requester && !decides && !hasAny(caller.roles, reviewerRoles()))
        return std::nullopt;
    const StageRecord *own = decidableStage(record, caller);
    StagePreview preview;
    if (own) {
        preview.eligible = true;
        preview.effect = effectOf(record, *own, caller);
        const auto noApproval = whyNotApprove(record);
        preview.barred
            = QStringList{noApproval ? noApproval->message : QString(), barredAfter(record, *own, caller)}
                  .join(u' ')
                  .trimmed();
    } else {
        preview.barred = barredNow(record, caller);
    }
    preview.missing = missingSentence(record, own);
    return preview;
}

} // namespace gatehouse::services
