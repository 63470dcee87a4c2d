// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/tarball.h"

#include <QStringDecoder>
#include <QStringList>

#include <archive.h>
#include <archive_entry.h>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct ArchiveDeleter
{
    void operator()(archive *handle) const { archive_read_free(handle); }
};
using Archive = std::unique_ptr<archive, ArchiveDeleter>;

constexpr size_t ChunkBytes = 64 * 1024;

Error refused(const char *code, const QString &reason)
{
    return inputError(QLatin1String(code), u"The tarball was refused: %1"_s.arg(reason));
}

Error corrupt(archive *handle)
{
    Error error = refused("tarball_corrupt", u"it cannot be read to its end"_s);
    error.detail = QString::fromUtf8(archive_error_string(handle));
    return error;
}

QByteArray rawPath(archive_entry *entry)
{
    const char *path = archive_entry_pathname_utf8(entry);
    if (path == nullptr)
        path = archive_entry_pathname(entry);
    return path == nullptr ? QByteArray() : QByteArray(path);
}

// Escapes what could forge a line or a colour in a log or on a screen.
QString shown(const QByteArray &path)
{
    return QString::fromLatin1(path.left(120).toPercentEncoding("/ @+()[]{},;:=!&$'*"));
}

Status checkCharacters(const QByteArray &path, const QString &text, const TarLimits &limits)
{
    if (path.isEmpty() || path.size() > limits.pathBytes)
        return fail(refused("tarball_path_invalid", u"a path is empty or too long"_s));
    for (const QChar c : text) {
        const bool isOverride = c.category() == QChar::Other_Format;
        if (c.category() == QChar::Other_Control || isOverride || c == u'\\') {
            return fail(refused("tarball_path_invalid",
                u"a path holds control characters or backslashes: %1"_s.arg(shown(path))));
        }
    }
    return {};
}

Result<QString> safePath(const QByteArray &path, const TarLimits &limits)
{
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(path);
    if (decode.hasError())
        return fail(refused("tarball_path_invalid", u"a path is no UTF-8: %1"_s.arg(shown(path))));
    GATEHOUSE_TRY(checkCharacters(path, text, limits));
    const bool hasDrive = text.size() > 1 && text.at(1) == u':';
    if (text.startsWith(u'/') || hasDrive)
        return fail(refused("tarball_path_escape", u"a path is absolute: %1"_s.arg(shown(path))));
    QStringList parts = text.split(u'/', Qt::SkipEmptyParts);
    parts.removeAll(u"."_s);
    if (parts.contains(u".."_s))
        return fail(
            refused("tarball_path_escape", u"a path leaves the package: %1"_s.arg(shown(path))));
    // npm strips the top folder, whatever its name.
    return parts.mid(1).join(u'/');
}

Status checkKind(archive_entry *entry, const QByteArray &path)
{
    if (archive_entry_hardlink(entry) != nullptr || archive_entry_filetype(entry) == AE_IFLNK)
        return fail(refused("tarball_link", u"it holds a link: %1"_s.arg(shown(path))));
    const auto type = archive_entry_filetype(entry);
    if (type != AE_IFREG && type != AE_IFDIR)
        return fail(
            refused("tarball_special_file", u"it holds a device or pipe: %1"_s.arg(shown(path))));
    return {};
}

class Reader final
{
public:
    Reader(const QByteArray &bytes, const TarLimits &limits)
        : m_bytes(bytes)
        , m_limits(limits)
        , m_archive(archive_read_new())
    {
    }

    Result<TarFiles> read()
    {
        if (m_bytes.size() > m_limits.compressedBytes)
            return fail(refused("tarball_too_large", u"it is larger than allowed"_s));
        archive *handle = m_archive.get();
        archive_read_support_filter_gzip(handle);
        archive_read_support_format_tar(handle);
        if (archive_read_open_memory(handle, m_bytes.constData(), size_t(m_bytes.size()))
            != ARCHIVE_OK)
            return fail(corrupt(handle));
        for (;;) {
            archive_entry *entry = nullptr;
            const int state = archive_read_next_header(handle, &entry);
            if (state == ARCHIVE_EOF)
                break;
            // A warning is a name that this computer's locale cannot spell; safePath judges names
            // itself.
            if (state != ARCHIVE_OK && state != ARCHIVE_WARN)
                return fail(corrupt(handle));
            GATEHOUSE_TRY(take(entry));
        }
        if (m_files.isEmpty())
            return fail(refused("tarball_empty", u"it holds no file"_s));
        return std::move(m_files);
    }

private:
    Status take(archive_entry *entry)
    {
        const QByteArray raw = rawPath(entry);
        GATEHOUSE_TRY(checkKind(entry, raw));
        const auto path = safePath(raw, m_limits);
        if (!path)
            return fail(path.error());
        if (++m_entries > m_limits.files)
            return fail(refused(
                "tarball_too_many_files", u"it holds more than %1 entries"_s.arg(m_limits.files)));
        if (archive_entry_filetype(entry) == AE_IFDIR)
            return {};
        if (path->isEmpty())
            return fail(refused("tarball_path_invalid",
                u"a file lies outside the top folder: %1"_s.arg(shown(raw))));
        // What a header announces is refused before a byte of it is unpacked.
        if (archive_entry_size_is_set(entry) != 0 && archive_entry_size(entry) > m_limits.fileBytes) {
            return fail(refused("tarball_too_large",
                u"a file is larger than allowed: %1"_s.arg(shown(raw))));
        }
        if (m_files.contains(*path))
            return fail(refused("tarball_duplicate", u"a path occurs twice: %1"_s.arg(shown(raw))));
        TarEntry file;
        file.mode = int(archive_entry_perm(entry));
        GATEHOUSE_TRY(readBytes(file.bytes, raw));
        m_files.insert(*path, std::move(file));
        return {};
    }

    Status readBytes(QByteArray &out, const QByteArray &path)
    {
        m_chunk.resize(ChunkBytes);
        for (;;) {
            const auto count = archive_read_data(m_archive.get(), m_chunk.data(), ChunkBytes);
            if (count < 0)
                return fail(corrupt(m_archive.get()));
            if (count == 0)
                return {};
            m_unpacked += count;
            out.append(m_chunk.constData(), count);
            GATEHOUSE_TRY(checkSizes(out.size(), path));
        }
    }

    Status checkSizes(qsizetype fileSize, const QByteArray &path) const
    {
        if (fileSize > m_limits.fileBytes)
            return fail(refused(
                "tarball_too_large", u"a file is larger than allowed: %1"_s.arg(shown(path))));
        if (m_unpacked > m_limits.unpackedBytes)
            return fail(refused("tarball_too_large", u"it unpacks to more than allowed"_s));
        if (m_unpacked > m_limits.ratioFloorBytes && m_unpacked / m_limits.ratio > m_bytes.size())
            return fail(refused("tarball_bomb",
                u"it unpacks to more than %1 times its size"_s.arg(m_limits.ratio)));
        return {};
    }

    const QByteArray &m_bytes;
    const TarLimits &m_limits;
    Archive m_archive;
    TarFiles m_files;
    QByteArray m_chunk;
    qint64 m_unpacked = 0;
    int m_entries = 0;
};

} // namespace

Result<TarFiles> readTarball(const QByteArray &bytes, const TarLimits &limits)
{
    return Reader(bytes, limits).read();
}

} // namespace gatehouse
