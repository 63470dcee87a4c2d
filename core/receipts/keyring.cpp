// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/keyring.h"

#include "core/contract/routes.h"

#include <QSysInfo>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int longestLabel = 100;

using Slot = DeviceKey::Slot;

void end(const std::shared_ptr<QPromise<Status>> &promise, const Status &status)
{
    promise->addResult(status);
    promise->finish();
}

std::shared_ptr<QPromise<Status>> started()
{
    auto promise = std::make_shared<QPromise<Status>>();
    promise->start();
    return promise;
}

SigningKeyId idOf(const QByteArray &publicKey)
{
    return SigningKeyId(ed25519::keyIdOf(publicKey));
}

} // namespace

QString deviceLabel()
{
    return u"%1, %2"_s.arg(QSysInfo::machineHostName(), QSysInfo::prettyProductName()).left(longestLabel);
}

KeyRing::KeyRing(ApiClient &client, Outbox &outbox, DeviceKey &device, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(outbox)
    , m_device(device)
    , m_clock(clock)
{
}

void KeyRing::setFeatures(const QStringList &portalFeatures)
{
    const bool hasLog = portalFeatures.contains(QLatin1String(features::decisionLog));
    const bool required = portalFeatures.contains(QLatin1String(features::signedDecisions));
    m_signing = !hasLog ? Signing::Unused : required ? Signing::Required : Signing::Optional;
    Q_EMIT changed();
}

const SigningKey *KeyRing::entryOf(const SigningKeyId &id) const
{
    const auto found = std::ranges::find_if(m_keys, [&id](const SigningKey &key) { return key.id == id; });
    return found == m_keys.cend() ? nullptr : &*found;
}

const SigningKey *KeyRing::deviceEntry() const
{
    return entryOf(m_deviceKey);
}

QFuture<Status> KeyRing::refresh()
{
    const Answer answer = started();
    readDevice([this, answer](const Status &) {
        readKeys(KeptUse::Allowed, [this, answer](const Status &read) {
            if (!read)
                return end(answer, read);
            settleNext([answer](const Status &settled) { end(answer, settled); });
        });
    });
    return answer->future();
}

void KeyRing::readDevice(std::function<void(const Status &)> then)
{
    using Found = Result<std::optional<QByteArray>>;
    deliver(m_device.publicKey(), this, [this, then = std::move(then)](const Found &found) {
        m_problem = found ? std::optional<Error>() : found.error();
        m_deviceKey = found && *found ? idOf(**found) : SigningKeyId();
        Q_EMIT changed();
        then(found ? Status() : fail(found.error()));
    });
}

void KeyRing::readKeys(KeptUse kept, std::function<void(const Status &)> then)
{
    ApiRequest request;
    request.path = QString::fromLatin1(routes::signingKeys);
    request.kept = kept;
    deliver(m_client.sendFor<SigningKeyList>(request), this, [this, then = std::move(then)](const Result<SigningKeyList> &list) {
        if (list)
            know(*list);
        then(list ? Status() : fail(list.error()));
    });
}

void KeyRing::know(const SigningKeyList &list)
{
    m_keys = list.items;
    m_decider = list.decider;
    Q_EMIT changed();
}

//! A rotation that was cut short: the portal says whether it took the new key.
void KeyRing::settleNext(std::function<void(const Status &)> then)
{
    using Found = Result<std::optional<QByteArray>>;
    deliver(m_device.publicKey(Slot::Next), this, [this, then = std::move(then)](const Found &next) {
        if (!next || !*next)
            return then({});
        const SigningKeyId id = idOf(**next);
        const bool taken = entryOf(id) != nullptr;
        deliver(taken ? m_device.promote() : m_device.forgetNext(), this, [this, id, taken, then](const Status &settled) {
            if (settled && taken)
                m_deviceKey = id;
            Q_EMIT changed();
            then(settled);
        });
    });
}

QFuture<Status> KeyRing::ensureEnrolled()
{
    const Answer answer = started();
    if (m_signing == Signing::Unused || deviceEntry()) {
        end(answer, {});
        return answer->future();
    }
    m_enrolling.append(answer);
    if (m_enrolling.size() > 1)
        return answer->future();
    const auto finish = [this](const Status &status) {
        for (const Answer &waiting : std::exchange(m_enrolling, {}))
            end(waiting, status);
    };
    // From the portal itself: what is kept here may be older than the key.
    readDevice([this, finish](const Status &here) {
        if (!here || m_deviceKey.isEmpty())
            return finish(here);
        readKeys(KeptUse::OnlyWritten, [this, finish](const Status &read) {
            if (!read || deviceEntry())
                return finish(read);
            enrol(Slot::Current, {}, finish);
        });
    });
    return answer->future();
}

void KeyRing::enrol(Slot slot, const QString &replaces, std::function<void(const Status &)> then)
{
    using Found = Result<std::optional<QByteArray>>;
    deliver(m_device.publicKey(slot), this, [this, slot, replaces, then = std::move(then)](const Found &key) {
        if (!key || !*key)
            return then(fail(key ? cryptoError(u"There is no signing key on this computer."_s) : key.error()));
        KeyEnrolment enrolment;
        enrolment.tenant = m_client.tenant();
        enrolment.decider = m_decider.value_or(Decider());
        enrolment.publicKey = dsse::toBase64(**key);
        enrolment.label = deviceLabel();
        enrolment.replaces = replaces;
        enrolment.signedAt = m_clock.now();
        deliver(m_device.sign(KeyEnrolment::payloadType, canonicalBytes(enrolment), slot), this, [this, then](const Result<DsseEnvelope> &envelope) {
            if (!envelope)
                return then(fail(envelope.error()));
            const auto made = m_client.post<SigningKey>(QString::fromLatin1(routes::signingKeys), {{u"envelope"_s, toJson(*envelope)}});
            deliver(made, this, [this, then](const Result<SigningKey> &enrolled) {
                if (!enrolled)
                    return then(fail(enrolled.error()));
                // What else moved with it, the portal says.
                readKeys(KeptUse::OnlyWritten, then);
            });
        });
    });
}

QFuture<Status> KeyRing::rotate()
{
    const Answer answer = started();
    const auto finish = [answer](const Status &status) { end(answer, status); };
    readKeys(KeptUse::OnlyWritten, [this, finish](const Status &read) {
        if (!read)
            return finish(read);
        const SigningKey *before = deviceEntry();
        const QString replaces = before && before->state == SigningKeyState::Active ? before->id.text() : QString();
        deliver(m_device.make(Slot::Next), this, [this, replaces, finish](const Result<QByteArray> &made) {
            if (!made)
                return finish(fail(made.error()));
            enrol(Slot::Next, replaces, [this, finish](const Status &enrolled) {
                // No answer is no no: what the portal did is found out when it is asked again.
                if (!enrolled)
                    return finish(enrolled);
                settleNext(finish);
            });
        });
    });
    return answer->future();
}

QFuture<Status> KeyRing::revoke(const SigningKey &key, const QString &reason)
{
    const Answer answer = started();
    Intent intent = intentTo(
        IntentKind::Other, "POST", routes::path(routes::signingKeyRevoke, {key.id.text()}), {{u"reason"_s, reason}});
    intent.ifMatch = key.etag;
    intent.topic = u"keys"_s;
    intent.objectId = key.id.text();
    intent.subject = key.label;
    intent.verbWord = u"revoke_key"_s;
    intent.reason = reason;
    deliver(m_outbox.submitFor<SigningKey>(std::move(intent)), this, [this, answer](const Result<SigningKey> &done) {
        if (!done)
            return end(answer, fail(done.error()));
        readKeys(KeptUse::OnlyWritten, [answer](const Status &) { end(answer, {}); });
    });
    return answer->future();
}

} // namespace gatehouse
