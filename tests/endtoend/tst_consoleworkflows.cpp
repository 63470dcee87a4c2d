// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/consolefixture.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QPlainTextEdit>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! A workflow is changed, tried on the requests that there are, and put into force, by keys alone. The
//! slots build on each other.
class TestConsoleWorkflows final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void opensByKeys();
    void tellsAMistake();
    void savesADraft();
    void triesItOnRequests();
    void activatesWhatWasTried();

private:
    QPlainTextEdit *editor() { return m_desk.find<QPlainTextEdit>(u"workflowEditor"_s); }
    QString title() { return m_desk.find<QLabel>(u"workflowBarTitle"_s)->text(); }
    int rowsIn(const QString &view);
    void addFirstLine(const QString &text);
    bool runFromPalette(const QString &command);

    ConsoleFixture m_desk {{u"@backstage-community/plugin-quay"_s}};
};

int TestConsoleWorkflows::rowsIn(const QString &view)
{
    const auto *rows = m_desk.find<QAbstractItemView>(view);
    return rows ? rows->model()->rowCount() : 0;
}

void TestConsoleWorkflows::addFirstLine(const QString &text)
{
    m_desk.find(u"workflowList"_s)->setFocus();
    m_desk.press(Qt::Key_E);
    QTest::keyClick(editor(), Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClicks(editor(), text);
    QTest::keyClick(editor(), Qt::Key_Return);
}

bool TestConsoleWorkflows::runFromPalette(const QString &command)
{
    m_desk.press(Qt::Key_K, Qt::ControlModifier);
    if (!m_desk.type(u"paletteInput"_s, command))
        return false;
    QTest::keyClick(m_desk.find(u"paletteInput"_s), Qt::Key_Return);
    return true;
}

void TestConsoleWorkflows::initTestCase()
{
    QVERIFY2(m_desk.start(u"admin"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
}

void TestConsoleWorkflows::opensByKeys()
{
    QVERIFY2(m_desk.openPage(Qt::Key_W), qPrintable(m_desk.failure()));
    QVERIFY(rowsIn(u"workflowList"_s) > 1);
    QTRY_COMPARE(title(), u"v1 is active"_s);
    QVERIFY(editor()->toPlainText().contains("stages:"_L1));
    QVERIFY(!m_desk.find(u"workflowGraph"_s)->accessibleDescription().isEmpty());
}

void TestConsoleWorkflows::tellsAMistake()
{
    const auto judged = [this](int problems) { return rowsIn(u"configProblems"_s) == problems; };
    addFirstLine(u"surprise: 1"_s);
    QTRY_VERIFY_WITH_TIMEOUT(judged(1), patienceMs);
    QTest::keyClick(editor(), Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(editor(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(editor(), Qt::Key_Delete);
    QTRY_VERIFY_WITH_TIMEOUT(judged(0), patienceMs);
    QTRY_COMPARE(title(), u"v1 is active"_s);
}

void TestConsoleWorkflows::savesADraft()
{
    addFirstLine(u"# Read again by all of us."_s);
    QTRY_COMPARE(title(), u"Not saved"_s);
    m_desk.press(Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(title(), u"Draft v2"_s, patienceMs);
    QTRY_COMPARE(rowsIn(u"workflowVersions"_s), 2);
    QVERIFY(!m_desk.find(u"workflowActivate"_s)->isEnabled());
}

void TestConsoleWorkflows::triesItOnRequests()
{
    m_desk.press(Qt::Key_F9);
    QTRY_VERIFY_WITH_TIMEOUT(rowsIn(u"dryRunList"_s) > 0, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"workflowActivate"_s)->isEnabled(), patienceMs);
}

void TestConsoleWorkflows::activatesWhatWasTried()
{
    QVERIFY2(runFromPalette(u"Activate the draft"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.type(u"reasonText"_s, u"All of us read it."_s), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"reasonDialog"_s), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(title(), u"v2 is active"_s, patienceMs);
}

QTEST_MAIN(TestConsoleWorkflows)
#include "tst_consoleworkflows.moc"
