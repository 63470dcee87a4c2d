// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/rejudgement.h"

#include "backend/checks/judgeage.h"
#include "backend/services/evidencejudgement.h"
#include "backend/services/evidencestore.h"
#include "backend/services/recordrows.h"
#include "backend/services/registrystore.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Result<QList<VersionId>> versionIds(
    store::UnitOfWork &work, const QString &sql, const QVariantList &values)
{
    auto query = work.db().query(sql, values);
    if (!query)
        return fail(std::move(query).error());
    QList<VersionId> ids;
    while (query->next())
        ids << VersionId(query->text(0));
    return ids;
}

// True when the age now says something else.
bool ageOne(Evidence &item, const QString &version, const QDateTime &now)
{
    const QDateTime published = fromRfc3339(item.facts.value("publishedAt"_L1).toString());
    Evidence aged = checks::judgeAge(published, version, now);
    if (aged.verdict == item.verdict)
        return false;
    aged.id = item.id;
    aged.checkVersion = item.checkVersion;
    aged.subjectDigest = item.subjectDigest;
    aged.ranAt = now;
    item = aged;
    return true;
}

Status forEachVersion(store::UnitOfWork &work, const PolicySet &policies,
    const QList<VersionId> &ids, const QString &why)
{
    for (const VersionId &id : ids) {
        auto version = loadVersion(work, id);
        if (!version)
            return fail(std::move(version).error());
        GATEHOUSE_TRY(judgeMoved(work, policies, *version, why));
    }
    return {};
}

Status expire(store::UnitOfWork &work, const QString &table, const QString &condition)
{
    auto done = work.db().execute(
        u"UPDATE %1 SET state = 'expired', revision = revision + 1 WHERE tenant = ? AND expires_at <= ? AND %2"_s.arg(
            table, condition),
        {work.tenant(), toRfc3339(work.now())});
    if (!done)
        return fail(std::move(done).error());
    return {};
}

} // namespace

Result<QList<VersionId>> staleVersions(store::UnitOfWork &work, const PolicySet &policies)
{
    return versionIds(work,
        u"SELECT id FROM plugin_versions WHERE tenant = ? AND (policy_version <> ? OR id IN "
        "(SELECT version_id FROM evidence WHERE kind = 'age' AND verdict = 'warn')) ORDER BY id"_s,
        {work.tenant(), policies.version()});
}

Status rejudge(store::UnitOfWork &work, const PolicySet &policies, const VersionId &id)
{
    auto version = loadVersion(work, id);
    if (!version)
        return fail(std::move(version).error());
    auto checks = loadChecks(work, id);
    if (!checks)
        return fail(std::move(checks).error());
    bool isOlder = false;
    for (Evidence &item : *checks) {
        if (item.kind == EvidenceKind::Age)
            isOlder |= ageOne(item, version->head.version, work.now());
    }
    if (isOlder)
        GATEHOUSE_TRY(replaceChecks(work, id, *checks));
    if (!isOlder && version->head.policyVersion == policies.version())
        return {};
    return judgeMoved(work, policies, *version, u"judged again"_s);
}

Status rejudgeStale(store::UnitOfWork &work, const PolicySet &policies)
{
    const auto ids = staleVersions(work, policies);
    if (!ids)
        return fail(ids.error());
    for (const VersionId &id : *ids)
        GATEHOUSE_TRY(rejudge(work, policies, id));
    return {};
}

Status expireEvidence(store::UnitOfWork &work, const PolicySet &policies)
{
    const QVariantList now = {work.tenant(), toRfc3339(work.now())};
    const auto reports = versionIds(work,
        u"SELECT DISTINCT version_id FROM evidence_reports WHERE tenant = ? AND expires_at <= ? AND state = 'current'"_s, now);
    if (!reports)
        return fail(reports.error());
    const auto suppressions = versionIds(work,
        u"SELECT DISTINCT version_id FROM suppressions WHERE tenant = ? AND expires_at <= ? AND state = 'approved'"_s, now);
    if (!suppressions)
        return fail(suppressions.error());
    GATEHOUSE_TRY(expire(work, u"evidence_reports"_s, u"state = 'current'"_s));
    GATEHOUSE_TRY(expire(work, u"suppressions"_s, u"state IN ('approved', 'proposed')"_s));
    GATEHOUSE_TRY(forEachVersion(work, policies, *reports, u"a report expired"_s));
    return forEachVersion(work, policies, *suppressions, u"a suppression expired"_s);
}

} // namespace gatehouse::services
