// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "models/approvals/timelinemodel.h"
#include "tests/endtoend/consolefixture.h"
#include "widgets/health/healthstrip.h"

#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QListWidget>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! Job 3: a risky request is decided by the people it needs, and by nobody else. The slots build on
//! each other.
class TestConsoleInbox final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void showsTheRequestWithItsStages();
    void firstSecurityVoteIsOneOfTwo();
    void provesTheVote();
    void healthStandsBesideTheChange();
    void theAuditLogFollows();
    void aRefusalThatWasSeenIsNothingUnfinished();
    void refusesASecondVoteOfTheSamePerson();
    void secondSecurityVoteReachesQuorum();
    void offersTheRequesterNoDecision();
    void refusesASelfApprovalOnTheServer();
    void rejectsOnlyWithAReason();

private:
    const ApprovalRequest *request();
    const Stage *stage(Discipline discipline);
    bool choose();
    void decideByKeys(Qt::Key second);
    QString toolTip(const QString &name) { return m_desk.find(name)->toolTip(); }

    ConsoleFixture m_desk {{u"better-sqlite3"_s}};
    ApprovalRequest m_undecided; //!< As it was before the first vote.
};

const ApprovalRequest *TestConsoleInbox::request()
{
    const RequestStore &requests = m_desk.workspace().requests;
    for (int row = 0; row < requests.count(); ++row) {
        if (requests.at(row).pluginName == "better-sqlite3"_L1)
            return &requests.at(row);
    }
    return nullptr;
}

const Stage *TestConsoleInbox::stage(Discipline discipline)
{
    const QList<Stage> &stages = request()->stages;
    const auto it = std::find_if(stages.begin(), stages.end(), [discipline](const Stage &stage) { return stage.discipline == discipline; });
    return it == stages.end() ? nullptr : &*it;
}

bool TestConsoleInbox::choose()
{
    if (!m_desk.openPage(Qt::Key_I))
        return false;
    m_desk.console().window().pages()->current()->openObject(request()->id.text());
    const auto *name = m_desk.find<QLabel>(u"requestName"_s);
    return name && name->text().contains("better-sqlite3"_L1);
}

void TestConsoleInbox::decideByKeys(Qt::Key second)
{
    m_desk.find(u"requestList"_s)->setFocus();
    m_desk.press(Qt::Key_A);
    m_desk.press(second);
}

void TestConsoleInbox::initTestCase()
{
    QVERIFY2(m_desk.start(u"security"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(request(), patienceMs);
}

void TestConsoleInbox::showsTheRequestWithItsStages()
{
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    QCOMPARE(request()->queue, u"your_turn"_s);
    QCOMPARE(stage(Discipline::Security)->quorum, 2);
    QCOMPARE(stage(Discipline::Security)->approvals, 0);
    QTRY_VERIFY(m_desk.find(u"decisionApprove"_s)->isEnabled());
    QVERIFY2(m_desk.wordsOf(u"decisionBar"_s).contains("1 of 2"_L1), qPrintable(m_desk.wordsOf(u"decisionBar"_s)));
}

void TestConsoleInbox::firstSecurityVoteIsOneOfTwo()
{
    m_undecided = *request();
    decideByKeys(Qt::Key_A);
    QVERIFY2(m_desk.type(u"decisionReason"_s, u"Built from the tarball, offline."_s), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"decisionDialog"_s), patienceMs);
    QTRY_COMPARE(stage(Discipline::Security)->approvals, 1);
    QVERIFY(stage(Discipline::Security)->status != StageStatus::Passed);
}

void TestConsoleInbox::provesTheVote()
{
    m_desk.find(u"requestList"_s)->setFocus();
    m_desk.press(Qt::Key_6, Qt::AltModifier);
    QTRY_VERIFY(m_desk.find<QListView>(u"timelineList"_s));
    const auto row = [this] {
        const QAbstractItemModel *rows = m_desk.find<QListView>(u"timelineList"_s)->model();
        for (int at = 0; at < rows->rowCount(); ++at) {
            if (!rows->index(at, 0).data(TimelineModel::DecisionIdRole).toString().isEmpty())
                return at;
        }
        return -1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(row() >= 0, patienceMs);
    QVERIFY2(m_desk.clickRow(u"timelineList"_s, row()), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"receiptCard"_s), patienceMs);
    const QString words = m_desk.wordsOf(u"receiptCard"_s);
    QVERIFY2(words.contains(u"Signed on this device · in the log at "_s) && words.contains(u" · verified"_s), qPrintable(words));
    m_desk.press(Qt::Key_1, Qt::AltModifier);
    // The same key, where its owner looks after it.
    m_desk.console().window().openPage(u"settings"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"signingCard"_s), patienceMs);
    QCOMPARE(QGuiApplication::topLevelWindows().size(), 1);
    const QString fingerprint = ed25519::fingerprintOf(m_desk.workspace().keyRing.deviceKey().text());
    QTRY_VERIFY2_WITH_TIMEOUT(m_desk.wordsOf(u"signingCard"_s).contains(fingerprint), qPrintable(m_desk.wordsOf(u"signingCard"_s)), patienceMs);
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
}

