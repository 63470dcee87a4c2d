// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/consolefixture.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! A policy is drafted, mended, tried on a version and on past decisions, and put into force, by keys
//! alone. The slots build on each other.
class TestConsolePolicies final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void opensByKeys();
    void tellsAMistakeAtItsLine();
    void savesTheMendedDraft();
    void triesItOnAVersion();
    void triesItOnPastDecisions();
    void aRowOpensItsRequest();
    void activatesWhatWasTried();
    void everyVersionIsJudgedByIt();
    void anExemptionNamesTheRule();

private:
    QPlainTextEdit *editor() { return m_desk.find<QPlainTextEdit>(u"policyEditor"_s); }
    QString title() { return m_desk.find<QLabel>(u"policyBarTitle"_s)->text(); }
    int rowsIn(const QString &view);
    QString spoken(const QString &view, int row);
    bool runFromPalette(const QString &command);

    ConsoleFixture m_desk {{u"@backstage-community/plugin-tekton"_s}};
};

int TestConsolePolicies::rowsIn(const QString &view)
{
    const auto *rows = m_desk.find<QAbstractItemView>(view);
    return rows ? rows->model()->rowCount() : 0;
}

QString TestConsolePolicies::spoken(const QString &view, int row)
{
    const auto *rows = m_desk.find<QAbstractItemView>(view);
    return rows ? rows->model()->index(row, 0).data(Qt::AccessibleTextRole).toString() : QString();
}

bool TestConsolePolicies::runFromPalette(const QString &command)
{
    m_desk.press(Qt::Key_K, Qt::ControlModifier);
    if (!m_desk.type(u"paletteInput"_s, command))
        return false;
    QTest::keyClick(m_desk.find(u"paletteInput"_s), Qt::Key_Return);
    return true;
}

