// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policyview.h"

#include "backend/api/problem.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Result<ReadPolicies> readVersion(store::UnitOfWork &work, int version)
{
    const auto row = policyVersion(work, version);
    if (!row)
        return fail(row.error());
    ReadPolicies read = readPolicies(row->head.yaml.toUtf8());
    if (!read.isValid())
        return fail(storageError(u"The active policies cannot be read"_s,
            read.problems.first().message));
    return read;
}

QString stateOf(const PolicySetRow &row, int version)
{
    if (version == row.activeVersion)
        return u"active"_s;
    return version == row.draftVersion ? u"draft"_s : u"retired"_s;
}

} // namespace

Status checkPolicyAdmin(const store::UnitOfWork &work)
{
    if (work.actor().has(Role::PlatformAdmin))
        return {};
    return fail(api::forbidden(u"Only a platform admin changes policies."_s));
}

Status checkPolicyText(const QString &yaml)
{
    if (yaml.trimmed().isEmpty())
        return fail(api::validationFailed(u"/yaml"_s, u"required"_s, u"There is no text."_s));
    if (yaml.toUtf8().size() > policyTextLimit)
        return fail(
            api::validationFailed(u"/yaml"_s, u"too_long"_s, u"At most 256 kB of text."_s));
    return {};
}

Result<ReadPolicies> judgedPolicies(store::UnitOfWork &work, const QString &yaml)
{
    ReadPolicies read = readPolicies(yaml.toUtf8());
    if (!read.isValid())
        return read;
    const auto row = policySetRow(work);
    if (!row)
        return fail(row.error());
    const auto active = readVersion(work, row->activeVersion);
    if (!active)
        return fail(active.error());
    compareVersions(read, active->policies);
    return read;
}

Result<std::optional<PolicyVersion>> shownDraft(store::UnitOfWork &work, const PolicySetRow &row)
{
    if (row.draftVersion == 0)
        return std::nullopt;
    const auto version = policyVersion(work, row.draftVersion);
    if (!version)
        return fail(version.error());
    auto shown = shownVersion(work, row, *version);
    if (!shown)
        return fail(std::move(shown).error());
    return *shown;
}

Result<PolicyVersion> shownVersion(
    store::UnitOfWork &work, const PolicySetRow &row, const PolicyVersionRow &version)
{
    PolicyVersion shown = version.head;
    shown.state = stateOf(row, version.head.version);
    if (shown.state == u"draft"_s) {
        const auto read = judgedPolicies(work, shown.yaml);
        if (!read)
            return fail(read.error());
        shown.problems = read->problems;
    }
    return shown;
}

Result<Policies> shownPolicies(store::UnitOfWork &work, const PolicySetRow &row)
{
    const auto read = readVersion(work, row.activeVersion);
    if (!read)
        return fail(read.error());
    const auto draft = shownDraft(work, row);
    if (!draft)
        return fail(draft.error());
    Policies shown;
    shown.items = read->shown();
    shown.version = row.activeVersion;
    if (row.draftVersion > 0)
        shown.draftVersion = row.draftVersion;
    shown.name = read->name;
    shown.etag = etagOf(row);
    shown.actions = policyActions(work, *draft);
    shown.asOf = work.now();
    return shown;
}

std::optional<BlockedAction> whyNotActivate(const std::optional<PolicyVersion> &draft)
{
    const QString action = u"activate"_s;
    if (!draft)
        return BlockedAction{action, u"conflict_state"_s, u"The policies have no draft."_s};
    const auto mistake = std::ranges::find_if(draft->problems,
        [](const ConfigProblem &problem) { return problem.severity == Severity::High; });
    if (mistake != draft->problems.end())
        return BlockedAction{action, u"conflict_state"_s,
            u"Line %1: %2"_s.arg(mistake->line).arg(mistake->message)};
    if (!draft->dryRunAt)
        return BlockedAction{action, u"conflict_state"_s,
            u"Try it first, on a version or on past decisions: this text was not tried yet."_s};
    return std::nullopt;
}

Actions policyActions(const store::UnitOfWork &work, const std::optional<PolicyVersion> &draft)
{
    Actions actions;
    const Status admin = checkPolicyAdmin(work);
    const auto add = [&](const QString &action, const std::optional<BlockedAction> &refused) {
        if (!admin)
            actions.blocked.append({action, u"forbidden"_s, admin.error().message});
        else if (refused)
            actions.blocked.append(*refused);
        else
            actions.allowed.append(action);
    };
    add(u"edit"_s, std::nullopt);
    for (const QString &action : {u"discard"_s, u"dry_run"_s, u"back_test"_s})
        add(action,
            draft ? std::nullopt
                  : std::optional(BlockedAction{
                        action, u"conflict_state"_s, u"The policies have no draft."_s}));
    add(u"activate"_s, whyNotActivate(draft));
    return actions;
}

Result<PolicyValidation> validatePolicies(store::UnitOfWork &work, const QString &yaml)
{
    GATEHOUSE_TRY(checkPolicyText(yaml));
    const auto read = judgedPolicies(work, yaml);
    if (!read)
        return fail(read.error());
    return PolicyValidation{read->isValid(), read->problems,
        read->isValid() ? read->shown() : QList<Policy>()};
}

} // namespace gatehouse::services
