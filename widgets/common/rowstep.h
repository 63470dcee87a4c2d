// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace gatehouse {

//! The row \a by rows after \a current in a list of \a count, kept inside; -1 when it is empty.
inline int steppedRow(int current, int by, int count)
{
    return count == 0 ? -1 : std::clamp(current + by, 0, count - 1);
}

} // namespace gatehouse
