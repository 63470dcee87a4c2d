// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/wiretypes.h"

#include "core/contract/audit.h"
#include "core/contract/configuration.h"
#include "core/contract/delegation.h"
#include "core/contract/events.h"
#include "core/contract/insights.h"
#include "core/contract/jsonread.h"
#include "core/contract/jsontext.h"
#include "core/contract/operations.h"
#include "core/contract/pluginhealth.h"
#include "core/contract/policy.h"
#include "core/contract/receipts.h"
#include "core/contract/registry.h"
#include "core/contract/versiondiff.h"
#include "core/contract/workflow.h"
#include "core/contract/workflowtemplate.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::contracttest {

namespace {

template <typename T>
constexpr bool isOptional = false;
template <typename T>
constexpr bool isOptional<std::optional<T>> = true;
template <typename T>
constexpr bool isList = false;
template <typename T>
constexpr bool isList<QList<T>> = true;
template <typename K, typename V>
constexpr bool isList<QMap<K, V>> = true;

struct Collector
{
    WireType &type;
    template <typename T>
    void operator()(const char *name, T &)
    {
        using Value = std::remove_cvref_t<T>;
        const QString member = QString::fromLatin1(name);
        type.members.append(member);
        if constexpr (!isOptional<Value>)
            type.required.append(member);
        if constexpr (isList<Value>)
            type.lists.append(member);
    }
};

template <typename T>
WireType wireType()
{
    WireType type;
    T value;
    Collector collector {type};
    T::fields(value, collector);
    type.roundTrip = [](const QJsonObject &json) -> Result<QJsonObject> {
        const auto decoded = fromJson<T>(json);
        if (!decoded)
            return fail(decoded.error());
        return toJson(*decoded);
    };
    type.direct = [](const QByteArray &bytes) -> std::optional<QJsonObject> {
        const auto decoded = readJson<T>(bytes);
        return decoded ? std::optional(toJson(*decoded)) : std::nullopt;
    };
    type.text = [](const QJsonObject &json) -> Result<QByteArray> {
        const auto decoded = fromJson<T>(json);
        if (!decoded)
            return fail(decoded.error());
        return toJsonText(*decoded);
    };
    return type;
}

template <typename E>
QStringList words()
{
    QStringList all;
    for (const auto &[value, name] : enumNames<E>())
        all.append(QString::fromLatin1(name));
    return all;
}

} // namespace

