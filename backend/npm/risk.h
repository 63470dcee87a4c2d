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

//! How much attention a version deserves; a hint for sorting, never a decision.
//!
//! Score, capped at 100: each policy that denies adds 40, asks for review 20, warns 6
//! (not when it only warns of a missing report); each finding is critical 20, high 10,
//! medium 4, low 1 (findings of one check count 25 at most); each check that erred or did not run
//! adds 3. Level: critical from 60 or with any denial, high from 35, medium from 15, low below.
//! Unknown without evidence.
RiskRating rateRisk(const QList<Evidence> &evidence, const QList<PolicyEvaluation> &evaluations);

} // namespace gatehouse
