// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalservice.h"
#include "core/contract/routes.h"
#include "core/receipts/keyring.h"
#include "core/storage/memoryrowstore.h"
#include "core/storage/tables.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/memorysecrets.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace gatehouse::testsupport;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList required {QLatin1String(features::decisionLog), QLatin1String(features::signedDecisions)};
const QStringList optional {QLatin1String(features::decisionLog)};
const Decider ines {u"https://id.acme.example"_s, u"ines"_s};

ApprovalRequest openRequest()
{
    ApprovalRequest request;
    request.id = RequestId(u"req_1"_s);
    request.pluginName = u"@acme/plugin"_s;
    request.version = u"1.0.0"_s;
    request.versionDigest = u"sha512-a"_s;
    request.status = RequestStatus::InReview;
    request.evidenceRevision = 3;
    request.policyVersion = 2;
    request.etag = u"r1"_s;
    request.expiresAt = FakeClock().now().addDays(7);
    request.createdAt = request.updatedAt = FakeClock().now();
    return request;
}

//! A portal that knows keys and takes signed decisions.
struct KeyPortal
{
    QList<SigningKey> keys;
    QList<DecisionStatement> decisions; //!< As they were taken, their signatures checked.
    QList<KeyEnrolment> enrolments;
    QStringList order; //!< "enrol", "decide"
    QStringList features = required; //!< As /meta says.
    std::function<std::optional<ScriptedAnswer>(const SeenRequest &)> fault;
    ScriptedServer server {[this](const SeenRequest &seen) { return answer(seen); }};

    const SigningKey *find(const QString &id) const
    {
        const auto found = std::ranges::find_if(keys, [&](const SigningKey &key) { return key.id.text() == id; });
        return found == keys.cend() ? nullptr : &*found;
    }
    void end(const QString &id, SigningKeyState state)
    {
        for (SigningKey &key : keys) {
            if (key.id.text() == id)
                key.state = state;
        }
    }

private:
    ScriptedAnswer answer(const SeenRequest &seen)
    {
        if (fault) {
            if (const auto given = fault(seen))
                return *given;
        }
        const QString path = QUrl::fromEncoded(seen.target).path();
        if (path == QLatin1String(routes::meta)) {
            Meta meta;
            meta.serverTime = FakeClock().now();
            meta.features = features;
            return jsonAnswer(toJsonBytes(toJson(meta)));
        }
        if (path == QLatin1String(routes::signingKeys))
            return seen.verb == "GET" ? jsonAnswer(toJsonBytes(toJson(SigningKeyList {keys, ines, FakeClock().now()}))) : enrol(seen);
        if (path.endsWith("/revoke"_L1)) {
            const QString id = path.section(u'/', -2, -2);
            end(id, SigningKeyState::Revoked);
            return jsonAnswer(toJsonBytes(toJson(*find(id))));
        }
        return seen.verb == "GET" ? jsonAnswer(toJsonBytes(toJson(openRequest()))) : decide(seen);
    }
    ScriptedAnswer enrol(const SeenRequest &seen)
    {
        order.append(u"enrol"_s);
        const auto envelope = fromJson<DsseEnvelope>(parseJsonObject(seen.body)->value("envelope"_L1).toObject());
        const auto statement = readStatement<KeyEnrolment>(*dsse::fromBase64(envelope->payload));
        const QByteArray publicKey = *dsse::fromBase64(statement->publicKey);
        if (!openStatement<KeyEnrolment>(*envelope, publicKey))
            return problemAnswer(403, "signature_invalid", "Not its own");
        enrolments.append(*statement);
        end(statement->replaces, SigningKeyState::Retired);
        SigningKey key;
        key.id = SigningKeyId(ed25519::keyIdOf(publicKey));
        key.publicKey = statement->publicKey;
        key.label = statement->label;
        key.state = SigningKeyState::Active;
        key.enrolledAt = FakeClock().now();
        key.etag = u"k1"_s;
        keys.prepend(key);
        return jsonAnswer(toJsonBytes(toJson(key)), 201);
    }
    ScriptedAnswer decide(const SeenRequest &seen)
    {
        order.append(u"decide"_s);
        const QJsonObject body = *parseJsonObject(seen.body);
        ScriptedAnswer taken = jsonAnswer(toJsonBytes(toJson(openRequest())), 201);
        taken.headers.append("Location: /api/v1/decisions/dec_77/receipt");
        if (!body.contains(u"envelope"_s)) {
            const bool isWanted = features.contains(QLatin1String(features::signedDecisions));
            return isWanted ? problemAnswer(403, "signature_required", "Only signed ones") : taken;
        }
        const auto envelope = fromJson<DsseEnvelope>(body.value("envelope"_L1).toObject());
        const SigningKey *key = find(envelope->signatures.first().keyid);
        if (!key)
            return problemAnswer(403, "signing_key_unknown", "Enrol it first");
        const auto statement = openStatement<DecisionStatement>(*envelope, *dsse::fromBase64(key->publicKey));
        if (!statement || statement->idempotencyKey.toLatin1() != seen.header("idempotency-key"))
            return problemAnswer(403, "signature_invalid", "It does not hold");
        decisions.append(*statement);
        return taken;
    }
};

