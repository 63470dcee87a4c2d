// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflowtemplate.h"

//! Workflows as data: which stages a request goes through, who decides them, and when. Values; any
//! thread.
namespace gatehouse::services {

//! What a workflow and the conditions of its stages ask about a request.
struct RequestFacts
{
    RequestType type = RequestType::Unknown;
    Environment environment = Environment::Unknown;
    Risk risk = Risk::Unknown;
    Enforcement policy = Enforcement::Unknown; //!< The hardest answer; Unknown when no policy was asked.
    bool emergency = false;
};

//! All that is named must hold; an empty list stands for "any".
struct Condition
{
    QList<RequestType> types;
    QList<Environment> environments;
    QList<Risk> risks;
    QList<Enforcement> policies;

    bool holds(const RequestFacts &facts) const;
    //! Some request could meet both.
    bool meets(const Condition &other) const;
    //! "production, risk high or critical"
    QString words() const;
    bool operator==(const Condition &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("types", s.types);
        visit("environments", s.environments);
        visit("risks", s.risks);
        visit("policies", s.policies);
    }
};

//! Any of \a alternatives holds; no alternative at all holds always.
bool anyHolds(const QList<Condition> &alternatives, const RequestFacts &facts);
//! "production, risk high; or exemption"; empty for none.
QString wordsOf(const QList<Condition> &alternatives);

//! Who decides: anybody who has one of the roles, is in one of the groups, or owns the plugin.
struct People
{
    QList<Role> roles;
    QStringList groups;
    bool owner = false;

    bool isEmpty() const { return roles.isEmpty() && groups.isEmpty() && !owner; }
    //! These and those of \a more, each once.
    People with(const People &more) const;
    //! "a security or compliance reviewer, or somebody of platform-team"
    QString words() const;
    bool operator==(const People &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("roles", s.roles);
        visit("groups", s.groups);
        visit("owner", s.owner);
    }
};

//! How many distinct people. "All" becomes a number when the request is made, and stays it.
struct Quorum
{
    bool all = false;
    int count = 1;

    QString rule() const; //!< all, any, count
    bool operator==(const Quorum &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("all", s.all);
        visit("count", s.count);
    }
};

//! More people and more time for a stage that is late. Never another quorum.
struct Escalation
{
    int afterHours = 24; //!< After it was due.
    People to;
    int extendHours = 24;
    bool operator==(const Escalation &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("afterHours", s.afterHours);
        visit("to", s.to);
        visit("extendHours", s.extendHours);
    }
};

struct StageRule
{
    QString key; //!< "security"
    QString name;
    Discipline discipline = Discipline::Unknown;
    int order = 1; //!< Longest way to it from the start.
    QStringList after;
    QList<Condition> when; //!< Empty: always asked.
    QList<Condition> automatic; //!< When policy passes it; empty: never.
    People people;
    Quorum quorum;
    int dueHours = 48;
    int claimHours = 8;
    std::optional<int> remindHours; //!< Before it is due.
    std::optional<Escalation> escalation;
    bool operator==(const StageRule &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("key", s.key);
        visit("name", s.name);
        visit("discipline", s.discipline);
        visit("order", s.order);
        visit("after", s.after);
        visit("when", s.when);
        visit("automatic", s.automatic);
        visit("people", s.people);
        visit("quorum", s.quorum);
        visit("dueHours", s.dueHours);
        visit("claimHours", s.claimHours);
        visit("remindHours", s.remindHours);
        visit("escalation", s.escalation);
    }
};

struct WorkflowDocument
{
    QString id;
    QString name;
    QString appliesTo;
    int precedence = 50;
    QList<Condition> match; //!< Empty: every request.
    QList<StageRule> stages; //!< A stage comes after all those it waits for.
    int expiresHours = 30 * 24;
    int validHours = 30 * 24;
    std::optional<int> reviewWithinHours; //!< An emergency workflow.
    std::optional<QList<ReasonTemplate>> reasons; //!< None: those that come with the server.

    bool isEmergency() const { return reviewWithinHours.has_value(); }
    bool matches(const RequestFacts &facts) const;
};

//! As the contract shows it, without version, etag and actions.
WorkflowTemplate shownWorkflow(const WorkflowDocument &document);
QList<TemplateStage> shownStages(const WorkflowDocument &document);

} // namespace gatehouse::services
