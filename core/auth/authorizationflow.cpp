// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/authorizationflow.h"

#include "core/base/random.h"

#include <QAbstractOAuthReplyHandler>
#include <QCryptographicHash>
#include <QNetworkReply>
#include <QOAuth2AuthorizationCodeFlow>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString challengeOf(const QString &verifier)
{
    return QString::fromLatin1(
        toBase64Url(QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256)));
}

Error refusedAnswer(const QString &code, const QString &why)
{
    Error error = protocolError(why);
    error.code = code;
    return error;
}

Error providerError(const QUrlQuery &parameters)
{
    Error error;
    error.kind = ErrorKind::Problem;
    error.code = parameters.queryItemValue(u"error"_s, QUrl::FullyDecoded).left(64);
    const QString text
        = parameters.queryItemValue(u"error_description"_s, QUrl::FullyDecoded).left(300);
    error.message = error.code == u"access_denied"_s
        ? u"The sign-in was declined in the browser."_s
        : u"The identity provider refused: %1"_s.arg(text.isEmpty() ? error.code : text);
    return error;
}

} // namespace

//! Hands the browser's answer and the token answer between QtNetworkAuth and the flow.
class AuthorizationFlow::ReplyHandler final : public QAbstractOAuthReplyHandler
{
public:
    explicit ReplyHandler(AuthorizationFlow &owner)
        : QAbstractOAuthReplyHandler(owner.m_flow.get())
        , m_owner(owner)
    {
    }

    QString callback() const override { return m_owner.m_listener.redirectUri(); }

    void networkReplyFinished(QNetworkReply *reply) override
    {
        const auto answer = readAuthReply(*reply);
        reply->deleteLater();
        m_owner.onTokens(answer);
    }

private:
    AuthorizationFlow &m_owner;
};

QFuture<Result<SignedInPerson>> identify(
    TokenSet tokens, IssuerKeys &keys, const IdTokenExpectation &expected, QObject *context)
{
    using Answer = Result<SignedInPerson>;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    const auto settle = [promise](Answer answer) {
        promise->addResult(std::move(answer));
        promise->finish();
    };
    if (tokens.idToken.isEmpty()) {
        settle(fail(refusedAnswer(u"id_token_refused"_s,
            u"The identity provider did not say who signed in."_s)));
        return promise->future();
    }
    const auto judge = [tokens, expected](const Result<JwkSet> &set) -> Answer {
        if (!set)
            return fail(set.error());
        auto claims = validateIdToken(tokens.idToken, *set, expected);
        if (!claims)
            return fail(claims.error());
        return SignedInPerson {tokens, *claims};
    };
    deliver(keys.keys(), context, [=, &keys](const Result<JwkSet> &known) {
        auto answer = judge(known);
        if (answer || answer.error().code != u"unknown_key"_s)
            return settle(std::move(answer));
        deliver(keys.reloadedKeys(), context, [=](const Result<JwkSet> &set) { settle(judge(set)); });
    });
    return promise->future();
}

