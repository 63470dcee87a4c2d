// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/filetokenstore.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qint64 longestSecret = 64 * 1024;

//! Makes a rename or removal in \a directory survive a power cut.
bool syncDirectory(const QString &directory)
{
    const int descriptor = ::open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

Error failed(const QString &what, const QString &detail)
{
    return storageError(u"The sign-in cannot be kept on this computer: %1"_s.arg(what), detail);
}

} // namespace

FileTokenStore::FileTokenStore(QString directory)
    : m_directory(std::move(directory))
{
}

QString FileTokenStore::path(const QString &key) const
{
    // A key may hold characters that no file name can.
    const QByteArray name = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex();
    return m_directory + u'/' + QString::fromLatin1(name.left(32)) + u".secret"_s;
}

QFuture<Result<std::optional<QByteArray>>> FileTokenStore::read(const QString &key)
{
    using Answer = Result<std::optional<QByteArray>>;
    QFile file(path(key));
    if (!file.exists())
        return readyFuture(Answer(std::nullopt));
    if (!file.open(QIODevice::ReadOnly))
        return readyFuture(Answer(fail(failed(u"its file cannot be read"_s, file.errorString()))));
    return readyFuture(Answer(file.read(longestSecret)));
}

QFuture<Status> FileTokenStore::write(const QString &key, const QByteArray &secret)
{
    return readyFuture(writeDurably(path(key), secret));
}

Status FileTokenStore::writeDurably(const QString &path, const QByteArray &secret) const
{
    if (!QDir().mkpath(m_directory)
        || !QFile::setPermissions(
            m_directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
        return fail(failed(u"its directory cannot be made"_s, m_directory));
    }
    const QByteArray target = QFile::encodeName(path);
    const QByteArray temporary = target + ".new";
    // By hand and not by QSaveFile: the mode must be right before the first byte is written.
    ::unlink(temporary.constData());
    const int descriptor = ::open(
        temporary.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(failed(u"its file cannot be made"_s, qt_error_string(errno)));
    const bool written = ::write(descriptor, secret.constData(), size_t(secret.size())) == secret.size()
        && ::fsync(descriptor) == 0;
    const QString why = qt_error_string(errno);
    ::close(descriptor);
    if (!written || ::rename(temporary.constData(), target.constData()) != 0
        || !syncDirectory(m_directory)) {
        ::unlink(temporary.constData());
        return fail(failed(u"its file cannot be written"_s, why));
    }
    return {};
}

QFuture<Status> FileTokenStore::remove(const QString &key)
{
    const QString file = path(key);
    if (QFile::exists(file) && (!QFile::remove(file) || !syncDirectory(m_directory)))
        return readyFuture(Status(fail(failed(u"its file cannot be removed"_s, file))));
    return readyFuture(Status());
}

} // namespace gatehouse
