// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvals.h"
#include "backend/services/approvalstore.h"
#include "backend/services/approvaltimeline.h"
#include "backend/services/reasontemplates.h"
#include "backend/services/versionfacts.h"
#include "backend/services/workflowreader.h"
#include "tests/backend/approvalfixture.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::services;
using namespace gatehouse::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString codeOf(const Status &status)
{
    return status ? u"done"_s : status.error().code;
}

QString messageOf(const Status &status)
{
    return status ? QString() : status.error().message;
}

} // namespace

//! Threads that must be solved, questions to the requester, conditions that are checked off.
class TestDiscussion final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ApprovalFixture> m_fixture;
    RequestId m_request;

    Status say(const QString &key, const CommentInput &input, Comment *said = nullptr)
    {
        return m_fixture->change(key, m_request, [&](store::UnitOfWork &work, RequestRecord &record) -> Status {
            const auto comment = addComment(work, record, input);
            if (!comment)
                return fail(comment.error());
            if (said)
                *said = *comment;
            return {};
        });
    }

    CommentId mark(const QString &key, const QString &mark, const QString &text = u"Pin it."_s)
    {
        Comment comment;
        const Status said = say(key, {text, {}, {}, mark}, &comment);
        if (!said)
            qWarning("%s", qPrintable(describe(said.error())));
        return comment.id;
    }

    Status resolve(const QString &key, const CommentId &id)
    {
        return m_fixture->change(key, m_request,
            [&](store::UnitOfWork &work, RequestRecord &record) { return resolveThread(work, record, id); });
    }

    Status reopen(const QString &key, const CommentId &id)
    {
        return m_fixture->change(key, m_request,
            [&](store::UnitOfWork &work, RequestRecord &record) { return reopenThread(work, record, id); });
    }

    Status check(const QString &key, const QString &condition, bool met = true)
    {
        return m_fixture->change(key, m_request,
            [&](store::UnitOfWork &work, RequestRecord &record) { return setConditionMet(work, record, condition, met); });
    }

    QStringList sentences()
    {
        QStringList lines;
        const Status read = m_fixture->write(u"viewer"_s, [&](store::UnitOfWork &work) -> Status {
            const auto entries = timelineOf(work, m_request);
            if (!entries)
                return fail(entries.error());
            for (const TimelineEntry &entry : *entries)
                lines.append(entry.kind + u": "_s + entry.sentence);
            return {};
        });
        return read ? lines : QStringList();
    }

    ApprovalRequest view(const QString &key) { return m_fixture->view(key, m_request); }
    //! As the list finds it, which asks the database.
    QString listedIn(const QString &key)
    {
        for (const QString &queue : {u"your_turn"_s, u"waiting"_s, u"decided"_s}) {
            bool found = false;
            const Status read = m_fixture->write(key, [&](store::UnitOfWork &work) -> Status {
                RequestFilter filter;
                filter.queue = queue;
                const auto page = listRequests(work, filter, 10, {});
                if (!page)
                    return fail(page.error());
                found = !page->items.isEmpty();
                return {};
            });
            if (!read)
                return describe(read.error());
            if (found)
                return queue;
        }
        return u"none"_s;
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<ApprovalFixture>();
        m_fixture->know({});
        m_request = m_fixture->submit(u"requester"_s)->head.id;
    }

    void nobodyApprovesWhatMustBeSolved()
    {
        const CommentId first = mark(u"security"_s, u"must_solve"_s);
        const CommentId second = mark(u"technical"_s, u"must_solve"_s);
        const Status refused = m_fixture->decide(u"security"_s, m_request, Discipline::Security);
        QCOMPARE(codeOf(refused), u"must_solve_open"_s);
        QCOMPARE(messageOf(refused), u"2 threads must be solved first."_s);
        QCOMPARE(refused.error().httpStatus, 409);
        QVERIFY(refused.error().allowedActions.contains(u"reject"_s));
        QCOMPARE(codeOf(m_fixture->decide(u"compliance"_s, m_request, Discipline::Compliance,
                     Outcome::ApproveWithConditions, {}, {u"Watch it."_s})),
            u"must_solve_open"_s);
        // The same is said before it is tried.
        const ApprovalRequest seen = view(u"security"_s);
        QCOMPARE(seen.openThreads->mustSolve, 2);
        QCOMPARE(seen.actions.whyNot(u"approve"_s), u"2 threads must be solved first."_s);
        QVERIFY(seen.actions.allows(u"reject"_s) && seen.actions.allows(u"request_changes"_s));
        QVERIFY(seen.preview->eligible);
        QVERIFY(seen.preview->barred.startsWith(u"2 threads must be solved first."_s));
        QVERIFY(resolve(u"security"_s, first));
        QCOMPARE(messageOf(m_fixture->decide(u"security"_s, m_request, Discipline::Security)),
            u"1 thread must be solved first."_s);
        QVERIFY(resolve(u"technical"_s, second));
        QVERIFY(m_fixture->decide(u"security"_s, m_request, Discipline::Security));
    }

    void rejectingIsPossibleAllTheTime()
    {
        mark(u"security"_s, u"must_solve"_s);
        QVERIFY(m_fixture->decide(u"security"_s, m_request, Discipline::Security, Outcome::Reject, u"No."_s));
        QCOMPARE(view(u"security"_s).status, RequestStatus::Rejected);
    }

    void policyWaitsForWhatMustBeSolved()
    {
        QVERIFY(m_fixture->activate(u"id: standard-change\nname: Standard change\nprecedence: 1\nstages:\n"
                                    "  - id: security\n    name: Security\n    discipline: security\n"
                                    "    people: {roles: [reviewer:security]}\n"
                                    "  - id: technical\n    name: Technical\n    discipline: technical\n"
                                    "    people: {roles: [reviewer:technical]}\n"
                                    "    automatic: [{risks: [low], policies: [allow]}]\n"_s));
        KnownVersion version;
        version.id = u"ver_b"_s;
        version.plugin = u"plg_b"_s;
        m_fixture->know(version);
        m_request = m_fixture->submit(u"requester"_s, u"ver_b"_s)->head.id;
        QVERIFY(m_fixture->decide(u"security"_s, m_request, Discipline::Security));
        const CommentId thread = mark(u"technical"_s, u"must_solve"_s);
        // Now policy would pass what is left, were it not for the thread.
        version.risk = Risk::Low;
        version.allows = true;
        m_fixture->know(version);
        QVERIFY(m_fixture->write(u"system"_s, [](store::UnitOfWork &work) { return evidenceMoved(work, VersionId(u"ver_b"_s)); }));
        QCOMPARE(view(u"viewer"_s).status, RequestStatus::InReview);
        QVERIFY(!view(u"viewer"_s).stages.last().policyDecision);
        QVERIFY(resolve(u"technical"_s, thread));
        QVERIFY(view(u"viewer"_s).stages.last().policyDecision.has_value());
        QCOMPARE(view(u"viewer"_s).status, RequestStatus::Approved);
    }

    void whoMayMarkAndResolve_data()
    {
        QTest::addColumn<QString>("person");
        QTest::addColumn<QString>("marks");
        QTest::addColumn<QString>("resolves");
        QTest::newRow("author") << u"security"_s << u"done"_s << u"done"_s;
        QTest::newRow("another reviewer") << u"business"_s << u"done"_s << u"done"_s;
        QTest::newRow("requester") << u"requester"_s << u"forbidden"_s << u"forbidden"_s;
        QTest::newRow("viewer") << u"viewer"_s << u"forbidden"_s << u"forbidden"_s;
        QTest::newRow("admin") << u"admin"_s << u"forbidden"_s << u"forbidden"_s;
        QTest::newRow("who only writes configuration") << u"config"_s << u"forbidden"_s << u"forbidden"_s;
    }
    void whoMayMarkAndResolve()
    {
        QFETCH(QString, person);
        const CommentId thread = mark(u"security"_s, u"must_solve"_s);
        QTEST(codeOf(say(person, {u"This, too."_s, {}, {}, u"must_solve"_s})), "marks");
        QTEST(codeOf(resolve(person, thread)), "resolves");
    }

    void whoStandsInResolves()
    {
        QVERIFY(m_fixture->handOver(u"compliance"_s, u"business"_s));
        const CommentId thread = mark(u"security"_s, u"must_solve"_s);
        QVERIFY(resolve(u"business"_s, thread));
    }

    void aResolutionSaysWhoAndWhenAndCanBeTakenBack()
    {
        const CommentId thread = mark(u"security"_s, u"must_solve"_s);
        m_fixture->now = m_fixture->now.addSecs(60);
        QVERIFY(resolve(u"security2"_s, thread));
        QCOMPARE(codeOf(resolve(u"security2"_s, thread)), u"conflict_state"_s);
        CommentPage page;
        QVERIFY(m_fixture->write(u"viewer"_s, [&](store::UnitOfWork &work) -> Status {
            page = *listComments(work, m_request, 10, {});
            return {};
        }));
        QCOMPARE(page.items.first().state, u"resolved"_s);
        QCOMPARE(page.items.first().resolvedBy->name, u"The security2"_s);
        QCOMPARE(page.items.first().resolvedAt, m_fixture->now);
        QCOMPARE(codeOf(reopen(u"requester"_s, thread)), u"forbidden"_s);
        QVERIFY(reopen(u"security"_s, thread));
        QCOMPARE(codeOf(m_fixture->decide(u"security"_s, m_request, Discipline::Security)), u"must_solve_open"_s);
        QCOMPARE(sentences().mid(sentences().size() - 3),
            (QStringList{u"request.must_solve_added: Must be solved: Pin it."_s,
                u"request.thread_resolved: Resolved: Pin it."_s,
                u"request.thread_reopened: Must be solved after all: Pin it."_s}));
    }

    void aQuestionKeepsNobodyElse()
    {
        QCOMPARE(listedIn(u"security2"_s), u"your_turn"_s);
        const CommentId question = mark(u"security"_s, u"question"_s, u"Which teams?"_s);
        // The asker waits, the requester answers, and for the others nothing changes.
        QCOMPARE(view(u"security"_s).queue, u"waiting"_s);
        QCOMPARE(listedIn(u"security"_s), u"waiting"_s);
        QCOMPARE(view(u"requester"_s).queue, u"your_turn"_s);
        QCOMPARE(view(u"security2"_s).queue, u"your_turn"_s);
        QCOMPARE(listedIn(u"security2"_s), u"your_turn"_s);
        QVERIFY(view(u"security2"_s).waitingOn.isEmpty());
        // Two may wait.
        const CommentId second = mark(u"security2"_s, u"question"_s, u"Which ones?"_s);
        QCOMPARE(listedIn(u"security2"_s), u"waiting"_s);
        QVERIFY(say(u"requester"_s, {u"All of them."_s, {}, second, {}}));
        QCOMPARE(listedIn(u"security2"_s), u"your_turn"_s);
        QCOMPARE(listedIn(u"security"_s), u"waiting"_s);
        QVERIFY(resolve(u"security"_s, question));
        QCOMPARE(listedIn(u"security"_s), u"your_turn"_s);
        QCOMPARE(listedIn(u"requester"_s), u"waiting"_s);
    }

    void aQuestionIsTheRequestersTurn()
    {
        QCOMPARE(listedIn(u"security"_s), u"your_turn"_s);
        const auto due = view(u"security"_s).dueAt;
        const CommentId question = mark(u"security"_s, u"question"_s, u"Which teams?"_s);
        QCOMPARE(view(u"security"_s).openThreads->questions, 1);
        QCOMPARE(view(u"security"_s).queue, u"waiting"_s);
        QCOMPARE(view(u"security"_s).waitingOn, u"Information from The requester"_s);
        QCOMPARE(view(u"requester"_s).queue, u"your_turn"_s);
        QCOMPARE(listedIn(u"security"_s), u"waiting"_s);
        QCOMPARE(listedIn(u"requester"_s), u"your_turn"_s);
        // The clock goes on, and whoever knows enough may decide.
        QCOMPARE(view(u"security"_s).dueAt, due);
        QVERIFY(view(u"security"_s).actions.allows(u"approve"_s));
        QCOMPARE(codeOf(resolve(u"security2"_s, question)), u"forbidden"_s);
        // Others may say something, too; it answers nothing.
        QVERIFY(say(u"security2"_s, {u"I wonder, too."_s, {}, question, {}}));
        QCOMPARE(view(u"security"_s).queue, u"waiting"_s);
        QVERIFY(say(u"requester"_s, {u"Two of them."_s, {}, question, {}}));
        QCOMPARE(view(u"security"_s).openThreads->questions, 0);
        QCOMPARE(view(u"security"_s).queue, u"your_turn"_s);
        QCOMPARE(listedIn(u"security"_s), u"your_turn"_s);
        QCOMPARE(listedIn(u"requester"_s), u"waiting"_s);
        QVERIFY(sentences().contains(u"request.question_asked: Asked The requester: Which teams?"_s));
        QVERIFY(sentences().contains(u"request.question_answered: Answered The security"_s));
        QVERIFY(resolve(u"security"_s, question));
        // Asked again it waits again, whatever was answered before.
        QVERIFY(reopen(u"security"_s, question));
        QCOMPARE(view(u"requester"_s).queue, u"your_turn"_s);
    }

    void repliesStandInOneThread()
    {
        Comment first;
        QVERIFY(say(u"security"_s, {u"Why?"_s, {}, {}, {}}, &first));
        Comment reply;
        QVERIFY(say(u"requester"_s, {u"Because."_s, {}, first.id, {}}, &reply));
        Comment below;
        QVERIFY(say(u"security"_s, {u"I see."_s, {}, reply.id, {}}, &below));
        QCOMPARE(below.replyTo, first.id);
        QVERIFY(below.actions.allowed.isEmpty());
        QCOMPARE(codeOf(say(u"security"_s, {u"?"_s, {}, CommentId(u"cmt_none"_s), {}})), u"validation_failed"_s);
        QCOMPARE(codeOf(say(u"security"_s, {u"?"_s, {}, first.id, u"must_solve"_s})), u"validation_failed"_s);
        QCOMPARE(codeOf(say(u"security"_s, {u"?"_s, {}, {}, u"urgent"_s})), u"validation_failed"_s);
        QCOMPARE(codeOf(resolve(u"security"_s, first.id)), u"conflict_state"_s);
        QCOMPARE(codeOf(resolve(u"security"_s, CommentId(u"cmt_none"_s))), u"not_found"_s);
    }

    void nothingIsMarkedOnceItIsClosed()
    {
        const CommentId thread = mark(u"security"_s, u"must_solve"_s);
        QVERIFY(m_fixture->decide(u"security"_s, m_request, Discipline::Security, Outcome::Reject, u"No."_s));
        QCOMPARE(codeOf(say(u"security"_s, {u"?"_s, {}, {}, u"question"_s})), u"conflict_state"_s);
        QCOMPARE(codeOf(resolve(u"security"_s, thread)), u"conflict_state"_s);
        QVERIFY(say(u"security"_s, {u"For the record."_s, {}, {}, {}}));
    }

    void conditionsAreCheckedOff()
    {
        QVERIFY(m_fixture->decide(u"security"_s, m_request, Discipline::Security, Outcome::ApproveWithConditions,
            {}, {u"Pin it."_s, u"Watch it."_s}));
        const QList<ConditionItem> items = view(u"viewer"_s).conditionItems;
        QCOMPARE(items.size(), 2);
        QCOMPARE(items.last().text, u"Watch it."_s);
        QCOMPARE(items.last().stage, u"Security"_s);
        QCOMPARE(items.last().person.name, u"The security"_s);
        QVERIFY(!items.last().metBy);
        QCOMPARE(codeOf(check(u"requester"_s, items.last().id)), u"forbidden"_s);
        QCOMPARE(codeOf(check(u"viewer"_s, items.last().id)), u"forbidden"_s);
        QCOMPARE(codeOf(check(u"security"_s, u"dec_none.1"_s)), u"not_found"_s);
        QVERIFY(check(u"technical"_s, items.last().id));
        QCOMPARE(codeOf(check(u"technical"_s, items.last().id)), u"conflict_state"_s);
        const ConditionItem met = view(u"viewer"_s).conditionItems.last();
        QCOMPARE(met.metBy->name, u"The technical"_s);
        QCOMPARE(met.metAt, m_fixture->now);
        QVERIFY(!view(u"viewer"_s).conditionItems.first().metBy);
        QVERIFY(sentences().contains(u"request.condition_met: Condition met: Watch it."_s));
        QVERIFY(check(u"security"_s, met.id, false));
        QVERIFY(!view(u"viewer"_s).conditionItems.last().metBy);
        // Who may is said beforehand.
        QVERIFY(view(u"technical"_s).actions.allows(u"check_condition"_s));
        QVERIFY(!view(u"requester"_s).actions.whyNot(u"check_condition"_s).isEmpty());
    }

    void conditionsAreCheckedOffAfterTheApproval()
    {
        KnownVersion version;
        version.id = u"ver_b"_s;
        version.plugin = u"plg_b"_s;
        version.risk = Risk::Medium;
        m_fixture->know(version);
        m_request = m_fixture->submit(u"requester"_s, u"ver_b"_s, Environment::Development)->head.id;
        QVERIFY(m_fixture->decide(u"technical"_s, m_request, Discipline::Technical, Outcome::ApproveWithConditions, {}, {u"Pin it."_s}));
        QCOMPARE(view(u"viewer"_s).status, RequestStatus::ApprovedWithConditions);
        QVERIFY(check(u"technical2"_s, view(u"viewer"_s).conditionItems.first().id));
        QCOMPARE(view(u"viewer"_s).status, RequestStatus::ApprovedWithConditions);
        QCOMPARE(view(u"viewer"_s).conditionItems.first().metBy->name, u"The technical2"_s);
    }

    void everyStepIsInTheAuditLogAndTheFeed()
    {
        const CommentId thread = mark(u"security"_s, u"must_solve"_s);
        QVERIFY(resolve(u"security"_s, thread));
        mark(u"security"_s, u"question"_s);
        for (const QString &action : {u"request.mark_must_solve"_s, u"request.resolve_thread"_s, u"request.ask"_s}) {
            auto audit = m_fixture->db().query(
                u"SELECT actor_id FROM audit_events WHERE object_id = ? AND action = ?"_s, {m_request.text(), action});
            QVERIFY2(audit && audit->next(), qPrintable(action));
            QCOMPARE(audit->text(0), u"per_security"_s);
        }
        for (const QString &type : {u"request.must_solve_added"_s, u"request.thread_resolved"_s, u"request.question_asked"_s}) {
            auto event = m_fixture->db().query(u"SELECT COUNT(*) FROM events WHERE subject = ? AND type = ?"_s, {m_request.text(), type});
            QVERIFY(event && event->next());
            QCOMPARE(event->integer(0), 1);
        }
    }

    void reasonsComeFromTheWorkflow()
    {
        const QString yaml = u"id: one\nname: One\nstages:\n  - id: s\n    name: S\n    discipline: security\n"
                             "    people: {roles: [reviewer:security]}\n"_s;
        const ReadWorkflow silent = readWorkflow(yaml.toUtf8());
        QVERIFY(silent.isValid());
        QVERIFY(std::ranges::count(reasonTemplates(silent.document), Outcome::Reject, &ReasonTemplate::outcome) > 0);
        const ReadWorkflow own = readWorkflow(
            (yaml + u"reasonTemplates:\n  - outcome: reject\n    title: Licence\n    text: 'Not ours: '\n"_s).toUtf8());
        QVERIFY(own.isValid());
        QCOMPARE(reasonTemplates(own.document), (QList<ReasonTemplate>{{Outcome::Reject, u"Licence"_s, u"Not ours: "_s}}));
        QVERIFY(reasonTemplates(readWorkflow((yaml + u"reasonTemplates: []\n"_s).toUtf8()).document).isEmpty());
    }

    void wrongReasonsAreNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("no list") << u"reasonTemplates: {}\n"_s << u"wrong_type"_s;
        QTest::newRow("unknown outcome") << u"reasonTemplates: [{outcome: maybe, title: T, text: X}]\n"_s << u"unknown_value"_s;
        QTest::newRow("no title") << u"reasonTemplates: [{outcome: reject, text: X}]\n"_s << u"missing"_s;
        QTest::newRow("no text") << u"reasonTemplates: [{outcome: reject, title: T}]\n"_s << u"wrong_text"_s;
        QTest::newRow("unknown key") << u"reasonTemplates: [{outcome: reject, title: T, text: X, why: Y}]\n"_s << u"unknown_key"_s;
        QString ten = u"reasonTemplates:\n"_s;
        for (int i = 0; i < 10; ++i)
            ten += u"  - {outcome: reject, title: T%1, text: X}\n"_s.arg(i);
        QTest::newRow("more than digits") << ten << u"too_many_reasons"_s;
    }
    void wrongReasonsAreNamed()
    {
        QFETCH(QString, text);
        const ReadWorkflow read = readWorkflow(
            (u"id: one\nname: One\nstages:\n  - id: s\n    name: S\n    discipline: security\n"
             "    people: {roles: [reviewer:security]}\n"_s + text).toUtf8());
        QVERIFY(!read.isValid());
        QTEST(read.problems.first().code, "code");
    }
};

QTEST_GUILESS_MAIN(TestDiscussion)
#include "tst_discussion.moc"
