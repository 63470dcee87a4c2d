// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/vocabulary.h"

#include <QCoreApplication>

namespace gatehouse {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::Vocabulary)
};

Term unknownTerm()
{
    //: A value newer than this version of Gatehouse.
    return {Words::tr("Unknown"), IconName::Help, Tone::Neutral};
}

} // namespace

BadgeLook Term::badge() const
{
    BadgeLook look;
    look.text = word;
    look.icon = riskBars > 0 ? IconName::None : icon;
    look.tone = tone;
    look.riskBars = riskBars;
    return look;
}

Term term(Verdict value)
{
    switch (value) {
    case Verdict::Pass:
        return {Words::tr("Pass"), IconName::CircleCheck, Tone::Ok};
    case Verdict::Warn:
        return {Words::tr("Warn"), IconName::TriangleAlert, Tone::Warn, true};
    case Verdict::Fail:
        return {Words::tr("Fail"), IconName::CircleX, Tone::Bad, true};
    case Verdict::Error:
        return {Words::tr("Tool error"), IconName::Plug, Tone::Bad, true};
    case Verdict::NotRun:
        return {Words::tr("Not run"), IconName::CircleDashed, Tone::Neutral};
    case Verdict::Unknown:
        break;
    }
    return unknownTerm();
}

Term term(PluginStatus value)
{
    switch (value) {
    case PluginStatus::Registered:
        return {Words::tr("Registered"), IconName::Circle, Tone::Neutral};
    case PluginStatus::InReview:
        return {Words::tr("In review"), IconName::Hourglass, Tone::Accent, true};
    case PluginStatus::Approved:
        return {Words::tr("Approved"), IconName::BadgeCheck, Tone::Info};
    case PluginStatus::Installed:
        return {Words::tr("Installed"), IconName::CircleCheck, Tone::Ok};
    case PluginStatus::Disabled:
        return {Words::tr("Disabled"), IconName::CirclePause, Tone::Neutral};
    case PluginStatus::Blocked:
        return {Words::tr("Blocked"), IconName::Ban, Tone::Bad, true};
    case PluginStatus::Deprecated:
        return {Words::tr("Deprecated"), IconName::Archive, Tone::Warn, true};
    case PluginStatus::Retired:
        return {Words::tr("Retired"), IconName::CircleSlash, Tone::Neutral};
    case PluginStatus::Unknown:
        break;
    }
    return unknownTerm();
}

Term term(Risk value)
{
    switch (value) {
    case Risk::Low:
        return {Words::tr("Low"), IconName::None, Tone::Neutral, false, 1};
    case Risk::Medium:
        return {Words::tr("Medium"), IconName::None, Tone::Warn, false, 2};
    case Risk::High:
        return {Words::tr("High"), IconName::None, Tone::Bad, true, 3};
    case Risk::Critical:
        return {Words::tr("Critical"), IconName::None, Tone::Bad, true, 4};
    case Risk::Unknown:
        break;
    }
    return {Words::tr("Not rated"), IconName::CircleDashed, Tone::Neutral};
}

Term term(RequestType value)
{
    switch (value) {
    case RequestType::Install:
        return {Words::tr("Install"), IconName::Download, Tone::Neutral};
    case RequestType::Update:
        return {Words::tr("Update"), IconName::ArrowUpRight, Tone::Neutral};
    case RequestType::ConfigurationChange:
        return {Words::tr("Config"), IconName::Sliders, Tone::Neutral};
    case RequestType::Uninstall:
        return {Words::tr("Uninstall"), IconName::Trash, Tone::Neutral};
    case RequestType::Exemption:
        return {Words::tr("Exemption"), IconName::CircleAlert, Tone::Neutral};
    case RequestType::Unknown:
        break;
    }
    return unknownTerm();
}

Term term(RequestStatus value)
{
    switch (value) {
    case RequestStatus::Evaluating:
        return {Words::tr("Evaluating"), IconName::Loader, Tone::Neutral};
    case RequestStatus::Blocked:
        return {Words::tr("Blocked"), IconName::Ban, Tone::Bad, true};
    case RequestStatus::InReview:
        return {Words::tr("In review"), IconName::Hourglass, Tone::Accent, true};
    case RequestStatus::ChangesRequested:
        return {Words::tr("Changes asked"), IconName::Undo, Tone::Info, true};
    case RequestStatus::Approved:
        return {Words::tr("Approved"), IconName::Check, Tone::Ok, true};
    case RequestStatus::ApprovedWithConditions:
        return {Words::tr("Approved, conditions"), IconName::Check, Tone::Ok, true};
    case RequestStatus::Rejected:
        return {Words::tr("Rejected"), IconName::X, Tone::Bad, true};
    case RequestStatus::Withdrawn:
        return {Words::tr("Withdrawn"), IconName::CircleSlash, Tone::Neutral};
    case RequestStatus::Expired:
        return {Words::tr("Expired"), IconName::Clock, Tone::Warn};
    case RequestStatus::Superseded:
        return {Words::tr("Superseded"), IconName::Layers, Tone::Neutral};
    case RequestStatus::Unknown:
        break;
    }
    return unknownTerm();
}

