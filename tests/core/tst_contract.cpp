// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/contract/audit.h"
#include "core/contract/events.h"
#include "core/contract/receipts.h"
#include "core/contract/workflow.h"
#include "tests/core/wiretypes.h"
#include "tests/testsupport/yamldocument.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::contracttest;
using namespace gatehouse::testsupport;

namespace {

struct Example
{
    QString place; //!< "GET /api/v1/me 200 me"
    QString schema; //!< Name in components/schemas; empty when it has none of its own.
    QString status;
    QJsonValue value;
};

QString schemaName(const QJsonValue &schema)
{
    return schema["$ref"_L1].toString().section(u'/', -1);
}

QList<Example> examplesOf(const QJsonObject &document, const QString &place, const QString &status, const QJsonObject &content)
{
    QList<Example> found;
    for (auto media = content.begin(); media != content.end(); ++media) {
        const QString schema = schemaName(media.value()["schema"_L1]);
        const QJsonObject examples = media.value()["examples"_L1].toObject();
        for (auto it = examples.begin(); it != examples.end(); ++it) {
            const QJsonObject example = dereferenced(document, it.value());
            found.append({QString(place + u' ' + it.key()), schema, status, example["value"_L1]});
        }
    }
    return found;
}

QStringList strings(const QJsonValue &array)
{
    QStringList list;
    const QJsonArray values = array.toArray();
    for (const QJsonValue &value : values)
        list.append(value.toString());
    list.sort();
    return list;
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

//! With the members of every object in the other order.
QByteArray backwards(const QJsonValue &value)
{
    QByteArrayList parts;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue item : array)
            parts.append(backwards(item));
        return '[' + parts.join(',') + ']';
    }
    const auto text = [](const QJsonValue &plain) {
        const QByteArray list = QJsonDocument(QJsonArray {plain}).toJson(QJsonDocument::Compact);
        return list.mid(1, list.size() - 2);
    };
    if (!value.isObject())
        return text(value);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        parts.prepend(text(it.key()) + ':' + backwards(it.value()));
    return '{' + parts.join(',') + '}';
}

} // namespace

class TestContract final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void documentAndRoutesListTheSame();
    void vocabulariesAreTheSame_data();
    void vocabulariesAreTheSame();
    void schemasMirrorTheTypes_data();
    void schemasMirrorTheTypes();
    void everyAnswerHasAnExample();
    void examplesSurviveTheCodec_data();
    void examplesSurviveTheCodec();
    void missingMembersAreNamed_data();
    void missingMembersAreNamed();
    void wordsFromTheFutureAreTolerated_data();
    void wordsFromTheFutureAreTolerated();
    void problemsCarryTheirOwnStatus();
    void codesAreListedWithTheirStatus();
    void auditExamplesFormAChain();
    void receiptExampleHolds();
    void signedExamplesSayWhatIsSent();
    void streamExampleIsAnEvent();

private:
    QJsonObject schema(const QString &name) const;
    void addExampleRows() const;
    //! Puts a word that no vocabulary has in place of every enumerated one below \a schema.
    QJsonValue fromTheFuture(const QJsonValue &value, const QJsonValue &schema, int *replaced) const;

    QJsonObject m_document;
    QList<Example> m_examples;
};

void TestContract::initTestCase()
{
    const auto document = readOpenApi();
    QVERIFY2(document, document ? "" : qPrintable(document.error().message));
    m_document = *document;
    const QJsonObject paths = m_document["paths"_L1].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject item = path.value().toObject();
        for (auto method = item.begin(); method != item.end(); ++method) {
            const QJsonObject responses = method.value()["responses"_L1].toObject();
            for (auto response = responses.begin(); response != responses.end(); ++response) {
                const QString place = method.key().toUpper() + u' ' + path.key() + u' ' + response.key();
                m_examples += examplesOf(m_document, place, response.key(), dereferenced(m_document, response.value())["content"_L1].toObject());
            }
        }
    }
    QVERIFY(m_examples.size() > 100);
}

