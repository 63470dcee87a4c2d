// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/signin.h"

#include "core/base/random.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

SignIn::SignIn(AuthHttp &http, const Clock &clock, OpenBrowser open, QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_clock(clock)
    , m_open(std::move(open))
{
}

bool SignIn::isUnderWay() const
{
    return m_stage != Stage::Idle && m_stage != Stage::Done && m_stage != Stage::Failed;
}

bool SignIn::offersDeviceCode() const
{
    return m_metadata && !m_metadata->deviceAuthorizationEndpoint.isEmpty();
}

QUrl SignIn::link() const
{
    return m_browserFlow ? m_browserFlow->authorizationUrl() : QUrl();
}

SignInTarget SignIn::target() const
{
    const Meta::Oidc &oidc = m_portal->meta.oidc;
    return {oidc.issuer, oidc.clientId, oidc.scopes, oidc.resource};
}

void SignIn::setStage(Stage stage)
{
    m_stage = stage;
    Q_EMIT stageChanged(stage);
}

void SignIn::start(const QUrl &portal)
{
    dropFlows();
    m_portal.reset();
    m_metadata.reset();
    m_waitingSince = {};
    setStage(Stage::ReachingPortal);
    deliver(probePortal(m_http, portal), this, [this, attempt = m_attempt](const Result<PortalFound> &found) {
        if (attempt == m_attempt)
            onPortal(found);
    });
}

void SignIn::onPortal(const Result<PortalFound> &portal)
{
    if (!portal)
        return fail(portal.error());
    m_portal = *portal;
    deliver(discoverIssuer(m_http, portal->meta.oidc.issuer), this,
        [this, attempt = m_attempt](const Result<OidcMetadata> &metadata) {
            if (attempt == m_attempt)
                onMetadata(metadata);
        });
}

void SignIn::onMetadata(const Result<OidcMetadata> &metadata)
{
    if (!metadata)
        return fail(metadata.error());
    m_metadata = *metadata;
    setStage(Stage::OpeningBrowser);
    startBrowserFlow();
}

void SignIn::startBrowserFlow()
{
    m_browserFlow = std::make_unique<AuthorizationFlow>(m_http, m_clock, *m_metadata, target());
    connect(m_browserFlow.get(), &AuthorizationFlow::answerReceived, this,
        [this] { setStage(Stage::ReadingAnswer); });
    connect(m_browserFlow.get(), &AuthorizationFlow::strayAnswerIgnored, this, &SignIn::strayAnswerIgnored);
    m_waitingSince = m_clock.now();
    const auto answer = m_browserFlow->start([](const QUrl &) { return true; }, deadlineMs);
    deliver(answer, this, [this, attempt = m_attempt](const Result<SignedInPerson> &person) {
        if (attempt == m_attempt)
            onPerson(person);
    });
    setStage(Stage::WaitingForPerson);
    // Without a browser the link can still be copied: waiting goes on.
    openBrowser();
}

void SignIn::openBrowser()
{
    if (m_stage != Stage::WaitingForPerson || link().isEmpty())
        return;
    m_browserOpen = m_open(link());
    if (m_browserOpen)
        return Q_EMIT browserOpened();
    Q_EMIT browserFailed(inputError(
        u"no_browser"_s, u"No browser could be opened. Copy the link, or use a code on another device."_s));
}

void SignIn::requestDeviceCode()
{
    if (!offersDeviceCode() || !isUnderWay())
        return;
    m_deviceFlow = std::make_unique<DeviceFlow>(m_http, m_clock, *m_metadata, target());
    DeviceFlow *flow = m_deviceFlow.get();
    connect(flow, &DeviceFlow::codeReady, this, &SignIn::deviceCodeReady);
    deliver(flow->start(), flow, [this, attempt = m_attempt](const Result<SignedInPerson> &person) {
        if (attempt != m_attempt)
            return;
        if (person)
            onPerson(person);
        else
            Q_EMIT deviceCodeFailed(person.error());
    });
}

void SignIn::onPerson(const Result<SignedInPerson> &person)
{
    if (!person)
        return fail(person.error());
    SignInResult result;
    result.portal = *m_portal;
    result.metadata = *m_metadata;
    result.person = *person;
    result.profile.id = newId("prf"_L1);
    result.profile = refreshed(result.profile, m_portal->url, m_portal->meta);
    const QJsonObject &claims = person->idClaims;
    result.profile.subject = claims.value("sub"_L1).toString();
    result.profile.personName = claims.value("name"_L1).toString(result.profile.subject);
    result.profile.email = claims.value("email"_L1).toString(u""_s);
    result.profile.lastUsed = m_clock.now();
    dropFlows();
    setStage(Stage::Done);
    Q_EMIT finished(result);
}

void SignIn::cancel()
{
    if (!isUnderWay())
        return;
    dropFlows();
    setStage(Stage::Idle);
}

void SignIn::fail(const Error &error)
{
    dropFlows();
    setStage(Stage::Failed);
    Q_EMIT failed(error);
}

void SignIn::dropFlows()
{
    ++m_attempt;
    // Not at once: this may run inside one of their own calls.
    if (m_browserFlow) {
        m_browserFlow->cancel();
        m_browserFlow.release()->deleteLater();
    }
    if (m_deviceFlow) {
        m_deviceFlow->cancel();
        m_deviceFlow.release()->deleteLater();
    }
}

} // namespace gatehouse
