// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/requestdrafts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::requestdrafts {

namespace {

//! The key with its request replaced: "decision/req_1/approve" → "decision/req_2/approve".
QString movedKey(const QString &key, const RequestId &to)
{
    QStringList parts = key.split(u'/');
    // The thread stays behind; what was replied in it is for all there.
    if (parts.first() == "reply"_L1)
        parts = {u"comment"_s, QString()};
    parts[1] = to.text();
    return parts.join(u'/');
}

QString joined(const QString &above, const QString &below)
{
    return above.isEmpty() ? below : QString(above + u"\n\n"_s + below);
}

} // namespace

QString key(const QString &what, const RequestId &request)
{
    return what + u'/' + request.text();
}

QString replyKey(const RequestId &request, const CommentId &thread)
{
    return key(u"reply"_s, request) + u'/' + thread.text();
}

QString decisionKey(const RequestId &request, Outcome outcome)
{
    return key(u"decision"_s, request) + u'/' + toWire(outcome);
}

QString subject(const ApprovalRequest &request)
{
    //: A request's number and its plugin.
    return QCoreApplication::translate("requestdrafts", "%1, %2").arg(request.number, request.pluginName);
}

QList<Draft> of(const DraftKeeper &drafts, const RequestId &request)
{
    QList<Draft> found = drafts.all();
    found.removeIf([&request](const Draft &draft) { return draft.key.section(u'/', 1, 1) != request.text(); });
    return found;
}

bool hasMustSolve(const DraftKeeper &drafts, const RequestId &request)
{
    const QList<Draft> all = of(drafts, request);
    return std::any_of(all.begin(), all.end(), [](const Draft &draft) {
        const auto marked = [&draft](QLatin1StringView mark, QLatin1StringView text) {
            return draft.values.value(mark).toBool() && !draft.values.value(text).toString().trimmed().isEmpty();
        };
        return marked("commentMustSolve"_L1, "commentText"_L1) || marked("lineMustSolve"_L1, "lineText"_L1);
    });
}

QString textOf(const DraftKeeper &drafts, const RequestId &request)
{
    QString text;
    const QList<Draft> all = of(drafts, request);
    for (const Draft &draft : all) {
        for (const QJsonValue &value : draft.values) {
            if (value.isString())
                text = joined(text, value.toString());
        }
    }
    return text;
}

void carry(DraftKeeper &drafts, const RequestId &from, const ApprovalRequest &to)
{
    const QList<Draft> all = of(drafts, from);
    for (const Draft &draft : all) {
        Draft moved = draft;
        moved.key = movedKey(draft.key, to.id);
        moved.basis = to.etag;
        moved.subject = subject(to);
        if (const std::optional<Draft> there = drafts.find(moved.key)) {
            for (auto value = there->values.begin(); value != there->values.end(); ++value) {
                const QJsonValue mine = moved.values.value(value.key());
                if (value->isString() && mine.isString() && *value != mine)
                    moved.values.insert(value.key(), joined(value->toString(), mine.toString()));
                else
                    moved.values.insert(value.key(), *value);
            }
        }
        drafts.keep(moved);
        drafts.forget(draft.key);
    }
}

bool isClosed(const ApprovalRequest &request)
{
    switch (request.status) {
    case RequestStatus::Approved:
    case RequestStatus::ApprovedWithConditions:
    case RequestStatus::Rejected:
    case RequestStatus::Withdrawn:
    case RequestStatus::Expired:
    case RequestStatus::Superseded:
        return true;
    default:
        return false;
    }
}

const ApprovalRequest *successor(const RequestStore &requests, const ApprovalRequest &request)
{
    const ApprovalRequest *newest = nullptr;
    for (int row = 0; row < requests.count(); ++row) {
        const ApprovalRequest &other = requests.at(row);
        const bool follows = other.pluginId == request.pluginId && other.id != request.id && other.createdAt >= request.createdAt && !isClosed(other);
        if (follows && (!newest || other.createdAt > newest->createdAt))
            newest = &other;
    }
    return newest;
}

} // namespace gatehouse::requestdrafts
