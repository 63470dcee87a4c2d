// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/filetokenstore.h"
#include "core/auth/session.h"
#include "core/auth/signin.h"
#include "core/base/json.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/nodetools.h"
#include "tests/testsupport/processsupport.h"
#include "tests/testsupport/serverprocess.h"

#include <QFile>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! The system browser of a person who types \a login into the provider's form.
class TypingBrowser final : public QObject
{
public:
    explicit TypingBrowser(QByteArray login)
        : m_login(std::move(login))
    {
        m_network.setRedirectPolicy(QNetworkRequest::NoLessSafeRedirectPolicy);
    }

    bool open(const QUrl &url)
    {
        QNetworkReply *page = m_network.get(QNetworkRequest(url));
        connect(page, &QNetworkReply::finished, this, [this, page] {
            QNetworkRequest request(page->url());
            request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
            page->deleteLater();
            QNetworkReply *last = m_network.post(request, encodeForm({{u"login"_s, m_login}}));
            connect(last, &QNetworkReply::finished, last, &QObject::deleteLater);
        });
        return true;
    }

private:
    const QByteArray m_login;
    QNetworkAccessManager m_network;
};

//! npm's oidc-provider, and a gatehouse-server that trusts it.
struct Company
{
    QProcess provider;
    QString issuer;
    QTemporaryDir home;
    std::unique_ptr<testsupport::ServerProcess> server;
    SystemClock clock;
    AuthHttp http;
    FileTokenStore store {home.filePath(u"secrets"_s)};
    Session session {http, {store, store}, clock, home.path()};
    std::optional<SignInResult> person;
    std::optional<Error> refusal;

    ~Company() { testsupport::endGently(provider); }

    void start()
    {
        testsupport::endWithParent(provider);
        provider.start(testsupport::nodeProgram(),
            {QStringLiteral(GATEHOUSE_OIDC_PROVIDER_SCRIPT), testsupport::nodeModules()});
        issuer = testsupport::awaitReadyLine(provider, 30000).value("url"_L1).toString();
        QVERIFY(!issuer.isEmpty());
        const QJsonObject identity {{u"issuer"_s, issuer}, {u"clientId"_s, u"console-native"_s},
            {u"audience"_s, u"urn:gatehouse:api"_s},
            {u"scopes"_s, u"openid profile email offline_access gatehouse"_s},
            {u"label"_s, u"Company identity"_s}, {u"roleClaim"_s, u"groups"_s},
            {u"roles"_s, QJsonObject {{u"security-team"_s, u"reviewer:security"_s},
                             {u"platform-team"_s, u"platform-admin"_s}}},
            {u"tenants"_s, u"acme"_s}};
        QFile config(home.filePath(u"config.json"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write(toJsonBytes({{u"identity"_s, identity}}));
        config.close();
        server = std::make_unique<testsupport::ServerProcess>(QStringList {u"--config"_s, config.fileName()});
        QVERIFY2(server->start(), server->log().constData());
    }

    void signIn(const QByteArray &login)
    {
        TypingBrowser browser(login);
        SignIn signIn(http, clock, [&browser](const QUrl &url) { return browser.open(url); });
        QObject::connect(&signIn, &SignIn::finished, &http, [this](const SignInResult &result) { person = result; });
        QObject::connect(&signIn, &SignIn::failed, &http, [this](const Error &error) { refusal = error; });
        signIn.start(server->url());
        QTRY_VERIFY_WITH_TIMEOUT(person || refusal, 20000);
        if (!person)
            return;
        const auto adopted = session.adopt(person->profile, person->metadata, person->person);
        QTRY_VERIFY(adopted.isFinished());
    }

    testsupport::HttpAnswer me()
    {
        testsupport::HttpClient api(server->url());
        api.setToken(QString::fromLatin1(session.accessToken()));
        return api.get(u"/api/v1/me"_s);
    }
};

} // namespace

//! A certified provider that is not ours: what the sandbox allows, others allow too.
class TestSecondProvider final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void signsAPersonInWhomTheServerKnows();
    void groupsDecideTheRoles();
    void refreshesAndSignsOut();
    void replayEndsTheSignIn();
    void personMayDecline();
    void hugeTokenIsExplained();
};

