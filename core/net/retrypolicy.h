// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gatehouse {

//! How reads are tried again after 429, 5xx or a lost connection. Writes are never repeated.
struct RetryPolicy
{
    int attempts = 3; //!< In all.
    int firstDelayMs = 300;
    int maxDelayMs = 5000;
    int maxRetryAfterMs = 20000; //!< A server that asks for longer gets its error shown instead.

    //! Wait before attempt \a next (2 is the first repetition); a random half of it is jitter.
    int delayBefore(int next) const;
};

} // namespace gatehouse
