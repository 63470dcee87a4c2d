// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/ratelimiter.h"

#include <algorithm>
#include <cmath>

namespace gatehouse::api {

namespace {
constexpr qsizetype manyBuckets = 10'000;
}

RateLimiter::RateLimiter(Options options)
    : m_options(options)
{
}

RateLimiter::Verdict RateLimiter::take(const QString &person, Time now)
{
    const std::lock_guard lock(m_mutex);
    if (m_buckets.size() > manyBuckets)
        forgetFull(now);
    auto bucket = m_buckets.find(person);
    if (bucket == m_buckets.end())
        bucket = m_buckets.insert(person, {m_options.burst, now});
    const double seconds = std::chrono::duration<double>(now - bucket->filled).count();
    bucket->tokens = std::min(m_options.burst, bucket->tokens + seconds * m_options.perSecond);
    bucket->filled = now;
    Verdict verdict {bucket->tokens >= 1, int(m_options.burst), 0, 0};
    if (verdict.allowed)
        bucket->tokens -= 1;
    else
        verdict.retryAfterSeconds = std::max(1, int(std::ceil((1 - bucket->tokens) / m_options.perSecond)));
    verdict.remaining = int(bucket->tokens);
    return verdict;
}

void RateLimiter::forgetFull(Time now)
{
    m_buckets.removeIf([this, now](auto entry) {
        const double idle = std::chrono::duration<double>(now - entry.value().filled).count();
        return entry.value().tokens + idle * m_options.perSecond >= m_options.burst;
    });
}

} // namespace gatehouse::api
