// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

namespace gatehouse {

//! How far back health is asked for: the words of `range`.
namespace healthrange {
inline constexpr char day[] = "24h";
inline constexpr char week[] = "7d";
} // namespace healthrange

//! Where a plugin is installed now.
struct HealthPlace
{
    Environment environment = Environment::Unknown;
    QString version;
    InstallationState state = InstallationState::Unknown;
    bool operator==(const HealthPlace &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("environment", s.environment);
        visit("version", s.version);
        visit("state", s.state);
    }
};

//! What was measured in one environment. A step without a number is left out.
struct HealthSeries
{
    Environment environment = Environment::Unknown; //!< Unknown when the source does not say.
    QList<qint64> times; //!< Milliseconds since the epoch, rising.
    QList<double> values; //!< As many as times.
    bool operator==(const HealthSeries &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("environment", s.environment);
        visit("times", s.times);
        visit("values", s.values);
    }
};

//! One number over time. Without series nothing was measured for this plugin.
struct HealthMetric
{
    QString id; //!< requests, error_rate, latency_p95, rollouts; a server may have others.
    QString title;
    QString unit; //!< As of a panel: reqps, percentunit, s, short.
    QString measures; //!< The names that the source has to have for it.
    QList<HealthSeries> series;
    std::optional<QString> problem = {}; //!< Why there is no answer for this one.
    bool operator==(const HealthMetric &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("title", s.title);
        visit("unit", s.unit);
        visit("measures", s.measures);
        visit("series", s.series);
        visit("problem", s.problem);
    }
};

//! What was done about the plugin at a moment.
struct HealthMark
{
    QDateTime at;
    QString kind; //!< decision, rollout, config
    QString verb; //!< The wire name of an Outcome or of an OperationType.
    bool succeeded = true; //!< Of an operation.
    Environment environment = Environment::Unknown;
    QString version; //!< May be empty.
    QString number; //!< "REQ-2417", "OP-7741"
    PersonRef by;
    QString objectId; //!< Of the request or the operation.
    bool operator==(const HealthMark &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("at", s.at);
        visit("kind", s.kind);
        visit("verb", s.verb);
        visit("succeeded", s.succeeded);
        visit("environment", s.environment);
        visit("version", s.version);
        visit("number", s.number);
        visit("by", s.by);
        visit("objectId", s.objectId);
    }
};

//! `GET /plugins/{id}/health?range=`: how a plugin does where it is installed.
struct PluginHealth
{
    PluginId pluginId;
    QString pluginName;
    QString source; //!< What measured it: "Prometheus".
    QString state; //!< answered, not_set_up
    QDateTime from;
    QDateTime to;
    int stepSeconds = 0;
    QList<HealthPlace> places;
    QList<HealthMetric> metrics;
    QList<HealthMark> marks; //!< Oldest first.
    QDateTime asOf; //!< When the source answered.
    bool operator==(const PluginHealth &) const = default;
    //! The server has no source of numbers at all.
    bool isWithoutSource() const { return state == QLatin1String("not_set_up"); }
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("pluginId", s.pluginId);
        visit("pluginName", s.pluginName);
        visit("source", s.source);
        visit("state", s.state);
        visit("from", s.from);
        visit("to", s.to);
        visit("stepSeconds", s.stepSeconds);
        visit("places", s.places);
        visit("metrics", s.metrics);
        visit("marks", s.marks);
        visit("asOf", s.asOf);
    }
};

} // namespace gatehouse
