// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/codec.h"

namespace gatehouse {

//! What the caller cannot do with an item right now, and why, in words for a person.
struct BlockedAction
{
    QString action;
    QString code;
    QString message;
    bool operator==(const BlockedAction &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("action", s.action);
        visit("code", s.code);
        visit("message", s.message);
    }
};

//! The server's answer to "what may I do with this", computed for the caller. A hint when old.
struct Actions
{
    QStringList allowed;
    QList<BlockedAction> blocked;
    bool operator==(const Actions &) const = default;
    bool allows(const QString &action) const { return allowed.contains(action); }
    //! Empty when the action is allowed or unknown.
    QString whyNot(const QString &action) const
    {
        for (const BlockedAction &b : blocked) {
            if (b.action == action)
                return b.message;
        }
        return {};
    }
};

//! A person as shown beside what they did.
struct PersonRef
{
    PersonId id;
    QString name;
    bool operator==(const PersonRef &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("name", s.name);
    }
};

//! One page of a list. `items` are of the type the route says; asOf is the server's time.
template <typename T>
struct Page
{
    QList<T> items;
    std::optional<QString> nextCursor; //!< Opaque; empty on the last page.
    int limit = 0;
    std::optional<qint64> total; //!< Exact when present.
    QDateTime asOf;

    struct Info
    {
        std::optional<QString> nextCursor;
        int limit = 0;
        std::optional<qint64> total;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("nextCursor", s.nextCursor);
            visit("limit", s.limit);
            visit("total", s.total);
        }
    };
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        Info info {s.nextCursor, s.limit, s.total};
        visit("items", s.items);
        visit("page", info);
        visit("asOf", s.asOf);
        if constexpr (!std::is_const_v<S>) {
            s.nextCursor = info.nextCursor;
            s.limit = info.limit;
            s.total = info.total;
        }
    }
};

//! A list that is always whole: `{items, asOf}`.
template <typename T>
struct Items
{
    QList<T> items;
    QDateTime asOf;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("items", s.items);
        visit("asOf", s.asOf);
    }
};

//! RFC 9457 problem document with the members of the contract.
struct Problem
{
    QString type = QStringLiteral("about:blank");
    QString title;
    int status = 0;
    QString detail;
    QString code;
    QString correlationId;
    bool retryable = false;
    struct Field
    {
        QString pointer;
        QString code;
        QString message;
        bool operator==(const Field &) const = default;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("pointer", s.pointer);
            visit("code", s.code);
            visit("message", s.message);
        }
    };
    QList<Field> errors;
    std::optional<QString> currentETag;
    QStringList allowedActions;
    bool operator==(const Problem &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("type", s.type);
        visit("title", s.title);
        visit("status", s.status);
        visit("detail", s.detail);
        visit("code", s.code);
        visit("correlationId", s.correlationId);
        visit("retryable", s.retryable);
        visit("errors", s.errors);
        visit("currentETag", s.currentETag);
        visit("allowedActions", s.allowedActions);
    }
};

//! `GET /api/v1/meta`, the one document that needs no sign-in.
struct Meta
{
    QString name; //!< "Acme Portal", or "Local sandbox".
    QString environmentLabel;
    QString region;
    QString apiVersion;
    QString serverVersion;
    QString minClientVersion;
    QDateTime serverTime;
    bool sandbox = false;
    QStringList features;
    struct Oidc
    {
        QString issuer;
        QString clientId;
        QStringList scopes;
        QString resource; //!< RFC 8707 resource indicator and access token audience.
        QString label; //!< "Acme Identity, with MFA".
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("issuer", s.issuer);
            visit("clientId", s.clientId);
            visit("scopes", s.scopes);
            visit("resource", s.resource);
            visit("label", s.label);
        }
    };
    Oidc oidc;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("name", s.name);
        visit("environmentLabel", s.environmentLabel);
        visit("region", s.region);
        visit("apiVersion", s.apiVersion);
        visit("serverVersion", s.serverVersion);
        visit("minClientVersion", s.minClientVersion);
        visit("serverTime", s.serverTime);
        visit("sandbox", s.sandbox);
        visit("features", s.features);
        visit("oidc", s.oidc);
    }
};

//! `GET /api/v1/me`.
struct Me
{
    PersonId id;
    QString name;
    QString email;
    QList<Role> roles;
    QString tenant;
    QStringList tenants;
    QStringList scopes;
    QString acr; //!< "mfa" when a second factor was used; may be empty.
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("name", s.name);
        visit("email", s.email);
        visit("roles", s.roles);
        visit("tenant", s.tenant);
        visit("tenants", s.tenants);
        visit("scopes", s.scopes);
        visit("acr", s.acr);
    }
};

} // namespace gatehouse