struct Desk
{
    //! Without \a portalFeatures it never heard what the portal wants.
    Desk(KeyPortal &portal, RowStore &rows, MemorySecrets &secrets, const std::optional<QStringList> &portalFeatures = required)
        : device(secrets, rows, u"prf_1"_s)
        , outbox(rows, api, connection, clock)
        , keys(api, outbox, device, clock)
        , approvals(api, outbox, requests)
    {
        if (!api.setBaseUrl(portal.server.url()))
            qFatal("no loopback url");
        api.setTenant(u"acme"_s);
        api.setRetryPolicy({1, 1, 2, 0});
        outbox.setRetryPolicy({0, 2, 8, 0});
        connection.watch(api);
        connection.signedIn();
        approvals.setSigning([this](const DecisionStatement &statement) { return keys.sign(statement); });
        outbox.setPreparation([this](const Intent &intent) { return keys.prepare(intent); });
        if (portalFeatures) {
            portal.features = *portalFeatures;
            keys.setFeatures(*portalFeatures);
        }
        take(outbox.restore());
    }

    template <typename T>
    T take(const QFuture<T> &future)
    {
        if (!waitUntil([&] { return future.isFinished(); }, 10000))
            qFatal("no end");
        return future.result();
    }
    Result<ApprovalRequest> decide(const QString &reason = u"Read it."_s)
    {
        return take(approvals.decide(openRequest(), {StageId(u"stg_1"_s), Outcome::ApproveWithConditions, reason, {u"Pin it."_s}}));
    }
    const Intent &lastIntent() const { return outbox.intents().at(outbox.intents().count() - 1); }

    FakeClock clock;
    FixedTokens tokens;
    ProductionLock lock {clock};
    ApiClient api {tokens, lock, clock};
    ConnectionState connection {clock};
    DeviceKey device;
    Outbox outbox;
    KeyRing keys;
    RequestStore requests;
    ApprovalService approvals;
};

QString codeOf(const Status &status)
{
    return status ? u"done"_s : status.error().code;
}

template <typename T>
QString codeOf(const Result<T> &result)
{
    return result ? u"done"_s : result.error().code;
}

} // namespace

