// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

namespace gatehouse {

using DelegationId = Id<struct DelegationTag>; //!< del_…

//! Somebody's stages, handed over for a time: all of them, or those of one request.
struct Delegation
{
    DelegationId id;
    PersonRef from;
    PersonRef to;
    std::optional<RequestId> requestId; //!< None: every request.
    std::optional<QString> requestNumber;
    QDateTime startsAt;
    QDateTime endsAt;
    QString reason;
    QString state; //!< planned, active, ended
    QDateTime createdAt;
    QString etag;
    Actions actions;
    bool operator==(const Delegation &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("from", s.from);
        visit("to", s.to);
        visit("requestId", s.requestId);
        visit("requestNumber", s.requestNumber);
        visit("startsAt", s.startsAt);
        visit("endsAt", s.endsAt);
        visit("reason", s.reason);
        visit("state", s.state);
        visit("createdAt", s.createdAt);
        visit("etag", s.etag);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

//! Who could stand in for the caller, and which of the caller's stages they may not take.
struct DelegationCandidate
{
    PersonRef person;
    QList<Role> roles;
    int stages = 0; //!< Of the caller's that wait now.
    struct Bar
    {
        RequestId requestId;
        QString number;
        QString pluginName;
        QString stageName;
        QString message; //!< "Tomas Havel asked for this."
        bool operator==(const Bar &) const = default;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("requestId", s.requestId);
            visit("number", s.number);
            visit("pluginName", s.pluginName);
            visit("stageName", s.stageName);
            visit("message", s.message);
        }
    };
    int barred = 0; //!< How many of them the candidate may not take.
    QList<Bar> bars; //!< The first 20.
    bool operator==(const DelegationCandidate &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("person", s.person);
        visit("roles", s.roles);
        visit("stages", s.stages);
        visit("barred", s.barred);
        visit("bars", s.bars);
    }
};

} // namespace gatehouse
