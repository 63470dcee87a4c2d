// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/authenticator.h"

#include <QHash>

#include <mutex>
#include <optional>

namespace gatehouse::api {

//! Callers whose token was verified a moment ago, by a hash of token and tenant: a signature is
//! checked once in a while, not for each request. Any commit empties it, so that a sign-out or a
//! changed role counts at once. Any thread.
class CallerCache final
{
public:
    //! A cached caller is believed for \a seconds at most.
    explicit CallerCache(int seconds);

    static QByteArray keyOf(const http::Request &request);
    //! \a commits is WriteGate::commits now; for insert, from before the caller was verified.
    std::optional<auth::Caller> find(const QByteArray &key, const QDateTime &now, quint64 commits);
    void insert(const QByteArray &key, const auth::Caller &caller, const QDateTime &now, quint64 commits);

private:
    struct Entry
    {
        auth::Caller caller;
        qint64 until = 0; //!< Milliseconds since the epoch.
        quint64 commits = 0;
    };
    int m_seconds;
    std::mutex m_mutex;
    QHash<QByteArray, Entry> m_entries;
};

} // namespace gatehouse::api
