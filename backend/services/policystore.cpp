// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policystore.h"

#include "backend/api/problem.h"
#include "backend/services/rowcodec.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

//! What is shipped was there before everybody.
const QDateTime shippedAt(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);

struct StoredVersion
{
    PolicyVersionRow row;
    QString tenant;
    PersonRef author; //!< Empty: Gatehouse ships it.
    PersonRef activatedBy;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &head = self.row.head;
        visit("tenant", self.tenant);
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

PolicyVersionRow rowOf(StoredVersion stored)
{
    PolicyVersion &head = stored.row.head;
    if (!stored.author.id.isEmpty())
        head.author = stored.author;
    if (!stored.activatedBy.id.isEmpty())
        head.activatedBy = stored.activatedBy;
    // A trial of another text says nothing about this one.
    if (stored.row.triedDigest != head.digest)
        head.dryRunAt.reset();
    return stored.row;
}

Result<PolicyVersionRow> shippedRow()
{
    const auto text = shippedPolicyText();
    if (!text)
        return fail(text.error());
    PolicyVersionRow row;
    row.head.version = shippedPolicyVersion;
    row.head.yaml = QString::fromUtf8(*text);
    row.head.digest = policyDigest(row.head.yaml);
    row.head.createdAt = row.head.changedAt = shippedAt;
    row.head.activatedAt = shippedAt;
    row.head.reason = u"Comes with Gatehouse"_s;
    return row;
}

Result<QList<PolicyVersionRow>> storedVersions(store::UnitOfWork &work)
{
    auto query = work.db().query(
        u"SELECT %1 FROM policy_set_versions WHERE tenant = ? ORDER BY version DESC"_s.arg(
            columnNames<StoredVersion>().join(u", "_s)),
        {work.tenant()});
    if (!query)
        return fail(std::move(query).error());
    QList<PolicyVersionRow> rows;
    while (query->next())
        rows.append(rowOf(readRow<StoredVersion>(*query)));
    return rows;
}

} // namespace

QString etagOf(const PolicySetRow &row)
{
    return u"policies-%1-%2"_s.arg(row.activeVersion).arg(row.revision);
}

QString policyDigest(const QString &yaml)
{
    const QByteArray hash = QCryptographicHash::hash(yaml.toUtf8(), QCryptographicHash::Sha256);
    return u"sha256-"_s + QString::fromLatin1(hash.toHex());
}

Result<QByteArray> shippedPolicyText()
{
    QFile file(u":/gatehouse/policies/default.yaml"_s);
    if (!file.open(QIODevice::ReadOnly))
        return fail(storageError(u"The shipped policies are missing from this build"_s));
    return file.readAll();
}

Result<PolicySet> shippedPolicies()
{
    const auto text = shippedPolicyText();
    if (!text)
        return fail(text.error());
    const ReadPolicies read = readPolicies(*text);
    if (!read.isValid())
        return fail(storageError(u"The shipped policies cannot be read"_s,
            u"line %1: %2"_s.arg(read.problems.first().line).arg(read.problems.first().message)));
    return PolicySet(shippedPolicyVersion, read.policies);
}

Result<PolicySetRow> policySetRow(store::UnitOfWork &work)
{
    auto query = work.db().query(
        u"SELECT active_version, draft_version, revision FROM policy_sets WHERE tenant = ?"_s,
        {work.tenant()});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return PolicySetRow{shippedPolicyVersion, 0, 0};
    return PolicySetRow{
        int(query->integer(0)), int(query->integer(1)), int(query->integer(2))};
}

Result<QList<PolicyVersionRow>> policyVersions(store::UnitOfWork &work)
{
    auto rows = storedVersions(work);
    if (!rows || !rows->isEmpty())
        return rows;
    const auto shipped = shippedRow();
    if (!shipped)
        return fail(shipped.error());
    return QList<PolicyVersionRow>{*shipped};
}

Result<PolicyVersionRow> policyVersion(store::UnitOfWork &work, int version)
{
    const auto rows = policyVersions(work);
    if (!rows)
        return fail(rows.error());
    const auto found = std::ranges::find_if(
        *rows, [version](const PolicyVersionRow &row) { return row.head.version == version; });
    if (found == rows->end())
        return fail(api::notFound(u"There is no version %1 of the policies"_s.arg(version)));
    return *found;
}

Status savePolicySet(store::UnitOfWork &work, PolicySetRow &row)
{
    if (row.revision == 0) {
        const auto shipped = shippedRow();
        if (!shipped)
            return fail(shipped.error());
        GATEHOUSE_TRY(savePolicyVersion(work, *shipped));
    }
    ++row.revision;
    GATEHOUSE_TRY(work.db().execute(
        u"INSERT INTO policy_sets (tenant, active_version, draft_version, revision) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (tenant) DO UPDATE SET active_version = excluded.active_version,"
        " draft_version = excluded.draft_version, revision = excluded.revision"_s,
        {work.tenant(), row.activeVersion, row.draftVersion, row.revision}));
    return {};
}

Status savePolicyVersion(store::UnitOfWork &work, const PolicyVersionRow &row)
{
    const StoredVersion stored{row, work.tenant(), row.head.author.value_or(PersonRef()),
        row.head.activatedBy.value_or(PersonRef())};
    QStringList changes;
    for (const QString &name : columnNames<StoredVersion>())
        changes.append(u"%1 = excluded.%1"_s.arg(name));
    GATEHOUSE_TRY(work.db().execute(
        insertSql(u"policy_set_versions"_s, columnNames<StoredVersion>())
            + u" ON CONFLICT (tenant, version) DO UPDATE SET "_s + changes.join(u", "_s),
        columnValues(stored)));
    return {};
}

Status removePolicyVersion(store::UnitOfWork &work, int version)
{
    GATEHOUSE_TRY(work.db().execute(
        u"DELETE FROM policy_set_versions WHERE tenant = ? AND version = ?"_s,
        {work.tenant(), version}));
    return {};
}

} // namespace gatehouse::services
