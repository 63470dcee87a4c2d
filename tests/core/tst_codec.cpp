// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/audit.h"
#include "core/contract/insights.h"
#include "core/contract/jsontext.h"
#include "core/contract/routes.h"
#include "core/contract/workflow.h"
#include "core/contract/workflowtemplate.h"

#include <QCryptographicHash>
#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

namespace {

AuditEvent auditEvent()
{
    AuditEvent event;
    event.id = AuditEventId(u"aud_1"_s);
    event.sequence = 7;
    event.at = fromRfc3339(u"2026-11-23T09:12:40.220Z"_s);
    event.actor = {PersonId(u"per_1"_s), u"Ines \"I\" Carvalho"_s};
    event.action = u"request.decide"_s;
    event.object = u"REQ-12 plugin-tekton"_s;
    event.objectId = u"req_1"_s;
    event.outcome = u"done"_s;
    event.reason = u"Ünïcode,\ttab\u0001"_s;
    event.environment = u"production"_s;
    event.correlationId = u"c-1"_s;
    event.prevHash = u"00ff"_s;
    return event;
}

QByteArray prometheus(const QByteArray &type, const QByteArray &result)
{
    return R"({"status":"success","data":{"resultType":")" + type + R"(","result":)" + result + "}}";
}

} // namespace

class TestCodec final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unknownWordsBecomeUnknown();
    void theServerCanRefuseUnknownWords();
    void unknownMembersAreIgnored();
    void nullAndAbsentOptionalsAreEmpty();
    void wrongTypesAreNamedByPointer_data();
    void wrongTypesAreNamedByPointer();
    void wholeNumbersHaveNoFraction();
    void textIsWhatTheTreeWouldBe_data();
    void textIsWhatTheTreeWouldBe();
    void pathsEncodeTheirValues();

    void auditHashFollowsTheDocument();
    void auditHashCoversEveryMember_data();
    void auditHashCoversEveryMember();

    void seriesKeepGapsAndSpecialNumbers();
    void instantVectorsAreSeriesOfOne();
    void answersWithoutSeriesAreErrors_data();
    void answersWithoutSeriesAreErrors();
};

void TestCodec::unknownWordsBecomeUnknown()
{
    QJsonObject stars = toJson(TemplateStage());
    stars["discipline"_L1] = u"astrology"_s;
    const auto stage = fromJson<TemplateStage>(stars);
    QVERIFY(stage);
    QCOMPARE(stage->discipline, Discipline::Unknown);
    QCOMPARE(toWire(Discipline::Unknown), u"unknown"_s);
}

void TestCodec::theServerCanRefuseUnknownWords()
{
    QCOMPARE(fromWireStrict<Role>(u"reviewer:security"_s), Role::ReviewerSecurity);
    QVERIFY(!fromWireStrict<Role>(u"reviewer"_s));
    QVERIFY(!fromWireStrict<Role>(u"unknown"_s));
    QVERIFY(!fromWireStrict<Risk>(u"High"_s));
}

void TestCodec::unknownMembersAreIgnored()
{
    const auto person = fromJson<PersonRef>({{u"id"_s, u"per_1"_s}, {u"name"_s, u"Ines"_s}, {u"pronouns"_s, u"she"_s}});
    QVERIFY(person);
    QCOMPARE(*person, (PersonRef {PersonId(u"per_1"_s), u"Ines"_s}));
}

void TestCodec::nullAndAbsentOptionalsAreEmpty()
{
    for (const QJsonValue &absent : {QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Null)}) {
        const auto entry = fromJson<TimelineEntry>(
            {{u"kind"_s, u"request.expired"_s}, {u"sentence"_s, u"Expired"_s}, {u"person"_s, absent}, {u"at"_s, u"2026-11-23T09:12:40.220Z"_s}});
        QVERIFY(entry);
        QVERIFY(!entry->person);
        QVERIFY(!toJson(*entry).contains("person"_L1));
    }
}

