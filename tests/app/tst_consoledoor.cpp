// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consoledoor.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

//! Where the second console of a person knocks.
class TestConsoleDoor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bringsTheFirstForward_data();
    void bringsTheFirstForward();
    void nobodyIsThere();
    void otherDataHasAnotherDoor();
    void whatADeadConsoleLeftIsNoDoor();
    void isReplacedByWhoeverHasTheData();
    void isForItsPersonOnly();
    void whoNeverAnswersIsGivenUp();
    void understandsOneThingOnly_data();
    void understandsOneThingOnly();

private:
    QString door() const;
    bool knock(const QString &page = {});

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_store;
};

void TestConsoleDoor::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", m_directory->path().toLocal8Bit());
    m_store = u"/home/me/.local/share/gatehouse/profiles/prf_1"_s;
}

//! The only socket there is.
QString TestConsoleDoor::door() const
{
    const QStringList names = QDir(m_directory->path()).entryList({u"gatehouse-*"_s}, QDir::AllEntries | QDir::System);
    return names.size() == 1 ? m_directory->filePath(names.first()) : QString();
}

bool TestConsoleDoor::knock(const QString &page)
{
    const QFuture<bool> answered = ConsoleDoor::knock(m_store, page, this);
    return QTest::qWaitFor([&answered] { return answered.isFinished(); }, 3 * ConsoleDoor::patienceMs) && answered.result();
}

void TestConsoleDoor::bringsTheFirstForward_data()
{
    QTest::addColumn<QString>("page");
    QTest::newRow("as it is") << QString();
    QTest::newRow("with a page") << u"registry"_s;
}

void TestConsoleDoor::bringsTheFirstForward()
{
    QFETCH(QString, page);
    ConsoleDoor first;
    QVERIFY(first.open(m_store).has_value());
    QVERIFY(ConsoleDoor::isThere(m_store));
    QSignalSpy knocked(&first, &ConsoleDoor::knocked);
    QVERIFY(knock(page));
    QCOMPARE(knocked.size(), 1);
    QCOMPARE(knocked.first().first().toString(), page);
    QVERIFY(knock(page));
    QCOMPARE(knocked.size(), 2);
    first.close();
    QVERIFY(!ConsoleDoor::isThere(m_store));
    QVERIFY(!knock(page));
}

void TestConsoleDoor::nobodyIsThere()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!ConsoleDoor::isThere(m_store));
    QVERIFY(!knock());
    QVERIFY(timer.elapsed() < ConsoleDoor::patienceMs);
}

void TestConsoleDoor::otherDataHasAnotherDoor()
{
    ConsoleDoor other;
    QVERIFY(other.open(u"/home/me/elsewhere/profiles/prf_1"_s).has_value());
    QSignalSpy knocked(&other, &ConsoleDoor::knocked);
    QVERIFY(!ConsoleDoor::isThere(m_store));
    QVERIFY(!knock());
    QCOMPARE(knocked.size(), 0);
}

void TestConsoleDoor::whatADeadConsoleLeftIsNoDoor()
{
    // As after kill -9: the socket's file is there, and nobody behind it.
    auto dead = std::make_unique<ConsoleDoor>();
    QVERIFY(dead->open(m_store).has_value());
    const QString path = door();
    QVERIFY(QFile::rename(path, path + u".kept"_s));
    dead.reset();
    QVERIFY(QFile::rename(path + u".kept"_s, path));
    QVERIFY(ConsoleDoor::isThere(m_store));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!knock());
    QVERIFY(timer.elapsed() < ConsoleDoor::patienceMs);
    ConsoleDoor next;
    QVERIFY(next.open(m_store).has_value());
    QVERIFY(knock());
}

void TestConsoleDoor::isReplacedByWhoeverHasTheData()
{
    ConsoleDoor before;
    ConsoleDoor now;
    QVERIFY(before.open(m_store).has_value());
    QVERIFY(now.open(m_store).has_value());
    QSignalSpy old(&before, &ConsoleDoor::knocked);
    QSignalSpy knocked(&now, &ConsoleDoor::knocked);
    QVERIFY(knock());
    QCOMPARE(old.size(), 0);
    QCOMPARE(knocked.size(), 1);
}

void TestConsoleDoor::isForItsPersonOnly()
{
    ConsoleDoor first;
    QVERIFY(first.open(m_store).has_value());
    QVERIFY(!door().isEmpty());
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(door()) & others, QFile::Permissions());
}

void TestConsoleDoor::whoNeverAnswersIsGivenUp()
{
    ConsoleDoor first;
    QVERIFY(first.open(m_store).has_value());
    const QString path = door();
    first.close();
    QLocalServer silent;
    QVERIFY(silent.listen(path));
    QVERIFY(!knock());
}

void TestConsoleDoor::understandsOneThingOnly_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("another word") << QByteArray("quit\n");
    QTest::newRow("no end") << QByteArray(5000, 'x');
    QTest::newRow("nearly") << QByteArray("shower\n");
}

void TestConsoleDoor::understandsOneThingOnly()
{
    QFETCH(QByteArray, said);
    ConsoleDoor first;
    QVERIFY(first.open(m_store).has_value());
    QSignalSpy knocked(&first, &ConsoleDoor::knocked);
    QLocalSocket stranger;
    stranger.connectToServer(door());
    stranger.write(said);
    QTRY_COMPARE(stranger.state(), QLocalSocket::UnconnectedState);
    QCOMPARE(stranger.readAll(), QByteArray());
    QCOMPARE(knocked.size(), 0);
    QVERIFY(knock());
}

QTEST_GUILESS_MAIN(TestConsoleDoor)
#include "tst_consoledoor.moc"
