// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/contract/routes.h"
#include "tests/backend/workflowportal.h"
#include "tests/testsupport/eventwait.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::testsupport;
using namespace Qt::Literals::StringLiterals;

//! Requests and configuration over HTTP: the real server, its real operations and files.
class TestWorkflowServer final : public QObject
{
    Q_OBJECT

private:
    HttpAnswer writeRevision(const QString &environment, const QString &yaml, int base,
        const QString &persona = u"config"_s)
    {
        const QJsonObject overlay{{u"environment"_s, environment}, {u"tenant"_s, u""_s}};
        return m_portal.as(persona).post(routes::path(routes::configRevisions, {m_argo}),
            {{u"overlay"_s, overlay}, {u"yaml"_s, yaml}, {u"reason"_s, u"Because"_s},
                {u"baseRevision"_s, base}});
    }

    HttpAnswer deploy(const QJsonObject &revision)
    {
        HttpClient &config = m_portal.as(u"config"_s);
        const HttpAnswer accepted = config.post(routes::path(routes::configDeployments),
            {{u"revisionId"_s, revision.value("id"_L1)}, {u"reason"_s, u"Now"_s}});
        return accepted.status == 202 ? config.awaitOperation(accepted) : accepted;
    }

    QString stateOf(const QJsonObject &revision)
    {
        return m_portal.as(u"viewer"_s)
            .get(routes::path(routes::configRevision, {revision.value("id"_L1).toString()}))
            .json()
            .value("state"_L1)
            .toString();
    }

