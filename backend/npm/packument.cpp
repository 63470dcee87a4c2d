// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/packument.h"

#include "backend/npm/semver.h"
#include "core/base/clock.h"
#include "core/base/json.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

Result<Packument> Packument::parse(const QString &name, const QByteArray &document)
{
    auto object = parseJsonObject(document);
    if (!object || !object->value("versions"_L1).isObject()) {
        return fail(inputError(u"packument_invalid"_s,
            u"The registry's answer for %1 is no package document"_s.arg(name)));
    }
    if (object->value("name"_L1).toString() != name) {
        return fail(inputError(u"packument_invalid"_s,
            u"The registry's answer for %1 names another package"_s.arg(name)));
    }
    Packument packument;
    packument.m_name = name;
    packument.m_manifests = object->value("versions"_L1).toObject();
    packument.m_times = object->value("time"_L1).toObject();
    packument.m_tags = object->value("dist-tags"_L1).toObject();
    packument.m_modified = object->value("modified"_L1).toString(packument.m_times.value("modified"_L1).toString());
    const QStringList keys = packument.m_manifests.keys();
    for (const QString &version : keys) {
        if (SemVer::parse(version))
            packument.m_versions << version;
    }
    std::sort(packument.m_versions.begin(), packument.m_versions.end(), versionLess);
    if (packument.m_versions.isEmpty())
        return fail(inputError(u"package_empty"_s, u"%1 has no published version"_s.arg(name)));
    return packument;
}

QString Packument::latestVersion() const
{
    const QString tagged = m_tags.value("latest"_L1).toString();
    if (m_versions.contains(tagged))
        return tagged;
    for (auto it = m_versions.rbegin(); it != m_versions.rend(); ++it) {
        if (!SemVer::parse(*it)->isPrerelease())
            return *it;
    }
    return m_versions.last();
}

QString Packument::taggedVersion(const QString &name) const
{
    const QString tagged = m_tags.value(name).toString();
    return m_manifests.contains(tagged) ? tagged : QString();
}

QDateTime Packument::modifiedAt() const
{
    return fromRfc3339(m_modified);
}

QJsonObject Packument::manifest(const QString &version) const
{
    return m_manifests.value(version).toObject();
}

QDateTime Packument::publishedAt(const QString &version) const
{
    return fromRfc3339(m_times.value(version).toString());
}

QString Packument::publishedBefore(const QString &version) const
{
    const QDateTime own = publishedAt(version);
    QString best;
    QDateTime bestTime;
    for (const QString &other : m_versions) {
        const QDateTime time = publishedAt(other);
        if (!own.isValid() || !time.isValid() || time >= own)
            continue;
        if (!bestTime.isValid() || time > bestTime) {
            best = other;
            bestTime = time;
        }
    }
    return best;
}

QUrl Packument::tarballUrl(const QString &version) const
{
    return QUrl(manifest(version).value("dist"_L1)["tarball"_L1].toString(), QUrl::StrictMode);
}

Result<Integrity> Packument::integrity(const QString &version) const
{
    const QJsonValue dist = manifest(version).value("dist"_L1);
    return parseIntegrity(dist["integrity"_L1].toString(), dist["shasum"_L1].toString());
}

QString publisherOf(const QJsonObject &manifest)
{
    return manifest.value("_npmUser"_L1)["name"_L1].toString();
}

} // namespace gatehouse
