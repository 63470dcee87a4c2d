// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/deviceflow.h"

#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/hostileissuer.h"
#include "tests/testsupport/serverprocess.h"

#include <QNetworkReply>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

using testsupport::HostileIssuer;

namespace {

//! A device flow whose seconds are short.
struct Bench
{
    testsupport::FakeClock clock;
    AuthHttp http;
    HostileIssuer op;
    QJsonObject authorization;
    QList<HostileIssuer::Answer> answers; //!< Of the token endpoint, in turn; the last one stays.
    std::unique_ptr<DeviceFlow> flow;
    std::optional<DeviceCode> code;
    std::optional<Result<SignedInPerson>> result;

    Bench()
    {
        http.setRetry({1, 1, 1});
        authorization = {{u"device_code"_s, u"dc"_s}, {u"user_code"_s, u"KXTR-7Q4M"_s},
            {u"verification_uri"_s, QString(op.issuer() + u"/device"_s)},
            {u"verification_uri_complete"_s, QString(op.issuer() + u"/device?user_code=KXTR-7Q4M"_s)},
            {u"expires_in"_s, 600}};
        op.setHandler(u"/device_authorization"_s, [this](const auto &) { return HostileIssuer::json(authorization); });
        op.setHandler(u"/token"_s, [this](const auto &) {
            return answers.size() > 1 ? answers.takeFirst() : answers.value(0);
        });
    }

    static HostileIssuer::Answer error(const QString &name) { return HostileIssuer::json({{u"error"_s, name}}, 400); }

    HostileIssuer::Answer tokens() const
    {
        const qint64 now = clock.now().toSecsSinceEpoch();
        const QByteArray id = op.key.sign({{u"iss"_s, op.issuer()}, {u"sub"_s, u"alice"_s},
                                              {u"aud"_s, u"console"_s}, {u"iat"_s, now}, {u"exp"_s, now + 60}},
            u"JWT"_s);
        return HostileIssuer::json({{u"access_token"_s, u"at"_s}, {u"token_type"_s, u"Bearer"_s},
            {u"expires_in"_s, 60}, {u"id_token"_s, QString::fromLatin1(id)}});
    }

    void start(int second = 1)
    {
        const auto metadata = OidcMetadata::fromJson(op.metadata, op.issuer());
        flow = std::make_unique<DeviceFlow>(
            http, clock, *metadata, SignInTarget {op.issuer(), u"console"_s, {u"openid"_s}, {}});
        flow->setSecond(second);
        QObject::connect(flow.get(), &DeviceFlow::codeReady, &http, [this](const DeviceCode &ready) { code = ready; });
        deliver(flow->start(), &http, [this](const Result<SignedInPerson> &person) { result = person; });
    }

    QString errorCode() const { return result && !*result ? result->error().code : QString(); }
};

} // namespace

//! The code is shown honestly, and the issuer is not asked more often than it wants.
class TestDeviceFlow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsCodeAndPage();
    void foreignPageIsMarked();
    void waitsForThePerson();
    void intervalIsFiveWhenAbsent();
    void slowDownLastsForGood();
    void timeoutDoublesTheInterval();
    void endings_data();
    void endings();
    void stopsWhenTheCodeHasExpired();
    void uselessCodesAreRefused_data();
    void uselessCodesAreRefused();
    void cancelStopsAsking();
    void realProviderSignsIn();
};

void TestDeviceFlow::showsCodeAndPage()
{
    Bench bench;
    bench.answers = {Bench::error(u"authorization_pending"_s)};
    bench.start();
    QTRY_VERIFY(bench.code);
    QCOMPARE(bench.code->userCode, u"KXTR-7Q4M"_s);
    QCOMPARE(bench.code->page, QUrl(QString(bench.op.issuer() + u"/device"_s)));
    QVERIFY(!bench.code->foreignPage);
    QCOMPARE(bench.code->lifetimeSeconds, 600);
}

void TestDeviceFlow::foreignPageIsMarked()
{
    Bench bench;
    bench.authorization.insert(u"verification_uri"_s, u"https://device.evil.test/"_s);
    bench.answers = {Bench::error(u"authorization_pending"_s)};
    bench.start();
    QTRY_VERIFY(bench.code);
    QVERIFY(bench.code->foreignPage);
}

void TestDeviceFlow::waitsForThePerson()
{
    Bench bench;
    bench.answers = {Bench::error(u"authorization_pending"_s), Bench::error(u"authorization_pending"_s), bench.tokens()};
    bench.start();
    QTRY_VERIFY(bench.result);
    QVERIFY2(*bench.result, qPrintable(bench.errorCode()));
    QCOMPARE((*bench.result)->idClaims.value("sub"_L1).toString(), u"alice"_s);
    QCOMPARE(bench.op.count(u"/token"_s), 3);
}

void TestDeviceFlow::intervalIsFiveWhenAbsent()
{
    Bench bench;
    bench.answers = {Bench::error(u"authorization_pending"_s)};
    bench.start();
    QTRY_VERIFY(bench.code);
    QCOMPARE(bench.flow->intervalSeconds(), 5);

    Bench slow;
    slow.authorization.insert(u"interval"_s, 12);
    slow.answers = bench.answers;
    slow.start();
    QTRY_VERIFY(slow.code);
    QCOMPARE(slow.flow->intervalSeconds(), 12);
}

