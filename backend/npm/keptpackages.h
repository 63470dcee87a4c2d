// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/integrity.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace gatehouse {

//! What was once downloaded, kept in a directory of our own (0700, files 0600): tarballs by digest,
//! package documents by name with the time they were read. Files appear whole or not at all. Any
//! thread.
class KeptPackages final
{
public:
    explicit KeptPackages(QString directory)
        : m_directory(std::move(directory))
    {
    }

    struct Document
    {
        QByteArray bytes;
        QByteArray etag;
        QDateTime readAt;
    };

    [[nodiscard]] Status keepTarball(const Integrity &integrity, const QByteArray &bytes) const;
    //! Nothing when it is not kept, or when what is kept no longer has the digest.
    std::optional<QByteArray> tarball(const Integrity &integrity) const;
    [[nodiscard]] Status keepDocument(const QString &package, const Document &document) const;
    std::optional<Document> document(const QString &package) const;

private:
    QString tarballPath(const Integrity &integrity) const;
    QString documentPath(const QString &package) const;

    QString m_directory;
};

} // namespace gatehouse
