// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>

#include <mutex>
#include <utility>
#include <vector>

namespace gatehouse::services {

//! Label names and values of one series, in a fixed order.
using Labels = QList<std::pair<const char *, QByteArray>>;

//! {a="1",b="2"} with Prometheus' escapes; empty without labels.
QByteArray labelText(const Labels &labels);

//! Values by labels in Prometheus' text format: a counter or a gauge. Any thread.
class ValueFamily final
{
public:
    enum class Kind { Counter, Gauge };
    ValueFamily(const char *name, Kind kind, const char *help);

    void add(const Labels &labels, double amount = 1);
    void set(const Labels &labels, double value);
    //! Drops series, for gauges that are set anew each time.
    void clear();
    double sum() const;
    void write(QByteArray &out) const;

private:
    const char *m_name;
    Kind m_kind;
    const char *m_help;
    mutable std::mutex m_mutex;
    QMap<QByteArray, double> m_values;
};

//! Durations by labels, counted in buckets. Any thread.
class HistogramFamily final
{
public:
    HistogramFamily(const char *name, std::vector<double> bounds, const char *help);
    void observe(const Labels &labels, double seconds);
    void write(QByteArray &out) const;

private:
    struct Series
    {
        std::vector<quint64> counts; //!< One more than bounds.
        double sum = 0;
        quint64 count = 0;
    };
    const char *m_name;
    std::vector<double> m_bounds;
    const char *m_help;
    mutable std::mutex m_mutex;
    QMap<QByteArray, Series> m_series;
};

} // namespace gatehouse::services
