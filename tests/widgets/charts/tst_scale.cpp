// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/scale.h"

#include <QDateTime>
#include <QTest>

#include <cmath>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

qint64 at(int hourOfDay, int minuteOfHour, int second = 0)
{
    return QDateTime(QDate(2026, 11, 23), QTime(hourOfDay, minuteOfHour, second), Qt::UTC).toMSecsSinceEpoch();
}

} // namespace

class ScaleTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void axesAreRoundAndHoldEverything_data();
    void axesAreRoundAndHoldEverything();
    void timesFallOnRoundMoments_data();
    void timesFallOnRoundMoments();
    void timeLabelsFitTheRange_data();
    void timeLabelsFitTheRange();
    void quantitiesCarryTheirUnit_data();
    void quantitiesCarryTheirUnit();
    void ticksOfAnAxisShareOneUnit_data();
    void ticksOfAnAxisShareOneUnit();
};

void ScaleTest::axesAreRoundAndHoldEverything_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<bool>("fromZero");
    QTest::addColumn<ValueScale>("scale");
    QTest::newRow("rates") << 60.0 << 440.0 << true << ValueScale {0, 600, 200};
    QTest::newRow("shares") << 0.001 << 0.0148 << true << ValueScale {0, 0.015, 0.005};
    QTest::newRow("away from zero") << 96.0 << 100.0 << false << ValueScale {96, 100, 1};
    QTest::newRow("below zero") << -3.0 << 4.0 << true << ValueScale {-4, 4, 2};
    QTest::newRow("flat at zero") << 0.0 << 0.0 << true << ValueScale {0, 1, 0.25};
    QTest::newRow("flat elsewhere") << 10.0 << 10.0 << false << ValueScale {5, 15, 2.5};
    QTest::newRow("nothing finite") << qQNaN() << qQNaN() << true << ValueScale {0, 1, 0.25};
    QTest::newRow("turned round") << 5.0 << 1.0 << true << ValueScale {0, 1, 0.25};
}

void ScaleTest::axesAreRoundAndHoldEverything()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(bool, fromZero);
    QFETCH(ValueScale, scale);
    const ValueScale made = niceScale(low, high, 4, fromZero);
    QCOMPARE(made.step, scale.step);
    // Zero compares with nothing but itself otherwise.
    QCOMPARE(made.min + 1, scale.min + 1);
    QCOMPARE(made.max, scale.max);
    if (std::isfinite(low) && low <= high) {
        QVERIFY(made.min <= low);
        QVERIFY(made.max >= high);
    }
    const QList<double> ticks = made.ticks();
    QCOMPARE(ticks.first(), made.min);
    QCOMPARE(ticks.last() + 1, made.max + 1);
}

void ScaleTest::timesFallOnRoundMoments_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<int>("width");
    QTest::addColumn<QList<qint64>>("ticks");
    QTest::newRow("half an hour") << at(10, 15, 31) << at(10, 45, 31) << 300 << QList<qint64> {at(10, 20), at(10, 30), at(10, 40)};
    QTest::newRow("begins on a tick") << at(10, 0) << at(10, 30) << 300 << QList<qint64> {at(10, 0), at(10, 10), at(10, 20), at(10, 30)};
    QTest::newRow("a minute") << at(10, 0, 5) << at(10, 1, 5) << 300 << QList<qint64> {at(10, 0, 30), at(10, 1, 0)};
    QTest::newRow("nothing") << at(10, 0) << at(10, 0) << 300 << QList<qint64>();
    QTest::newRow("no room") << at(10, 0) << at(11, 0) << 0 << QList<qint64>();
}

void ScaleTest::timesFallOnRoundMoments()
{
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QFETCH(int, width);
    QTEST(timeTicks(from, to, width, 80), "ticks");
}

void ScaleTest::timeLabelsFitTheRange_data()
{
    QTest::addColumn<qint64>("range");
    QTest::addColumn<QString>("label");
    QTest::newRow("seconds count") << 3 * minute << u"10:44:50"_s;
    QTest::newRow("minutes") << 4 * minute << u"10:44"_s;
    QTest::newRow("two days") << 2 * day << u"10:44"_s;
    QTest::newRow("a week") << 7 * day << u"23 Nov"_s;
}

void ScaleTest::timeLabelsFitTheRange()
{
    QFETCH(qint64, range);
    QTEST(timeLabel(at(10, 44, 50), range), "label");
}

void ScaleTest::quantitiesCarryTheirUnit_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("text");
    QTest::newRow("no number") << qQNaN() << u"s"_s << u"–"_s;
    QTest::newRow("no end") << qInf() << u"reqps"_s << u"∞"_s;
    QTest::newRow("below all") << -qInf() << u"reqps"_s << u"−∞"_s;
    QTest::newRow("small share") << 0.0094 << u"percentunit"_s << u"0.94\u202f%"_s;
    QTest::newRow("large share") << 0.69 << u"percentunit"_s << u"69\u202f%"_s;
    QTest::newRow("nothing failed") << 0.0 << u"percentunit"_s << u"0\u202f%"_s;
    QTest::newRow("rate") << 412.3 << u"reqps"_s << u"412\u202f/s"_s;
    QTest::newRow("milliseconds") << 0.318 << u"s"_s << u"318\u202fms"_s;
    QTest::newRow("microseconds") << 0.00025 << u"s"_s << u"250\u202fµs"_s;
    QTest::newRow("seconds") << 34.1 << u"s"_s << u"34\u202fs"_s;
    QTest::newRow("bytes") << 1.5e6 << u"bytes"_s << u"1.5\u202fMB"_s;
    QTest::newRow("factor") << 1.42 << u"x"_s << u"1.4\u202f×"_s;
    QTest::newRow("thousands") << 2847.0 << u"short"_s << u"2,847"_s;
}

void ScaleTest::quantitiesCarryTheirUnit()
{
    QFETCH(double, value);
    QFETCH(QString, unit);
    QTEST(quantity(value, unit).text(), "text");
}

void ScaleTest::ticksOfAnAxisShareOneUnit_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("axisMax");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("label");
    QTest::newRow("half a percent") << 0.005 << 0.015 << u"percentunit"_s << u"0.5\u202f%"_s;
    QTest::newRow("a percent") << 0.01 << 0.015 << u"percentunit"_s << u"1\u202f%"_s;
    QTest::newRow("milliseconds by the axis") << 0.2 << 0.6 << u"s"_s << u"200\u202fms"_s;
    QTest::newRow("half a second by the axis") << 0.5 << 2.0 << u"s"_s << u"0.5\u202fs"_s;
    QTest::newRow("bytes by the axis") << 500e3 << 2e6 << u"bytes"_s << u"0.5\u202fMB"_s;
    QTest::newRow("zero") << 0.0 << 500.0 << u"reqps"_s << u"0"_s;
}

void ScaleTest::ticksOfAnAxisShareOneUnit()
{
    QFETCH(double, value);
    QFETCH(double, axisMax);
    QFETCH(QString, unit);
    QTEST(tickLabel(value, axisMax, unit), "label");
}

QTEST_GUILESS_MAIN(ScaleTest)
#include "tst_scale.moc"
