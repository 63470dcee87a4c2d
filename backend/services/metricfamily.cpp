// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/metricfamily.h"

#include <QString>

#include <algorithm>
#include <numeric>

namespace gatehouse::services {

namespace {

QByteArray escaped(QByteArray value)
{
    return value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 12);
}

void writeHead(QByteArray &out, const char *name, const char *type, const char *help)
{
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
}

//! \a labels with one more at the end: {a="1",le="0.5"}.
QByteArray withBound(const QByteArray &labels, const QByteArray &bound)
{
    const QByteArray inner = labels.isEmpty() ? QByteArray() : labels.mid(1, labels.size() - 2) + ',';
    return '{' + inner + "le=\"" + bound + "\"}";
}

} // namespace

QByteArray labelText(const Labels &labels)
{
    QByteArray text;
    for (const auto &[name, value] : labels) {
        text.append(text.isEmpty() ? '{' : ',');
        text.append(name).append("=\"").append(escaped(value)).append('"');
    }
    if (!text.isEmpty())
        text.append('}');
    return text;
}

ValueFamily::ValueFamily(const char *name, Kind kind, const char *help)
    : m_name(name)
    , m_kind(kind)
    , m_help(help)
{
}

void ValueFamily::add(const Labels &labels, double amount)
{
    const QByteArray key = labelText(labels);
    const std::lock_guard lock(m_mutex);
    m_values[key] += amount;
}

void ValueFamily::set(const Labels &labels, double value)
{
    const QByteArray key = labelText(labels);
    const std::lock_guard lock(m_mutex);
    m_values[key] = value;
}

void ValueFamily::clear()
{
    const std::lock_guard lock(m_mutex);
    m_values.clear();
}

double ValueFamily::sum() const
{
    const std::lock_guard lock(m_mutex);
    return std::accumulate(m_values.begin(), m_values.end(), 0.0);
}

void ValueFamily::write(QByteArray &out) const
{
    const std::lock_guard lock(m_mutex);
    writeHead(out, m_name, m_kind == Kind::Counter ? "counter" : "gauge", m_help);
    for (auto it = m_values.begin(); it != m_values.end(); ++it)
        out.append(m_name).append(it.key()).append(' ').append(number(it.value())).append('\n');
}

HistogramFamily::HistogramFamily(const char *name, std::vector<double> bounds, const char *help)
    : m_name(name)
    , m_bounds(std::move(bounds))
    , m_help(help)
{
}

void HistogramFamily::observe(const Labels &labels, double seconds)
{
    const QByteArray key = labelText(labels);
    const auto bucket = std::lower_bound(m_bounds.begin(), m_bounds.end(), seconds) - m_bounds.begin();
    const std::lock_guard lock(m_mutex);
    Series &series = m_series[key];
    series.counts.resize(m_bounds.size() + 1);
    ++series.counts[size_t(bucket)];
    series.sum += seconds;
    ++series.count;
}

void HistogramFamily::write(QByteArray &out) const
{
    const std::lock_guard lock(m_mutex);
    writeHead(out, m_name, "histogram", m_help);
    for (auto it = m_series.begin(); it != m_series.end(); ++it) {
        quint64 below = 0;
        for (size_t i = 0; i <= m_bounds.size(); ++i) {
            below += it->counts[i];
            const QByteArray bound = i < m_bounds.size() ? number(m_bounds[i]) : QByteArray("+Inf");
            out.append(m_name).append("_bucket").append(withBound(it.key(), bound)).append(' ');
            out.append(QByteArray::number(below)).append('\n');
        }
        out.append(m_name).append("_sum").append(it.key()).append(' ').append(number(it->sum)).append('\n');
        out.append(m_name).append("_count").append(it.key()).append(' ').append(QByteArray::number(it->count)).append('\n');
    }
}

} // namespace gatehouse::services
