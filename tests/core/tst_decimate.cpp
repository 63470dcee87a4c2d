// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/insights/decimate.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

//! "3 5 - nan 2": a value each step of 10 ms, "-" a missing step.
Series seriesOf(const QString &text)
{
    Series series;
    qint64 time = 0;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (word != "-"_L1) {
            series.times += time;
            series.values += word == "nan"_L1 ? qQNaN() : word == "inf"_L1 ? qInf() : word.toDouble();
        }
        time += 10;
    }
    return series;
}

//! "0:3 10:5 | 40:2"
QString textOf(const QList<Segment> &segments)
{
    QStringList parts;
    for (const Segment &segment : segments) {
        QStringList points;
        for (qsizetype i = 0; i < segment.times.size(); ++i)
            points += u"%1:%2"_s.arg(segment.times.at(i)).arg(segment.values.at(i));
        parts += points.join(u' ');
    }
    return parts.join(u" | "_s);
}

} // namespace

class TestDecimate final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatAChartShows_data();
    void keepsWhatAChartShows();
    void neverGivesMoreThanTwoAColumn();
};

void TestDecimate::keepsWhatAChartShows_data()
{
    QTest::addColumn<QString>("series");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("expected");
    QTest::newRow("few points stay") << u"1 2 3"_s << 10 << u"0:1 10:2 20:3"_s;
    QTest::newRow("low and high in their order") << u"5 9 1 4 6"_s << 1 << u"10:9 20:1"_s;
    QTest::newRow("two columns") << u"5 9 1 4 6 2"_s << 2 << u"10:9 20:1 40:6 50:2"_s;
    QTest::newRow("a missing step is a gap") << u"1 2 - - 3 4"_s << 10 << u"0:1 10:2 | 40:3 50:4"_s;
    QTest::newRow("not a number is a gap") << u"1 nan 3"_s << 10 << u"0:1 | 20:3"_s;
    QTest::newRow("infinite is a gap") << u"1 inf 3"_s << 10 << u"0:1 | 20:3"_s;
    QTest::newRow("one value") << u"7"_s << 10 << u"0:7"_s;
    QTest::newRow("nothing") << u""_s << 10 << u""_s;
    QTest::newRow("flat") << u"2 2 2 2"_s << 1 << u"0:2"_s;
    QTest::newRow("no columns") << u"1 2"_s << 0 << u""_s;
}

void TestDecimate::keepsWhatAChartShows()
{
    QFETCH(QString, series);
    QFETCH(int, columns);
    QFETCH(QString, expected);
    const Series read = seriesOf(series);
    const qint64 end = read.times.isEmpty() ? 10 : read.times.last() + 10;
    QCOMPARE(textOf(decimated(read, 0, end, columns, 10)), expected);
}

void TestDecimate::neverGivesMoreThanTwoAColumn()
{
    Series series;
    for (int i = 0; i < 100000; ++i) {
        series.times += i;
        series.values += (i * 7919) % 1000;
    }
    const QList<Segment> segments = decimated(series, 0, 100000, 300, 1);
    QCOMPARE(segments.size(), 1);
    QCOMPARE(segments.first().times.size(), 600);
    QVERIFY(std::is_sorted(segments.first().times.begin(), segments.first().times.end()));
    QCOMPARE(*std::max_element(segments.first().values.begin(), segments.first().values.end()), 999.0);
}

QTEST_GUILESS_MAIN(TestDecimate)
#include "tst_decimate.moc"
