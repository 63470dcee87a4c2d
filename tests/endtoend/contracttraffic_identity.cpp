// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/contracttraffic.h"

#include "core/base/random.h"
#include "core/contract/routes.h"
#include "tests/testsupport/sandboxsignin.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

void TestContractTraffic::metaNeedsNoSignIn()
{
    const HttpAnswer answer = m_portal.anonymous().get(routes::path(routes::meta), {{"X-Correlation-ID", "from-the-test"}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.header("x-correlation-id"), QByteArray("from-the-test"));
    QVERIFY(answer.json().value("sandbox"_L1).toBool());
}

void TestContractTraffic::everyPersonaIsThemselves()
{
    const auto personas = SandboxSignIn(m_portal.server().url()).personas();
    QVERIFY2(personas, personas ? "" : qPrintable(personas.error().detail));
    QVERIFY(personas->size() >= 10);
    for (const QString &persona : *personas) {
        const HttpAnswer me = m_portal.as(persona).get(routes::path(routes::me));
        QVERIFY2(me.status == 200, me.describe().constData());
        QCOMPARE(me.json().value("id"_L1).toString(), u"per_"_s + persona);
        QVERIFY(me.json().value("roles"_L1).toArray().contains(u"viewer"_s));
    }
}

void TestContractTraffic::refusalsHaveTheirCodes_data()
{
    QTest::addColumn<QString>("persona");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");

    const Headers json {{"Content-Type", "application/json"}};
    const auto keyed = [json] {
        Headers headers = json;
        headers.insert("Idempotency-Key", newUuid().toLatin1());
        return headers;
    };
    Headers text = keyed();
    text["Content-Type"] = "text/plain";
    const QString admin = u"admin"_s;
    const QString imports = routes::path(routes::imports);
    const QString missing = routes::path(routes::plugin, {u"plg_00000000000000000000"_s});

    QTest::newRow("no token") << QString() << QByteArray("GET") << routes::path(routes::me) << Headers() << QByteArray() << 401 << u"unauthenticated"_s;
    QTest::newRow("a broken token") << QString() << QByteArray("GET") << routes::path(routes::me) << Headers {{"Authorization", "Bearer x.y.z"}}
                                    << QByteArray() << 401 << u"unauthenticated"_s;
    QTest::newRow("another tenant") << admin << QByteArray("GET") << routes::path(routes::me) << Headers {{"Portal-Tenant", "elsewhere"}} << QByteArray()
                                    << 403 << u"tenant_forbidden"_s;
    QTest::newRow("unknown id") << admin << QByteArray("GET") << missing << Headers() << QByteArray() << 404 << u"not_found"_s;
    QTest::newRow("unknown route") << admin << QByteArray("GET") << u"/api/v1/nothing-here"_s << Headers() << QByteArray() << 404 << u"not_found"_s;
    QTest::newRow("wrong method") << admin << QByteArray("DELETE") << routes::path(routes::me) << Headers() << QByteArray() << 405 << u"method_not_allowed"_s;
    QTest::newRow("malformed JSON") << admin << QByteArray("POST") << imports << keyed() << QByteArray("{\"names\":") << 400 << u"malformed_json"_s;
    QTest::newRow("no key") << admin << QByteArray("POST") << imports << json << QByteArray("{\"names\":[\"x\"]}") << 400 << u"idempotency_key_required"_s;
    QTest::newRow("not JSON") << admin << QByteArray("POST") << imports << text << QByteArray("names") << 415 << u"unsupported_media_type"_s;
    QTest::newRow("missing field") << admin << QByteArray("POST") << imports << keyed() << QByteArray("{}") << 422 << u"validation_failed"_s;
    QTest::newRow("wrong type") << admin << QByteArray("POST") << imports << keyed() << QByteArray("{\"names\":7}") << 422 << u"validation_failed"_s;
    QTest::newRow("not the role") << u"viewer"_s << QByteArray("POST") << imports << keyed() << QByteArray("{\"names\":[\"left-pad\"]}") << 403 << u"forbidden"_s;
    QTest::newRow("a foreign cursor") << admin << QByteArray("GET") << QString(routes::path(routes::plugins) + u"?cursor=bm9uc2Vuc2U") << Headers()
                                      << QByteArray() << 400 << u"cursor_expired"_s;
}

void TestContractTraffic::refusalsHaveTheirCodes()
{
    QFETCH(QString, persona);
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(Headers, headers);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, code);
    const HttpAnswer answer = m_portal.as(persona).send(method, path, body, headers);
    QVERIFY2(answer.status == status, answer.describe().constData());
    QCOMPARE(answer.code(), code);
    QCOMPARE(answer.json().value("status"_L1).toInt(), status);
    QCOMPARE(answer.json().value("correlationId"_L1).toString().toLatin1(), answer.header("x-correlation-id"));
    if (code == "validation_failed"_L1)
        QCOMPARE(answer.json().value("errors"_L1)[0]["pointer"_L1].toString(), u"/names"_s);
}

void TestContractTraffic::oversizedBodiesAreRefused()
{
    const QByteArray large = "{\"text\":\"" + QByteArray(20 << 20, 'x') + "\"}";
    HttpClient direct(m_portal.server().url());
    direct.setToken(accessToken(m_portal.server().url(), u"admin"_s));
    const HttpAnswer answer = direct.send("POST", routes::path(routes::imports), large,
        {{"Content-Type", "application/json"}, {"Idempotency-Key", newUuid().toLatin1()}});
    QVERIFY2(answer.status == 413 || answer.status == 0, answer.describe().constData());
    QCOMPARE(m_portal.anonymous().get(routes::path(routes::meta)).status, 200);
}

void TestContractTraffic::repeatedKeysGetTheFirstAnswer()
{
    const QJsonObject body {{u"pluginId"_s, u"plg_00000000000000000000"_s}};
    const Headers key {{"Idempotency-Key", newUuid().toLatin1()}};
    const QJsonObject import {{u"names"_s, QJsonArray {u"@backstage-community/plugin-sentry"_s}}};
    const HttpAnswer first = as("admin").post(routes::path(routes::imports), import, key);
    QVERIFY2(first.status == 202, first.describe().constData());
    QVERIFY(first.header("idempotency-replayed").isEmpty());
    const HttpAnswer again = as("admin").post(routes::path(routes::imports), import, key);
    QCOMPARE(again.status, 202);
    QCOMPARE(again.header("idempotency-replayed"), QByteArray("true"));
    QCOMPARE(again.body, first.body);
    QCOMPARE(again.header("location"), first.header("location"));
    const HttpAnswer other = as("admin").post(routes::path(routes::imports), body, key);
    QCOMPARE(other.status, 422);
    QCOMPARE(other.code(), u"idempotency_key_reused"_s);
    const HttpAnswer operation = as("admin").awaitOperation(first);
    QVERIFY2(operation.json().value("status"_L1).toString() == "succeeded"_L1, operation.describe().constData());
}

void TestContractTraffic::floodsAreSlowedDown()
{
    HttpClient direct(m_portal.server().url());
    direct.setToken(accessToken(m_portal.server().url(), u"business"_s));
    HttpAnswer answer;
    for (int i = 0; i < 5000 && answer.status != 429; ++i)
        answer = direct.get(routes::path(routes::me));
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.code(), u"rate_limited"_s);
    QVERIFY(answer.header("retry-after").toInt() > 0);
    QCOMPARE(answer.header("ratelimit-remaining"), QByteArray("0"));
    // Once more where the validator may see it; others are not held back.
    (void)as("business").get(routes::path(routes::me));
    QCOMPARE(as("technical").get(routes::path(routes::me)).status, 200);
}
