// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/movingrows.h"
#include "core/storage/profilekeys.h"
#include "core/storage/profilestore.h"

#include <memory>

namespace gatehouse {

//! What this computer keeps for one person at one portal: the sealed store that the replica, the
//! kept answers, the outbox and the drafts write to, and its key. Lives longer than they do.
//!
//! Where it cannot be opened (no key store and no passphrase, another window has it, a key that does
//! not fit) nothing on the disk is touched, rows() live in memory until this goes or a passphrase is
//! set, and trouble() says so. GUI thread.
class ProfileData final : public QObject
{
    Q_OBJECT

public:
    //! \a profileId names the data: Profile::id. \a keys is where its key rests; \a directory holds
    //! the data of all profiles.
    ProfileData(const QString &profileId, TokenStore &keys, const QString &directory, QObject *parent = nullptr);
    //! Closes the store: its key is nowhere in memory afterwards.
    ~ProfileData() override;

    //! Before rows(). Fails only with code passphrase_needed: ask for it and call unlock(). What lies
    //! here although the key store knows no key for it can never be read again: it is set aside.
    QFuture<Status> open();
    //! Codes: wrong_passphrase, key_damaged, no_key.
    QFuture<Status> unlock(SecureBytes passphrase);
    //! Valid after open() or unlock() succeeded.
    RowStore &rows() { return *m_rows; }
    //! Why nothing outlives this window; nothing when all is well.
    const std::optional<Error> &trouble() const { return m_trouble; }
    bool isUnderPassphrase() const { return m_place == ProfileKeys::Place::Passphrase; }
    //! What is written goes when this goes.
    bool isInMemory() const { return m_memory && m_trouble; }

    //! Empty texts: without a passphrase before, or from now on. Where rows() live in memory for want of
    //! a key store, they are kept on the disk from then on. Code key_store_first: what was kept earlier
    //! waits for its key.
    QFuture<Status> changePassphrase(SecureBytes present, SecureBytes next);
    void setPassphraseCost(PassphraseCost cost) { m_keys.setCost(cost); }
    //! Puts beside the key how new the store is, with all that was written before this call: see
    //! ProfileKeys::flush().
    QFuture<Status> flush();
    void setAnswersBudget(qint64 bytes) { m_store.setAnswersBudget(bytes); }
    QFuture<Result<QList<TableSize>>> sizes() { return m_store.sizes(); }
    //! Removes everything, the key first. When nobody uses rows() any more. With a code of keystore only
    //! the key is left.
    QFuture<Status> wipe();

Q_SIGNALS:
    //! Something was found damaged, set back or not written: in words, for the person.
    void told(const gatehouse::Error &what);

private:
    using Answer = std::shared_ptr<QPromise<Status>>;
    void makeKey(const Answer &answer);
    void openWith(const Result<ProfileKey> &key, const Answer &answer);
    void onOpened(const Result<OpenReport> &report, const Answer &answer);
    void keepInMemory(const Error &why, const Answer &answer);
    QFuture<Status> keepUnder(SecureBytes passphrase);
    void moveToDisk(const ProfileKey &key, const Answer &answer);

    ProfileKeys m_keys;
    ProfileStore m_store;
    ProfileKeys::Place m_place = ProfileKeys::Place::Nowhere;
    std::unique_ptr<MovingRows> m_memory;
    RowStore *m_rows = nullptr;
    std::optional<Error> m_trouble;
};

//! What a person would lose with the data of a profile.
struct UnsentWork
{
    int intents = 0; //!< Written, and not at the portal.
    int drafts = 0;
    bool isEmpty() const { return intents == 0 && drafts == 0; }
};

//! Looks at the rows themselves, so that it knows without a workspace, too.
QFuture<UnsentWork> unsentWorkIn(RowStore &rows, QObject *context);

} // namespace gatehouse
