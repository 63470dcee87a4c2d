// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/display/digestlabel.h"
#include "widgets/common/timetext.h"

#include <QTest>
#include <QTimeZone>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

//! A Monday.
QDateTime now()
{
    return QDateTime(QDate(2026, 11, 23), QTime(10, 46, 31), QTimeZone::utc());
}

} // namespace

class TimeTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void dueTimesReadAsInTheInbox_data();
    void dueTimesReadAsInTheInbox();
    void factsHaveAnAge_data();
    void factsHaveAnAge();
    void momentsLoseDetailWithAge_data();
    void momentsLoseDetailWithAge();
    void agoIsASentence();
    void countdownsAndDurations();
    void absoluteTimesNameTheirZone();
    void nothingIsSaidOfNoTime();
    void digestsKeepSixAndFive_data();
    void digestsKeepSixAndFive();
};

void TimeTextTest::dueTimesReadAsInTheInbox_data()
{
    QTest::addColumn<qint64>("secondsFromNow");
    QTest::addColumn<QString>("text");
    QTest::addColumn<DueUrgency>("urgency");
    QTest::newRow("days late") << -3 * day << u"3 d late"_s << DueUrgency::Late;
    QTest::newRow("hours late") << -5 * hour - 30 * minute << u"5 h late"_s << DueUrgency::Late;
    QTest::newRow("minutes late") << -26 * minute << u"26 m late"_s << DueUrgency::Late;
    QTest::newRow("seconds late") << qint64(-5) << u"1 m late"_s << DueUrgency::Late;
    QTest::newRow("now") << qint64(0) << u"0 m"_s << DueUrgency::Soon;
    QTest::newRow("under an hour") << 59 * minute << u"59 m"_s << DueUrgency::Soon;
    QTest::newRow("an hour") << hour + 14 * minute << u"1 h 14 m"_s << DueUrgency::Soon;
    QTest::newRow("two hours are not soon") << 2 * hour << u"2 h 00 m"_s << DueUrgency::Normal;
    QTest::newRow("padded minutes") << 5 * hour + 5 * minute << u"5 h 05 m"_s << DueUrgency::Normal;
    QTest::newRow("later today") << 6 * hour + 14 * minute << u"Today 17:00"_s
                                 << DueUrgency::Normal;
    QTest::newRow("this week") << 4 * day - 46 * minute << u"Fri 10:00"_s << DueUrgency::Normal;
    QTest::newRow("later") << 11 * day << u"4 Dec"_s << DueUrgency::Normal;
    QTest::newRow("next year") << 60 * day << u"22 Jan 2027"_s << DueUrgency::Normal;
}

void TimeTextTest::dueTimesReadAsInTheInbox()
{
    QFETCH(const qint64, secondsFromNow);
    const QDateTime due = now().addSecs(secondsFromNow);
    QTEST(dueText(due, now()), "text");
    QTEST(dueUrgency(due, now()), "urgency");
}

void TimeTextTest::factsHaveAnAge_data()
{
    QTest::addColumn<qint64>("age");
    QTest::addColumn<QString>("text");
    QTest::newRow("fresh") << qint64(10) << u"now"_s;
    QTest::newRow("from the future") << qint64(-90) << u"now"_s;
    QTest::newRow("minutes") << 14 * minute << u"14 m"_s;
    QTest::newRow("hours") << 3 * hour << u"3 h"_s;
    QTest::newRow("still hours") << 47 * hour << u"47 h"_s;
    QTest::newRow("days") << 6 * day << u"6 d"_s;
    QTest::newRow("months") << 150 * day << u"5 mo"_s;
    QTest::newRow("years") << 800 * day << u"2 y"_s;
}

void TimeTextTest::factsHaveAnAge()
{
    QFETCH(const qint64, age);
    QTEST(ageText(now().addSecs(-age), now()), "text");
}

