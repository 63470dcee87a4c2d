// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryfixture.h"

#include "core/contract/routes.h"
#include "tests/testsupport/sandboxsignin.h"

#include <QFile>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

RegistryFixture::RegistryFixture()
{
    m_server.setEnvironment(u"npm_config_registry"_s, m_registry.url().toString());
    m_server.setEnvironment(u"npm_config_cache"_s, m_server.dataDirectory() + u"/npm-cache");
}

bool RegistryFixture::start()
{
    return m_server.start();
}

bool RegistryFixture::restart()
{
    m_clients.clear();
    return m_server.restart();
}

HttpClient &RegistryFixture::as(const QString &persona)
{
    auto &client = m_clients[persona];
    if (!client) {
        client = std::make_unique<HttpClient>(m_server.url());
        client->setToken(accessToken(m_server.url(), persona));
    }
    return *client;
}

void RegistryFixture::publish(const QList<FixtureVersion> &versions)
{
    const QString name = versions.first().manifest.value("name"_L1).toString();
    const QByteArray path = '/' + name.toLatin1();
    m_registry.script(QByteArray(path).replace("/@acme/", "/@acme%2F"),
        {{200, packumentOf(versions, u"https://original.example"_s)}});
    for (const FixtureVersion &version : versions) {
        const QByteArray number = version.manifest.value("version"_L1).toString().toLatin1();
        m_registry.script(path + "/-/" + number + ".tgz", {{200, version.tarball}});
    }
}

HttpAnswer RegistryFixture::import(const QStringList &names, int versions)
{
    return finished(
        as(u"admin"_s)
            .post(routes::path(routes::imports),
                {{u"names"_s, QJsonArray::fromStringList(names)}, {u"versions"_s, versions}}));
}

HttpAnswer RegistryFixture::finished(const HttpAnswer &answer)
{
    return answer.status == 202 ? as(u"admin"_s).awaitOperation(answer) : answer;
}

QJsonObject RegistryFixture::plugin(const QString &name)
{
    const QJsonArray items
        = as(u"admin"_s).get(routes::path(routes::plugins) + u"?limit=200"_s).items();
    for (const QJsonValue &item : items) {
        if (item["name"_L1].toString() == name)
            return item.toObject();
    }
    return {};
}

QJsonArray RegistryFixture::versions(const QString &name)
{
    const QString id = plugin(name).value("id"_L1).toString();
    return as(u"viewer"_s).get(routes::path(routes::pluginVersions, {id})).items();
}

QJsonObject RegistryFixture::evidence(const QString &versionId, const QString &kind)
{
    const QJsonArray items
        = as(u"viewer"_s).get(routes::path(routes::versionEvidence, {versionId})).items();
    for (const QJsonValue &item : items) {
        if (item["kind"_L1].toString() == kind)
            return item.toObject();
    }
    return {};
}

QJsonObject RegistryFixture::policy(const QString &versionId, const QString &policy)
{
    const QJsonArray items = as(u"viewer"_s).get(routes::path(routes::versionPolicy, {versionId})).items();
    for (const QJsonValue &item : items) {
        if (item["policyId"_L1].toString() == policy)
            return item.toObject();
    }
    return {};
}

QByteArray RegistryFixture::dynamicPlugins(const QString &environment) const
{
    QFile file(
        m_server.dataDirectory() + u"/environments/" + environment + u"/dynamic-plugins.yaml");
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject pluginManifest(const QString &name, const QString &version, const QJsonObject &more)
{
    QJsonObject manifest = {{u"name"_s, name}, {u"version"_s, version}, {u"license"_s, u"MIT"_s},
        {u"description"_s, u"A plugin for tests."_s},
        {u"backstage"_s,
            QJsonObject{{u"role"_s, u"frontend-plugin"_s}, {u"pluginId"_s, u"test"_s}}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        manifest.insert(it.key(), it.value());
    return manifest;
}

} // namespace gatehouse::testsupport
