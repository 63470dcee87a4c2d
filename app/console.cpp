// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include "app/palettebinding.h"
#include "app/signoutdialog.h"
#include "core/base/async.h"
#include "core/contract/personas.h"
#include "widgets/common/keychords.h"
#include "widgets/receipts/receiptwords.h"
#include "widgets/session/accountmenu.h"
#include "widgets/session/firstrunpage.h"
#include "widgets/session/lockpage.h"
#include "widgets/settings/settingspage.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/railbutton.h"
#include "widgets/shell/searchbutton.h"
#include "widgets/shell/shortcutsheet.h"
#include "widgets/shell/startpage.h"
#include "widgets/shell/topbar.h"

#include <QDesktopServices>
#include <QMenu>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
const QString lockMinutesKey = u"lock/minutes"_s;
}

Console::Console(QApplication &application, Options options, AutoLock::Clocks clocks)
    : m_options(std::move(options))
    , m_dataDirectory(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
    , m_themes(application)
    , m_settings(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/console.json"_s)
    , m_state(m_settings)
    , m_sandboxTokens(m_dataDirectory + u"/sandbox-tokens"_s)
    , m_sandboxKeys(m_dataDirectory + u"/sandbox-keys"_s)
    , m_profiles(m_dataDirectory + u"/profiles.json"_s)
    , m_session(m_authHttp, {m_keychain, m_sandboxTokens}, m_clock, m_dataDirectory)
    , m_signIn(m_authHttp, m_clock, [this](const QUrl &url) { return openBrowser(url); })
    , m_window(m_actions, m_scope, m_state)
    , m_overlays(&m_window)
    , m_autoLock(std::move(clocks))
{
    rememberSettings(m_themes, m_actions, m_state);
    addActions();
    KeptHereCommands kept;
    kept.now = [this] {
        KeptHere now;
        now.lockMinutes = m_autoLock.minutes();
        now.hasPassphrase = m_data && m_data->isUnderPassphrase();
        return now;
    };
    kept.lockAfter = [this](int minutes) {
        m_autoLock.setMinutes(minutes);
        m_state.setValue(lockMinutesKey, minutes);
    };
    kept.choosePassphrase = [this] {
        askForPassphrase(m_data && m_data->isUnderPassphrase() ? PassphraseDialog::Task::Change : PassphraseDialog::Task::Set);
    };
    kept.removePassphrase = [this] { askForPassphrase(PassphraseDialog::Task::Remove); };
    // The card that asks goes with the workspace.
    kept.wipe = [this] { QMetaObject::invokeMethod(this, &Console::wipeKept, Qt::QueuedConnection); };
    m_pages = std::make_unique<Pages>(Pages::Parts {m_window, m_actions, m_scope, m_overlays, m_state, m_themes, m_dataDirectory,
        [this]() -> Workspace & { return *m_workspace; }, [this] { return m_binding->undoBar(); }, kept});
    m_autoLock.setMinutes(m_state.value(lockMinutesKey, 0).toInt());
    connect(&m_autoLock, &AutoLock::lockRequested, this, &Console::lock);
    m_page = m_options.page;
    connect(&m_door, &ConsoleDoor::knocked, this, &Console::comeForward);
    m_personaBrowser.setPersona(m_options.persona);
    connect(&m_personaBrowser, &PersonaBrowser::failed, this, &Console::showError);
    connect(&m_signIn, &SignIn::finished, this, &Console::onSignedIn);
    connect(&m_signIn, &SignIn::stageChanged, this, &Console::onSignInStage);
    connect(&m_signIn, &SignIn::failed, this, &Console::showError);
    connect(&m_session, &Session::signInNeeded, this, &Console::tellSignedOut);
    connect(&m_session, &Session::stateChanged, this, &Console::onSessionState);
    connect(&m_window, &MainWindow::noticeActionTriggered, this, [this] {
        if (m_noticeAction)
            m_noticeAction();
    });
    connect(m_window.rail()->personButton(), &QAbstractButton::clicked, this, &Console::showPersonMenu);
    connect(m_window.rail()->portalButton(), &QAbstractButton::clicked, this, &Console::showPersonMenu);
}

Console::~Console()
{
    settle();
    closeWorkspace();
}

void Console::start()
{
    const Status loaded = m_profiles.load();
    const std::optional<Profile> first = firstProfile();
    if (loaded && first && ConsoleDoor::isThere(storeOf(*first))) {
        deliver(ConsoleDoor::knock(storeOf(*first), m_page, this), this, [this](bool answered) {
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
    const QList<Profile> known = m_profiles.all();
    const auto it = std::find_if(known.begin(), known.end(), [this](const Profile &profile) { return profile.sandbox || !m_options.sandbox; });
    return it == known.end() ? std::nullopt : std::optional(*it);
}

void Console::begin()
{
    m_window.show();
    m_session.sendQueuedRevocations();
    if (m_options.sandbox)
        startSandbox();
    else if (m_profiles.all().isEmpty())
        showFirstRun();
    else
        openProfile(m_profiles.all().first());
}

void Console::addActions()
{
    const QString everywhere = tr("Everywhere");
    m_actions.add({u"shell.palette"_s, tr("Search or run a command"), everywhere, {}, {QKeySequence(Qt::CTRL | Qt::Key_K)}, false});
    m_actions.add({u"shell.commands"_s, tr("Commands only"), everywhere, {},
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), QKeySequence(Qt::Key_Colon)}, false});
    m_actions.add({u"shell.arm"_s, tr("Arm production…"), everywhere, {}, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A)}});
    connect(m_actions.add({u"shell.takeOffline"_s, tr("Take my queue offline"), everywhere, {}, {}}), &QAction::triggered, this, [this] {
        if (isWorking())
            m_workspace->takeOffline.start();
    });
    connect(m_actions.add({u"shell.stopTakingOffline"_s, tr("Stop taking my queue offline"), everywhere, {}, {}}), &QAction::triggered, this, [this] {
        if (isWorking())
            m_workspace->takeOffline.cancel();
    });
    connect(m_actions.add({u"shell.lock"_s, tr("Lock"), everywhere, {}, {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_L)}}), &QAction::triggered,
        this, &Console::lock);
    connect(m_actions.action(u"shell.refresh"_s), &QAction::triggered, this, [this] {
        if (isWorking())
            m_workspace->replica.refresh();
    });
    const QString help = tr("Help");
    connect(m_actions.add({u"shell.keys"_s, tr("This sheet"), help, {}, {Qt::Key_Question}}), &QAction::triggered, this, [this] {
        auto *sheet = new ShortcutSheet(m_actions);
        connect(sheet, &ShortcutSheet::finished, &m_overlays, &OverlayHost::close);
        connect(&m_overlays, &OverlayHost::closed, sheet, [sheet](const QWidget *panel) {
            if (panel == sheet)
                sheet->deleteLater();
        });
        m_overlays.open(sheet, OverlayHost::Placement::Center);
    });
    connect(m_actions.add({u"shell.signOut"_s, tr("Sign out…"), help, {}, {}}), &QAction::triggered, this, &Console::signOut);
    connect(m_actions.add({u"shell.quit"_s, tr("Quit"), help, {}, {QKeySequence(Qt::CTRL | Qt::Key_Q)}}), &QAction::triggered,
        &m_window, &QWidget::close);
    m_palette = std::make_unique<PaletteBinding>(m_actions, m_scope, m_overlays, m_window);
    connect(m_palette.get(), &PaletteBinding::personaChosen, this, &Console::becomePersona);
    connect(m_window.topBar()->search(), &QAbstractButton::clicked, m_actions.action(u"shell.palette"_s), &QAction::trigger);
    connect(&m_overlays, &OverlayHost::opened, this, [this] { m_window.keyChords()->setSuspended(true); });
    connect(&m_overlays, &OverlayHost::closed, this, [this] { m_window.keyChords()->setSuspended(false); });
}