Term term(Priority value)
{
    switch (value) {
    case Priority::Low:
        return {Words::tr("Low priority"), IconName::ArrowDown, Tone::Neutral};
    case Priority::Normal:
        return {Words::tr("Normal"), IconName::Minus, Tone::Neutral};
    case Priority::High:
        return {Words::tr("High priority"), IconName::ArrowUp, Tone::Warn, true};
    case Priority::Urgent:
        return {Words::tr("Urgent"), IconName::Zap, Tone::Bad, true};
    case Priority::Unknown:
        break;
    }
    return unknownTerm();
}

Term term(Discipline value)
{
    switch (value) {
    case Discipline::Security:
        return {Words::tr("Security"), IconName::Shield, Tone::Neutral};
    case Discipline::Compliance:
        return {Words::tr("Compliance"), IconName::Scales, Tone::Neutral};
    case Discipline::Technical:
        return {Words::tr("Technical"), IconName::Terminal, Tone::Neutral};
    case Discipline::Business:
        return {Words::tr("Business"), IconName::Building, Tone::Neutral};
    case Discipline::Final:
        return {Words::tr("Final"), IconName::Gavel, Tone::Neutral};
    case Discipline::Unknown:
        break;
    }
    return unknownTerm();
}

Term term(StageStatus value)
{
    switch (value) {
    case StageStatus::Pending:
        return {Words::tr("Waiting"), IconName::Circle, Tone::Neutral};
    case StageStatus::Active:
        return {Words::tr("Open"), IconName::CircleDot, Tone::Accent, true};
    case StageStatus::Passed:
        return {Words::tr("Passed"), IconName::CircleCheck, Tone::Ok};
    case StageStatus::Rejected:
        return {Words::tr("Rejected"), IconName::CircleX, Tone::Bad, true};
    case StageStatus::Void:
        return {Words::tr("Not needed"), IconName::CircleSlash, Tone::Neutral};
    case StageStatus::Unknown:
        break;
    }
    return unknownTerm();
}

Term term(Outcome value)
{
    switch (value) {
    case Outcome::Approve:
        return {Words::tr("Approved"), IconName::Check, Tone::Ok};
    case Outcome::ApproveWithConditions:
        return {Words::tr("Approved with conditions"), IconName::Check, Tone::Ok};
    case Outcome::Reject:
        return {Words::tr("Rejected"), IconName::X, Tone::Bad, true};
    case Outcome::RequestChanges:
        return {Words::tr("Changes asked"), IconName::Undo, Tone::Info};
    case Outcome::Abstain:
        return {Words::tr("Abstained"), IconName::Minus, Tone::Neutral};
    case Outcome::Unknown:
        break;
    }
    return unknownTerm();
}

Term term(SlaState value)
{
    switch (value) {
    case SlaState::OnTrack:
        return {Words::tr("On track"), IconName::CircleCheck, Tone::Ok};
    case SlaState::AtRisk:
        return {Words::tr("At risk"), IconName::Clock, Tone::Warn, true};
    case SlaState::Breached:
        return {Words::tr("Overdue"), IconName::Flame, Tone::Bad, true};
    case SlaState::Unknown:
        break;
    }
    return unknownTerm();
}

Term term(Severity value)
{
    switch (value) {
    case Severity::Info:
        return {Words::tr("Info"), IconName::Info, Tone::Info};
    case Severity::Low:
        return {Words::tr("Low"), IconName::Info, Tone::Neutral};
    case Severity::Medium:
        return {Words::tr("Medium"), IconName::TriangleAlert, Tone::Warn};
    case Severity::High:
        return {Words::tr("High"), IconName::TriangleAlert, Tone::Bad, true};
    case Severity::Critical:
        return {Words::tr("Critical"), IconName::CircleX, Tone::Bad, true};
    case Severity::Unknown:
        break;
    }
    return unknownTerm();
}

Term term(Enforcement value)
{
    switch (value) {
    case Enforcement::Allow:
        return {Words::tr("Allow"), IconName::Check, Tone::Ok};
    case Enforcement::Warn:
        return {Words::tr("Warn"), IconName::TriangleAlert, Tone::Warn};
    case Enforcement::RequireReview:
        return {Words::tr("Needs review"), IconName::Stamp, Tone::Accent, true};
    case Enforcement::Deny:
        return {Words::tr("Deny"), IconName::Ban, Tone::Bad, true};
    case Enforcement::Unknown:
        break;
    }
    return unknownTerm();
}

Term term(Lifecycle value)
{
    switch (value) {
    case Lifecycle::Alpha:
        return {Words::tr("Alpha"), IconName::CircleDashed, Tone::Neutral};
    case Lifecycle::Beta:
        return {Words::tr("Beta"), IconName::Circle, Tone::Neutral};
    case Lifecycle::Stable:
        return {Words::tr("Stable"), IconName::CircleCheck, Tone::Ok};
    case Lifecycle::Deprecated:
        return {Words::tr("Deprecated"), IconName::Archive, Tone::Warn, true};
    case Lifecycle::EndOfLife:
        return {Words::tr("End of life"), IconName::CircleSlash, Tone::Bad, true};
    case Lifecycle::Unknown:
        break;
    }
    return unknownTerm();
}

} // namespace gatehouse
