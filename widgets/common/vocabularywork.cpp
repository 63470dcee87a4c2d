// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/vocabulary.h"

#include <QCoreApplication>

namespace gatehouse {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::Vocabulary)
};

Term plain(const QString &word, IconName icon)
{
    return {word, icon, Tone::Neutral};
}

} // namespace

Term term(EvidenceKind value)
{
    switch (value) {
    case EvidenceKind::Integrity:
        return plain(Words::tr("Integrity"), IconName::Fingerprint);
    case EvidenceKind::Licence:
        return plain(Words::tr("Licence"), IconName::Scales);
    case EvidenceKind::InstallScripts:
        return plain(Words::tr("Install scripts"), IconName::Terminal);
    case EvidenceKind::Files:
        return plain(Words::tr("Files"), IconName::FileCode);
    case EvidenceKind::Dependencies:
        return plain(Words::tr("Dependencies"), IconName::Cubes);
    case EvidenceKind::Backstage:
        return plain(Words::tr("Backstage role"), IconName::Package);
    case EvidenceKind::Engines:
        return plain(Words::tr("Compatibility"), IconName::Settings);
    case EvidenceKind::ConfigSchema:
        return plain(Words::tr("Config keys"), IconName::Sliders);
    case EvidenceKind::Age:
        return plain(Words::tr("Publish age"), IconName::Calendar);
    case EvidenceKind::Maintainers:
        return plain(Words::tr("Maintainers"), IconName::Users);
    case EvidenceKind::Deprecation:
        return plain(Words::tr("Deprecation"), IconName::Archive);
    case EvidenceKind::DependencyTree:
        return plain(Words::tr("Dependency tree"), IconName::Layers);
    case EvidenceKind::DependencyLicences:
        return plain(Words::tr("Tree licences"), IconName::Scales);
    case EvidenceKind::Secrets:
        return plain(Words::tr("Secrets"), IconName::Key);
    case EvidenceKind::RiskyCode:
        return plain(Words::tr("Risky code"), IconName::TriangleAlert);
    case EvidenceKind::Vulnerabilities:
        return plain(Words::tr("Vulnerabilities"), IconName::Bug);
    case EvidenceKind::StaticAnalysis:
        return plain(Words::tr("Static analysis"), IconName::Search);
    case EvidenceKind::Unknown:
        break;
    }
    return plain(Words::tr("Other check"), IconName::Help);
}

Term term(SuppressionState value)
{
    switch (value) {
    case SuppressionState::Proposed:
        return {Words::tr("Suppression proposed"), IconName::Hourglass, Tone::Warn, true};
    case SuppressionState::Approved:
        return {Words::tr("Suppressed"), IconName::EyeOff, Tone::Neutral};
    case SuppressionState::Rejected:
        return {Words::tr("Suppression rejected"), IconName::X, Tone::Neutral};
    case SuppressionState::Withdrawn:
        return {Words::tr("Suppression withdrawn"), IconName::Undo, Tone::Neutral};
    case SuppressionState::Expired:
        return {Words::tr("Suppression expired"), IconName::Clock, Tone::Warn};
    case SuppressionState::Unknown:
        break;
    }
    return plain(Words::tr("Unknown"), IconName::Help);
}

Term term(OperationStatus value)
{
    switch (value) {
    case OperationStatus::Queued:
        return {Words::tr("Queued"), IconName::Hourglass, Tone::Neutral};
    case OperationStatus::Running:
        return {Words::tr("Running"), IconName::Loader, Tone::Accent, true};
    case OperationStatus::Succeeded:
        return {Words::tr("Succeeded"), IconName::CircleCheck, Tone::Ok};
    case OperationStatus::Failed:
        return {Words::tr("Failed"), IconName::CircleX, Tone::Bad, true};
    case OperationStatus::Cancelling:
        return {Words::tr("Cancelling"), IconName::Hourglass, Tone::Warn, true};
    case OperationStatus::Cancelled:
        return {Words::tr("Cancelled"), IconName::CircleSlash, Tone::Neutral};
    case OperationStatus::TimedOut:
        return {Words::tr("Timed out"), IconName::Clock, Tone::Bad, true};
    case OperationStatus::Unknown:
        break;
    }
    return plain(Words::tr("Unknown"), IconName::Help);
}

Term term(OperationType value)
{
    switch (value) {
    case OperationType::Import:
        return plain(Words::tr("Import"), IconName::Download);
    case OperationType::Install:
        return plain(Words::tr("Install"), IconName::Package);
    case OperationType::Update:
        return plain(Words::tr("Update"), IconName::ArrowUpRight);
    case OperationType::Uninstall:
        return plain(Words::tr("Uninstall"), IconName::Trash);
    case OperationType::Disable:
        return plain(Words::tr("Disable"), IconName::CirclePause);
    case OperationType::Rollback:
        return plain(Words::tr("Roll back"), IconName::Rollback);
    case OperationType::ConfigDeploy:
        return plain(Words::tr("Deploy configuration"), IconName::Sliders);
    case OperationType::Evidence:
        return plain(Words::tr("Run checks"), IconName::ShieldCheck);
    case OperationType::Policy:
        return plain(Words::tr("Policies"), IconName::ShieldCheck);
    case OperationType::Unknown:
        break;
    }
    return plain(Words::tr("Other operation"), IconName::Operations);
}

