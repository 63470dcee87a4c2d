// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/apirequest.h"

#include <optional>

namespace gatehouse {

//! What an answer is about. When room is needed the first of these go first.
enum class KeepClass {
    Audit, //!< Recent audit.
    Dashboards, //!< The last answer of each panel.
    Registry, //!< Versions, causes and installations of what was looked at.
    Configuration, //!< Effective configurations, revisions, schemas.
    Review, //!< What a decision rests on: evidence, policy, diffs, comments, timelines, health.
    Identity //!< Who we are and what the portal is. Always kept.
};

//! Which answers stay on this computer, as a person sees and changes it in Settings. The lists of the
//! replica are always kept whole.
struct KeepRule
{
    bool review = true;
    bool configuration = true;
    bool registry = true;
    bool dashboards = true;
    bool audit = true;
    qint64 budgetBytes = 256 * 1024 * 1024; //!< Of all answers together, as they are kept.

    bool keeps(KeepClass keepClass) const;

    bool operator==(const KeepRule &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("review", s.review);
        visit("configuration", s.configuration);
        visit("registry", s.registry);
        visit("dashboards", s.dashboards);
        visit("audit", s.audit);
        visit("budgetBytes", s.budgetBytes);
    }
};

//! Nothing for what is never answered from this computer: writes, the lists and the feed.
std::optional<KeepClass> keepClassOf(const ApiRequest &request);
//! Names the answer. Requests for the same thing have the same key, whatever the order of their query;
//! the time range of a panel does not count, so that its last answer is found.
QString keepKeyOf(const ApiRequest &request);

} // namespace gatehouse
