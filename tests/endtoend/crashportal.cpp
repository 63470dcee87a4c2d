// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/crashportal.h"

#include "core/contract/codec.h"
#include "core/contract/routes.h"
#include "tests/testsupport/sandboxsignin.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

const QString package = u"@backstage-community/plugin-tekton"_s;
constexpr int signInAgainMs = 60000;

} // namespace

HttpClient &CrashPortal::as(const QString &persona)
{
    if (!m_signedIn.isValid() || m_signedIn.hasExpired(signInAgainMs)) {
        m_clients.clear();
        m_signedIn.start();
    }
    auto &client = m_clients[persona];
    if (!client) {
        client = std::make_unique<HttpClient>(m_server.url());
        client->setToken(accessToken(m_server.url(), persona));
    }
    return *client;
}

bool CrashPortal::fails(const char *step, const HttpAnswer &answer)
{
    m_failure = QString::fromLatin1(step) + u": "_s + QString::fromUtf8(answer.describe());
    return false;
}

bool CrashPortal::start()
{
    if (!m_server.start()) {
        m_failure = QString::fromUtf8(m_server.log());
        return false;
    }
    if (!importPlugin())
        return false;
    m_server.stop();
    m_server.setEnvironment(u"npm_config_registry"_s, u"http://127.0.0.1:9/"_s);
    if (!m_server.restart()) {
        m_failure = QString::fromUtf8(m_server.log());
        return false;
    }
    // The first report changes the risk, and with it the workflow; those after it only the evidence.
    return moveEvidence() && openRequest() && findReviewer();
}

bool CrashPortal::importPlugin()
{
    HttpClient &admin = as(u"admin"_s);
    const HttpAnswer imported = admin.awaitOperation(admin.post(routes::path(routes::imports), {{u"names"_s, QJsonArray {package}}}));
    if (imported.json().value("status"_L1).toString() != "succeeded"_L1)
        return fails("importing", imported);
    const HttpAnswer plugins = admin.get(routes::path(routes::plugins));
    m_version = plugins.items().first()["latestVersionId"_L1].toString();
    return !m_version.isEmpty() || fails("the imported version", plugins);
}

bool CrashPortal::openRequest()
{
    HttpClient &requester = as(u"requester"_s);
    if (!m_request.isEmpty()) {
        const QByteArray etag = requester.get(routes::path(routes::request, {m_request})).etag();
        const HttpAnswer withdrawn = requester.post(routes::path(routes::requestWithdraw, {m_request}), {{u"reason"_s, u"Once more."_s}}, ifMatch(etag));
        if (withdrawn.status != 200)
            return fails("withdrawing", withdrawn);
    }
    const HttpAnswer submitted = requester.post(routes::path(routes::requests),
        {{u"type"_s, u"install"_s}, {u"environment"_s, u"production"_s}, {u"versionId"_s, m_version},
            {u"justification"_s, u"Teams ask for it."_s}, {u"impact"_s, u"One more tab."_s}, {u"rollbackPlan"_s, u"Uninstall it."_s},
            {u"priority"_s, u"normal"_s}});
    m_request = submitted.json().value("id"_L1).toString();
    return !m_request.isEmpty() || fails("submitting", submitted);
}

bool CrashPortal::findReviewer()
{
    for (const QString &persona : {u"security"_s, u"compliance"_s, u"technical"_s, u"business"_s}) {
        const QJsonArray stages = as(persona).get(routes::path(routes::request, {m_request})).json().value("stages"_L1).toArray();
        const bool mayDecide = std::any_of(stages.begin(), stages.end(), [](const QJsonValue &stage) {
            return stage["status"_L1].toString() == "active"_L1 && stage["callerEligible"_L1].toBool();
        });
        if (!mayDecide)
            continue;
        m_reviewer = persona;
        return true;
    }
    return fails("a reviewer", as(u"requester"_s).get(routes::path(routes::request, {m_request})));
}

void CrashPortal::askAgain()
{
    const HttpAnswer request = as(u"requester"_s).get(routes::path(routes::request, {m_request}));
    if (request.json().value("status"_L1).toString() == "changes_requested"_L1)
        as(u"requester"_s).post(routes::path(routes::requestResubmit, {m_request}), {{u"comment"_s, u"Changed."_s}}, ifMatch(request.etag()));
}

bool CrashPortal::moveEvidence()
{
    const QString content = u"{\"vulns\":[{\"id\":\"OSV-%1\",\"summary\":\"A word too many in a log.\","
                            "\"affected\":[{\"package\":{\"name\":\"a\"}}],\"database_specific\":{\"severity\":\"LOW\"}}]}"_s.arg(++m_scans);
    const HttpAnswer attached = as(u"security2"_s).post(routes::path(routes::versionReports, {m_version}),
        {{u"fileName"_s, u"scan.json"_s}, {u"tool"_s, u"osv-scanner"_s}, {u"toolVersion"_s, u"2.1.0"_s},
            {u"ranAt"_s, toRfc3339(QDateTime::currentDateTimeUtc())}, {u"content"_s, content}});
    return attached.status == 201 || fails("moving the evidence", attached);
}

QJsonArray CrashPortal::all(const QString &path)
{
    QJsonArray items;
    QString next;
    do {
        const QString cursor = next.isEmpty() ? QString() : u"&cursor="_s + QString::fromLatin1(QUrl::toPercentEncoding(next));
        const HttpAnswer page = as(u"auditor"_s).get(path + cursor);
        if (page.status != 200)
            fails("reading", page);
        for (const QJsonValue item : page.items())
            items.append(item);
        next = page.json().value("page"_L1)["nextCursor"_L1].toString();
    } while (!next.isEmpty());
    return items;
}

PortalEffects CrashPortal::effects()
{
    PortalEffects effects;
    for (const QJsonValue comment : all(routes::path(routes::requestComments, {m_request}) + u"?limit=200"_s))
        effects.comments.append(comment["text"_L1].toString());
    for (const QString &text : std::as_const(effects.comments))
        ++effects.times[text];
    const auto request = fromJson<ApprovalRequest>(as(u"auditor"_s).get(routes::path(routes::request, {m_request})).json());
    for (const Stage &stage : request ? request->stages : QList<Stage>()) {
        for (const Decision &decision : stage.decisions) {
            ++effects.times[decision.comment];
            effects.decisions.insert(decision.comment, decision);
        }
    }
    // What follows by itself from a decision has a record of its own.
    for (const QString &action : {u"request.decide"_s, u"request.comment"_s}) {
        const QString ofReviewer = u"?limit=200&actor=per_%1&objectId=%2&action=%3"_s.arg(m_reviewer, m_request, action);
        for (const QJsonValue event : all(QLatin1String(routes::auditEvents) + ofReviewer))
            effects.audited += event["outcome"_L1] == "done"_L1 ? 1 : 0;
    }
    return effects;
}

} // namespace gatehouse::testsupport
