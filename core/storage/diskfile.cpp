// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/diskfile.h"

#include "core/storage/storageerrors.h"

#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

Result<DiskFile> DiskFile::open(const QString &path, int flags)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return fail(systemError(errno, path));
    return DiskFile(descriptor, path);
}

DiskFile::DiskFile(int descriptor, QString path)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
{
}

DiskFile::~DiskFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

DiskFile::DiskFile(DiskFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
{
}

DiskFile &DiskFile::operator=(DiskFile &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_path, other.m_path);
    return *this;
}

bool DiskFile::lock() const
{
    return ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0;
}

Result<qint64> DiskFile::size() const
{
    struct stat facts;
    if (::fstat(m_descriptor, &facts) != 0)
        return fail(systemError(errno, m_path));
    return qint64(facts.st_size);
}

Result<QByteArray> DiskFile::readAll() const
{
    const auto length = size();
    if (!length)
        return fail(length.error());
    return readStart(*length);
}

Result<QByteArray> DiskFile::readStart(qint64 count) const
{
    QByteArray bytes(count, Qt::Uninitialized);
    qint64 done = 0;
    while (done < count) {
        const ssize_t got = ::pread(m_descriptor, bytes.data() + done, size_t(count - done), done);
        if (got < 0 && errno != EINTR)
            return fail(systemError(errno, m_path));
        if (got == 0)
            break;
        done += std::max<ssize_t>(got, 0);
    }
    bytes.truncate(done);
    return bytes;
}

Status DiskFile::writeAt(qint64 offset, QByteArrayView bytes) const
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::pwrite(m_descriptor, bytes.data() + done, size_t(bytes.size() - done), offset + done);
        if (count < 0 && errno != EINTR)
            return fail(systemError(errno, m_path));
        if (count == 0)
            return fail(systemError(ENOSPC, m_path));
        done += std::max<ssize_t>(count, 0);
    }
    return {};
}

Status DiskFile::truncate(qint64 length) const
{
    if (::ftruncate(m_descriptor, length) != 0)
        return fail(systemError(errno, m_path));
    return {};
}

Status DiskFile::sync() const
{
    if (::fdatasync(m_descriptor) != 0)
        return fail(systemError(errno, m_path));
    return {};
}

Status syncFolderOf(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(systemError(errno, folder));
    const int synced = ::fsync(descriptor);
    const int number = errno;
    ::close(descriptor);
    if (synced != 0)
        return fail(systemError(number, folder));
    return {};
}

Status renameFile(const QString &from, const QString &to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return fail(systemError(errno, to));
    return {};
}

Status removeFile(const QString &path)
{
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return fail(systemError(errno, path));
    return {};
}

Status writeDurably(const QString &path, QByteArrayView bytes)
{
    const QString fresh = path + u".new"_s;
    GATEHOUSE_TRY(removeFile(fresh));
    const auto file = DiskFile::open(fresh, O_WRONLY | O_CREAT | O_EXCL);
    if (!file)
        return fail(file.error());
    GATEHOUSE_TRY(file->writeAt(0, bytes));
    GATEHOUSE_TRY(file->sync());
    GATEHOUSE_TRY(renameFile(fresh, path));
    return syncFolderOf(path);
}

Status makeFolderOf(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    if (QFileInfo(folder).isDir())
        return {};
    if (!QDir().mkpath(folder))
        return fail(systemError(errno, folder));
    if (!QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return fail(systemError(errno, folder));
    return syncFolderOf(folder);
}

} // namespace gatehouse::storage
