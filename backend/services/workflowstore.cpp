// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/workflowstore.h"

#include "backend/api/problem.h"
#include "backend/services/rowcodec.h"
#include "backend/services/workflowreader.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int shippedVersion = 1;
//! What is shipped was there before everybody.
const QDateTime shippedAt(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);

struct VersionRow
{
    WorkflowVersionRow row;
    QString tenant;
    PersonRef author; //!< Empty: Gatehouse ships it.
    PersonRef activatedBy;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &head = self.row.head;
        visit("tenant", self.tenant);
        visit("template_id", head.templateId);
        visit("version", head.version);
        visit("yaml", head.yaml);
        visit("digest", head.digest);
        visit("author_id", self.author.id);
        visit("author_name", self.author.name);
        visit("created_at", head.createdAt);
        visit("changed_at", head.changedAt);
        visit("activated_id", self.activatedBy.id);
        visit("activated_name", self.activatedBy.name);
        visit("activated_at", head.activatedAt);
        visit("reason", head.reason);
        visit("tried_digest", self.row.triedDigest);
        visit("tried_at", head.dryRunAt);
    }
};

WorkflowVersionRow rowOf(VersionRow stored)
{
    WorkflowTemplateVersion &head = stored.row.head;
    if (!stored.author.id.isEmpty())
        head.author = stored.author;
    if (!stored.activatedBy.id.isEmpty())
        head.activatedBy = stored.activatedBy;
    // A dry run of another text says nothing about this one.
    if (stored.row.triedDigest != head.digest)
        head.dryRunAt.reset();
    return stored.row;
}

WorkflowVersionRow shippedRow(const QString &id, const QByteArray &yaml)
{
    WorkflowVersionRow row;
    row.head.templateId = id;
    row.head.version = shippedVersion;
    row.head.yaml = QString::fromUtf8(yaml);
    row.head.digest = digestOf(row.head.yaml);
    row.head.createdAt = row.head.changedAt = shippedAt;
    row.head.activatedAt = shippedAt;
    row.head.reason = u"Comes with Gatehouse"_s;
    return row;
}

Result<QList<WorkflowRow>> storedRows(
    store::UnitOfWork &work, const QString &rest = {}, const QVariantList &values = {})
{
    auto query = work.db().query(
        u"SELECT id, active_version, draft_version, revision FROM workflow_templates WHERE tenant = ? %1 ORDER BY id"_s
            .arg(rest),
        QVariantList{work.tenant()} + values);
    if (!query)
        return fail(std::move(query).error());
    QList<WorkflowRow> rows;
    while (query->next())
        rows.append({query->text(0), int(query->integer(1)), int(query->integer(2)),
            int(query->integer(3))});
    return rows;
}

Result<QList<WorkflowVersionRow>> storedVersions(
    store::UnitOfWork &work, const QString &rest, const QVariantList &values)
{
    auto query = work.db().query(
        u"SELECT %1 FROM workflow_template_versions WHERE tenant = ? AND %2 ORDER BY template_id, version DESC"_s
            .arg(columnNames<VersionRow>().join(u", "_s), rest),
        QVariantList{work.tenant()} + values);
    if (!query)
        return fail(std::move(query).error());
    QList<WorkflowVersionRow> rows;
    while (query->next())
        rows.append(rowOf(readRow<VersionRow>(*query)));
    return rows;
}

Error broken(const QString &id, const ReadWorkflow &read)
{
    return storageError(u"A workflow cannot be read"_s,
        id + u": "_s + (read.problems.isEmpty() ? QString() : read.problems.first().message));
}

Result<QMap<QString, QByteArray>> readShipped()
{
    QMap<QString, QByteArray> texts;
    const QDir folder(u":/workflows"_s);
    for (const QString &name : folder.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(storageError(u"A workflow that comes with the server cannot be read"_s, name));
        texts.insert(name.chopped(5), file.readAll());
    }
    return texts;
}

} // namespace

QString etagOf(const WorkflowRow &row)
{
    return u"w%1"_s.arg(row.revision);
}

QString stateOf(const WorkflowRow &row, int version)
{
    if (version == row.activeVersion)
        return u"active"_s;
    return version == row.draftVersion ? u"draft"_s : u"retired"_s;
}

QString digestOf(const QString &yaml)
{
    const QByteArray hash = QCryptographicHash::hash(yaml.toUtf8(), QCryptographicHash::Sha256);
    return u"sha256-"_s + QString::fromLatin1(hash.toHex());
}

Result<QMap<QString, QByteArray>> shippedWorkflows()
{
    return readShipped();
}