void TestDeviceFlow::slowDownLastsForGood()
{
    Bench bench;
    bench.answers = {Bench::error(u"slow_down"_s), Bench::error(u"authorization_pending"_s),
        Bench::error(u"slow_down"_s), bench.tokens()};
    bench.start();
    QTRY_VERIFY(bench.result);
    QVERIFY(bench.result->has_value());
    QCOMPARE(bench.flow->intervalSeconds(), 15);
}

void TestDeviceFlow::timeoutDoublesTheInterval()
{
    Bench bench;
    bench.http.network().setLimits({4096, 100, 200});
    HostileIssuer::Answer silence;
    silence.silent = true;
    bench.answers = {silence, bench.tokens()};
    bench.start();
    QTRY_VERIFY(bench.result);
    QVERIFY(bench.result->has_value());
    QCOMPARE(bench.flow->intervalSeconds(), 10);
}

void TestDeviceFlow::endings_data()
{
    QTest::addColumn<QString>("error");
    for (const QString &error : {u"access_denied"_s, u"expired_token"_s, u"invalid_grant"_s})
        QTest::newRow(qPrintable(error)) << error;
}

void TestDeviceFlow::endings()
{
    QFETCH(QString, error);
    Bench bench;
    bench.answers = {Bench::error(error)};
    bench.start();
    QTRY_COMPARE(bench.errorCode(), error);
    QCOMPARE(bench.op.count(u"/token"_s), 1);
}

void TestDeviceFlow::stopsWhenTheCodeHasExpired()
{
    Bench bench;
    bench.answers = {Bench::error(u"authorization_pending"_s)};
    bench.start();
    QTRY_VERIFY(bench.code);
    bench.clock.advance(600);
    QTRY_COMPARE(bench.errorCode(), u"expired_token"_s);
}

void TestDeviceFlow::uselessCodesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no code") << u"user_code"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("page over http") << u"verification_uri"_s << QJsonValue(u"http://id.test/device"_s);
    QTest::newRow("page is a script") << u"verification_uri"_s << QJsonValue(u"javascript:alert(1)"_s);
    QTest::newRow("already expired") << u"expires_in"_s << QJsonValue(0);
}

void TestDeviceFlow::uselessCodesAreRefused()
{
    QFETCH(QString, name);
    QFETCH(QJsonValue, value);
    Bench bench;
    bench.authorization.insert(name, value);
    bench.start();
    QTRY_VERIFY(bench.result);
    QCOMPARE(bench.result->error().kind, ErrorKind::Protocol);
    QVERIFY(!bench.code);
    QCOMPARE(bench.op.count(u"/token"_s), 0);
}

void TestDeviceFlow::cancelStopsAsking()
{
    Bench bench;
    bench.answers = {Bench::error(u"authorization_pending"_s)};
    bench.start();
    QTRY_VERIFY(bench.op.count(u"/token"_s) > 0);
    bench.flow->cancel();
    QTRY_VERIFY(bench.result);
    QCOMPARE(bench.result->error().kind, ErrorKind::Cancelled);
}

void TestDeviceFlow::realProviderSignsIn()
{
    testsupport::ServerProcess server;
    QVERIFY2(server.start(), server.log().constData());
    SystemClock clock;
    AuthHttp http;
    const QString issuer = server.url().toString() + u"/oidc"_s;
    const auto metadata = discoverIssuer(http, issuer);
    QTRY_VERIFY(metadata.isFinished());
    DeviceFlow flow(http, clock, *metadata.result(),
        {issuer, u"gatehouse-console"_s, {u"openid"_s, u"gatehouse"_s}, u"urn:gatehouse:api"_s});
    flow.setSecond(100);
    std::optional<DeviceCode> code;
    connect(&flow, &DeviceFlow::codeReady, &http, [&code](const DeviceCode &ready) { code = ready; });
    const auto person = flow.start();
    QTRY_VERIFY(code);

    // The other device.
    QNetworkAccessManager browser;
    QNetworkReply *page = browser.get(QNetworkRequest(code->page));
    QTRY_VERIFY(page->isFinished());
    const QString token = QRegularExpression(u"name=\"form_token\" value=\"([^\"]*)\""_s)
                              .match(QString::fromUtf8(page->readAll()))
                              .captured(1);
    QNetworkRequest post(code->page);
    post.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    const AuthHttp::Form form {{u"form_token"_s, token.toUtf8()}, {u"user_code"_s, code->userCode.toUtf8()},
        {u"persona"_s, "auditor"}};
    QNetworkReply *answer = browser.post(post, encodeForm(form));
    QTRY_VERIFY(answer->isFinished());

    QTRY_VERIFY_WITH_TIMEOUT(person.isFinished(), 20000);
    QVERIFY2(person.result(), qPrintable(person.result() ? QString() : person.result().error().message));
    QCOMPARE(person.result()->idClaims.value("sub"_L1).toString(), u"auditor"_s);
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestDeviceFlow)
#include "tst_deviceflow.moc"
