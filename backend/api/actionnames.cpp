// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/actionnames.h"

#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

struct Named
{
    http::Method method;
    const char *route;
    const char *action;
};

using http::Method;

constexpr Named names[] = {
    {Method::Post, routes::signingKeys, "signing_key.enrol"},
    {Method::Post, routes::signingKeyRevoke, "signing_key.revoke"},
    {Method::Post, routes::plugins, "plugin.register"},
    {Method::Patch, routes::plugin, "plugin.update"},
    {Method::Post, routes::pluginBlock, "plugin.block"},
    {Method::Post, routes::pluginDeprecate, "plugin.deprecate"},
    {Method::Post, routes::versionEvidence, "evidence.run"},
    {Method::Post, routes::versionReports, "evidence.attach_report"},
    {Method::Post, routes::versionSuppressions, "suppression.propose"},
    {Method::Post, routes::suppressionDecisions, "suppression.decide"},
    {Method::Post, routes::imports, "plugin.import"},
    {Method::Post, routes::installations, "installation.install"},
    {Method::Patch, routes::installation, "installation.change"},
    {Method::Delete, routes::installation, "installation.uninstall"},
    {Method::Post, routes::installationRollback, "installation.rollback"},
    {Method::Put, routes::policyDraft, "policy.draft"},
    {Method::Delete, routes::policyDraft, "policy.discard"},
    {Method::Post, routes::policyDryRun, "policy.dry_run"},
    {Method::Post, routes::policyBacktests, "policy.back_test"},
    {Method::Post, routes::policyActivate, "policy.activate"},
    {Method::Post, routes::policyValidations, "policy.validate"},
    {Method::Post, routes::requests, "request.submit"},
    {Method::Post, routes::requestDecisions, "request.decide"},
    {Method::Post, routes::requestComments, "request.comment"},
    {Method::Post, routes::commentResolve, "request.resolve_thread"},
    {Method::Post, routes::commentReopen, "request.reopen_thread"},
    {Method::Post, routes::conditionMet, "request.check_condition"},
    {Method::Post, routes::requestWithdraw, "request.withdraw"},
    {Method::Post, routes::requestResubmit, "request.resubmit"},
    {Method::Post, routes::requestClaim, "request.claim"},
    {Method::Post, routes::requestUnclaim, "request.unclaim"},
    {Method::Post, routes::requestEscalate, "request.escalate"},
    {Method::Post, routes::requestAfterReview, "request.after_review"},
    {Method::Post, routes::delegations, "delegation.create"},
    {Method::Post, routes::delegationEnd, "delegation.end"},
    {Method::Post, routes::workflowTemplates, "workflow.create"},
    {Method::Put, routes::workflowTemplateDraft, "workflow.draft"},
    {Method::Delete, routes::workflowTemplateDraft, "workflow.discard"},
    {Method::Post, routes::workflowTemplateDryRun, "workflow.dry_run"},
    {Method::Post, routes::workflowTemplateActivate, "workflow.activate"},
    {Method::Post, routes::workflowTemplateValidations, "workflow.validate"},
    {Method::Post, routes::configRevisions, "config.revise"},
    {Method::Post, routes::configValidations, "config.validate"},
    {Method::Post, routes::configDeployments, "config.deploy"},
    {Method::Post, routes::configRollback, "config.rollback"},
    {Method::Post, routes::operationCancel, "operation.cancel"},
};

} // namespace

QString actionName(http::Method method, const QByteArray &route)
{
    for (const Named &named : names) {
        if (named.method == method && route == named.route)
            return QLatin1String(named.action);
    }
    return QLatin1String(http::methodName(method)) + u' ' + QLatin1String(route);
}

} // namespace gatehouse::api