Result<QList<WorkflowRow>> workflowRows(store::UnitOfWork &work)
{
    auto rows = storedRows(work);
    const auto shipped = shippedWorkflows();
    if (!rows)
        return fail(std::move(rows).error());
    if (!shipped)
        return fail(shipped.error());
    for (auto it = shipped->begin(); it != shipped->end(); ++it) {
        const bool own = std::ranges::any_of(
            *rows, [&it](const WorkflowRow &row) { return row.id == it.key(); });
        if (!own)
            rows->append({it.key(), shippedVersion, 0, 0});
    }
    std::ranges::sort(*rows, {}, &WorkflowRow::id);
    return rows;
}

Result<WorkflowRow> workflowRow(store::UnitOfWork &work, const QString &id)
{
    const auto rows = storedRows(work, u"AND id = ?"_s, {id});
    const auto shipped = shippedWorkflows();
    if (!rows)
        return fail(rows.error());
    if (!shipped)
        return fail(shipped.error());
    if (!rows->isEmpty())
        return rows->first();
    if (shipped->contains(id))
        return WorkflowRow{id, shippedVersion, 0, 0};
    return fail(api::notFound(u"There is no workflow %1"_s.arg(id)));
}

Result<QList<WorkflowVersionRow>> workflowVersions(store::UnitOfWork &work, const QString &id)
{
    auto rows = storedVersions(work, u"template_id = ?"_s, {id});
    const auto shipped = shippedWorkflows();
    if (!rows)
        return fail(std::move(rows).error());
    if (!shipped)
        return fail(shipped.error());
    const bool first = std::ranges::any_of(
        *rows, [](const WorkflowVersionRow &row) { return row.head.version == shippedVersion; });
    if (!first && shipped->contains(id))
        rows->append(shippedRow(id, shipped->value(id)));
    return rows;
}

Result<WorkflowVersionRow> workflowVersion(store::UnitOfWork &work, const QString &id, int version)
{
    const auto rows = workflowVersions(work, id);
    if (!rows)
        return fail(rows.error());
    for (const WorkflowVersionRow &row : *rows) {
        if (row.head.version == version)
            return row;
    }
    return fail(api::notFound(u"There is no version %1 of %2"_s.arg(version).arg(id)));
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
        const auto version = workflowVersion(work, row.id, row.activeVersion);
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
    const auto row = workflowVersion(work, id, version);
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

Status saveWorkflow(store::UnitOfWork &work, WorkflowRow &row)
{
    ++row.revision;
    GATEHOUSE_TRY(work.db().execute(
        u"INSERT INTO workflow_templates (tenant, id, active_version, draft_version, revision) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (tenant, id) DO UPDATE SET active_version = excluded.active_version,"
        " draft_version = excluded.draft_version, revision = excluded.revision"_s,
        {work.tenant(), row.id, row.activeVersion, row.draftVersion, row.revision}));
    return pinWorkflow(work, row.id);
}

Status pinWorkflow(store::UnitOfWork &work, const QString &id)
{
    const auto shipped = shippedWorkflows();
    if (!shipped)
        return fail(shipped.error());
    if (!shipped->contains(id))
        return {};
    const auto first
        = storedVersions(work, u"template_id = ? AND version = ?"_s, {id, shippedVersion});
    if (!first)
        return fail(first.error());
    return first->isEmpty() ? saveWorkflowVersion(work, shippedRow(id, shipped->value(id)))
                            : Status();
}

Status saveWorkflowVersion(store::UnitOfWork &work, const WorkflowVersionRow &row)
{
    const VersionRow stored{row, work.tenant(), row.head.author.value_or(PersonRef()),
        row.head.activatedBy.value_or(PersonRef())};
    QStringList changes;
    for (const QString &name : columnNames<VersionRow>())
        changes.append(u"%1 = excluded.%1"_s.arg(name));
    GATEHOUSE_TRY(work.db().execute(
        insertSql(u"workflow_template_versions"_s, columnNames<VersionRow>())
            + u" ON CONFLICT (tenant, template_id, version) DO UPDATE SET "_s
            + changes.join(u", "_s),
        columnValues(stored)));
    return {};
}

Status removeWorkflowVersion(store::UnitOfWork &work, const QString &id, int version)
{
    GATEHOUSE_TRY(work.db().execute(
        u"DELETE FROM workflow_template_versions WHERE tenant = ? AND template_id = ? AND version = ?"_s,
        {work.tenant(), id, version}));
    return {};
}

Status removeWorkflow(store::UnitOfWork &work, const QString &id)
{
    GATEHOUSE_TRY(work.db().execute(
        u"DELETE FROM workflow_templates WHERE tenant = ? AND id = ?"_s, {work.tenant(), id}));
    return {};
}

} // namespace gatehouse::services
