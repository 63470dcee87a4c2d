// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/profilekeys.h"

#include "core/storage/bytecodec.h"
#include "core/storage/diskfile.h"
#include "core/storage/storageerrors.h"

#include <QFile>
#include <QtConcurrentRun>

#include <fcntl.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr QByteArrayView entryMagic("GHP1", 4);
constexpr qsizetype keyBytes = qsizetype(aead::keyBytes);

Error coded(Error error, const QString &code)
{
    error.code = code;
    return error;
}

Error noKey()
{
    return coded(cryptoError(u"There is no key for what is kept on this computer."_s), u"no_key"_s);
}

QByteArray encodeEntry(const SecureBytes &key, quint64 generation)
{
    storage::ByteWriter writer;
    writer.raw(entryMagic);
    writer.u64(generation);
    writer.raw({reinterpret_cast<const char *>(key.bytes().data()), qsizetype(key.size())});
    return writer.taken();
}

Result<ProfileKey> decodeEntry(QByteArray entry)
{
    storage::ByteReader reader(entry);
    const bool isEntry = reader.raw(entryMagic.size()) == entryMagic;
    ProfileKey read{nullptr, reader.u64()};
    const QByteArrayView key = reader.raw(keyBytes);
    if (!isEntry || !reader.isDone())
        return fail(coded(cryptoError(u"The key store has something else where the key of this profile should be."_s), u"key_damaged"_s));
    read.key = std::make_shared<SecureBytes>(SecureBytes::copyOf(asBytes(key)));
    return read;
}

Result<QByteArray> contentOf(const QString &path)
{
    const auto file = storage::DiskFile::open(path, O_RDONLY);
    return file ? file->readStart(4096) : Result<QByteArray>(fail(file.error()));
}

//! 0 when there is none that can be read: then a rollback is not noticed, and nothing else.
quint64 counterIn(const QString &path)
{
    const auto content = contentOf(path);
    return content ? content->toULongLong() : 0;
}

//! So that the disk has nothing readable under the name that goes.
Status overwriteAndRemove(const QString &path)
{
    if (!QFile::exists(path))
        return {};
    const auto file = storage::DiskFile::open(path, O_RDWR);
    if (!file)
        return fail(file.error());
    const auto size = file->size();
    if (!size)
        return fail(size.error());
    GATEHOUSE_TRY(file->writeAt(0, QByteArray(*size, '\0')));
    GATEHOUSE_TRY(file->sync());
    GATEHOUSE_TRY(storage::removeFile(path));
    return storage::syncFolderOf(path);
}

QString goneName(const QString &path)
{
    return path + u".gone"_s;
}

//! The file has its name whole or not at all, whenever this is cut short: half of a key would look
//! like a damaged one. The other name is for what was cut short before.
Status removeForGood(const QString &path)
{
    const QString gone = goneName(path);
    GATEHOUSE_TRY(overwriteAndRemove(gone));
    if (!QFile::exists(path))
        return {};
    GATEHOUSE_TRY(storage::renameFile(path, gone));
    GATEHOUSE_TRY(storage::syncFolderOf(path));
    return overwriteAndRemove(gone);
}

//! What the future of \a next gives, or the error there was before it.
template <typename T, typename Next>
auto onSuccess(const QFuture<T> &future, QObject *context, Next next)
{
    const auto follow = [](const Next &call, const T &result) {
        if constexpr (std::is_same_v<T, Status>)
            return call();
        else
            return call(*result);
    };
    using U = decltype(follow(next, std::declval<const T &>()).result());
    auto promise = std::make_shared<QPromise<U>>();
    promise->start();
    deliver(future, context, [promise, context, follow, next = std::move(next)](const T &result) {
        const auto finish = [promise](const U &value) {
            promise->addResult(value);
            promise->finish();
        };
        if (result)
            deliver(follow(next, result), context, finish);
        else
            finish(fail(result.error()));
    });
    return promise->future();
}

} // namespace

ProfileKeys::ProfileKeys(TokenStore &tokens, QString profileId, QString file, QObject *parent)
    : QObject(parent)
    , m_tokens(tokens)
    , m_profileId(std::move(profileId))
    , m_file(std::move(file))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        deliver(flush(), this, [this](const Status &written) {
            if (written)
                return;
            m_timer.start(writeWithinMs);
            Q_EMIT failed(written.error());
        });
    });
}

//! One call after the other: each reads and writes the same entry.
template <typename T>
QFuture<T> ProfileKeys::inTurn(std::function<QFuture<T>()> call)
{
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    m_calls.enqueue([this, promise, call = std::move(call)] {
        deliver(call(), this, [this, promise](const T &value) {
            promise->addResult(value);
            promise->finish();
            m_isCalling = false;
            startNext();
        });
    });
    startNext();
    return promise->future();
}