void TestConsoleInbox::healthStandsBesideTheChange()
{
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find<HealthStrip>(u"healthStrip"_s), patienceMs);
    auto *strip = m_desk.find<HealthStrip>(u"healthStrip"_s);
    QVERIFY2(m_desk.wordsOf(u"healthCard"_s).contains(u"Prometheus, as of "_s), qPrintable(m_desk.wordsOf(u"healthCard"_s)));
    // The sandbox has no portal that could be measured: it says so, and shows no number that nobody measured.
    QVERIFY2(strip->accessibleDescription().contains(u"Requests: "_s), qPrintable(strip->accessibleDescription()));
    QVERIFY2(!strip->accessibleDescription().contains(u"Requests, "_s), qPrintable(strip->accessibleDescription()));
    // The vote of before stands where it was given.
    QTRY_VERIFY_WITH_TIMEOUT(!strip->marks().isEmpty(), patienceMs);
    strip->setFocus();
    m_desk.press(Qt::Key_End);
    QVERIFY2(m_desk.wordsOf(u"healthCard"_s).contains(u"Approved by "_s), qPrintable(m_desk.wordsOf(u"healthCard"_s)));
    m_desk.press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"pluginHealth"_s), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.wordsOf(u"pluginHealth"_s).contains(u"better-sqlite3"_s), patienceMs);
    QTRY_VERIFY(m_desk.find<QListWidget>(u"changeList"_s));
    QVERIFY(m_desk.find<QListWidget>(u"changeList"_s)->item(0)->text().contains(u"Approved by "_s));
    // Up is the dashboard of all.
    m_desk.press(Qt::Key_Escape);
    QTRY_VERIFY(m_desk.find(u"dashboardToolbar"_s));
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
}