AuthorizationFlow::AuthorizationFlow(AuthHttp &http, const Clock &clock, OidcMetadata metadata,
    SignInTarget target, QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_clock(clock)
    , m_metadata(std::move(metadata))
    , m_target(std::move(target))
    , m_state(randomToken())
    , m_verifier(randomToken())
    , m_nonce(randomToken())
    , m_keys(http, m_metadata.jwksUri, clock)
    , m_flow(std::make_unique<QOAuth2AuthorizationCodeFlow>(&http.network()))
    , m_handler(new ReplyHandler(*this))
{
    configure();
}

AuthorizationFlow::~AuthorizationFlow()
{
    finish(fail(cancelledError()));
}

void AuthorizationFlow::configure()
{
    m_flow->setAuthorizationUrl(m_metadata.authorizationEndpoint);
    m_flow->setAccessTokenUrl(m_metadata.tokenEndpoint);
    m_flow->setClientIdentifier(m_target.clientId);
    m_flow->setScope(m_target.scopes.join(u' '));
    m_flow->setState(m_state);
    m_flow->setReplyHandler(m_handler);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    m_flow->setPkceMethod(QOAuth2AuthorizationCodeFlow::PkceMethod::None); // ours, below
#endif
    m_flow->setModifyParametersFunction(
        [this](QAbstractOAuth::Stage stage, QMultiMap<QString, QVariant> *parameters) {
            const Parameters ours = stage == QAbstractOAuth::Stage::RequestingAuthorization
                ? authorizationParameters()
                : exchangeParameters();
            for (const auto &[name, value] : ours) {
                parameters->remove(name);
                if (!value.isEmpty())
                    parameters->insert(name, value);
            }
        });
    connect(&m_listener, &LoopbackListener::answered, this, &AuthorizationFlow::onAnswer);
    connect(&m_listener, &LoopbackListener::strayAnswer, this, &AuthorizationFlow::strayAnswerIgnored);
    connect(&m_listener, &LoopbackListener::timedOut, this, [this] {
        finish(fail(networkError(u"The browser gave no answer within the time allowed."_s)));
    });
}

AuthorizationFlow::Parameters AuthorizationFlow::authorizationParameters() const
{
    return {{u"code_challenge"_s, challengeOf(m_verifier)}, {u"code_challenge_method"_s, u"S256"_s},
        {u"nonce"_s, m_nonce}, {u"resource"_s, m_target.resource}};
}

AuthorizationFlow::Parameters AuthorizationFlow::exchangeParameters() const
{
    // The code is escaped here, once: which of Qt's versions escape it themselves differs.
    return {{u"code_verifier"_s, m_verifier}, {u"resource"_s, m_target.resource},
        {u"code"_s, QString::fromLatin1(m_code.toPercentEncoding())}, {u"client_secret"_s, {}}};
}

QFuture<Result<SignedInPerson>> AuthorizationFlow::start(const OpenBrowser &open, int deadlineMs)
{
    m_finished = false;
    m_promise.start();
    const auto isOurs = [this](const QUrlQuery &parameters) {
        return constantTimeEquals(
            parameters.queryItemValue(u"state"_s, QUrl::FullyDecoded).toUtf8(), m_state.toUtf8());
    };
    if (const Status listening = m_listener.listen(isOurs, deadlineMs); !listening) {
        finish(fail(listening.error()));
        return m_promise.future();
    }
    connect(m_flow.get(), &QAbstractOAuth::authorizeWithBrowser, this, [this, open](const QUrl &url) {
        m_authorizationUrl = url;
        if (!open(url)) {
            finish(fail(inputError(u"no_browser"_s,
                u"No browser could be opened. Copy the link, or sign in with a code on another device."_s)));
        }
    });
    m_flow->grant();
    return m_promise.future();
}

void AuthorizationFlow::cancel()
{
    finish(fail(cancelledError()));
}

void AuthorizationFlow::onAnswer(const QUrlQuery &parameters)
{
    const QString issuer = parameters.queryItemValue(u"iss"_s, QUrl::FullyDecoded);
    const bool named = parameters.hasQueryItem(u"iss"_s);
    if ((m_metadata.issuerInResponse || named) && issuer != m_metadata.issuer) {
        return finish(fail(refusedAnswer(u"issuer_mismatch"_s,
            u"The answer in the browser came from another identity provider."_s)));
    }
    if (parameters.hasQueryItem(u"error"_s))
        return finish(fail(providerError(parameters)));
    m_code = parameters.queryItemValue(u"code"_s, QUrl::FullyDecoded).toUtf8();
    if (m_code.isEmpty()) {
        return finish(fail(
            refusedAnswer(u"no_code"_s, u"The answer in the browser holds no code."_s)));
    }
    Q_EMIT answerReceived();
    Q_EMIT m_handler->callbackReceived(
        {{u"code"_s, QString::fromUtf8(m_code)}, {u"state"_s, m_state}});
}

void AuthorizationFlow::onTokens(const Result<AuthReply> &reply)
{
    if (!reply)
        return finish(fail(reply.error()));
    if (!reply->isOk())
        return finish(fail(oauthErrorFrom(*reply)));
    auto tokens = TokenSet::fromJson(reply->json, m_target.scopes);
    if (!tokens)
        return finish(fail(tokens.error()));
    IdTokenExpectation expected;
    expected.issuer = m_metadata.issuer;
    expected.clientId = m_target.clientId;
    expected.nonce = m_nonce;
    expected.now = m_clock.now();
    deliver(identify(*tokens, m_keys, expected, this), this,
        [this](const Result<SignedInPerson> &person) { finish(person); });
}

void AuthorizationFlow::finish(Result<SignedInPerson> result)
{
    m_listener.close();
    if (m_finished)
        return;
    m_finished = true;
    m_promise.addResult(std::move(result));
    m_promise.finish();
}

} // namespace gatehouse
