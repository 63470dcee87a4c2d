// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartlegend.h"

#include <QTest>

#include <cmath>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class ChartLegendTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesComeFromThePattern_data();
    void namesComeFromThePattern();
    void saysEachSeriesAndItsNewestValue();
    void isAsWideAsItsWords();
    void rangesLeaveOutWhatIsNoNumber();
};

void ChartLegendTest::namesComeFromThePattern_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("name");
    QTest::newRow("one label") << u"{{service}}"_s << u"catalog"_s;
    QTest::newRow("words around") << u"p95 of {{ service }}, {{code}}"_s << u"p95 of catalog, 200"_s;
    QTest::newRow("no such label") << u"[{{team}}]"_s << u"[]"_s;
    QTest::newRow("no hole") << u"users"_s << u"users"_s;
    QTest::newRow("half a hole") << u"{{service"_s << u"{{service"_s;
    QTest::newRow("no pattern") << QString() << u"200, catalog"_s;
}

void ChartLegendTest::namesComeFromThePattern()
{
    QFETCH(QString, pattern);
    const Series series {{{u"service"_s, u"catalog"_s}, {u"code"_s, u"200"_s}}, {}, {}};
    QTEST(legendText(pattern, series), "name");
}

void ChartLegendTest::saysEachSeriesAndItsNewestValue()
{
    ChartLegend legend;
    legend.setSeries({{u"catalog"_s, {}, 0.0018, 0}, {u"registry"_s, {}, qQNaN(), 1}}, u"percentunit"_s);
    QCOMPARE(legend.accessibleName(), u"catalog 0.18\u202f%, registry –"_s);
}

void ChartLegendTest::isAsWideAsItsWords()
{
    ChartLegend legend;
    QCOMPARE(legend.sizeHint().width(), 0);
    legend.setSeries({{u"catalog"_s, {}, 1, 0}}, u"short"_s);
    const int one = legend.sizeHint().width();
    QVERIFY(one > QFontMetrics(legend.font()).horizontalAdvance(u"catal"_s));
    legend.setSeries({{u"catalog"_s, {}, 1, 0}, {u"catalog"_s, {}, 1, 1}}, u"short"_s);
    QVERIFY(qAbs(legend.sizeHint().width() - 2 * one) <= 1);
}

void ChartLegendTest::rangesLeaveOutWhatIsNoNumber()
{
    PlotData data;
    QVERIFY(std::isnan(valueRange(data).first));
    data.series = {{u"a"_s, {{{0, 3}, {1, qQNaN()}}, {{2, qInf()}, {3, -1}}}, 0, 0}};
    QCOMPARE(valueRange(data), std::pair(-1.0, 3.0));
    data.thresholds = {{5, u"SLO"_s, u"bad"_s}};
    QCOMPARE(valueRange(data), std::pair(-1.0, 5.0));
}

QTEST_MAIN(ChartLegendTest)
#include "tst_chartlegend.moc"