void TimeTextTest::momentsLoseDetailWithAge_data()
{
    QTest::addColumn<QDateTime>("then");
    QTest::addColumn<QString>("text");
    const auto at = [](int year, int month, int dayOfMonth, int h, int m) {
        return QDateTime(QDate(year, month, dayOfMonth), QTime(h, m), QTimeZone::utc());
    };
    QTest::newRow("today") << at(2026, 11, 23, 9, 12) << u"09:12"_s;
    QTest::newRow("late yesterday") << at(2026, 11, 22, 23, 59) << u"Yesterday"_s;
    QTest::newRow("this week") << at(2026, 11, 19, 14, 5) << u"Thu 14:05"_s;
    QTest::newRow("this year") << at(2026, 10, 24, 8, 0) << u"24 Oct"_s;
    QTest::newRow("another year") << at(2025, 10, 24, 8, 0) << u"24 Oct 2025"_s;
    QTest::newRow("later today") << at(2026, 11, 23, 18, 0) << u"18:00"_s;
    QTest::newRow("tomorrow") << at(2026, 11, 24, 9, 0) << u"Tue 09:00"_s;
    QTest::newRow("next month") << at(2026, 12, 24, 8, 0) << u"24 Dec"_s;
}

void TimeTextTest::momentsLoseDetailWithAge()
{
    QFETCH(const QDateTime, then);
    QTEST(momentText(then, now()), "text");
}

void TimeTextTest::agoIsASentence()
{
    QCOMPARE(agoText(now().addSecs(-5), now()), u"just now"_s);
    QCOMPARE(agoText(now().addSecs(-minute), now()), u"1 minute ago"_s);
    QCOMPARE(agoText(now().addSecs(-14 * minute), now()), u"14 minutes ago"_s);
    QCOMPARE(agoText(now().addSecs(-hour), now()), u"1 hour ago"_s);
    QCOMPARE(agoText(now().addDays(-41), now()), u"41 days ago"_s);
}

void TimeTextTest::countdownsAndDurations()
{
    QCOMPARE(countdownText(521), u"08:41"_s);
    QCOMPARE(countdownText(3850), u"1:04:10"_s);
    QCOMPARE(countdownText(-3), u"00:00"_s);
    QCOMPARE(durationText(84), u"84 ms"_s);
    QCOMPARE(durationText(42000), u"42 s"_s);
    QCOMPARE(durationText(252000), u"4 min 12 s"_s);
    QCOMPARE(durationText(63 * minute * 1000), u"1 h 03 min"_s);
    QCOMPARE(durationText((2 * day + 4 * hour) * 1000), u"2 d 4 h"_s);
}

void TimeTextTest::absoluteTimesNameTheirZone()
{
    QCOMPARE(absoluteText(now()), u"Mon 23 Nov 2026, 10:46:31 +00:00"_s);
    QCOMPARE(clockText(now()), u"10:46:31"_s);
}

void TimeTextTest::nothingIsSaidOfNoTime()
{
    QVERIFY(dueText({}, now()).isEmpty());
    QVERIFY(ageText({}, now()).isEmpty());
    QVERIFY(momentText({}, now()).isEmpty());
    QVERIFY(absoluteText({}).isEmpty());
    QCOMPARE(dueUrgency({}, now()), DueUrgency::None);
}

void TimeTextTest::digestsKeepSixAndFive_data()
{
    QTest::addColumn<QString>("digest");
    QTest::addColumn<QString>("text");
    QTest::newRow("sha512") << u"sha512-9f2cA1QQQQQQQQQQQQQe07ab"_s << u"sha512-9f2cA1…e07ab"_s;
    QTest::newRow("no algorithm") << u"9f2cA1QQQQQQQQQe07ab"_s << u"9f2cA1…e07ab"_s;
    QTest::newRow("short stays whole") << u"sha1-9f2cA1e07ab"_s << u"sha1-9f2cA1e07ab"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TimeTextTest::digestsKeepSixAndFive()
{
    QFETCH(const QString, digest);
    QTEST(shortDigest(digest), "text");
}

QTEST_MAIN(TimeTextTest)
#include "tst_timetext.moc"
