// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/productionlock.h"
#include "tests/testsupport/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

class TestProductionLock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesOnlyProductionWrites_data();
    void refusesOnlyProductionWrites();
    void armsForAShownTime();
    void extends();
    void disarms();
};

void TestProductionLock::refusesOnlyProductionWrites_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<int>("environment");
    QTest::addColumn<bool>("productionWrite");
    QTest::addColumn<bool>("refused");
    QTest::newRow("rollout to production") << "POST"_ba << int(Environment::Production) << true << true;
    QTest::newRow("disable in production") << "PATCH"_ba << int(Environment::Production) << true << true;
    QTest::newRow("uninstall in production") << "DELETE"_ba << int(Environment::Production) << true << true;
    QTest::newRow("a look at production") << "GET"_ba << int(Environment::Production) << true << false;
    QTest::newRow("a decision about production") << "POST"_ba << int(Environment::Production) << false << false;
    QTest::newRow("rollout to staging") << "POST"_ba << int(Environment::Staging) << true << false;
}

void TestProductionLock::refusesOnlyProductionWrites()
{
    QFETCH(QByteArray, verb);
    QFETCH(int, environment);
    QFETCH(bool, productionWrite);
    QFETCH(bool, refused);
    const testsupport::FakeClock clock;
    ProductionLock lock(clock);
    ApiRequest request;
    request.verb = verb;
    request.environment = Environment(environment);
    request.productionWrite = productionWrite;
    QCOMPARE(lock.refusal(request).has_value(), refused);
    lock.arm();
    QVERIFY(!lock.refusal(request).has_value());
}

void TestProductionLock::armsForAShownTime()
{
    testsupport::FakeClock clock;
    ProductionLock lock(clock);
    QSignalSpy changed(&lock, &ProductionLock::armedChanged);
    lock.arm(2);
    QCOMPARE(lock.secondsLeft(), 120);
    QCOMPARE(lock.armedUntil(), clock.now().addSecs(120));
    clock.advance(119);
    QCOMPARE(lock.secondsLeft(), 1);
    clock.advance(1);
    QVERIFY(!lock.isArmed());
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(changed.last().first().toBool(), false);
}

void TestProductionLock::extends()
{
    testsupport::FakeClock clock;
    ProductionLock lock(clock);
    lock.arm(1);
    clock.advance(30);
    lock.extend(10);
    QCOMPARE(lock.secondsLeft(), 630);
}

void TestProductionLock::disarms()
{
    const testsupport::FakeClock clock;
    ProductionLock lock(clock);
    lock.arm();
    lock.disarm();
    QVERIFY(!lock.isArmed());
    QVERIFY(!lock.armedUntil().isValid());
    QCOMPARE(lock.secondsLeft(), 0);
}

QTEST_GUILESS_MAIN(TestProductionLock)
#include "tst_productionlock.moc"
