// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/contract/workflow.h"

namespace gatehouse::services {

//! One alternative a template applies to; an empty list stands for "any".
struct TemplateMatch
{
    QList<RequestType> types;
    QList<Environment> environments;
    QList<Risk> risks;
    bool matches(RequestType type, Environment environment, Risk risk) const;
};

//! Which stages a request goes through, as data (resources/workflows). A request keeps the
//! stages of the template version it was opened with.
struct ApprovalTemplate
{
    WorkflowTemplate shown;
    QList<QList<Role>> roles; //!< Who decides the stage of the same index.
    QList<TemplateMatch> match; //!< Any of them; empty matches everything.
    int precedence = 0; //!< The lowest that matches is taken.
    bool matches(RequestType type, Environment environment, Risk risk) const;
};

[[nodiscard]] Result<ApprovalTemplate> parseTemplate(const QByteArray &json);
//! All templates of the server, in order of precedence. One of them matches everything.
[[nodiscard]] Result<QList<ApprovalTemplate>> loadTemplates();
[[nodiscard]] Result<ApprovalTemplate> chooseTemplate(
    const QList<ApprovalTemplate> &templates, RequestType type, Environment environment, Risk risk);

} // namespace gatehouse::services
