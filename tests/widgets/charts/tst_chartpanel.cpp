// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartpanel.h"
#include "widgets/charts/plotview.h"
#include "widgets/common/states/states.h"
#include "widgets/common/themecontroller.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class ChartPanelTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void keepsItsLineWhenTheSourceIsLost_data();
    void keepsItsLineWhenTheSourceIsLost();
    void saysWhenThereWasNeverAnAnswer();
    void isWithoutABandOnceTheSourceIsBack();

private:
    static constexpr qint64 minute = 60 * 1000;
    const QDateTime lastGood = QDateTime(QDate(2026, 4, 2), QTime(10, 0), Qt::UTC);

    PlotData halfAnHour() const;
    std::unique_ptr<ThemeController> m_themes;
};

void ChartPanelTest::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

PlotData ChartPanelTest::halfAnHour() const
{
    PlotData data;
    data.to = lastGood.toMSecsSinceEpoch();
    data.from = data.to - 30 * minute;
    data.series = {{u"catalog"_s, {{QPointF(double(data.from), 1), QPointF(double(data.to), 2)}}, 2, 0}};
    return data;
}

void ChartPanelTest::keepsItsLineWhenTheSourceIsLost_data()
{
    QTest::addColumn<qint64>("lostFor");
    QTest::addColumn<qint64>("hatched");
    QTest::newRow("just now") << qint64(0) << qint64(0);
    QTest::newRow("for four minutes") << 4 * minute << 4 * minute;
    QTest::newRow("for twelve hours") << 12 * 60 * minute << 15 * minute;
}

void ChartPanelTest::keepsItsLineWhenTheSourceIsLost()
{
    QFETCH(qint64, lostFor);
    QFETCH(qint64, hatched);
    ChartPanel panel(u"Requests"_s, u"per second"_s);
    panel.setData(halfAnHour());
    // Said again every second while it lasts.
    for (int i = 0; i < 3; ++i)
        panel.setSourceLost(u"No answer"_s, lastGood, lastGood.addMSecs(lostFor));
    const PlotData &shown = panel.plot()->data();
    QCOMPARE(shown.lostSince, lastGood.toMSecsSinceEpoch());
    QCOMPARE(shown.to - shown.lostSince, hatched);
    QCOMPARE(shown.to - shown.from, 30 * minute);
    QCOMPARE(shown.series.size(), 1);
    auto *band = panel.findChild<StaleBand *>();
    QVERIFY(!band->isHidden());
    QVERIFY2(band->accessibleName().startsWith(u"No answer, last good "_s), qPrintable(band->accessibleName()));
}

void ChartPanelTest::saysWhenThereWasNeverAnAnswer()
{
    ChartPanel panel(u"Requests"_s, u"per second"_s);
    panel.setSourceLost(u"No answer"_s, {}, lastGood);
    QVERIFY(!panel.hasData());
    QCOMPARE(panel.findChild<StaleBand *>()->accessibleName(), u"No answer, never answered"_s);
}

void ChartPanelTest::isWithoutABandOnceTheSourceIsBack()
{
    ChartPanel panel(u"Requests"_s, u"per second"_s);
    panel.setData(halfAnHour());
    panel.setSourceLost(u"No answer"_s, lastGood, lastGood.addMSecs(minute));
    panel.setData(halfAnHour());
    panel.setSourceBack();
    QVERIFY(panel.findChild<StaleBand *>()->isHidden());
    QCOMPARE(panel.plot()->data().lostSince, 0);
}

QTEST_MAIN(ChartPanelTest)
#include "tst_chartpanel.moc"
