// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

#include <tuple>

namespace gatehouse {

//! Where a configuration document applies. Overlays are merged global, environment, tenant; the
//! last one wins per key.
struct OverlayRef
{
    Environment environment = Environment::Unknown; //!< Global for the global overlay.
    QString tenant; //!< Empty for the environment's base overlay.
    bool operator==(const OverlayRef &) const = default;
    bool operator<(const OverlayRef &other) const { return std::tie(environment, tenant) < std::tie(other.environment, other.tenant); }
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("environment", s.environment);
        visit("tenant", s.tenant);
    }
};

//! An immutable configuration document of one plugin in one overlay.
struct ConfigRevision
{
    ConfigRevisionId id;
    PluginId pluginId;
    QString pluginName;
    OverlayRef overlay;
    int number = 0; //!< r41: grows by one per plugin and overlay.
    RevisionState state = RevisionState::Unknown;
    QString yaml; //!< As written, comments kept. Secrets are references, never values.
    QString digest; //!< sha256-… of the YAML bytes.
    QString schemaVersion; //!< Plugin version whose schema judged it.
    QString reason;
    PersonRef createdBy;
    QDateTime createdAt;
    std::optional<QDateTime> activatedAt;
    std::optional<RequestId> requestId; //!< Approval, when production asked for one.
    std::optional<int> rollbackOf;
    QString etag;
    Actions actions;
    bool operator==(const ConfigRevision &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("pluginId", s.pluginId);
        visit("pluginName", s.pluginName);
        visit("overlay", s.overlay);
        visit("number", s.number);
        visit("state", s.state);
        visit("yaml", s.yaml);
        visit("digest", s.digest);
        visit("schemaVersion", s.schemaVersion);
        visit("reason", s.reason);
        visit("createdBy", s.createdBy);
        visit("createdAt", s.createdAt);
        visit("activatedAt", s.activatedAt);
        visit("requestId", s.requestId);
        visit("rollbackOf", s.rollbackOf);
        visit("etag", s.etag);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

//! `GET /config-tree`: what exists, for the tree at the left; no documents.
struct ConfigTreeNode
{
    PluginId pluginId;
    QString pluginName;
    bool hasSchema = false;
    struct Overlay
    {
        OverlayRef ref;
        int activeRevision = 0; //!< 0: nothing is deployed.
        int latestRevision = 0;
        std::optional<RequestId> pendingRequest;
        int keys = 0;
        bool operator==(const Overlay &) const = default;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("ref", s.ref);
            visit("activeRevision", s.activeRevision);
            visit("latestRevision", s.latestRevision);
            visit("pendingRequest", s.pendingRequest);
            visit("keys", s.keys);
        }
    };
    QList<Overlay> overlays;
    bool operator==(const ConfigTreeNode &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("pluginId", s.pluginId);
        visit("pluginName", s.pluginName);
        visit("hasSchema", s.hasSchema);
        visit("overlays", s.overlays);
    }
};

//! `GET /versions/{id}/config-schema`: draft-07 JSON Schema with Backstage's `visibility`.
struct ConfigSchema
{
    VersionId versionId;
    QString version;
    QJsonObject schema; //!< Empty object when the package ships none.
    QString source; //!< "package.json", "config.d.ts", "none".
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("versionId", s.versionId);
        visit("version", s.version);
        visit("schema", s.schema);
        visit("source", s.source);
    }
};

//! One thing wrong, or worth knowing, in a YAML document. Lines and columns are 1-based.
struct ConfigProblem
{
    Severity severity = Severity::Unknown; //!< high = error, medium = warning, info.
    QString code; //!< yaml_syntax, schema_type, schema_required, unknown_key, secret_value, ...
    QString message;
    QString pointer; //!< JSON pointer of the key.
    int line = 0;
    int column = 0;
    int length = 0; //!< Characters to underline; 0 when unknown.
    bool operator==(const ConfigProblem &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("severity", s.severity);
        visit("code", s.code);
        visit("message", s.message);
        visit("pointer", s.pointer);
        visit("line", s.line);
        visit("column", s.column);
        visit("length", s.length);
    }
};

//! `POST /config-validations`.
struct ConfigValidation
{
    QList<ConfigProblem> problems;
    bool deployable = false; //!< No problem of severity high.
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("problems", s.problems);
        visit("deployable", s.deployable);
    }
};

//! One effective key with where each overlay stands on it.
struct EffectiveValue
{
    QString pointer;
    QJsonValue value;
    OverlayRef winner;
    struct Source
    {
        OverlayRef overlay;
        int revision = 0;
        QJsonValue value; //!< Null with isSet false when the overlay does not set the key.
        bool isSet = false;
        bool operator==(const Source &) const = default;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("overlay", s.overlay);
            visit("revision", s.revision);
            visit("value", s.value);
            visit("isSet", s.isSet);
        }
    };
    QList<Source> sources; //!< Global first.
    bool operator==(const EffectiveValue &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("pointer", s.pointer);
        visit("value", s.value);
        visit("winner", s.winner);
        visit("sources", s.sources);
    }
};

//! `GET /plugins/{id}/config/effective?environment=&tenant=`.
struct EffectiveConfig
{
    PluginId pluginId;
    Environment environment = Environment::Unknown;
    QString tenant;
    QList<EffectiveValue> values; //!< Leaves, in pointer order.
    QDateTime asOf;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("pluginId", s.pluginId);
        visit("environment", s.environment);
        visit("tenant", s.tenant);
        visit("values", s.values);
        visit("asOf", s.asOf);
    }
};

} // namespace gatehouse
