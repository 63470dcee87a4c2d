// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <chrono>
#include <mutex>

namespace gatehouse::api {

//! A token bucket for each person. Any thread.
class RateLimiter final
{
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Options
    {
        double perSecond = 100;
        double burst = 300;
    };
    struct Verdict
    {
        bool allowed = true;
        int limit = 0;
        int remaining = 0;
        int retryAfterSeconds = 0;
    };

    explicit RateLimiter(Options options);
    Verdict take(const QString &person, Time now = std::chrono::steady_clock::now());

private:
    struct Bucket
    {
        double tokens = 0;
        Time filled;
    };
    void forgetFull(Time now);

    Options m_options;
    std::mutex m_mutex;
    QHash<QString, Bucket> m_buckets;
};

} // namespace gatehouse::api
