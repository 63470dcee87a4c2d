// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/deviceflow.h"


using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int longestInterval = 60;

Error expired()
{
    Error error = networkError(u"The code has expired. Get a new one."_s);
    error.code = u"expired_token"_s;
    return error;
}

} // namespace

DeviceFlow::DeviceFlow(AuthHttp &http, const Clock &clock, OidcMetadata metadata,
    SignInTarget target, QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_clock(clock)
    , m_metadata(std::move(metadata))
    , m_target(std::move(target))
    , m_keys(http, m_metadata.jwksUri, clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DeviceFlow::poll);
}

DeviceFlow::~DeviceFlow()
{
    finish(fail(cancelledError()));
}

QFuture<Result<SignedInPerson>> DeviceFlow::start()
{
    m_finished = false;
    m_promise.start();
    AuthHttp::Form form {{u"client_id"_s, m_target.clientId.toUtf8()},
        {u"scope"_s, m_target.scopes.join(u' ').toUtf8()}};
    if (!m_target.resource.isEmpty())
        form.append({u"resource"_s, m_target.resource.toUtf8()});
    deliver(m_http.postForm(m_metadata.deviceAuthorizationEndpoint, form), this,
        [this](const Result<AuthReply> &reply) { onAuthorized(reply); });
    return m_promise.future();
}

void DeviceFlow::cancel()
{
    finish(fail(cancelledError()));
}

void DeviceFlow::onAuthorized(const Result<AuthReply> &reply)
{
    if (!reply)
        return finish(fail(reply.error()));
    if (!reply->isOk())
        return finish(fail(oauthErrorFrom(*reply)));
    const QJsonObject &json = reply->json;
    m_deviceCode = json.value("device_code"_L1).toString().toUtf8();
    DeviceCode code;
    code.userCode = json.value("user_code"_L1).toString().left(32);
    code.page = QUrl(json.value("verification_uri"_L1).toString(), QUrl::StrictMode);
    code.lifetimeSeconds = json.value("expires_in"_L1).toInt();
    if (m_deviceCode.isEmpty() || code.userCode.isEmpty() || !isProtectedUrl(code.page)
        || code.lifetimeSeconds <= 0) {
        return finish(fail(protocolError(u"The identity provider's code cannot be used."_s)));
    }
    code.foreignPage = code.page.host() != QUrl(m_metadata.issuer).host();
    code.expiresAt = m_clock.now().addSecs(code.lifetimeSeconds);
    m_expiresAt = code.expiresAt;
    m_interval = std::clamp(json.value("interval"_L1).toInt(5), 1, longestInterval);
    Q_EMIT codeReady(code);
    schedulePoll();
}

void DeviceFlow::schedulePoll()
{
    if (!m_finished)
        m_timer.start(m_interval * m_second);
}

void DeviceFlow::poll()
{
    if (m_clock.now() >= m_expiresAt)
        return finish(fail(expired()));
    AuthHttp::Form form {{u"grant_type"_s, "urn:ietf:params:oauth:grant-type:device_code"},
        {u"device_code"_s, m_deviceCode}, {u"client_id"_s, m_target.clientId.toUtf8()}};
    if (!m_target.resource.isEmpty())
        form.append({u"resource"_s, m_target.resource.toUtf8()});
    deliver(m_http.postForm(m_metadata.tokenEndpoint, form), this,
        [this](const Result<AuthReply> &reply) { onPolled(reply); });
}

void DeviceFlow::onPolled(const Result<AuthReply> &reply)
{
    if (m_finished)
        return;
    if (!reply) {
        // RFC 8628 3.5: a connection that fails doubles the interval.
        if (reply.error().kind != ErrorKind::Network)
            return finish(fail(reply.error()));
        m_interval = std::min(m_interval * 2, longestInterval);
        return schedulePoll();
    }
    if (reply->isOk())
        return onTokens(reply->json);
    const QString code = reply->json.value("error"_L1).toString();
    if (code == u"authorization_pending"_s)
        return schedulePoll();
    if (code == u"slow_down"_s) {
        m_interval += 5;
        return schedulePoll();
    }
    if (code == u"expired_token"_s)
        return finish(fail(expired()));
    Error error = oauthErrorFrom(*reply);
    if (code == u"access_denied"_s)
        error.message = u"The sign-in was declined on the other device."_s;
    finish(fail(error));
}

void DeviceFlow::onTokens(const QJsonObject &answer)
{
    auto tokens = TokenSet::fromJson(answer, m_target.scopes);
    if (!tokens)
        return finish(fail(tokens.error()));
    IdTokenExpectation expected;
    expected.issuer = m_metadata.issuer;
    expected.clientId = m_target.clientId;
    expected.now = m_clock.now();
    deliver(identify(*tokens, m_keys, expected, this), this,
        [this](const Result<SignedInPerson> &person) { finish(person); });
}

void DeviceFlow::finish(Result<SignedInPerson> result)
{
    m_timer.stop();
    if (m_finished)
        return;
    m_finished = true;
    m_promise.addResult(std::move(result));
    m_promise.finish();
}

} // namespace gatehouse