void TestCodec::wrongTypesAreNamedByPointer_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("pointer");

    QTest::newRow("text for a number") << QByteArray(R"({"id":"x","version":"1","active":true,"precedence":1,"expiresHours":1,"validHours":1,"name":"n","appliesTo":"a"})") << u"/version"_s;
    QTest::newRow("null for text") << QByteArray(R"({"id":"x","version":1,"active":true,"precedence":1,"expiresHours":1,"validHours":1,"name":null,"appliesTo":"a"})") << u"/name"_s;
    QTest::newRow("object for a list") << QByteArray(R"({"id":"x","version":1,"active":true,"precedence":1,"expiresHours":1,"validHours":1,"name":"n","appliesTo":"a","stages":{}})") << u"/stages"_s;
    QTest::newRow("text for an object") << QByteArray(R"({"id":"x","version":1,"active":true,"precedence":1,"expiresHours":1,"validHours":1,"name":"n","appliesTo":"a","stages":["s"]})") << u"/stages/0"_s;
    QTest::newRow("inside a list")
        << QByteArray(R"({"id":"x","version":1,"active":true,"precedence":1,"expiresHours":1,"validHours":1,"name":"n","appliesTo":"a","stages":[{"id":"s","discipline":"security","name":"S","order":0,"after":[],"quorumRule":"count","quorum":true,"dueHours":1}]})")
        << u"/stages/0/quorum"_s;
}

void TestCodec::wrongTypesAreNamedByPointer()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, pointer);
    const auto object = parseJsonObject(json);
    QVERIFY(object);
    const auto decoded = fromJson<WorkflowTemplate>(*object);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().kind, ErrorKind::Protocol);
    QCOMPARE(decoded.error().fields.value(0).pointer, pointer);
}

void TestCodec::wholeNumbersHaveNoFraction()
{
    QJsonObject summary {{u"yourTurn"_s, 2.0}, {u"overdue"_s, 0}, {u"waiting"_s, 0}, {u"decided"_s, 0}, {u"asOf"_s, u"2026-11-23T09:12:40.220Z"_s}};
    QVERIFY(fromJson<QueueSummary>(summary));
    for (const double broken : {2.5, 1e10, -1e10}) {
        summary["yourTurn"_L1] = broken;
        const auto decoded = fromJson<QueueSummary>(summary);
        QVERIFY(!decoded);
        QCOMPARE(decoded.error().fields.value(0).pointer, u"/yourTurn"_s);
    }
}

void TestCodec::textIsWhatTheTreeWouldBe_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("null") << QString();
    QTest::newRow("plain") << u"~ plain text /"_s;
    QTest::newRow("quotes") << u"a \"b\" \\c"_s;
    QTest::newRow("control") << u"tab\t line\n bell\u0007 del\u007f"_s;
    QTest::newRow("not ASCII") << u"Ünïcode “€” 😀"_s;
    QTest::newRow("half a pair") << QString(QChar(0xd83d));
}

void TestCodec::textIsWhatTheTreeWouldBe()
{
    QFETCH(QString, words);
    AuditEvent event = auditEvent();
    event.reason = words;
    event.sequence = std::numeric_limits<qint64>::min();
    Page<AuditEvent> page;
    page.items = {event, auditEvent()};
    page.asOf = fromRfc3339(u"0987-02-28T23:59:59.007Z"_s);
    QCOMPARE(toJsonText(page), toJsonBytes(toJson(page)));
    page.items.clear();
    page.nextCursor = words;
    QCOMPARE(toJsonText(page), toJsonBytes(toJson(page)));
}

void TestCodec::pathsEncodeTheirValues()
{
    QCOMPARE(routes::path(routes::meta), u"/api/v1/meta"_s);
    QCOMPARE(routes::path(routes::requestDecisions, {u"req_1"_s}), u"/api/v1/approval-requests/req_1/decisions"_s);
    QCOMPARE(routes::path(routes::plugin, {u"../a b?c#d"_s}), u"/api/v1/plugins/..%2Fa%20b%3Fc%23d"_s);
}

void TestCodec::auditHashFollowsTheDocument()
{
    const QByteArray canonical =
        R"({"action":"request.decide","actor":{"id":"per_1","name":"Ines \"I\" Carvalho"},"at":"2026-11-23T09:12:40.220Z",)"
        R"("correlationId":"c-1","environment":"production","id":"aud_1","object":"REQ-12 plugin-tekton","objectId":"req_1",)"
        R"("outcome":"done","prevHash":"00ff","reason":"Ünïcode,\ttab\u0001","sequence":7})";
    const QByteArray expected = QCryptographicHash::hash(canonical, QCryptographicHash::Sha256).toHex();
    QCOMPARE(auditHash(auditEvent()), QString::fromLatin1(expected));
}

