// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/bundlecheck.h"
#include "backend/services/ziparchive.h"
#include "core/base/random.h"
#include "core/contract/merkle.h"
#include "core/contract/routes.h"
#include "tests/backend/workflowportal.h"

#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace gatehouse;
using namespace gatehouse::testsupport;
using namespace Qt::Literals::StringLiterals;

namespace {

//! What a test makes of an honest decision before it is sent.
struct Attempt
{
    DecisionStatement statement;
    QJsonObject body;
    DsseEnvelope envelope;
};
using Spoil = std::function<void(Attempt &attempt, VoteSigner &signer)>;

} // namespace

Q_DECLARE_METATYPE(Spoil)

//! Signed decisions over HTTP: keys, refusals, the log and the bundle, at the real server.
class TestReceiptServer final : public QObject
{
    Q_OBJECT

private:
    QJsonObject seen(const QString &persona) { return m_portal.request(m_request, persona); }
    QString path() const { return routes::path(routes::requestDecisions, {m_request}); }
    //! Sends an honest vote of \a persona after \a spoil had its way with it.
    HttpAnswer attempt(const QString &persona, const Spoil &spoil, QJsonObject body = {})
    {
        VoteSigner &signer = m_portal.signer(persona);
        const QString key = newUuid();
        const QJsonObject request = seen(persona);
        if (body.isEmpty())
            body = WorkflowPortal::vote(request, u"security"_s);
        Attempt made {signer.statement(request, body, key), body, {}};
        made.envelope = signer.sign(made.statement);
        spoil(made, signer);
        if (!made.body.contains(u"envelope"_s))
            made.body.insert(u"envelope"_s, toJson(made.envelope));
        Headers headers = ifMatch('"' + request.value("etag"_L1).toString().toLatin1() + '"');
        headers.insert("Idempotency-Key", key.toLatin1());
        return m_portal.as(persona).post(path(), made.body, headers);
    }
    static Spoil saying(const std::function<void(DecisionStatement &)> &other)
    {
        return [other](Attempt &attempt, VoteSigner &signer) {
            other(attempt.statement);
            attempt.envelope = signer.sign(attempt.statement);
        };
    }
    DecisionLogHead head(const QString &query = {})
    {
        return *fromJson<DecisionLogHead>(m_portal.as(u"viewer"_s).get(routes::path(routes::decisionLog) + query).json());
    }
    TreeHead tree()
    {
        const DecisionLogHead now = head();
        return *checkHead(now.head, now.logKey);
    }
    HttpAnswer revoke(const QString &persona, const QString &keyId, const QString &reason)
    {
        HttpClient &client = m_portal.as(persona);
        const QJsonArray keys = client.get(routes::path(routes::signingKeys)).items();
        const auto key = std::ranges::find_if(keys, [&](const QJsonValue &item) { return item["id"_L1].toString() == keyId; });
        return client.post(routes::path(routes::signingKeyRevoke, {keyId}), {{u"reason"_s, reason}},
            ifMatch('"' + (*key)["etag"_L1].toString().toLatin1() + '"'));
    }
    QByteArray bundle() { return m_portal.as(u"auditor"_s).get(routes::path(routes::requestBundle, {m_request})).body; }

