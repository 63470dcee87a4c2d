// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/plotdata.h"

#include <QRegularExpression>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

std::pair<double, double> valueRange(const PlotData &data)
{
    double low = qQNaN();
    double high = qQNaN();
    const auto take = [&](double value) {
        if (!std::isfinite(value))
            return;
        low = std::isnan(low) ? value : qMin(low, value);
        high = std::isnan(high) ? value : qMax(high, value);
    };
    for (const PlotSeries &series : data.series) {
        for (const auto &segment : series.segments) {
            for (const QPointF &point : segment)
                take(point.y());
        }
    }
    for (const PlotThreshold &threshold : data.thresholds)
        take(threshold.value);
    return {low, high};
}

QString legendText(const QString &pattern, const Series &series)
{
    if (pattern.isEmpty())
        return QStringList(series.labels.values()).join(u", "_s);
    static const QRegularExpression hole(u"\\{\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*\\}\\}"_s);
    QString text;
    qsizetype done = 0;
    for (auto it = hole.globalMatch(pattern); it.hasNext();) {
        const auto match = it.next();
        text += pattern.mid(done, match.capturedStart() - done);
        text += series.labels.value(match.captured(1));
        done = match.capturedEnd();
    }
    text += pattern.mid(done);
    return text;
}

} // namespace gatehouse
