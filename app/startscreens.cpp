// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/startscreens.h"

#include "app/openprofile.h"
#include "widgets/shell/mainwindow.h"

namespace gatehouse {

StartScreens::StartScreens(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
}

void StartScreens::showProgress(const QString &sentence)
{
    if (m_parts.work.isShown())
        return;
    if (!m_start) {
        leave();
        m_start = new StartPage;
        connect(m_start, &StartPage::retryRequested, this, &StartScreens::retryRequested);
        m_parts.window.showFirstRun(m_start);
    }
    m_start->setSentence(sentence);
}

FirstRunPage &StartScreens::showFirstRun()
{
    if (!m_firstRun) {
        leave();
        PersonSession &person = m_parts.person;
        m_firstRun = new FirstRunPage({person.http(), person.signIn(), person.clock(), m_parts.themes}, m_parts.sandboxDirectory);
        connect(m_firstRun, &FirstRunPage::sandboxRequested, this, &StartScreens::sandboxRequested);
        m_parts.window.showFirstRun(m_firstRun);
    }
    return *m_firstRun;
}

void StartScreens::showLocked(LockPage *page)
{
    leave();
    m_lockPage = page;
    m_parts.window.showLocked(page);
}

void StartScreens::showSandboxStarting()
{
    if (m_firstRun)
        m_firstRun->showSandboxStarting();
    else
        showProgress(tr("Starting the local sandbox…"));
}

bool StartScreens::showsErrorsItself() const
{
    // Whoever unlocks it tries again what failed.
    if (m_lockPage)
        return true;
    // The first-run page shows what goes wrong with a sign-in beside its steps.
    return m_firstRun && m_parts.person.signIn().stage() == SignIn::Stage::Failed;
}

void StartScreens::showError(const Error &error)
{
    if (m_firstRun) {
        m_firstRun->showSandboxFailed(error);
        return;
    }
    if (!m_start)
        showProgress(tr("Gatehouse cannot go on yet."));
    m_start->setError(error);
}

void StartScreens::leave()
{
    // The window deletes them later; nobody may be told on them meanwhile.
    m_start = nullptr;
    m_firstRun = nullptr;
    m_lockPage = nullptr;
}

} // namespace gatehouse
