// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

namespace gatehouse {

//! One entry of the feed: thin, so the client fetches the subject again when its etag is news.
//! Stream: `GET /events` (text/event-stream; `id:` is the cursor; heartbeat comment every 15 s;
//! `event: resync` when the cursor is too old). Pull: `GET /changes?since=`.
struct Event
{
    qint64 cursor = 0;
    QString type; //!< request.submitted, plugin.updated, config.revision_created, operation.progress, ...
    QString topic; //!< requests, plugins, configs, operations, audit, workflows, delegations
    QString subject; //!< Id of the object.
    QString etag; //!< Of the subject after the change; empty when it has none.
    QDateTime time;
    QString tenant;
    PersonRef actor;
    QString summary;
    bool operator==(const Event &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("cursor", s.cursor);
        visit("type", s.type);
        visit("topic", s.topic);
        visit("subject", s.subject);
        visit("etag", s.etag);
        visit("time", s.time);
        visit("tenant", s.tenant);
        visit("actor", s.actor);
        visit("summary", s.summary);
    }
};

//! `GET /changes?since=&limit=`.
struct Changes
{
    QList<Event> items;
    qint64 cursor = 0; //!< Ask for what comes after this next time.
    bool more = false;
    bool resync = false; //!< The cursor was too old: read the lists again.
    QDateTime asOf;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("items", s.items);
        visit("cursor", s.cursor);
        visit("more", s.more);
        visit("resync", s.resync);
        visit("asOf", s.asOf);
    }
};

} // namespace gatehouse
