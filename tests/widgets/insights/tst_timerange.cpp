// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/timerange.h"

#include <QTest>
#include <QTimeZone>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

QDateTime now()
{
    return QDateTime(QDate(2026, 11, 23), QTime(10, 46, 31), QTimeZone::utc());
}

QDateTime ago(int seconds)
{
    return now().addSecs(-seconds);
}

} // namespace

class TimeRangeTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsTheClockUntilItIsMoved();
    void shiftsByHalfItsLength_data();
    void shiftsByHalfItsLength();
    void zoomsOutAroundItsMiddle_data();
    void zoomsOutAroundItsMiddle();
    void startsWhereYoungDataStarts_data();
    void startsWhereYoungDataStarts();
    void asksForNoMorePointsThanPixels_data();
    void asksForNoMorePointsThanPixels();
    void saysItsLength_data();
    void saysItsLength();
};

void TimeRangeTest::followsTheClockUntilItIsMoved()
{
    const TimeRange range {600};
    QVERIFY(range.followsNow());
    QCOMPARE(range.to(now()), now());
    QCOMPARE(range.from(now()), ago(600));
    const TimeRange fixed {600, ago(3600)};
    QVERIFY(!fixed.followsNow());
    QCOMPARE(fixed.to(now()), ago(3600));
    QCOMPARE(fixed.from(now()), ago(4200));
    const TimeRange since {1800, {}, ago(100)};
    QCOMPARE(since.from(now()), ago(100));
    QCOMPARE(since.length(now()), 100);
    QCOMPARE(since.length(now().addSecs(5)), 105);
}

void TimeRangeTest::shiftsByHalfItsLength_data()
{
    QTest::addColumn<TimeRange>("range");
    QTest::addColumn<int>("steps");
    QTest::addColumn<TimeRange>("moved");
    QTest::newRow("earlier") << TimeRange {600} << -1 << TimeRange {600, ago(300)};
    QTest::newRow("later") << TimeRange {600, ago(1000)} << 1 << TimeRange {600, ago(700)};
    QTest::newRow("never past now") << TimeRange {600, ago(200)} << 1 << TimeRange {600};
    QTest::newRow("already at now") << TimeRange {600} << 1 << TimeRange {600};
    QTest::newRow("all since") << TimeRange {1800, {}, ago(200)} << -1 << TimeRange {200, ago(100)};
}

void TimeRangeTest::shiftsByHalfItsLength()
{
    QFETCH(TimeRange, range);
    QFETCH(int, steps);
    QFETCH(TimeRange, moved);
    QVERIFY(range.shifted(steps, now()) == moved);
}

void TimeRangeTest::zoomsOutAroundItsMiddle_data()
{
    QTest::addColumn<TimeRange>("range");
    QTest::addColumn<TimeRange>("zoomed");
    constexpr int month = 30 * 24 * 3600;
    QTest::newRow("to now") << TimeRange {600} << TimeRange {1200};
    QTest::newRow("elsewhere") << TimeRange {600, ago(3600)} << TimeRange {1200, ago(3300)};
    QTest::newRow("reaches now") << TimeRange {600, ago(200)} << TimeRange {1200};
    QTest::newRow("thirty days at most") << TimeRange {month - 10} << TimeRange {month};
    QTest::newRow("all since") << TimeRange {1800, {}, ago(200)} << TimeRange {400};
}

void TimeRangeTest::zoomsOutAroundItsMiddle()
{
    QFETCH(TimeRange, range);
    QFETCH(TimeRange, zoomed);
    QVERIFY(range.zoomedOut(now()) == zoomed);
}

void TimeRangeTest::startsWhereYoungDataStarts_data()
{
    QTest::addColumn<QDateTime>("dataSince");
    QTest::addColumn<TimeRange>("fitted");
    const TimeRange usual {1800};
    QTest::newRow("no data") << QDateTime() << usual;
    QTest::newRow("a few minutes") << ago(200) << TimeRange {1800, {}, ago(200)};
    QTest::newRow("just under a quarter") << ago(899) << TimeRange {1800, {}, ago(899)};
    QTest::newRow("a quarter of an hour") << ago(900) << usual;
    QTest::newRow("days") << ago(86400) << usual;
    QTest::newRow("a minute at least") << ago(10) << TimeRange {1800, {}, ago(60)};
}

void TimeRangeTest::startsWhereYoungDataStarts()
{
    QFETCH(QDateTime, dataSince);
    QFETCH(TimeRange, fitted);
    QVERIFY(fittedRange({1800}, dataSince, now()) == fitted);
}

void TimeRangeTest::asksForNoMorePointsThanPixels_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("step");
    QTest::newRow("the source's own step") << 300 << 600 << 2;
    QTest::newRow("one a pixel") << 3600 << 600 << 6;
    QTest::newRow("rounded up") << 3601 << 600 << 7;
    QTest::newRow("hardly any room") << 3600 << 3 << 60;
    QTest::newRow("the source's limit") << 30 * 86400 << 100'000 << 260;
}

void TimeRangeTest::asksForNoMorePointsThanPixels()
{
    QFETCH(int, seconds);
    QFETCH(int, width);
    QTEST(stepSeconds(seconds, width, 2), "step");
}

void TimeRangeTest::saysItsLength_data()
{
    QTest::addColumn<TimeRange>("range");
    QTest::addColumn<QString>("words");
    QTest::newRow("minutes") << TimeRange {1800} << u"Last 30 min"_s;
    QTest::newRow("hours") << TimeRange {6 * 3600} << u"Last 6 h"_s;
    QTest::newRow("a day in hours") << TimeRange {86400} << u"Last 24 h"_s;
    QTest::newRow("days") << TimeRange {7 * 86400} << u"Last 7 days"_s;
    QTest::newRow("since") << TimeRange {1800, {}, ago(91)} << u"Since 10:45"_s;
}

void TimeRangeTest::saysItsLength()
{
    QFETCH(TimeRange, range);
    QTEST(rangeWords(range), "words");
}

QTEST_GUILESS_MAIN(TimeRangeTest)
#include "tst_timerange.moc"
