// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

namespace gatehouse {

struct OperationStep
{
    QString name; //!< lower_snake; the console translates the ones it knows.
    StepStatus status = StepStatus::Unknown;
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> finishedAt;
    QString message;
    bool operator==(const OperationStep &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("name", s.name);
        visit("status", s.status);
        visit("startedAt", s.startedAt);
        visit("finishedAt", s.finishedAt);
        visit("message", s.message);
    }
};

//! Long work. Succeeded means observed, not merely applied.
struct Operation
{
    OperationId id;
    QString number; //!< "OP-7741"
    OperationType type = OperationType::Unknown;
    OperationStatus status = OperationStatus::Unknown;
    int percent = 0; //!< Whole percent.
    QList<OperationStep> steps;
    QString subject; //!< In words: the plugin's name, "12 packages".
    QString subjectId; //!< A plugin, version, revision or request id; may be empty.
    Environment environment = Environment::Unknown; //!< Unknown when it has none.
    PersonRef requestedBy;
    QDateTime createdAt;
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> finishedAt;
    std::optional<Problem> problem;
    QJsonObject result;
    QString etag;
    Actions actions; //!< cancel
    bool operator==(const Operation &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("number", s.number);
        visit("type", s.type);
        visit("status", s.status);
        visit("percent", s.percent);
        visit("steps", s.steps);
        visit("subject", s.subject);
        visit("subjectId", s.subjectId);
        visit("environment", s.environment);
        visit("requestedBy", s.requestedBy);
        visit("createdAt", s.createdAt);
        visit("startedAt", s.startedAt);
        visit("finishedAt", s.finishedAt);
        visit("problem", s.problem);
        visit("result", s.result);
        visit("etag", s.etag);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

//! `GET /operations/{id}/log?after=`: lines after a sequence number.
struct OperationLogLine
{
    qint64 sequence = 0;
    QDateTime at;
    QString level; //!< info, warning, error
    QString text;
    bool operator==(const OperationLogLine &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("sequence", s.sequence);
        visit("at", s.at);
        visit("level", s.level);
        visit("text", s.text);
    }
};

} // namespace gatehouse