QMap<QString, WireType> wireTypes()
{
    return {
        {u"AfterReview"_s, wireType<AfterReview>()},
        {u"ApprovalRequest"_s, wireType<ApprovalRequest>()},
        {u"ApprovalRequestPage"_s, wireType<Page<ApprovalRequest>>()},
        {u"AuditEvent"_s, wireType<AuditEvent>()},
        {u"AuditEventPage"_s, wireType<Page<AuditEvent>>()},
        {u"AuditVerification"_s, wireType<AuditVerification>()},
        {u"BacktestItem"_s, wireType<BacktestItem>()},
        {u"BacktestReason"_s, wireType<BacktestItem::Reason>()},
        {u"BlockedAction"_s, wireType<BlockedAction>()},
        {u"CauseChain"_s, wireType<CauseChain>()},
        {u"CauseLink"_s, wireType<CauseLink>()},
        {u"Changes"_s, wireType<Changes>()},
        {u"Comment"_s, wireType<Comment>()},
        {u"CommentAnchor"_s, wireType<CommentAnchor>()},
        {u"CommentPage"_s, wireType<Page<Comment>>()},
        {u"ConditionItem"_s, wireType<ConditionItem>()},
        {u"ConfigKey"_s, wireType<ConfigKey>()},
        {u"ConfigKeyChange"_s, wireType<ConfigKeyChange>()},
        {u"ConfigProblem"_s, wireType<ConfigProblem>()},
        {u"ConfigRevision"_s, wireType<ConfigRevision>()},
        {u"ConfigRevisionPage"_s, wireType<Page<ConfigRevision>>()},
        {u"ConfigSchema"_s, wireType<ConfigSchema>()},
        {u"ConfigTreeNode"_s, wireType<ConfigTreeNode>()},
        {u"ConfigTreeOverlay"_s, wireType<ConfigTreeNode::Overlay>()},
        {u"ConfigTreePage"_s, wireType<Page<ConfigTreeNode>>()},
        {u"ConfigValidation"_s, wireType<ConfigValidation>()},
        {u"ConsistencyProof"_s, wireType<ConsistencyProof>()},
        {u"Dashboard"_s, wireType<Dashboard>()},
        {u"DashboardList"_s, wireType<Items<Dashboard>>()},
        {u"Decider"_s, wireType<Decider>()},
        {u"Decision"_s, wireType<Decision>()},
        {u"DecisionLogHead"_s, wireType<DecisionLogHead>()},
        {u"DecisionReceipt"_s, wireType<DecisionReceipt>()},
        {u"Delegation"_s, wireType<Delegation>()},
        {u"DelegationBar"_s, wireType<DelegationCandidate::Bar>()},
        {u"DelegationCandidate"_s, wireType<DelegationCandidate>()},
        {u"DelegationCandidateList"_s, wireType<Items<DelegationCandidate>>()},
        {u"DelegationList"_s, wireType<Items<Delegation>>()},
        {u"DeltaItem"_s, wireType<DeltaItem>()},
        {u"DependencyChange"_s, wireType<DependencyChange>()},
        {u"DiffBase"_s, wireType<DiffBase>()},
        {u"DiffBaseList"_s, wireType<Items<DiffBase>>()},
        {u"DiffHunk"_s, wireType<DiffHunk>()},
        {u"DiffLine"_s, wireType<DiffLine>()},
        {u"DryRunChange"_s, wireType<DryRunItem::Change>()},
        {u"DryRunItem"_s, wireType<DryRunItem>()},
        {u"DsseEnvelope"_s, wireType<DsseEnvelope>()},
        {u"DsseSignature"_s, wireType<DsseEnvelope::Signature>()},
        {u"EffectiveConfig"_s, wireType<EffectiveConfig>()},
        {u"EffectiveValue"_s, wireType<EffectiveValue>()},
        {u"EffectiveValueSource"_s, wireType<EffectiveValue::Source>()},
        {u"Event"_s, wireType<Event>()},
        {u"Evidence"_s, wireType<Evidence>()},
        {u"EvidenceReport"_s, wireType<EvidenceReport>()},
        {u"EvidenceSet"_s, wireType<EvidenceSet>()},
        {u"Facets"_s, wireType<Facets>()},
        {u"FileChange"_s, wireType<FileChange>()},
        {u"FileDiff"_s, wireType<FileDiff>()},
        {u"Finding"_s, wireType<Finding>()},
        {u"HealthMark"_s, wireType<HealthMark>()},
        {u"HealthMetric"_s, wireType<HealthMetric>()},
        {u"HealthPlace"_s, wireType<HealthPlace>()},
        {u"HealthSeries"_s, wireType<HealthSeries>()},
        {u"InstallScriptChange"_s, wireType<InstallScriptChange>()},
        {u"InstalledIn"_s, wireType<InstalledIn>()},
        {u"InstalledInList"_s, wireType<Items<InstalledIn>>()},
        {u"Me"_s, wireType<Me>()},
        {u"Meta"_s, wireType<Meta>()},
        {u"MetaOidc"_s, wireType<Meta::Oidc>()},
        {u"Operation"_s, wireType<Operation>()},
        {u"OperationLogLine"_s, wireType<OperationLogLine>()},
        {u"OperationLogLineList"_s, wireType<Items<OperationLogLine>>()},
        {u"OperationPage"_s, wireType<Page<Operation>>()},
        {u"OperationStep"_s, wireType<OperationStep>()},
        {u"OverlayRef"_s, wireType<OverlayRef>()},
        {u"PackageFile"_s, wireType<PackageFile>()},
        {u"OpenThreads"_s, wireType<OpenThreads>()},
        {u"PageInfo"_s, wireType<Page<Comment>::Info>()},
        {u"Panel"_s, wireType<Panel>()},
        {u"PanelGrid"_s, wireType<Panel::Grid>()},
        {u"PanelTarget"_s, wireType<Panel::Target>()},
        {u"PanelThreshold"_s, wireType<Panel::Threshold>()},
        {u"PersonRef"_s, wireType<PersonRef>()},
        {u"Plugin"_s, wireType<Plugin>()},
        {u"PluginHealth"_s, wireType<PluginHealth>()},
        {u"PluginPage"_s, wireType<Page<Plugin>>()},
        {u"PluginVersion"_s, wireType<PluginVersion>()},
        {u"PluginVersionPage"_s, wireType<Page<PluginVersion>>()},
        {u"Policy"_s, wireType<Policy>()},
        {u"PolicyBacktest"_s, wireType<PolicyBacktest>()},
        {u"PolicyDecision"_s, wireType<PolicyDecision>()},
        {u"PolicyDryRun"_s, wireType<PolicyDryRun>()},
        {u"PolicyEvaluation"_s, wireType<PolicyEvaluation>()},
        {u"PolicyEvaluationList"_s, wireType<Items<PolicyEvaluation>>()},
        {u"PolicyRule"_s, wireType<PolicyRule>()},
        {u"PolicySet"_s, wireType<Policies>()},
        {u"PolicyShift"_s, wireType<PolicyShift>()},
        {u"PolicyValidation"_s, wireType<PolicyValidation>()},
        {u"PolicyVersion"_s, wireType<PolicyVersion>()},
        {u"PolicyVersionList"_s, wireType<Items<PolicyVersion>>()},
        {u"Problem"_s, wireType<Problem>()},
        {u"ProblemField"_s, wireType<Problem::Field>()},
        {u"QueueSummary"_s, wireType<QueueSummary>()},
        {u"ReviewedFiles"_s, wireType<ReviewedFiles>()},
        {u"SigningKey"_s, wireType<SigningKey>()},
        {u"SigningKeyList"_s, wireType<SigningKeyList>()},
        {u"Stage"_s, wireType<Stage>()},
        {u"StageClaim"_s, wireType<StageClaim>()},
        {u"StageDeputy"_s, wireType<StageDeputy>()},
        {u"Suppression"_s, wireType<Suppression>()},
        {u"StagePreview"_s, wireType<StagePreview>()},
        {u"ReasonTemplate"_s, wireType<ReasonTemplate>()},
        {u"ReasonTemplateList"_s, wireType<Items<ReasonTemplate>>()},
        {u"TimelineEntry"_s, wireType<TimelineEntry>()},
        {u"TimelineEntryList"_s, wireType<Items<TimelineEntry>>()},
        {u"VersionDiff"_s, wireType<VersionDiff>()},
        {u"WorkflowDryRun"_s, wireType<WorkflowDryRun>()},
        {u"WorkflowTemplate"_s, wireType<WorkflowTemplate>()},
        {u"WorkflowTemplateList"_s, wireType<Items<WorkflowTemplate>>()},
        {u"WorkflowTemplateStage"_s, wireType<TemplateStage>()},
        {u"WorkflowTemplateVersion"_s, wireType<WorkflowTemplateVersion>()},
        {u"WorkflowTemplateVersionList"_s, wireType<Items<WorkflowTemplateVersion>>()},
        {u"WorkflowValidation"_s, wireType<WorkflowValidation>()},
    };
}

