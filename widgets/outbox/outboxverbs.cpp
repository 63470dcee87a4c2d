// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/outboxwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse::outboxwords {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::OutboxWords)
};

template <typename Key>
struct Entry
{
    Key key;
    Verb (*words)();
};

constexpr Entry<const char *> byWord[] = {
    {"approve", [] { return Verb {Words::tr("Approve"), Words::tr("Approved"), Words::tr("Approve"),
        Words::tr("approval"), IconName::Check, Tone::Ok}; }},
    {"approve_with_conditions", [] { return Verb {Words::tr("Approve with conditions"), Words::tr("Approved with conditions"), Words::tr("Approve with conditions"),
        Words::tr("approval"), IconName::Check, Tone::Ok}; }},
    {"reject", [] { return Verb {Words::tr("Reject"), Words::tr("Rejected"), Words::tr("Reject"),
        Words::tr("rejection"), IconName::X, Tone::Bad}; }},
    {"request_changes", [] { return Verb {Words::tr("Request changes"), Words::tr("Changes asked"), Words::tr("Request changes on"),
        Words::tr("request for changes"), IconName::Undo, Tone::Info}; }},
    {"withdraw", [] { return Verb {Words::tr("Withdraw"), Words::tr("Withdrawn"), Words::tr("Withdraw"),
        Words::tr("withdrawal"), IconName::Undo, Tone::Neutral}; }},
    {"resubmit", [] { return Verb {Words::tr("Submit again"), Words::tr("Submitted again"), Words::tr("Submit again"),
        Words::tr("request"), IconName::Stamp, Tone::Accent}; }},
    {"claim", [] { return Verb {Words::tr("Claim"), Words::tr("Claimed"), Words::tr("Claim"),
        Words::tr("claim"), IconName::UserCheck, Tone::Neutral}; }},
    {"unclaim", [] { return Verb {Words::tr("Give back"), Words::tr("Given back"), Words::tr("Give back"),
        Words::tr("change"), IconName::UserX, Tone::Neutral}; }},
    {"escalate", [] { return Verb {Words::tr("Escalate"), Words::tr("Escalated"), Words::tr("Escalate"),
        Words::tr("escalation"), IconName::Flame, Tone::Warn}; }},
    {"after_review", [] { return Verb {Words::tr("Review afterwards"), Words::tr("Reviewed afterwards"), Words::tr("Review afterwards"),
        Words::tr("review"), IconName::Eye, Tone::Accent}; }},
    {"must_solve", [] { return Verb {Words::tr("Must be solved"), Words::tr("Said what must be solved"), Words::tr("Say what must be solved on"),
        Words::tr("comment"), IconName::CircleAlert, Tone::Warn}; }},
    {"question", [] { return Verb {Words::tr("Ask for information"), Words::tr("Asked for information"), Words::tr("Ask for information on"),
        Words::tr("question"), IconName::Help, Tone::Info}; }},
    {"resolve", [] { return Verb {Words::tr("Resolve thread"), Words::tr("Thread resolved"), Words::tr("Resolve a thread on"),
        Words::tr("change"), IconName::CircleCheck, Tone::Ok}; }},
    {"reopen", [] { return Verb {Words::tr("Reopen thread"), Words::tr("Thread reopened"), Words::tr("Reopen a thread on"),
        Words::tr("change"), IconName::CircleDot, Tone::Warn}; }},
    {"condition_met", [] { return Verb {Words::tr("Condition met"), Words::tr("Condition met"), Words::tr("Check off a condition of"),
        Words::tr("change"), IconName::CircleCheck, Tone::Ok}; }},
    {"condition_unmet", [] { return Verb {Words::tr("Condition not met"), Words::tr("Condition not met"), Words::tr("Take back a condition of"),
        Words::tr("change"), IconName::CircleDashed, Tone::Warn}; }},
    {"delegate", [] { return Verb {Words::tr("Hand over"), Words::tr("Handed over"), Words::tr("Hand over to"),
        Words::tr("delegation"), IconName::UserPlus, Tone::Neutral}; }},
    {"end_delegation", [] { return Verb {Words::tr("Take back"), Words::tr("Taken back"), Words::tr("Take back from"),
        Words::tr("change"), IconName::UserX, Tone::Neutral}; }},
    {"draft_workflow", [] { return Verb {Words::tr("Save draft"), Words::tr("Draft saved"), Words::tr("Save the draft of"),
        Words::tr("draft"), IconName::Route, Tone::Neutral}; }},
    {"discard_workflow", [] { return Verb {Words::tr("Discard draft"), Words::tr("Draft discarded"), Words::tr("Discard the draft of"),
        Words::tr("change"), IconName::Trash, Tone::Neutral}; }},
    {"activate_workflow", [] { return Verb {Words::tr("Activate"), Words::tr("Activated"), Words::tr("Activate"),
        Words::tr("activation"), IconName::Route, Tone::Accent}; }},
    {"block", [] { return Verb {Words::tr("Block"), Words::tr("Blocked"), Words::tr("Block"),
        Words::tr("block"), IconName::Ban, Tone::Bad}; }},
    {"unblock", [] { return Verb {Words::tr("Unblock"), Words::tr("Unblocked"), Words::tr("Unblock"),
        Words::tr("change"), IconName::CircleCheck, Tone::Ok}; }},
    {"deprecate", [] { return Verb {Words::tr("Deprecate"), Words::tr("Deprecated"), Words::tr("Deprecate"),
        Words::tr("change"), IconName::Archive, Tone::Warn}; }},
    {"undeprecate", [] { return Verb {Words::tr("Undo deprecation"), Words::tr("Deprecation undone"), Words::tr("Undo deprecation of"),
        Words::tr("change"), IconName::CircleCheck, Tone::Ok}; }},
    {"install", [] { return Verb {Words::tr("Install"), Words::tr("Install started"), Words::tr("Install"),
        Words::tr("order"), IconName::Download, Tone::Accent}; }},
    {"update", [] { return Verb {Words::tr("Update"), Words::tr("Update started"), Words::tr("Update"),
        Words::tr("order"), IconName::ArrowUpRight, Tone::Accent}; }},
    {"uninstall", [] { return Verb {Words::tr("Uninstall"), Words::tr("Uninstall started"), Words::tr("Uninstall"),
        Words::tr("order"), IconName::Trash, Tone::Bad}; }},
    {"disable", [] { return Verb {Words::tr("Disable"), Words::tr("Disable started"), Words::tr("Disable"),
        Words::tr("order"), IconName::CirclePause, Tone::Warn}; }},
    {"roll_back", [] { return Verb {Words::tr("Roll back"), Words::tr("Rollback started"), Words::tr("Roll back"),
        Words::tr("order"), IconName::Rollback, Tone::Warn}; }},
    {"import", [] { return Verb {Words::tr("Import"), Words::tr("Import started"), Words::tr("Import"),
        Words::tr("import"), IconName::FileDown, Tone::Accent}; }},
    {"cancel", [] { return Verb {Words::tr("Cancel operation"), Words::tr("Cancelled"), Words::tr("Cancel"),
        Words::tr("cancellation"), IconName::Stop, Tone::Warn}; }},
    {"revoke_key", [] { return Verb {Words::tr("Revoke signing key"), Words::tr("Signing key revoked"), Words::tr("Revoke the signing key of"),
        Words::tr("revocation"), IconName::Key, Tone::Bad}; }},
    {"rerun_evidence", [] { return Verb {Words::tr("Run checks"), Words::tr("Checks started"), Words::tr("Run checks of"),
        Words::tr("run of the checks"), IconName::Refresh, Tone::Accent}; }},
    {"attach_report", [] { return Verb {Words::tr("Attach report"), Words::tr("Report attached"), Words::tr("Attach report to"),
        Words::tr("report"), IconName::Upload, Tone::Accent}; }},
    {"suppress", [] { return Verb {Words::tr("Suppress finding"), Words::tr("Suppression proposed"), Words::tr("Suppress finding of"),
        Words::tr("proposal"), IconName::EyeOff, Tone::Warn}; }},
    {"approve_suppression", [] { return Verb {Words::tr("Approve suppression"), Words::tr("Suppression approved"), Words::tr("Approve suppression for"),
        Words::tr("approval"), IconName::Check, Tone::Ok}; }},
    {"reject_suppression", [] { return Verb {Words::tr("Reject suppression"), Words::tr("Suppression rejected"), Words::tr("Reject suppression for"),
        Words::tr("rejection"), IconName::X, Tone::Bad}; }},
    {"withdraw_suppression", [] { return Verb {Words::tr("Withdraw suppression"), Words::tr("Suppression withdrawn"), Words::tr("Withdraw suppression for"),
        Words::tr("withdrawal"), IconName::Undo, Tone::Neutral}; }},
    {"draft_policies", [] { return Verb {Words::tr("Save draft"), Words::tr("Draft saved"), Words::tr("Save the draft of"),
        Words::tr("draft"), IconName::ShieldCheck, Tone::Neutral}; }},
    {"discard_policies", [] { return Verb {Words::tr("Discard draft"), Words::tr("Draft discarded"), Words::tr("Discard the draft of"),
        Words::tr("change"), IconName::Trash, Tone::Neutral}; }},
    {"activate_policies", [] { return Verb {Words::tr("Activate"), Words::tr("Activated"), Words::tr("Activate"),
        Words::tr("activation"), IconName::ShieldCheck, Tone::Accent}; }},
    {"deploy", [] { return Verb {Words::tr("Deploy"), Words::tr("Deployment started"), Words::tr("Deploy"),
        Words::tr("deployment"), IconName::Rocket, Tone::Accent}; }},
};