//! Decisions are signed when they are made, with a key that the portal knows before it is sent any.
class TestKeyRing final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstDecisionMakesAndEnrolsAKey();
    void theKeyOutlivesTheConsole();
    void whatIsDecidedOfflineIsSignedThenAndSentLater();
    void whatIsDecidedBeforeThePortalSpokeIsSignedBeforeItLeaves_data();
    void whatIsDecidedBeforeThePortalSpokeIsSignedBeforeItLeaves();
    void whatIsDecidedBeforeThePersonIsKnownIsSignedLater();
    void whatWaitsToBeSignedOutlivesTheConsole();
    void whatCannotBeSignedLaterIsToldAndStays();
    void severalFirstDecisionsMakeOneKey();
    void aDecisionWaitsWhileTheKeyCannotBeEnrolled();
    void aRefusedEnrolmentRefusesTheDecision();
    void anOlderPortalGetsNoSignature();
    void withoutAKeyStoreTheSealedStoreHasIt();
    void whatCannotBeSignedIsNotSentWhereItMust();
    void whatCannotBeSignedIsSentWhereItMay();
    void aRevokedKeySignsNothing();
    void rotatingRetiresTheOldKey();
    void aRotationThatWasCutShortIsSettled_data();
    void aRotationThatWasCutShortIsSettled();
    void revokingLeavesByTheOutbox();
    void signingOutForgetsTheKey();
    void signingOutTellsOfAKeyThatStays();
    void theReceiptIsTheDecisions();
};

void TestKeyRing::theFirstDecisionMakesAndEnrolsAKey()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets);
    QVERIFY(desk.keys.deviceKey().isEmpty());
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
    QCOMPARE(portal.order, (QStringList {u"enrol"_s, u"decide"_s}));
    QCOMPARE(portal.enrolments.first().decider, ines);
    QCOMPARE(portal.enrolments.first().label, deviceLabel());
    const DecisionStatement &statement = portal.decisions.first();
    QCOMPARE(statement.tenant, u"acme"_s);
    QCOMPARE(statement.requestId.text(), u"req_1"_s);
    QCOMPARE(statement.package, u"@acme/plugin"_s);
    QCOMPARE(statement.versionDigest, u"sha512-a"_s);
    QCOMPARE(statement.evidenceRevision, 3);
    QCOMPARE(statement.policyVersion, 2);
    QCOMPARE(statement.outcome, Outcome::ApproveWithConditions);
    QCOMPARE(statement.reason, u"Read it."_s);
    QCOMPARE(statement.conditions, QStringList {u"Pin it."_s});
    QCOMPARE(statement.decider, ines);
    QCOMPARE(statement.signedAt, desk.clock.now());
    QCOMPARE(desk.keys.deviceEntry()->id, desk.keys.deviceKey());
    // The secret half rests in the key store and nowhere else.
    QCOMPARE(secrets.secrets.size(), 1);
    QVERIFY(rows.readAll(QString::fromLatin1(tables::signing)).result()->isEmpty());
}

void TestKeyRing::theKeyOutlivesTheConsole()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    SigningKeyId first;
    for (int run = 0; run < 2; ++run) {
        Desk desk(portal, rows, secrets);
        QCOMPARE(codeOf(desk.decide()), u"done"_s);
        QVERIFY(first.isEmpty() || first == desk.keys.deviceKey());
        first = desk.keys.deviceKey();
    }
    QCOMPARE(portal.order, (QStringList {u"enrol"_s, u"decide"_s, u"decide"_s}));
}

void TestKeyRing::whatIsDecidedOfflineIsSignedThenAndSentLater()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets);
    QVERIFY(desk.take(desk.keys.refresh()));
    desk.connection.unreachable(networkError(u"Cut."_s));
    const QDateTime decidedAt = desk.clock.now();
    QCOMPARE(desk.decide().error().kind, ErrorKind::Kept);
    QVERIFY(desk.lastIntent().body.contains(u"envelope"_s));
    QVERIFY(portal.order.isEmpty());
    desk.clock.advance(3600);
    desk.connection.answered();
    desk.outbox.send({desk.lastIntent().id});
    QTRY_COMPARE(desk.lastIntent().state, IntentState::Accepted);
    QCOMPARE(portal.order, (QStringList {u"enrol"_s, u"decide"_s}));
    QCOMPARE(portal.decisions.first().signedAt, decidedAt);
}

void TestKeyRing::whatIsDecidedBeforeThePortalSpokeIsSignedBeforeItLeaves_data()
{
    QTest::addColumn<QStringList>("features");
    QTest::addColumn<int>("signatures");
    QTest::newRow("it wants signatures") << required << 1;
    QTest::newRow("it takes both") << optional << 1;
    QTest::newRow("it knows none") << QStringList {u"workflow"_s} << 0;
}

