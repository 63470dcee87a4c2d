// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/routes.h"
#include "core/contract/statements.h"
#include "tests/backend/workflowportal.h"

#include <QTest>
#include <QUuid>

using namespace gatehouse;
using namespace gatehouse::testsupport;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString templateId = u"standard-change"_s;

QString text(const QString &id, const QString &more = {})
{
    return u"id: %1\nname: Mine\nstages:\n  - id: technical\n    name: Technical\n    discipline: technical\n"
           "    people: {roles: [reviewer:technical]}\n    due: 24h\n"_s.arg(id)
        + more;
}

QString path(const char *route, const QString &id)
{
    return routes::path(route, {id});
}

} // namespace

//! Workflows, delegations, claims, escalation and reviews afterwards over HTTP: the real server.
class TestWorkflowRoutes final : public QObject
{
    Q_OBJECT

private:
    WorkflowPortal m_portal;
    QString m_request;

    HttpAnswer post(const QString &persona, const char *route, const QString &id,
        const QJsonObject &body = {}, const Headers &headers = {})
    {
        return m_portal.as(persona).post(path(route, id), body, headers);
    }
    QByteArray workflowEtag() { return m_portal.as(u"viewer"_s).get(path(routes::workflowTemplate, templateId)).etag(); }
    HttpAnswer putDraft(const QString &persona, const QString &yaml)
    {
        return m_portal.as(persona).put(
            path(routes::workflowTemplateDraft, templateId), {{u"yaml"_s, yaml}}, ifMatch(workflowEtag()));
    }
    //! A write on the request of m_request by what it is now.
    HttpAnswer act(const QString &persona, const char *route, QJsonObject body, bool withStage = true)
    {
        const HttpAnswer seen = m_portal.as(persona).get(path(routes::request, m_request));
        if (withStage)
            body.insert(u"stageId"_s, seen.json().value("stages"_L1)[0]["id"_L1]);
        return post(persona, route, m_request, body, ifMatch(seen.etag()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_portal.start(), m_portal.server().log().constData());
        // People are known once they have signed in.
        for (const QString &persona : {u"security"_s, u"security2"_s, u"compliance"_s, u"technical"_s, u"technical2"_s,
                 u"business"_s, u"lead"_s, u"requester"_s, u"viewer"_s})
            QCOMPARE(m_portal.as(persona).get(routes::path(routes::me)).status, 200);
    }

    void workflowsAreRead()
    {
        const HttpAnswer list = m_portal.as(u"viewer"_s).get(routes::path(routes::workflowTemplates));
        QCOMPARE(list.items().size(), 7);
        QCOMPARE(list.items().at(0)["id"_L1].toString(), u"emergency-change"_s);
        const HttpAnswer one = m_portal.as(u"viewer"_s).get(path(routes::workflowTemplate, templateId));
        QCOMPARE(one.json().value("stages"_L1).toArray().size(), 3);
        QCOMPARE(m_portal.as(u"viewer"_s).get(path(routes::workflowTemplate, templateId), {{"If-None-Match", one.etag()}}).status, 304);
        const HttpAnswer versions = m_portal.as(u"viewer"_s).get(path(routes::workflowTemplateVersions, templateId));
        QVERIFY(versions.items().at(0)["yaml"_L1].toString().startsWith(u"# "_s));
        QCOMPARE(m_portal.as(u"viewer"_s).get(path(routes::workflowTemplate, u"nothing"_s)).code(), u"not_found"_s);
        QCOMPARE(m_portal.as(u"viewer"_s).get(path(routes::workflowTemplateVersions, u"nothing"_s)).code(), u"not_found"_s);
    }

    void onlyAdminsWriteThem_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("target");
        QTest::newRow("create") << QByteArray("POST") << routes::path(routes::workflowTemplates);
        QTest::newRow("write") << QByteArray("PUT") << path(routes::workflowTemplateDraft, templateId);
        QTest::newRow("discard") << QByteArray("DELETE") << path(routes::workflowTemplateDraft, templateId);
        QTest::newRow("dry run") << QByteArray("POST") << path(routes::workflowTemplateDryRun, templateId);
        QTest::newRow("activate") << QByteArray("POST") << path(routes::workflowTemplateActivate, templateId);
        QTest::newRow("validate") << QByteArray("POST") << routes::path(routes::workflowTemplateValidations);
    }
    void onlyAdminsWriteThem()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, target);
        for (const QString &persona : {u"viewer"_s, u"security"_s, u"requester"_s, u"config"_s, u"auditor"_s}) {
            const HttpAnswer refused = m_portal.as(persona).send(method, target, "{}",
                {{"Content-Type", "application/json"}, {"Idempotency-Key", QUuid::createUuid().toByteArray(QUuid::WithoutBraces)}});
            QCOMPARE(refused.code(), u"forbidden"_s);
        }
    }

    void aTextIsJudgedWhereItIsWrong()
    {
        HttpClient &admin = m_portal.as(u"admin"_s);
        const QString route = routes::path(routes::workflowTemplateValidations);
        const QJsonObject good = admin.post(route, {{u"yaml"_s, text(u"mine"_s)}}).json();
        QVERIFY(good.value("valid"_L1).toBool());
        QCOMPARE(good.value("stages"_L1)[0]["people"_L1].toString(), u"a technical reviewer"_s);
        const QJsonObject bad = admin.post(route, {{u"yaml"_s, text(u"mine"_s, u"    quorum: 9\n"_s)}}).json();
        QVERIFY(!bad.value("valid"_L1).toBool());
        const QJsonObject problem = bad.value("problems"_L1)[0].toObject();
        QCOMPARE(problem.value("code"_L1).toString(), u"quorum_above_eligible"_s);
        QCOMPARE(problem.value("line"_L1).toInt(), 9);
        QCOMPARE(problem.value("pointer"_L1).toString(), u"/stages/0/quorum"_s);
        QCOMPARE(admin.post(route, {}).code(), u"validation_failed"_s);
        QCOMPARE(admin.post(route, {{u"yaml"_s, QString(70'000, u'x')}}).code(), u"validation_failed"_s);
    }

    void aDraftGoesThroughItsDryRun()
    {
        const QString draft = path(routes::workflowTemplateDraft, templateId);
        HttpClient &admin = m_portal.as(u"admin"_s);
        QCOMPARE(admin.put(draft, {{u"yaml"_s, text(templateId)}}).code(), u"precondition_required"_s);
        QCOMPARE(admin.put(draft, {{u"yaml"_s, text(templateId)}}, ifMatch("\"w99\"")).code(), u"precondition_failed"_s);
        QCOMPARE(putDraft(u"admin"_s, text(u"other"_s)).code(), u"validation_failed"_s);
        QCOMPARE(post(u"admin"_s, routes::workflowTemplateDryRun, templateId).code(), u"conflict_state"_s);
        const HttpAnswer written = putDraft(u"admin"_s, text(templateId));
        QVERIFY2(written.status == 200, written.describe().constData());
        QCOMPARE(written.json().value("state"_L1).toString(), u"draft"_s);
        QCOMPARE(written.json().value("version"_L1).toInt(), 2);
        QCOMPARE(written.etag(), workflowEtag());
        const QJsonObject reason{{u"reason"_s, u"Shorter"_s}};
        QCOMPARE(post(u"admin"_s, routes::workflowTemplateActivate, templateId, reason).code(), u"precondition_required"_s);
        QCOMPARE(post(u"admin"_s, routes::workflowTemplateActivate, templateId, reason, ifMatch(workflowEtag())).code(), u"conflict_state"_s);
        const HttpAnswer run = post(u"admin"_s, routes::workflowTemplateDryRun, templateId);
        QVERIFY2(run.status == 200, run.describe().constData());
        QCOMPARE(run.json().value("digest"_L1), written.json().value("digest"_L1));
        // Whoever saw the draft may activate it: it is still the same text.
        QCOMPARE(run.etag(), written.etag());
        QCOMPARE(workflowEtag(), written.etag());
        QCOMPARE(post(u"admin"_s, routes::workflowTemplateActivate, templateId, {{u"reason"_s, u""_s}}, ifMatch(workflowEtag())).code(),
            u"validation_failed"_s);
        const HttpAnswer active = post(u"admin"_s, routes::workflowTemplateActivate, templateId, reason, ifMatch(workflowEtag()));
        QVERIFY2(active.status == 200, active.describe().constData());
        QCOMPARE(active.json().value("version"_L1).toInt(), 2);
        QStringList states;
        for (const QJsonValue version : m_portal.as(u"viewer"_s).get(path(routes::workflowTemplateVersions, templateId)).items())
            states.append(version["state"_L1].toString());
        QCOMPARE(states, (QStringList{u"active"_s, u"retired"_s}));
    }

    void aDraftIsDiscarded()
    {
        HttpClient &admin = m_portal.as(u"admin"_s);
        const QString draft = path(routes::workflowTemplateDraft, templateId);
        QCOMPARE(admin.remove(draft, ifMatch(workflowEtag())).code(), u"conflict_state"_s);
        QCOMPARE(putDraft(u"admin"_s, text(templateId)).status, 200);
        QCOMPARE(admin.remove(draft).code(), u"precondition_required"_s);
        QCOMPARE(admin.remove(draft, ifMatch("\"w1\"")).code(), u"precondition_failed"_s);
        QCOMPARE(admin.remove(draft, ifMatch(workflowEtag())).status, 200);
        const HttpAnswer made = admin.post(routes::path(routes::workflowTemplates), {{u"yaml"_s, text(u"brief"_s)}});
        QVERIFY2(made.status == 201, made.describe().constData());
        QCOMPARE(made.header("location"), path(routes::workflowTemplate, u"brief"_s).toLatin1());
        QCOMPARE(admin.post(routes::path(routes::workflowTemplates), {{u"yaml"_s, text(u"brief"_s)}}).code(), u"conflict_state"_s);
        QCOMPARE(admin.remove(path(routes::workflowTemplateDraft, u"brief"_s), ifMatch(made.etag())).status, 204);
        QCOMPARE(admin.get(path(routes::workflowTemplate, u"brief"_s)).status, 404);
    }

    void stagesAreClaimed()
    {
        const HttpAnswer submitted = m_portal.submit(u"@acme/argo"_s);
        QVERIFY2(submitted.status == 201, submitted.describe().constData());
        m_request = submitted.json().value("id"_L1).toString();
        QCOMPARE(act(u"technical"_s, routes::requestClaim, {}).code(), u"not_eligible_reviewer"_s);
        QCOMPARE(act(u"requester"_s, routes::requestClaim, {}).code(), u"separation_of_duties"_s);
        QCOMPARE(act(u"security"_s, routes::requestClaim, {{u"stageId"_s, u"stg_none"_s}}, false).code(), u"validation_failed"_s);
        QCOMPARE(act(u"security"_s, routes::requestClaim, {}, false).code(), u"validation_failed"_s);
        QCOMPARE(post(u"security"_s, routes::requestClaim, m_request, {{u"stageId"_s, u"x"_s}}).code(), u"precondition_required"_s);
        const HttpAnswer claimed = act(u"security"_s, routes::requestClaim, {});
        QVERIFY2(claimed.status == 200, claimed.describe().constData());
        QCOMPARE(claimed.json().value("stages"_L1)[0]["claims"_L1][0]["person"_L1]["id"_L1].toString(), u"per_security"_s);
        QCOMPARE(act(u"security"_s, routes::requestClaim, {}).code(), u"conflict_state"_s);
        QCOMPARE(act(u"security2"_s, routes::requestUnclaim, {}, false).code(), u"conflict_state"_s);
        QCOMPARE(act(u"security"_s, routes::requestUnclaim, {}, false).status, 200);
    }

    void stagesAreEscalated()
    {
        const QJsonObject why{{u"reason"_s, u"The release is tomorrow"_s}};
        QCOMPARE(act(u"technical"_s, routes::requestEscalate, why).code(), u"forbidden"_s);
        // Critical changes name nobody to escalate to.
        QCOMPARE(act(u"security"_s, routes::requestEscalate, why).code(), u"conflict_state"_s);
        QCOMPARE(act(u"security"_s, routes::requestEscalate, {}).code(), u"validation_failed"_s);
        QCOMPARE(post(u"security"_s, routes::requestEscalate, m_request, {{u"stageId"_s, u"x"_s}, {u"reason"_s, u"y"_s}}).code(),
            u"precondition_required"_s);
        QCOMPARE(act(u"security"_s, routes::requestAfterReview, {{u"outcome"_s, u"confirmed"_s}, {u"comment"_s, u"x"_s}}, false).code(),
            u"conflict_state"_s);
    }

    void stagesAreHandedOver()
    {
        HttpClient &security = m_portal.as(u"security"_s);
        const QString route = routes::path(routes::delegations);
        const HttpAnswer candidates = security.get(routes::path(routes::delegationCandidates));
        QStringList names;
        for (const QJsonValue candidate : candidates.items())
            names.append(candidate["person"_L1]["id"_L1].toString());
        QVERIFY(names.contains(u"per_business"_s) && !names.contains(u"per_security"_s) && !names.contains(u"per_viewer"_s));
        const QString until = QDateTime::currentDateTimeUtc().addDays(3).toString(Qt::ISODate);
        const QJsonObject body{{u"delegateId"_s, u"per_business"_s}, {u"endsAt"_s, until}, {u"reason"_s, u"On leave"_s},
            {u"requestId"_s, m_request}};
        QCOMPARE(m_portal.as(u"viewer"_s).post(route, body).code(), u"forbidden"_s);
        QCOMPARE(security.post(route, {}).code(), u"validation_failed"_s);
        const HttpAnswer made = security.post(route, body);
        QVERIFY2(made.status == 201, made.describe().constData());
        QCOMPARE(made.json().value("state"_L1).toString(), u"active"_s);
        QCOMPARE(security.post(route, body).code(), u"conflict_state"_s);
        QCOMPARE(m_portal.as(u"business"_s).get(route).items().size(), 1);
        QCOMPARE(m_portal.as(u"viewer"_s).get(route).items().size(), 0);
        QVERIFY(m_portal.request(m_request, u"business"_s).value("allowedActions"_L1).toArray().contains(u"approve"_s));
        QCOMPARE(m_portal.decide(u"business"_s, m_request, u"security"_s).status, 201);
        const QJsonObject vote = m_portal.request(m_request).value("stages"_L1)[0]["decisions"_L1][0].toObject();
        QCOMPARE(vote.value("onBehalfOf"_L1)["id"_L1].toString(), u"per_security"_s);
        // The log, too, says for whom.
        const HttpAnswer receipt = security.get(routes::path(routes::decisionReceipt, {vote.value("id"_L1).toString()}));
        const auto entry = readStatement<DecisionEntry>(*dsse::fromBase64(receipt.json().value("entry"_L1).toString()));
        QVERIFY2(entry && entry->onBehalfOf, receipt.describe().constData());
        QCOMPARE(entry->onBehalfOf->id.text(), u"per_security"_s);
        QCOMPARE(m_portal.decide(u"security"_s, m_request, u"security"_s).code(), u"conflict_state"_s);
        const QString id = made.json().value("id"_L1).toString();
        QCOMPARE(post(u"security"_s, routes::delegationEnd, id).code(), u"precondition_required"_s);
        QCOMPARE(post(u"viewer"_s, routes::delegationEnd, id, {}, ifMatch(made.etag())).code(), u"forbidden"_s);
        QCOMPARE(post(u"security"_s, routes::delegationEnd, u"del_none"_s, {}, ifMatch(made.etag())).code(), u"not_found"_s);
        const HttpAnswer ended = post(u"security"_s, routes::delegationEnd, id, {}, ifMatch(made.etag()));
        QCOMPARE(ended.json().value("state"_L1).toString(), u"ended"_s);
        QCOMPARE(post(u"security"_s, routes::delegationEnd, id, {}, ifMatch(ended.etag())).code(), u"conflict_state"_s);
        QVERIFY(!m_portal.request(m_request, u"technical"_s).value("allowedActions"_L1).toArray().contains(u"approve"_s));
    }

    void anEmergencyOwesAReview()
    {
        const QJsonObject plugin = m_portal.plugin(u"@acme/argo"_s);
        const HttpAnswer submitted = m_portal.as(u"requester"_s).post(routes::path(routes::requests),
            {{u"type"_s, u"update"_s}, {u"environment"_s, u"staging"_s}, {u"versionId"_s, plugin.value("latestVersionId"_L1)},
                {u"justification"_s, u"It is down"_s}, {u"emergency"_s, true}});
        QVERIFY2(submitted.status == 201, submitted.describe().constData());
        m_request = submitted.json().value("id"_L1).toString();
        QCOMPARE(submitted.json().value("templateId"_L1).toString(), u"emergency-change"_s);
        for (const QString &persona : {u"technical"_s, u"compliance"_s}) {
            const HttpAnswer voted = m_portal.decide(persona, m_request, u"final"_s);
            QVERIFY2(voted.status == 201, voted.describe().constData());
        }
        QCOMPARE(m_portal.request(m_request).value("status"_L1).toString(), u"approved"_s);
        const QJsonObject look{{u"outcome"_s, u"confirmed"_s}, {u"comment"_s, u"Read the diff"_s}};
        QCOMPARE(act(u"technical"_s, routes::requestAfterReview, look, false).code(), u"separation_of_duties"_s);
        QCOMPARE(act(u"viewer"_s, routes::requestAfterReview, look, false).code(), u"not_eligible_reviewer"_s);
        QCOMPARE(act(u"business"_s, routes::requestAfterReview, {{u"outcome"_s, u"maybe"_s}, {u"comment"_s, u"x"_s}}, false).code(),
            u"validation_failed"_s);
        QCOMPARE(act(u"business"_s, routes::requestAfterReview, {{u"outcome"_s, u"confirmed"_s}, {u"comment"_s, u" "_s}}, false).code(),
            u"validation_failed"_s);
        const HttpAnswer queue = m_portal.as(u"business"_s).get(routes::path(routes::requests) + u"?queue=your_turn&status=approved"_s);
        QCOMPARE(queue.items().size(), 1);
        const HttpAnswer done = act(u"business"_s, routes::requestAfterReview, look, false);
        QVERIFY2(done.status == 200, done.describe().constData());
        QCOMPARE(done.json().value("afterReview"_L1)["state"_L1].toString(), u"done"_s);
        QCOMPARE(act(u"lead"_s, routes::requestAfterReview, look, false).code(), u"conflict_state"_s);
    }
};

QTEST_GUILESS_MAIN(TestWorkflowRoutes)
#include "tst_workflowroutes.moc"
