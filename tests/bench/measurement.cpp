// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/measurement.h"

#include "core/base/json.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::bench {

namespace {

double rounded(double value)
{
    return std::round(value * 1000) / 1000;
}

} // namespace

void print(const Measurement &measurement)
{
    QJsonObject line{{u"name"_s, measurement.name}, {u"value"_s, rounded(measurement.value)},
        {u"unit"_s, measurement.unit}, {u"against"_s, QJsonValue::Null},
        {u"ratio"_s, QJsonValue::Null}};
    if (!measurement.against.isEmpty() && measurement.againstValue > 0) {
        line.insert(u"against"_s,
            u"%1: %2 %3"_s.arg(measurement.against)
                .arg(rounded(measurement.againstValue))
                .arg(measurement.unit));
        line.insert(u"ratio"_s, rounded(measurement.value / measurement.againstValue));
    }
    std::printf("%s\n", toJsonBytes(line).constData());
    std::fflush(stdout);
}

void say(const QString &words)
{
    std::fprintf(stderr, "bench: %s\n", qPrintable(words));
}

double median(QList<double> values)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    const qsizetype middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

} // namespace gatehouse::bench
