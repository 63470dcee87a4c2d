// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/profiles.h"

#include "core/base/json.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Document
{
    int version = 1;
    QList<Profile> profiles;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("version", s.version);
        visit("profiles", s.profiles);
    }
};

template <typename Predicate>
std::optional<Profile> firstWhere(const QList<Profile> &profiles, Predicate matches)
{
    const auto it = std::find_if(profiles.begin(), profiles.end(), matches);
    return it == profiles.end() ? std::nullopt : std::optional(*it);
}

} // namespace

Profile refreshed(Profile profile, const QUrl &url, const Meta &meta)
{
    profile.portalUrl = url.toString();
    profile.portalName = meta.name;
    profile.sandbox = meta.sandbox;
    profile.issuer = meta.oidc.issuer;
    profile.clientId = meta.oidc.clientId;
    profile.scopes = meta.oidc.scopes;
    profile.resource = meta.oidc.resource;
    return profile;
}

Profiles::Profiles(QString file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
{
}

Status Profiles::load()
{
    QFile file(m_file);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return fail(storageError(u"The list of portals cannot be read."_s, file.errorString()));
    const auto json = parseJsonObject(file.readAll());
    if (!json)
        return fail(storageError(u"The list of portals is damaged."_s, m_file));
    auto document = fromJson<Document>(*json);
    if (!document)
        return fail(storageError(u"The list of portals is damaged."_s, document.error().message));
    m_profiles = std::move(document->profiles);
    Q_EMIT changed();
    return {};
}

std::optional<Profile> Profiles::find(const QString &id) const
{
    return firstWhere(m_profiles, [&id](const Profile &profile) { return profile.id == id; });
}

std::optional<Profile> Profiles::find(
    const QString &portalUrl, const QString &issuer, const QString &subject) const
{
    return firstWhere(m_profiles, [&](const Profile &profile) {
        // The sandbox moves from port to port and stays the same.
        const bool samePlace = profile.portalUrl == portalUrl && profile.issuer == issuer;
        const bool bothSandbox = profile.sandbox && QUrl(portalUrl).host() == QUrl(profile.portalUrl).host();
        return profile.subject == subject && (samePlace || bothSandbox);
    });
}

Status Profiles::remember(const Profile &profile)
{
    QList<Profile> profiles = m_profiles;
    profiles.removeIf([&profile](const Profile &known) { return known.id == profile.id; });
    profiles.prepend(profile);
    return save(std::move(profiles));
}

Status Profiles::forget(const QString &id)
{
    QList<Profile> profiles = m_profiles;
    profiles.removeIf([&id](const Profile &known) { return known.id == id; });
    return save(std::move(profiles));
}

Status Profiles::save(QList<Profile> profiles)
{
    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.write(toJsonBytes(toJson(Document {1, profiles}))) > 0 && file.commit();
    if (!written)
        return fail(storageError(u"The list of portals cannot be written."_s, file.errorString()));
    m_profiles = std::move(profiles);
    Q_EMIT changed();
    return {};
}

} // namespace gatehouse
