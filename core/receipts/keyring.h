// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/receipts.h"
#include "core/outbox/outbox.h"
#include "core/receipts/devicekey.h"

namespace gatehouse {

//! The keys this person signs decisions with: the one of this computer, made when it is first needed and
//! enrolled at the portal before anything signed with it is sent, and those of their other devices.
//! What the portal said last is kept, so that decisions are signed offline, too. GUI thread.
class KeyRing final : public QObject
{
    Q_OBJECT

public:
    //! What the portal wants of decisions.
    enum class Signing {
        Unknown, //!< Nobody has read yet what it wants.
        Unused,
        Optional,
        Required
    };
    Q_ENUM(Signing)

    //! All outlive this.
    KeyRing(ApiClient &client, Outbox &outbox, DeviceKey &device, const Clock &clock, QObject *parent = nullptr);

    //! From Meta::features.
    void setFeatures(const QStringList &features);
    Signing signing() const { return m_signing; }
    //! The portal is known to keep a log of decisions.
    bool hasLog() const { return m_signing == Signing::Optional || m_signing == Signing::Required; }

    //! The caller's, newest first, as the portal said last; empty before.
    const QList<SigningKey> &keys() const { return m_keys; }
    //! Empty while this computer has none.
    const SigningKeyId &deviceKey() const { return m_deviceKey; }
    //! Null when the portal does not know it.
    const SigningKey *deviceEntry() const;
    //! Why nothing can be signed here; nothing when it can.
    std::optional<Error> problem() const { return m_problem; }

    //! Reads what is here and what the portal has.
    QFuture<Status> refresh();

    //! \a statement with who, where and when filled in, signed; nothing where the portal has no use for
    //! it, or takes decisions without when this computer cannot sign. Kind Kept while nobody knows what
    //! the portal wants, or who its caller is there: prepare() signs it then. Codes: signing_key_revoked, and those of the key store.
    QFuture<Result<std::optional<DsseEnvelope>>> sign(DecisionStatement statement);
    //! \a decision as it may leave: what waits to be signed is signed, once the portal said whether it
    //! wants that, and the portal knows the key.
    QFuture<Result<Intent>> prepare(const Intent &decision);
    //! Succeeds once the portal knows this computer's key, in whatever state.
    QFuture<Status> ensureEnrolled();
    //! Another key for this computer. The one before retires at the portal, or is gone already.
    QFuture<Status> rotate();
    //! Leaves by the outbox: kind Kept when it waits there.
    QFuture<Status> revoke(const SigningKey &key, const QString &reason);

Q_SIGNALS:
    void changed();

private:
    using Answer = std::shared_ptr<QPromise<Status>>;
    using Signed = std::shared_ptr<QPromise<Result<std::optional<DsseEnvelope>>>>;

    void readDevice(std::function<void(const Status &)> then);
    void learn(std::function<void(const Status &)> then);
    void signLate(Intent decision, std::function<void(const Result<Intent> &)> then);
    void readKeys(KeptUse kept, std::function<void(const Status &)> then);
    void know(const SigningKeyList &list);
    void makeIfMissing(std::function<void(const Status &)> then);
    void signNow(DecisionStatement statement, const Signed &answer);
    void giveUp(const Error &why, const Signed &answer);
    void enrol(DeviceKey::Slot slot, const QString &replaces, std::function<void(const Status &)> then);
    void settleNext(std::function<void(const Status &)> then);
    const SigningKey *entryOf(const SigningKeyId &id) const;

    ApiClient &m_client;
    Outbox &m_outbox;
    DeviceKey &m_device;
    const Clock &m_clock;
    Signing m_signing = Signing::Unknown;
    QList<SigningKey> m_keys;
    std::optional<Decider> m_decider;
    SigningKeyId m_deviceKey;
    std::optional<Error> m_problem;
    QList<Answer> m_enrolling;
    QList<std::function<void(const Status &)>> m_making; //!< Several decisions at once make one key.
};

//! "ines-laptop, Debian GNU/Linux 12": what a person knows this computer by.
QString deviceLabel();

} // namespace gatehouse
