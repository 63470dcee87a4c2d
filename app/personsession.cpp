// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/personsession.h"

#include "core/base/async.h"

#include <QDesktopServices>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

PersonSession::PersonSession(const QString &dataDirectory, Browser browser, QObject *parent)
    : QObject(parent)
    , m_browser(browser)
    , m_sandboxTokens(dataDirectory + u"/sandbox-tokens"_s)
    , m_sandboxKeys(dataDirectory + u"/sandbox-keys"_s)
    , m_profiles(dataDirectory + u"/profiles.json"_s)
    , m_session(m_http, {m_keychain, m_sandboxTokens}, m_clock, dataDirectory)
    , m_signIn(m_http, m_clock, [this](const QUrl &url) { return openBrowser(url); })
{
    connect(&m_personas, &PersonaBrowser::failed, this, &PersonSession::failed);
    connect(&m_signIn, &SignIn::finished, this, &PersonSession::onSignedIn);
    connect(&m_signIn, &SignIn::stageChanged, this, &PersonSession::onStage);
    connect(&m_signIn, &SignIn::failed, this, &PersonSession::failed);
}

TokenStore &PersonSession::keyPlace(const Profile &profile)
{
    return profile.sandbox ? static_cast<TokenStore &>(m_sandboxKeys) : m_keychain;
}

bool PersonSession::openBrowser(const QUrl &url)
{
    return m_personas.open(url) || m_browser == Browser::Nobody || QDesktopServices::openUrl(url);
}

void PersonSession::onStage(SignIn::Stage stage)
{
    if (stage == SignIn::Stage::ReachingPortal)
        m_session.beginSignIn();
    else if (stage == SignIn::Stage::Idle || stage == SignIn::Stage::Failed)
        m_session.abandonSignIn();
}

void PersonSession::onSignedIn(const SignInResult &result)
{
    Profile profile = result.profile;
    if (const auto known = m_profiles.find(profile.portalUrl, profile.issuer, profile.subject))
        profile.id = known->id;
    deliver(m_session.adopt(profile, result.metadata, result.person), this, [this, profile](const Status &status) {
        if (status)
            Q_EMIT signedIn(profile);
        else
            Q_EMIT failed(status.error());
    });
}

QFuture<Session::SignOutReport> PersonSession::end(const Profile &profile)
{
    return profile.id.isEmpty() ? m_session.signOut() : m_session.signOut(profile);
}

} // namespace gatehouse
