// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/random.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

class TestBase final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesAreReadByRfc3339_data();
    void timesAreReadByRfc3339();
    void timesAreWrittenInUtcWithMilliseconds();
    void jsonIsJudgedByRfc8259_data();
    void jsonIsJudgedByRfc8259();
    void jsonValuesSurvive();
    void theLastOfDuplicateKeysWins();
    void deepNestingIsRefusedNotFatal();
    void onlyObjectsAreObjects();
    void equalObjectsGiveEqualBytes();
    void idsAreOpaqueAndDistinct();
    void uuidsAreOfVersionFour();
    void tokensAreUrlSafe();
    void constantTimeComparisonCompares();
    void countsInWords();
    void describingAnErrorKeepsItsDetailBack();
    void kindsOfErrorsKnowWhetherToTryAgain();
};

void TestBase::timesAreReadByRfc3339_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("utc"); // Empty: refused.

    QTest::newRow("utc") << u"2026-11-23T10:46:31.120Z"_s << u"2026-11-23T10:46:31.120Z"_s;
    QTest::newRow("without a fraction") << u"2026-11-23T10:46:31Z"_s << u"2026-11-23T10:46:31.000Z"_s;
    QTest::newRow("microseconds") << u"2026-11-23T10:46:31.120456Z"_s << u"2026-11-23T10:46:31.120Z"_s;
    QTest::newRow("positive offset") << u"2026-11-23T12:46:31+02:00"_s << u"2026-11-23T10:46:31.000Z"_s;
    QTest::newRow("negative offset over midnight") << u"2026-11-23T22:46:31-05:30"_s << u"2026-11-24T04:16:31.000Z"_s;
    QTest::newRow("leap day") << u"2028-02-29T00:00:00Z"_s << u"2028-02-29T00:00:00.000Z"_s;

    QTest::newRow("no offset") << u"2026-11-23T10:46:31"_s << QString();
    QTest::newRow("date only") << u"2026-11-23"_s << QString();
    QTest::newRow("no seconds") << u"2026-11-23T10:46Z"_s << QString();
    QTest::newRow("hour 24") << u"2026-11-23T24:00:00Z"_s << QString();
    QTest::newRow("30 February") << u"2026-02-30T10:00:00Z"_s << QString();
    QTest::newRow("comma") << u"2026-11-23T10:46:31,120Z"_s << QString();
    QTest::newRow("empty fraction") << u"2026-11-23T10:46:31.Z"_s << QString();
    QTest::newRow("offset without colon") << u"2026-11-23T10:46:31+0200"_s << QString();
    QTest::newRow("offset of hours") << u"2026-11-23T10:46:31+02"_s << QString();
    QTest::newRow("space before") << u" 2026-11-23T10:46:31Z"_s << QString();
    QTest::newRow("text after") << u"2026-11-23T10:46:31Z, more"_s << QString();
    QTest::newRow("other digits") << u"٢٠٢٦-11-23T10:46:31Z"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("words") << u"yesterday"_s << QString();
}

void TestBase::timesAreReadByRfc3339()
{
    QFETCH(QString, text);
    QFETCH(QString, utc);
    const QDateTime time = fromRfc3339(text);
    QCOMPARE(time.isValid(), !utc.isEmpty());
    if (!utc.isEmpty())
        QCOMPARE(toRfc3339(time), utc);
}

void TestBase::timesAreWrittenInUtcWithMilliseconds()
{
    const QDateTime local(QDate(2026, 11, 23), QTime(12, 0, 0, 7), Qt::OffsetFromUTC, 3600);
    QCOMPARE(toRfc3339(local), u"2026-11-23T11:00:00.007Z"_s);
    QVERIFY(fromRfc3339(toRfc3339(SystemClock().now())).isValid());
}

