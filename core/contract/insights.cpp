// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/insights.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Prometheus writes numbers as text, because JSON has no NaN and no infinity.
double sampleValue(const QString &text)
{
    if (text == "+Inf"_L1)
        return qInf();
    if (text == "-Inf"_L1)
        return -qInf();
    bool ok = false;
    const double value = text.toDouble(&ok);
    return ok ? value : qQNaN();
}

void append(Series &series, const QJsonArray &sample)
{
    series.times.append(qint64(sample.at(0).toDouble() * 1000));
    series.values.append(sampleValue(sample.at(1).toString()));
}

} // namespace

Result<QList<Series>> seriesFromPrometheus(const QByteArray &json)
{
    auto root = parseJsonObject(json);
    if (!root)
        return fail(std::move(root).error());
    const QJsonObject data = root->value("data"_L1).toObject();
    const QString type = data.value("resultType"_L1).toString();
    if (root->value("status"_L1).toString() != "success"_L1 || (type != "matrix"_L1 && type != "vector"_L1))
        return fail(protocolError(u"The metrics source gave no series"_s, root->value("error"_L1).toString()));
    QList<Series> all;
    const QJsonArray result = data.value("result"_L1).toArray();
    for (const QJsonValue &entry : result) {
        Series &series = all.emplace_back();
        const QJsonObject metric = entry["metric"_L1].toObject();
        for (auto it = metric.begin(); it != metric.end(); ++it)
            series.labels.insert(it.key(), it.value().toString());
        if (type == "vector"_L1)
            append(series, entry["value"_L1].toArray());
        const QJsonArray values = entry["values"_L1].toArray();
        for (const QJsonValue &sample : values)
            append(series, sample.toArray());
    }
    return all;
}

} // namespace gatehouse
