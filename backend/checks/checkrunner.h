// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/checks/check.h"

#include <QSet>

#include <functional>

namespace gatehouse::checks {

//! How checks are run.
struct CheckRun
{
    QSet<EvidenceKind> only = {}; //!< All of them when empty.
    std::chrono::milliseconds longest{20'000}; //!< For one check.
    std::stop_token stop = {};
    std::function<void(const Check &)> starting = {}; //!< Told before each.
    std::span<const Check> all = builtInChecks();
};

//! One item for every check that was asked for, in their order; ids are left empty. What breaks is
//! an error and what could not run not_run: neither is ever a pass. The error is only ever
//! "cancelled". Any thread; takes milliseconds for a megabyte.
[[nodiscard]] Result<QList<Evidence>> runChecks(const EvidenceSubject &subject, const CheckRun &run = {});

//! What \a outcome says, as evidence of the check of \a kind.
Evidence evidenceFrom(EvidenceKind kind, Outcome outcome);

} // namespace gatehouse::checks
