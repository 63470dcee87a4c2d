// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/tokenstore.h"
#include "core/contract/dsse.h"
#include "core/crypto/securebytes.h"
#include "core/storage/rowstore.h"

#include <QObject>

namespace gatehouse {

//! The secret half of the key with which one person signs on this computer. It rests in the desktop's
//! key store; where none takes part, in the person's sealed store, which a passphrase may seal. In
//! memory it is locked, and only for as long as something is signed. GUI thread.
class DeviceKey final : public QObject
{
    Q_OBJECT

public:
    enum class Slot {
        Current,
        Next //!< Made to replace the current one, until the portal took it.
    };

    //! \a profileId names the entries. Both stores outlive this.
    DeviceKey(TokenStore &secrets, RowStore &rows, QString profileId, QObject *parent = nullptr);

    //! Nothing when there is none.
    QFuture<Result<std::optional<QByteArray>>> publicKey(Slot slot = Slot::Current);
    //! Replaces what is in \a slot; gives the public key. On disk when the future ends.
    QFuture<Result<QByteArray>> make(Slot slot = Slot::Current);
    //! Code no_signing_key when there is none.
    QFuture<Result<DsseEnvelope>> sign(QByteArray payloadType, QByteArray payload, Slot slot = Slot::Current);
    //! The next one becomes the current one, which is gone then.
    QFuture<Status> promote();
    QFuture<Status> forgetNext();

    //! For signing out: nothing of \a profileId is left in \a secrets when it succeeds. It fails when the
    //! key store is there and still holds a key.
    static QFuture<Status> forget(TokenStore &secrets, const QString &profileId, QObject *context);

private:
    using Secret = std::shared_ptr<SecureBytes>;
    using Found = Result<std::optional<Secret>>;
    QFuture<Found> read(Slot slot);
    QFuture<Status> write(Slot slot, const Secret &secret);
    QFuture<Status> remove(Slot slot);

    TokenStore &m_secrets;
    RowStore &m_rows;
    const QString m_profileId;
};

} // namespace gatehouse
