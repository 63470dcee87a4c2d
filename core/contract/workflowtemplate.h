// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/documentversion.h"

namespace gatehouse {

//! A stage as a workflow has it. What depends on roles, conditions and times is in words, by the
//! server.
struct TemplateStage
{
    QString id; //!< "security": unique in the workflow.
    Discipline discipline = Discipline::Unknown;
    QString name;
    int order = 0; //!< Stages of equal order run in parallel.
    QStringList after; //!< Ids of the stages that must be over before it opens.
    QString quorumRule; //!< all, any, count
    int quorum = 1; //!< 0 for all: as many as may decide it when the request is made.
    int dueHours = 48;
    QString people; //!< "a security reviewer, or the plugin's owner"
    QString condition; //!< "risk high or critical"; empty when it is always asked.
    QString automatic; //!< When policy passes it; empty when it never does.
    QString escalation; //!< "24 h after it is due, to compliance reviewers, with 24 h more"; may be empty.
    bool operator==(const TemplateStage &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("discipline", s.discipline);
        visit("name", s.name);
        visit("order", s.order);
        visit("after", s.after);
        visit("quorumRule", s.quorumRule);
        visit("quorum", s.quorum);
        visit("dueHours", s.dueHours);
        visit("people", s.people);
        visit("condition", s.condition);
        visit("automatic", s.automatic);
        visit("escalation", s.escalation);
    }
};

//! Words that are often the reason of an outcome. Pinned with the version of the workflow that has them.
struct ReasonTemplate
{
    Outcome outcome = Outcome::Unknown;
    QString title; //!< "Licence": what it is chosen by.
    QString text; //!< A beginning, to be changed by hand.
    bool operator==(const ReasonTemplate &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("outcome", s.outcome);
        visit("title", s.title);
        visit("text", s.text);
    }
};

//! A workflow: which stages the requests that it applies to go through. Its text is in its versions.
struct WorkflowTemplate
{
    QString id; //!< critical-change
    int version = 0; //!< The active one, which is what is shown here; the draft's while none was active yet.
    bool active = false;
    std::optional<int> draftVersion;
    QString name;
    QString appliesTo; //!< In words: "Production, risk high or critical".
    int precedence = 0; //!< Of the active ones that apply, the lowest is taken.
    std::optional<int> reviewWithinHours; //!< An emergency workflow: somebody looks at it afterwards.
    int expiresHours = 0; //!< A request that nobody finished.
    int validHours = 0; //!< An approval.
    QList<TemplateStage> stages;
    QString etag;
    Actions actions;
    bool operator==(const WorkflowTemplate &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("version", s.version);
        visit("active", s.active);
        visit("draftVersion", s.draftVersion);
        visit("name", s.name);
        visit("appliesTo", s.appliesTo);
        visit("precedence", s.precedence);
        visit("reviewWithinHours", s.reviewWithinHours);
        visit("expiresHours", s.expiresHours);
        visit("validHours", s.validHours);
        visit("stages", s.stages);
        visit("etag", s.etag);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

//! One text of a workflow; requests keep the version they were made with.
struct WorkflowTemplateVersion : DocumentVersion
{
    QString templateId;
    bool operator==(const WorkflowTemplateVersion &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("templateId", s.templateId);
        DocumentVersion::fields(s, visit);
    }
};

//! `POST /workflow-template-validations`.
struct WorkflowValidation
{
    bool valid = false; //!< It can be activated, as far as the text says.
    QList<ConfigProblem> problems; //!< high: it cannot be activated; medium: it can, and somebody should look.
    QList<TemplateStage> stages; //!< Empty while the text cannot be read that far.
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("valid", s.valid);
        visit("problems", s.problems);
        visit("stages", s.stages);
    }
};

//! What one request would be, were it made now: by what is active, and by the draft.
struct DryRunItem
{
    RequestId requestId;
    QString number;
    QString pluginName;
    RequestStatus status = RequestStatus::Unknown;
    Environment environment = Environment::Unknown;
    Risk risk = Risk::Unknown;
    QString before; //!< "Standard change v1"
    QString after;
    bool stuck = false; //!< Nobody could decide one of its stages.
    struct Change
    {
        QString kind; //!< workflow, stages, people, quorum, times, policy, stuck
        QString sentence;
        bool operator==(const Change &) const = default;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("kind", s.kind);
            visit("sentence", s.sentence);
        }
    };
    QList<Change> changes; //!< Empty when it would be the same.
    bool operator==(const DryRunItem &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("requestId", s.requestId);
        visit("number", s.number);
        visit("pluginName", s.pluginName);
        visit("status", s.status);
        visit("environment", s.environment);
        visit("risk", s.risk);
        visit("before", s.before);
        visit("after", s.after);
        visit("stuck", s.stuck);
        visit("changes", s.changes);
    }
};

//! `POST /workflow-templates/{id}/dry-run`: the draft against the requests that are open, and the
//! newest that were closed. Nothing of them changes, now or when the draft is activated.
struct WorkflowDryRun
{
    QString templateId;
    int version = 0;
    QString digest; //!< Of the text that was tried.
    int considered = 0;
    int changed = 0;
    int stuck = 0;
    QList<DryRunItem> items; //!< Those that would change first.
    QDateTime asOf;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("templateId", s.templateId);
        visit("version", s.version);
        visit("digest", s.digest);
        visit("considered", s.considered);
        visit("changed", s.changed);
        visit("stuck", s.stuck);
        visit("items", s.items);
        visit("asOf", s.asOf);
    }
};

} // namespace gatehouse