void Console::showStart(const QString &sentence)
{
    // The work stays on screen while the portal is reached beside it.
    if (isWorking())
        return;
    if (!m_start) {
        leaveStartPages();
        m_start = new StartPage;
        connect(m_start, &StartPage::retryRequested, this, &Console::start);
        m_window.showFirstRun(m_start);
    }
    m_start->setSentence(sentence);
}

void Console::showFirstRun()
{
    if (m_firstRun)
        return;
    leaveStartPages();
    m_firstRun = new FirstRunPage({m_authHttp, m_signIn, m_clock, m_themes}, sandboxDirectory());
    connect(m_firstRun, &FirstRunPage::sandboxRequested, this, &Console::startSandbox);
    m_window.showFirstRun(m_firstRun);
}

void Console::leaveStartPages()
{
    // The window deletes them later; nobody may be told on them meanwhile.
    m_start = nullptr;
    m_firstRun = nullptr;
    m_lockPage = nullptr;
}

void Console::showError(const Error &error)
{
    Q_EMIT failed(error);
    // Whoever unlocks it tries again what failed.
    if (m_lockPage)
        return;
    // The first-run page shows what goes wrong with a sign-in beside its steps.
    if (m_firstRun && m_signIn.stage() == SignIn::Stage::Failed)
        return;
    if (isWorking()) {
        tellFailed(error);
        return;
    }
    if (m_firstRun) {
        m_firstRun->showSandboxFailed(error);
        return;
    }
    if (!m_start)
        showStart(tr("Gatehouse cannot go on yet."));
    m_start->setError(error);
}

