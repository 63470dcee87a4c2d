// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "core/health/healthreading.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

//! When how a plugin does is read, and what stays of it.
class TestHealthReading final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsReadWhileNobodyLooks();
    void lookingAgainReadsAgain();
    void anotherPluginDropsTheOldNumbers();
    void lateAnswersOfAnotherPluginAreDropped();
    void aFailureKeepsTheLastAnswer();
    void anAnswerFromThisComputerSaysSo();

private:
    struct Asked
    {
        PluginId plugin;
        QString range;
        std::shared_ptr<QPromise<Result<HealthAnswer>>> promise;
    };
    void answer(int index, const QString &name, bool isKept = false);
    void fail(int index, const QString &message);

    QList<Asked> m_asked;
    std::unique_ptr<HealthReading> m_reading;
};

void TestHealthReading::init()
{
    m_asked.clear();
    m_reading = std::make_unique<HealthReading>([this](const PluginId &plugin, const QString &range) {
        auto promise = std::make_shared<QPromise<Result<HealthAnswer>>>();
        promise->start();
        m_asked.append({plugin, range, promise});
        return promise->future();
    });
}

void TestHealthReading::answer(int index, const QString &name, bool isKept)
{
    HealthAnswer answer;
    answer.health.pluginName = name;
    answer.isKept = isKept;
    m_asked.at(index).promise->addResult(answer);
    m_asked.at(index).promise->finish();
}

void TestHealthReading::fail(int index, const QString &message)
{
    m_asked.at(index).promise->addResult(Result<HealthAnswer>(gatehouse::fail(networkError(message))));
    m_asked.at(index).promise->finish();
}

void TestHealthReading::nothingIsReadWhileNobodyLooks()
{
    m_reading->show(PluginId(u"plg_1"_s), u"24h"_s);
    m_reading->refresh();
    QCOMPARE(m_asked.size(), 0);
    m_reading->setLooking(true);
    QCOMPARE(m_asked.size(), 1);
    QCOMPARE(m_asked.first().plugin.text(), u"plg_1"_s);
    QCOMPARE(m_asked.first().range, u"24h"_s);
    m_reading->setLooking(false);
    m_reading->show(PluginId(u"plg_2"_s), u"24h"_s);
    QCOMPARE(m_asked.size(), 1);
}

void TestHealthReading::lookingAgainReadsAgain()
{
    m_reading->show(PluginId(u"plg_1"_s), u"24h"_s);
    m_reading->setLooking(true);
    m_reading->setLooking(true);
    m_reading->show(PluginId(u"plg_1"_s), u"24h"_s);
    QCOMPARE(m_asked.size(), 1);
    m_reading->setLooking(false);
    m_reading->setLooking(true);
    QCOMPARE(m_asked.size(), 2);
}

void TestHealthReading::anotherPluginDropsTheOldNumbers()
{
    m_reading->setLooking(true);
    m_reading->show(PluginId(u"plg_1"_s), u"24h"_s);
    answer(0, u"one"_s);
    QTRY_VERIFY(m_reading->health());
    m_reading->show(PluginId(u"plg_1"_s), u"7d"_s);
    QVERIFY(!m_reading->health());
    QCOMPARE(m_asked.last().range, u"7d"_s);
    answer(1, u"one"_s);
    QTRY_VERIFY(m_reading->health());
    m_reading->show(PluginId(u"plg_2"_s), u"7d"_s);
    QVERIFY(!m_reading->health());
}

void TestHealthReading::lateAnswersOfAnotherPluginAreDropped()
{
    m_reading->setLooking(true);
    m_reading->show(PluginId(u"plg_1"_s), u"24h"_s);
    m_reading->show(PluginId(u"plg_2"_s), u"24h"_s);
    answer(1, u"two"_s);
    QTRY_VERIFY(m_reading->health());
    QSignalSpy changed(m_reading.get(), &HealthReading::changed);
    answer(0, u"one"_s);
    QCoreApplication::processEvents();
    QCOMPARE(changed.count(), 0);
    QCOMPARE(m_reading->health()->pluginName, u"two"_s);
}

void TestHealthReading::aFailureKeepsTheLastAnswer()
{
    m_reading->setLooking(true);
    m_reading->show(PluginId(u"plg_1"_s), u"24h"_s);
    answer(0, u"one"_s);
    QTRY_VERIFY(m_reading->health());
    m_reading->refresh();
    fail(1, u"Prometheus cannot be reached."_s);
    QTRY_VERIFY(m_reading->problem());
    QCOMPARE(m_reading->health()->pluginName, u"one"_s);
    m_reading->refresh();
    answer(2, u"one again"_s);
    QTRY_COMPARE(m_reading->health()->pluginName, u"one again"_s);
    QVERIFY(!m_reading->problem());
}

void TestHealthReading::anAnswerFromThisComputerSaysSo()
{
    m_reading->setLooking(true);
    m_reading->show(PluginId(u"plg_1"_s), u"24h"_s);
    answer(0, u"one"_s, true);
    QTRY_VERIFY(m_reading->isKept());
    m_reading->refresh();
    answer(1, u"one"_s);
    QTRY_VERIFY(!m_reading->isKept());
}

QTEST_GUILESS_MAIN(TestHealthReading)
#include "tst_healthreading.moc"
