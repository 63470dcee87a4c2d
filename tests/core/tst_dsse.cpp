// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/statements.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Secret
{
    QByteArray bytes;
    ed25519::Seed seed() const { return ed25519::Seed(reinterpret_cast<const unsigned char *>(bytes.constData()), ed25519::seedBytes); }
};

const Secret alice {QByteArray(32, 'a')};
const Secret bob {QByteArray(32, 'b')};

DecisionStatement decision()
{
    DecisionStatement statement;
    statement.tenant = u"acme"_s;
    statement.requestId = RequestId(u"req_1"_s);
    statement.package = u"@acme/plugin"_s;
    statement.version = u"1.0.0"_s;
    statement.versionDigest = u"sha512-a"_s;
    statement.evidenceRevision = 3;
    statement.policyVersion = 2;
    statement.stageId = StageId(u"stg_1"_s);
    statement.outcome = Outcome::ApproveWithConditions;
    statement.reason = u"Grüße, \"quoted\"\n"_s;
    statement.conditions = {u"one"_s, u"two"_s};
    statement.decider = {u"https://id.acme.example"_s, u"ines"_s};
    statement.signedAt = QDateTime::fromMSecsSinceEpoch(1764000000123, Qt::UTC);
    statement.idempotencyKey = u"0b8a9a7e-3c1d-4e55-9d7c-5a2f6e8b1c43"_s;
    return statement;
}

template <typename T>
QString codeOf(const Result<T> &result)
{
    return result ? u"taken"_s : result.error().code;
}

} // namespace

//! Signatures are Ed25519's, envelopes are DSSE's, and one content has one writing.
class TestDsse final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsAsRfc8032_data();
    void signsAsRfc8032();
    void keysHaveOneId();
    void encodesAsTheSpecification_data();
    void encodesAsTheSpecification();
    void signsTheEncodingAndNotThePayload();
    void opensWhatItSigned();
    void refusesWhatWasChanged_data();
    void refusesWhatWasChanged();
    void oneContentHasOneWriting_data();
    void oneContentHasOneWriting();
    void statementsAreCanonical();
    void statementsAreReadStrictly_data();
    void statementsAreReadStrictly();
};

void TestDsse::signsAsRfc8032_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("publicKey");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("signature");
    QTest::newRow("test 1") << QByteArray("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                            << QByteArray("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a") << QByteArray()
                            << QByteArray("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                                          "d25bf5f0595bbe24655141438e7a100b");
    QTest::newRow("test 3") << QByteArray("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
                            << QByteArray("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025") << QByteArray("af82")
                            << QByteArray("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                                          "4a7c15e9716ed28dc027beceea1ec40a");
}

void TestDsse::signsAsRfc8032()
{
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, publicKey);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, signature);
    const Secret key {QByteArray::fromHex(secret)};
    const QByteArray text = QByteArray::fromHex(message);
    QCOMPARE(ed25519::publicKeyOf(key.seed()).toHex(), publicKey);
    QCOMPARE(ed25519::sign(key.seed(), text).toHex(), signature);
    QVERIFY(ed25519::verify(QByteArray::fromHex(publicKey), text, QByteArray::fromHex(signature)));
    QVERIFY(!ed25519::verify(QByteArray::fromHex(publicKey), QByteArray(text + 'x'), QByteArray::fromHex(signature)));
    QVERIFY(!ed25519::verify(QByteArray::fromHex(publicKey), text, QByteArray::fromHex(signature).chopped(1)));
    QVERIFY(!ed25519::verify(QByteArray(), text, QByteArray::fromHex(signature)));
}

void TestDsse::keysHaveOneId()
{
    const QString id = ed25519::keyIdOf(QByteArray(32, '\0'));
    // SHA-256 of 32 zero bytes.
    QCOMPARE(id, u"key_Zmh6rfhivXdsj8GLjp-OIAiXFIVu4jOzkCpZHQ1fKSU"_s);
    QCOMPARE(ed25519::fingerprintOf(id), u"SHA256:Zmh6rfhivXdsj8GLjp-OIAiXFIVu4jOzkCpZHQ1fKSU"_s);
    QVERIFY(ed25519::fingerprintOf(u"per_1"_s).isEmpty());
}

void TestDsse::encodesAsTheSpecification_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("the specification's") << QByteArray("http://example.com/HelloWorld") << QByteArray("hello world")
                                         << QByteArray("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray("DSSEv1 0  0 ");
    QTest::newRow("bytes, not letters") << QByteArray("ä") << QByteArray("\xff\x00\xfe", 3) << QByteArray("DSSEv1 2 ä 3 \xff\x00\xfe", 17);
    QTest::newRow("a payload that looks like one") << QByteArray("t") << QByteArray(" 1 x") << QByteArray("DSSEv1 1 t 4  1 x");
}

void TestDsse::encodesAsTheSpecification()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, encoded);
    QCOMPARE(dsse::preAuthEncoding(type, payload), encoded);
}

void TestDsse::signsTheEncodingAndNotThePayload()
{
    const DsseEnvelope envelope = dsse::sign("t", "hello", alice.seed());
    const QByteArray signature = QByteArray::fromBase64(envelope.signatures.first().sig.toLatin1());
    QVERIFY(ed25519::verify(ed25519::publicKeyOf(alice.seed()), "DSSEv1 1 t 5 hello", signature));
}

void TestDsse::opensWhatItSigned()
{
    const DsseEnvelope envelope = dsse::sign("t", "hello", alice.seed());
    const auto opened = dsse::openVerified(envelope, "t", ed25519::publicKeyOf(alice.seed()));
    QVERIFY(opened);
    QCOMPARE(*opened, QByteArray("hello"));
}

