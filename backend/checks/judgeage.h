// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/evidence.h"

namespace gatehouse::checks {

//! The age of a version, judged at \a now: the only evidence that changes while nothing happens. Its
//! facts also say how far the version has come ("maturity": stable, initial, prerelease).
Evidence judgeAge(const QDateTime &publishedAt, const QString &version, const QDateTime &now);

//! A hijacked release is usually found within days; younger ones need a named reason.
inline constexpr qint64 CooldownDays = 7;

} // namespace gatehouse::checks
