// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalcomments.h"

#include "backend/api/problem.h"
#include "backend/npm/tarball.h"
#include "backend/services/registrystore.h"
#include "backend/services/rowcodec.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

struct CommentRow
{
    CommentId id;
    QString requestId;
    PersonId authorId;
    QString authorName;
    QString text;
    QDateTime createdAt;
    std::optional<QString> anchorPath;
    std::optional<QString> anchorSide;
    std::optional<int> anchorLine;
    std::optional<QString> anchorVersionId;
    std::optional<QString> anchorVersion;
    std::optional<CommentId> replyTo = {};
    std::optional<QString> mark = {};
    std::optional<QDateTime> answeredAt = {};
    std::optional<QDateTime> resolvedAt = {};
    std::optional<PersonId> resolvedId = {};
    std::optional<QString> resolvedName = {};

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        visit("id", self.id);
        visit("request_id", self.requestId);
        visit("author_id", self.authorId);
        visit("author_name", self.authorName);
        visit("text", self.text);
        visit("created_at", self.createdAt);
        visit("anchor_path", self.anchorPath);
        visit("anchor_side", self.anchorSide);
        visit("anchor_line", self.anchorLine);
        visit("anchor_version_id", self.anchorVersionId);
        visit("anchor_version", self.anchorVersion);
        visit("reply_to", self.replyTo);
        visit("mark", self.mark);
        visit("answered_at", self.answeredAt);
        visit("resolved_at", self.resolvedAt);
        visit("resolved_id", self.resolvedId);
        visit("resolved_name", self.resolvedName);
    }
};

Comment commentOf(const CommentRow &row)
{
    Comment comment{row.id, {row.authorId, row.authorName}, row.text, row.createdAt};
    comment.replyTo = row.replyTo;
    comment.mark = row.mark;
    if (row.mark)
        comment.state = row.resolvedAt ? u"resolved"_s : row.answeredAt ? u"answered"_s : u"open"_s;
    comment.resolvedAt = row.resolvedAt;
    if (row.resolvedId)
        comment.resolvedBy = PersonRef{*row.resolvedId, row.resolvedName.value_or(QString())};
    if (!row.anchorPath)
        return comment;
    comment.anchor = CommentAnchor{*row.anchorPath, row.anchorSide.value_or(QString()),
        row.anchorLine.value_or(0), {}, row.anchorVersion};
    if (row.anchorVersionId)
        comment.anchor->versionId = VersionId(*row.anchorVersionId);
    return comment;
}

Status checkPlace(const CommentAnchor &anchor)
{
    const auto wrong = [](const QString &member, const QString &message) {
        return fail(api::validationFailed(u"/anchor/"_s + member, u"invalid"_s, message));
    };
    const TarLimits limits;
    if (anchor.path.isEmpty() || anchor.path.size() > limits.pathBytes)
        return wrong(u"path"_s, u"Name the file"_s);
    if (anchor.side != u"before"_s && anchor.side != u"after"_s)
        return wrong(u"side"_s, u"side is one of before, after"_s);
    if (anchor.line < 1)
        return wrong(u"line"_s, u"Lines begin with 1"_s);
    return {};
}

} // namespace

Status completeAnchor(
    store::UnitOfWork &work, const RequestRecord &record, std::optional<CommentAnchor> &anchor)
{
    if (!anchor)
        return {};
    GATEHOUSE_TRY(checkPlace(*anchor));
    anchor->version.reset();
    if (!anchor->versionId)
        return {};
    const auto version = loadVersion(work, *anchor->versionId);
    if (!version || version->head.pluginId != record.head.pluginId) {
        return fail(api::validationFailed(u"/anchor/versionId"_s, u"other_plugin"_s,
            u"The line must be in a version of the request's plugin"_s));
    }
    anchor->version = version->head.version;
    return {};
}

