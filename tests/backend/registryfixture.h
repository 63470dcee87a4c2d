// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "packagefixture.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/serverprocess.h"
#include "tinyregistry.h"

#include <map>
#include <memory>

namespace gatehouse::testsupport {

//! A sandbox server whose npm registry is a tiny one in the test's own process, with packages that
//! are good, unwelcome and hostile.
class RegistryFixture final
{
public:
    RegistryFixture();

    [[nodiscard]] bool start();
    //! After ServerProcess::kill(): the same data; everybody signs in again.
    [[nodiscard]] bool restart();
    HttpClient &as(const QString &persona);
    TinyRegistry &registry() { return m_registry; }
    ServerProcess &server() { return m_server; }

    //! Puts a package into the registry; every version's tarball as given.
    void publish(const QList<FixtureVersion> &versions);
    //! What \a persona sees after importing \a names; the operation's last state.
    HttpAnswer import(const QStringList &names, int versions = 5);
    //! The plugin by name; empty when it is not registered.
    QJsonObject plugin(const QString &name);
    //! Newest first.
    QJsonArray versions(const QString &name);
    //! The evidence of one kind of a version.
    QJsonObject evidence(const QString &versionId, const QString &kind);
    //! How \a policy judges a version in production.
    QJsonObject policy(const QString &versionId, const QString &policy);
    //! The text of dynamic-plugins.yaml.
    QByteArray dynamicPlugins(const QString &environment) const;
    //! The answer when it is no 202, otherwise the operation's last state.
    HttpAnswer finished(const HttpAnswer &answer);

private:
    TinyRegistry m_registry;
    ServerProcess m_server;
    std::map<QString, std::unique_ptr<HttpClient>> m_clients;
};

//! A manifest with a licence and a Backstage role.
QJsonObject pluginManifest(
    const QString &name, const QString &version, const QJsonObject &more = {});

} // namespace gatehouse::testsupport