QString Console::sandboxDirectory() const
{
    return m_dataDirectory + u"/sandbox"_s;
}

void Console::startSandbox()
{
    if (m_sandbox && m_sandbox->isRunning()) {
        if (!m_sandbox->url().isEmpty())
            onSandboxReady(m_sandbox->url());
        return;
    }
    if (m_firstRun)
        m_firstRun->showSandboxStarting();
    else
        showStart(tr("Starting the local sandbox…"));
    m_sandbox = std::make_unique<SandboxProcess>(sandboxDirectory(), m_options.packageList);
    connect(m_sandbox.get(), &SandboxProcess::ready, this, &Console::onSandboxReady);
    connect(m_sandbox.get(), &SandboxProcess::failed, this, &Console::onSandboxFailed);
    m_sandbox->start();
}

void Console::onSandboxReady(const QUrl &url)
{
    // Locked meanwhile: only its person opens it.
    if (m_lockPage)
        return;
    const QList<Profile> known = m_profiles.all();
    const auto it = std::find_if(known.begin(), known.end(), [](const Profile &profile) { return profile.sandbox; });
    if (it == known.end() || !m_personaBrowser.persona().isEmpty()) {
        signIn(url);
        return;
    }
    showStart(tr("Signing in…"));
    deliver(probePortal(m_authHttp, url), this, m_reaching.only([this, url, profile = *it](const Result<PortalFound> &found) {
        if (found)
            resume(refreshed(profile, url, found->meta));
        else
            showError(found.error());
    }));
}

void Console::openProfile(const Profile &profile)
{
    closeWorkspace();
    showStart(tr("Opening %1…").arg(profile.portalName));
    makeWorkspace(profile, [this, profile](const Result<bool> &kept) { onOpened(profile, kept); });
}

void Console::onOpened(const Profile &profile, const Result<bool> &kept)
{
    if (kept && *kept)
        showWorkspace(profile);
    else
        closeWorkspace();
    if (kept)
        reachPortal(profile);
    else
        showError(kept.error());
}

void Console::reachPortal(const Profile &profile)
{
    if (!profile.sandbox) {
        resume(profile);
        return;
    }
    if (const Status kept = m_profiles.remember(profile); !kept)
        Q_EMIT failed(kept.error());
    m_personaBrowser.setPersona({});
    startSandbox();
}

void Console::resume(const Profile &profile)
{
    showStart(tr("Signing in to %1…").arg(profile.portalName));
    if (isWorking())
        m_openProfile = profile;
    deliver(m_session.resume(profile), this, m_reaching.only([this, profile](const Status &status) {
        if (status)
            openWorkspace(profile);
        else if (!isWorking())
            showError(status.error());
        else if (reachProblem(status.error()) != ReachProblem::SignedOut)
            m_workspace->connection.unreachable(status.error());
    }));
}