    WorkflowPortal m_portal;
    QString m_request;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_portal.start(), m_portal.server().log().constData());
        m_request = m_portal.submit(u"@acme/argo"_s).json().value("id"_L1).toString();
        QVERIFY(!m_request.isEmpty());
    }

    void thePortalSaysWhatItWants()
    {
        HttpClient anonymous(m_portal.server().url());
        const QJsonArray features = anonymous.get(routes::path(routes::meta)).json().value("features"_L1).toArray();
        QVERIFY(features.contains(QLatin1String(features::decisionLog)));
        QVERIFY(features.contains(QLatin1String(features::signedDecisions)));
        QCOMPARE(tree().size, 0);
    }

    void aKeyIsEnrolledOnceAndListed()
    {
        VoteSigner &signer = m_portal.signer(u"security"_s);
        const HttpAnswer made = signer.enrol();
        QVERIFY2(made.status == 201, made.describe().constData());
        QCOMPARE(made.json().value("id"_L1).toString(), signer.keyId());
        QCOMPARE(made.json().value("state"_L1).toString(), u"active"_s);
        QCOMPARE(signer.enrol().json().value("etag"_L1), made.json().value("etag"_L1));
        const auto keys = fromJson<SigningKeyList>(m_portal.as(u"security"_s).get(routes::path(routes::signingKeys)).json());
        QCOMPARE(keys->items.size(), 1);
        QCOMPARE(keys->decider.issuer, u"urn:gatehouse:sandbox"_s);
        QCOMPARE(keys->decider.subject, u"security"_s);
        QVERIFY(m_portal.as(u"security2"_s).get(routes::path(routes::signingKeys)).items().isEmpty());
    }

    void keysThatAreNotTheirOwnAreRefused_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::newRow("for somebody else") << 0 << 422 << u"statement_mismatch"_s;
        QTest::newRow("for another tenant") << 1 << 422 << u"statement_mismatch"_s;
        QTest::newRow("yesterday") << 2 << 422 << u"statement_time"_s;
        QTest::newRow("without a name") << 3 << 422 << u"validation_failed"_s;
        QTest::newRow("a key that did not sign it") << 4 << 403 << u"signing_key_unknown"_s;
        QTest::newRow("no key at all") << 5 << 403 << u"signing_key_unknown"_s;
        QTest::newRow("in place of one that is not there") << 6 << 404 << u"not_found"_s;
        QTest::newRow("another kind of statement") << 7 << 422 << u"signature_malformed"_s;
    }
    void keysThatAreNotTheirOwnAreRefused()
    {
        QFETCH(int, which);
        QFETCH(int, status);
        QFETCH(QString, code);
        VoteSigner signer(m_portal.as(u"security2"_s));
        KeyEnrolment enrolment = signer.enrolment();
        const QString other = enrolment.publicKey;
        switch (which) {
        case 0:
            enrolment.decider.subject = u"security"_s;
            break;
        case 1:
            enrolment.tenant = u"elsewhere"_s;
            break;
        case 2:
            enrolment.signedAt = enrolment.signedAt.addDays(-1);
            break;
        case 3:
            enrolment.label = u"  "_s;
            break;
        case 4:
            signer.makeKey();
            enrolment.publicKey = other;
            break;
        case 5:
            enrolment.publicKey.clear();
            break;
        case 6:
            enrolment.replaces = u"key_nothing"_s;
            break;
        default:
            enrolment.statement = u"gatehouse.decision/v1"_s;
        }
        const HttpAnswer answer = signer.enrol(enrolment);
        QVERIFY2(answer.status == status, answer.describe().constData());
        QCOMPARE(answer.code(), code);
    }

    void aKeyBelongsToOnePerson()
    {
        // The same secret half, signed for somebody else.
        VoteSigner &owner = m_portal.signer(u"security"_s);
        KeyEnrolment stolen = owner.enrolment();
        stolen.decider.subject = u"security2"_s;
        const HttpAnswer answer = m_portal.as(u"security2"_s).post(
            routes::path(routes::signingKeys), {{u"envelope"_s, toJson(owner.sign(stolen))}});
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.code(), u"signing_key_taken"_s);
    }

    void thereIsAnEndToKeys()
    {
        VoteSigner signer(m_portal.as(u"business"_s));
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(signer.enrol().status, 201);
            signer.makeKey();
        }
        const HttpAnswer answer = signer.enrol();
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.code(), u"too_many_keys"_s);
    }

    void decisionsAreRefusedForTheirSignature_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("member");
        const auto row = [](const char *name, int status, const char *code, Spoil spoil, const char *member = "") {
            QTest::newRow(name) << spoil << status << QString::fromLatin1(code) << QString::fromLatin1(member);
        };
        row("not signed", 403, "signature_required", [](Attempt &a, VoteSigner &) { a.body.insert(u"envelope"_s, QJsonValue::Null); });
        row("another kind", 422, "signature_malformed", [](Attempt &a, VoteSigner &s) { a.envelope = s.sign(TreeHead()); });
        row("no base64", 422, "signature_malformed", [](Attempt &a, VoteSigner &) { a.envelope.payload += u'?'; });
        row("two signatures", 422, "signature_malformed", [](Attempt &a, VoteSigner &) { a.envelope.signatures += a.envelope.signatures; });
        row("another writing", 422, "signature_malformed", [](Attempt &a, VoteSigner &s) {
            // Signed all right, with a blank too many.
            const QByteArray payload = canonicalBytes(a.statement) + ' ';
            a.envelope = s.signBytes(DecisionStatement::payloadType, payload);
        });
        row("not an object", 422, "validation_failed", [](Attempt &a, VoteSigner &) { a.body.insert(u"envelope"_s, u"signed"_s); }, "");
        row("a key that nobody enrolled", 403, "signing_key_unknown", [](Attempt &a, VoteSigner &s) {
            VoteSigner stranger(s.client());
            a.envelope = stranger.sign(a.statement);
        });
        row("changed after it was signed", 403, "signature_invalid", [](Attempt &a, VoteSigner &) {
            a.statement.outcome = Outcome::Reject;
            a.envelope.payload = dsse::toBase64(canonicalBytes(a.statement));
        });
        row("in the future", 422, "statement_time", saying([](DecisionStatement &s) { s.signedAt = s.signedAt.addSecs(3600); }));
        const auto mismatch = [&](const char *member, const std::function<void(DecisionStatement &)> &other) {
            row(member, 422, "statement_mismatch", saying(other), member);
        };
        mismatch("outcome", [](DecisionStatement &s) { s.outcome = Outcome::Abstain; });
        mismatch("reason", [](DecisionStatement &s) { s.reason += u'!'; });
        mismatch("conditions", [](DecisionStatement &s) { s.conditions = {u"x"_s}; });
        mismatch("stageId", [](DecisionStatement &s) { s.stageId = StageId(u"stg_x"_s); });
        mismatch("requestId", [](DecisionStatement &s) { s.requestId = RequestId(u"req_x"_s); });
        mismatch("package", [](DecisionStatement &s) { s.package = u"@acme/other"_s; });
        mismatch("version", [](DecisionStatement &s) { s.version = u"2.0.0"_s; });
        mismatch("versionDigest", [](DecisionStatement &s) { s.versionDigest = u"sha512-x"_s; });
        mismatch("evidenceRevision", [](DecisionStatement &s) { ++s.evidenceRevision; });
        mismatch("policyVersion", [](DecisionStatement &s) { ++s.policyVersion; });
        mismatch("tenant", [](DecisionStatement &s) { s.tenant = u"elsewhere"_s; });
        mismatch("decider", [](DecisionStatement &s) { s.decider.subject = u"security2"_s; });
        mismatch("idempotencyKey", [](DecisionStatement &s) { s.idempotencyKey = newUuid(); });
    }
    void decisionsAreRefusedForTheirSignature()
    {
        QFETCH(Spoil, spoil);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, member);
        const HttpAnswer answer = attempt(u"security"_s, spoil);
        QVERIFY2(answer.status == status, answer.describe().constData());
        QCOMPARE(answer.code(), code);
        QVERIFY(!answer.json().value("detail"_L1).toString().isEmpty());
        if (!member.isEmpty())
            QCOMPARE(answer.json().value("errors"_L1)[0]["pointer"_L1].toString(), u"/envelope/"_s + member);
        QCOMPARE(tree().size, 0);
        QCOMPARE(seen(u"viewer"_s).value("stages"_L1)[0]["approvals"_L1].toInt(), 0);
    }

    void whatIsSignedMustBeWhatIsSent()
    {
        const HttpAnswer answer = attempt(u"security"_s, [](Attempt &a, VoteSigner &) { a.body.insert(u"outcome"_s, u"abstain"_s); });
        QCOMPARE(answer.code(), u"statement_mismatch"_s);
    }

    void aSignedDecisionHasAReceipt()
    {
        const HttpAnswer answer = attempt(u"security"_s, [](Attempt &, VoteSigner &) {});
        QVERIFY2(answer.status == 201, answer.describe().constData());
        const QJsonValue decision = answer.json().value("stages"_L1)[0]["decisions"_L1][0];
        QCOMPARE(decision["signedWith"_L1].toString(), m_portal.signer(u"security"_s).keyId());
        QCOMPARE(decision["leafIndex"_L1].toInt(-1), 0);
        const QString place = QString::fromLatin1(answer.header("location"));
        QCOMPARE(place, routes::path(routes::decisionReceipt, {decision["id"_L1].toString()}));
        const auto receipt = fromJson<DecisionReceipt>(m_portal.as(u"viewer"_s).get(place).json());
        QVERIFY(receipt);
        const auto checked = checkReceipt(*receipt);
        QVERIFY2(checked, checked ? "" : qPrintable(describe(checked.error())));
        QCOMPARE(checked->entry.decisionId.text(), decision["id"_L1].toString());
        QCOMPARE(checked->decision.decider.subject, u"security"_s);
        QCOMPARE(toRfc3339(checked->entry.recordedAt), decision["decidedAt"_L1].toString());
        QVERIFY(!m_portal.as(u"security"_s).get(routes::path(routes::signingKeys)).items().at(0)["lastUsedAt"_L1].isUndefined());
        QCOMPARE(m_portal.as(u"viewer"_s).get(place + u"?size=0"_s).code(), u"not_found"_s);
        QCOMPARE(m_portal.as(u"viewer"_s).get(place + u"?size=9"_s).code(), u"validation_failed"_s);
        QCOMPARE(m_portal.as(u"viewer"_s).get(routes::path(routes::decisionReceipt, {u"dec_nothing"_s})).code(), u"not_found"_s);
    }

    void theSameKeyGivesTheSameDecision()
    {
        VoteSigner &signer = m_portal.signer(u"compliance"_s);
        QCOMPARE(signer.enrol().status, 201);
        const QString key = newUuid();
        const QJsonObject request = seen(u"compliance"_s);
        QJsonObject body = WorkflowPortal::vote(request, u"compliance"_s);
        body.insert(u"envelope"_s, toJson(signer.sign(signer.statement(request, body, key))));
        Headers headers = ifMatch('"' + request.value("etag"_L1).toString().toLatin1() + '"');
        headers.insert("Idempotency-Key", key.toLatin1());
        const HttpAnswer first = m_portal.as(u"compliance"_s).post(path(), body, headers);
        const HttpAnswer again = m_portal.as(u"compliance"_s).post(path(), body, headers);
        QVERIFY2(first.status == 201, first.describe().constData());
        QCOMPARE(again.body, first.body);
        QCOMPARE(again.header("location"), first.header("location"));
        QCOMPARE(tree().size, 2);
    }

    void theLogProvesThatItOnlyGrew()
    {
        const auto older = head(u"?size=1"_s);
        const auto newer = head();
        QCOMPARE(older.logKey, newer.logKey);
        const QString route = routes::path(routes::decisionLogConsistency);
        const auto proof = fromJson<ConsistencyProof>(m_portal.as(u"viewer"_s).get(route + u"?first=1&second=2"_s).json());
        QVERIFY(proof);
        QVERIFY(merkle::holdsConsistency(1, *dsse::fromBase64(checkHead(older.head, older.logKey)->root), 2,
            *dsse::fromBase64(checkHead(newer.head, newer.logKey)->root), *readPath(proof->path)));
        QCOMPARE(fromJson<ConsistencyProof>(m_portal.as(u"viewer"_s).get(route + u"?first=1"_s).json())->second, 2);
        for (const QString &query : {u""_s, u"?first=3"_s, u"?first=2&second=1"_s, u"?first=-1"_s, u"?first=x"_s, u"?first=1&second=99"_s})
            QCOMPARE(m_portal.as(u"viewer"_s).get(route + query).code(), u"validation_failed"_s);
        QCOMPARE(m_portal.as(u"viewer"_s).get(routes::path(routes::decisionLog) + u"?size=99"_s).code(), u"validation_failed"_s);
    }

    void aReplacedKeyHoldsForWhatItSignedBefore()
    {
        VoteSigner &signer = m_portal.signer(u"security2"_s);
        QCOMPARE(signer.enrol().status, 201);
        const QString oldKey = signer.keyId();
        const QJsonObject request = seen(u"security2"_s);
        const QJsonObject body = WorkflowPortal::vote(request, u"security"_s);
        const QString key = newUuid();
        // Composed offline with the old key.
        QJsonObject waiting = body;
        waiting.insert(u"envelope"_s, toJson(signer.sign(signer.statement(request, body, key))));
        DecisionStatement late = signer.statement(request, body, newUuid());
        late.signedAt = late.signedAt.addSecs(120);
        QJsonObject tooLate = body;
        tooLate.insert(u"envelope"_s, toJson(signer.sign(late)));

        signer.makeKey();
        KeyEnrolment next = signer.enrolment();
        next.replaces = oldKey;
        const HttpAnswer rotated = signer.enrol(next);
        QVERIFY2(rotated.status == 201, rotated.describe().constData());
        const QJsonArray keys = m_portal.as(u"security2"_s).get(routes::path(routes::signingKeys)).items();
        const auto old = std::ranges::find_if(keys, [&](const QJsonValue &item) { return item["id"_L1].toString() == oldKey; });
        QCOMPARE((*old)["state"_L1].toString(), u"retired"_s);
        QCOMPARE((*old)["replacedBy"_L1].toString(), signer.keyId());

        Headers headers = ifMatch('"' + request.value("etag"_L1).toString().toLatin1() + '"');
        headers.insert("Idempotency-Key", late.idempotencyKey.toLatin1());
        const HttpAnswer refused = m_portal.as(u"security2"_s).post(path(), tooLate, headers);
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.code(), u"signing_key_retired"_s);
        headers["Idempotency-Key"] = key.toLatin1();
        const HttpAnswer taken = m_portal.as(u"security2"_s).post(path(), waiting, headers);
        QVERIFY2(taken.status == 201, taken.describe().constData());

        next.replaces = oldKey;
        signer.makeKey();
        next.publicKey = signer.enrolment().publicKey;
        QCOMPARE(signer.enrol(next).code(), u"conflict_state"_s);
    }

    void aRevokedKeyIsNotTakenWheneverItSaysItSigned()
    {
        VoteSigner &signer = m_portal.signer(u"technical"_s);
        QCOMPARE(signer.enrol().status, 201);
        const QString keyId = signer.keyId();
        HttpClient &client = m_portal.as(u"technical"_s);
        QCOMPARE(client.post(routes::path(routes::signingKeyRevoke, {keyId}), {{u"reason"_s, u"Lost"_s}}).code(), u"precondition_required"_s);
        QCOMPARE(revoke(u"technical"_s, keyId, u""_s).code(), u"validation_failed"_s);
        QCOMPARE(m_portal.as(u"security"_s).post(routes::path(routes::signingKeyRevoke, {keyId}), {{u"reason"_s, u"x"_s}}, ifMatch("\"k1\"")).code(), u"not_found"_s);
        const HttpAnswer revoked = revoke(u"technical"_s, keyId, u"Left on a train."_s);
        QVERIFY2(revoked.status == 200, revoked.describe().constData());
        QCOMPARE(revoked.json().value("state"_L1).toString(), u"revoked"_s);
        QCOMPARE(revoke(u"technical"_s, keyId, u"Again."_s).code(), u"conflict_state"_s);
        QCOMPARE(signer.enrol().code(), u"signing_key_revoked"_s);
        const QJsonObject body = WorkflowPortal::vote(seen(u"technical"_s), u"technical"_s);
        for (const int seconds : {0, -3600}) {
            const HttpAnswer answer = attempt(u"technical"_s, saying([seconds](DecisionStatement &s) { s.signedAt = s.signedAt.addSecs(seconds); }), body);
            QVERIFY2(answer.status == 403, answer.describe().constData());
            QCOMPARE(answer.code(), u"signing_key_revoked"_s);
            QVERIFY(answer.json().value("detail"_L1).toString().contains(u"revoked on"_s));
        }
        // A new key goes on; what the old one signed would have stayed.
        signer.makeKey();
        QCOMPARE(m_portal.decide(u"technical"_s, m_request, u"technical"_s).status, 201);
    }

    void refusalsAndKeysAreInTheAuditLog()
    {
        const auto has = [this](const QString &action, const QString &outcome) {
            const QJsonArray events = m_portal.as(u"auditor"_s).get(routes::path(routes::auditEvents) + u"?action="_s + action).items();
            return std::ranges::any_of(events, [&](const QJsonValue &event) { return event["outcome"_L1].toString() == outcome; });
        };
        QVERIFY(has(u"signing_key.enrol"_s, u"done"_s));
        QVERIFY(has(u"signing_key.retire"_s, u"done"_s));
        QVERIFY(has(u"signing_key.revoke"_s, u"done"_s));
        QVERIFY(has(u"request.decide"_s, u"refused"_s));
    }

    void theBundleHolds()
    {
        const HttpAnswer answer = m_portal.as(u"auditor"_s).get(routes::path(routes::requestBundle, {m_request}));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.header("content-type"), QByteArray("application/zip"));
        QVERIFY(answer.header("content-disposition").contains("-evidence.zip\""));
        const services::BundleReport report = services::checkBundle(answer.body);
        QStringList words;
        for (const services::BundleFinding &finding : report.findings)
            words.append(finding.item + u": "_s + finding.words);
        QVERIFY2(report.holds(), qPrintable(words.join(u'\n')));
        QCOMPARE(words.filter(u", signed with SHA256:"_s).size(), 4);
        const auto files = services::readZip(answer.body);
        for (const char *name : {"request.json", "timeline.json", "evidence.json", "policies.json", "diff.json", "keys.json", "log-head.json", "manifest.json", "FORMAT.md"})
            QVERIFY2(files->contains(QLatin1String(name)), name);
        const QJsonObject request = parseJsonObject(files->value(u"request.json"_s)).value();
        QVERIFY(!request.contains(u"allowedActions"_s) && !request.contains(u"queue"_s));
        QCOMPARE(m_portal.as(u"auditor"_s).get(routes::path(routes::requestBundle, {u"req_nothing"_s})).code(), u"not_found"_s);
    }

    void theProgramChecksItWithoutAServer()
    {
        QTemporaryDir directory;
        const QString file = directory.filePath(u"evidence.zip"_s);
        const auto verify = [&](const QByteArray &bytes, const QStringList &more = {}) {
            QFile out(file);
            if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
                return std::pair {-1, QString()};
            out.close();
            QProcess program;
            program.start(ServerProcess::program(), QStringList {u"verify"_s, file} + more);
            program.waitForFinished();
            return std::pair {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput())};
        };
        const QByteArray bytes = bundle();
        const auto [status, words] = verify(bytes);
        QVERIFY2(status == 0, qPrintable(words));
        QVERIFY(words.contains(u"The bundle holds."_s));
        const QString fingerprint = ed25519::fingerprintOf(ed25519::keyIdOf(*dsse::fromBase64(head().logKey)));
        QCOMPARE(verify(bytes, {u"--log-key"_s, fingerprint}).first, 0);
        const auto [distrusted, why] = verify(bytes, {u"--log-key"_s, u"SHA256:another"_s});
        QCOMPARE(distrusted, 1);
        QVERIFY(why.contains(u"not the key that you trust"_s));
        services::ZipFiles files = *services::readZip(bytes);
        files[u"evidence.json"_s].replace("pass", "fail");
        const auto [changed, said] = verify(*services::writeZip(files, QDateTime::currentDateTimeUtc()));
        QCOMPARE(changed, 1);
        QVERIFY2(said.contains(u"BROKEN  evidence.json: is not what the manifest says"_s), qPrintable(said));
        QCOMPARE(verify("no archive").first, 1);
        QProcess nothing;
        nothing.start(ServerProcess::program(), {u"verify"_s, u"/nonexistent"_s});
        QVERIFY(nothing.waitForFinished());
        QCOMPARE(nothing.exitCode(), 2);
    }

    void anAlteredBundleFails()
    {
        const QByteArray bytes = bundle();
        const services::ZipFiles honest = *services::readZip(bytes);
        const auto holds = [](const services::ZipFiles &files) {
            return services::checkBundle(*services::writeZip(files, QDateTime::currentDateTimeUtc())).holds();
        };
        QVERIFY(holds(honest));
        for (auto it = honest.begin(); it != honest.end(); ++it) {
            services::ZipFiles files = honest;
            files.remove(it.key());
            QVERIFY2(!holds(files), qPrintable(it.key()));
            for (qsizetype at = 0; at < it.value().size(); at += 1 + it.value().size() / 40) {
                files = honest;
                files[it.key()][at] = char(files[it.key()][at] ^ 1);
                QVERIFY2(!holds(files), qPrintable(u"%1 at %2"_s.arg(it.key()).arg(at)));
            }
        }
        services::ZipFiles more = honest;
        more.insert(u"more.json"_s, "{}");
        QVERIFY(!holds(more));
    }

    void noByteOfTheArchiveChangesWhatIsFound()
    {
        const QByteArray bytes = bundle();
        const services::ZipFiles honest = *services::readZip(bytes);
        for (qsizetype at = 0; at < bytes.size(); at += 1 + bytes.size() / 2000) {
            QByteArray changed = bytes;
            changed[at] = char(changed[at] ^ 0x11);
            // Dates and such are in an archive, too: they may change, the files may not.
            const auto files = services::readZip(changed);
            QVERIFY(!services::checkBundle(changed).holds() || (files && *files == honest));
        }
    }
};

QTEST_GUILESS_MAIN(TestReceiptServer)
#include "tst_receiptserver.moc"
