// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of the console that locks it, opens it again, and speaks about what is kept here.
#include "app/console.h"

#include "core/base/async.h"
#include "core/base/log.h"
#include "widgets/session/lockpage.h"

#include <QEventLoop>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int noteKeptWithinMs = 500;
}

TokenStore &Console::keyPlace(const Profile &profile)
{
    return profile.sandbox ? static_cast<TokenStore &>(m_sandboxKeys) : m_keychain;
}

void Console::tellAboutData(const Error &what)
{
    Q_EMIT failed(what);
    // Found while the store is opened: said once there is a window to say it in.
    if (!isWorking()) {
        m_untold = what;
        return;
    }
    const bool isElsewhere = what.code == "store_in_use"_L1;
    m_noticeAction = [this, isElsewhere] {
        if (isElsewhere)
            callTheOther();
        else
            m_window.hideNotice();
    };
    m_window.showNotice(Tone::Warn, IconName::TriangleAlert, what.message,
        m_data->trouble() ? tr("Nothing outlives this window until that is solved.") : what.detail,
        isElsewhere ? tr("Show the other window") : tr("All right"));
}

QString Console::storeOf(const Profile &profile) const
{
    return m_dataDirectory + u"/profiles/"_s + profile.id;
}

//! Who finds this profile open comes to us.
void Console::openDoor(const Profile &profile)
{
    if (m_data->trouble())
        return;
    if (const Status opened = m_door.open(storeOf(profile)); !opened)
        log::to(log::App)->warn("{}", describe(opened.error()));
}

void Console::comeForward(const QString &page)
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
    if (isWorking() && !page.isEmpty())
        m_window.openPage(page);
}

//! This window stays as it is: what is in it was kept nowhere else.
void Console::callTheOther()
{
    const QString page = m_window.pages()->currentId();
    deliver(ConsoleDoor::knock(storeOf(*m_openProfile), page, this), this, [this](bool answered) {
        if (!answered && isWorking())
            m_window.showNotice(Tone::Warn, IconName::TriangleAlert, tr("The other window does not answer."),
                tr("Nothing outlives this window until it is closed."), {});
    });
}

void Console::lock()
{
    if (!isWorking())
        return;
    const Profile profile = *m_openProfile;
    const UnsentWork unsent {m_workspace->outbox.waiting(), m_workspace->drafts.listedCount()};
    // Locking forgets what only memory has: not what nobody can give back.
    if (m_data->isInMemory() && !unsent.isEmpty()) {
        m_autoLock.setActive(true);
        m_noticeAction = [this] { m_window.hideNotice(); };
        m_window.showNotice(Tone::Warn, IconName::Lock, tr("Not locked: what was not sent is in this window only."),
            tr("It cannot be kept on this computer, and locking would lose it. Send it first, or give it up."), tr("All right"));
        return;
    }
    m_autoLock.setActive(false);
    deliver(m_workspace->drafts.flush(), this, m_opening.only([this, profile, unsent](const Status &flushed) {
        // Not before the disk took it.
        if (!flushed) {
            m_autoLock.setActive(true);
            tellFailed(flushed.error());
            return;
        }
        noteKept(m_opening.only([this, profile, unsent](const Status &) { lockNow(profile, unsent); }));
    }));
}

void Console::lockNow(const Profile &profile, const UnsentWork &unsent)
{
    const bool asks = m_data->isUnderPassphrase();
    closeWorkspace();
    m_signIn.cancel();
    m_session.suspend();
    const auto goOn = [this, profile] { openProfile(profile); };
    if (asks)
        makeWorkspace(profile, [this, profile](const Result<bool> &kept) { onOpened(profile, kept); }, unsent);
    else
        showLocked(profile, unsent, goOn);
}

void Console::noteKept(std::function<void(const Status &)> then)
{
    const auto once = std::make_shared<std::function<void(const Status &)>>(std::move(then));
    const auto goOn = [once](const Status &noted) {
        if (const auto next = std::exchange(*once, nullptr))
            next(noted);
    };
    deliver(m_data->flush(), this, goOn);
    // A key store that does not answer must keep nothing open.
    QTimer::singleShot(noteKeptWithinMs, this, [goOn] { goOn({}); });
}

void Console::settle()
{
    if (!isWorking())
        return;
    QEventLoop loop;
    const QPointer<QEventLoop> waiting(&loop);
    deliver(m_workspace->drafts.flush(), &loop, [this, waiting](const Status &) {
        noteKept([waiting](const Status &) {
            if (waiting)
                waiting->quit();
        });
    });
    // The disk may not answer either.
    QTimer::singleShot(2 * noteKeptWithinMs, &loop, &QEventLoop::quit);
    loop.exec(QEventLoop::ExcludeUserInputEvents);
}

//! \a then goes on once what is kept can be read.
void Console::showLocked(const Profile &profile, const std::optional<UnsentWork> &unsent, const std::function<void()> &then)
{
    leaveStartPages();
    const bool asks = m_data != nullptr;
    const UnsentWork lost = unsent.value_or(UnsentWork());
    auto *page = new LockPage({profile.personName, profile.portalName, asks, lost.intents, lost.drafts, unsent.has_value()});
    connect(page, &LockPage::signOutRequested, this, [this, profile] {
        if (!m_data)
            m_data = std::make_unique<ProfileData>(profile.id, keyPlace(profile),
                m_dataDirectory + u"/profiles"_s);
        m_openProfile = profile;
        signOutNow();
    });
    connect(page, &LockPage::unlockRequested, this, [this, page, asks, then](const QByteArray &typed) {
        if (!asks) {
            then();
            return;
        }
        QByteArray bytes(typed.constData(), typed.size());
        deliver(m_data->unlock(SecureBytes::take(bytes)), page, [this, page, then](const Status &unlocked) {
            if (unlocked) {
                m_lockPage = nullptr;
                then();
            } else if (unlocked.error().code == "wrong_passphrase"_L1) {
                page->showWrong();
            } else {
                page->showFailed(unlocked.error());
            }
        });
    });
    m_lockPage = page;
    m_window.showLocked(page);
}

void Console::askForPassphrase(PassphraseDialog::Task task)
{
    if (!m_data)
        return;
    auto *dialog = new PassphraseDialog(task);
    connect(dialog, &PassphraseDialog::submitted, this, [this, dialog](const QByteArray &present, const QByteArray &next) {
        QByteArray before(present.constData(), present.size());
        QByteArray after(next.constData(), next.size());
        const bool wasInMemory = m_data->isInMemory();
        deliver(m_data->changePassphrase(SecureBytes::take(before), SecureBytes::take(after)), dialog, [this, dialog, wasInMemory](const Status &changed) {
            dialog->done(changed ? std::optional<Error>() : std::optional<Error>(changed.error()));
            m_pages->refreshKeptHere();
            // What it said is not so any more.
            if (changed && wasInMemory)
                m_window.hideNotice();
        });
    });
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_overlays);
}

//! Whoever is signed in stays so, and everything is read again.
void Console::wipeKept()
{
    if (!isWorking())
        return;
    const Profile profile = *m_openProfile;
    const std::shared_ptr<ProfileData> data = std::move(m_data);
    closeWorkspace();
    showStart(tr("Wiping what is kept here…"));
    deliver(data->wipe(), this, [this, data, profile](const Status &wiped) {
        if (wiped)
            openWorkspace(profile);
        else
            showError(wiped.error());
    });
}

} // namespace gatehouse
