// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/integrity.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

namespace gatehouse {

//! Everything a registry says about one package: all versions' manifests, dates and tags. Written
//! by strangers; nothing in it is trusted before the tarball agrees.
class Packument final
{
public:
    //! Code "packument_invalid" when \a document is none, or belongs to another package than \a
    //! name.
    [[nodiscard]] static Result<Packument> parse(const QString &name, const QByteArray &document);

    const QString &name() const { return m_name; }
    //! Oldest first, in the order of semantic versions.
    const QStringList &versions() const { return m_versions; }
    //! The "latest" tag, or the highest release when the tag is missing or names no version.
    QString latestVersion() const;
    //! The version that the tag \a name names; empty when there is no such tag or version.
    QString taggedVersion(const QString &name) const;
    //! When anything about the package last changed; invalid when the registry does not tell.
    QDateTime modifiedAt() const;
    bool has(const QString &version) const { return m_manifests.contains(version); }
    QJsonObject manifest(const QString &version) const;
    //! Invalid when the registry does not tell.
    QDateTime publishedAt(const QString &version) const;
    //! The version published last before \a version; empty when there is none or dates are missing.
    QString publishedBefore(const QString &version) const;
    QUrl tarballUrl(const QString &version) const;
    [[nodiscard]] Result<Integrity> integrity(const QString &version) const;

private:
    QString m_name;
    QStringList m_versions;
    QJsonObject m_manifests;
    QJsonObject m_times;
    QJsonObject m_tags;
    QString m_modified;
};

//! Who published: the manifest's `_npmUser.name`; empty when the registry does not tell.
QString publisherOf(const QJsonObject &manifest);

} // namespace gatehouse
