// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/enums.h"

namespace gatehouse {

template <>
std::span<const std::pair<Environment, const char *>> enumNames<Environment>()
{
    using enum Environment;
    static constexpr std::pair<Environment, const char *> names[] = {
        {Global, "global"},
        {Development, "development"},
        {Staging, "staging"},
        {Production, "production"},
    };
    return names;
}

template <>
std::span<const std::pair<Risk, const char *>> enumNames<Risk>()
{
    using enum Risk;
    static constexpr std::pair<Risk, const char *> names[] = {
        {Low, "low"},
        {Medium, "medium"},
        {High, "high"},
        {Critical, "critical"},
    };
    return names;
}

template <>
std::span<const std::pair<PluginStatus, const char *>> enumNames<PluginStatus>()
{
    using enum PluginStatus;
    static constexpr std::pair<PluginStatus, const char *> names[] = {
        {Registered, "registered"},
        {InReview, "in_review"},
        {Approved, "approved"},
        {Installed, "installed"},
        {Disabled, "disabled"},
        {Blocked, "blocked"},
        {Deprecated, "deprecated"},
        {Retired, "retired"},
    };
    return names;
}

template <>
std::span<const std::pair<Lifecycle, const char *>> enumNames<Lifecycle>()
{
    using enum Lifecycle;
    static constexpr std::pair<Lifecycle, const char *> names[] = {
        {Alpha, "alpha"},
        {Beta, "beta"},
        {Stable, "stable"},
        {Deprecated, "deprecated"},
        {EndOfLife, "end_of_life"},
    };
    return names;
}

template <>
std::span<const std::pair<Verdict, const char *>> enumNames<Verdict>()
{
    using enum Verdict;
    static constexpr std::pair<Verdict, const char *> names[] = {
        {Pass, "pass"},
        {Warn, "warn"},
        {Fail, "fail"},
        {Error, "error"},
        {NotRun, "not_run"},
    };
    return names;
}

template <>
std::span<const std::pair<EvidenceKind, const char *>> enumNames<EvidenceKind>()
{
    using enum EvidenceKind;
    static constexpr std::pair<EvidenceKind, const char *> names[] = {
        {Integrity, "integrity"},
        {Licence, "licence"},
        {InstallScripts, "install_scripts"},
        {Files, "files"},
        {Dependencies, "dependencies"},
        {Backstage, "backstage"},
        {Engines, "engines"},
        {ConfigSchema, "config_schema"},
        {Age, "age"},
        {Maintainers, "maintainers"},
        {Deprecation, "deprecation"},
        {DependencyTree, "dependency_tree"},
        {DependencyLicences, "dependency_licences"},
        {Secrets, "secrets"},
        {RiskyCode, "risky_code"},
        {Vulnerabilities, "vulnerabilities"},
        {StaticAnalysis, "static_analysis"},
    };
    return names;
}

template <>
std::span<const std::pair<ReportFormat, const char *>> enumNames<ReportFormat>()
{
    using enum ReportFormat;
    static constexpr std::pair<ReportFormat, const char *> names[] = {
        {Sarif, "sarif"},
        {CycloneDx, "cyclonedx"},
        {Osv, "osv"},
        {Trivy, "trivy"},
    };
    return names;
}

template <>
std::span<const std::pair<SuppressionState, const char *>> enumNames<SuppressionState>()
{
    using enum SuppressionState;
    static constexpr std::pair<SuppressionState, const char *> names[] = {
        {Proposed, "proposed"},
        {Approved, "approved"},
        {Rejected, "rejected"},
        {Withdrawn, "withdrawn"},
        {Expired, "expired"},
    };
    return names;
}

template <>
std::span<const std::pair<Severity, const char *>> enumNames<Severity>()
{
    using enum Severity;
    static constexpr std::pair<Severity, const char *> names[] = {
        {Info, "info"},
        {Low, "low"},
        {Medium, "medium"},
        {High, "high"},
        {Critical, "critical"},
    };
    return names;
}

template <>
std::span<const std::pair<Enforcement, const char *>> enumNames<Enforcement>()
{
    using enum Enforcement;
    static constexpr std::pair<Enforcement, const char *> names[] = {
        {Allow, "allow"},
        {Warn, "warn"},
        {RequireReview, "require_review"},
        {Deny, "deny"},
    };
    return names;
}

template <>
std::span<const std::pair<RequestType, const char *>> enumNames<RequestType>()
{
    using enum RequestType;
    static constexpr std::pair<RequestType, const char *> names[] = {
        {Install, "install"},
        {Update, "update"},
        {ConfigurationChange, "configuration_change"},
        {Uninstall, "uninstall"},
        {Exemption, "exemption"},
    };
    return names;
}

template <>
std::span<const std::pair<RequestStatus, const char *>> enumNames<RequestStatus>()
{
    using enum RequestStatus;
    static constexpr std::pair<RequestStatus, const char *> names[] = {
        {Evaluating, "evaluating"},
        {Blocked, "blocked"},
        {InReview, "in_review"},
        {ChangesRequested, "changes_requested"},
        {Approved, "approved"},
        {ApprovedWithConditions, "approved_with_conditions"},
        {Rejected, "rejected"},
        {Withdrawn, "withdrawn"},
        {Expired, "expired"},
        {Superseded, "superseded"},
    };
    return names;
}

template <>
std::span<const std::pair<Priority, const char *>> enumNames<Priority>()
{
    using enum Priority;
    static constexpr std::pair<Priority, const char *> names[] = {
        {Low, "low"},
        {Normal, "normal"},
        {High, "high"},
        {Urgent, "urgent"},
    };
    return names;
}

template <>
std::span<const std::pair<Discipline, const char *>> enumNames<Discipline>()
{
    using enum Discipline;
    static constexpr std::pair<Discipline, const char *> names[] = {
        {Security, "security"},
        {Compliance, "compliance"},
        {Technical, "technical"},
        {Business, "business"},
        {Final, "final"},
    };
    return names;
}

template <>
std::span<const std::pair<StageStatus, const char *>> enumNames<StageStatus>()
{
    using enum StageStatus;
    static constexpr std::pair<StageStatus, const char *> names[] = {
        {Pending, "pending"},
        {Active, "active"},
        {Passed, "passed"},
        {Rejected, "rejected"},
        {Void, "void"},
    };
    return names;
}

template <>
std::span<const std::pair<Outcome, const char *>> enumNames<Outcome>()
{
    using enum Outcome;
    static constexpr std::pair<Outcome, const char *> names[] = {
        {Approve, "approve"},
        {ApproveWithConditions, "approve_with_conditions"},
        {Reject, "reject"},
        {RequestChanges, "request_changes"},
        {Abstain, "abstain"},
    };
    return names;
}

template <>
std::span<const std::pair<SlaState, const char *>> enumNames<SlaState>()
{
    using enum SlaState;
    static constexpr std::pair<SlaState, const char *> names[] = {
        {OnTrack, "on_track"},
        {AtRisk, "at_risk"},
        {Breached, "breached"},
    };
    return names;
}

template <>
std::span<const std::pair<OperationStatus, const char *>> enumNames<OperationStatus>()
{
    using enum OperationStatus;
    static constexpr std::pair<OperationStatus, const char *> names[] = {
        {Queued, "queued"},
        {Running, "running"},
        {Succeeded, "succeeded"},
        {Failed, "failed"},
        {Cancelling, "cancelling"},
        {Cancelled, "cancelled"},
        {TimedOut, "timed_out"},
    };
    return names;
}

template <>
std::span<const std::pair<OperationType, const char *>> enumNames<OperationType>()
{
    using enum OperationType;
    static constexpr std::pair<OperationType, const char *> names[] = {
        {Import, "import"},
        {Install, "install"},
        {Update, "update"},
        {Uninstall, "uninstall"},
        {Disable, "disable"},
        {Rollback, "rollback"},
        {ConfigDeploy, "config_deploy"},
        {Evidence, "evidence"},
        {Policy, "policy"},
    };
    return names;
}

template <>
std::span<const std::pair<StepStatus, const char *>> enumNames<StepStatus>()
{
    using enum StepStatus;
    static constexpr std::pair<StepStatus, const char *> names[] = {
        {Pending, "pending"},
        {Running, "running"},
        {Succeeded, "succeeded"},
        {Failed, "failed"},
        {Skipped, "skipped"},
    };
    return names;
}

template <>
std::span<const std::pair<InstallationState, const char *>> enumNames<InstallationState>()
{
    using enum InstallationState;
    static constexpr std::pair<InstallationState, const char *> names[] = {
        {Pending, "pending"},
        {Applied, "applied"},
        {Observed, "observed"},
        {Failed, "failed"},
        {Disabled, "disabled"},
    };
    return names;
}

template <>
std::span<const std::pair<FileChangeKind, const char *>> enumNames<FileChangeKind>()
{
    using enum FileChangeKind;
    static constexpr std::pair<FileChangeKind, const char *> names[] = {
        {Added, "added"},
        {Modified, "modified"},
        {Deleted, "deleted"},
        {Renamed, "renamed"},
    };
    return names;
}

template <>
std::span<const std::pair<RevisionState, const char *>> enumNames<RevisionState>()
{
    using enum RevisionState;
    static constexpr std::pair<RevisionState, const char *> names[] = {
        {Draft, "draft"},
        {AwaitingApproval, "awaiting_approval"},
        {Deploying, "deploying"},
        {Active, "active"},
        {Superseded, "superseded"},
        {Failed, "failed"},
    };
    return names;
}

template <>
std::span<const std::pair<Role, const char *>> enumNames<Role>()
{
    using enum Role;
    static constexpr std::pair<Role, const char *> names[] = {
        {Viewer, "viewer"},
        {Ops, "ops"},
        {Requester, "requester"},
        {ReviewerSecurity, "reviewer:security"},
        {ReviewerCompliance, "reviewer:compliance"},
        {ReviewerTechnical, "reviewer:technical"},
        {ReviewerBusiness, "reviewer:business"},
        {ConfigEditor, "config-editor"},
        {PlatformAdmin, "platform-admin"},
        {Auditor, "auditor"},
    };
    return names;
}

} // namespace gatehouse
