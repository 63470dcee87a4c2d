// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflowview.h"

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

Result<QList<ConfigProblem>> workflowProblems(store::UnitOfWork &work, const QString &yaml)
{
    const auto read = judged(work, yaml);
    return read ? Result<QList<ConfigProblem>>(read->problems) : fail(read.error());
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
    const DraftedText text = workflowText(row.id);
    const auto stored = textVersion(work, text, version);
    if (!stored)
        return fail(stored.error());
    const auto draft = shownDraft(work, text, row, workflowProblems);
    if (!draft)
        return fail(draft.error());
    const ReadWorkflow read = readWorkflow(stored->head.yaml.toUtf8());
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
    shown.actions = draftActions(work, text, *draft);
    return shown;
}

Result<WorkflowTemplateVersion> shownVersion(
    store::UnitOfWork &work, const WorkflowRow &row, const TextVersionRow &version)
{
    auto shown = shownText(work, row, version, workflowProblems);
    if (!shown)
        return fail(std::move(shown).error());
    return WorkflowTemplateVersion{*std::move(shown), row.id};
}

Result<WorkflowValidation> validateWorkflow(store::UnitOfWork &work, const QString &yaml)
{
    GATEHOUSE_TRY(checkLength(workflowText({}), yaml));
    const auto read = judged(work, yaml);
    if (!read)
        return fail(read.error());
    return WorkflowValidation{read->isValid(), read->problems, shownStages(read->document)};
}

} // namespace gatehouse::services
