// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/reviewedfiles.h"

#include "backend/api/problem.h"
#include "backend/npm/tarball.h"
#include "backend/services/registrystore.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Status checkPaths(const QStringList &paths, const QString &pointer)
{
    const TarLimits limits;
    if (paths.size() > limits.files) {
        return fail(
            api::validationFailed(pointer, u"too_many"_s, u"No package has so many files"_s));
    }
    for (const QString &path : paths) {
        if (path.isEmpty() || path.size() > limits.pathBytes)
            return fail(api::validationFailed(
                pointer, u"invalid"_s, u"A path has 1 to %1 characters"_s.arg(limits.pathBytes)));
    }
    return {};
}

QVariantList keyOf(const store::UnitOfWork &work, const VersionRecord &version)
{
    return {work.tenant(), work.actor().person.id.text(), version.head.digest};
}

Result<ReviewedFiles> marksOf(store::UnitOfWork &work, const VersionRecord &version)
{
    auto query = work.db().query(
        u"SELECT path FROM reviewed_files WHERE tenant = ? AND person_id = ? AND version_digest = ?"
        " ORDER BY path"_s,
        keyOf(work, version));
    if (!query)
        return fail(std::move(query).error());
    ReviewedFiles marks{version.head.id, version.head.digest, {}, work.now()};
    while (query->next())
        marks.paths << query->text(0);
    return marks;
}

} // namespace

Result<ReviewedFiles> reviewedFiles(store::UnitOfWork &work, const VersionId &version)
{
    const auto record = loadVersion(work, version);
    if (!record)
        return fail(record.error());
    return marksOf(work, *record);
}

Result<ReviewedFiles> markReviewedFiles(
    store::UnitOfWork &work, const VersionId &version, const ReviewedFilesInput &input)
{
    GATEHOUSE_TRY(checkPaths(input.reviewed, u"/reviewed"_s));
    GATEHOUSE_TRY(checkPaths(input.unreviewed, u"/unreviewed"_s));
    const auto record = loadVersion(work, version);
    if (!record)
        return fail(record.error());
    for (const QString &path : input.unreviewed) {
        GATEHOUSE_TRY(work.db().execute(
            u"DELETE FROM reviewed_files WHERE tenant = ? AND person_id = ? AND version_digest = ?"
            " AND path = ?"_s,
            keyOf(work, *record) << path));
    }
    for (const QString &path : input.reviewed) {
        GATEHOUSE_TRY(work.db().execute(
            u"INSERT INTO reviewed_files (tenant, person_id, version_digest, path, marked_at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_s,
            keyOf(work, *record) << path << toRfc3339(work.now())));
    }
    return marksOf(work, *record);
}

} // namespace gatehouse::services
