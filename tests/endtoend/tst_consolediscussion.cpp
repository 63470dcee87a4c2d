// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/consolefixture.h"
#include "widgets/approvals/requestdetail.h"
#include "widgets/common/display/badge.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QTabBar>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! A reviewer asks for information and says what must be solved; the requester answers; what was
//! approved with a condition is checked off. All by keys. The slots build on each other.
class TestConsoleDiscussion final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aQuestionMovesTheRequestToItsRequester();
    void whatMustBeSolvedBarsTheApproval();
    void theRequesterAnswers();
    void whoSaidItResolvesIt();
    void aReasonIsChosenByADigit();
    void aDeputyChecksTheConditionOff();

private:
    const ApprovalRequest *request();
    bool choose();
    void pressOnList(Qt::Key first, Qt::Key second);
    bool say(const QString &text, Qt::Key mark = Qt::Key_unknown);
    bool pressOn(const QString &button);
    int open(int OpenThreads::*which) { return request()->openThreads.value_or(OpenThreads()).*which; }
    QString badge(const QString &name)
    {
        const auto *badge = m_desk.find<Badge>(name);
        return badge ? badge->look().text : QString();
    }

    ConsoleFixture m_desk {{u"better-sqlite3"_s}};
};

const ApprovalRequest *TestConsoleDiscussion::request()
{
    const RequestStore &requests = m_desk.workspace().requests;
    for (int row = 0; row < requests.count(); ++row) {
        if (requests.at(row).pluginName == "better-sqlite3"_L1)
            return &requests.at(row);
    }
    return nullptr;
}

bool TestConsoleDiscussion::choose()
{
    if (!m_desk.openPage(Qt::Key_I))
        return false;
    m_desk.console().window().pages()->current()->openObject(request()->id.text());
    return QTest::qWaitFor([this] { return m_desk.find(u"requestTabs"_s); }, patienceMs);
}

void TestConsoleDiscussion::pressOnList(Qt::Key first, Qt::Key second)
{
    m_desk.find(u"requestList"_s)->setFocus();
    m_desk.press(first);
    m_desk.press(second);
}

//! By the key that writes a comment; \a mark is pressed with Alt.
bool TestConsoleDiscussion::say(const QString &text, Qt::Key mark)
{
    m_desk.find(u"requestList"_s)->setFocus();
    m_desk.press(Qt::Key_C);
    if (!m_desk.type(u"commentText"_s, text))
        return false;
    if (mark != Qt::Key_unknown) {
        m_desk.press(mark, Qt::AltModifier);
        const QString box = mark == Qt::Key_M ? u"commentMustSolve"_s : u"commentAsk"_s;
        if (!QTest::qWaitFor([&] { return m_desk.find<QCheckBox>(box)->isChecked(); }, patienceMs))
            return false;
    }
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    return QTest::qWaitFor([this] { return m_desk.find<QPlainTextEdit>(u"commentText"_s)->toPlainText().isEmpty(); }, patienceMs);
}

//! The first of that name, by the space bar.
bool TestConsoleDiscussion::pressOn(const QString &button)
{
    if (!QTest::qWaitFor([&] { return m_desk.find(button) && m_desk.find(button)->isEnabled(); }, patienceMs))
        return false;
    m_desk.find(button)->setFocus();
    m_desk.press(Qt::Key_Space);
    return true;
}

