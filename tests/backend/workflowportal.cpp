// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backend/workflowportal.h"

#include "core/base/json.h"
#include "core/contract/routes.h"
#include "tests/backend/packagefixture.h"
#include "tests/testsupport/sandboxsignin.h"

#include <QFile>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

QJsonObject manifest(const QString &name, const QString &licence)
{
    const QJsonObject integer{{u"type"_s, u"integer"_s}, {u"minimum"_s, 5}, {u"maximum"_s, 600}};
    const QJsonObject secret{{u"type"_s, u"string"_s}, {u"visibility"_s, u"secret"_s}};
    const QJsonObject argocd{{u"type"_s, u"object"_s}, {u"required"_s, QJsonArray{u"baseUrl"_s}},
        {u"properties"_s,
            QJsonObject{{u"baseUrl"_s, QJsonObject{{u"type"_s, u"string"_s}}}, {u"ttl"_s, integer},
                {u"password"_s, secret}}}};
    return {{u"name"_s, name}, {u"version"_s, u"1.0.0"_s}, {u"license"_s, licence},
        {u"main"_s, u"index.js"_s},
        {u"backstage"_s,
            QJsonObject{{u"role"_s, u"frontend-plugin"_s}, {u"pluginId"_s, u"argo"_s}}},
        {u"scripts"_s, QJsonObject{{u"postinstall"_s, u"node setup.js"_s}}},
        {u"dependencies"_s, QJsonObject{{u"other"_s, u"git+ssh://git@example.org/other.git"_s}}},
        {u"configSchema"_s,
            QJsonObject{
                {u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject{{u"argocd"_s, argocd}}}}}};
}

} // namespace

void WorkflowPortal::publish(const QJsonObject &manifest)
{
    const QByteArray tarball = packPackage(
        manifest, {{"index.js", "module.exports = 1;\n"}, {"setup.js", "// nothing\n"}});
    const QString name = manifest.value("name"_L1).toString();
    const QByteArray document = packumentOf({{manifest, tarball, u"2026-01-01T00:00:00.000Z"_s}},
        m_registry.url().toString(QUrl::StripTrailingSlash));
    m_registry.script('/' + name.toUtf8().replace("/", "%2F"), {{.body = document}});
    m_registry.script('/' + name.toUtf8() + "/-/1.0.0.tgz", {{.body = tarball}});
}

bool WorkflowPortal::start()
{
    publish(manifest(u"@acme/argo"_s, u"MPL-2.0"_s));
    publish(manifest(u"@acme/viral"_s, u"AGPL-3.0-only"_s));
    m_server.setEnvironment(u"npm_config_registry"_s, m_registry.url().toString());
    if (!m_server.start())
        return false;
    const HttpAnswer accepted
        = as(u"admin"_s)
              .post(routes::path(routes::imports),
                  {{u"names"_s, QJsonArray{u"@acme/argo"_s, u"@acme/viral"_s}},
                      {u"versions"_s, 1}});
    const HttpAnswer done = as(u"admin"_s).awaitOperation(accepted);
    const bool imported = done.json().value("status"_L1).toString() == "succeeded"_L1;
    if (!imported)
        qWarning("%s\n%s", done.body.constData(), m_server.log().constData());
    return imported;
}

HttpClient &WorkflowPortal::as(const QString &persona)
{
    auto &client = m_clients[persona];
    if (!client) {
        client = std::make_unique<HttpClient>(m_server.url());
        client->setToken(accessToken(m_server.url(), persona));
    }
    return *client;
}

VoteSigner &WorkflowPortal::signer(const QString &persona)
{
    auto &signer = m_signers[persona];
    if (!signer)
        signer = std::make_unique<VoteSigner>(as(persona));
    return *signer;
}

QJsonObject WorkflowPortal::plugin(const QString &name)
{
    const QJsonArray found
        = as(u"viewer"_s).get(routes::path(routes::plugins) + u"?q="_s + name).items();
    for (const QJsonValue &item : found) {
        if (item["name"_L1].toString() == name)
            return item.toObject();
    }
    return {};
}

HttpAnswer WorkflowPortal::submit(const QString &name, const QString &type)
{
    return as(u"requester"_s)
        .post(routes::path(routes::requests),
            {{u"type"_s, type}, {u"environment"_s, u"production"_s},
                {u"versionId"_s, plugin(name).value("latestVersionId"_L1)},
                {u"justification"_s, u"41 teams ask for it"_s}, {u"impact"_s, u"One tab"_s},
                {u"rollbackPlan"_s, u"Uninstall"_s}, {u"priority"_s, u"normal"_s}});
}

QJsonObject WorkflowPortal::request(const QString &id, const QString &persona)
{
    return as(persona).get(routes::path(routes::request, {id})).json();
}

QJsonObject WorkflowPortal::vote(
    const QJsonObject &seen, const QString &discipline, const QString &outcome)
{
    QJsonObject body{{u"outcome"_s, outcome}, {u"comment"_s, u"Looked at it"_s},
        {u"conditions"_s, QJsonArray()}};
    const QJsonArray stages = seen.value("stages"_L1).toArray();
    for (const QJsonValue &stage : stages) {
        if (stage["discipline"_L1].toString() == discipline)
            body.insert(u"stageId"_s, stage["id"_L1]);
    }
    for (const QString &bound : {u"versionDigest"_s, u"evidenceRevision"_s, u"policyVersion"_s})
        body.insert(bound, seen.value(bound));
    return body;
}

HttpAnswer WorkflowPortal::decide(
    const QString &persona, const QString &id, const QString &discipline)
{
    const HttpAnswer seen = as(persona).get(routes::path(routes::request, {id}));
    return signer(persona).decide(seen.json(), vote(seen.json(), discipline), ifMatch(seen.etag()));
}

QByteArray WorkflowPortal::environmentFile(const QString &environment, const QString &name) const
{
    QFile file(m_server.dataDirectory() + u"/environments/"_s + environment + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace gatehouse::testsupport