void TestBase::jsonIsJudgedByRfc8259_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");

    const struct
    {
        const char *name;
        QByteArray text;
        bool valid;
    } cases[] = {
        {"object", R"({"a":1})", true},
        {"white space around", " \t\r\n[1] \n", true},
        {"top-level text", R"("alone")", true},
        {"top-level number", "-12.5e-3", true},
        {"top-level null", "null", true},
        {"escaped slash", R"(["\/"])", true},
        {"escaped NUL", R"(["\u0000"])", true},
        {"surrogate pair", R"(["\ud83d\ude00"])", true},
        {"minus zero", "[-0]", true},
        {"empty key", R"({"":1})", true},
        {"empty", "", false},
        {"only white space", "  ", false},
        {"trailing comma in a list", "[1,]", false},
        {"trailing comma in an object", R"({"a":1,})", false},
        {"text after the value", "[1] x", false},
        {"two values", "{}{}", false},
        {"leading zero", "[012]", false},
        {"plus sign", "[+1]", false},
        {"point without digits after", "[1.]", false},
        {"point without digits before", "[.5]", false},
        {"exponent without digits", "[1e]", false},
        {"hexadecimal", "[0x1f]", false},
        {"NaN", "[NaN]", false},
        {"Infinity", "[Infinity]", false},
        {"too large for a number", "[1e400]", false},
        {"single quotes", "['a']", false},
        {"bare key", "{a:1}", false},
        {"comment", "[1/*one*/]", false},
        {"True", "[True]", false},
        {"raw newline in text", "[\"a\nb\"]", false},
        {"raw tab in text", "[\"a\tb\"]", false},
        {"unknown escape", R"(["\x41"])", false},
        {"short unicode escape", R"(["\u12"])", false},
        {"lone surrogate", R"(["\ud800"])", false},
        {"broken UTF-8", "[\"\xc3\x28\"]", false},
        {"overlong UTF-8", "[\"\xc0\xaf\"]", false},
        {"surrogate as UTF-8", "[\"\xed\xa0\x80\"]", false},
        {"NUL byte after the value", QByteArray("[1]\0", 4), false},
        {"unterminated text", R"(["a)", false},
        {"unterminated list", "[1", false},
        {"missing comma", R"({"a":1 "b":2})", false},
        {"missing colon", R"({"a" 1})", false},
        {"UTF-16", QByteArray("\xff\xfe[\0]\0", 6), false},
    };
    for (const auto &c : cases)
        QTest::newRow(c.name) << c.text << c.valid;
}

void TestBase::jsonIsJudgedByRfc8259()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, valid);
    const auto value = parseJson(text);
    QCOMPARE(value.has_value(), valid);
    if (!valid)
        QCOMPARE(value.error().kind, ErrorKind::Protocol);
}

void TestBase::jsonValuesSurvive()
{
    const auto value = parseJson(R"({"whole":9007199254740993,"min":-9223372036854775808,"half":0.5,
        "large":18446744073709551615,"text":"ä\n😀","yes":true,"none":null,"list":[1,[2]]})");
    QVERIFY(value);
    const QJsonObject object = value->toObject();
    QCOMPARE(object["whole"_L1].toInteger(), 9007199254740993);
    QCOMPARE(object["min"_L1].toInteger(), std::numeric_limits<qint64>::min());
    QCOMPARE(object["half"_L1].toDouble(), 0.5);
    QCOMPARE(object["large"_L1].toDouble(), 18446744073709551615.0);
    QCOMPARE(object["text"_L1].toString(), u"ä\n😀"_s);
    QCOMPARE(object["yes"_L1], QJsonValue(true));
    QVERIFY(object["none"_L1].isNull());
    QCOMPARE(object["list"_L1].toArray(), (QJsonArray {1, QJsonArray {2}}));
}

void TestBase::theLastOfDuplicateKeysWins()
{
    const auto value = parseJsonObject(R"({"a":1,"a":2})");
    QVERIFY(value);
    QCOMPARE(value->value("a"_L1).toInt(), 2);
}

