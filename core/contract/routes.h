// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

//! Every route of the contract, once. Server and console use these names; the OpenAPI document
//! lists the same. All are below /api/v1. Writes: PUT, PATCH, DELETE and decisions need If-Match;
//! every POST needs Idempotency-Key, the others take one. "202" answers Location: /api/v1/operations/{id} and the
//! operation as body.
namespace gatehouse::routes {

inline constexpr char prefix[] = "/api/v1";

// identity
inline constexpr char meta[] = "/api/v1/meta"; //!< GET, no sign-in. Meta
inline constexpr char me[] = "/api/v1/me"; //!< GET. Me
inline constexpr char signingKeys[] = "/api/v1/me/signing-keys"; //!< GET SigningKeyList; POST {envelope: of a KeyEnrolment}: 201 SigningKey
inline constexpr char signingKeyRevoke[] = "/api/v1/me/signing-keys/{keyId}/revoke"; //!< POST {reason}, If-Match: SigningKey

// registry
inline constexpr char plugins[] = "/api/v1/plugins"; //!< GET list (q, status, risk, category, owner, environment, updates, sort, limit, cursor): Page<Plugin>. POST {name, versions?}: register = import, 202.
inline constexpr char pluginFacets[] = "/api/v1/plugins/facets"; //!< GET, same filters. Facets
inline constexpr char plugin[] = "/api/v1/plugins/{pluginId}"; //!< GET Plugin; PATCH merge-patch {owner, tags, lifecycle, category}: Plugin
inline constexpr char pluginBlock[] = "/api/v1/plugins/{pluginId}/block"; //!< POST {reason, blocked: bool}, If-Match: Plugin
inline constexpr char pluginDeprecate[] = "/api/v1/plugins/{pluginId}/deprecate"; //!< POST {reason, deprecated: bool}, If-Match: Plugin
inline constexpr char pluginCauses[] = "/api/v1/plugins/{pluginId}/causes"; //!< GET (environment). CauseChain
inline constexpr char pluginHealth[] = "/api/v1/plugins/{pluginId}/health"; //!< GET (range = 24h or 7d): PluginHealth; 503 source_lost when Prometheus cannot be reached
inline constexpr char pluginVersions[] = "/api/v1/plugins/{pluginId}/versions"; //!< GET Page<PluginVersion>, newest first
inline constexpr char version[] = "/api/v1/versions/{versionId}"; //!< GET PluginVersion
inline constexpr char versionEvidence[] = "/api/v1/versions/{versionId}/evidence"; //!< GET EvidenceSet; POST {check?}: run all checks or one of them again, 202
inline constexpr char versionReports[] = "/api/v1/versions/{versionId}/evidence-reports"; //!< POST {fileName, content, tool?, toolVersion?, ranAt?, expiresAt?}: 201 EvidenceReport
inline constexpr char versionSuppressions[] = "/api/v1/versions/{versionId}/suppressions"; //!< POST {findingId, reason, expiresAt}: 201 Suppression
inline constexpr char suppression[] = "/api/v1/suppressions/{suppressionId}"; //!< GET Suppression
inline constexpr char suppressionDecisions[] = "/api/v1/suppressions/{suppressionId}/decisions"; //!< POST {action: approve | reject | withdraw, comment}, If-Match: Suppression
inline constexpr char versionPolicy[] = "/api/v1/versions/{versionId}/policy-evaluations"; //!< GET (environment) {items: PolicyEvaluation[], asOf}
inline constexpr char versionBases[] = "/api/v1/versions/{versionId}/bases"; //!< GET {items: DiffBase[], asOf}, newest first
inline constexpr char versionDiff[] = "/api/v1/versions/{versionId}/diff"; //!< GET (base = a version id or "reviewed", otherwise). VersionDiff
inline constexpr char versionDiffFile[] = "/api/v1/versions/{versionId}/diff/file"; //!< GET (base, path). FileDiff
inline constexpr char versionFile[] = "/api/v1/versions/{versionId}/file"; //!< GET (path, offset). PackageFile
inline constexpr char versionReviewed[] = "/api/v1/versions/{versionId}/reviewed-files"; //!< GET ReviewedFiles, the caller's own; POST {reviewed: [..], unreviewed: [..]}: ReviewedFiles
inline constexpr char versionConfigSchema[] = "/api/v1/versions/{versionId}/config-schema"; //!< GET ConfigSchema
inline constexpr char imports[] = "/api/v1/imports"; //!< POST {names: [..], versions?: n}: 202
inline constexpr char installations[] = "/api/v1/plugins/{pluginId}/installations"; //!< GET {items: InstalledIn[], asOf}; POST {environment, versionId, reason?, approvedRequestId?}: 202
inline constexpr char installation[] = "/api/v1/installations/{installationId}"; //!< GET InstalledIn; PATCH {versionId | enabled, reason}, If-Match: 202; DELETE (reason), If-Match: 202
inline constexpr char installationRollback[] = "/api/v1/installations/{installationId}/rollback"; //!< POST {reason}, If-Match: 202
inline constexpr char policies[] = "/api/v1/policies"; //!< GET Policies: the active ones
inline constexpr char policyVersions[] = "/api/v1/policies/versions"; //!< GET {items: PolicyVersion[], asOf}, newest first
inline constexpr char policyDraft[] = "/api/v1/policies/draft"; //!< PUT {yaml}, If-Match: PolicyVersion; DELETE, If-Match: Policies
inline constexpr char policyDryRun[] = "/api/v1/policies/dry-run"; //!< POST {versionId, environment?}: PolicyDryRun
inline constexpr char policyBacktests[] = "/api/v1/policies/back-tests"; //!< POST {decisions?}: 202; the operation's subjectId is the back-test
inline constexpr char policyActivate[] = "/api/v1/policies/activate"; //!< POST {reason}, If-Match: Policies
inline constexpr char policyValidations[] = "/api/v1/policy-validations"; //!< POST {yaml}: PolicyValidation
inline constexpr char policyBacktest[] = "/api/v1/policy-backtests/{backtestId}"; //!< GET PolicyBacktest

// workflow
inline constexpr char requests[] = "/api/v1/approval-requests"; //!< GET list (queue, status, type, risk, environment, pluginId, q, sort): Page<ApprovalRequest>. POST {type, environment, versionId | configRevisionId, justification, impact, rollbackPlan, priority}: 201 ApprovalRequest
inline constexpr char requestSummary[] = "/api/v1/approval-requests/summary"; //!< GET QueueSummary
inline constexpr char request[] = "/api/v1/approval-requests/{requestId}"; //!< GET ApprovalRequest
inline constexpr char requestDecisions[] = "/api/v1/approval-requests/{requestId}/decisions"; //!< POST {stageId, outcome, comment, conditions, versionDigest, evidenceRevision, policyVersion, envelope: of a DecisionStatement}, If-Match: 201 ApprovalRequest, Location: its receipt
inline constexpr char requestComments[] = "/api/v1/approval-requests/{requestId}/comments"; //!< GET Page<Comment>; POST {text, anchor?, replyTo?, mark?}: 201 Comment
inline constexpr char commentResolve[] = "/api/v1/approval-requests/{requestId}/comments/{commentId}/resolve"; //!< POST, If-Match of the request: ApprovalRequest
inline constexpr char commentReopen[] = "/api/v1/approval-requests/{requestId}/comments/{commentId}/reopen"; //!< POST, If-Match of the request: ApprovalRequest
inline constexpr char conditionMet[] = "/api/v1/approval-requests/{requestId}/conditions/{conditionId}/met"; //!< POST {met}, If-Match of the request: ApprovalRequest
inline constexpr char requestWithdraw[] = "/api/v1/approval-requests/{requestId}/withdraw"; //!< POST {reason}, If-Match: ApprovalRequest
inline constexpr char requestResubmit[] = "/api/v1/approval-requests/{requestId}/resubmit"; //!< POST {comment}, If-Match: ApprovalRequest
inline constexpr char requestTimeline[] = "/api/v1/approval-requests/{requestId}/timeline"; //!< GET {items: TimelineEntry[], asOf}
inline constexpr char requestClaim[] = "/api/v1/approval-requests/{requestId}/claim"; //!< POST {stageId}, If-Match: ApprovalRequest
inline constexpr char requestUnclaim[] = "/api/v1/approval-requests/{requestId}/unclaim"; //!< POST, If-Match: ApprovalRequest
inline constexpr char requestEscalate[] = "/api/v1/approval-requests/{requestId}/escalate"; //!< POST {stageId, reason}, If-Match: ApprovalRequest
inline constexpr char requestAfterReview[] = "/api/v1/approval-requests/{requestId}/after-review"; //!< POST {outcome, comment}, If-Match: ApprovalRequest
inline constexpr char requestBundle[] = "/api/v1/approval-requests/{requestId}/bundle"; //!< GET application/zip
inline constexpr char decisionReceipt[] = "/api/v1/decisions/{decisionId}/receipt"; //!< GET (size). DecisionReceipt
inline constexpr char decisionLog[] = "/api/v1/decision-log"; //!< GET DecisionLogHead
inline constexpr char decisionLogConsistency[] = "/api/v1/decision-log/consistency"; //!< GET (first, second). ConsistencyProof
inline constexpr char delegations[] = "/api/v1/delegations"; //!< GET {items: Delegation[], asOf}: the caller's, given and taken. POST {delegateId, startsAt?, endsAt, reason, requestId?}: 201 Delegation
inline constexpr char delegationCandidates[] = "/api/v1/delegations/candidates"; //!< GET (requestId): {items: DelegationCandidate[], asOf}
inline constexpr char delegationEnd[] = "/api/v1/delegations/{delegationId}/end"; //!< POST, If-Match: Delegation
inline constexpr char workflowTemplates[] = "/api/v1/workflow-templates"; //!< GET {items: WorkflowTemplate[], asOf}. POST {yaml}: 201 WorkflowTemplateVersion, the draft of a new one
inline constexpr char workflowTemplate[] = "/api/v1/workflow-templates/{templateId}"; //!< GET WorkflowTemplate
inline constexpr char workflowTemplateVersions[] = "/api/v1/workflow-templates/{templateId}/versions"; //!< GET {items: WorkflowTemplateVersion[], asOf}, newest first
inline constexpr char workflowReasons[] = "/api/v1/workflow-templates/{templateId}/versions/{version}/reason-templates"; //!< GET {items: ReasonTemplate[], asOf}
inline constexpr char workflowTemplateDraft[] = "/api/v1/workflow-templates/{templateId}/draft"; //!< PUT {yaml}, If-Match: WorkflowTemplateVersion; DELETE, If-Match: WorkflowTemplate
inline constexpr char workflowTemplateDryRun[] = "/api/v1/workflow-templates/{templateId}/dry-run"; //!< POST: WorkflowDryRun of the draft
inline constexpr char workflowTemplateActivate[] = "/api/v1/workflow-templates/{templateId}/activate"; //!< POST {reason}, If-Match: WorkflowTemplate
inline constexpr char workflowTemplateValidations[] = "/api/v1/workflow-template-validations"; //!< POST {yaml}: WorkflowValidation

// configuration
inline constexpr char configTree[] = "/api/v1/config-tree"; //!< GET (cursor): Page<ConfigTreeNode>
inline constexpr char configRevisions[] = "/api/v1/plugins/{pluginId}/config/revisions"; //!< GET (environment, tenant): Page<ConfigRevision>, newest first. POST {overlay, yaml, reason, baseRevision}: 201 ConfigRevision; 412 when base is not the latest
inline constexpr char configRevision[] = "/api/v1/config-revisions/{revisionId}"; //!< GET ConfigRevision
inline constexpr char configRevisionDiff[] = "/api/v1/config-revisions/{revisionId}/diff"; //!< GET (base = another revision id). FileDiff
inline constexpr char configEffective[] = "/api/v1/plugins/{pluginId}/config/effective"; //!< GET (environment, tenant). EffectiveConfig
inline constexpr char configValidations[] = "/api/v1/config-validations"; //!< POST {pluginId, overlay, yaml}: ConfigValidation
inline constexpr char configDeployments[] = "/api/v1/config-deployments"; //!< POST {revisionId, reason}: 202; in production needs the revision's approved request, else 403 approval_required
inline constexpr char configRollback[] = "/api/v1/config-revisions/{revisionId}/rollback"; //!< POST {reason}: 201 ConfigRevision, a new one with the old content

// operations
inline constexpr char operations[] = "/api/v1/operations"; //!< GET list (status, type, environment, subjectId): Page<Operation>
inline constexpr char operation[] = "/api/v1/operations/{operationId}"; //!< GET Operation
inline constexpr char operationCancel[] = "/api/v1/operations/{operationId}/cancel"; //!< POST: 202 Operation
inline constexpr char operationLog[] = "/api/v1/operations/{operationId}/log"; //!< GET (after) {items: OperationLogLine[], asOf}

// insights, audit, events
inline constexpr char dashboards[] = "/api/v1/dashboards"; //!< GET {items: Dashboard[], asOf}
inline constexpr char metricsQueryRange[] = "/api/v1/metrics/query_range"; //!< GET (dashboard, target, start, end, step): Prometheus' JSON answer; 503 source_lost when Prometheus cannot be reached
inline constexpr char metricsQuery[] = "/api/v1/metrics/query"; //!< GET (dashboard, target, time)
inline constexpr char auditEvents[] = "/api/v1/audit-events"; //!< GET list (q, action, actor, objectId, from, to), newest first: Page<AuditEvent>
inline constexpr char auditVerification[] = "/api/v1/audit-events/verification"; //!< GET AuditVerification
inline constexpr char events[] = "/api/v1/events"; //!< GET text/event-stream
inline constexpr char changes[] = "/api/v1/changes"; //!< GET (since, limit). Changes

//! Fills the {placeholders} of a route in order. Values are percent-encoded.
QString path(const char *route, std::initializer_list<QString> values = {});

} // namespace gatehouse::routes
