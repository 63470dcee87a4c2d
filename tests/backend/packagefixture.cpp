// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "packagefixture.h"

#include "backend/npm/integrity.h"
#include "core/base/json.h"

#include <archive.h>
#include <archive_entry.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

void writeEntry(archive *out, const FixtureEntry &fixture)
{
    archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, fixture.path.constData());
    archive_entry_set_perm(entry, mode_t(fixture.mode));
    archive_entry_set_size(entry, 0);
    switch (fixture.kind) {
    case FixtureEntry::Kind::File:
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, fixture.bytes.size() + fixture.holeBytes);
        if (fixture.holeBytes > 0)
            archive_entry_sparse_add_entry(entry, 0, fixture.bytes.size());
        break;
    case FixtureEntry::Kind::Directory:
        archive_entry_set_filetype(entry, AE_IFDIR);
        break;
    case FixtureEntry::Kind::SymbolicLink:
        archive_entry_set_filetype(entry, AE_IFLNK);
        archive_entry_set_symlink(entry, fixture.bytes.constData());
        break;
    case FixtureEntry::Kind::HardLink:
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_hardlink(entry, fixture.bytes.constData());
        break;
    case FixtureEntry::Kind::CharacterDevice:
        archive_entry_set_filetype(entry, AE_IFCHR);
        break;
    }
    archive_write_header(out, entry);
    if (fixture.kind == FixtureEntry::Kind::File)
        archive_write_data(out, fixture.bytes.constData(), size_t(fixture.bytes.size()));
    archive_entry_free(entry);
}

la_ssize_t append(archive *, void *to, const void *bytes, size_t count)
{
    static_cast<QByteArray *>(to)->append(static_cast<const char *>(bytes), qsizetype(count));
    return la_ssize_t(count);
}

} // namespace

QByteArray packTarball(const QList<FixtureEntry> &entries)
{
    QByteArray bytes;
    archive *out = archive_write_new();
    archive_write_add_filter_gzip(out);
    archive_write_set_format_pax_restricted(out);
    archive_write_open(out, &bytes, nullptr, append, nullptr);
    for (const FixtureEntry &entry : entries)
        writeEntry(out, entry);
    archive_write_free(out);
    return bytes;
}

QByteArray tarHeader(const QByteArray &path, qint64 bytes)
{
    QByteArray header(512, '\0');
    header.replace(0, path.size(), path);
    header.replace(100, 7, "0000644");
    header.replace(124, 11, QByteArray::number(bytes, 8).rightJustified(11, '0'));
    header.replace(136, 11, "00000000000");
    header.replace(148, 8, "        ");
    header[156] = '0';
    header.replace(257, 8, QByteArray("ustar\00000", 8));
    int sum = 0;
    for (const char c : std::as_const(header))
        sum += uchar(c);
    header.replace(148, 7, QByteArray::number(sum, 8).rightJustified(6, '0').append('\0'));
    return header;
}

QByteArray packPackage(const QJsonObject &manifest, const QList<FixtureEntry> &files)
{
    QList<FixtureEntry> entries = {{"package/package.json", toJsonBytes(manifest)}};
    for (FixtureEntry file : files) {
        file.path.prepend("package/");
        entries << file;
    }
    return packTarball(entries);
}

QByteArray packumentOf(const QList<FixtureVersion> &versions, const QString &base)
{
    QJsonObject manifests;
    QJsonObject times;
    QString name;
    QString latest;
    for (const FixtureVersion &version : versions) {
        QJsonObject manifest = version.manifest;
        name = manifest.value("name"_L1).toString();
        latest = manifest.value("version"_L1).toString();
        manifest.insert(u"dist"_s,
            QJsonObject{{u"integrity"_s, sha512Sri(version.tarball)},
                {u"tarball"_s, QString(base + u'/' + name + u"/-/" + latest + u".tgz")}});
        manifests.insert(latest, manifest);
        times.insert(latest, version.publishedAt);
    }
    return toJsonBytes({{u"name"_s, name}, {u"versions"_s, manifests}, {u"time"_s, times},
        {u"dist-tags"_s, QJsonObject{{u"latest"_s, latest}}}});
}

} // namespace gatehouse::testsupport
