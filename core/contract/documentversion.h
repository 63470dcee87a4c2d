// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"

namespace gatehouse {

//! One text of a document that is drafted, tried and activated: of a workflow, or of the policies. Only
//! a draft's changes.
struct DocumentVersion
{
    int version = 0;
    QString state; //!< draft, active, retired
    QString yaml; //!< As written, comments kept.
    QString digest; //!< sha256-… of the YAML bytes.
    std::optional<PersonRef> author; //!< None for what Gatehouse ships.
    QDateTime createdAt;
    QDateTime changedAt;
    std::optional<PersonRef> activatedBy;
    std::optional<QDateTime> activatedAt;
    QString reason; //!< Why it was activated; empty before.
    std::optional<QDateTime> dryRunAt; //!< Trial of exactly this text; none when it changed since.
    QList<ConfigProblem> problems;
    bool operator==(const DocumentVersion &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("version", s.version);
        visit("state", s.state);
        visit("yaml", s.yaml);
        visit("digest", s.digest);
        visit("author", s.author);
        visit("createdAt", s.createdAt);
        visit("changedAt", s.changedAt);
        visit("activatedBy", s.activatedBy);
        visit("activatedAt", s.activatedAt);
        visit("reason", s.reason);
        visit("dryRunAt", s.dryRunAt);
        visit("problems", s.problems);
    }
};

} // namespace gatehouse