using Change = std::function<void(DsseEnvelope &)>;
Q_DECLARE_METATYPE(Change)

void TestDsse::refusesWhatWasChanged_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *code, Change change) { QTest::newRow(name) << change << QString::fromLatin1(code); };
    row("nothing", "taken", [](DsseEnvelope &) {});
    row("the payload", "signature_invalid", [](DsseEnvelope &e) { e.payload = dsse::toBase64("hello!"); });
    row("the type", "signature_malformed", [](DsseEnvelope &e) { e.payloadType = u"u"_s; });
    row("no signature", "signature_malformed", [](DsseEnvelope &e) { e.signatures.clear(); });
    row("two signatures", "signature_malformed", [](DsseEnvelope &e) { e.signatures.append(e.signatures.first()); });
    row("another's name", "signing_key_unknown", [](DsseEnvelope &e) { e.signatures.first().keyid = ed25519::keyIdOf(ed25519::publicKeyOf(bob.seed())); });
    row("another's signature", "signature_invalid", [](DsseEnvelope &e) { e.signatures.first().sig = dsse::sign("t", "hello", bob.seed()).signatures.first().sig; });
    row("a short signature", "signature_malformed", [](DsseEnvelope &e) { e.signatures.first().sig = dsse::toBase64("short"); });
    row("the signature of another type", "signature_invalid", [](DsseEnvelope &e) { e.signatures.first().sig = dsse::sign("u", "hello", alice.seed()).signatures.first().sig; });
}

void TestDsse::refusesWhatWasChanged()
{
    QFETCH(Change, change);
    QFETCH(QString, code);
    DsseEnvelope envelope = dsse::sign("t", "hello", alice.seed());
    change(envelope);
    QCOMPARE(codeOf(dsse::openVerified(envelope, "t", ed25519::publicKeyOf(alice.seed()))), code);
}

void TestDsse::oneContentHasOneWriting_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("taken");
    QTest::newRow("plain") << u"YQ=="_s << true;
    QTest::newRow("empty") << u""_s << true;
    QTest::newRow("spare bits") << u"YR=="_s << false;
    QTest::newRow("no padding") << u"YQ"_s << false;
    QTest::newRow("half the padding") << u"YQ="_s << false;
    QTest::newRow("white space") << u"YQ ==\n"_s << false;
    QTest::newRow("the alphabet of addresses") << u"-_8="_s << false;
    QTest::newRow("more behind") << u"YQ==YQ=="_s << false;
    QTest::newRow("no base64") << u"Ä"_s << false;
}

void TestDsse::oneContentHasOneWriting()
{
    QFETCH(QString, text);
    QFETCH(bool, taken);
    QCOMPARE(dsse::fromBase64(text).has_value(), taken);
}

void TestDsse::statementsAreCanonical()
{
    QCOMPARE(canonicalBytes(decision()),
        QByteArray("{\"conditions\":[\"one\",\"two\"],\"decider\":{\"issuer\":\"https://id.acme.example\",\"subject\":\"ines\"},"
                   "\"evidenceRevision\":3,\"idempotencyKey\":\"0b8a9a7e-3c1d-4e55-9d7c-5a2f6e8b1c43\",\"outcome\":\"approve_with_conditions\","
                   "\"package\":\"@acme/plugin\",\"policyVersion\":2,\"reason\":\"Grüße, \\\"quoted\\\"\\n\",\"requestId\":\"req_1\","
                   "\"signedAt\":\"2025-11-24T16:00:00.123Z\",\"stageId\":\"stg_1\",\"statement\":\"gatehouse.decision/v1\",\"tenant\":\"acme\","
                   "\"version\":\"1.0.0\",\"versionDigest\":\"sha512-a\"}"));
    const auto read = readStatement<DecisionStatement>(canonicalBytes(decision()));
    QVERIFY(read);
    QCOMPARE(*read, decision());
}

void TestDsse::statementsAreReadStrictly_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = canonicalBytes(decision());
    const auto with = [&](const char *before, const char *after) {
        QByteArray changed = whole;
        return changed.replace(before, after);
    };
    QTest::newRow("white space") << QByteArray(whole + '\n');
    QTest::newRow("white space inside") << with(",\"tenant\"", ", \"tenant\"");
    QTest::newRow("a member more") << with("\"tenant\":", "\"more\":1,\"tenant\":");
    QTest::newRow("a member twice") << with("\"tenant\":", "\"tenant\":\"other\",\"tenant\":");
    QTest::newRow("a member less") << with("\"tenant\":\"acme\",", "");
    QTest::newRow("another order") << with("\"policyVersion\":2,", "").replace("{\"conditions\"", "{\"policyVersion\":2,\"conditions\"");
    QTest::newRow("another number") << with(":3,", ":3.0,");
    QTest::newRow("an escape too many") << with("ines", "\\u0069nes");
    QTest::newRow("another kind") << with("gatehouse.decision/v1", "gatehouse.decision/v2");
    QTest::newRow("an outcome from the future") << with("approve_with_conditions", "shrug");
    QTest::newRow("another time zone") << with(".123Z", ".123+00:00");
    QTest::newRow("another kind's members") << canonicalBytes(TreeHead());
    QTest::newRow("no JSON") << QByteArray("hello");
}

void TestDsse::statementsAreReadStrictly()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(codeOf(readStatement<DecisionStatement>(bytes)), u"signature_malformed"_s);
}

QTEST_GUILESS_MAIN(TestDsse)
#include "tst_dsse.moc"
