// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/documentversion.h"
#include "core/contract/registry.h"

namespace gatehouse {

//! A condition and its answer.
struct PolicyRule
{
    QString id; //!< "critical": unique in the policy; "no-evidence" for what is under `unknown`.
    QJsonObject when; //!< Holds always when it is empty.
    Enforcement enforcement = Enforcement::Unknown;
    QString message; //!< Names in braces are facts of the evidence.
    bool operator==(const PolicyRule &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("when", s.when);
        visit("enforcement", s.enforcement);
        visit("message", s.message);
    }
};

//! Looks at one kind of evidence and takes its first rule whose condition holds.
struct Policy
{
    QString id;
    int version = 0;
    QString title;
    QString evidence; //!< An EvidenceKind.
    QList<Environment> environments; //!< Where it applies; empty: everywhere.
    QJsonObject licences; //!< Lists of SPDX identifiers by answer; may be empty.
    QList<PolicyRule> rules;
    PolicyRule unknown; //!< The answer when the evidence erred or did not run.
    bool operator==(const Policy &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("version", s.version);
        visit("title", s.title);
        visit("evidence", s.evidence);
        visit("environments", s.environments);
        visit("licences", s.licences);
        visit("rules", s.rules);
        visit("unknown", s.unknown);
    }
};

//! `GET /policies`: the active policies of the tenant. Their text is in the set's versions.
struct Policies
{
    QList<Policy> items;
    int version = 0; //!< Grows with every change; decisions bind it.
    std::optional<int> draftVersion;
    QString name;
    QString etag;
    Actions actions; //!< edit, discard, dry_run, back_test, activate
    QDateTime asOf;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("items", s.items);
        visit("version", s.version);
        visit("draftVersion", s.draftVersion);
        visit("name", s.name);
        visit("etag", s.etag);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
        visit("asOf", s.asOf);
    }
};

//! One text of the policies.
using PolicyVersion = DocumentVersion;

//! `POST /policy-validations`.
struct PolicyValidation
{
    bool valid = false; //!< It can be activated, as far as the text says.
    QList<ConfigProblem> problems; //!< high: it cannot be activated; medium: it can, and somebody should look.
    QList<Policy> policies; //!< Empty while the text has mistakes.
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("valid", s.valid);
        visit("problems", s.problems);
        visit("policies", s.policies);
    }
};

//! How one policy answers under the active text and under the draft.
struct PolicyShift
{
    QString policyId;
    std::optional<PolicyEvaluation> before; //!< None: the active text has no such policy here.
    std::optional<PolicyEvaluation> after;
    bool changed = false;
    bool operator==(const PolicyShift &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("policyId", s.policyId);
        visit("before", s.before);
        visit("after", s.after);
        visit("changed", s.changed);
    }
};

//! `POST /policies/dry-run`: the draft over the evidence of one version. Nothing changes.
struct PolicyDryRun
{
    int version = 0; //!< Of the draft.
    QString digest; //!< Of the text that was tried.
    VersionId versionId;
    QString pluginName;
    QString pluginVersion;
    Environment environment = Environment::Unknown;
    Enforcement before = Enforcement::Unknown; //!< The hardest answer.
    Enforcement after = Enforcement::Unknown;
    QList<PolicyShift> items; //!< Those that change first.
    QDateTime asOf;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("version", s.version);
        visit("digest", s.digest);
        visit("versionId", s.versionId);
        visit("pluginName", s.pluginName);
        visit("pluginVersion", s.pluginVersion);
        visit("environment", s.environment);
        visit("before", s.before);
        visit("after", s.after);
        visit("items", s.items);
        visit("asOf", s.asOf);
    }
};

//! A decision that the draft would have met with another answer.
struct BacktestItem
{
    RequestId requestId;
    QString number; //!< "REQ-2417"
    PluginId pluginId;
    QString pluginName;
    VersionId versionId;
    QString version;
    Environment environment = Environment::Unknown;
    RequestStatus status = RequestStatus::Unknown; //!< What people decided.
    QDateTime decidedAt;
    QString effect; //!< blocked, let_through, stricter, milder
    Enforcement before = Enforcement::Unknown;
    Enforcement after = Enforcement::Unknown;
    bool inProduction = false; //!< Exactly this version runs there now.
    bool remembered = false; //!< Judged on what was known then; otherwise on what is known now.
    struct Reason
    {
        QString policyId;
        QString ruleId;
        QString message;
        bool operator==(const Reason &) const = default;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("policyId", s.policyId);
            visit("ruleId", s.ruleId);
            visit("message", s.message);
        }
    };
    QList<Reason> reasons; //!< The answers that differ, the draft's where it has one.
    bool operator==(const BacktestItem &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("requestId", s.requestId);
        visit("number", s.number);
        visit("pluginId", s.pluginId);
        visit("pluginName", s.pluginName);
        visit("versionId", s.versionId);
        visit("version", s.version);
        visit("environment", s.environment);
        visit("status", s.status);
        visit("decidedAt", s.decidedAt);
        visit("effect", s.effect);
        visit("before", s.before);
        visit("after", s.after);
        visit("inProduction", s.inProduction);
        visit("remembered", s.remembered);
        visit("reasons", s.reasons);
    }
};

//! `GET /policy-backtests/{backtestId}`: the draft over the last decisions.
struct PolicyBacktest
{
    QString id; //!< Opaque; begins with pbt_.
    int version = 0; //!< Of the draft.
    QString digest; //!< Of the text that was tried.
    int considered = 0; //!< Decisions.
    int remembered = 0; //!< Of those, judged on what was known then.
    int blocked = 0; //!< It would have blocked what was not.
    int letThrough = 0; //!< It would not have blocked what was.
    int blockedInProduction = 0; //!< Of the blocked, those that run in production now.
    QList<BacktestItem> items; //!< Blocked ones first, and of these those in production.
    QDateTime asOf;
    bool operator==(const PolicyBacktest &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("version", s.version);
        visit("digest", s.digest);
        visit("considered", s.considered);
        visit("remembered", s.remembered);
        visit("blocked", s.blocked);
        visit("letThrough", s.letThrough);
        visit("blockedInProduction", s.blockedInProduction);
        visit("items", s.items);
        visit("asOf", s.asOf);
    }
};

} // namespace gatehouse
