// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include "app/palettebinding.h"
#include "core/base/async.h"
#include "widgets/settings/settingspage.h"

#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

Console::Console(QApplication &application, Options options, AutoLock::Clocks clocks)
    : m_options(std::move(options))
    , m_dataDirectory(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
    , m_themes(application)
    , m_settings(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/console.json"_s)
    , m_state(m_settings)
    , m_person(m_dataDirectory, m_options.tourDirectory.isEmpty() ? PersonSession::Browser::Desktop : PersonSession::Browser::Nobody)
    , m_window(m_actions, m_scope, m_state)
    , m_overlays(&m_window)
    , m_work(m_person, m_state, m_dataDirectory + u"/profiles"_s)
    , m_screens({m_window, m_person, m_work, m_themes, m_dataDirectory + u"/sandbox"_s})
    , m_notices(m_window)
    , m_lock({m_person, m_work, m_screens, m_overlays, m_notices, m_state}, std::move(clocks))
    , m_reach({m_person, m_work, m_screens, m_dataDirectory + u"/sandbox"_s, m_options.packageList})
    , m_signingOut({m_person, m_work, m_screens, m_overlays})
    , m_doors(m_window, m_work, m_notices)
    , m_personMenu({m_window, m_actions, m_person, m_work, m_reach})
    , m_page(m_options.page)
{
    rememberSettings(m_themes, m_actions, m_state);
    m_commands = std::make_unique<ShellCommands>(ShellCommands::Parts {m_actions, m_overlays, m_window, m_work});
    m_palette = std::make_unique<PaletteBinding>(m_actions, m_scope, m_overlays, m_window);
    KeptHereCommands kept = m_lock.commands();
    // The card that asks goes with the workspace.
    kept.wipe = [this] { QMetaObject::invokeMethod(this, &Console::wipeKept, Qt::QueuedConnection); };
    m_pages = std::make_unique<Pages>(Pages::Parts {m_window, m_actions, m_scope, m_overlays, m_state, m_themes, m_dataDirectory,
        [this]() -> Workspace & { return *m_work.workspace(); }, [this] { return m_binding->undoBar(); }, kept});
    m_person.personas().setPersona(m_options.persona);
    connectParts();
}

Console::~Console()
{
    m_lock.settle();
    m_work.close();
}

void Console::connectParts()
{
    connect(&m_person, &PersonSession::signedIn, this, &Console::openReached);
    connect(&m_person, &PersonSession::failed, this, &Console::showError);
    connect(&m_person.session(), &Session::signInNeeded, this, &Console::tellSignedOut);
    connect(&m_person.session(), &Session::stateChanged, this, &Console::onSessionState);
    connect(&m_work, &OpenProfile::told, this, &Console::tellAboutData);
    connect(&m_work, &OpenProfile::closing, this, &Console::onClosing);
    connect(&m_screens, &StartScreens::retryRequested, this, &Console::start);
    connect(&m_screens, &StartScreens::sandboxRequested, &m_reach, &PortalReach::startSandbox);
    connect(&m_lock, &ConsoleLock::unlocked, this, &Console::openProfile);
    connect(&m_lock, &ConsoleLock::opened, this, &Console::onOpened);
    connect(&m_lock, &ConsoleLock::notWritten, this, &Console::tellFailed);
    connect(&m_lock, &ConsoleLock::signOutRequested, &m_signingOut, &SigningOut::signOutNow);
    connect(&m_lock, &ConsoleLock::passphraseChanged, &m_pages->settings(), &SettingsBinding::refreshKeptHere);
    connect(&m_reach, &PortalReach::reached, this, &Console::openReached);
    connect(&m_reach, &PortalReach::failed, this, &Console::showError);
    connect(&m_reach, &PortalReach::notRemembered, this, &Console::failed);
    connect(&m_reach, &PortalReach::sandboxEnded, this, [this](const Error &error) {
        m_notices.tellSandboxEnded(error, [this] { m_reach.startSandbox(); });
        Q_EMIT failed(error);
    });
    connect(m_commands.get(), &ShellCommands::lockRequested, &m_lock, &ConsoleLock::lock);
    connect(m_commands.get(), &ShellCommands::signOutRequested, &m_signingOut, &SigningOut::start);
    connect(m_palette.get(), &PaletteBinding::personaChosen, &m_reach, &PortalReach::becomePersona);
    connect(&m_personMenu, &PersonMenu::profileChosen, this, &Console::openProfile);
    connect(&m_personMenu, &PersonMenu::addPortalRequested, this, &Console::addPortal);
    connect(&m_personMenu, &PersonMenu::personaChosen, &m_reach, &PortalReach::becomePersona);
}

void Console::start()
{
    const Status loaded = m_person.profiles().load();
    const std::optional<Profile> first = firstProfile();
    if (loaded && first && ConsoleDoor::isThere(m_work.storeOf(*first))) {
        deliver(ConsoleDoor::knock(m_work.storeOf(*first), m_page, this), this, [this](bool answered) {
            if (answered)
                Q_EMIT handedOver();
            else
                begin();
        });
        return;
    }
    m_window.show();
    if (!loaded)
        showError(loaded.error());
    else
        begin();
}

std::optional<Profile> Console::firstProfile() const
{
    // Whoever becomes a persona or is on a tour opens something of their own.
    if (!m_options.persona.isEmpty())
        return {};
    const QList<Profile> known = m_person.profiles().all();
    const auto it = std::find_if(known.begin(), known.end(), [this](const Profile &profile) { return profile.sandbox || !m_options.sandbox; });
    return it == known.end() ? std::nullopt : std::optional(*it);
}

void Console::begin()
{
    m_window.show();
    m_person.session().sendQueuedRevocations();
    const QList<Profile> known = m_person.profiles().all();
    if (m_options.sandbox)
        m_reach.startSandbox();
    else if (known.isEmpty())
        m_screens.showFirstRun();
    else
        openProfile(known.first());
}

void Console::openProfile(const Profile &profile)
{
    m_work.close();
    m_screens.showProgress(tr("Opening %1…").arg(profile.portalName));
    m_lock.open(profile, [this, profile](const Result<bool> &kept) { onOpened(profile, kept); });
}

void Console::onOpened(const Profile &profile, const Result<bool> &kept)
{
    if (kept && *kept)
        showWorkspace(profile);
    else
        m_work.close();
    if (kept)
        m_reach.reach(profile);
    else
        showError(kept.error());
}

void Console::openReached(const Profile &profile)
{
    if (m_work.workspace() && m_work.profile()->id == profile.id) {
        m_work.update(profile);
        m_notices.hide();
        if (m_screens.isStarting())
            m_window.showWorkspace();
        m_screens.leave();
        goOnline(profile);
        return;
    }
    m_work.close();
    m_screens.showProgress(tr("Opening %1…").arg(profile.portalName));
    m_lock.open(profile, [this, profile](const Result<bool> &kept) {
        if (!kept) {
            m_work.close();
            showError(kept.error());
            return;
        }
        const Status remembered = m_person.profiles().remember(profile);
        showWorkspace(profile);
        goOnline(profile);
        if (!remembered)
            tellFailed(remembered.error());
        else if (const std::optional<Error> &problem = m_person.session().persistenceProblem())
            m_notices.tellSignInNotKept(*problem);
    });
}

void Console::showWorkspace(const Profile &profile)
{
    Workspace &workspace = *m_work.workspace();
    m_work.setShown();
    m_binding = std::make_unique<ShellBinding>(workspace, m_window, m_overlays, m_actions, m_scope, m_state, profile);
    m_palette->setWorkspace(&workspace, profile.sandbox);
    const auto tellLogBroken = [this, &workspace] { m_notices.tellLogBroken(workspace.logWatch.alarm()->kind); };
    connect(&workspace, &Workspace::filled, this, &Console::ready);
    connect(&workspace, &Workspace::failed, this, &Console::showError);
    connect(&workspace.api, &ApiClient::clockSkewChanged, &m_notices, &ConsoleNotices::tellClockSkew);
    connect(&workspace.logWatch, &LogWatch::alarmRaised, this, tellLogBroken);
    m_window.showWorkspace();
    m_screens.leave();
    if (!m_page.isEmpty())
        m_window.openPage(std::exchange(m_page, {}));
    m_lock.watch();
    m_doors.openFor(profile);
    const std::optional<Error> untold = std::exchange(m_untold, {});
    if (const std::optional<Error> &trouble = m_work.data()->trouble())
        tellAboutData(*trouble);
    else if (untold)
        tellAboutData(*untold);
    if (workspace.logWatch.alarm())
        tellLogBroken();
    if (workspace.replica.isComplete())
        Q_EMIT ready();
}

void Console::goOnline(const Profile &profile)
{
    if (const Status opened = m_work.workspace()->open(profile); !opened)
        tellFailed(opened.error());
}

void Console::onClosing()
{
    // An open dialog works on what goes now.
    m_overlays.close();
    m_notices.hide();
    m_window.pages()->reset();
    m_palette->setWorkspace(nullptr, false);
    m_binding.reset();
}

void Console::addPortal()
{
    const Profile here = *m_work.profile();
    m_work.close();
    m_person.personas().setPersona({});
    FirstRunPage &page = m_screens.showFirstRun();
    page.offerReturn(here.portalName);
    connect(&page, &FirstRunPage::returnRequested, this, [this, here] {
        m_person.signIn().cancel();
        openProfile(here);
    });
}

//! Whoever is signed in stays so, and everything is read again.
void Console::wipeKept()
{
    if (!m_work.isShown())
        return;
    const Profile profile = *m_work.profile();
    const std::shared_ptr<ProfileData> data = m_work.takeData();
    m_work.close();
    m_screens.showProgress(tr("Wiping what is kept here…"));
    deliver(data->wipe(), this, [this, data, profile](const Status &wiped) {
        if (wiped)
            openReached(profile);
        else
            showError(wiped.error());
    });
}

void Console::showConnecting()
{
    m_person.personas().setPersona({});
    m_screens.showFirstRun().setPortal(m_reach.sandboxUrl().toString());
    if (!m_person.signIn().isUnderWay())
        m_person.signIn().start(m_reach.sandboxUrl());
}

bool Console::isConnectingShown() const
{
    return m_screens.firstRun() && m_screens.firstRun()->isSettled();
}

void Console::hideConnecting()
{
    m_person.signIn().cancel();
    m_window.showWorkspace();
    m_screens.leave();
}

void Console::showError(const Error &error)
{
    Q_EMIT failed(error);
    if (m_screens.showsErrorsItself())
        return;
    if (m_work.isShown())
        tellFailed(error);
    else
        m_screens.showError(error);
}

void Console::tellFailed(const Error &error)
{
    m_notices.tellFailed(error, [this] { m_work.workspace()->retry(); });
}

void Console::tellAboutData(const Error &what)
{
    Q_EMIT failed(what);
    // Found while the store is opened: said once there is a window to say it in.
    if (!m_work.isShown()) {
        m_untold = what;
        return;
    }
    const bool isInMemory = m_work.data()->trouble().has_value();
    if (what.code == "store_in_use"_L1)
        m_notices.tellOpenElsewhere(what, isInMemory, [this] { m_doors.callTheOther(); });
    else
        m_notices.tellAboutData(what, isInMemory);
}

void Console::tellSignedOut(const Error &reason)
{
    if (!m_work.isShown())
        return;
    m_work.workspace()->connection.signedOut(reason);
    // Beside the work, which stays as it was.
    m_notices.tellSignedOut(reason, [this] { m_person.signIn().start(QUrl(m_work.profile()->portalUrl)); });
}

void Console::onSessionState(Session::State state)
{
    if (state == Session::State::SignedIn && m_work.isShown() && m_work.workspace()->connection.state() == ConnectionState::State::Offline)
        goOnline(*m_work.profile());
}

} // namespace gatehouse