void Console::onSessionState(Session::State state)
{
    if (state == Session::State::SignedIn && isWorking() && m_workspace->connection.state() == ConnectionState::State::Offline)
        goOnline(*m_openProfile);
}

bool Console::openBrowser(const QUrl &url)
{
    // Nobody sits at a browser while the tour runs.
    return m_personaBrowser.open(url) || !m_options.tourDirectory.isEmpty() || QDesktopServices::openUrl(url);
}

void Console::showConnecting()
{
    m_personaBrowser.setPersona({});
    showFirstRun();
    m_firstRun->setPortal(m_sandbox->url().toString());
    if (!m_signIn.isUnderWay())
        m_signIn.start(m_sandbox->url());
}

bool Console::isConnectingShown() const
{
    return m_firstRun && m_firstRun->isSettled();
}

void Console::hideConnecting()
{
    m_signIn.cancel();
    m_window.showWorkspace();
    leaveStartPages();
}

void Console::signIn(const QUrl &portal)
{
    if (m_personaBrowser.persona().isEmpty())
        showFirstRun();
    else
        showStart(tr("Signing in…"));
    m_signIn.start(portal);
}

void Console::onSignInStage(SignIn::Stage stage)
{
    if (stage == SignIn::Stage::ReachingPortal)
        m_session.beginSignIn();
    else if (stage == SignIn::Stage::Idle || stage == SignIn::Stage::Failed)
        m_session.abandonSignIn();
}

void Console::onSignedIn(const SignInResult &result)
{
    Profile profile = result.profile;
    if (const auto known = m_profiles.find(profile.portalUrl, profile.issuer, profile.subject))
        profile.id = known->id;
    deliver(m_session.adopt(profile, result.metadata, result.person), this, [this, profile](const Status &status) {
        if (status)
            openWorkspace(profile);
        else
            showError(status.error());
    });
}

void Console::onSandboxFailed(const Error &error)
{
    if (!isWorking()) {
        showError(error);
        return;
    }
    m_workspace->connection.unreachable(error);
    m_noticeAction = [this] { startSandbox(); };
    m_window.showNotice(Tone::Bad, IconName::Unplug, error.message, tr("What was read stays."), tr("Start it again"));
    Q_EMIT failed(error);
}

void Console::tellSignedOut(const Error &reason)
{
    if (!isWorking())
        return;
    m_workspace->connection.signedOut(reason);
    m_noticeAction = [this] { signInAgain(); };
    m_window.showNotice(Tone::Warn, IconName::UserX, tr("Signed out."), tr("%1 What was read stays, and so does your text.").arg(reason.message), tr("Sign in"));
}

void Console::tellFailed(const Error &error)
{
    m_noticeAction = [this] {
        m_window.hideNotice();
        m_workspace->retry();
    };
    m_window.showNotice(Tone::Bad, IconName::TriangleAlert, error.message,
        error.correlationId.isEmpty() ? error.code : tr("%1, correlation %2").arg(error.code, error.correlationId), tr("Try again"));
}

void Console::signInAgain()
{
    m_window.hideNotice();
    m_signIn.start(QUrl(m_openProfile->portalUrl));
}

void Console::openWorkspace(const Profile &profile)
{
    if (m_workspace && m_openProfile->id == profile.id) {
        m_openProfile = profile;
        m_window.hideNotice();
        if (m_start || m_firstRun)
            m_window.showWorkspace();
        leaveStartPages();
        goOnline(profile);
        return;
    }
    closeWorkspace();
    showStart(tr("Opening %1…").arg(profile.portalName));
    makeWorkspace(profile, [this, profile](const Result<bool> &kept) {
        if (!kept) {
            closeWorkspace();
            showError(kept.error());
            return;
        }
        const Status remembered = m_profiles.remember(profile);
        showWorkspace(profile);
        goOnline(profile);
        if (!remembered)
            tellFailed(remembered.error());
        else if (m_session.persistenceProblem())
            m_window.showNotice(Tone::Info, IconName::Key, tr("This sign-in lasts until the window closes."), m_session.persistenceProblem()->message, {});
    });
}

