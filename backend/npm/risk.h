// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"

namespace gatehouse {

struct RiskRating
{
    Risk level = Risk::Unknown;
    int score = 0; //!< 0 to 100.
    bool operator==(const RiskRating &) const = default;
};

//! How much attention a version deserves; a hint for sorting, never a decision. A sum, capped at
//! 100:
//!
//! | what it could reach | backend or library for Node.js 18, role not told 12, frontend 6 |
//! | secrets in its configuration | 6 |
//! | maturity | prerelease 10, before 1.0.0 8 |
//! | direct dependencies | 1 for every 4, at most 8 |
//! | policies | each denial 40, review 20, warning 6 (a missing report is no warning of its own) |
//! | findings that count | critical 20, high 10, medium and unknown 4, low 1; at most 25 for one check |
//! | checks that erred or did not run, but for those on demand | 3 each |
//!
//! Level: critical from 60 or with any denial, high from 35, medium from 15, low below; unknown
//! without evidence.
RiskRating rateRisk(const QList<Evidence> &evidence, const QList<PolicyEvaluation> &evaluations);

} // namespace gatehouse