void TestConsolePolicies::initTestCase()
{
    QVERIFY2(m_desk.start(u"admin"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
}

void TestConsolePolicies::opensByKeys()
{
    QVERIFY2(m_desk.openPage(Qt::Key_L), qPrintable(m_desk.failure()));
    QVERIFY(rowsIn(u"policyList"_s) >= 10);
    QVERIFY(rowsIn(u"policyRules"_s) > 1);
    QTRY_COMPARE(title(), u"v3 is active"_s);
    m_desk.press(Qt::Key_J);
    QVERIFY(!spoken(u"policyRules"_s, 0).isEmpty());
}

void TestConsolePolicies::tellsAMistakeAtItsLine()
{
    m_desk.press(Qt::Key_E);
    QTest::keyClick(editor(), Qt::Key_Home, Qt::ControlModifier);
    while (!editor()->textCursor().block().text().startsWith("policies:"_L1))
        QTest::keyClick(editor(), Qt::Key_Down);
    QTest::keyClick(editor(), Qt::Key_End);
    QTest::keyClick(editor(), Qt::Key_Return);
    QTest::keyClick(editor(), Qt::Key_Home, Qt::ShiftModifier);
    QTest::keyClicks(editor(), u"  - {id: nothing-new, version: 1, title: Nothing new, evidence: integrity, rules: [{id: all, enforcement: denied,"
                               " message: Nothing passes.}], unknown: {enforcement: deny, message: Nothing is known.}}"_s);
    const int line = editor()->textCursor().blockNumber();
    QTRY_VERIFY_WITH_TIMEOUT(rowsIn(u"configProblems"_s) == 1, patienceMs);
    QTest::keyClick(editor(), Qt::Key_Home, Qt::ControlModifier);
    m_desk.press(Qt::Key_F8);
    QCOMPARE(editor()->textCursor().blockNumber(), line);
    const QString before = editor()->textCursor().block().text().left(editor()->textCursor().positionInBlock());
    QVERIFY2(before.endsWith("enforcement: "_L1), qPrintable(before));
}

void TestConsolePolicies::savesTheMendedDraft()
{
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(editor(), Qt::Key_Delete);
    QTest::keyClicks(editor(), u"deny"_s);
    QTRY_VERIFY_WITH_TIMEOUT(rowsIn(u"configProblems"_s) == 0, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(spoken(u"policyList"_s, 0).startsWith("Nothing new"_L1), patienceMs);
    QVERIFY(spoken(u"policyList"_s, 0).endsWith("new"_L1));
    QCOMPARE(title(), u"Not saved"_s);
    m_desk.press(Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(title(), u"Draft v4"_s, patienceMs);
    QTRY_COMPARE(rowsIn(u"policyVersions"_s), 2);
    QVERIFY(!m_desk.find(u"policyActivate"_s)->isEnabled());
}

void TestConsolePolicies::triesItOnAVersion()
{
    m_desk.press(Qt::Key_F9, Qt::ShiftModifier);
    QVERIFY(m_desk.find(u"trialPlugin"_s)->hasFocus());
    QTest::keyClicks(m_desk.find(u"trialPlugin"_s), u"@backstage-community/plugin-tekton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"trialRun"_s)->isEnabled(), patienceMs);
    QVERIFY(!QApplication::activePopupWidget());
    // No window manager is here to give the window its focus back after the list of names.
    m_desk.console().window().activateWindow();
    m_desk.press(Qt::Key_F9, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(rowsIn(u"trialList"_s) > 0, patienceMs);
    QVERIFY2(spoken(u"trialList"_s, 0).startsWith("nothing-new, Deny, now: No such policy, Nothing passes."_L1), qPrintable(spoken(u"trialList"_s, 0)));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"policyActivate"_s)->isEnabled(), patienceMs);
}

void TestConsolePolicies::triesItOnPastDecisions()
{
    m_desk.press(Qt::Key_F9);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.wordsOf(u"policiesPage"_s).contains("Would have blocked 1, 1 now in production."_L1), patienceMs);
    QTRY_COMPARE(rowsIn(u"backtestList"_s), 1);
    const QString row = spoken(u"backtestList"_s, 0);
    QVERIFY2(row.contains("plugin-tekton"_L1) && row.endsWith("nothing-new: Nothing passes."_L1), qPrintable(row));
    QVERIFY2(row.contains("runs in production now"_L1) && row.contains("On what was known then"_L1), qPrintable(row));
}

void TestConsolePolicies::aRowOpensItsRequest()
{
    m_desk.find(u"backtestList"_s)->setFocus();
    m_desk.press(Qt::Key_Home);
    m_desk.press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.console().window().pages()->currentId(), u"inbox"_s, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.wordsOf(u"requestHeader"_s).contains("plugin-tekton"_L1), patienceMs);
    QVERIFY2(m_desk.openPage(Qt::Key_L), qPrintable(m_desk.failure()));
    QCOMPARE(rowsIn(u"backtestList"_s), 1);
}

void TestConsolePolicies::activatesWhatWasTried()
{
    QVERIFY2(runFromPalette(u"Activate the draft"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.type(u"reasonText"_s, u"Until Monday."_s), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    // At once after the trial, and not told to look again: what was tried is what is activated.
    QTRY_VERIFY2_WITH_TIMEOUT(!m_desk.find(u"reasonDialog"_s), qPrintable(m_desk.wordsOf(u"reasonDialog"_s)), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(title(), u"v4 is active"_s, patienceMs);
    QVERIFY(!spoken(u"policyList"_s, 0).endsWith("new"_L1));
}

void TestConsolePolicies::everyVersionIsJudgedByIt()
{
    const auto status = [this] { return m_desk.plugin(u"@backstage-community/plugin-tekton"_s).value_or(Plugin()).status; };
    QTRY_COMPARE_WITH_TIMEOUT(status(), PluginStatus::Blocked, patienceMs);
}

void TestConsolePolicies::anExemptionNamesTheRule()
{
    QVERIFY2(m_desk.become(u"Delivery Tooling lead"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.openPage(Qt::Key_R), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.wordsOf(u"pluginDetail"_s).contains("plugin-tekton"_L1), patienceMs);
    m_desk.find(u"registryTable"_s)->setFocus();
    m_desk.press(Qt::Key_Q);
    auto *kind = m_desk.find<QComboBox>(u"requestKind"_s);
    QVERIFY(kind);
    QTest::keyClick(kind, Qt::Key_Down);
    QTRY_VERIFY_WITH_TIMEOUT(rowsIn(u"exemptionRules"_s) == 1, patienceMs);
    QVERIFY2(m_desk.type(u"requestWhy"_s, u"It is looked at by hand."_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"formSubmit"_s)->isEnabled(), patienceMs);
    // Nothing is exempted by a request that names nothing.
    auto *rules = m_desk.find(u"exemptionRules"_s);
    QTest::keyClick(rules, Qt::Key_Space);
    QVERIFY(!m_desk.find(u"formSubmit"_s)->isEnabled());
    QTest::keyClick(rules, Qt::Key_Space);
    QTest::keyClick(m_desk.find(u"requestWhy"_s), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"requestDialog"_s), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.wordsOf(u"reasonsCard"_s).contains("nothing-new/all"_L1), patienceMs);
}

QTEST_MAIN(TestConsolePolicies)
#include "tst_consolepolicies.moc"