void Console::makeWorkspace(
    const Profile &profile, std::function<void(const Result<bool> &kept)> then, const std::optional<UnsentWork> &unsent)
{
    m_openProfile = profile;
    m_data = std::make_unique<ProfileData>(profile.id, keyPlace(profile),
        m_dataDirectory + u"/profiles"_s);
    connect(m_data.get(), &ProfileData::told, this, &Console::tellAboutData);
    deliver(m_data->open(), this, m_opening.only([this, profile, then, unsent](const Status &opened) {
        if (opened)
            fillWorkspace(then);
        else
            showLocked(profile, unsent, [this, then] { fillWorkspace(then); });
    }));
}

void Console::fillWorkspace(const std::function<void(const Result<bool> &kept)> &then)
{
    m_workspace = std::make_unique<Workspace>(
        m_session, m_clock, m_data->rows(), keyPlace(*m_openProfile), m_openProfile->id);
    restoreKeeping(*m_workspace, m_state);
    deliver(m_workspace->restore(), this, m_opening.only(then));
}

void Console::showWorkspace(const Profile &profile)
{
    m_working = true;
    m_binding = std::make_unique<ShellBinding>(*m_workspace, m_window, m_overlays, m_actions, m_scope, m_state, profile);
    m_palette->setWorkspace(m_workspace.get(), profile.sandbox);
    connect(m_workspace.get(), &Workspace::filled, this, &Console::ready);
    connect(m_workspace.get(), &Workspace::failed, this, &Console::showError);
    connect(&m_workspace->api, &ApiClient::clockSkewChanged, this, &Console::tellClockSkew);
    connect(&m_workspace->logWatch, &LogWatch::alarmRaised, this, &Console::tellLogBroken);
    m_window.showWorkspace();
    leaveStartPages();
    if (!m_page.isEmpty())
        m_window.openPage(std::exchange(m_page, {}));
    m_autoLock.setActive(true);
    openDoor(profile);
    const std::optional<Error> untold = std::exchange(m_untold, {});
    if (m_data->trouble())
        tellAboutData(*m_data->trouble());
    else if (untold)
        tellAboutData(*untold);
    if (m_workspace->logWatch.alarm())
        tellLogBroken();
    if (m_workspace->replica.isComplete())
        Q_EMIT ready();
}

void Console::goOnline(const Profile &profile)
{
    if (const Status opened = m_workspace->open(profile); !opened)
        tellFailed(opened.error());
}

void Console::closeWorkspace()
{
    // An open dialog works on what goes now.
    m_overlays.close();
    m_opening.supersede();
    m_reaching.supersede();
    m_working = false;
    m_autoLock.setActive(false);
    m_door.close();
    m_window.hideNotice();
    m_openProfile.reset();
    m_window.pages()->reset();
    m_palette->setWorkspace(nullptr, false);
    m_binding.reset();
    m_workspace.reset();
    m_data.reset();
}

void Console::tellClockSkew(qint64 milliseconds)
{
    if (qAbs(milliseconds) < tellClockSkewMs)
        return;
    const qint64 minutes = qRound64(double(qAbs(milliseconds)) / 60000);
    m_noticeAction = [this] { m_window.hideNotice(); };
    m_window.showNotice(Tone::Warn, IconName::Clock,
        milliseconds > 0 ? tr("This computer's clock is %n minutes slow.", nullptr, int(minutes))
                         : tr("This computer's clock is %n minutes fast.", nullptr, int(minutes)),
        tr("Times and countdowns here go by the portal's clock. Set this one right: sign-in may fail otherwise."), tr("All right"));
}

void Console::tellLogBroken()
{
    m_noticeAction = [this] { m_window.openPage(u"settings"_s, {}); };
    m_window.showNotice(Tone::Bad, IconName::TriangleAlert, tr("The portal's log of decisions was rewritten."),
        receiptwords::alarmSentence(m_workspace->logWatch.alarm()->kind), tr("Show it"));
}

