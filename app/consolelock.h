// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/openprofile.h"
#include "widgets/session/autolock.h"
#include "widgets/session/passphrasedialog.h"
#include "widgets/settings/kepthere.h"

namespace gatehouse {

class ConsoleNotices;
class LockPage;
class OverlayHost;
class PersonSession;
class StartScreens;
class UiState;

//! Locks the console, when its person asks for it or nobody is there any more, and opens what is kept
//! again: by the desktop's key store or by a passphrase. While it is locked nothing of the work is on
//! screen or in memory. Lives as long as the window. GUI thread.
class ConsoleLock final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        PersonSession &person;
        OpenProfile &work;
        StartScreens &screens;
        OverlayHost &overlays;
        ConsoleNotices &notices;
        UiState &state;
    };
    //! \a clocks say when nobody is there any more.
    ConsoleLock(Parts parts, AutoLock::Clocks clocks, QObject *parent = nullptr);

    //! Opens \a profile; where it needs a passphrase, the lock page asks for it first. \a unsent is what
    //! waits here, when that is known.
    void open(const Profile &profile, const OpenProfile::Then &then, const std::optional<UnsentWork> &unsent = {});
    //! From now until the work closes there is something to lock.
    void watch() { m_autoLock.setActive(true); }
    //! What was done and typed last is on the disk and noted. For the end; blocks for a moment at most.
    void settle();
    //! The lock and the passphrase, for the card of Settings.
    KeptHereCommands commands();

public Q_SLOTS:
    void lock();

Q_SIGNALS:
    //! Its person is there again: open it.
    void unlocked(const gatehouse::Profile &profile);
    //! The same, opened already by the passphrase; \a kept says whether there is enough to work with.
    void opened(const gatehouse::Profile &profile, const gatehouse::Result<bool> &kept);
    //! Not locked: the disk did not take what was written last.
    void notWritten(const gatehouse::Error &error);
    //! From the lock page. What is kept of the profile waits in the OpenProfile.
    void signOutRequested();
    //! The passphrase is another one, or none.
    void passphraseChanged();

private:
    //! Puts beside the key how new the store is, then goes on: at once where a key store does not answer.
    void noteKept(std::function<void(const Status &)> then);
    void close(const Profile &profile, const UnsentWork &unsent);
    //! \a then goes on once what is kept can be read.
    void showLocked(const Profile &profile, const std::optional<UnsentWork> &unsent, const std::function<void()> &then);
    void unlock(LockPage *page, const QByteArray &typed, const std::function<void()> &then);
    void askForPassphrase(PassphraseDialog::Task task);

    const Parts m_parts;
    AutoLock m_autoLock;
    Latest m_locking;
};

} // namespace gatehouse