void TestKeyRing::whatIsDecidedBeforeThePortalSpokeIsSignedBeforeItLeaves()
{
    QFETCH(QStringList, features);
    QFETCH(int, signatures);
    KeyPortal portal;
    portal.features = features;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets, std::nullopt);
    bool isBusy = true;
    portal.fault = [&isBusy](const SeenRequest &seen) -> std::optional<ScriptedAnswer> {
        return isBusy && seen.target.endsWith("/meta") ? std::optional(problemAnswer(503, "unavailable", "Busy")) : std::nullopt;
    };
    const auto kept = desk.decide();
    QVERIFY(!kept);
    QCOMPARE(kept.error().kind, ErrorKind::Kept);
    QVERIFY2(kept.error().message.startsWith("The portal cannot take it now."_L1), qPrintable(kept.error().message));
    QCOMPARE(desk.lastIntent().state, IntentState::Queued);
    QVERIFY(portal.order.isEmpty());
    isBusy = false;
    QTRY_COMPARE(desk.lastIntent().state, IntentState::Accepted);
    QCOMPARE(portal.decisions.size(), signatures);
    QCOMPARE(portal.order.count(u"decide"_s), 1);
    QVERIFY(!desk.lastIntent().toSign);
    if (signatures > 0)
        QCOMPARE(portal.decisions.first().reason, u"Read it."_s);
}

void TestKeyRing::whatIsDecidedBeforeThePersonIsKnownIsSignedLater()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets);
    bool isCut = true;
    portal.fault = [&isCut](const SeenRequest &) -> std::optional<ScriptedAnswer> {
        ScriptedAnswer nobody;
        nobody.reset = true;
        return isCut ? std::optional(nobody) : std::nullopt;
    };
    desk.connection.unreachable(networkError(u"Cut."_s));
    QCOMPARE(desk.decide().error().kind, ErrorKind::Kept);
    QVERIFY(desk.lastIntent().toSign);
    isCut = false;
    desk.connection.answered();
    desk.outbox.send({desk.lastIntent().id});
    QTRY_COMPARE(desk.lastIntent().state, IntentState::Accepted);
    QCOMPARE(portal.decisions.size(), 1);
}

void TestKeyRing::whatWaitsToBeSignedOutlivesTheConsole()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    {
        Desk desk(portal, rows, secrets, std::nullopt);
        desk.connection.unreachable(networkError(u"Cut."_s));
        QCOMPARE(desk.decide().error().kind, ErrorKind::Kept);
    }
    Desk desk(portal, rows, secrets, std::nullopt);
    QCOMPARE(desk.outbox.intents().count(), 1);
    desk.outbox.send({desk.lastIntent().id});
    QTRY_COMPARE(desk.lastIntent().state, IntentState::Accepted);
    QCOMPARE(portal.decisions.size(), 1);
    QCOMPARE(portal.decisions.first().decider, ines);
}

void TestKeyRing::whatCannotBeSignedLaterIsToldAndStays()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    secrets.secrets.insert(u"prf_1/signing"_s, "something else");
    Desk desk(portal, rows, secrets, std::nullopt);
    QCOMPARE(codeOf(desk.decide()), u"key_damaged"_s);
    QCOMPARE(desk.lastIntent().state, IntentState::Refused);
    QCOMPARE(desk.lastIntent().reason, u"Read it."_s);
    QVERIFY(!desk.lastIntent().errorMessage.isEmpty());
    QVERIFY(portal.order.isEmpty());
}