void TestConsoleDiscussion::initTestCase()
{
    QVERIFY2(m_desk.start(u"security"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(request(), patienceMs);
}

void TestConsoleDiscussion::aQuestionMovesTheRequestToItsRequester()
{
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(request()->queue, u"your_turn"_s, patienceMs);
    QVERIFY2(say(u"Which components use it?"_s, Qt::Key_I), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(open(&OpenThreads::questions), 1, patienceMs);
    QCOMPARE(request()->queue, u"waiting"_s);
    QTRY_COMPARE(badge(u"requestInformation"_s), u"Waiting for information from %1"_s.arg(request()->requestedBy.name));
    QVERIFY2(m_desk.wordsOf(u"decisionBar"_s).contains("What is due stays due."_L1), qPrintable(m_desk.wordsOf(u"decisionBar"_s)));
    QVERIFY(m_desk.find(u"decisionApprove"_s)->isEnabled());
}

void TestConsoleDiscussion::whatMustBeSolvedBarsTheApproval()
{
    QVERIFY2(say(u"Build it from source."_s, Qt::Key_M), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(open(&OpenThreads::mustSolve), 1, patienceMs);
    QTRY_COMPARE(badge(u"requestMustSolve"_s), u"1 must be solved"_s);
    QCOMPARE(m_desk.find<QTabBar>(u"requestTabs"_s)->tabText(RequestDetail::Discussion), u"Discussion, 1 to solve"_s);
    QTRY_VERIFY(!m_desk.find(u"decisionApprove"_s)->isEnabled());
    QCOMPARE(m_desk.find(u"decisionApprove"_s)->toolTip(), u"1 thread must be solved first."_s);
    QVERIFY2(m_desk.wordsOf(u"decisionBar"_s).contains("1 thread must be solved first."_L1), qPrintable(m_desk.wordsOf(u"decisionBar"_s)));
    pressOnList(Qt::Key_A, Qt::Key_A);
    QVERIFY(!m_desk.find(u"decisionDialog"_s));
    QVERIFY(m_desk.find(u"decisionReject"_s)->isEnabled());
}

void TestConsoleDiscussion::theRequesterAnswers()
{
    QVERIFY2(m_desk.become(u"Delivery Tooling lead"_s), qPrintable(m_desk.failure()));
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(request()->queue, u"your_turn"_s, patienceMs);
    QTRY_VERIFY2(m_desk.wordsOf(u"decisionBar"_s).contains("for your answer"_L1), qPrintable(m_desk.wordsOf(u"decisionBar"_s)));
    m_desk.find(u"requestList"_s)->setFocus();
    m_desk.press(Qt::Key_5, Qt::AltModifier);
    // The oldest thread is the question.
    QVERIFY2(pressOn(u"threadReply"_s), "no thread to reply to");
    QTRY_VERIFY(m_desk.find(u"replyTo"_s));
    QVERIFY2(m_desk.type(u"commentText"_s, u"Only the catalogue."_s), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(open(&OpenThreads::questions), 0, patienceMs);
    QCOMPARE(request()->queue, u"waiting"_s);
    // What must be solved is not theirs to resolve.
    QVERIFY(!m_desk.find(u"threadResolve"_s)->isEnabled());
}

void TestConsoleDiscussion::whoSaidItResolvesIt()
{
    QVERIFY2(m_desk.become(u"Security reviewer"_s), qPrintable(m_desk.failure()));
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(request()->queue, u"your_turn"_s, patienceMs);
    m_desk.find(u"requestList"_s)->setFocus();
    m_desk.press(Qt::Key_5, Qt::AltModifier);
    const QString before = request()->etag;
    QVERIFY2(pressOn(u"threadResolve"_s), "the question cannot be closed");
    QTRY_VERIFY_WITH_TIMEOUT(request()->etag != before, patienceMs);
    // Once it is closed the first that can be resolved is the other one.
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"threadReopen"_s), patienceMs);
    QVERIFY2(pressOn(u"threadResolve"_s), "the thread cannot be resolved");
    QTRY_COMPARE_WITH_TIMEOUT(open(&OpenThreads::mustSolve), 0, patienceMs);
    QTRY_VERIFY(m_desk.find(u"decisionApprove"_s)->isEnabled());
    QVERIFY(badge(u"requestMustSolve"_s).isEmpty());
}

void TestConsoleDiscussion::aReasonIsChosenByADigit()
{
    pressOnList(Qt::Key_A, Qt::Key_A);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"reasonTemplates"_s), patienceMs);
    QTRY_VERIFY(m_desk.find(u"decisionReason"_s)->hasFocus());
    m_desk.press(Qt::Key_1, Qt::AltModifier);
    QVERIFY(!m_desk.find<QPlainTextEdit>(u"decisionReason"_s)->toPlainText().isEmpty());
    QVERIFY2(m_desk.click(u"decisionWithConditions"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.type(u"decisionConditions"_s, u"Pin the version."_s), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"decisionDialog"_s), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(request()->conditionItems.size(), 1, patienceMs);
    QVERIFY(!request()->conditionItems.first().metBy);
}

void TestConsoleDiscussion::aDeputyChecksTheConditionOff()
{
    QVERIFY2(m_desk.become(u"Security deputy"_s), qPrintable(m_desk.failure()));
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    m_desk.find(u"requestList"_s)->setFocus();
    m_desk.press(Qt::Key_1, Qt::AltModifier);
    QVERIFY2(pressOn(u"conditionMet"_s), "no condition to check off");
    QTRY_VERIFY_WITH_TIMEOUT(request()->conditionItems.first().metBy, patienceMs);
    QTRY_VERIFY2(m_desk.wordsOf(u"conditionsCard"_s).contains("Met, says Security deputy"_L1), qPrintable(m_desk.wordsOf(u"conditionsCard"_s)));
}

QTEST_MAIN(TestConsoleDiscussion)
#include "tst_consolediscussion.moc"