Term term(StepStatus value)
{
    switch (value) {
    case StepStatus::Pending:
        return {Words::tr("Pending"), IconName::Circle, Tone::Neutral};
    case StepStatus::Running:
        return {Words::tr("Running"), IconName::CircleDot, Tone::Accent, true};
    case StepStatus::Succeeded:
        return {Words::tr("Done"), IconName::CircleCheck, Tone::Ok};
    case StepStatus::Failed:
        return {Words::tr("Failed"), IconName::CircleX, Tone::Bad, true};
    case StepStatus::Skipped:
        return {Words::tr("Skipped"), IconName::CircleSlash, Tone::Neutral};
    case StepStatus::Unknown:
        break;
    }
    return plain(Words::tr("Unknown"), IconName::Help);
}

Term term(InstallationState value)
{
    switch (value) {
    case InstallationState::Pending:
        return {Words::tr("Pending"), IconName::Hourglass, Tone::Accent};
    case InstallationState::Applied:
        return {Words::tr("Applied"), IconName::Check, Tone::Info};
    case InstallationState::Observed:
        return {Words::tr("Running"), IconName::Activity, Tone::Ok};
    case InstallationState::Failed:
        return {Words::tr("Failed"), IconName::CircleX, Tone::Bad, true};
    case InstallationState::Disabled:
        return {Words::tr("Disabled"), IconName::CirclePause, Tone::Neutral};
    case InstallationState::Unknown:
        break;
    }
    return plain(Words::tr("Unknown"), IconName::Help);
}

Term term(FileChangeKind value)
{
    switch (value) {
    case FileChangeKind::Added:
        return {Words::tr("Added"), IconName::Plus, Tone::Ok};
    case FileChangeKind::Modified:
        return {Words::tr("Modified"), IconName::Pencil, Tone::Info};
    case FileChangeKind::Deleted:
        return {Words::tr("Deleted"), IconName::Minus, Tone::Bad};
    case FileChangeKind::Renamed:
        return {Words::tr("Renamed"), IconName::ArrowRight, Tone::Accent};
    case FileChangeKind::Unknown:
        break;
    }
    return plain(Words::tr("Unknown"), IconName::Help);
}

Term term(RevisionState value)
{
    switch (value) {
    case RevisionState::Draft:
        return {Words::tr("Draft"), IconName::Pencil, Tone::Warn};
    case RevisionState::AwaitingApproval:
        return {Words::tr("Awaiting approval"), IconName::Stamp, Tone::Accent, true};
    case RevisionState::Deploying:
        return {Words::tr("Deploying"), IconName::Loader, Tone::Accent, true};
    case RevisionState::Active:
        return {Words::tr("Active"), IconName::CircleCheck, Tone::Ok};
    case RevisionState::Superseded:
        return {Words::tr("Superseded"), IconName::Layers, Tone::Neutral};
    case RevisionState::Failed:
        return {Words::tr("Failed"), IconName::CircleX, Tone::Bad, true};
    case RevisionState::Unknown:
        break;
    }
    return plain(Words::tr("Unknown"), IconName::Help);
}

Term term(Role value)
{
    switch (value) {
    case Role::Viewer:
        return plain(Words::tr("Viewer"), IconName::Eye);
    case Role::Ops:
        return plain(Words::tr("Operations"), IconName::Activity);
    case Role::Requester:
        return plain(Words::tr("Requester"), IconName::User);
    case Role::ReviewerSecurity:
        return plain(Words::tr("Security reviewer"), IconName::Shield);
    case Role::ReviewerCompliance:
        return plain(Words::tr("Compliance reviewer"), IconName::Scales);
    case Role::ReviewerTechnical:
        return plain(Words::tr("Technical reviewer"), IconName::Terminal);
    case Role::ReviewerBusiness:
        return plain(Words::tr("Business reviewer"), IconName::Building);
    case Role::ConfigEditor:
        return plain(Words::tr("Config editor"), IconName::Sliders);
    case Role::PlatformAdmin:
        return plain(Words::tr("Platform admin"), IconName::Key);
    case Role::Auditor:
        return plain(Words::tr("Auditor"), IconName::Scroll);
    case Role::Unknown:
        break;
    }
    return plain(Words::tr("Unknown role"), IconName::Help);
}

QString environmentName(Environment value)
{
    switch (value) {
    case Environment::Global:
        return Words::tr("global");
    case Environment::Development:
        return Words::tr("dev");
    case Environment::Staging:
        return Words::tr("staging");
    case Environment::Production:
        return Words::tr("production");
    case Environment::Unknown:
        break;
    }
    return Words::tr("unknown");
}

QString environmentShortName(Environment value)
{
    switch (value) {
    case Environment::Staging:
        return Words::tr("stg");
    case Environment::Production:
        return Words::tr("prod");
    default:
        return environmentName(value);
    }
}

BadgeLook environmentBadge(Environment value)
{
    BadgeLook look;
    look.text = environmentName(value);
    look.outline = true;
    look.environment = value;
    return look;
}

QString riskShortName(Risk value)
{
    return value == Risk::Medium ? Words::tr("Med") : term(value).word;
}

QString fileChangeLetter(FileChangeKind value)
{
    switch (value) {
    case FileChangeKind::Added:
        return u"A"_s;
    case FileChangeKind::Modified:
        return u"M"_s;
    case FileChangeKind::Deleted:
        return u"D"_s;
    case FileChangeKind::Renamed:
        return u"R"_s;
    case FileChangeKind::Unknown:
        break;
    }
    return u"?"_s;
}

} // namespace gatehouse
