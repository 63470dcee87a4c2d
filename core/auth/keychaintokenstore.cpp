// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/keychaintokenstore.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <qt6keychain/keychain.h>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

const QString service = u"Gatehouse"_s;

//! One runs in this session, or would be started for who asks.
bool isThere()
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    const QDBusConnectionInterface *names = bus.isConnected() ? bus.interface() : nullptr;
    if (!names)
        return false;
    const QStringList known = names->registeredServiceNames().value() + names->activatableServiceNames().value();
    const QStringList keyStores {u"org.freedesktop.secrets"_s, u"org.kde.kwalletd5"_s, u"org.kde.kwalletd6"_s};
    return std::any_of(keyStores.begin(), keyStores.end(), [&known](const QString &name) { return known.contains(name); });
}

Error keystoreError(const QKeychain::Job &job, const QString &what)
{
    Error error = storageError(what, job.errorString());
    error.code = keystore::codeOf(job.error(), isThere());
    return error;
}

Error keystoreError(const QKeychain::Job &job)
{
    return keystoreError(job, u"The desktop's key store did not take part: you will have to sign in again next time."_s);
}

//! Starts \a job (owned by \a parent) and gives what \a read makes of it when it is done.
template <typename Answer, typename JobType, typename Read>
QFuture<Answer> run(JobType *job, const QString &key, Read read)
{
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(key);
    QObject::connect(job, &QKeychain::Job::finished, job, [promise, job, read](QKeychain::Job *) {
        promise->addResult(read(*job));
        promise->finish();
    });
    job->start();
    return promise->future();
}

} // namespace

KeychainTokenStore::KeychainTokenStore(QObject *parent)
    : QObject(parent)
{
}

QFuture<Result<std::optional<QByteArray>>> KeychainTokenStore::read(const QString &key)
{
    using Answer = Result<std::optional<QByteArray>>;
    return run<Answer>(new QKeychain::ReadPasswordJob(service, this), key,
        [](const QKeychain::ReadPasswordJob &job) -> Answer {
            if (job.error() == QKeychain::EntryNotFound)
                return std::nullopt;
            if (job.error() != QKeychain::NoError)
                return fail(keystoreError(job));
            return job.binaryData();
        });
}

QFuture<Status> KeychainTokenStore::write(const QString &key, const QByteArray &secret)
{
    auto *job = new QKeychain::WritePasswordJob(service, this);
    job->setBinaryData(secret);
    return run<Status>(job, key, [](const QKeychain::WritePasswordJob &done) -> Status {
        if (done.error() != QKeychain::NoError)
            return fail(keystoreError(done));
        return {};
    });
}

QFuture<Status> KeychainTokenStore::remove(const QString &key)
{
    return run<Status>(new QKeychain::DeletePasswordJob(service, this), key,
        [](const QKeychain::DeletePasswordJob &done) -> Status {
            if (done.error() != QKeychain::NoError && done.error() != QKeychain::EntryNotFound)
                return fail(keystoreError(done, u"The desktop's key store did not remove what it holds of Gatehouse."_s));
            return {};
        });
}

QLatin1StringView keystore::codeOf(int jobError, bool isThere)
{
    switch (jobError) {
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return unavailable;
    case QKeychain::OtherError:
        return isThere ? failed : unavailable;
    default:
        return failed;
    }
}

} // namespace gatehouse
