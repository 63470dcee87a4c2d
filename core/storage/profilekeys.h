// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/tokenstore.h"
#include "core/crypto/passphrase.h"

#include <QObject>
#include <QQueue>
#include <QTimer>

#include <functional>
#include <memory>

namespace gatehouse {

//! The key of a profile's store, and what the counter beside it said. Move the key out of it.
struct ProfileKey
{
    std::shared_ptr<SecureBytes> key;
    quint64 generation = 0;
};

//! Where the key of one profile rests: in a TokenStore together with the counter of generations, or in a
//! file under a passphrase, with the counter in a file beside it. Files and Argon2id are off the
//! GUI thread; calls take effect in the order they were made. GUI thread.
//!
//! The counter is written within decisiveWithinMs of a change to what waits to be sent, within
//! writeWithinMs of any other, and on flush(): a store that was set back by less than that, journal and
//! all, is not noticed. So one who types costs the key store little, and one who decides is covered. Under a passphrase the counter is a file like the
//! store: then one who sets back the whole folder is not noticed either.
class ProfileKeys final : public QObject
{
    Q_OBJECT

public:
    enum class Place { Nowhere, KeyStore, Passphrase };
    Q_ENUM(Place)
    static constexpr int writeWithinMs = 30000;
    static constexpr int decisiveWithinMs = 1000;

    //! \a file holds the key while it is under a passphrase.
    ProfileKeys(TokenStore &tokens, QString profileId, QString file, QObject *parent = nullptr);
    //! What passphrases will cost from now on.
    void setCost(PassphraseCost cost) { m_cost = cost; }

    QFuture<Result<Place>> place();
    //! A new key in the key store. What an old key sealed can never be opened again.
    QFuture<Result<ProfileKey>> make();
    //! A new key under \a passphrase, for a computer without a key store.
    QFuture<Result<ProfileKey>> makeUnder(SecureBytes passphrase);
    //! From the key store. Codes: passphrase_needed, no_key.
    QFuture<Result<ProfileKey>> read();
    //! From under \a passphrase. Codes: wrong_passphrase, key_damaged, no_key.
    QFuture<Result<ProfileKey>> readUnder(SecureBytes passphrase);
    //! From the key store to under \a passphrase.
    QFuture<Status> moveUnder(SecureBytes passphrase);
    //! From under one passphrase to under another.
    QFuture<Status> changePassphrase(SecureBytes present, SecureBytes next);
    //! From under \a passphrase to the key store.
    QFuture<Status> moveToKeyStore(SecureBytes passphrase);
    //! Succeeds when the key is nowhere any more: what it sealed is lost for good.
    QFuture<Status> remove();

    //! The store's newest generation; goes to rest beside the key soon, and very soon when it is decisive.
    void noteGeneration(quint64 generation, bool isDecisive = false);
    //! Writes it now: before locking and leaving.
    QFuture<Status> flush();

Q_SIGNALS:
    //! The counter could not be written in time. It is tried again.
    void failed(const gatehouse::Error &error);

private:
    using Secret = std::shared_ptr<SecureBytes>;
    template <typename T>
    QFuture<T> inTurn(std::function<QFuture<T>()> call);
    void startNext();

    QFuture<Result<ProfileKey>> keepUnder(Secret key, Secret passphrase, quint64 generation);
    QFuture<Result<ProfileKey>> keepInKeyStore(Secret key, quint64 generation);
    QFuture<Result<ProfileKey>> readKeyStore();
    QFuture<Result<ProfileKey>> unwrapFile(Secret passphrase);
    QFuture<Result<Place>> placeWithoutPassphrase();
    QFuture<Status> removeFiles();
    QFuture<Status> writeCounter();
    bool isUnderPassphrase() const;
    QString tokenKey() const;
    QString counterFile() const;

    TokenStore &m_tokens;
    const QString m_profileId;
    const QString m_file;
    PassphraseCost m_cost;
    QQueue<std::function<void()>> m_calls;
    bool m_isCalling = false;
    quint64 m_noted = 0;
    quint64 m_written = 0;
    QTimer m_timer{this};
};

} // namespace gatehouse
