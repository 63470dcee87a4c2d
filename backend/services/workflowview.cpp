// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflowview.h"

#include "backend/api/problem.h"
#include "backend/services/persons.h"
#include "backend/services/workflowcheck.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

QStringList groupsOf(const WorkflowDocument &document)
{
    QStringList groups;
    for (const StageRule &rule : document.stages)
        groups += rule.people.groups;
    groups.removeDuplicates();
    return groups;
}

//! The text, read and compared with those who are known here.
Result<ReadWorkflow> judged(store::UnitOfWork &work, const QString &yaml)
{
    ReadWorkflow read = readWorkflow(yaml.toUtf8());
    const auto people = reviewers(work, groupsOf(read.document));
    if (!people)
        return fail(people.error());
    checkPeople(read, *people);
    return read;
}

} // namespace

Status checkWorkflowAdmin(const store::UnitOfWork &work)
{
    if (work.actor().has(Role::PlatformAdmin))
        return {};
    return fail(api::forbidden(u"Only a platform admin changes workflows."_s));
}

Status checkWorkflowText(const QString &yaml)
{
    if (yaml.trimmed().isEmpty())
        return fail(api::validationFailed(u"/yaml"_s, u"required"_s, u"There is no text."_s));
    if (yaml.toUtf8().size() > workflowTextLimit)
        return fail(
            api::validationFailed(u"/yaml"_s, u"too_long"_s, u"At most 64 kB of text."_s));
    return {};
}

std::optional<BlockedAction> whyNotActivate(
    const WorkflowRow &row, const std::optional<WorkflowTemplateVersion> &draft)
{
    const QString action = u"activate"_s;
    const auto wrong = [](const ConfigProblem &problem) {
        return problem.severity == Severity::High;
    };
    if (!draft)
        return BlockedAction{action, u"conflict_state"_s, u"%1 has no draft."_s.arg(row.id)};
    const auto mistake = std::ranges::find_if(draft->problems, wrong);
    if (mistake != draft->problems.end())
        return BlockedAction{action, u"conflict_state"_s,
            u"Line %1: %2"_s.arg(mistake->line).arg(mistake->message)};
    if (!draft->dryRunAt)
        return BlockedAction{action, u"conflict_state"_s,
            u"Try it on requests first: this text was not dry-run yet."_s};
    return std::nullopt;
}

Actions workflowActions(const store::UnitOfWork &work, const WorkflowRow &row,
    const std::optional<WorkflowTemplateVersion> &draft)
{
    Actions actions;
    const Status admin = checkWorkflowAdmin(work);
    const auto add = [&](const QString &action, const std::optional<BlockedAction> &refused) {
        if (!admin)
            actions.blocked.append({action, u"forbidden"_s, admin.error().message});
        else if (refused)
            actions.blocked.append(*refused);
        else
            actions.allowed.append(action);
    };
    const auto needsDraft = [&](const QString &action) {
        return draft ? std::nullopt
                     : std::optional(BlockedAction{
                           action, u"conflict_state"_s, u"%1 has no draft."_s.arg(row.id)});
    };
    add(u"edit"_s, std::nullopt);
    add(u"discard"_s, needsDraft(u"discard"_s));
    add(u"dry_run"_s, needsDraft(u"dry_run"_s));
    add(u"activate"_s, whyNotActivate(row, draft));
    return actions;
}

Result<std::optional<WorkflowTemplateVersion>> shownDraft(
    store::UnitOfWork &work, const WorkflowRow &row)
{
    if (row.draftVersion == 0)
        return std::nullopt;
    const auto version = workflowVersion(work, row.id, row.draftVersion);
    if (!version)
        return fail(version.error());
    auto shown = shownVersion(work, row, *version);
    if (!shown)
        return fail(std::move(shown).error());
    return *shown;
}

Result<QList<WorkflowTemplate>> listWorkflows(store::UnitOfWork &work)
{
    const auto rows = workflowRows(work);
    if (!rows)
        return fail(rows.error());
    QList<WorkflowTemplate> list;
    for (const WorkflowRow &row : *rows) {
        auto shown = shownWorkflow(work, row);
        if (!shown)
            return fail(std::move(shown).error());
        list.append(*shown);
    }
    std::ranges::stable_sort(list, {}, &WorkflowTemplate::precedence);
    return list;
}

Result<WorkflowTemplate> shownWorkflow(store::UnitOfWork &work, const WorkflowRow &row)
{
    const int version = row.activeVersion > 0 ? row.activeVersion : row.draftVersion;
    const auto text = workflowVersion(work, row.id, version);
    if (!text)
        return fail(text.error());
    const auto draft = shownDraft(work, row);
    if (!draft)
        return fail(draft.error());
    const ReadWorkflow read = readWorkflow(text->head.yaml.toUtf8());
    WorkflowTemplate shown = services::shownWorkflow(read.document);
    // A draft's text may say anything, or nothing.
    shown.id = row.id;
    if (shown.name.isEmpty())
        shown.name = row.id;
    shown.version = version;
    shown.active = row.activeVersion > 0;
    if (row.draftVersion > 0)
        shown.draftVersion = row.draftVersion;
    shown.etag = etagOf(row);
    shown.actions = workflowActions(work, row, *draft);
    return shown;
}

Result<WorkflowTemplateVersion> shownVersion(
    store::UnitOfWork &work, const WorkflowRow &row, const WorkflowVersionRow &version)
{
    WorkflowTemplateVersion shown = version.head;
    shown.state = stateOf(row, version.head.version);
    if (shown.state == u"draft"_s) {
        const auto read = judged(work, shown.yaml);
        if (!read)
            return fail(read.error());
        shown.problems = read->problems;
    }
    return shown;
}

Result<WorkflowValidation> validateWorkflow(store::UnitOfWork &work, const QString &yaml)
{
    GATEHOUSE_TRY(checkWorkflowText(yaml));
    const auto read = judged(work, yaml);
    if (!read)
        return fail(read.error());
    return WorkflowValidation{read->isValid(), read->problems, shownStages(read->document)};
}

} // namespace gatehouse::services
