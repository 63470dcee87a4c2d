// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/contracttraffic.h"

#include "core/contract/routes.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

const QString tekton = u"@backstage-community/plugin-tekton"_s;
const QString workflow = u"trial"_s;

//! For development, so that the requests of the other slots keep their workflows.
QString trial(const QString &more = {})
{
    return u"# For this test.\nid: trial\nname: Trial\nprecedence: 1\nmatch:\n  - environments: [development]\n    types: [install]\n"
           "stages:\n  - id: technical\n    name: Technical\n    discipline: technical\n    people:\n      roles: [reviewer:technical]\n"
           "    quorum: 2\n    due: 24h\n    escalate:\n      after: 12h\n      to:\n        roles: [reviewer:security]\n      extend: 24h\n"_s
        + more;
}

} // namespace

void TestContractTraffic::workflowsAreDraftedTriedAndActivated()
{
    HttpClient &admin = as("admin");
    const QString one = routes::path(routes::workflowTemplate, {workflow});
    const QString draft = routes::path(routes::workflowTemplateDraft, {workflow});
    const auto etag = [&] { return ifMatch(admin.get(one).etag()); };
    QCOMPARE(as("viewer").get(routes::path(routes::workflowTemplates)).status, 200);

    const QString validations = routes::path(routes::workflowTemplateValidations);
    const HttpAnswer wrong = admin.post(validations, {{u"yaml"_s, trial(u"  - id: business\n    after: [nowhere]\n"_s)}});
    QVERIFY2(wrong.status == 200, wrong.describe().constData());
    QVERIFY(!wrong.json().value("problems"_L1).toArray().isEmpty());
    QCOMPARE(as("viewer").post(validations, {{u"yaml"_s, trial()}}).code(), u"forbidden"_s);

    const HttpAnswer made = admin.post(routes::path(routes::workflowTemplates), {{u"yaml"_s, trial()}});
    QVERIFY2(made.status == 201, made.describe().constData());
    QCOMPARE(admin.put(draft, {{u"yaml"_s, trial()}}, ifMatch("\"of-yesterday\"")).code(), u"precondition_failed"_s);
    const HttpAnswer written = admin.put(draft, {{u"yaml"_s, trial(u"    remind: 2h\n"_s)}}, etag());
    QVERIFY2(written.status == 200, written.describe().constData());
    const QString dryRun = routes::path(routes::workflowTemplateDryRun, {workflow});
    const QString activate = routes::path(routes::workflowTemplateActivate, {workflow});
    QCOMPARE(admin.post(activate, {{u"reason"_s, u"Untried."_s}}, etag()).code(), u"conflict_state"_s);
    const HttpAnswer tried = admin.post(dryRun);
    QVERIFY2(tried.status == 200, tried.describe().constData());
    const HttpAnswer active = admin.post(activate, {{u"reason"_s, u"Tried."_s}}, etag());
    QVERIFY2(active.status == 200, active.describe().constData());

    QCOMPARE(admin.put(draft, {{u"yaml"_s, trial()}}, etag()).status, 200);
    QCOMPARE(as("viewer").get(routes::path(routes::workflowTemplateVersions, {workflow})).items().size(), 2);
    const HttpAnswer reasons = as("viewer").get(routes::path(routes::workflowReasons, {workflow, u"1"_s}));
    QVERIFY2(reasons.status == 200 && !reasons.items().isEmpty(), reasons.describe().constData());
    QCOMPARE(as("viewer").get(routes::path(routes::workflowReasons, {workflow, u"9"_s})).code(), u"not_found"_s);
    const HttpAnswer discarded = admin.remove(draft, etag());
    QVERIFY2(discarded.status == 200, discarded.describe().constData());
    // Of what never was active nothing is left.
    const QString other = trial().replace(u"id: trial"_s, u"id: other"_s);
    const HttpAnswer begun = admin.post(routes::path(routes::workflowTemplates), {{u"yaml"_s, other}});
    QVERIFY2(begun.status == 201, begun.describe().constData());
    const QByteArray seen = admin.get(routes::path(routes::workflowTemplate, {u"other"_s})).etag();
    const HttpAnswer gone = admin.remove(routes::path(routes::workflowTemplateDraft, {u"other"_s}), ifMatch(seen));
    QVERIFY2(gone.status == 204, gone.describe().constData());
}

