// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace gatehouse::testsupport {

struct FixtureEntry
{
    enum class Kind { File, Directory, SymbolicLink, HardLink, CharacterDevice };

    QByteArray path;
    QByteArray bytes;
    Kind kind = Kind::File;
    int mode = 0644;
    qint64 holeBytes = 0; //!< Behind the bytes: a sparse file, which takes no room in the tar.
};

//! A gzipped tar with exactly these entries, however hostile.
QByteArray packTarball(const QList<FixtureEntry> &entries);
//! The header of one entry alone, in a tar that is not compressed: it announces \a bytes.
QByteArray tarHeader(const QByteArray &path, qint64 bytes);
//! package.json and further files below "package/", as npm packs them.
QByteArray packPackage(const QJsonObject &manifest, const QList<FixtureEntry> &files = {});

struct FixtureVersion
{
    QJsonObject manifest; //!< name and version included.
    QByteArray tarball;
    QString publishedAt;
};

//! A registry's document; every tarball lies at \a base/NAME/-/VERSION.tgz.
QByteArray packumentOf(const QList<FixtureVersion> &versions, const QString &base);

} // namespace gatehouse::testsupport
