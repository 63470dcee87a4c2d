// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace gatehouse {

//! Keeps tokens out of core dumps and away from other processes of the same person (no ptrace, no
//! /proc/PID/mem). Call once, first thing in main().
[[nodiscard]] Status hardenProcess();

} // namespace gatehouse
