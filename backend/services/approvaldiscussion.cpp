// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/problem.h"
#include "backend/services/approvalcomments.h"
#include "backend/services/approvallifecycle.h"
#include "backend/services/approvalthreads.h"
#include "backend/services/standins.h"
#include "core/base/random.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

// What people say about a request, and what they check off.
namespace gatehouse::services {

namespace {

constexpr int excerptLength = 160;

//! For a line of the timeline.
QString excerpt(const QString &text)
{
    const QString line = text.simplified();
    return line.size() <= excerptLength ? line : line.left(excerptLength - 1) + u'\u2026';
}

Status refused(const std::optional<Refusal> &refusal)
{
    return refusal ? Status(fail(toError(*refusal))) : Status();
}

Status checkMark(const RequestRecord &record, const Person &caller, const CommentInput &input)
{
    if (!input.mark)
        return {};
    if (*input.mark != mustSolveMark && *input.mark != questionMark)
        return fail(api::validationFailed(
            u"/mark"_s, u"unknown_value"_s, u"mark is one of must_solve, question"_s));
    if (input.replyTo)
        return fail(api::validationFailed(
            u"/mark"_s, u"not_allowed"_s, u"Only the first comment of a thread is marked"_s));
    return refused(whyNotMark(record, caller));
}

//! The thread that \a input belongs to: a reply to a reply goes where that is.
Result<std::optional<Comment>> threadOf(
    store::UnitOfWork &work, const RequestRecord &record, const CommentInput &input)
{
    if (!input.replyTo)
        return std::nullopt;
    const auto unknown = [] {
        return fail(api::validationFailed(
            u"/replyTo"_s, u"unknown_value"_s, u"It replies to no comment of this request"_s));
    };
    auto comment = loadComment(work, record.head.id, *input.replyTo);
    if (comment && comment->replyTo)
        comment = loadComment(work, record.head.id, *comment->replyTo);
    if (!comment && comment.error().httpStatus == 404)
        return unknown();
    if (!comment)
        return fail(std::move(comment).error());
    return *comment;
}

Happening saidSomething(
    const RequestRecord &record, const Comment &comment, const std::optional<Comment> &answered)
{
    if (comment.mark == mustSolveMark)
        return {u"request.must_solve_added"_s, u"Must be solved: %1"_s.arg(excerpt(comment.text)), false};
    if (comment.mark == questionMark)
        return {u"request.question_asked"_s,
            u"Asked %1: %2"_s.arg(record.head.requestedBy.name, excerpt(comment.text)), false};
    if (answered)
        return {u"request.question_answered"_s, u"Answered %1"_s.arg(answered->author.name), false};
    return {u"request.comment_added"_s, comment.replyTo ? u"Replied"_s : u"Commented"_s, false};
}

//! Counts again what is open, lets go on what waited for it, and keeps all.
Status keepDiscussion(store::UnitOfWork &work, RequestRecord &record, const Happening &happening)
{
    const auto open = countOpenThreads(work, record.head.id);
    if (!open)
        return fail(open.error());
    const bool released = record.threads.mustSolve > 0 && open->mustSolve == 0;
    const auto askers = openAskers(work, record.head.id);
    if (!askers)
        return fail(askers.error());
    record.threads = *open;
    record.askers = groupsText(*askers);
    QList<Happening> happened{happening};
    if (released)
        happened.append(threadsMoved(record, work.now()));
    return keepRequest(work, record, happened);
}

} // namespace

Result<Comment> addComment(
    store::UnitOfWork &work, RequestRecord &record, const CommentInput &input)
{
    const auto caller = callerOf(work);
    if (!caller)
        return fail(caller.error());
    GATEHOUSE_TRY(refused(whyNotReply(*caller)));
    GATEHOUSE_TRY(checkWritten(input.text, u"/text"_s, u"Write something first"_s));
    GATEHOUSE_TRY(checkMark(record, *caller, input));
    const auto thread = threadOf(work, record, input);
    if (!thread)
        return fail(thread.error());
    Comment comment{CommentId(newId("cmt"_L1)), work.actor().person, input.text.trimmed(),
        work.now(), input.anchor};
    comment.mark = input.mark;
    if (*thread)
        comment.replyTo = (*thread)->id;
    GATEHOUSE_TRY(completeAnchor(work, record, comment.anchor));
    GATEHOUSE_TRY(insertComment(work, record.head.id, comment));
    ++record.head.commentCount;
    const bool answers = *thread && (*thread)->mark == questionMark
        && (*thread)->state == u"open"_s && caller->ref.id == record.head.requestedBy.id;
    if (answers)
        GATEHOUSE_TRY(noteAnswered(work, (*thread)->id));
    GATEHOUSE_TRY(keepDiscussion(
        work, record, saidSomething(record, comment, answers ? *thread : std::nullopt)));
    if (comment.mark)
        comment.state = u"open"_s;
    comment.actions = threadActions(record, comment, *caller);
    return comment;
}

Status resolveThread(store::UnitOfWork &work, RequestRecord &record, const CommentId &id)
{
    const auto caller = callerOf(work);
    const auto thread = loadComment(work, record.head.id, id);
    if (!caller)
        return fail(caller.error());
    if (!thread)
        return fail(thread.error());
    GATEHOUSE_TRY(refused(whyNotResolve(record, *thread, *caller)));
    GATEHOUSE_TRY(noteResolved(work, id));
    const QString sentence = thread->mark == questionMark ? u"Closed the question: %1"_s
                                                          : u"Resolved: %1"_s;
    return keepDiscussion(work, record,
        {u"request.thread_resolved"_s, QString(sentence.arg(excerpt(thread->text))), false});
}

Status reopenThread(store::UnitOfWork &work, RequestRecord &record, const CommentId &id)
{
    const auto caller = callerOf(work);
    const auto thread = loadComment(work, record.head.id, id);
    if (!caller)
        return fail(caller.error());
    if (!thread)
        return fail(thread.error());
    GATEHOUSE_TRY(refused(whyNotReopen(record, *thread, *caller)));
    GATEHOUSE_TRY(noteReopened(work, id));
    const QString sentence = thread->mark == questionMark
        ? u"Asked %1 again: %2"_s.arg(record.head.requestedBy.name, excerpt(thread->text))
        : u"Must be solved after all: %1"_s.arg(excerpt(thread->text));
    return keepDiscussion(work, record, {u"request.thread_reopened"_s, sentence, false});
}

Status setConditionMet(
    store::UnitOfWork &work, RequestRecord &record, const QString &condition, bool met)
{
    const auto caller = callerOf(work);
    if (!caller)
        return fail(caller.error());
    GATEHOUSE_TRY(refused(whyNotCheckConditions(record, *caller)));
    const QList<ConditionItem> items = conditionItems(record);
    const auto item = std::ranges::find(items, condition, &ConditionItem::id);
    if (item == items.end())
        return fail(api::notFound(u"%1 has no such condition"_s.arg(record.head.number)));
    if (item->metBy.has_value() == met)
        return fail(api::conflictState(met ? u"It is met already."_s : u"It is not met yet."_s));
    const QString id = record.head.id.text();
    if (met) {
        record.conditionsMet.insert(condition, {caller->ref, work.now()});
        GATEHOUSE_TRY(work.db().execute(
            u"INSERT INTO approval_conditions_met (request_id, condition_id, person_id, person_name, met_at)"
            " VALUES (?, ?, ?, ?, ?)"_s,
            {id, condition, caller->ref.id.text(), caller->ref.name, toRfc3339(work.now())}));
    } else {
        record.conditionsMet.remove(condition);
        GATEHOUSE_TRY(work.db().execute(
            u"DELETE FROM approval_conditions_met WHERE request_id = ? AND condition_id = ?"_s, {id, condition}));
    }
    return keepRequest(work, record,
        {{met ? u"request.condition_met"_s : u"request.condition_unmet"_s,
            QString((met ? u"Condition met: %1"_s : u"Condition not met after all: %1"_s).arg(excerpt(item->text))),
            false}});
}

} // namespace gatehouse::services