QMap<QString, QStringList> vocabularies()
{
    return {
        {u"Discipline"_s, words<Discipline>()},
        {u"Enforcement"_s, words<Enforcement>()},
        {u"Environment"_s, words<Environment>()},
        {u"EvidenceKind"_s, words<EvidenceKind>()},
        {u"FileChangeKind"_s, words<FileChangeKind>()},
        {u"InstallationState"_s, words<InstallationState>()},
        {u"Lifecycle"_s, words<Lifecycle>()},
        {u"OperationStatus"_s, words<OperationStatus>()},
        {u"OperationType"_s, words<OperationType>()},
        {u"Outcome"_s, words<Outcome>()},
        {u"PluginStatus"_s, words<PluginStatus>()},
        {u"Priority"_s, words<Priority>()},
        {u"ReportFormat"_s, words<ReportFormat>()},
        {u"RequestStatus"_s, words<RequestStatus>()},
        {u"RequestType"_s, words<RequestType>()},
        {u"RevisionState"_s, words<RevisionState>()},
        {u"Risk"_s, words<Risk>()},
        {u"Role"_s, words<Role>()},
        {u"Severity"_s, words<Severity>()},
        {u"SigningKeyState"_s, words<SigningKeyState>()},
        {u"SlaState"_s, words<SlaState>()},
        {u"StageStatus"_s, words<StageStatus>()},
        {u"StepStatus"_s, words<StepStatus>()},
        {u"SuppressionState"_s, words<SuppressionState>()},
        {u"Verdict"_s, words<Verdict>()},
    };
}

} // namespace gatehouse::contracttest
