// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflows.h"

#include "backend/api/problem.h"
#include "backend/services/workflowdryrun.h"
#include "backend/services/workflowreader.h"
#include "backend/services/workflowview.h"
#include "core/base/counted.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

//! Its id is part of its name: a draft cannot become another workflow.
Status checkId(const WorkflowRow &row, const QString &yaml)
{
    const QString id = readWorkflow(yaml.toUtf8()).document.id;
    if (id.isEmpty() || id == row.id)
        return {};
    return fail(api::validationFailed(u"/yaml"_s, u"other_id"_s,
        u"This is the workflow %1; the text says id: %2. Make a new workflow for that."_s.arg(
            row.id, id)));
}

//! The active ones as they would be with \a document in place of what it replaces.
Result<QList<ActiveWorkflow>> activeWith(
    store::UnitOfWork &work, const WorkflowDocument &document, int version)
{
    auto active = activeWorkflows(work);
    if (!active)
        return fail(std::move(active).error());
    active->removeIf([&document](const ActiveWorkflow &workflow) {
        return workflow.document.id == document.id;
    });
    active->append({document, version});
    std::ranges::stable_sort(*active, [](const ActiveWorkflow &a, const ActiveWorkflow &b) {
        return std::pair(a.document.precedence, a.document.id)
            < std::pair(b.document.precedence, b.document.id);
    });
    return active;
}

//! Some request would find no workflow.
Status checkSomeAppliesAlways(const QList<ActiveWorkflow> &active)
{
    const bool some = std::ranges::any_of(active, [](const ActiveWorkflow &workflow) {
        return workflow.document.match.isEmpty() && !workflow.document.isEmergency();
    });
    if (some)
        return {};
    return fail(api::validationFailed(u"/match"_s, u"nothing_for_the_rest"_s,
        u"This is the workflow for everything else, and it would no longer be. Leave \"match\" out, or activate another one without it first."_s));
}

} // namespace

Result<WorkflowRow> createWorkflow(store::UnitOfWork &work, const QString &yaml)
{
    const ReadWorkflow read = readWorkflow(yaml.toUtf8());
    WorkflowRow row{{}, read.document.id};
    const DraftedText text = workflowText(row.id);
    GATEHOUSE_TRY(checkAdmin(work, text));
    GATEHOUSE_TRY(checkLength(text, yaml));
    const bool idIsWrong = std::ranges::any_of(
        read.problems, [](const ConfigProblem &problem) { return problem.pointer == u"/id"_s; });
    if (row.id.isEmpty() || idIsWrong)
        return fail(api::validationFailed(u"/yaml"_s, u"no_id"_s,
            u"The text must begin with the workflow's id: small letters, digits and dashes."_s));
    if (workflowRow(work, row.id))
        return fail(api::conflictState(u"There is a workflow %1 already."_s.arg(row.id)));
    GATEHOUSE_TRY(keepDraft(work, text, row, yaml));
    GATEHOUSE_TRY(tellText(work, text, etagOf(row), u"drafted"_s, u"%1 v1 is a draft"_s.arg(row.id)));
    return row;
}

Status writeDraft(store::UnitOfWork &work, WorkflowRow &row, const QString &yaml)
{
    const DraftedText text = workflowText(row.id);
    GATEHOUSE_TRY(checkAdmin(work, text));
    GATEHOUSE_TRY(checkLength(text, yaml));
    GATEHOUSE_TRY(checkId(row, yaml));
    GATEHOUSE_TRY(keepDraft(work, text, row, yaml));
    return tellText(work, text, etagOf(row), u"drafted"_s,
        u"%1 v%2 is a draft"_s.arg(row.id).arg(row.draftVersion));
}

Result<std::optional<WorkflowRow>> discardDraft(store::UnitOfWork &work, WorkflowRow row)
{
    const DraftedText text = workflowText(row.id);
    GATEHOUSE_TRY(checkAdmin(work, text));
    const auto version = dropDraft(work, text, row);
    if (!version)
        return fail(version.error());
    GATEHOUSE_TRY(tellText(work, text, etagOf(row), u"draft_discarded"_s,
        u"The draft %1 v%2 is gone"_s.arg(row.id).arg(*version)));
    if (row.activeVersion > 0)
        return row;
    GATEHOUSE_TRY(removeText(work, text));
    return std::nullopt;
}

Result<WorkflowDryRun> dryRunDraft(store::UnitOfWork &work, const WorkflowRow &row)
{
    const DraftedText text = workflowText(row.id);
    GATEHOUSE_TRY(checkAdmin(work, text));
    const auto draft = draftOf(work, text, row);
    if (!draft)
        return fail(draft.error());
    const ReadWorkflow read = readWorkflow(draft->head.yaml.toUtf8());
    GATEHOUSE_TRY(checkMistakes(read));
    const auto before = activeWorkflows(work);
    const auto after = activeWith(work, read.document, row.draftVersion);
    if (!before)
        return fail(before.error());
    if (!after)
        return fail(after.error());
    auto run = dryRun(work, *before, *after);
    if (!run)
        return fail(std::move(run).error());
    run->templateId = row.id;
    run->version = row.draftVersion;
    run->digest = draft->head.digest;
    GATEHOUSE_TRY(noteTrial(work, text, *draft));
    GATEHOUSE_TRY(tellText(work, text, etagOf(row), u"tried"_s,
        u"%1 v%2 was tried on %3"_s.arg(row.id).arg(row.draftVersion).arg(
            counted(run->considered, u"request", u"requests"))));
    return run;
}

Status activateDraft(store::UnitOfWork &work, WorkflowRow &row, const QString &reason)
{
    const DraftedText text = workflowText(row.id);
    GATEHOUSE_TRY(checkActivation(work, text, row, reason, workflowProblems));
    const auto draft = draftOf(work, text, row);
    if (!draft)
        return fail(draft.error());
    const ReadWorkflow read = readWorkflow(draft->head.yaml.toUtf8());
    const auto after = activeWith(work, read.document, row.draftVersion);
    if (!after)
        return fail(after.error());
    GATEHOUSE_TRY(checkSomeAppliesAlways(*after));
    GATEHOUSE_TRY(activateText(work, text, row, reason));
    return tellText(work, text, etagOf(row), u"activated"_s,
        u"%1 v%2 is active"_s.arg(row.id).arg(row.activeVersion), reason);
}

} // namespace gatehouse::services
