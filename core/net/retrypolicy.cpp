// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/retrypolicy.h"

#include <QRandomGenerator>

#include <algorithm>

namespace gatehouse {

int RetryPolicy::delayBefore(int next) const
{
    const int doublings = std::clamp(next - 2, 0, 16);
    const int full = int(std::min<qint64>(qint64(firstDelayMs) << doublings, maxDelayMs));
    const int half = full / 2;
    return half + QRandomGenerator::global()->bounded(half + 1);
}

} // namespace gatehouse
