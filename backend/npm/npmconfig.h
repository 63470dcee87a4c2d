// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <functional>

namespace gatehouse {

//! Where packages come from and how to get there, as npm itself is configured: environment
//! (`npm_config_*`), then project, user and global .npmrc. No host name is built in; when nothing
//! names a registry, npm is asked for its default. Holds secrets: never log a value of this type.
class NpmConfig final
{
public:
    struct Sources
    {
        QProcessEnvironment environment;
        QString projectDirectory; //!< Where a project's .npmrc may lie; may be empty.
        QString homeDirectory;
        //! Asks npm for one setting; called only when no file or variable has it. May be empty.
        std::function<QString(const QString &key)> askNpm;
    };

    //! Of this computer and this process. Runs `npm` when no file names the registry: not for a GUI
    //! thread.
    [[nodiscard]] static Result<NpmConfig> ofThisComputer();
    //! Code "npm_registry_unknown" when no source names a usable registry.
    [[nodiscard]] static Result<NpmConfig> read(const Sources &sources);

    //! The registry that serves \a package, with a trailing slash.
    QUrl registryFor(const QString &package) const;
    //! The value of an Authorization header for \a url; empty when none is configured for it.
    QByteArray authorizationFor(const QUrl &url) const;
    //! PEM files of further certificate authorities.
    QString certificateFile() const { return setting(u"cafile"); }
    bool verifiesTls() const { return setting(u"strict-ssl") != QLatin1String("false"); }
    //! Empty when \a url is reached directly.
    QUrl proxyFor(const QUrl &url) const;
    //! npm's own wish to stay off the network.
    bool isOffline() const { return setting(u"offline") == QLatin1String("true"); }
    //! Tarball addresses may be moved onto the registry's host, as npm does for mirrors.
    bool movesTarballsToRegistry() const
    {
        return setting(u"replace-registry-host") != QLatin1String("never");
    }

private:
    QString setting(QStringView key) const { return m_settings.value(key.toString()); }

    QMap<QString, QString> m_settings;
};

//! `@scope/name` or `name` by npm's rules. What does not pass must not reach a path or an address.
bool isPackageName(const QString &text);

} // namespace gatehouse
