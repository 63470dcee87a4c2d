// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/linedrafts.h"

#include "widgets/approvals/requestdrafts.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::linedrafts {

QString key(const RequestId &request, const CommentAnchor &anchor)
{
    const QString version = anchor.versionId ? anchor.versionId->text() : u"-"_s;
    return requestdrafts::key(u"line"_s, request) + u"/%1/%2/%3/%4"_s.arg(anchor.side).arg(anchor.line).arg(version, anchor.path);
}

std::optional<CommentAnchor> anchorOf(const QString &key)
{
    if (key.section(u'/', 0, 0) != "line"_L1)
        return {};
    CommentAnchor anchor;
    anchor.side = key.section(u'/', 2, 2);
    anchor.line = key.section(u'/', 3, 3).toInt();
    if (const QString version = key.section(u'/', 4, 4); version != "-"_L1)
        anchor.versionId = VersionId(version);
    anchor.path = key.section(u'/', 5);
    return anchor;
}

DraftPlace place(const ApprovalRequest &request, const CommentAnchor &anchor)
{
    return {key(request.id, anchor), requestdrafts::subject(request), request.etag};
}

QList<Draft> of(const DraftKeeper &drafts, const RequestId &request)
{
    QList<Draft> found = requestdrafts::of(drafts, request);
    found.removeIf([](const Draft &draft) { return !anchorOf(draft.key); });
    std::sort(found.begin(), found.end(), [](const Draft &a, const Draft &b) {
        const CommentAnchor left = *anchorOf(a.key);
        const CommentAnchor right = *anchorOf(b.key);
        return left.path == right.path ? left.line < right.line : left.path < right.path;
    });
    return found;
}

QString textOf(const Draft &draft)
{
    return draft.values.value("lineText"_L1).toString().trimmed();
}

CommentDraft commentOf(const Draft &draft)
{
    CommentDraft comment {textOf(draft), anchorOf(draft.key)};
    if (draft.values.value("lineMustSolve"_L1).toBool())
        comment.mark = u"must_solve"_s;
    return comment;
}

} // namespace gatehouse::linedrafts
