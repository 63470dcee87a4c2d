// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

namespace gatehouse {

//! One panel of a dashboard; the concepts and names follow Grafana's dashboard model.
struct Panel
{
    QString id;
    QString title;
    QString type; //!< timeseries, stat, gauge, bargauge, table
    QString unit; //!< reqps, percentunit, s, short
    QString description;
    struct Target
    {
        QString id; //!< Query id for /metrics/query_range.
        QString legend; //!< "{{service}}"
        QString expr; //!< PromQL, shown on demand; the console sends only the id.
        bool operator==(const Target &) const = default;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("id", s.id);
            visit("legend", s.legend);
            visit("expr", s.expr);
        }
    };
    QList<Target> targets;
    struct Threshold
    {
        double value = 0;
        QString level; //!< ok, warn, bad
        QString label; //!< "SLO 500 ms"
        bool operator==(const Threshold &) const = default;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("value", s.value);
            visit("level", s.level);
            visit("label", s.label);
        }
    };
    QList<Threshold> thresholds;
    struct Grid
    {
        int x = 0, y = 0, w = 0, h = 0; //!< 24 columns wide.
        bool operator==(const Grid &) const = default;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("x", s.x);
            visit("y", s.y);
            visit("w", s.w);
            visit("h", s.h);
        }
    };
    Grid gridPos;
    std::optional<double> min;
    std::optional<double> max;
    bool operator==(const Panel &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("title", s.title);
        visit("type", s.type);
        visit("unit", s.unit);
        visit("description", s.description);
        visit("targets", s.targets);
        visit("thresholds", s.thresholds);
        visit("gridPos", s.gridPos);
        visit("min", s.min);
        visit("max", s.max);
    }
};

struct Dashboard
{
    QString id;
    QString title;
    int refreshSeconds = 5;
    int rangeSeconds = 3600;
    QList<Panel> panels;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("title", s.title);
        visit("refreshSeconds", s.refreshSeconds);
        visit("rangeSeconds", s.rangeSeconds);
        visit("panels", s.panels);
    }
};

//! One series of an answer. A gap is a missing step; NaN is not a number and not drawn.
struct Series
{
    QMap<QString, QString> labels;
    QList<qint64> times; //!< Milliseconds since the epoch, rising.
    QList<double> values; //!< As many as times; may be NaN or infinite.
    bool operator==(const Series &) const = default;
};

//! `GET /metrics/query_range?dashboard=&panel=&target=&start=&end=&step=`: Prometheus' own JSON
//! ("resultType": "matrix"), wrapped with the source's state.
struct RangeAnswer
{
    QList<Series> series;
    QDateTime asOf; //!< When Prometheus answered.
    bool isKept = false; //!< Nobody answers now: it comes from this computer.
};

//! Reads the `data` member of Prometheus' answer (matrix or vector).
[[nodiscard]] Result<QList<Series>> seriesFromPrometheus(const QByteArray &json);

} // namespace gatehouse