QJsonObject TestContract::schema(const QString &name) const
{
    return m_document["components"_L1]["schemas"_L1][name].toObject();
}

void TestContract::documentAndRoutesListTheSame()
{
    QFile header(u":/routes.h"_s);
    QVERIFY(header.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(header.readAll());
    QStringList routes;
    const QRegularExpression constant(uR"re(constexpr char \w+\[\] = "(/api/v1/[^"]+)"; //!< ?(.*))re"_s);
    const QRegularExpression verb(uR"(\b(GET|POST|PUT|PATCH|DELETE)\b)"_s);
    auto constants = constant.globalMatch(text);
    while (constants.hasNext()) {
        const auto match = constants.next();
        auto verbs = verb.globalMatch(match.captured(2));
        while (verbs.hasNext())
            routes.append(QString(verbs.next().captured() + u' ' + match.captured(1)));
    }
    QStringList documented;
    const QJsonObject paths = m_document["paths"_L1].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QStringList members = path.value().toObject().keys();
        for (const QString &member : members) {
            if (member != "parameters"_L1)
                documented.append(QString(member.toUpper() + u' ' + path.key()));
        }
    }
    QVERIFY(routes.size() > 50);
    QCOMPARE(sorted(documented), sorted(routes));
}

void TestContract::vocabulariesAreTheSame_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = vocabularies().keys();
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void TestContract::vocabulariesAreTheSame()
{
    QFETCH(QString, name);
    QCOMPARE(strings(schema(name)["enum"_L1]), sorted(vocabularies().value(name)));
}

void TestContract::schemasMirrorTheTypes_data()
{
    QTest::addColumn<QString>("name");
    const QStringList names = wireTypes().keys();
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void TestContract::schemasMirrorTheTypes()
{
    QFETCH(QString, name);
    const WireType type = wireTypes().value(name);
    QCOMPARE(schema(name)["properties"_L1].toObject().keys(), sorted(type.members));
    QCOMPARE(strings(schema(name)["required"_L1]), sorted(type.required));
}

void TestContract::everyAnswerHasAnExample()
{
    const QJsonObject paths = m_document["paths"_L1].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject item = path.value().toObject();
        for (auto method = item.begin(); method != item.end(); ++method) {
            const QJsonObject responses = method.value()["responses"_L1].toObject();
            for (auto response = responses.begin(); response != responses.end(); ++response) {
                const QString place = method.key().toUpper() + u' ' + path.key() + u' ' + response.key();
                const bool found = std::ranges::any_of(m_examples, [&](const Example &e) { return e.place.startsWith(QString(place + u' ')); });
                QVERIFY2(found || response.key() == "204"_L1 || response.key() == "304"_L1, qPrintable(place));
            }
        }
    }
}

void TestContract::addExampleRows() const
{
    QTest::addColumn<QString>("schemaOf");
    QTest::addColumn<QJsonObject>("example");
    const auto types = wireTypes();
    for (const Example &example : m_examples) {
        if (types.contains(example.schema))
            QTest::newRow(qPrintable(example.place)) << example.schema << example.value.toObject();
    }
}

void TestContract::examplesSurviveTheCodec_data()
{
    addExampleRows();
}

void TestContract::examplesSurviveTheCodec()
{
    QFETCH(QString, schemaOf);
    QFETCH(QJsonObject, example);
    const auto again = wireTypes().value(schemaOf).roundTrip(example);
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QCOMPARE(toJsonBytes(*again), toJsonBytes(example));
    const auto text = wireTypes().value(schemaOf).text(example);
    QVERIFY(text);
    QCOMPARE(*text, toJsonBytes(example));
    for (const QByteArray &bytes : {toJsonBytes(example), backwards(example)}) {
        const auto direct = wireTypes().value(schemaOf).direct(bytes);
        QVERIFY(direct);
        QCOMPARE(toJsonBytes(*direct), toJsonBytes(example));
    }
}

void TestContract::missingMembersAreNamed_data()
{
    addExampleRows();
}

void TestContract::missingMembersAreNamed()
{
    QFETCH(QString, schemaOf);
    QFETCH(QJsonObject, example);
    const WireType type = wireTypes().value(schemaOf);
    for (const QString &member : type.required) {
        QJsonObject poorer = example;
        poorer.remove(member);
        const auto decoded = type.roundTrip(poorer);
        if (type.lists.contains(member)) {
            QVERIFY2(decoded, qPrintable(member));
            continue;
        }
        QVERIFY2(!decoded, qPrintable(member));
        QVERIFY2(!type.direct(toJsonBytes(poorer)), qPrintable(member));
        QCOMPARE(decoded.error().fields.value(0).pointer.section(u'/', 1, 1), member);
    }
}

QJsonValue TestContract::fromTheFuture(const QJsonValue &value, const QJsonValue &schemaOrRef, int *replaced) const
{
    const QString name = schemaName(schemaOrRef);
    if (vocabularies().contains(name) || name.endsWith("OrUnknown"_L1)) {
        ++*replaced;
        return u"from_the_future"_s;
    }
    const QJsonObject described = dereferenced(m_document, schemaOrRef);
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (QJsonValueRef item : array)
            item = fromTheFuture(item, described["items"_L1], replaced);
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    const QJsonObject properties = described["properties"_L1].toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (properties.contains(it.key()))
            it.value() = fromTheFuture(it.value(), properties[it.key()], replaced);
    }
    return object;
}

void TestContract::wordsFromTheFutureAreTolerated_data()
{
    addExampleRows();
}

void TestContract::wordsFromTheFutureAreTolerated()
{
    QFETCH(QString, schemaOf);
    QFETCH(QJsonObject, example);
    int replaced = 0;
    const QJsonObject reference {{u"$ref"_s, QString(u"#/components/schemas/"_s + schemaOf)}};
    const QJsonObject future = fromTheFuture(example, reference, &replaced).toObject();
    const auto decoded = wireTypes().value(schemaOf).roundTrip(future);
    QVERIFY2(decoded, decoded ? "" : qPrintable(decoded.error().message));
    const QByteArray written = toJsonBytes(*decoded);
    QCOMPARE(written.count("\"unknown\"") - written.count("\"unknown\":"), replaced); // Values, not names.
    QCOMPARE(wireTypes().value(schemaOf).direct(toJsonBytes(future)).value_or(QJsonObject()), *decoded);
}

void TestContract::problemsCarryTheirOwnStatus()
{
    for (const Example &example : m_examples) {
        if (example.schema == "Problem"_L1 && example.status != "default"_L1 && example.status != "429"_L1)
            QVERIFY2(QString::number(example.value["status"_L1].toInt()) == example.status || example.status == "503"_L1, qPrintable(example.place));
    }
}

void TestContract::codesAreListedWithTheirStatus()
{
    const QString description = m_document["info"_L1]["description"_L1].toString();
    for (const Example &example : m_examples) {
        if (example.schema != "Problem"_L1)
            continue;
        const QString row = u"| %1 |"_s.arg(example.value["status"_L1].toInt());
        const QString line = description.section(row, 1, 1).section(u'\n', 0, 0);
        QVERIFY2(line.contains(example.value["code"_L1].toString()), qPrintable(example.place));
    }
}

void TestContract::auditExamplesFormAChain()
{
    const QJsonObject examples = m_document["components"_L1]["examples"_L1].toObject();
    const auto page = fromJson<Page<AuditEvent>>(examples["AuditEventPage"_L1]["value"_L1].toObject());
    QVERIFY(page);
    QCOMPARE(page->items.size(), 2);
    for (const AuditEvent &event : page->items)
        QCOMPARE(event.hash, auditHash(event));
    QCOMPARE(page->items.at(0).prevHash, page->items.at(1).hash);
    QCOMPARE(examples["AuditVerification"_L1]["value"_L1]["headHash"_L1].toString(), page->items.at(0).hash);
}

void TestContract::receiptExampleHolds()
{
    const QJsonObject examples = m_document["components"_L1]["examples"_L1].toObject();
    const auto receipt = fromJson<DecisionReceipt>(examples["DecisionReceipt"_L1]["value"_L1].toObject());
    QVERIFY(receipt);
    const auto checked = checkReceipt(*receipt);
    QVERIFY2(checked, checked ? "" : qPrintable(describe(checked.error())));
    // It is the receipt of the decision in the example of a request.
    const auto request = fromJson<ApprovalRequest>(examples["ApprovalRequest"_L1]["value"_L1].toObject());
    QVERIFY(request);
    const Decision &decision = request->stages.first().decisions.first();
    DecisionStatement expected = statementAbout(*request);
    expected.tenant = checked->head.log;
    expected.stageId = decision.stageId;
    expected.outcome = decision.outcome;
    expected.reason = decision.comment;
    expected.decider = checked->decision.decider;
    expected.signedAt = checked->decision.signedAt;
    expected.idempotencyKey = checked->decision.idempotencyKey;
    QCOMPARE(canonicalBytes(checked->decision), canonicalBytes(expected));
    QCOMPARE(checked->entry.decisionId, decision.id);
    QCOMPARE(checked->leafIndex, *decision.leafIndex);
    QCOMPARE(checked->signedWith->text(), *decision.signedWith);
}

void TestContract::signedExamplesSayWhatIsSent()
{
    const auto exampleOf = [this](const QString &path) {
        return m_document["paths"_L1][path]["post"_L1]["requestBody"_L1]["content"_L1]["application/json"_L1]["example"_L1].toObject();
    };
    const QJsonObject keys = m_document["components"_L1]["examples"_L1]["SigningKey"_L1]["value"_L1].toObject();
    const QByteArray publicKey = *dsse::fromBase64(keys["publicKey"_L1].toString());
    QCOMPARE(ed25519::keyIdOf(publicKey), keys["id"_L1].toString());
    const auto enrolment = openStatement<KeyEnrolment>(
        *fromJson<DsseEnvelope>(exampleOf(u"/api/v1/me/signing-keys"_s)["envelope"_L1].toObject()), publicKey);
    QVERIFY(enrolment);
    QCOMPARE(enrolment->publicKey, keys["publicKey"_L1].toString());
    QCOMPARE(enrolment->label, keys["label"_L1].toString());
    const QJsonObject body = exampleOf(u"/api/v1/approval-requests/{requestId}/decisions"_s);
    const auto decision = openStatement<DecisionStatement>(*fromJson<DsseEnvelope>(body["envelope"_L1].toObject()), publicKey);
    QVERIFY(decision);
    const QJsonObject said = toJson(*decision);
    for (const QString &member : {u"stageId"_s, u"outcome"_s, u"conditions"_s, u"versionDigest"_s, u"evidenceRevision"_s, u"policyVersion"_s})
        QCOMPARE(said[member], body[member]);
    QCOMPARE(said["reason"_L1], body["comment"_L1]);
}

void TestContract::streamExampleIsAnEvent()
{
    const QString stream = m_document["components"_L1]["examples"_L1]["EventStream"_L1]["value"_L1].toString();
    const QString data = stream.section(u"data: "_s, 1, 1).section(u'\n', 0, 0);
    const auto json = parseJsonObject(data.toUtf8());
    QVERIFY(json);
    const auto event = fromJson<Event>(*json);
    QVERIFY(event);
    QVERIFY(stream.contains(u"\n\nid: %1\nevent: %2\n"_s.arg(event->cursor).arg(event->type)));
}

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
