// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/consoleprogram.h"
#include "tests/endtoend/screenreader.h"
#include "tests/testsupport/eventwait.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! The program that people get, in a window on an X server, driven by keys: what it tells a screen reader
//! about each place of a reviewer's journey and about every page. The rows go from place to place.
class TestScreenReader final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyControlIsNamed_data();
    void everyControlIsNamed();
    void cleanupTestCase();

private:
    QTemporaryDir m_home;
    ScreenReader m_reader;
    ConsoleProgram m_console;
    QStringList m_table;
};

namespace {
constexpr int patienceMs = 30'000;
}

void TestScreenReader::initTestCase()
{
    QVERIFY2(m_reader.start(), qPrintable(m_reader.failure()));
    QVERIFY(m_console.start(m_home.path(), {u"better-sqlite3"_s, u"@backstage-community/plugin-quay"_s}, m_reader.environment()));
    QVERIFY(m_console.insist(u"activate"_s));
    QVERIFY(m_console.insist(u"row requestList 1"_s));
}

void TestScreenReader::everyControlIsNamed_data()
{
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<QString>("shows");
    QTest::addColumn<int>("least");
    const auto place = [](const char *name, const QStringList &keys, const QString &shows, int least) { QTest::newRow(name) << keys << shows << least; };
    place("Inbox, overview", {u"G"_s, u"I"_s, u"Alt+1"_s}, u"overviewTab"_s, 20);
    place("Inbox, changes", {u"Alt+2"_s}, u"diffPane"_s, 20);
    place("Inbox, evidence", {u"Alt+3"_s}, u"checkList"_s, 20);
    place("Inbox, configuration keys", {u"Alt+4"_s}, u"configKeysOpen"_s, 20);
    place("Inbox, discussion", {u"Alt+5"_s}, u"commentText"_s, 20);
    place("Inbox, timeline", {u"Alt+6"_s}, u"timelineList"_s, 20);
    place("Decision", {u"A"_s, u"A"_s}, u"decisionDialog"_s, 3);
    place("Hand over", {u"Escape"_s, u"Q"_s}, u"delegationDialog"_s, 5);
    place("Batch", {u"Escape"_s, u"X"_s, u"A"_s, u"B"_s}, u"batchDialog"_s, 3);
    place("Keys", {u"Escape"_s, u"-"_s, u"?"_s}, u"shortcutSheet"_s, 3);
    place("Commands", {u"Escape"_s, u"Ctrl+K"_s}, u"commandPalette"_s, 5);
    place("Registry", {u"Escape"_s, u"G"_s, u"R"_s}, u"registryPage"_s, 15);
    place("Configuration", {u"G"_s, u"C"_s}, u"configPage"_s, 15);
    place("Operations", {u"G"_s, u"P"_s}, u"operationsPage"_s, 10);
    place("Dashboards", {u"G"_s, u"D"_s}, u"dashboardsPage"_s, 15);
    place("Audit", {u"G"_s, u"A"_s}, u"auditPage"_s, 10);
    place("Outbox", {u"G"_s, u"O"_s}, u"outboxPage"_s, 8);
    place("Workflows", {u"G"_s, u"W"_s}, u"workflowPage"_s, 10);
    place("Policies", {u"G"_s, u"L"_s}, u"policiesPage"_s, 10);
    place("Settings", {u"G"_s, u"S"_s}, u"settingsPage"_s, 15);
}

void TestScreenReader::everyControlIsNamed()
{
    QFETCH(QStringList, keys);
    QFETCH(QString, shows);
    QFETCH(int, least);
    for (const QString &key : keys)
        QVERIFY2(m_console.obey(u"press "_s + key), qPrintable(key));
    QVERIFY2(m_console.insist(u"see "_s + shows), qPrintable(shows));
    ScreenReader::Sight sight;
    QVERIFY2(waitUntil([this, &sight, least] { sight = m_reader.look(); return sight.controls >= least; }, patienceMs),
        qPrintable(QString::number(sight.controls)));
    m_table.append(u"%1 %2 %3"_s.arg(QString::fromLatin1(QTest::currentDataTag()), -20).arg(sight.nodes, 6).arg(sight.controls, 9));
    QVERIFY2(sight.nameless.isEmpty(), qPrintable(u'\n' + sight.nameless.join(u'\n')));
}

void TestScreenReader::cleanupTestCase()
{
    qInfo().noquote() << u"\nPlace                 Shown  Controls\n"_s + m_table.join(u'\n');
    QVERIFY(m_console.end());
}

QTEST_GUILESS_MAIN(TestScreenReader)
#include "tst_screenreader.moc"