void ProfileKeys::startNext()
{
    if (m_isCalling || m_calls.isEmpty())
        return;
    m_isCalling = true;
    m_calls.dequeue()();
}

QString ProfileKeys::tokenKey() const
{
    return m_profileId + u"/key"_s;
}

QString ProfileKeys::counterFile() const
{
    return m_file + u".counter"_s;
}

bool ProfileKeys::isUnderPassphrase() const
{
    return QFile::exists(m_file);
}

QFuture<Result<ProfileKeys::Place>> ProfileKeys::place()
{
    return inTurn<Result<Place>>([this]() -> QFuture<Result<Place>> {
        if (isUnderPassphrase())
            return readyFuture(Result<Place>(Place::Passphrase));
        if (!QFile::exists(goneName(m_file)))
            return placeWithoutPassphrase();
        const QFuture<Status> removed = transformed(removeFiles(), this, [](const Status &) { return Status(); });
        return onSuccess(removed, this, [this] { return placeWithoutPassphrase(); });
    });
}

QFuture<Result<ProfileKeys::Place>> ProfileKeys::placeWithoutPassphrase()
{
    return transformed(m_tokens.read(tokenKey()), this, [](const auto &entry) -> Result<Place> {
        if (!entry)
            return fail(entry.error());
        return *entry ? Place::KeyStore : Place::Nowhere;
    });
}

QFuture<Result<ProfileKey>> ProfileKeys::make()
{
    return inTurn<Result<ProfileKey>>([this] {
        return keepInKeyStore(std::make_shared<SecureBytes>(SecureBytes::random(aead::keyBytes)), 0);
    });
}

QFuture<Result<ProfileKey>> ProfileKeys::makeUnder(SecureBytes passphrase)
{
    const auto secret = std::make_shared<SecureBytes>(std::move(passphrase));
    return inTurn<Result<ProfileKey>>([this, secret] {
        return keepUnder(std::make_shared<SecureBytes>(SecureBytes::random(aead::keyBytes)), secret, 0);
    });
}

QFuture<Result<ProfileKey>> ProfileKeys::read()
{
    return inTurn<Result<ProfileKey>>([this] { return readKeyStore(); });
}

QFuture<Result<ProfileKey>> ProfileKeys::readUnder(SecureBytes passphrase)
{
    const auto secret = std::make_shared<SecureBytes>(std::move(passphrase));
    return inTurn<Result<ProfileKey>>([this, secret] { return unwrapFile(secret); });
}

QFuture<Status> ProfileKeys::moveUnder(SecureBytes passphrase)
{
    const auto secret = std::make_shared<SecureBytes>(std::move(passphrase));
    return inTurn<Status>([this, secret] {
        return onSuccess(readKeyStore(), this, [this, secret](const ProfileKey &kept) {
            return onSuccess(keepUnder(kept.key, secret, std::max(kept.generation, m_noted)), this,
                [this](const ProfileKey &) { return m_tokens.remove(tokenKey()); });
        });
    });
}

QFuture<Status> ProfileKeys::changePassphrase(SecureBytes present, SecureBytes next)
{
    const auto before = std::make_shared<SecureBytes>(std::move(present));
    const auto after = std::make_shared<SecureBytes>(std::move(next));
    return inTurn<Status>([this, before, after] {
        return onSuccess(unwrapFile(before), this, [this, after](const ProfileKey &kept) {
            return transformed(keepUnder(kept.key, after, std::max(kept.generation, m_noted)), this,
                [](const Result<ProfileKey> &wrapped) { return wrapped ? Status() : Status(fail(wrapped.error())); });
        });
    });
}

QFuture<Status> ProfileKeys::moveToKeyStore(SecureBytes passphrase)
{
    const auto secret = std::make_shared<SecureBytes>(std::move(passphrase));
    return inTurn<Status>([this, secret] {
        return onSuccess(unwrapFile(secret), this, [this](const ProfileKey &kept) {
            return onSuccess(keepInKeyStore(kept.key, std::max(kept.generation, m_noted)), this,
                [this](const ProfileKey &) { return removeFiles(); });
        });
    });
}

QFuture<Status> ProfileKeys::remove()
{
    return inTurn<Status>([this] {
        m_timer.stop();
        m_noted = m_written = 0;
        const QFuture<Status> removed = m_tokens.remove(tokenKey());
        // A passphrase is for computers without a key store: there only the files count.
        if (isUnderPassphrase())
            return removeFiles();
        return onSuccess(removed, this, [this] { return removeFiles(); });
    });
}