Status insertComment(store::UnitOfWork &work, const RequestId &request, const Comment &comment)
{
    CommentRow row{comment.id, request.text(), comment.author.id, comment.author.name,
        comment.text, comment.createdAt, {}, {}, {}, {}, {}, comment.replyTo, comment.mark};
    if (comment.anchor) {
        row.anchorPath = comment.anchor->path;
        row.anchorSide = comment.anchor->side;
        row.anchorLine = comment.anchor->line;
        row.anchorVersion = comment.anchor->version;
        if (comment.anchor->versionId)
            row.anchorVersionId = comment.anchor->versionId->text();
    }
    const auto inserted = work.db().execute(
        insertSql(u"approval_comments"_s, columnNames<CommentRow>()), columnValues(row));
    return inserted ? Status() : fail(inserted.error());
}

Result<Comment> loadComment(store::UnitOfWork &work, const RequestId &request, const CommentId &id)
{
    auto query = work.db().query(
        u"SELECT %1 FROM approval_comments WHERE request_id = ? AND id = ?"_s.arg(
            columnNames<CommentRow>().join(u", "_s)),
        {request.text(), id.text()});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return fail(api::notFound(u"There is no comment %1"_s.arg(id.text())));
    return commentOf(readRow<CommentRow>(*query));
}

Status noteAnswered(store::UnitOfWork &work, const CommentId &thread)
{
    GATEHOUSE_TRY(work.db().execute(u"UPDATE approval_comments SET answered_at = ? WHERE id = ?"_s,
        {toRfc3339(work.now()), thread.text()}));
    return {};
}

Status noteResolved(store::UnitOfWork &work, const CommentId &thread)
{
    const PersonRef &person = work.actor().person;
    GATEHOUSE_TRY(work.db().execute(
        u"UPDATE approval_comments SET resolved_at = ?, resolved_id = ?, resolved_name = ? WHERE id = ?"_s,
        {toRfc3339(work.now()), person.id.text(), person.name, thread.text()}));
    return {};
}

Status noteReopened(store::UnitOfWork &work, const CommentId &thread)
{
    GATEHOUSE_TRY(work.db().execute(
        u"UPDATE approval_comments SET answered_at = NULL, resolved_at = NULL, resolved_id = NULL,"
        " resolved_name = NULL WHERE id = ?"_s,
        {thread.text()}));
    return {};
}

Result<OpenThreads> countOpenThreads(store::UnitOfWork &work, const RequestId &request)
{
    auto query = work.db().query(
        u"SELECT mark, COUNT(*) FROM approval_comments WHERE request_id = ? AND mark IS NOT NULL"
        " AND resolved_at IS NULL AND (mark <> 'question' OR answered_at IS NULL) GROUP BY mark"_s,
        {request.text()});
    if (!query)
        return fail(std::move(query).error());
    OpenThreads open;
    while (query->next())
        (query->text(0) == u"question"_s ? open.questions : open.mustSolve) = int(query->integer(1));
    return open;
}

Result<QStringList> openAskers(store::UnitOfWork &work, const RequestId &request)
{
    auto query = work.db().query(
        u"SELECT DISTINCT author_id FROM approval_comments WHERE request_id = ? AND mark = 'question'"
        " AND resolved_at IS NULL AND answered_at IS NULL ORDER BY author_id"_s,
        {request.text()});
    if (!query)
        return fail(std::move(query).error());
    QStringList ids;
    while (query->next())
        ids.append(query->text(0));
    return ids;
}

Result<CommentPage> listComments(
    store::UnitOfWork &work, const RequestId &id, int limit, const QStringList &after)
{
    QString where = u"request_id = ?"_s;
    QVariantList values{id.text()};
    if (after.size() == 2) {
        where += u" AND (created_at > ? OR (created_at = ? AND id > ?))"_s;
        values << after.at(0) << after.at(0) << after.at(1);
    }
    auto query = work.db().query(
        u"SELECT %1 FROM approval_comments WHERE %2 ORDER BY created_at, id LIMIT ?"_s.arg(
            columnNames<CommentRow>().join(u", "_s), where),
        values << limit + 1);
    if (!query)
        return fail(std::move(query).error());
    CommentPage page;
    while (page.items.size() < limit && query->next()) {
        page.items << commentOf(readRow<CommentRow>(*query));
        page.lastKey = {toRfc3339(page.items.last().createdAt), page.items.last().id.text()};
    }
    if (!query->next())
        page.lastKey.clear();
    return page;
}

} // namespace gatehouse::services
