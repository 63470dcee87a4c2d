// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consolelock.h"

#include "app/consolenotices.h"
#include "app/startscreens.h"
#include "core/base/async.h"
#include "widgets/common/uistate.h"

#include <QEventLoop>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
const QString lockMinutesKey = u"lock/minutes"_s;
constexpr int noteKeptWithinMs = 500;
}

ConsoleLock::ConsoleLock(Parts parts, AutoLock::Clocks clocks, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_autoLock(std::move(clocks))
{
    m_autoLock.setMinutes(m_parts.state.value(lockMinutesKey, 0).toInt());
    connect(&m_autoLock, &AutoLock::lockRequested, this, &ConsoleLock::lock);
    connect(&m_parts.work, &OpenProfile::closing, this, [this] {
        m_locking.supersede();
        m_autoLock.setActive(false);
    });
}

KeptHereCommands ConsoleLock::commands()
{
    KeptHereCommands kept;
    kept.now = [this] {
        KeptHere now;
        now.lockMinutes = m_autoLock.minutes();
        now.hasPassphrase = m_parts.work.data() && m_parts.work.data()->isUnderPassphrase();
        return now;
    };
    kept.lockAfter = [this](int minutes) {
        m_autoLock.setMinutes(minutes);
        m_parts.state.setValue(lockMinutesKey, minutes);
    };
    kept.choosePassphrase = [this] {
        const ProfileData *data = m_parts.work.data();
        askForPassphrase(data && data->isUnderPassphrase() ? PassphraseDialog::Task::Change : PassphraseDialog::Task::Set);
    };
    kept.removePassphrase = [this] { askForPassphrase(PassphraseDialog::Task::Remove); };
    return kept;
}

void ConsoleLock::open(const Profile &profile, const OpenProfile::Then &then, const std::optional<UnsentWork> &unsent)
{
    OpenProfile &work = m_parts.work;
    work.open(profile, then, [this, &work, profile, then, unsent] { showLocked(profile, unsent, [&work, then] { work.fill(then); }); });
}

void ConsoleLock::lock()
{
    OpenProfile &work = m_parts.work;
    if (!work.isShown())
        return;
    const Profile profile = *work.profile();
    Workspace &workspace = *work.workspace();
    const UnsentWork unsent {workspace.outbox.waiting(), workspace.drafts.listedCount()};
    // Locking forgets what only memory has: not what nobody can give back.
    if (work.data()->isInMemory() && !unsent.isEmpty()) {
        m_autoLock.setActive(true);
        m_parts.notices.tellNotLocked();
        return;
    }
    m_autoLock.setActive(false);
    deliver(workspace.drafts.flush(), this, m_locking.only([this, profile, unsent](const Status &flushed) {
        // Not before the disk took it.
        if (!flushed) {
            m_autoLock.setActive(true);
            Q_EMIT notWritten(flushed.error());
            return;
        }
        noteKept(m_locking.only([this, profile, unsent](const Status &) { close(profile, unsent); }));
    }));
}

void ConsoleLock::noteKept(std::function<void(const Status &)> then)
{
    const auto once = std::make_shared<std::function<void(const Status &)>>(std::move(then));
    const auto goOn = [once](const Status &noted) {
        if (const auto next = std::exchange(*once, nullptr))
            next(noted);
    };
    deliver(m_parts.work.data()->flush(), this, goOn);
    // A key store that does not answer must keep nothing open.
    QTimer::singleShot(noteKeptWithinMs, this, [goOn] { goOn({}); });
}

void ConsoleLock::settle()
{
    if (!m_parts.work.isShown())
        return;
    QEventLoop loop;
    const QPointer<QEventLoop> waiting(&loop);
    deliver(m_parts.work.workspace()->drafts.flush(), &loop, [this, waiting](const Status &) {
        noteKept([waiting](const Status &) {
            if (waiting)
                waiting->quit();
        });
    });
    // The disk may not answer either.
    QTimer::singleShot(2 * noteKeptWithinMs, &loop, &QEventLoop::quit);
    loop.exec(QEventLoop::ExcludeUserInputEvents);
}

void ConsoleLock::close(const Profile &profile, const UnsentWork &unsent)
{
    const bool asks = m_parts.work.data()->isUnderPassphrase();
    m_parts.work.close();
    m_parts.person.signIn().cancel();
    m_parts.person.session().suspend();
    if (asks)
        open(profile, [this, profile](const Result<bool> &kept) { Q_EMIT opened(profile, kept); }, unsent);
    else
        showLocked(profile, unsent, [this, profile] { Q_EMIT unlocked(profile); });
}

void ConsoleLock::showLocked(const Profile &profile, const std::optional<UnsentWork> &unsent, const std::function<void()> &then)
{
    const bool asks = m_parts.work.data() != nullptr;
    const UnsentWork lost = unsent.value_or(UnsentWork());
    auto *page = new LockPage({profile.personName, profile.portalName, asks, lost.intents, lost.drafts, unsent.has_value()});
    connect(page, &LockPage::signOutRequested, this, [this, profile] {
        m_parts.work.hold(profile);
        Q_EMIT signOutRequested();
    });
    connect(page, &LockPage::unlockRequested, this, [this, page, asks, then](const QByteArray &typed) {
        if (asks)
            unlock(page, typed, then);
        else
            then();
    });
    m_parts.screens.showLocked(page);
}

void ConsoleLock::unlock(LockPage *page, const QByteArray &typed, const std::function<void()> &then)
{
    QByteArray bytes(typed.constData(), typed.size());
    deliver(m_parts.work.data()->unlock(SecureBytes::take(bytes)), page, [this, page, then](const Status &unlocked) {
        if (unlocked) {
            m_parts.screens.leaveLock();
            then();
        } else if (unlocked.error().code == "wrong_passphrase"_L1) {
            page->showWrong();
        } else {
            page->showFailed(unlocked.error());
        }
    });
}

void ConsoleLock::askForPassphrase(PassphraseDialog::Task task)
{
    if (!m_parts.work.data())
        return;
    auto *dialog = new PassphraseDialog(task);
    connect(dialog, &PassphraseDialog::submitted, this, [this, dialog](const QByteArray &present, const QByteArray &next) {
        QByteArray before(present.constData(), present.size());
        QByteArray after(next.constData(), next.size());
        ProfileData &data = *m_parts.work.data();
        const bool wasInMemory = data.isInMemory();
        deliver(data.changePassphrase(SecureBytes::take(before), SecureBytes::take(after)), dialog, [this, dialog, wasInMemory](const Status &changed) {
            dialog->done(changed ? std::optional<Error>() : std::optional<Error>(changed.error()));
            Q_EMIT passphraseChanged();
            // What it said is not so any more.
            if (changed && wasInMemory)
                m_parts.notices.hide();
        });
    });
    connect(dialog, &Dialog::accepted, dialog, &QObject::deleteLater);
    connect(dialog, &Dialog::rejected, dialog, &QObject::deleteLater);
    dialog->openOn(m_parts.overlays);
}

} // namespace gatehouse