QFuture<Status> ProfileKeys::removeFiles()
{
    return QtConcurrent::run([files = QStringList {m_file, counterFile()}]() -> Status {
        for (const QString &file : files)
            GATEHOUSE_TRY(removeForGood(file));
        return {};
    });
}

QFuture<Result<ProfileKey>> ProfileKeys::keepUnder(Secret key, Secret passphrase, quint64 generation)
{
    m_written = generation;
    return QtConcurrent::run([key, passphrase, generation, cost = m_cost, file = m_file, counter = counterFile(),
                                 owner = m_profileId.toUtf8()]() -> Result<ProfileKey> {
        const auto wrapped = wrapKey(*key, *passphrase, owner, cost);
        if (!wrapped)
            return fail(wrapped.error());
        GATEHOUSE_TRY(storage::makeFolderOf(file));
        GATEHOUSE_TRY(storage::writeDurably(counter, QByteArray::number(generation)));
        GATEHOUSE_TRY(storage::writeDurably(file, *wrapped));
        return ProfileKey{key, generation};
    });
}

QFuture<Result<ProfileKey>> ProfileKeys::keepInKeyStore(Secret key, quint64 generation)
{
    m_written = generation;
    QByteArray entry = encodeEntry(*key, generation);
    const QFuture<Status> written = m_tokens.write(tokenKey(), entry);
    return onSuccess(written, this, [key, generation] { return readyFuture(Result<ProfileKey>(ProfileKey{key, generation})); });
}

QFuture<Result<ProfileKey>> ProfileKeys::readKeyStore()
{
    using Answer = Result<ProfileKey>;
    if (isUnderPassphrase()) {
        return readyFuture(Answer(fail(coded(
            cryptoError(u"What is kept on this computer is under a passphrase. Give it to go on."_s), u"passphrase_needed"_s))));
    }
    return transformed(m_tokens.read(tokenKey()), this, [this](const Result<std::optional<QByteArray>> &entry) -> Answer {
        if (!entry)
            return fail(entry.error());
        if (!*entry)
            return fail(noKey());
        auto kept = decodeEntry(**entry);
        if (kept)
            m_written = kept->generation;
        return kept;
    });
}

QFuture<Result<ProfileKey>> ProfileKeys::unwrapFile(Secret passphrase)
{
    using Answer = Result<ProfileKey>;
    if (!isUnderPassphrase())
        return readyFuture(Answer(fail(noKey())));
    const QFuture<Answer> unwrapped = QtConcurrent::run(
        [passphrase, file = m_file, counter = counterFile(), owner = m_profileId.toUtf8()]() -> Answer {
            const auto wrapped = contentOf(file);
            if (!wrapped)
                return fail(wrapped.error());
            auto key = unwrapKey(*wrapped, *passphrase, owner);
            if (!key)
                return fail(std::move(key).error());
            return ProfileKey{std::make_shared<SecureBytes>(std::move(*key)), counterIn(counter)};
        });
    return onSuccess(unwrapped, this, [this](const ProfileKey &kept) {
        m_written = kept.generation;
        // A move to the passphrase that was cut short left it there too. Where there is no key store
        // this fails, and nothing was left.
        return transformed(m_tokens.remove(tokenKey()), this, [kept](const Status &) { return Answer(kept); });
    });
}

void ProfileKeys::noteGeneration(quint64 generation, bool isDecisive)
{
    m_noted = std::max(m_noted, generation);
    const int within = isDecisive ? decisiveWithinMs : writeWithinMs;
    // Never later than it was to be: what follows in quick succession is written together.
    if (m_noted > m_written && (!m_timer.isActive() || m_timer.remainingTime() > within))
        m_timer.start(within);
}

QFuture<Status> ProfileKeys::flush()
{
    m_timer.stop();
    return inTurn<Status>([this] { return writeCounter(); });
}

QFuture<Status> ProfileKeys::writeCounter()
{
    const quint64 generation = m_noted;
    if (generation <= m_written)
        return readyFuture(Status());
    const auto remember = [this, generation](const Status &written) {
        if (written)
            m_written = generation;
        return written;
    };
    if (isUnderPassphrase()) {
        return transformed(QtConcurrent::run([file = counterFile(), generation] {
            return storage::writeDurably(file, QByteArray::number(generation));
        }), this, remember);
    }
    return transformed(onSuccess(readKeyStore(), this, [this, generation](const ProfileKey &kept) {
        return m_tokens.write(tokenKey(), encodeEntry(*kept.key, generation));
    }), this, remember);
}

} // namespace gatehouse