void TestKeyRing::severalFirstDecisionsMakeOneKey()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets);
    QList<QFuture<Result<ApprovalRequest>>> answers;
    for (const char *id : {"req_1", "req_2", "req_3"}) {
        ApprovalRequest request = openRequest();
        request.id = RequestId(QString::fromLatin1(id));
        answers.append(desk.approvals.decide(request, {StageId(u"stg_1"_s), Outcome::Approve, u"Read it."_s, {}}));
    }
    for (const auto &answer : std::as_const(answers))
        QCOMPARE(codeOf(desk.take(answer)), u"done"_s);
    QCOMPARE(portal.enrolments.size(), 1);
    QCOMPARE(portal.decisions.size(), 3);
}

void TestKeyRing::aDecisionWaitsWhileTheKeyCannotBeEnrolled()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets);
    portal.fault = [](const SeenRequest &seen) -> std::optional<ScriptedAnswer> {
        return seen.verb == "POST" && seen.target.endsWith("/signing-keys") ? std::optional(problemAnswer(503, "unavailable", "Busy")) : std::nullopt;
    };
    QCOMPARE(desk.decide().error().kind, ErrorKind::Kept);
    QVERIFY(portal.decisions.isEmpty());
    portal.fault = {};
    QTRY_COMPARE(desk.lastIntent().state, IntentState::Accepted);
    QCOMPARE(portal.decisions.size(), 1);
}

void TestKeyRing::aRefusedEnrolmentRefusesTheDecision()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets);
    portal.fault = [](const SeenRequest &seen) -> std::optional<ScriptedAnswer> {
        return seen.verb == "POST" && seen.target.endsWith("/signing-keys") ? std::optional(problemAnswer(409, "too_many_keys", "You have 20")) : std::nullopt;
    };
    QCOMPARE(codeOf(desk.decide()), u"too_many_keys"_s);
    QCOMPARE(desk.lastIntent().state, IntentState::Refused);
    QVERIFY(portal.decisions.isEmpty());
}

void TestKeyRing::anOlderPortalGetsNoSignature()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets, QStringList {u"workflow"_s});
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
    QCOMPARE(portal.order, QStringList {u"decide"_s});
    QVERIFY(portal.decisions.isEmpty());
    QVERIFY(secrets.secrets.isEmpty());
}

void TestKeyRing::withoutAKeyStoreTheSealedStoreHasIt()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    secrets.isGone = true;
    {
        Desk desk(portal, rows, secrets);
        QCOMPARE(codeOf(desk.decide()), u"done"_s);
    }
    QCOMPARE(rows.readAll(QString::fromLatin1(tables::signing)).result()->size(), 1);
    Desk desk(portal, rows, secrets);
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
    QCOMPARE(portal.enrolments.size(), 1);
}

void TestKeyRing::whatCannotBeSignedIsNotSentWhereItMust()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    secrets.secrets.insert(u"prf_1/signing"_s, "something else");
    Desk desk(portal, rows, secrets);
    QCOMPARE(codeOf(desk.decide()), u"key_damaged"_s);
    QCOMPARE(desk.outbox.intents().count(), 0);
    QVERIFY(desk.keys.problem());
}

void TestKeyRing::whatCannotBeSignedIsSentWhereItMay()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    secrets.secrets.insert(u"prf_1/signing"_s, "something else");
    Desk desk(portal, rows, secrets, optional);
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
    QVERIFY(portal.decisions.isEmpty());
}

void TestKeyRing::aRevokedKeySignsNothing()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets);
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
    portal.end(desk.keys.deviceKey().text(), SigningKeyState::Revoked);
    QVERIFY(desk.take(desk.keys.refresh()));
    QCOMPARE(codeOf(desk.decide()), u"signing_key_revoked"_s);
    QCOMPARE(portal.decisions.size(), 1);
    // A new key goes on; nothing retires, since nothing was in use.
    QCOMPARE(codeOf(desk.take(desk.keys.rotate())), u"done"_s);
    QVERIFY(portal.enrolments.last().replaces.isEmpty());
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
}

