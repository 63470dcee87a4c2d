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

constexpr int reasonLimit = 1000;

Status tell(store::UnitOfWork &work, const WorkflowRow &row, const QString &what,
    const QString &sentence, const QString &reason = {})
{
    GATEHOUSE_TRY(
        work.emitEvent(u"workflow."_s + what, u"workflows"_s, row.id, etagOf(row), sentence));
    return work.audit(u"workflow."_s + what, sentence, row.id, u"done"_s, reason);
}

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

Result<int> nextVersion(store::UnitOfWork &work, const QString &id)
{
    const auto versions = workflowVersions(work, id);
    if (!versions)
        return fail(versions.error());
    return versions->isEmpty() ? 1 : versions->first().head.version + 1;
}

WorkflowVersionRow newVersion(const store::UnitOfWork &work, const QString &id, int version)
{
    WorkflowVersionRow row;
    row.head.templateId = id;
    row.head.version = version;
    row.head.author = work.actor().person;
    row.head.createdAt = work.now();
    return row;
}

Status keepText(store::UnitOfWork &work, WorkflowVersionRow &version, const QString &yaml)
{
    version.head.yaml = yaml;
    version.head.digest = digestOf(yaml);
    version.head.changedAt = work.now();
    version.head.author = work.actor().person;
    return saveWorkflowVersion(work, version);
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

Status activate(store::UnitOfWork &work, WorkflowRow &row, WorkflowVersionRow &version,
    const QString &reason)
{
    version.head.activatedBy = work.actor().person;
    version.head.activatedAt = work.now();
    version.head.reason = reason.trimmed();
    GATEHOUSE_TRY(saveWorkflowVersion(work, version));
    row.activeVersion = version.head.version;
    row.draftVersion = 0;
    GATEHOUSE_TRY(saveWorkflow(work, row));
    return tell(work, row, u"activated"_s,
        u"%1 v%2 is active"_s.arg(row.id).arg(row.activeVersion), version.head.reason);
}

} // namespace

Result<WorkflowRow> createWorkflow(store::UnitOfWork &work, const QString &yaml)
{
    GATEHOUSE_TRY(checkWorkflowAdmin(work));
    GATEHOUSE_TRY(checkWorkflowText(yaml));
    const ReadWorkflow read = readWorkflow(yaml.toUtf8());
    const bool idIsWrong = std::ranges::any_of(
        read.problems, [](const ConfigProblem &problem) { return problem.pointer == u"/id"_s; });
    if (read.document.id.isEmpty() || idIsWrong)
        return fail(api::validationFailed(u"/yaml"_s, u"no_id"_s,
            u"The text must begin with the workflow's id: small letters, digits and dashes."_s));
    if (workflowRow(work, read.document.id))
        return fail(api::conflictState(u"There is a workflow %1 already."_s.arg(read.document.id)));
    WorkflowRow row{read.document.id, 0, 1, 0};
    WorkflowVersionRow version = newVersion(work, row.id, 1);
    GATEHOUSE_TRY(keepText(work, version, yaml));
    GATEHOUSE_TRY(saveWorkflow(work, row));
    GATEHOUSE_TRY(tell(work, row, u"drafted"_s, u"%1 v1 is a draft"_s.arg(row.id)));
    return row;
}

Status writeDraft(store::UnitOfWork &work, WorkflowRow &row, const QString &yaml)
{
    GATEHOUSE_TRY(checkWorkflowAdmin(work));
    GATEHOUSE_TRY(checkWorkflowText(yaml));
    GATEHOUSE_TRY(checkId(row, yaml));
    if (row.draftVersion == 0) {
        const auto next = nextVersion(work, row.id);
        if (!next)
            return fail(next.error());
        row.draftVersion = *next;
        WorkflowVersionRow version = newVersion(work, row.id, *next);
        GATEHOUSE_TRY(keepText(work, version, yaml));
    } else {
        auto version = workflowVersion(work, row.id, row.draftVersion);
        if (!version)
            return fail(std::move(version).error());
        GATEHOUSE_TRY(keepText(work, *version, yaml));
    }
    GATEHOUSE_TRY(saveWorkflow(work, row));
    return tell(
        work, row, u"drafted"_s, u"%1 v%2 is a draft"_s.arg(row.id).arg(row.draftVersion));
}

Result<std::optional<WorkflowRow>> discardDraft(store::UnitOfWork &work, WorkflowRow row)
{
    GATEHOUSE_TRY(checkWorkflowAdmin(work));
    if (row.draftVersion == 0)
        return fail(api::conflictState(u"%1 has no draft."_s.arg(row.id)));
    const int version = std::exchange(row.draftVersion, 0);
    GATEHOUSE_TRY(removeWorkflowVersion(work, row.id, version));
    GATEHOUSE_TRY(saveWorkflow(work, row));
    GATEHOUSE_TRY(tell(
        work, row, u"draft_discarded"_s, u"The draft %1 v%2 is gone"_s.arg(row.id).arg(version)));
    if (row.activeVersion > 0)
        return row;
    GATEHOUSE_TRY(removeWorkflow(work, row.id));
    return std::nullopt;
}

Result<WorkflowDryRun> dryRunDraft(store::UnitOfWork &work, WorkflowRow &row)
{
    GATEHOUSE_TRY(checkWorkflowAdmin(work));
    if (row.draftVersion == 0)
        return fail(api::conflictState(u"%1 has no draft."_s.arg(row.id)));
    auto version = workflowVersion(work, row.id, row.draftVersion);
    if (!version)
        return fail(std::move(version).error());
    const ReadWorkflow read = readWorkflow(version->head.yaml.toUtf8());
    if (!read.isValid())
        return fail(api::validationFailed(u"/yaml"_s, read.problems.first().code,
            u"Line %1: %2"_s.arg(read.problems.first().line).arg(read.problems.first().message)));
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
    run->digest = version->head.digest;
    version->triedDigest = version->head.digest;
    version->head.dryRunAt = work.now();
    GATEHOUSE_TRY(saveWorkflowVersion(work, *version));
    GATEHOUSE_TRY(saveWorkflow(work, row));
    GATEHOUSE_TRY(tell(work, row, u"tried"_s,
        u"%1 v%2 was tried on %3"_s.arg(row.id).arg(row.draftVersion).arg(
            counted(run->considered, u"request", u"requests"))));
    return run;
}

Status activateDraft(store::UnitOfWork &work, WorkflowRow &row, const QString &reason)
{
    GATEHOUSE_TRY(checkWorkflowAdmin(work));
    if (reason.trimmed().isEmpty() || reason.size() > reasonLimit)
        return fail(api::validationFailed(
            u"/reason"_s, u"required"_s, u"Say why, in at most 1,000 characters."_s));
    const auto draft = shownDraft(work, row);
    if (!draft)
        return fail(draft.error());
    if (const auto refused = whyNotActivate(row, *draft))
        return fail(
            api::conflictState(refused->message, workflowActions(work, row, *draft).allowed));
    auto version = workflowVersion(work, row.id, row.draftVersion);
    if (!version)
        return fail(std::move(version).error());
    const ReadWorkflow read = readWorkflow(version->head.yaml.toUtf8());
    const auto after = activeWith(work, read.document, row.draftVersion);
    if (!after)
        return fail(after.error());
    GATEHOUSE_TRY(checkSomeAppliesAlways(*after));
    return activate(work, row, *version, reason);
}

} // namespace gatehouse::services
