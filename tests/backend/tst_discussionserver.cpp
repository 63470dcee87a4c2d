// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/routes.h"
#include "tests/backend/workflowportal.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::testsupport;
using namespace Qt::Literals::StringLiterals;

//! The discussion of a request over HTTP. The slots build on each other.
class TestDiscussionServer final : public QObject
{
    Q_OBJECT

private:
    HttpAnswer say(const QString &persona, const QJsonObject &body)
    {
        return m_portal.as(persona).post(routes::path(routes::requestComments, {m_request}), body);
    }

    //! With the ETag of now.
    HttpAnswer act(const QString &persona, const char *route, const QString &part, const QJsonObject &body = {})
    {
        const QByteArray seen = m_portal.as(persona).get(routes::path(routes::request, {m_request})).etag();
        return m_portal.as(persona).post(routes::path(route, {m_request, part}), body, ifMatch(seen));
    }

    QJsonObject comment(const QString &id, const QString &persona = u"viewer"_s)
    {
        const QJsonArray comments = m_portal.as(persona).get(routes::path(routes::requestComments, {m_request})).items();
        for (const QJsonValue &one : comments) {
            if (one["id"_L1].toString() == id)
                return one.toObject();
        }
        return {};
    }

    WorkflowPortal m_portal;
    QString m_request;
    QString m_thread;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_portal.start(), m_portal.server().log().constData());
        const HttpAnswer submitted = m_portal.submit(u"@acme/argo"_s);
        QVERIFY2(submitted.status == 201, submitted.describe().constData());
        m_request = submitted.json().value("id"_L1).toString();
    }

    void anApprovalIsRefusedWhileSomethingMustBeSolved()
    {
        const HttpAnswer said = say(u"security"_s, {{u"text"_s, u"Pin the token's scope."_s}, {u"mark"_s, u"must_solve"_s}});
        QVERIFY2(said.status == 201, said.describe().constData());
        QCOMPARE(said.json().value("state"_L1).toString(), u"open"_s);
        QVERIFY(said.json().value("allowedActions"_L1).toArray().contains(u"resolve"_s));
        m_thread = said.json().value("id"_L1).toString();
        const HttpAnswer refused = m_portal.decide(u"security"_s, m_request, u"security"_s);
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.code(), u"must_solve_open"_s);
        QCOMPARE(refused.json().value("detail"_L1).toString(), u"1 thread must be solved first."_s);
        QCOMPARE(m_portal.request(m_request, u"security"_s)["openThreads"_L1]["mustSolve"_L1].toInt(), 1);
    }

    void aRequesterMarksNothing()
    {
        QCOMPARE(say(u"requester"_s, {{u"text"_s, u"x"_s}, {u"mark"_s, u"must_solve"_s}}).code(), u"forbidden"_s);
        QCOMPARE(act(u"requester"_s, routes::commentResolve, m_thread).code(), u"forbidden"_s);
        const QJsonArray blocked = comment(m_thread, u"requester"_s)["blockedActions"_L1].toArray();
        QVERIFY(std::ranges::any_of(blocked, [](const QJsonValue &one) { return one["action"_L1].toString() == "resolve"_L1; }));
    }

    void resolvingNeedsWhatItsAuthorSaw()
    {
        const QString path = routes::path(routes::commentResolve, {m_request, m_thread});
        QCOMPARE(m_portal.as(u"security"_s).post(path).code(), u"precondition_required"_s);
        QCOMPARE(m_portal.as(u"security"_s).post(path, {}, ifMatch("\"r0\"")).code(), u"precondition_failed"_s);
        QCOMPARE(act(u"security"_s, routes::commentResolve, u"cmt_none"_s).code(), u"not_found"_s);
    }

    void theSameKeyResolvesOnce()
    {
        const HttpAnswer seen = m_portal.as(u"security"_s).get(routes::path(routes::request, {m_request}));
        Headers headers = ifMatch(seen.etag());
        headers.insert("Idempotency-Key", "7d444840-9dc0-11d1-b245-5ffdce74fad2");
        const QString path = routes::path(routes::commentResolve, {m_request, m_thread});
        const HttpAnswer resolved = m_portal.as(u"security"_s).post(path, {}, headers);
        QVERIFY2(resolved.status == 200, resolved.describe().constData());
        QCOMPARE(resolved.json()["openThreads"_L1]["mustSolve"_L1].toInt(), 0);
        const HttpAnswer again = m_portal.as(u"security"_s).post(path, {}, headers);
        QCOMPARE(again.status, 200);
        QCOMPARE(again.body, resolved.body);
        QCOMPARE(comment(m_thread)["resolvedBy"_L1]["id"_L1].toString(), u"per_security"_s);
    }

    void aQuestionComesBackAnswered()
    {
        const HttpAnswer asked = say(u"security"_s, {{u"text"_s, u"Which teams?"_s}, {u"mark"_s, u"question"_s}});
        QCOMPARE(asked.status, 201);
        const QString question = asked.json().value("id"_L1).toString();
        const auto queue = [&](const QString &persona) { return m_portal.request(m_request, persona)["queue"_L1].toString(); };
        QCOMPARE(queue(u"requester"_s), u"your_turn"_s);
        QCOMPARE(queue(u"security"_s), u"waiting"_s);
        QVERIFY(m_portal.request(m_request, u"security"_s)["waitingOn"_L1].toString().startsWith("Information from "_L1));
        QCOMPARE(say(u"requester"_s, {{u"text"_s, u"All of them."_s}, {u"replyTo"_s, question}}).status, 201);
        QCOMPARE(comment(question)["state"_L1].toString(), u"answered"_s);
        QCOMPARE(queue(u"security"_s), u"your_turn"_s);
        QCOMPARE(act(u"security2"_s, routes::commentResolve, question).code(), u"forbidden"_s);
        QCOMPARE(act(u"security"_s, routes::commentResolve, question).status, 200);
        QCOMPARE(act(u"security"_s, routes::commentReopen, question).status, 200);
        QCOMPARE(queue(u"requester"_s), u"your_turn"_s);
        QCOMPARE(act(u"security"_s, routes::commentResolve, question).status, 200);
    }

    void conditionsAreCheckedOffByReviewers()
    {
        const QJsonObject seen = m_portal.request(m_request, u"security"_s);
        QJsonObject vote = WorkflowPortal::vote(seen, u"security"_s, u"approve_with_conditions"_s);
        vote.insert(u"conditions"_s, QJsonArray{u"Rotate the token."_s});
        const QByteArray etag = '"' + seen.value("etag"_L1).toString().toLatin1() + '"';
        const HttpAnswer decided = m_portal.signer(u"security"_s).decide(seen, vote, ifMatch(etag));
        QVERIFY2(decided.status == 201, decided.describe().constData());
        const QString condition = decided.json()["conditionItems"_L1][0]["id"_L1].toString();
        QVERIFY(!condition.isEmpty());
        QCOMPARE(act(u"requester"_s, routes::conditionMet, condition, {{u"met"_s, true}}).code(), u"forbidden"_s);
        QCOMPARE(act(u"security2"_s, routes::conditionMet, condition, {{u"met"_s, u"yes"_s}}).code(), u"validation_failed"_s);
        const HttpAnswer met = act(u"security2"_s, routes::conditionMet, condition, {{u"met"_s, true}});
        QVERIFY2(met.status == 200, met.describe().constData());
        QCOMPARE(met.json()["conditionItems"_L1][0]["metBy"_L1]["id"_L1].toString(), u"per_security2"_s);
        QVERIFY(!met.json()["conditionItems"_L1][0]["metAt"_L1].toString().isEmpty());
    }

    void reasonsAreReadByVersion()
    {
        const QJsonObject seen = m_portal.request(m_request);
        const QString path = routes::path(routes::workflowReasons,
            {seen["templateId"_L1].toString(), QString::number(seen["templateVersion"_L1].toInt())});
        const HttpAnswer reasons = m_portal.as(u"security"_s).get(path);
        QVERIFY2(reasons.status == 200, reasons.describe().constData());
        QVERIFY(!reasons.items().isEmpty());
        QCOMPARE(m_portal.as(u"security"_s).get(routes::path(routes::workflowReasons, {u"critical-change"_s, u"99"_s})).code(), u"not_found"_s);
    }

    void theFeedTells()
    {
        QStringList types;
        for (qint64 since = 0, more = 1; more;) {
            const HttpAnswer changes
                = m_portal.as(u"viewer"_s).get(routes::path(routes::changes) + u"?since=%1"_s.arg(since));
            QVERIFY2(changes.status == 200, changes.describe().constData());
            const QJsonArray items = changes.items();
            for (const QJsonValue &event : items)
                types.append(event["type"_L1].toString());
            since = changes.json()["cursor"_L1].toInteger();
            more = changes.json()["more"_L1].toBool();
        }
        for (const QString &type : {u"request.must_solve_added"_s, u"request.thread_resolved"_s, u"request.question_asked"_s,
                 u"request.question_answered"_s, u"request.thread_reopened"_s, u"request.condition_met"_s})
            QVERIFY2(types.contains(type), qPrintable(type));
    }
};

QTEST_GUILESS_MAIN(TestDiscussionServer)
#include "tst_discussionserver.moc"