    WorkflowPortal m_portal;
    QString m_argo;
    QString m_request;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_portal.start(), m_portal.server().log().constData());
        m_argo = m_portal.plugin(u"@acme/argo"_s).value("id"_L1).toString();
        QVERIFY(!m_argo.isEmpty());
    }

    void aCriticalVersionAsksForEveryDiscipline()
    {
        const HttpAnswer submitted = m_portal.submit(u"@acme/argo"_s);
        QVERIFY2(submitted.status == 201, submitted.describe().constData());
        QCOMPARE(submitted.json().value("templateId"_L1).toString(), u"critical-change"_s);
        m_request = submitted.json().value("id"_L1).toString();
        QCOMPARE(m_portal.plugin(u"@acme/argo"_s).value("pendingRequests"_L1).toArray(),
            QJsonArray{m_request});
    }

    void whoAskedCannotDecide()
    {
        QCOMPARE(m_portal.decide(u"requester"_s, m_request, u"security"_s).code(),
            u"separation_of_duties"_s);
        QCOMPARE(m_portal.decide(u"admin"_s, m_request, u"security"_s).code(),
            u"not_eligible_reviewer"_s);
        QCOMPARE(
            m_portal.decide(u"technical"_s, m_request, u"technical"_s).code(), u"conflict_state"_s);
    }

    void aVoteNeedsWhatItsAuthorSaw()
    {
        HttpClient &security = m_portal.as(u"security"_s);
        const HttpAnswer seen = security.get(routes::path(routes::request, {m_request}));
        const QString path = routes::path(routes::requestDecisions, {m_request});
        QJsonObject body = WorkflowPortal::vote(seen.json(), u"security"_s);
        QCOMPARE(security.post(path, body).code(), u"precondition_required"_s);
        const HttpAnswer stale = security.post(path, body, ifMatch("\"r0\""));
        QCOMPARE(stale.code(), u"precondition_failed"_s);
        QCOMPARE(stale.json().value("currentETag"_L1), seen.json().value("etag"_L1));
        body.insert(u"evidenceRevision"_s, body.value(u"evidenceRevision"_s).toInt() + 1);
        QCOMPARE(security.post(path, body, ifMatch(seen.etag())).code(), u"evidence_stale"_s);
    }

    void ofVotesAtTheSameMomentOneIsTaken()
    {
        QNetworkAccessManager network;
        std::vector<std::unique_ptr<QNetworkReply>> replies;
        const HttpAnswer seen
            = m_portal.as(u"security"_s).get(routes::path(routes::request, {m_request}));
        for (const QString &persona : {u"security"_s, u"security2"_s})
            QCOMPARE(m_portal.signer(persona).enrol().status, 201);
        for (const QString &persona :
            {u"security"_s, u"security2"_s, u"security"_s, u"security2"_s}) {
            const HttpClient &client = m_portal.as(persona);
            const QString key = newUuid();
            QJsonObject body = WorkflowPortal::vote(seen.json(), u"security"_s);
            VoteSigner &signer = m_portal.signer(persona);
            body.insert(u"envelope"_s, toJson(signer.sign(signer.statement(seen.json(), body, key))));
            QNetworkRequest request(
                client.base().resolved(QUrl(routes::path(routes::requestDecisions, {m_request}))));
            request.setRawHeader("Authorization", "Bearer " + client.token().toUtf8());
            request.setRawHeader("Content-Type", "application/json");
            request.setRawHeader("If-Match", seen.etag());
            request.setRawHeader("Idempotency-Key", key.toLatin1());
            replies.emplace_back(network.post(request, toJsonBytes(body)));
        }
        QVERIFY(waitUntil(
            [&] {
                return std::ranges::all_of(
                    replies, [](const auto &reply) { return reply->isFinished(); });
            },
            10'000));
        QList<int> statuses;
        for (const auto &reply : replies)
            statuses.append(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt());
        std::ranges::sort(statuses);
        QCOMPARE(statuses, (QList<int>{201, 412, 412, 412}));
        QCOMPARE(m_portal.request(m_request).value("stages"_L1)[0]["approvals"_L1].toInt(), 1);
    }

    void twoOfOneDisciplineReachTheQuorum()
    {
        const QJsonArray decisions
            = m_portal.request(m_request).value("stages"_L1)[0]["decisions"_L1].toArray();
        const bool first = decisions.at(0)["person"_L1]["id"_L1].toString() == "per_security"_L1;
        const QString second = first ? u"security2"_s : u"security"_s;
        QCOMPARE(m_portal.request(m_request, second).value("preview"_L1)["effect"_L1].toString(),
            u"Your approval makes Security 2 of 2"_s);
        QCOMPARE(m_portal.decide(second, m_request, u"security"_s).status, 201);
        for (const auto &[persona, discipline] :
            {std::pair{u"compliance"_s, u"compliance"_s}, {u"technical"_s, u"technical"_s},
                {u"business"_s, u"business"_s}, {u"technical2"_s, u"final"_s}}) {
            QCOMPARE(m_portal.request(m_request).value("status"_L1).toString(), u"in_review"_s);
            const HttpAnswer vote = m_portal.decide(persona, m_request, discipline);
            QVERIFY2(vote.status == 201, vote.describe().constData());
        }
        QCOMPARE(m_portal.request(m_request).value("status"_L1).toString(), u"approved"_s);
        QVERIFY(m_portal.plugin(u"@acme/argo"_s).value("pendingRequests"_L1).toArray().isEmpty());
    }

    void aDeniedLicenceTakesAnExemption()
    {
        const HttpAnswer blocked = m_portal.submit(u"@acme/viral"_s);
        QCOMPARE(blocked.json().value("status"_L1).toString(), u"blocked"_s);
        const QString id = blocked.json().value("id"_L1).toString();
        QCOMPARE(m_portal.decide(u"security"_s, id, u"security"_s).code(), u"conflict_state"_s);
        const HttpAnswer exemption = m_portal.submit(u"@acme/viral"_s, u"exemption"_s);
        const QString exemptionId = exemption.json().value("id"_L1).toString();
        QCOMPARE(exemption.json().value("status"_L1).toString(), u"in_review"_s);
        QCOMPARE(exemption.json().value("exempts"_L1).toArray(), (QJsonArray {u"approved-licences/denied"_s}));
        QCOMPARE(m_portal.decide(u"compliance"_s, exemptionId, u"compliance"_s).status, 201);
        QCOMPARE(m_portal.request(id).value("status"_L1).toString(), u"blocked"_s);
        QCOMPARE(m_portal.decide(u"security"_s, exemptionId, u"security"_s).status, 201);
        QCOMPARE(m_portal.request(id).value("status"_L1).toString(), u"in_review"_s);
    }

    void whatCannotBeKeptIsRefused_data()
    {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<QString>("code");
        QTest::newRow("no yaml") << u"argocd: [1\n"_s << u"yaml_syntax"_s;
        QTest::newRow("a secret") << u"argocd:\n  password: hunter2\n"_s << u"secret_value"_s;
        QTest::newRow("an alias") << u"a: &x 1\nb: *x\n"_s << u"yaml_alias"_s;
    }
    void whatCannotBeKeptIsRefused()
    {
        QFETCH(QString, yaml);
        const HttpAnswer refused = writeRevision(u"development"_s, yaml, 0);
        QCOMPARE(refused.status, 422);
        QTEST(refused.json().value("errors"_L1)[0]["code"_L1].toString(), "code");
        QCOMPARE(writeRevision(u"development"_s, u"argocd: {}\n"_s, 0, u"viewer"_s).code(),
            u"forbidden"_s);
    }

    void whatBreaksTheSchemaIsNotDeployed()
    {
        const HttpAnswer draft
            = writeRevision(u"development"_s, u"argocd:\n  baseUrl: x\n  ttl: \"30\"\n"_s, 0);
        QVERIFY2(draft.status == 201, draft.describe().constData());
        const QJsonObject operation = deploy(draft.json()).json();
        QCOMPARE(operation.value("status"_L1).toString(), u"failed"_s);
        QCOMPARE(operation.value("problem"_L1)["code"_L1].toString(), u"validation_failed"_s);
        QCOMPARE(stateOf(draft.json()), u"failed"_s);
        QVERIFY(
            m_portal.environmentFile(u"development"_s, u"app-config.development.yaml"_s).isEmpty());
    }

    void whatIsDeployedIsInTheEnvironment()
    {
        const QString yaml
            = u"# Argo\nargocd:\n  baseUrl: https://argo.example\n  ttl: 30\n  password: ${ARGO}\n"_s;
        const HttpAnswer draft = writeRevision(u"development"_s, yaml, 1);
        QCOMPARE(draft.json().value("yaml"_L1).toString(), yaml);
        QCOMPARE(deploy(draft.json()).json().value("status"_L1).toString(), u"succeeded"_s);
        QCOMPARE(stateOf(draft.json()), u"active"_s);
        const QByteArray file
            = m_portal.environmentFile(u"development"_s, u"app-config.development.yaml"_s);
        QVERIFY2(
            file.contains("ttl: 30") && file.contains("@acme/argo r2") && file.contains("${ARGO}"),
            file.constData());
        const HttpAnswer effective = m_portal.as(u"viewer"_s)
                                         .get(routes::path(routes::configEffective, {m_argo})
                                             + u"?environment=development"_s);
        QCOMPARE(effective.json().value("values"_L1).toArray().size(), 3);
        QCOMPARE(writeRevision(u"development"_s, yaml, 1).code(), u"precondition_failed"_s);
    }

    void productionTakesAnApprovedRequest()
    {
        const QJsonObject revision
            = writeRevision(u"production"_s, u"argocd:\n  baseUrl: https://argo.example\n"_s, 0)
                  .json();
        QCOMPARE(deploy(revision).code(), u"approval_required"_s);
        const HttpAnswer asked
            = m_portal.as(u"config"_s)
                  .post(routes::path(routes::requests),
                      {{u"type"_s, u"configuration_change"_s}, {u"environment"_s, u"production"_s},
                          {u"configRevisionId"_s, revision.value("id"_L1)},
                          {u"justification"_s, u"Argo moved"_s}});
        QVERIFY2(asked.status == 201, asked.describe().constData());
        const QString id = asked.json().value("id"_L1).toString();
        QCOMPARE(stateOf(revision), u"awaiting_approval"_s);
        QCOMPARE(deploy(revision).code(), u"approval_required"_s);
        QCOMPARE(
            m_portal.decide(u"config"_s, id, u"technical"_s).code(), u"separation_of_duties"_s);
        QCOMPARE(m_portal.decide(u"technical"_s, id, u"technical"_s).status, 201);
        QCOMPARE(m_portal.decide(u"security"_s, id, u"security"_s).status, 201);
        const HttpAnswer deployed = deploy(revision);
        QVERIFY2(deployed.json().value("status"_L1).toString() == "succeeded"_L1,
            deployed.describe().constData());
        QVERIFY(m_portal.environmentFile(u"production"_s, u"app-config.production.yaml"_s)
                    .contains("argo.example"));
    }

    void theTreeShowsWhatIsInForce()
    {
        const QJsonArray nodes
            = m_portal.as(u"viewer"_s).get(routes::path(routes::configTree)).items();
        const auto node = std::ranges::find_if(nodes, [](const QJsonValue &value) {
            return value["pluginName"_L1].toString() == "@acme/argo"_L1;
        });
        QVERIFY(node != nodes.end());
        QStringList overlays;
        for (const QJsonValue value : (*node)["overlays"_L1].toArray())
            overlays.append(u"%1 %2/%3 %4"_s.arg(value["ref"_L1]["environment"_L1].toString())
                                .arg(value["activeRevision"_L1].toInt())
                                .arg(value["latestRevision"_L1].toInt())
                                .arg(value["keys"_L1].toInt()));
        QCOMPARE(overlays,
            (QStringList{u"global 0/0 0"_s, u"development 2/2 3"_s, u"staging 0/0 0"_s,
                u"production 1/1 1"_s}));
    }

    void goingBackMakesANewRevision()
    {
        const QString list
            = routes::path(routes::configRevisions, {m_argo}) + u"?environment=development"_s;
        const QJsonObject second = m_portal.as(u"config"_s).get(list).items().at(0).toObject();
        const QJsonObject third
            = writeRevision(u"development"_s, u"argocd:\n  baseUrl: y\n"_s, 2).json();
        QCOMPARE(deploy(third).json().value("status"_L1).toString(), u"succeeded"_s);
        const HttpAnswer back
            = m_portal.as(u"config"_s)
                  .post(routes::path(routes::configRollback, {second.value("id"_L1).toString()}),
                      {{u"reason"_s, u"Calm down"_s}});
        QVERIFY2(back.status == 201, back.describe().constData());
        QCOMPARE(back.json().value("number"_L1).toInt(), 4);
        QCOMPARE(back.json().value("rollbackOf"_L1).toInt(), 2);
        QCOMPARE(back.json().value("digest"_L1), second.value("digest"_L1));
        QCOMPARE(deploy(back.json()).json().value("status"_L1).toString(), u"succeeded"_s);
        QCOMPARE(stateOf(third), u"superseded"_s);
        QVERIFY(m_portal.environmentFile(u"development"_s, u"app-config.development.yaml"_s)
                    .contains("ttl: 30"));
        const HttpAnswer diff
            = m_portal.as(u"viewer"_s)
                  .get(routes::path(routes::configRevisionDiff, {third.value("id"_L1).toString()}));
        QVERIFY(diff.json().value("hunks"_L1).toArray().size() == 1);
    }
};

QTEST_GUILESS_MAIN(TestWorkflowServer)
#include "tst_workflowserver.moc"