void TestBase::deepNestingIsRefusedNotFatal()
{
    QVERIFY(parseJson(QByteArray(500, '[') + QByteArray(500, ']')));
    QVERIFY(!parseJson(QByteArray(100000, '[') + QByteArray(100000, ']')));
}

void TestBase::onlyObjectsAreObjects()
{
    QVERIFY(parseJsonObject("{}"));
    for (const char *other : {"[]", "1", "null", "\"{}\""})
        QVERIFY(!parseJsonObject(other));
}

void TestBase::equalObjectsGiveEqualBytes()
{
    const auto one = parseJsonObject(R"({"b":[1, 2],"a":"x","c":{"z":null,"y":1.0}})");
    const auto other = parseJsonObject(R"( {"c":{"y":1,"z":null},"a":"x","b":[1,2]} )");
    QVERIFY(one && other);
    QCOMPARE(toJsonBytes(*one), QByteArray(R"({"a":"x","b":[1,2],"c":{"y":1,"z":null}})"));
    QCOMPARE(toJsonBytes(*one), toJsonBytes(*other));
}

void TestBase::idsAreOpaqueAndDistinct()
{
    const QRegularExpression shape(uR"(^plg_[0-9a-z]{20}$)"_s);
    QSet<QString> seen;
    for (int i = 0; i < 1000; ++i) {
        const QString id = newId("plg"_L1);
        QVERIFY2(shape.match(id).hasMatch(), qPrintable(id));
        seen.insert(id);
    }
    QCOMPARE(seen.size(), 1000);
}

void TestBase::uuidsAreOfVersionFour()
{
    const QRegularExpression shape(uR"(^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$)"_s);
    QSet<QString> seen;
    for (int i = 0; i < 200; ++i) {
        const QString uuid = newUuid();
        QVERIFY2(shape.match(uuid).hasMatch(), qPrintable(uuid));
        seen.insert(uuid);
    }
    QCOMPARE(seen.size(), 200);
}

void TestBase::tokensAreUrlSafe()
{
    // RFC 7636 wants 43 to 128 characters of the unreserved set for a verifier.
    const QRegularExpression shape(uR"(^[A-Za-z0-9_-]{43}$)"_s);
    const QString token = randomToken();
    QVERIFY2(shape.match(token).hasMatch(), qPrintable(token));
    QVERIFY(token != randomToken());
    QCOMPARE(randomBytes(7).size(), 7);
}

void TestBase::constantTimeComparisonCompares()
{
    QVERIFY(constantTimeEquals("secret", "secret"));
    QVERIFY(constantTimeEquals("", ""));
    QVERIFY(!constantTimeEquals("secret", "secreT"));
    QVERIFY(!constantTimeEquals("secret", "secret!"));
}

void TestBase::describingAnErrorKeepsItsDetailBack()
{
    Error error = storageError(u"The store cannot be written"_s, u"SELECT token FROM session"_s);
    error.httpStatus = 503;
    error.correlationId = u"c-1"_s;
    QCOMPARE(describe(error), u"storage: The store cannot be written (HTTP 503) [c-1]"_s);
}

void TestBase::kindsOfErrorsKnowWhetherToTryAgain()
{
    QVERIFY(networkError(u"No answer"_s).retryable);
    QVERIFY(!protocolError(u"Not JSON"_s).retryable);
    QVERIFY(!cancelledError().retryable);
    const Error input = inputError(u"required"_s, u"A reason is needed"_s, u"/reason"_s);
    QCOMPARE(input.fields, (QList<FieldError> {{u"/reason"_s, u"required"_s, u"A reason is needed"_s}}));
    QVERIFY(inputError(u"required"_s, u"Something is missing"_s).fields.isEmpty());
}

void TestBase::countsInWords()
{
    QCOMPARE(counted(0, u"entry", u"entries"), u"0 entries"_s);
    QCOMPARE(counted(1, u"entry", u"entries"), u"1 entry"_s);
    QCOMPARE(counted(12, u"entry", u"entries"), u"12 entries"_s);
}

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
