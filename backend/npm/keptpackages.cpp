// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/keptpackages.h"

#include "core/base/clock.h"
#include "core/base/json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

Status makePrivateDirectory(const QString &path)
{
    if (!QDir().mkpath(path))
        return fail(storageError(u"The package store cannot be created"_s, path));
    if (!QFile::setPermissions(path, OwnerOnly | QFileDevice::ExeOwner))
        return fail(storageError(u"The package store cannot be made private"_s, path));
    return {};
}

Status writePrivateFile(const QString &path, const QByteArray &bytes)
{
    GATEHOUSE_TRY(makePrivateDirectory(QFileInfo(path).path()));
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(OwnerOnly)
        && file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        return fail(storageError(u"A package cannot be kept"_s, file.errorString()));
    return {};
}

std::optional<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

} // namespace

Status KeptPackages::keepTarball(const Integrity &integrity, const QByteArray &bytes) const
{
    return writePrivateFile(tarballPath(integrity), bytes);
}

std::optional<QByteArray> KeptPackages::tarball(const Integrity &integrity) const
{
    auto bytes = readFile(tarballPath(integrity));
    if (!bytes || !verifyIntegrity(integrity, *bytes))
        return std::nullopt;
    return bytes;
}

Status KeptPackages::keepDocument(const QString &package, const Document &document) const
{
    // One file, so that the document and its age cannot come apart: a header line, then the
    // document.
    const QByteArray header = toJsonBytes({{u"readAt"_s, toRfc3339(document.readAt)},
        {u"etag"_s, QString::fromLatin1(document.etag)}});
    return writePrivateFile(documentPath(package), header + '\n' + document.bytes);
}

std::optional<KeptPackages::Document> KeptPackages::document(const QString &package) const
{
    const auto bytes = readFile(documentPath(package));
    if (!bytes)
        return std::nullopt;
    const qsizetype end = bytes->indexOf('\n');
    const auto header = parseJsonObject(bytes->left(std::max<qsizetype>(end, 0)));
    if (!header)
        return std::nullopt;
    return Document{bytes->mid(end + 1), header->value("etag"_L1).toString().toLatin1(),
        fromRfc3339(header->value("readAt"_L1).toString())};
}

QString KeptPackages::tarballPath(const Integrity &integrity) const
{
    return m_directory + u"/tarballs/" + integrity.algorithm + u'/' + integrity.hex() + u".tgz";
}

QString KeptPackages::documentPath(const QString &package) const
{
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(package));
    return m_directory + u"/documents/" + encoded + u".json";
}

} // namespace gatehouse