void TestKeyRing::rotatingRetiresTheOldKey()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets);
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
    const SigningKeyId old = desk.keys.deviceKey();
    QCOMPARE(codeOf(desk.take(desk.keys.rotate())), u"done"_s);
    QVERIFY(desk.keys.deviceKey() != old);
    QCOMPARE(portal.enrolments.last().replaces, old.text());
    QCOMPARE(portal.find(old.text())->state, SigningKeyState::Retired);
    QCOMPARE(secrets.secrets.size(), 1);
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
    Desk again(portal, rows, secrets);
    QVERIFY(again.take(again.keys.refresh()));
    QCOMPARE(again.keys.deviceKey(), desk.keys.deviceKey());
}

void TestKeyRing::aRotationThatWasCutShortIsSettled_data()
{
    QTest::addColumn<bool>("taken");
    QTest::newRow("the portal took the new key") << true;
    QTest::newRow("the portal never heard of it") << false;
}

void TestKeyRing::aRotationThatWasCutShortIsSettled()
{
    QFETCH(bool, taken);
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    SigningKeyId old;
    {
        Desk desk(portal, rows, secrets);
        QCOMPARE(codeOf(desk.decide()), u"done"_s);
        old = desk.keys.deviceKey();
        // The network goes with the new key, or right after it, and then the console.
        bool isCut = false;
        portal.fault = [&isCut, taken](const SeenRequest &seen) -> std::optional<ScriptedAnswer> {
            const bool isLast = seen.verb == "POST" && taken;
            if (!isCut && (isLast || seen.verb == "GET")) {
                isCut = isLast;
                return {};
            }
            ScriptedAnswer lost;
            lost.reset = true;
            return lost;
        };
        QVERIFY(!desk.take(desk.keys.rotate()));
    }
    portal.fault = {};
    QCOMPARE(secrets.secrets.size(), 2);
    Desk again(portal, rows, secrets);
    QVERIFY(again.take(again.keys.refresh()));
    QCOMPARE(again.keys.deviceKey() != old, taken);
    QCOMPARE(secrets.secrets.size(), 1);
    QCOMPARE(codeOf(again.decide()), u"done"_s);
}

void TestKeyRing::revokingLeavesByTheOutbox()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets);
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
    const SigningKey key = *desk.keys.deviceEntry();
    desk.connection.unreachable(networkError(u"Cut."_s));
    const Status kept = desk.take(desk.keys.revoke(key, u"Left on a train."_s));
    QVERIFY(!kept);
    QCOMPARE(kept.error().kind, ErrorKind::Kept);
    QCOMPARE(desk.lastIntent().verbWord, u"revoke_key"_s);
    desk.connection.answered();
    desk.outbox.send({desk.lastIntent().id});
    QTRY_COMPARE(portal.find(key.id.text())->state, SigningKeyState::Revoked);
}

void TestKeyRing::signingOutForgetsTheKey()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    secrets.secrets.insert(u"prf_2/signing"_s, "another's");
    Desk desk(portal, rows, secrets);
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
    QVERIFY(desk.take(DeviceKey::forget(secrets, u"prf_1"_s, &desk.outbox)));
    QCOMPARE(secrets.secrets.keys(), QStringList {u"prf_2/signing"_s});
}

void TestKeyRing::signingOutTellsOfAKeyThatStays()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets);
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
    secrets.isStubborn = true;
    QCOMPARE(codeOf(desk.take(DeviceKey::forget(secrets, u"prf_1"_s, &desk.outbox))), QString(keystore::failed));
    // Without a key store nothing stays in it.
    secrets.isGone = true;
    QCOMPARE(codeOf(desk.take(DeviceKey::forget(secrets, u"prf_1"_s, &desk.outbox))), u"done"_s);
}

void TestKeyRing::theReceiptIsTheDecisions()
{
    KeyPortal portal;
    MemoryRowStore rows;
    MemorySecrets secrets;
    Desk desk(portal, rows, secrets);
    QCOMPARE(codeOf(desk.decide()), u"done"_s);
    QTRY_COMPARE(desk.lastIntent().state, IntentState::Accepted);
    QCOMPARE(desk.lastIntent().receipt, u"dec_77"_s);
}

QTEST_GUILESS_MAIN(TestKeyRing)
#include "tst_keyring.moc"