void TestSecondProvider::initTestCase()
{
    if (const QString missing = testsupport::nodeToolsMissing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void TestSecondProvider::signsAPersonInWhomTheServerKnows()
{
    Company company;
    company.start();
    company.signIn("bob");
    QVERIFY2(company.person, qPrintable(company.refusal ? company.refusal->message : QString()));
    QCOMPARE(company.person->profile.subject, u"bob"_s);
    QCOMPARE(company.person->portal.meta.oidc.label, u"Company identity"_s);
    const testsupport::HttpAnswer me = company.me();
    QVERIFY2(me.status == 200, me.describe().constData());
    QCOMPARE(me.json().value("tenant"_L1).toString(), u"acme"_s);
    QVERIFY(me.json().value("id"_L1).toString().startsWith(u"per_"_s));
}

void TestSecondProvider::groupsDecideTheRoles()
{
    for (const auto &[login, roles] : {std::pair {"alice", "viewer platform-admin"},
             std::pair {"bob", "viewer reviewer:security"}, std::pair {"carol", "viewer"}}) {
        Company company;
        company.start();
        company.signIn(login);
        QStringList found;
        const QJsonArray list = company.me().json().value("roles"_L1).toArray();
        for (const QJsonValue &role : list)
            found.append(role.toString());
        QCOMPARE(found.join(u' '), QString::fromLatin1(roles));
    }
}

void TestSecondProvider::refreshesAndSignsOut()
{
    Company company;
    company.start();
    company.signIn("alice");
    QVERIFY2(company.person, qPrintable(company.refusal ? company.refusal->message : QString()));
    const QByteArray first = company.session.accessToken();
    const auto refreshed = company.session.refresh();
    QTRY_VERIFY(refreshed.isFinished());
    QVERIFY2(refreshed.result(), qPrintable(refreshed.result() ? QString() : refreshed.result().error().message));
    QVERIFY(company.session.accessToken() != first);
    QCOMPARE(company.me().status, 200);

    const auto out = company.session.signOut();
    QTRY_VERIFY(out.isFinished());
    QCOMPARE(out.result().revocation, Revocations::Outcome::Done);
    const auto resumed = company.session.resume(company.person->profile);
    QTRY_VERIFY(resumed.isFinished());
    QVERIFY(!resumed.result());
}

void TestSecondProvider::replayEndsTheSignIn()
{
    Company company;
    company.start();
    company.signIn("alice");
    QVERIFY2(company.person, qPrintable(company.refusal ? company.refusal->message : QString()));
    const AuthHttp::Form form {{u"grant_type"_s, "refresh_token"},
        {u"refresh_token"_s, company.person->person.tokens.refreshToken}, {u"client_id"_s, "console-native"}};
    const auto lost = company.http.postForm(company.person->metadata.tokenEndpoint, form);
    QTRY_VERIFY(lost.isFinished());
    QSignalSpy asked(&company.session, &Session::signInNeeded);
    const auto refreshed = company.session.refresh();
    QTRY_VERIFY(refreshed.isFinished());
    QCOMPARE(refreshed.result().error().kind, ErrorKind::Blocked);
    QTRY_COMPARE(asked.size(), 1);
}

void TestSecondProvider::personMayDecline()
{
    Company company;
    company.start();
    company.signIn("");
    QVERIFY(company.refusal);
    QCOMPARE(company.refusal->code, u"access_denied"_s);
    testsupport::HttpClient client((QUrl(company.issuer)));
    QCOMPARE(client.get(u"/seen"_s).json().value("seen"_L1).toArray().size(), 0);
}

void TestSecondProvider::hugeTokenIsExplained()
{
    Company company;
    company.start();
    company.signIn("huge");
    QVERIFY2(company.person, qPrintable(company.refusal ? company.refusal->message : QString()));
    const testsupport::HttpAnswer me = company.me();
    QCOMPARE(me.status, 431);
    QCOMPARE(me.code(), u"token_too_large"_s);
    QVERIFY(me.json().value("detail"_L1).toString().contains(u"groups"_s));
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestSecondProvider)
#include "tst_secondprovider.moc"
