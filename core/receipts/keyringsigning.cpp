// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of the ring that signs decisions, at once or before they leave.
#include "core/receipts/keyring.h"

#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

using MaybeSigned = Result<std::optional<DsseEnvelope>>;

Error signedLater()
{
    return keptError(u"The portal has not said yet how decisions are signed here. It is signed before it is sent."_s);
}

} // namespace

QFuture<Result<std::optional<DsseEnvelope>>> KeyRing::sign(DecisionStatement statement)
{
    auto answer = std::make_shared<QPromise<Result<std::optional<DsseEnvelope>>>>();
    answer->start();
    if (!hasLog()) {
        answer->addResult(m_signing == Signing::Unused ? MaybeSigned(std::nullopt) : MaybeSigned(fail(signedLater())));
        answer->finish();
        return answer->future();
    }
    const auto go = [this, statement, answer](const Status &known) {
        if (!known && known.error().kind != ErrorKind::Problem) {
            // Nobody could say who decides; that is asked again before it leaves.
            answer->addResult(fail(signedLater()));
            answer->finish();
            return;
        }
        if (!known)
            return giveUp(known.error(), answer);
        makeIfMissing([this, statement, answer](const Status &made) {
            if (made)
                signNow(statement, answer);
            else
                giveUp(made.error(), answer);
        });
    };
    if (m_decider)
        go({});
    else
        readKeys(KeptUse::Allowed, go);
    return answer->future();
}

void KeyRing::makeIfMissing(std::function<void(const Status &)> then)
{
    m_making.append(std::move(then));
    if (m_making.size() > 1)
        return;
    const auto end = [this](const Status &status) {
        for (const auto &waiting : std::exchange(m_making, {}))
            waiting(status);
    };
    readDevice([this, end](const Status &read) {
        if (!read || !m_deviceKey.isEmpty())
            return end(read);
        deliver(m_device.make(), this, [this, end](const Result<QByteArray> &made) {
            if (made)
                m_deviceKey = SigningKeyId(ed25519::keyIdOf(*made));
            m_problem = made ? std::optional<Error>() : made.error();
            Q_EMIT changed();
            end(made ? Status() : fail(made.error()));
        });
    });
}

void KeyRing::signNow(DecisionStatement statement, const Signed &answer)
{
    const SigningKey *entry = deviceEntry();
    if (entry && entry->state == SigningKeyState::Revoked) {
        return giveUp(blockedError(u"signing_key_revoked"_s,
            u"The signing key of this computer was revoked. Make a new one in Settings, Signing."_s), answer);
    }
    statement.tenant = m_client.tenant();
    statement.decider = *m_decider;
    statement.signedAt = m_clock.now();
    const QFuture<Result<DsseEnvelope>> made = m_device.sign(DecisionStatement::payloadType, canonicalBytes(statement));
    deliver(made, this, [this, answer](const Result<DsseEnvelope> &envelope) {
        if (!envelope)
            return giveUp(envelope.error(), answer);
        answer->addResult(std::optional(*envelope));
        answer->finish();
    });
}

void KeyRing::giveUp(const Error &why, const Signed &answer)
{
    // A portal that takes decisions without a signature marks them so.
    if (m_signing == Signing::Required)
        answer->addResult(fail(why));
    else
        answer->addResult(std::optional<DsseEnvelope>());
    answer->finish();
}

QFuture<Result<Intent>> KeyRing::prepare(const Intent &decision)
{
    auto answer = std::make_shared<QPromise<Result<Intent>>>();
    answer->start();
    const auto end = [answer](const Result<Intent> &ready) {
        answer->addResult(ready);
        answer->finish();
    };
    const auto enrol = [this, end](const Result<Intent> &whole) {
        if (!whole || !whole->body.contains(u"envelope"_s))
            return end(whole);
        deliver(ensureEnrolled(), this,
            [end, whole](const Status &enrolled) { end(enrolled ? whole : Result<Intent>(fail(enrolled.error()))); });
    };
    if (!decision.toSign) {
        enrol(decision);
    } else {
        learn([this, decision, enrol](const Status &known) {
            if (known)
                signLate(decision, enrol);
            else
                enrol(fail(known.error()));
        });
    }
    return answer->future();
}

//! From the portal, unless it is known.
void KeyRing::learn(std::function<void(const Status &)> then)
{
    if (m_signing != Signing::Unknown)
        return then({});
    ApiRequest request;
    request.path = QString::fromLatin1(routes::meta);
    request.kept = KeptUse::OnlyWritten;
    deliver(m_client.sendFor<Meta>(request), this, [this, then = std::move(then)](const Result<Meta> &meta) {
        if (meta)
            setFeatures(meta->features);
        then(meta ? Status() : fail(meta.error()));
    });
}

void KeyRing::signLate(Intent decision, std::function<void(const Result<Intent> &)> then)
{
    QJsonObject unsignedOne = *decision.toSign;
    unsignedOne.insert(u"signedAt"_s, toRfc3339(m_clock.now()));
    auto statement = fromJson<DecisionStatement>(unsignedOne);
    if (!statement)
        return then(fail(malformedStatement()));
    deliver(sign(std::move(*statement)), this,
        [decision = std::move(decision), then = std::move(then)](const Result<std::optional<DsseEnvelope>> &envelope) mutable {
            if (!envelope)
                return then(fail(envelope.error()));
            if (*envelope)
                decision.body.insert(u"envelope"_s, toJson(**envelope));
            decision.toSign.reset();
            then(decision);
        });
}

} // namespace gatehouse