void TestContractTraffic::stagesAreClaimedHandedOverAndEscalated()
{
    const HttpAnswer submitted = submit(tekton, u"development"_s);
    QVERIFY2(submitted.status == 201, submitted.describe().constData());
    const QString id = submitted.json().value("id"_L1).toString();
    QCOMPARE(submitted.json().value("templateId"_L1).toString(), workflow);
    const QJsonObject stage {{u"stageId"_s, submitted.json().value("stages"_L1)[0]["id"_L1]}};
    const auto act = [&](const char *persona, const char *route, const QJsonObject &body) {
        const QByteArray seen = as(persona).get(routes::path(routes::request, {id})).etag();
        return as(persona).post(routes::path(route, {id}), body, ifMatch(seen));
    };
    const HttpAnswer claimed = act("technical", routes::requestClaim, stage);
    QVERIFY2(claimed.status == 200, claimed.describe().constData());
    QCOMPARE(act("requester", routes::requestClaim, stage).code(), u"separation_of_duties"_s);
    QCOMPARE(act("technical", routes::requestUnclaim, {}).status, 200);
    QCOMPARE(act("technical", routes::requestUnclaim, {}).code(), u"conflict_state"_s);

    QJsonObject why = stage;
    why.insert(u"reason"_s, u"One of two is away."_s);
    const HttpAnswer escalated = act("technical", routes::requestEscalate, why);
    QVERIFY2(escalated.status == 200, escalated.describe().constData());
    QCOMPARE(escalated.json().value("stages"_L1)[0]["quorum"_L1].toInt(), 2);
    QCOMPARE(act("technical", routes::requestEscalate, why).code(), u"conflict_state"_s);

    HttpClient &technical = as("technical");
    const HttpAnswer candidates = technical.get(routes::path(routes::delegationCandidates) + u"?requestId="_s + id);
    QVERIFY2(candidates.status == 200 && !candidates.items().isEmpty(), candidates.describe().constData());
    const QJsonObject order {{u"delegateId"_s, candidates.items().at(0)["person"_L1]["id"_L1]},
        {u"endsAt"_s, QDateTime::currentDateTimeUtc().addDays(1).toString(Qt::ISODateWithMs)}, {u"reason"_s, u"A day off."_s},
        {u"requestId"_s, id}};
    const QString delegations = routes::path(routes::delegations);
    QCOMPARE(as("viewer").post(delegations, order).code(), u"forbidden"_s);
    const HttpAnswer handed = technical.post(delegations, order);
    QVERIFY2(handed.status == 201, handed.describe().constData());
    QCOMPARE(technical.get(delegations).items().size(), 1);
    const QString end = routes::path(routes::delegationEnd, {handed.json().value("id"_L1).toString()});
    const HttpAnswer ended = technical.post(end, {}, ifMatch(handed.etag()));
    QVERIFY2(ended.status == 200, ended.describe().constData());
}

void TestContractTraffic::conditionsAreCheckedOff()
{
    // The request that was claimed and escalated before; nobody decided it.
    const HttpAnswer open = as("technical").get(routes::path(routes::requests) + u"?status=in_review&environment=development"_s);
    QVERIFY2(open.items().size() == 1, open.describe().constData());
    const QString id = open.items().at(0)["id"_L1].toString();
    const QJsonObject seen = as("technical").get(routes::path(routes::request, {id})).json();
    QJsonObject body {{u"stageId"_s, seen["stages"_L1][0]["id"_L1]}, {u"outcome"_s, u"approve_with_conditions"_s},
        {u"comment"_s, u""_s}, {u"conditions"_s, QJsonArray {u"Watch it."_s}}};
    for (const QString &bound : {u"versionDigest"_s, u"evidenceRevision"_s, u"policyVersion"_s})
        body.insert(bound, seen.value(bound));
    const HttpAnswer decided = m_portal.signer(u"technical"_s).decide(seen, body, ifMatch('"' + seen.value("etag"_L1).toString().toLatin1() + '"'));
    QVERIFY2(decided.status == 201, decided.describe().constData());
    const QString condition = decided.json()["conditionItems"_L1][0]["id"_L1].toString();
    const QString path = routes::path(routes::conditionMet, {id, condition});
    QCOMPARE(as("requester").post(path, {{u"met"_s, true}}, ifMatch(decided.etag())).code(), u"forbidden"_s);
    const HttpAnswer met = as("technical2").post(path, {{u"met"_s, true}}, ifMatch(decided.etag()));
    QVERIFY2(met.status == 200, met.describe().constData());
    QCOMPARE(as("technical2").post(path, {{u"met"_s, false}}, ifMatch(met.etag())).status, 200);
}

void TestContractTraffic::emergenciesAreReviewedAfterwards()
{
    const HttpAnswer submitted = as("requester").post(routes::path(routes::requests),
        {{u"type"_s, u"install"_s}, {u"environment"_s, u"staging"_s}, {u"versionId"_s, plugin(tekton).value("latestVersionId"_L1)},
            {u"justification"_s, u"The pipeline is down."_s}, {u"emergency"_s, true}});
    QVERIFY2(submitted.status == 201, submitted.describe().constData());
    const QString id = submitted.json().value("id"_L1).toString();
    const QJsonObject approved = approveFully(id);
    QCOMPARE(approved.value("status"_L1).toString(), u"approved"_s);
    QCOMPARE(approved.value("afterReview"_L1)["state"_L1].toString(), u"open"_s);
    const QString path = routes::path(routes::requestAfterReview, {id});
    const QJsonObject look {{u"outcome"_s, u"confirmed"_s}, {u"comment"_s, u"It had to be."_s}};
    const auto etag = ifMatch('"' + approved.value("etag"_L1).toString().toLatin1() + '"');
    QCOMPARE(as("requester").post(path, look, etag).code(), u"separation_of_duties"_s);
    const HttpAnswer reviewed = as("business").post(path, look, etag);
    QVERIFY2(reviewed.status == 200, reviewed.describe().constData());
    QCOMPARE(reviewed.json().value("afterReview"_L1)["state"_L1].toString(), u"done"_s);
}
