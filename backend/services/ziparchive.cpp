// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/ziparchive.h"

#include <QRegularExpression>

#include <archive.h>
#include <archive_entry.h>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr qint64 chunkBytes = 64 * 1024;
constexpr int fileMode = 0644;

struct EntryDeleter
{
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};
struct WriterDeleter
{
    void operator()(archive *handle) const { archive_write_free(handle); }
};
struct ReaderDeleter
{
    void operator()(archive *handle) const { archive_read_free(handle); }
};
using Writer = std::unique_ptr<archive, WriterDeleter>;
using Reader = std::unique_ptr<archive, ReaderDeleter>;

la_ssize_t append(archive *, void *target, const void *bytes, size_t size)
{
    static_cast<QByteArray *>(target)->append(static_cast<const char *>(bytes), qsizetype(size));
    return la_ssize_t(size);
}

Error unwritten(archive *handle)
{
    return storageError(u"The archive cannot be written"_s, QString::fromUtf8(archive_error_string(handle)));
}

Error refused(const QString &why)
{
    return inputError(u"zip_refused"_s, u"The archive was refused: %1."_s.arg(why));
}

Status writeFile(archive *handle, const QString &name, const QByteArray &content, const QDateTime &modified)
{
    const std::unique_ptr<archive_entry, EntryDeleter> entry(archive_entry_new());
    archive_entry_set_pathname_utf8(entry.get(), name.toUtf8().constData());
    archive_entry_set_size(entry.get(), content.size());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), fileMode);
    archive_entry_set_mtime(entry.get(), modified.toSecsSinceEpoch(), 0);
    const bool written = archive_write_header(handle, entry.get()) == ARCHIVE_OK
        && archive_write_data(handle, content.constData(), size_t(content.size())) == content.size();
    return written ? Status() : fail(unwritten(handle));
}

Result<QString> safeName(archive_entry *entry, const ZipLimits &limits)
{
    static const QRegularExpression shape(u"\\A[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\\z"_s);
    const char *path = archive_entry_pathname_utf8(entry);
    const QString name = path ? QString::fromUtf8(path) : QString();
    if (name.size() > limits.nameBytes || !shape.match(name).hasMatch())
        return fail(refused(u"it has a name that no bundle has"_s));
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry))
        return fail(refused(u"%1 is no plain file"_s.arg(name)));
    return name;
}

Result<QByteArray> content(archive *handle, qint64 room)
{
    QByteArray bytes;
    QByteArray chunk(chunkBytes, Qt::Uninitialized);
    for (;;) {
        const la_ssize_t got = archive_read_data(handle, chunk.data(), size_t(chunk.size()));
        if (got == 0)
            return bytes;
        if (got < 0)
            return fail(refused(u"it cannot be read to its end"_s));
        if (bytes.size() + got > room)
            return fail(refused(u"it is larger than a bundle can be"_s));
        bytes.append(chunk.constData(), got);
    }
}

} // namespace

Result<QByteArray> writeZip(const ZipFiles &files, const QDateTime &modified)
{
    QByteArray bytes;
    const Writer handle(archive_write_new());
    // Tapes have blocks, files end where they end.
    if (archive_write_set_format_zip(handle.get()) != ARCHIVE_OK || archive_write_set_bytes_in_last_block(handle.get(), 1) != ARCHIVE_OK
        || archive_write_open(handle.get(), &bytes, nullptr, append, nullptr) != ARCHIVE_OK) {
        return fail(unwritten(handle.get()));
    }
    for (auto it = files.begin(); it != files.end(); ++it)
        GATEHOUSE_TRY(writeFile(handle.get(), it.key(), it.value(), modified));
    if (archive_write_close(handle.get()) != ARCHIVE_OK)
        return fail(unwritten(handle.get()));
    return bytes;
}

Result<ZipFiles> readZip(const QByteArray &bytes, const ZipLimits &limits)
{
    const Reader handle(archive_read_new());
    if (bytes.size() > limits.bytes || archive_read_support_format_zip_seekable(handle.get()) != ARCHIVE_OK
        || archive_read_open_memory(handle.get(), bytes.constData(), size_t(bytes.size())) != ARCHIVE_OK) {
        return fail(refused(u"it is no zip archive"_s));
    }
    ZipFiles files;
    qint64 room = limits.bytes;
    archive_entry *entry = nullptr;
    for (;;) {
        const int status = archive_read_next_header(handle.get(), &entry);
        if (status == ARCHIVE_EOF)
            return files;
        if (status != ARCHIVE_OK || files.size() >= limits.files)
            return fail(refused(u"it cannot be read to its end"_s));
        const auto name = safeName(entry, limits);
        if (!name)
            return fail(name.error());
        auto read = content(handle.get(), room);
        if (!read)
            return fail(std::move(read).error());
        if (files.contains(*name))
            return fail(refused(u"%1 is in it twice"_s.arg(*name)));
        room -= read->size();
        files.insert(*name, std::move(*read));
    }
}

} // namespace gatehouse::services
