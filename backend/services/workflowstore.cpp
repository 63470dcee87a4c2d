// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflowstore.h"

#include "backend/services/workflowreader.h"

#include <QDir>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

const QString shippedFolder = u":/workflows/"_s;
const QString textSuffix = u".yaml"_s;

//! By id.
QStringList shippedIds()
{
    QStringList ids;
    for (const QString &name : QDir(shippedFolder).entryList({u'*' + textSuffix}, QDir::Files, QDir::Name))
        ids.append(name.chopped(textSuffix.size()));
    return ids;
}

Error broken(const QString &id, const ReadWorkflow &read)
{
    return storageError(u"A workflow cannot be read"_s,
        id + u": "_s + (read.problems.isEmpty() ? QString() : read.problems.first().message));
}

} // namespace

DraftedText workflowText(const QString &id)
{
    DraftedText text;
    text.texts = {u"workflow_templates"_s, {u"tenant"_s, u"id"_s}};
    text.versions = {u"workflow_template_versions"_s, {u"tenant"_s, u"template_id"_s}};
    text.key = {id};
    text.what = u"workflow"_s;
    text.name = id;
    if (shippedIds().contains(id))
        text.shippedFile = shippedFolder + id + textSuffix;
    text.subject = id;
    text.plural = u"workflows"_s;
    text.limit = workflowTextLimit;
    text.trials = QStringList{u"dry_run"_s};
    text.noDraft = u"%1 has no draft."_s.arg(id);
    text.untried = u"Try it on requests first: this text was not dry-run yet."_s;
    return text;
}

QString etagOf(const WorkflowRow &row)
{
    return u"w%1"_s.arg(row.revision);
}

Result<QMap<QString, QByteArray>> shippedWorkflows()
{
    QMap<QString, QByteArray> texts;
    for (const QString &id : shippedIds()) {
        const auto text = shippedText(shippedFolder + id + textSuffix);
        if (!text)
            return fail(text.error());
        texts.insert(id, *text);
    }
    return texts;
}

Result<QList<WorkflowRow>> workflowRows(store::UnitOfWork &work)
{
    auto query = work.db().query(
        u"SELECT id FROM workflow_templates WHERE tenant = ?"_s, {work.tenant()});
    if (!query)
        return fail(std::move(query).error());
    QStringList ids = shippedIds();
    while (query->next())
        ids.append(query->text(0));
    ids.sort();
    ids.removeDuplicates();
    QList<WorkflowRow> rows;
    for (const QString &id : std::as_const(ids)) {
        auto row = workflowRow(work, id);
        if (!row)
            return fail(std::move(row).error());
        rows.append(*row);
    }
    return rows;
}

Result<WorkflowRow> workflowRow(store::UnitOfWork &work, const QString &id)
{
    const auto row = textRow(work, workflowText(id));
    return row ? Result<WorkflowRow>(WorkflowRow{*row, id}) : fail(row.error());
}

Result<QList<ActiveWorkflow>> activeWorkflows(store::UnitOfWork &work)
{
    const auto rows = workflowRows(work);
    if (!rows)
        return fail(rows.error());
    QList<ActiveWorkflow> active;
    for (const WorkflowRow &row : *rows) {
        if (row.activeVersion == 0)
            continue;
        const auto version = textVersion(work, workflowText(row.id), row.activeVersion);
        if (!version)
            return fail(version.error());
        const ReadWorkflow read = readWorkflow(version->head.yaml.toUtf8());
        if (!read.isValid())
            return fail(broken(row.id, read));
        active.append({read.document, row.activeVersion});
    }
    std::ranges::stable_sort(
        active, {}, [](const ActiveWorkflow &workflow) { return workflow.document.precedence; });
    return active;
}

Result<std::optional<WorkflowDocument>> workflowDocument(
    store::UnitOfWork &work, const QString &id, int version)
{
    const auto row = textVersion(work, workflowText(id), version);
    if (!row && row.error().httpStatus == 404)
        return std::nullopt;
    if (!row)
        return fail(row.error());
    const ReadWorkflow read = readWorkflow(row->head.yaml.toUtf8());
    if (!read.isValid())
        return fail(broken(id, read));
    return read.document;
}

const ActiveWorkflow *chosenWorkflow(
    const QList<ActiveWorkflow> &workflows, const RequestFacts &facts)
{
    const auto found = std::ranges::find_if(workflows,
        [&facts](const ActiveWorkflow &workflow) { return workflow.document.matches(facts); });
    return found == workflows.end() ? nullptr : &*found;
}

} // namespace gatehouse::services
