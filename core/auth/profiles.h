// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/tokenset.h"
#include "core/base/ids.h"
#include "core/contract/common.h"

#include <QDateTime>
#include <QObject>
#include <QUrl>

namespace gatehouse {

//! One person at one portal, as this computer remembers it. Holds no secret.
struct Profile
{
    QString id; //!< prf_…, names its token in the TokenStore and its data on disk.
    QString portalUrl;
    QString portalName;
    bool sandbox = false;
    QString issuer;
    QString clientId;
    QStringList scopes;
    QString resource;
    QString subject; //!< With issuer: who it is. Never the name or the mail address.
    QString personName;
    QString email;
    QDateTime lastUsed;

    bool operator==(const Profile &) const = default;
    SignInTarget target() const { return {issuer, clientId, scopes, resource}; }

    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("portalUrl", s.portalUrl);
        visit("portalName", s.portalName);
        visit("sandbox", s.sandbox);
        visit("issuer", s.issuer);
        visit("clientId", s.clientId);
        visit("scopes", s.scopes);
        visit("resource", s.resource);
        visit("subject", s.subject);
        visit("personName", s.personName);
        visit("email", s.email);
        visit("lastUsed", s.lastUsed);
    }
};

//! \a profile with what the portal at \a url now says about itself: the sandbox's port changes.
Profile refreshed(Profile profile, const QUrl &url, const Meta &meta);

//! The profiles of this computer in one JSON file, newest use first. GUI thread.
class Profiles final : public QObject
{
    Q_OBJECT

public:
    explicit Profiles(QString file, QObject *parent = nullptr);

    //! A missing file is an empty list; one that cannot be read is an error and is left alone.
    [[nodiscard]] Status load();
    const QList<Profile> &all() const { return m_profiles; }
    std::optional<Profile> find(const QString &id) const;
    //! The one for the same portal and person, so that signing in twice gives one profile.
    std::optional<Profile> find(const QString &portalUrl, const QString &issuer, const QString &subject) const;

    //! Adds or replaces by id and puts it first.
    [[nodiscard]] Status remember(const Profile &profile);
    [[nodiscard]] Status forget(const QString &id);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] Status save(QList<Profile> profiles);

    const QString m_file;
    QList<Profile> m_profiles;
};

} // namespace gatehouse
