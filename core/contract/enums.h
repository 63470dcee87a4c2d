// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <span>
#include <utility>

//! The vocabularies of the contract. On the wire they are lower_snake; a value this build does not
//! know decodes to Unknown, so that an older console keeps working with a newer server.
namespace gatehouse {

enum class Environment { Unknown, Global, Development, Staging, Production };
enum class Risk { Unknown, Low, Medium, High, Critical };
enum class PluginStatus {
    Unknown,
    Registered,
    InReview,
    Approved,
    Installed,
    Disabled,
    Blocked,
    Deprecated,
    Retired
};
enum class Lifecycle { Unknown, Alpha, Beta, Stable, Deprecated, EndOfLife };
enum class Verdict { Unknown, Pass, Warn, Fail, Error, NotRun };
enum class EvidenceKind {
    Unknown,
    Integrity,
    Licence,
    InstallScripts,
    Files,
    Dependencies,
    Backstage,
    Engines,
    ConfigSchema,
    Age,
    Maintainers,
    Deprecation,
    DependencyTree,
    DependencyLicences,
    Secrets,
    RiskyCode,
    Vulnerabilities,
    StaticAnalysis
};
enum class ReportFormat { Unknown, Sarif, CycloneDx, Osv, Trivy };
enum class SuppressionState { Unknown, Proposed, Approved, Rejected, Withdrawn, Expired };
enum class Severity { Unknown, Info, Low, Medium, High, Critical };
enum class Enforcement { Unknown, Allow, Warn, RequireReview, Deny };
enum class RequestType { Unknown, Install, Update, ConfigurationChange, Uninstall, Exemption };
enum class RequestStatus {
    Unknown,
    Evaluating,
    Blocked,
    InReview,
    ChangesRequested,
    Approved,
    ApprovedWithConditions,
    Rejected,
    Withdrawn,
    Expired,
    Superseded
};
enum class Priority { Unknown, Low, Normal, High, Urgent };
enum class Discipline { Unknown, Security, Compliance, Technical, Business, Final };
enum class StageStatus { Unknown, Pending, Active, Passed, Rejected, Void };
enum class Outcome { Unknown, Approve, ApproveWithConditions, Reject, RequestChanges, Abstain };
enum class SlaState { Unknown, OnTrack, AtRisk, Breached };
enum class OperationStatus {
    Unknown,
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelling,
    Cancelled,
    TimedOut
};
enum class OperationType { Unknown, Import, Install, Update, Uninstall, Disable, Rollback, ConfigDeploy, Evidence, Policy };
enum class StepStatus { Unknown, Pending, Running, Succeeded, Failed, Skipped };
enum class InstallationState { Unknown, Pending, Applied, Observed, Failed, Disabled };
enum class FileChangeKind { Unknown, Added, Modified, Deleted, Renamed };
enum class RevisionState { Unknown, Draft, AwaitingApproval, Deploying, Active, Superseded, Failed };
enum class Role {
    Unknown,
    Viewer,
    Ops,
    Requester,
    ReviewerSecurity,
    ReviewerCompliance,
    ReviewerTechnical,
    ReviewerBusiness,
    ConfigEditor,
    PlatformAdmin,
    Auditor
};

//! The wire names of one vocabulary, without Unknown.
template <typename E>
std::span<const std::pair<E, const char *>> enumNames();
template <>
std::span<const std::pair<Environment, const char *>> enumNames<Environment>();
template <>
std::span<const std::pair<Risk, const char *>> enumNames<Risk>();
template <>
std::span<const std::pair<PluginStatus, const char *>> enumNames<PluginStatus>();
template <>
std::span<const std::pair<Lifecycle, const char *>> enumNames<Lifecycle>();
template <>
std::span<const std::pair<Verdict, const char *>> enumNames<Verdict>();
template <>
std::span<const std::pair<EvidenceKind, const char *>> enumNames<EvidenceKind>();
template <>
std::span<const std::pair<ReportFormat, const char *>> enumNames<ReportFormat>();
template <>
std::span<const std::pair<SuppressionState, const char *>> enumNames<SuppressionState>();
template <>
std::span<const std::pair<Severity, const char *>> enumNames<Severity>();
template <>
std::span<const std::pair<Enforcement, const char *>> enumNames<Enforcement>();
template <>
std::span<const std::pair<RequestType, const char *>> enumNames<RequestType>();
template <>
std::span<const std::pair<RequestStatus, const char *>> enumNames<RequestStatus>();
template <>
std::span<const std::pair<Priority, const char *>> enumNames<Priority>();
template <>
std::span<const std::pair<Discipline, const char *>> enumNames<Discipline>();
template <>
std::span<const std::pair<StageStatus, const char *>> enumNames<StageStatus>();
template <>
std::span<const std::pair<Outcome, const char *>> enumNames<Outcome>();
template <>
std::span<const std::pair<SlaState, const char *>> enumNames<SlaState>();
template <>
std::span<const std::pair<OperationStatus, const char *>> enumNames<OperationStatus>();
template <>
std::span<const std::pair<OperationType, const char *>> enumNames<OperationType>();
template <>
std::span<const std::pair<StepStatus, const char *>> enumNames<StepStatus>();
template <>
std::span<const std::pair<InstallationState, const char *>> enumNames<InstallationState>();
template <>
std::span<const std::pair<FileChangeKind, const char *>> enumNames<FileChangeKind>();
template <>
std::span<const std::pair<RevisionState, const char *>> enumNames<RevisionState>();
template <>
std::span<const std::pair<Role, const char *>> enumNames<Role>();

template <typename E>
QString toWire(E value)
{
    for (const auto &[known, name] : enumNames<E>()) {
        if (known == value)
            return QString::fromLatin1(name);
    }
    return QStringLiteral("unknown");
}

template <typename E>
E fromWire(const QString &text)
{
    for (const auto &[known, name] : enumNames<E>()) {
        if (text == QLatin1String(name))
            return known;
    }
    return E::Unknown;
}

//! For the server, which refuses what it does not know.
template <typename E>
std::optional<E> fromWireStrict(const QString &text)
{
    const E value = fromWire<E>(text);
    if (value == E::Unknown)
        return std::nullopt;
    return value;
}

} // namespace gatehouse