//! For machine words this version does not know. The last one stands for the rest.
constexpr Entry<IntentKind> byKind[] = {
    {IntentKind::Decision, [] { return Verb {Words::tr("Decide"), Words::tr("Decided"), Words::tr("Decide"),
        Words::tr("decision"), IconName::Gavel, Tone::Neutral}; }},
    {IntentKind::Comment, [] { return Verb {Words::tr("Comment"), Words::tr("Comment"), Words::tr("Comment on"),
        Words::tr("comment"), IconName::Message, Tone::Accent}; }},
    {IntentKind::Request, [] { return Verb {Words::tr("Request"), Words::tr("Requested"), Words::tr("Request for"),
        Words::tr("request"), IconName::Stamp, Tone::Accent}; }},
    {IntentKind::RegistryEdit, [] { return Verb {Words::tr("Edit"), Words::tr("Edited"), Words::tr("Edit"),
        Words::tr("edit"), IconName::Pencil, Tone::Neutral}; }},
    {IntentKind::Configuration, [] { return Verb {Words::tr("Save configuration"), Words::tr("Configuration saved"), Words::tr("Save configuration of"),
        Words::tr("configuration"), IconName::Sliders, Tone::Neutral}; }},
    {IntentKind::Operation, [] { return Verb {Words::tr("Run"), Words::tr("Started"), Words::tr("Run"),
        Words::tr("operation"), IconName::Operations, Tone::Neutral}; }},
    {IntentKind::Other, [] { return Verb {Words::tr("Change"), Words::tr("Changed"), Words::tr("Change"),
        Words::tr("change"), IconName::Send, Tone::Neutral}; }},
};

} // namespace

Verb verb(const Intent &intent)
{
    const auto word = std::find_if(std::begin(byWord), std::end(byWord),
        [&](const auto &entry) { return intent.verbWord == QLatin1StringView(entry.key); });
    if (word != std::end(byWord))
        return word->words();
    return std::find_if(std::begin(byKind), std::end(byKind) - 1, [&](const auto &entry) { return entry.key == intent.kind; })->words();
}

} // namespace gatehouse::outboxwords
