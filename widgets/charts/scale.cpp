// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/scale.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

QString words(const char *text)
{
    return QCoreApplication::translate("Quantity", text);
}

//! Three figures that matter, no trailing zeros beyond what the size asks for.
QString figures(double value)
{
    const double size = std::abs(value);
    const int decimals = size == 0 ? 0 : size < 1 ? 2 : size < 10 ? (value == std::floor(value) ? 0 : 1) : 0;
    QString text = QLocale::c().toString(value, 'f', decimals);
    if (size >= 1000) {
        QLocale grouped(QLocale::English);
        text = grouped.toString(qRound64(value));
    }
    return text;
}

struct Prefix
{
    double factor;
    const char *unit;
};

Prefix timePrefix(double seconds)
{
    const double size = std::abs(seconds);
    if (size < 0.001 && size > 0)
        return {1e6, "µs"};
    if (size < 1)
        return {1e3, "ms"};
    return {1, "s"};
}

Prefix bytePrefix(double bytes)
{
    const double size = std::abs(bytes);
    if (size >= 1e9)
        return {1e-9, "GB"};
    if (size >= 1e6)
        return {1e-6, "MB"};
    if (size >= 1e3)
        return {1e-3, "kB"};
    return {1, "B"};
}

} // namespace

QList<double> ValueScale::ticks() const
{
    QList<double> all;
    const int count = qRound((max - min) / step);
    for (int i = 0; i <= count; ++i)
        all.append(min + i * step);
    return all;
}

ValueScale niceScale(double low, double high, int intervals, bool fromZero)
{
    if (!std::isfinite(low) || !std::isfinite(high) || low > high) {
        low = 0;
        high = 1;
    }
    if (fromZero) {
        low = qMin(0.0, low);
        high = qMax(0.0, high);
    }
    if (high - low <= std::abs(high) * 1e-9) {
        const double room = high == 0 ? 1 : std::abs(high) * 0.5;
        high += room;
        if (!fromZero)
            low -= room;
    }
    const double raw = (high - low) / qMax(1, intervals);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= raw * (1 - 1e-9)) {
            step = factor * power;
            break;
        }
    }
    return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

QList<qint64> timeTicks(qint64 from, qint64 to, int widthPx, int minGapPx)
{
    static constexpr std::array steps {second, 5 * second, 10 * second, 30 * second, minute, 2 * minute, 5 * minute,
        10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 30 * day};
    QList<qint64> ticks;
    if (to <= from || widthPx <= 0)
        return ticks;
    const qint64 wanted = (to - from) * minGapPx / widthPx;
    const auto it = std::find_if(steps.begin(), steps.end(), [wanted](qint64 step) { return step >= wanted; });
    const qint64 step = it == steps.end() ? steps.back() : *it;
    const qint64 offset = QDateTime::fromMSecsSinceEpoch(from).offsetFromUtc() * second;
    for (qint64 t = ((from + offset + step - 1) / step) * step - offset; t <= to; t += step)
        ticks.append(t);
    return ticks;
}

QString timeLabel(qint64 time, qint64 range)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(time);
    if (range > 2 * day)
        return QLocale().toString(local, u"d MMM"_s);
    return QLocale::c().toString(local, range < 4 * minute ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

Quantity quantity(double value, const QString &unit)
{
    if (std::isnan(value))
        return {u"–"_s, {}};
    if (std::isinf(value))
        return {value > 0 ? u"∞"_s : u"−∞"_s, {}};
    if (unit == "percentunit"_L1) {
        const double percent = value * 100;
        return {percent != 0 && std::abs(percent) < 10 ? QLocale::c().toString(percent, 'f', 2) : figures(percent), u"%"_s};
    }
    if (unit == "reqps"_L1)
        return {figures(value), words("/s")};
    if (unit == "s"_L1) {
        const Prefix prefix = timePrefix(value);
        return {figures(value * prefix.factor), QString::fromUtf8(prefix.unit)};
    }
    if (unit == "bytes"_L1) {
        const Prefix prefix = bytePrefix(value);
        return {figures(value * prefix.factor), QString::fromUtf8(prefix.unit)};
    }
    if (unit == "x"_L1)
        return {QLocale::c().toString(value, 'f', 1), u"×"_s};
    return {figures(value), {}};
}

QString tickLabel(double value, double axisMax, const QString &unit)
{
    double factor = 1;
    QString suffix;
    if (unit == "percentunit"_L1) {
        factor = 100;
        suffix = u"\u202f%"_s;
    } else if (unit == "s"_L1) {
        const Prefix prefix = timePrefix(axisMax);
        factor = prefix.factor;
        suffix = u'\u202f' + QString::fromUtf8(prefix.unit);
    } else if (unit == "bytes"_L1) {
        const Prefix prefix = bytePrefix(axisMax);
        factor = prefix.factor;
        suffix = u'\u202f' + QString::fromLatin1(prefix.unit);
    }
    const double shown = value * factor;
    const double size = std::abs(axisMax * factor);
    int decimals = 0;
    for (double scaledValue = shown; decimals < 3 && std::abs(scaledValue - std::round(scaledValue)) > size * 1e-6; ++decimals)
        scaledValue *= 10;
    return QLocale::c().toString(shown, 'f', decimals) + suffix;
}

} // namespace gatehouse
