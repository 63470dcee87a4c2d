// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/insights.h"

#include <QJsonArray>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Prometheus writes numbers as text, because JSON has no NaN and no infinity.
std::optional<double> sampleValue(const QString &text)
{
    if (text == "+Inf"_L1)
        return qInf();
    if (text == "-Inf"_L1)
        return -qInf();
    if (text == "NaN"_L1)
        return qQNaN();
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

//! The end of the year 9999: no time of the contract is later.
constexpr double latestTime = 253402300799000;

bool append(Series &series, const QJsonValue &sample)
{
    const QJsonArray pair = sample.toArray();
    const auto value = sampleValue(pair.at(1).toString());
    const double milliseconds = pair.at(0).toDouble(qQNaN()) * 1000;
    if (pair.size() != 2 || !value || !(std::abs(milliseconds) <= latestTime))
        return false;
    series.times.append(qRound64(milliseconds));
    series.values.append(*value);
    return true;
}

std::optional<Series> readSeries(const QJsonValue &entry, bool isVector)
{
    Series series;
    const QJsonObject metric = entry["metric"_L1].toObject();
    for (auto it = metric.begin(); it != metric.end(); ++it)
        series.labels.insert(it.key(), it.value().toString());
    const QJsonArray samples = isVector ? QJsonArray {entry["value"_L1]} : entry["values"_L1].toArray();
    for (const QJsonValue &sample : samples) {
        if (!append(series, sample))
            return std::nullopt;
    }
    return series;
}

} // namespace

Result<QList<Series>> seriesFromPrometheus(const QByteArray &json)
{
    auto root = parseJsonObject(json);
    if (!root)
        return fail(std::move(root).error());
    const QJsonObject data = root->value("data"_L1).toObject();
    const QString type = data.value("resultType"_L1).toString();
    const bool isVector = type == "vector"_L1;
    if (root->value("status"_L1).toString() != "success"_L1 || (!isVector && type != "matrix"_L1)
        || !data.value("result"_L1).isArray())
        return fail(protocolError(u"The metrics source gave no series"_s, root->value("error"_L1).toString()));
    QList<Series> all;
    const QJsonArray result = data.value("result"_L1).toArray();
    for (const QJsonValue &entry : result) {
        auto series = readSeries(entry, isVector);
        if (!series)
            return fail(protocolError(u"The metrics source gave a sample that is not a number"_s));
        all.append(std::move(*series));
    }
    return all;
}

} // namespace gatehouse
