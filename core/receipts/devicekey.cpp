// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/devicekey.h"

#include "core/storage/tables.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr QByteArrayView magic("GHS1", 4); // an Ed25519 seed

QString nameOf(DeviceKey::Slot slot)
{
    return slot == DeviceKey::Slot::Current ? u"signing"_s : u"signing.next"_s;
}

QString tokenKey(const QString &profileId, DeviceKey::Slot slot)
{
    return profileId + u'/' + nameOf(slot);
}

QString rowTable()
{
    return QString::fromLatin1(tables::signing);
}

Error coded(Error error, const QString &code)
{
    error.code = code;
    return error;
}

QByteArray encoded(const SecureBytes &secret)
{
    QByteArray entry = magic.toByteArray();
    entry.append(reinterpret_cast<const char *>(secret.bytes().data()), qsizetype(secret.size()));
    return entry;
}

Result<std::optional<std::shared_ptr<SecureBytes>>> decoded(const std::optional<QByteArray> &entry)
{
    if (!entry)
        return std::nullopt;
    if (entry->size() != magic.size() + qsizetype(ed25519::seedBytes) || !entry->startsWith(magic))
        return fail(coded(cryptoError(u"The key store has something else where the signing key should be."_s), u"key_damaged"_s));
    const QByteArrayView seed = QByteArrayView(*entry).sliced(magic.size());
    return std::make_shared<SecureBytes>(SecureBytes::copyOf(asBytes(seed)));
}

ed25519::Seed seedOf(const SecureBytes &secret)
{
    return secret.bytes().first<ed25519::seedBytes>();
}

//! Hands on what the future of \a next gives.
template <typename T>
void chain(const QFuture<T> &next, QObject *context, const std::shared_ptr<QPromise<T>> &promise)
{
    deliver(next, context, [promise](const T &value) {
        promise->addResult(value);
        promise->finish();
    });
}

template <typename T>
std::shared_ptr<QPromise<T>> started()
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    return promise;
}

} // namespace

DeviceKey::DeviceKey(TokenStore &secrets, RowStore &rows, QString profileId, QObject *parent)
    : QObject(parent)
    , m_secrets(secrets)
    , m_rows(rows)
    , m_profileId(std::move(profileId))
{
}

QFuture<Result<std::optional<QByteArray>>> DeviceKey::publicKey(Slot slot)
{
    using Answer = Result<std::optional<QByteArray>>;
    return transformed(read(slot), this, [](const Found &found) -> Answer {
        if (!found)
            return fail(found.error());
        return *found ? std::optional(ed25519::publicKeyOf(seedOf(***found))) : std::nullopt;
    });
}

QFuture<Result<QByteArray>> DeviceKey::make(Slot slot)
{
    const auto secret = std::make_shared<SecureBytes>(SecureBytes::random(ed25519::seedBytes));
    return transformed(write(slot, secret), this, [secret](const Status &written) -> Result<QByteArray> {
        if (!written)
            return fail(written.error());
        return ed25519::publicKeyOf(seedOf(*secret));
    });
}

QFuture<Result<DsseEnvelope>> DeviceKey::sign(QByteArray payloadType, QByteArray payload, Slot slot)
{
    return transformed(read(slot), this, [payloadType, payload](const Found &found) -> Result<DsseEnvelope> {
        if (!found)
            return fail(found.error());
        if (!*found)
            return fail(coded(cryptoError(u"There is no signing key on this computer."_s), u"no_signing_key"_s));
        return dsse::sign(payloadType, payload, seedOf(***found));
    });
}

QFuture<Status> DeviceKey::promote()
{
    const auto promise = started<Status>();
    deliver(read(Slot::Next), this, [this, promise](const Found &next) {
        if (!next || !*next) {
            promise->addResult(fail(next ? coded(cryptoError(u"There is no new signing key."_s), u"no_signing_key"_s) : next.error()));
            promise->finish();
            return;
        }
        deliver(write(Slot::Current, **next), this, [this, promise](const Status &written) {
            if (written)
                return chain(remove(Slot::Next), this, promise);
            promise->addResult(written);
            promise->finish();
        });
    });
    return promise->future();
}

QFuture<Status> DeviceKey::forgetNext()
{
    return remove(Slot::Next);
}

QFuture<Status> DeviceKey::forget(TokenStore &secrets, const QString &profileId, QObject *context)
{
    const auto promise = started<Status>();
    // Where there is no key store, nothing is in it.
    const auto stays = [](const Status &removed) { return !removed && removed.error().code != keystore::unavailable; };
    deliver(secrets.remove(tokenKey(profileId, Slot::Next)), context, [&secrets, profileId, context, promise, stays](const Status &next) {
        deliver(secrets.remove(tokenKey(profileId, Slot::Current)), context, [promise, next, stays](const Status &current) {
            promise->addResult(stays(current) ? current : stays(next) ? next : Status());
            promise->finish();
        });
    });
    return promise->future();
}

//! The key store first; what it does not have, or cannot say, may be in the sealed store.
QFuture<DeviceKey::Found> DeviceKey::read(Slot slot)
{
    using Kept = Result<std::optional<QByteArray>>;
    const auto promise = started<Found>();
    deliver(m_secrets.read(tokenKey(m_profileId, slot)), this, [this, slot, promise](const Kept &kept) {
        if (kept && *kept) {
            promise->addResult(decoded(*kept));
            promise->finish();
            return;
        }
        deliver(m_rows.read(rowTable(), nameOf(slot)), this, [promise](const Kept &row) {
            promise->addResult(row ? decoded(*row) : Found(fail(row.error())));
            promise->finish();
        });
    });
    return promise->future();
}

QFuture<Status> DeviceKey::write(Slot slot, const Secret &secret)
{
    const auto promise = started<Status>();
    deliver(m_secrets.write(tokenKey(m_profileId, slot), encoded(*secret)), this, [this, slot, secret, promise](const Status &written) {
        RowBatch batch;
        batch.durability = Durability::Fsynced;
        if (written)
            batch.remove.append({rowTable(), nameOf(slot)});
        else
            batch.put.append({rowTable(), nameOf(slot), encoded(*secret)});
        chain(m_rows.write(std::move(batch)), this, promise);
    });
    return promise->future();
}

QFuture<Status> DeviceKey::remove(Slot slot)
{
    const auto promise = started<Status>();
    RowBatch batch;
    batch.durability = Durability::Fsynced;
    batch.remove.append({rowTable(), nameOf(slot)});
    deliver(m_rows.write(std::move(batch)), this, [this, slot, promise](const Status &removed) {
        deliver(m_secrets.remove(tokenKey(m_profileId, slot)), this, [promise, removed](const Status &) {
            // Without a key store there is nothing in it.
            promise->addResult(removed);
            promise->finish();
        });
    });
    return promise->future();
}

} // namespace gatehouse