void TestConsoleInbox::theAuditLogFollows()
{
    QVERIFY2(m_desk.openPage(Qt::Key_A), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find<QAbstractItemView>(u"auditTable"_s), patienceMs);
    const QAbstractItemModel *records = m_desk.find<QAbstractItemView>(u"auditTable"_s)->model();
    const int before = records->rowCount();
    const auto said = m_desk.workspace().approvals.comment(request()->id, {u"Which compiler was it built with?"_s});
    QTRY_VERIFY_WITH_TIMEOUT(said.isFinished() && said.result(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(records->rowCount() > before, patienceMs);
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
}

void TestConsoleInbox::aRefusalThatWasSeenIsNothingUnfinished()
{
    // A copy that lags behind the portal: the window offers what the portal refuses.
    const int before = m_desk.workspace().outbox.intents().count();
    m_desk.workspace().requests.put(m_undecided);
    QTRY_VERIFY(m_desk.find(u"decisionApprove"_s)->isEnabled());
    decideByKeys(Qt::Key_A);
    QVERIFY2(m_desk.type(u"decisionReason"_s, u"Looked at again."_s), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.workspace().outbox.intents().count() > before, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.workspace().outbox.intents().count(), before, patienceMs);
    QVERIFY2(m_desk.wordsOf(u"decisionDialog"_s).contains(u"changed"_s), qPrintable(m_desk.wordsOf(u"decisionDialog"_s)));
    m_desk.press(Qt::Key_Escape);
    QTRY_VERIFY(!m_desk.find(u"decisionDialog"_s));
    QTRY_COMPARE_WITH_TIMEOUT(stage(Discipline::Security)->approvals, 1, patienceMs);
}

void TestConsoleInbox::refusesASecondVoteOfTheSamePerson()
{
    QTRY_VERIFY(!m_desk.find(u"decisionApprove"_s)->isEnabled());
    QVERIFY(!request()->actions.whyNot(u"approve"_s).isEmpty());
    QCOMPARE(toolTip(u"decisionApprove"_s), request()->actions.whyNot(u"approve"_s));
    decideByKeys(Qt::Key_A);
    QVERIFY(!m_desk.find(u"decisionDialog"_s));
}

void TestConsoleInbox::secondSecurityVoteReachesQuorum()
{
    QVERIFY2(m_desk.become(u"Security deputy"_s), qPrintable(m_desk.failure()));
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    QTRY_VERIFY2(m_desk.wordsOf(u"decisionBar"_s).contains("2 of 2"_L1), qPrintable(m_desk.wordsOf(u"decisionBar"_s)));
    QVERIFY2(m_desk.click(u"decisionApprove"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.type(u"decisionReason"_s, u"Same finding here."_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.click(u"decisionSend"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"decisionDialog"_s), patienceMs);
    QTRY_COMPARE(stage(Discipline::Security)->status, StageStatus::Passed);
    QCOMPARE(stage(Discipline::Security)->approvals, 2);
    QCOMPARE(request()->status == RequestStatus::Approved, false);
}

void TestConsoleInbox::offersTheRequesterNoDecision()
{
    QVERIFY2(m_desk.become(u"Delivery Tooling lead"_s), qPrintable(m_desk.failure()));
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    QCOMPARE(request()->requestedBy.id.text(), u"per_requester"_s);
    QVERIFY(!m_desk.find(u"decisionApprove"_s)->isEnabled());
    QVERIFY(!request()->actions.whyNot(u"approve"_s).isEmpty());
    QCOMPARE(toolTip(u"decisionApprove"_s), request()->actions.whyNot(u"approve"_s));
    decideByKeys(Qt::Key_A);
    QVERIFY(!m_desk.find(u"decisionDialog"_s));
}

void TestConsoleInbox::refusesASelfApprovalOnTheServer()
{
    // Past the window's own care: what counts is the server.
    DecisionDraft draft;
    draft.stageId = stage(Discipline::Compliance)->id;
    draft.outcome = Outcome::Approve;
    draft.comment = u"I asked for it, so it is fine."_s;
    std::optional<Result<ApprovalRequest>> answer;
    deliver(m_desk.workspace().approvals.decide(*request(), draft), this, [&answer](const Result<ApprovalRequest> &given) { answer = given; });
    QTRY_VERIFY_WITH_TIMEOUT(answer, patienceMs);
    QVERIFY(!answer->has_value());
    QCOMPARE(answer->error().httpStatus, 403);
    QVERIFY(!answer->error().message.isEmpty());
    QCOMPARE(stage(Discipline::Compliance)->approvals, 0);
}

void TestConsoleInbox::rejectsOnlyWithAReason()
{
    QVERIFY2(m_desk.become(u"Compliance reviewer"_s), qPrintable(m_desk.failure()));
    QVERIFY2(choose(), qPrintable(m_desk.failure()));
    QTRY_VERIFY(m_desk.find(u"decisionReject"_s)->isEnabled());
    decideByKeys(Qt::Key_R);
    QTRY_VERIFY(m_desk.find(u"decisionSend"_s));
    QVERIFY(!m_desk.find(u"decisionSend"_s)->isEnabled());
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_desk.find(u"decisionDialog"_s));
    QVERIFY2(m_desk.type(u"decisionReason"_s, u"The licence of a bundled file is unclear."_s), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"decisionDialog"_s), patienceMs);
    QTRY_COMPARE(request()->status, RequestStatus::Rejected);
}

QTEST_MAIN(TestConsoleInbox)
#include "tst_consoleinbox.moc"
