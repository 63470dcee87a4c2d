// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/autolock.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace gatehouse;

class TestAutoLock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void locksAfterTheChosenMinutes_data();
    void locksAfterTheChosenMinutes();
    void inputPutsItOff_data();
    void inputPutsItOff();
    void whatTheConsoleSendsToItselfIsNoInput();
    void locksWhenTheComputerSlept();
    void offMeansOff();
    void asksOnce();
    void restsWhileThereIsNothingToLock();
    void theClocksOfTheComputerGo();

private:
    void pass(int seconds)
    {
        m_awake += seconds * 1000LL;
        m_lock->check();
    }

    qint64 m_awake = 0;
    qint64 m_asleep = 0;
    std::unique_ptr<AutoLock> m_lock;
};

void TestAutoLock::init()
{
    m_awake = 1000;
    m_asleep = 0;
    m_lock = std::make_unique<AutoLock>(AutoLock::Clocks {[this] { return m_awake; }, [this] { return m_awake + m_asleep; }});
}

void TestAutoLock::locksAfterTheChosenMinutes_data()
{
    QTest::addColumn<int>("minutes");
    for (const int minutes : AutoLock::choices) {
        if (minutes > 0)
            QTest::addRow("%d minutes", minutes) << minutes;
    }
}

void TestAutoLock::locksAfterTheChosenMinutes()
{
    QFETCH(int, minutes);
    QSignalSpy asked(m_lock.get(), &AutoLock::lockRequested);
    m_lock->setMinutes(minutes);
    m_lock->setActive(true);
    pass(minutes * 60 - 1);
    QCOMPARE(asked.count(), 0);
    pass(1);
    QCOMPARE(asked.count(), 1);
}

void TestAutoLock::inputPutsItOff_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("a key") << true;
    QTest::newRow("a click") << false;
}

void TestAutoLock::inputPutsItOff()
{
    QFETCH(bool, byKey);
    QWidget window;
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QSignalSpy asked(m_lock.get(), &AutoLock::lockRequested);
    m_lock->setMinutes(5);
    m_lock->setActive(true);
    pass(299);
    if (byKey)
        QTest::keyClick(&window, Qt::Key_A);
    else
        QTest::mouseClick(&window, Qt::LeftButton);
    pass(299);
    QCOMPARE(asked.count(), 0);
    pass(1);
    QCOMPARE(asked.count(), 1);
}

void TestAutoLock::whatTheConsoleSendsToItselfIsNoInput()
{
    QWidget window;
    QSignalSpy asked(m_lock.get(), &AutoLock::lockRequested);
    m_lock->setMinutes(5);
    m_lock->setActive(true);
    pass(299);
    QKeyEvent event(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
    pass(1);
    QCOMPARE(asked.count(), 1);
}

void TestAutoLock::locksWhenTheComputerSlept()
{
    QSignalSpy asked(m_lock.get(), &AutoLock::lockRequested);
    m_lock->setMinutes(60);
    m_lock->setActive(true);
    pass(1);
    QCOMPARE(asked.count(), 0);
    m_asleep += 30000;
    pass(1);
    QCOMPARE(asked.count(), 1);
}

void TestAutoLock::offMeansOff()
{
    QSignalSpy asked(m_lock.get(), &AutoLock::lockRequested);
    m_lock->setMinutes(0);
    m_lock->setActive(true);
    m_asleep += 30000;
    pass(100000);
    QCOMPARE(asked.count(), 0);
}

void TestAutoLock::asksOnce()
{
    QSignalSpy asked(m_lock.get(), &AutoLock::lockRequested);
    m_lock->setMinutes(5);
    m_lock->setActive(true);
    pass(400);
    pass(400);
    QCOMPARE(asked.count(), 1);
    m_lock->setActive(true);
    pass(299);
    QCOMPARE(asked.count(), 1);
    pass(1);
    QCOMPARE(asked.count(), 2);
}

void TestAutoLock::restsWhileThereIsNothingToLock()
{
    QSignalSpy asked(m_lock.get(), &AutoLock::lockRequested);
    m_lock->setMinutes(5);
    pass(400);
    QCOMPARE(asked.count(), 0);
}

void TestAutoLock::theClocksOfTheComputerGo()
{
    const AutoLock::Clocks clocks = AutoLock::systemClocks();
    const qint64 awake = clocks.awake();
    const qint64 always = clocks.always();
    QVERIFY(awake > 0);
    QTRY_VERIFY(clocks.awake() > awake);
    QTRY_VERIFY(clocks.always() > always);
}

QTEST_MAIN(TestAutoLock)
#include "tst_autolock.moc"
