// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/message.h"

#include <QHash>

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace gatehouse::api {

//! Answers to GET that are still true: made at most a second ago, for the same caller and address,
//! and nothing was committed since. They spare the way over a worker when many ask the same; who
//! asks while the answer is being made waits for it. Only for a database that this process alone
//! writes. Any thread.
class ReadCache final
{
public:
    using Time = std::chrono::steady_clock::time_point;

    //! \a caller is CallerCache::keyOf(); \a commits is WriteGate::commits now.
    std::optional<http::Response> find(
        const QByteArray &caller, const QByteArray &target, quint64 commits, Time now = std::chrono::steady_clock::now());
    //! \a commits is from before the answer was made.
    void insert(const QByteArray &caller, const QByteArray &target, quint64 commits, const http::Response &response,
        Time now = std::chrono::steady_clock::now());

    //! Gets the answer, or nothing when it was a refusal: then everybody asks for himself.
    using Waiter = std::function<void(const std::optional<http::Response> &)>;
    enum class Place { Leads, Waits, Alone };
    //! The first to ask leads and must settle(); who asks the same of the same state waits.
    Place join(const QByteArray &caller, const QByteArray &target, quint64 commits, Waiter waiter);
    void settle(const QByteArray &caller, const QByteArray &target, const std::optional<http::Response> &response);

private:
    struct Running
    {
        quint64 commits = 0;
        std::vector<Waiter> waiters;
    };
    struct Entry
    {
        http::Response response;
        quint64 commits = 0;
        Time made;
    };
    std::mutex m_mutex;
    QHash<QByteArray, Entry> m_entries;
    std::map<QByteArray, Running> m_running;
    qsizetype m_bytes = 0;
};

} // namespace gatehouse::api