void TestCodec::auditHashCoversEveryMember_data()
{
    QTest::addColumn<QString>("member");
    const QStringList members = toJson(auditEvent()).keys();
    for (const QString &member : members) {
        if (member != "hash"_L1)
            QTest::newRow(qPrintable(member)) << member;
    }
}

void TestCodec::auditHashCoversEveryMember()
{
    QFETCH(QString, member);
    QJsonObject json = toJson(auditEvent());
    if (member == "sequence"_L1)
        json[member] = 8;
    else if (member == "at"_L1)
        json[member] = u"2026-11-23T09:12:40.221Z"_s;
    else if (member == "actor"_L1)
        json[member] = QJsonObject {{u"id"_s, u"per_1"_s}, {u"name"_s, u"Somebody else"_s}};
    else
        json[member] = QString(json[member].toString() + u'x');
    const auto forged = fromJson<AuditEvent>(json);
    QVERIFY(forged);
    QVERIFY(auditHash(*forged) != auditHash(auditEvent()));
}

void TestCodec::seriesKeepGapsAndSpecialNumbers()
{
    const auto series = seriesFromPrometheus(prometheus("matrix",
        R"([{"metric":{"service":"registry"},"values":[[1763894760,"1.5"],[1763894775.123,"NaN"],[1763894805,"+Inf"],[1763894820,"-Inf"],[1763894835.999,"2e-3"]]},
            {"metric":{},"values":[]}])"));
    QVERIFY(series);
    QCOMPARE(series->size(), 2);
    const Series &first = series->at(0);
    QCOMPARE(first.labels, (QMap<QString, QString> {{u"service"_s, u"registry"_s}}));
    QCOMPARE(first.times, (QList<qint64> {1763894760000, 1763894775123, 1763894805000, 1763894820000, 1763894835999}));
    QCOMPARE(first.values.size(), first.times.size());
    QCOMPARE(first.values.at(0), 1.5);
    QVERIFY(std::isnan(first.values.at(1)));
    QCOMPARE(first.values.at(2), qInf());
    QCOMPARE(first.values.at(3), -qInf());
    QCOMPARE(first.values.at(4), 0.002);
    QVERIFY(series->at(1).times.isEmpty());
}

void TestCodec::instantVectorsAreSeriesOfOne()
{
    const auto series = seriesFromPrometheus(prometheus("vector", R"([{"metric":{"a":"b"},"value":[1763894760.5,"3"]}])"));
    QVERIFY(series);
    QCOMPARE(series->value(0).times, (QList<qint64> {1763894760500}));
    QCOMPARE(series->value(0).values, (QList<double> {3}));
}

void TestCodec::answersWithoutSeriesAreErrors_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("an error") << QByteArray(R"({"status":"error","errorType":"bad_data","error":"exceeded maximum resolution"})");
    QTest::newRow("a scalar") << prometheus("scalar", R"([1763894760,"1"])");
    QTest::newRow("a page") << QByteArray("<html>502</html>");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another type for result") << prometheus("matrix", R"("many")");
    QTest::newRow("a number for a number") << prometheus("matrix", R"([{"metric":{},"values":[[1763894760,1.5]]}])");
    QTest::newRow("a sample without a value") << prometheus("matrix", R"([{"metric":{},"values":[[1763894760]]}])");
    QTest::newRow("a time beyond all years") << prometheus("matrix", R"([{"metric":{},"values":[[17638947601763894760,"1"]]}])");
    QTest::newRow("words for a time") << prometheus("matrix", R"([{"metric":{},"values":[["now","1"]]}])");
    QTest::newRow("words for a number") << prometheus("matrix", R"([{"metric":{},"values":[[1763894760,"many"]]}])");
}

void TestCodec::answersWithoutSeriesAreErrors()
{
    QFETCH(QByteArray, answer);
    const auto series = seriesFromPrometheus(answer);
    QVERIFY(!series);
    QCOMPARE(series.error().kind, ErrorKind::Protocol);
}

QTEST_GUILESS_MAIN(TestCodec)
#include "tst_codec.moc"