void Console::signOut()
{
    if (!m_data) {
        signOutNow();
        return;
    }
    // What was typed a moment ago counts, too.
    if (isWorking())
        deliver(m_workspace->drafts.flush(), m_data.get(), [this](const Status &) { askToSignOut(); });
    else
        askToSignOut();
}

void Console::askToSignOut()
{
    deliver(unsentWorkIn(m_data->rows(), m_data.get()), this, [this](const UnsentWork &work) {
        if (work.isEmpty()) {
            signOutNow();
            return;
        }
        auto *dialog = new SignOutDialog(work);
        connect(dialog, &Dialog::accepted, this, [this, dialog] {
            dialog->deleteLater();
            signOutNow();
        });
        connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
        dialog->openOn(m_overlays);
    });
}

void Console::signOutNow()
{
    const Profile profile = m_openProfile.value_or(Profile());
    const std::shared_ptr<ProfileData> data = std::move(m_data);
    closeWorkspace();
    showStart(tr("Signing out…"));
    const auto endSession = [this, profile](const SignOutRemains &remains) {
        deliver(endSessionOf(profile), this, [this, sandbox = profile.sandbox, remains](const Session::SignOutReport &report) {
            onSignedOut(report, remains, sandbox);
        });
    };
    if (!data) {
        endSession({});
        return;
    }
    // What this person signed with here goes with what was kept.
    deliver(DeviceKey::forget(keyPlace(profile), profile.id, this), this, [this, data, endSession, id = profile.id](const Status &forgotten) {
        deliver(data->wipe(), this, [data, endSession, id, forgotten](const Status &wiped) {
            const auto errorOf = [](const Status &status) { return status ? std::optional<Error>() : status.error(); };
            endSession({id, errorOf(forgotten), errorOf(wiped)});
        });
    });
}

QFuture<Session::SignOutReport> Console::endSessionOf(const Profile &profile)
{
    return profile.id.isEmpty() ? m_session.signOut() : m_session.signOut(profile);
}

void Console::onSignedOut(const Session::SignOutReport &report, const SignOutRemains &remains, bool sandbox)
{
    m_personaBrowser.setPersona({});
    if (!sandbox && !report.endSession.isEmpty())
        QDesktopServices::openUrl(report.endSession);
    showFirstRun();
    if (const auto notice = signOutNotice(report, remains))
        m_firstRun->showNotice(notice->lead, notice->rest);
}

void Console::becomePersona(const QString &key)
{
    m_personaBrowser.setPersona(key);
    const Profile before = m_openProfile.value_or(Profile());
    closeWorkspace();
    showStart(tr("Signing in…"));
    deliver(endSessionOf(before), this, [this](const Session::SignOutReport &) {
        // A sandbox that is still starting signs in when it is ready.
        if (!m_sandbox->url().isEmpty())
            signIn(m_sandbox->url());
    });
}

void Console::showPersonMenu()
{
    if (!m_openProfile)
        return;
    auto *menu = new AccountMenu(*m_openProfile, m_profiles.all(), &m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &AccountMenu::profileChosen, this, &Console::openProfile);
    connect(menu, &AccountMenu::addPortalRequested, this, [this] {
        const Profile here = *m_openProfile;
        closeWorkspace();
        m_personaBrowser.setPersona({});
        showFirstRun();
        m_firstRun->offerReturn(here.portalName);
        connect(m_firstRun, &FirstRunPage::returnRequested, this, [this, here] {
            m_signIn.cancel();
            openProfile(here);
        });
    });
    if (m_sandbox && m_sandbox->isRunning()) {
        QMenu *personas = menu->addMenu(tr("Be someone else in the sandbox"));
        for (const Persona &persona : sandboxPersonas()) {
            connect(personas->addAction(persona.name), &QAction::triggered, this,
                [this, key = persona.key] { becomePersona(key); });
        }
        menu->addSeparator();
    }
    menu->addAction(m_actions.action(u"go.settings"_s));
    menu->addAction(m_actions.action(u"shell.signOut"_s));
    const QWidget *button = m_window.rail()->personButton();
    menu->popup(button->mapToGlobal(QPoint(8, -menu->sizeHint().height())));
}

} // namespace gatehouse
