// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policies/policyservice.h"

#include "core/contract/routes.h"
#include "core/net/apiclient.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! A write on \a seen as it was seen.
Intent about(const Policies &seen, const char *verb, const char *route, const QString &verbWord, QJsonObject body = {})
{
    Intent intent = intentTo(IntentKind::Other, verb, QString::fromLatin1(route), std::move(body));
    intent.topic = u"policies"_s;
    intent.objectId = u"policies"_s;
    intent.ifMatch = seen.etag;
    intent.verbWord = verbWord;
    intent.subject = seen.name;
    return intent;
}

} // namespace

PolicyService::PolicyService(ApiClient &client, Outbox &outbox, OperationStore &operations, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(outbox)
    , m_operations(operations)
{
}

QStringList PolicyService::reads()
{
    return {QString::fromLatin1(routes::policies), QString::fromLatin1(routes::policyVersions)};
}

QFuture<Result<Policies>> PolicyService::policies()
{
    return m_client.get<Policies>(QString::fromLatin1(routes::policies));
}

QFuture<Result<Items<PolicyVersion>>> PolicyService::versions()
{
    return m_client.get<Items<PolicyVersion>>(QString::fromLatin1(routes::policyVersions));
}

QFuture<Result<PolicyValidation>> PolicyService::validate(const QString &yaml)
{
    return m_client.post<PolicyValidation>(QString::fromLatin1(routes::policyValidations), {{u"yaml"_s, yaml}});
}

QFuture<Result<PolicyDryRun>> PolicyService::dryRun(const VersionId &version, Environment environment)
{
    return m_client.post<PolicyDryRun>(QString::fromLatin1(routes::policyDryRun),
        {{u"versionId"_s, version.text()}, {u"environment"_s, toWire(environment)}});
}

QFuture<Result<Operation>> PolicyService::backtest(int decisions)
{
    const auto answer = m_client.post<Operation>(QString::fromLatin1(routes::policyBacktests), {{u"decisions"_s, decisions}});
    return transformed(answer, this, [this](const Result<Operation> &operation) {
        // The feed may have been faster than the answer, and then it told more.
        if (operation && !m_operations.find(operation->id.text()))
            m_operations.put(*operation);
        return operation;
    });
}

QFuture<Result<PolicyBacktest>> PolicyService::backtestResult(const QString &id)
{
    return m_client.get<PolicyBacktest>(routes::path(routes::policyBacktest, {id}));
}

QFuture<Result<PolicyVersion>> PolicyService::saveDraft(const Policies &seen, const QString &yaml)
{
    return m_outbox.submitFor<PolicyVersion>(about(seen, "PUT", routes::policyDraft, u"draft_policies"_s, {{u"yaml"_s, yaml}}));
}

QFuture<Result<Policies>> PolicyService::discardDraft(const Policies &seen)
{
    return m_outbox.submitFor<Policies>(about(seen, "DELETE", routes::policyDraft, u"discard_policies"_s));
}

QFuture<Result<Policies>> PolicyService::activate(const Policies &seen, const QString &reason)
{
    Intent intent = about(seen, "POST", routes::policyActivate, u"activate_policies"_s, {{u"reason"_s, reason}});
    intent.reason = reason;
    return m_outbox.submitFor<Policies>(std::move(intent));
}

} // namespace gatehouse
