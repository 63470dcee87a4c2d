// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/portalreach.h"

#include "app/personsession.h"
#include "app/startscreens.h"
#include "core/base/async.h"
#include "core/net/reachproblem.h"

namespace gatehouse {

PortalReach::PortalReach(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    connect(&m_parts.work, &OpenProfile::closing, this, [this] { m_reaching.supersede(); });
}

PortalReach::~PortalReach() = default;

void PortalReach::reach(const Profile &profile)
{
    if (!profile.sandbox) {
        resume(profile);
        return;
    }
    if (const Status kept = m_parts.person.profiles().remember(profile); !kept)
        Q_EMIT notRemembered(kept.error());
    m_parts.person.personas().setPersona({});
    startSandbox();
}

void PortalReach::resume(const Profile &profile)
{
    m_parts.screens.showProgress(tr("Signing in to %1…").arg(profile.portalName));
    if (m_parts.work.isShown())
        m_parts.work.update(profile);
    deliver(m_parts.person.session().resume(profile), this, m_reaching.only([this, profile](const Status &status) {
        if (status)
            Q_EMIT reached(profile);
        else if (!m_parts.work.isShown())
            Q_EMIT failed(status.error());
        else if (reachProblem(status.error()) != ReachProblem::SignedOut)
            m_parts.work.workspace()->connection.unreachable(status.error());
    }));
}

void PortalReach::startSandbox()
{
    if (isSandboxRunning()) {
        if (!m_sandbox->url().isEmpty())
            onSandboxReady(m_sandbox->url());
        return;
    }
    m_parts.screens.showSandboxStarting();
    m_sandbox = std::make_unique<SandboxProcess>(m_parts.sandboxDirectory, m_parts.packageList);
    connect(m_sandbox.get(), &SandboxProcess::ready, this, &PortalReach::onSandboxReady);
    connect(m_sandbox.get(), &SandboxProcess::failed, this, &PortalReach::onSandboxFailed);
    m_sandbox->start();
}

void PortalReach::onSandboxReady(const QUrl &url)
{
    // Locked meanwhile: only its person opens it.
    if (m_parts.screens.isLocked())
        return;
    const QList<Profile> known = m_parts.person.profiles().all();
    const auto it = std::find_if(known.begin(), known.end(), [](const Profile &profile) { return profile.sandbox; });
    if (it == known.end() || !m_parts.person.personas().persona().isEmpty()) {
        signIn(url);
        return;
    }
    m_parts.screens.showProgress(tr("Signing in…"));
    deliver(probePortal(m_parts.person.http(), url), this, m_reaching.only([this, url, profile = *it](const Result<PortalFound> &found) {
        if (found)
            resume(refreshed(profile, url, found->meta));
        else
            Q_EMIT failed(found.error());
    }));
}

void PortalReach::onSandboxFailed(const Error &error)
{
    if (!m_parts.work.isShown()) {
        Q_EMIT failed(error);
        return;
    }
    m_parts.work.workspace()->connection.unreachable(error);
    Q_EMIT sandboxEnded(error);
}

void PortalReach::signIn(const QUrl &portal)
{
    if (m_parts.person.personas().persona().isEmpty())
        m_parts.screens.showFirstRun();
    else
        m_parts.screens.showProgress(tr("Signing in…"));
    m_parts.person.signIn().start(portal);
}

void PortalReach::becomePersona(const QString &key)
{
    m_parts.person.personas().setPersona(key);
    const Profile before = m_parts.work.profile().value_or(Profile());
    m_parts.work.close();
    m_parts.screens.showProgress(tr("Signing in…"));
    deliver(m_parts.person.end(before), this, [this](const Session::SignOutReport &) {
        // A sandbox that is still starting signs in when it is ready.
        if (!sandboxUrl().isEmpty())
            signIn(sandboxUrl());
    });
}

} // namespace gatehouse
