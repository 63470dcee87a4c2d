// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "models/approvals/requestlistmodel.h"
#include "tests/endtoend/consolefixture.h"
#include "widgets/review/diffpane.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

//! Of low risk, each for development.
const QStringList harmless {u"@backstage-community/plugin-nexus-repository-manager"_s, u"@backstage-community/plugin-rbac"_s,
    u"@backstage-community/plugin-sentry"_s, u"@backstage-community/plugin-sonarqube"_s, u"@backstage-community/plugin-tech-radar"_s,
    u"@backstage-community/plugin-jfrog-artifactory"_s, u"@roadiehq/backstage-plugin-home-rss"_s,
    u"@roadiehq/backstage-plugin-home-markdown"_s, u"@backstage/plugin-search"_s, u"@immobiliarelabs/backstage-plugin-ldap-auth"_s,
    u"@roadiehq/backstage-plugin-github-insights"_s, u"@roadiehq/backstage-plugin-github-pull-requests"_s};
//! They compile something on every computer that installs them. The sandbox's own people ask for them.
const QStringList risky {u"better-sqlite3"_s, u"cpu-features"_s, u"isolated-vm"_s};
//! Of low risk, too, but for production: they stay out of a batch. The sandbox's people ask for the last one.
const QStringList ordinary {u"@roadiehq/backstage-plugin-prometheus"_s, u"@roadiehq/backstage-plugin-security-insights"_s,
    u"@roadiehq/backstage-plugin-travis-ci"_s, u"@backstage-community/plugin-quay"_s, u"@backstage-community/plugin-github-actions"_s};
constexpr int inQueue = 20;
//! Twenty packages are read from the registry, and checked.
constexpr int importMs = 60'000;

} // namespace

//! A reviewer's morning: twenty requests about real packages, three of them risky, twelve decided together
//! and one without a network, then the desk is handed over. Only keys; each is counted. The slots build
//! on each other.
class TestReviewJourney final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theQueueIsThereAtOnce();
    void everyRowTellsWhatItIs();
    void readsAndDecidesTheRiskyOnes_data();
    void readsAndDecidesTheRiskyOnes();
    void decidesTwelveTogether();
    void decidesWithoutANetwork();
    void sendsItOnceTheNetworkIsBack();
    void decidesTheRest();
    void handsOver();
    void eachIsDecidedOnceAndSigned();
    void cleanupTestCase();

private:
    bool approveAs(const QString &persona, const QString &package);
    QStringList mine();
    const ApprovalRequest *request(const RequestId &id) { return m_desk.workspace().requests.find(id.text()); }
    const ApprovalRequest *current();
    QString shownName();
    const Decision *decisionOfMine(const QString &package);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void write(const QString &text);
    bool stepTo(const QString &package);
    bool hasReviewedFile();
    bool openDecision(Qt::Key outcome);
    void note(const QString &step, int most, const QString &target);

    ConsoleFixture m_desk {harmless + risky + ordinary};
    QHash<QString, RequestId> m_requests; //!< The queue of the morning, by package.
    int m_inputs = 0;
    QStringList m_table;
};

//! Those whose turn is first.
bool TestReviewJourney::approveAs(const QString &persona, const QString &package)
{
    if (m_desk.workspace().me()->name != persona && !m_desk.become(persona))
        return false;
    const auto theirs = [this, package]() -> const ApprovalRequest * {
        const RequestStore &requests = m_desk.workspace().requests;
        for (int row = 0; row < requests.count(); ++row) {
            if (requests.at(row).pluginName == package && requests.at(row).queue == "your_turn"_L1)
                return &requests.at(row);
        }
        return nullptr;
    };
    if (!QTest::qWaitFor([theirs] { return theirs() != nullptr; }, importMs))
        return false;
    const auto stage = std::ranges::find_if(theirs()->stages, &Stage::callerEligible);
    DecisionDraft draft;
    draft.stageId = stage->id;
    draft.outcome = Outcome::Approve;
    draft.comment = u"Built from the tarball without a network; the same result."_s;
    std::optional<Result<ApprovalRequest>> answer;
    deliver(m_desk.workspace().approvals.decide(*theirs(), draft), this, [&answer](const Result<ApprovalRequest> &given) { answer = given; });
    return QTest::qWaitFor([&answer] { return answer.has_value(); }, patienceMs) && answer->has_value();
}

QStringList TestReviewJourney::mine()
{
    QStringList names;
    const RequestStore &requests = m_desk.workspace().requests;
    for (int row = 0; row < requests.count(); ++row) {
        if (requests.at(row).queue == "your_turn"_L1)
            names.append(requests.at(row).pluginName);
    }
    names.sort();
    return names;
}

const ApprovalRequest *TestReviewJourney::current()
{
    const auto *list = m_desk.find<QTreeView>(u"requestList"_s);
    return list ? request(RequestId(list->currentIndex().data(RequestListModel::IdRole).toString())) : nullptr;
}

QString TestReviewJourney::shownName()
{
    const auto *name = m_desk.find<QLabel>(u"requestName"_s);
    return name ? name->text() : QString();
}

const Decision *TestReviewJourney::decisionOfMine(const QString &package)
{
    const ApprovalRequest *about = request(m_requests.value(package));
    const Decision *found = nullptr;
    for (const Stage &stage : about ? about->stages : QList<Stage>()) {
        for (const Decision &decision : stage.decisions) {
            if (decision.person.id.text() == "per_technical"_L1)
                found = found ? nullptr : &decision;
        }
    }
    return found;
}

void TestReviewJourney::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    ++m_inputs;
    m_desk.press(key, modifiers);
}

//! Text is no input: its length is the person's.
void TestReviewJourney::write(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

bool TestReviewJourney::stepTo(const QString &package)
{
    const auto *list = m_desk.find<QTreeView>(u"requestList"_s);
    const auto isHere = [this, package] { return current() && current()->pluginName == package; };
    for (int step = 0; step < 2 * inQueue && !isHere(); ++step) {
        const QModelIndex before = list->currentIndex();
        press(Qt::Key_K);
        if (list->currentIndex() == before)
            break;
    }
    for (int step = 0; step < 2 * inQueue && !isHere(); ++step)
        press(Qt::Key_J);
    return isHere() && QTest::qWaitFor([this, package] { return shownName().contains(package); }, patienceMs);
}

bool TestReviewJourney::hasReviewedFile()
{
    const DiffDocument &document = m_desk.find<DiffPane>(u"diffPane"_s)->document();
    for (int section = 0; section < document.count(); ++section) {
        if (document.section(section).isReviewed)
            return true;
    }
    return false;
}

bool TestReviewJourney::openDecision(Qt::Key outcome)
{
    press(Qt::Key_A);
    press(outcome);
    return QTest::qWaitFor([this] { return m_desk.find(u"decisionReason"_s) && m_desk.find(u"decisionReason"_s)->hasFocus(); }, patienceMs);
}

void TestReviewJourney::note(const QString &step, int most, const QString &target)
{
    m_table.append(u"%1 %2   %3"_s.arg(step, -44).arg(m_inputs, 4).arg(target));
    if (most > 0)
        QVERIFY2(m_inputs <= most, qPrintable(m_table.last()));
}

void TestReviewJourney::initTestCase()
{
    QVERIFY2(m_desk.start(u"requester"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY2_WITH_TIMEOUT(m_desk.awaitSandbox(), qPrintable(m_desk.failure()), importMs);
    const QStringList all = harmless + ordinary.first(ordinary.size() - 1);
    for (const QString &package : all)
        QTRY_VERIFY2_WITH_TIMEOUT(m_desk.plugin(package) && !m_desk.plugin(package)->latestVersionId.isEmpty(), qPrintable(package), importMs);
    for (const QString &package : all)
        QVERIFY2(m_desk.ask(package, harmless.contains(package) ? Environment::Development : Environment::Production), qPrintable(package));
    const QStringList first {u"Security reviewer"_s, u"Security deputy"_s, u"Compliance reviewer"_s};
    for (const QString &persona : first) {
        QVERIFY2(approveAs(persona, u"better-sqlite3"_s), qPrintable(persona));
        // Of the other one the deputy approves by the sandbox's own story.
        if (persona != first.at(1))
            QVERIFY2(approveAs(persona, u"isolated-vm"_s), qPrintable(persona));
    }
    QVERIFY2(m_desk.become(u"Technical reviewer"_s), qPrintable(m_desk.failure()));
    QStringList expected = harmless + risky + ordinary;
    expected.sort();
    QTRY_VERIFY2_WITH_TIMEOUT(mine() == expected, qPrintable(mine().join(u' ')), importMs);
    QVERIFY2(m_desk.openPage(Qt::Key_I), qPrintable(m_desk.failure()));
    m_desk.stop();
}

void TestReviewJourney::theQueueIsThereAtOnce()
{
    m_inputs = 0;
    m_desk.launch();
    QVERIFY2(m_desk.awaitLists(), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(current(), patienceMs);
    QCOMPARE(mine().size(), inQueue);
    const RequestStore &requests = m_desk.workspace().requests;
    for (int row = 0; row < requests.count(); ++row) {
        if (requests.at(row).queue == "your_turn"_L1)
            m_requests.insert(requests.at(row).pluginName, requests.at(row).id);
    }
    QCOMPARE(m_requests.size(), inQueue);
    note(u"open the console, the queue is there"_s, 0, u"0, nothing asked"_s);
}

void TestReviewJourney::everyRowTellsWhatItIs()
{
    m_inputs = 0;
    QSet<QString> seen {current()->pluginName};
    QDateTime due = current()->dueAt.value_or(QDateTime());
    while (seen.size() < inQueue) {
        press(Qt::Key_J);
        QVERIFY2(!seen.contains(current()->pluginName), qPrintable(current()->pluginName));
        seen.insert(current()->pluginName);
        QVERIFY(current()->dueAt >= due);
        due = current()->dueAt.value_or(QDateTime());
        QTRY_VERIFY_WITH_TIMEOUT(shownName().contains(current()->pluginName), patienceMs);
    }
    note(u"walk over twenty rows, each with its preview"_s, inQueue, u"one for each row"_s);
}

void TestReviewJourney::readsAndDecidesTheRiskyOnes_data()
{
    QTest::addColumn<Qt::Key>("outcome");
    QTest::addColumn<QString>("words");
    QTest::newRow("better-sqlite3") << Qt::Key_R << u"The prebuilt binary comes from a host that we do not allow."_s;
    QTest::newRow("cpu-features") << Qt::Key_A << u"Reads flags of the processor, opens nothing."_s;
    QTest::newRow("isolated-vm") << Qt::Key_C << u"Please name the Node version of production."_s;
}

void TestReviewJourney::readsAndDecidesTheRiskyOnes()
{
    QFETCH(Qt::Key, outcome);
    QFETCH(QString, words);
    const QString package = QString::fromLatin1(QTest::currentDataTag());
    QVERIFY2(stepTo(package), qPrintable(package));
    m_inputs = 0;
    press(Qt::Key_2, Qt::AltModifier);
    // The base was chosen already.
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find<DiffPane>(u"diffPane"_s) && m_desk.find<DiffPane>(u"diffPane"_s)->document().count() > 0, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"installBand"_s), patienceMs);
    press(Qt::Key_M, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(hasReviewedFile(), patienceMs);
    press(Qt::Key_3, Qt::AltModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find<QAbstractItemView>(u"checkList"_s), patienceMs);
    press(Qt::Key_1, Qt::AltModifier);
    press(Qt::Key_U);
    note(package + u": read changes and evidence"_s, 0, u"0 to choose the base"_s);
    m_inputs = 0;
    QVERIFY(openDecision(outcome));
    write(words);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2_WITH_TIMEOUT(!m_desk.find(u"decisionDialog"_s), qPrintable(m_desk.wordsOf(u"decisionDialog"_s)), patienceMs);
    note(package + u": decide, from the list"_s, 4, u"at most 4, and text"_s);
    QTRY_VERIFY_WITH_TIMEOUT(decisionOfMine(package), patienceMs);
    QCOMPARE(decisionOfMine(package)->comment, words);
}

void TestReviewJourney::decidesTwelveTogether()
{
    m_inputs = 0;
    press(Qt::Key_Asterisk);
    press(Qt::Key_A);
    press(Qt::Key_B);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"batchReason"_s) && m_desk.find(u"batchReason"_s)->hasFocus(), patienceMs);
    write(u"Development only, all checks pass."_s);
    QTRY_VERIFY2_WITH_TIMEOUT(m_desk.find(u"batchSend"_s)->isEnabled(), qPrintable(m_desk.wordsOf(u"batchDialog"_s)), patienceMs);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"batchDialog"_s), patienceMs);
    QTRY_VERIFY2(m_desk.wordsOf(u"undoSendBar"_s).startsWith(u"12 approvals will be sent in 00:"_s), qPrintable(m_desk.wordsOf(u"undoSendBar"_s)));
    note(u"decide twelve together"_s, 6, u"at most 6, and text"_s);
    m_inputs = 0;
    press(Qt::Key_Z, Qt::ShiftModifier);
    for (const QString &package : harmless)
        QTRY_VERIFY2_WITH_TIMEOUT(decisionOfMine(package), qPrintable(package), patienceMs);
    note(u"send them before the 30 seconds are over"_s, 1, u"1, or wait"_s);
}

void TestReviewJourney::decidesWithoutANetwork()
{
    TakeOffline &kept = m_desk.workspace().takeOffline;
    kept.start();
    QTRY_COMPARE_WITH_TIMEOUT(kept.state(), TakeOffline::State::Complete, patienceMs);
    QVERIFY2(m_desk.loseTheNetwork(), qPrintable(m_desk.failure()));
    for (const QString &package : ordinary) {
        QVERIFY2(stepTo(package), qPrintable(package));
        m_desk.press(Qt::Key_2, Qt::AltModifier);
        QTRY_VERIFY2_WITH_TIMEOUT(m_desk.find<DiffPane>(u"diffPane"_s) && m_desk.find<DiffPane>(u"diffPane"_s)->document().count() > 0, qPrintable(package), patienceMs);
        m_desk.press(Qt::Key_1, Qt::AltModifier);
        m_desk.press(Qt::Key_U);
    }
    QVERIFY(stepTo(ordinary.first()));
    m_inputs = 0;
    QVERIFY(openDecision(Qt::Key_A));
    write(u"Read on the train."_s);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2_WITH_TIMEOUT(!m_desk.find(u"decisionDialog"_s), qPrintable(m_desk.wordsOf(u"decisionDialog"_s)), patienceMs);
    QCOMPARE(m_desk.workspace().outbox.waiting(), 1);
    QVERIFY(!decisionOfMine(ordinary.first()));
    note(u"decide without a network"_s, 4, u"at most 4, and text"_s);
}

void TestReviewJourney::sendsItOnceTheNetworkIsBack()
{
    m_inputs = 0;
    press(Qt::Key_Period, Qt::ControlModifier);
    press(Qt::Key_G);
    press(Qt::Key_O);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"sendPanel"_s), patienceMs);
    QTRY_VERIFY2_WITH_TIMEOUT(m_desk.find(u"sendNow"_s)->isEnabled(), qPrintable(m_desk.wordsOf(u"sendPanel"_s)), patienceMs);
    QVERIFY(!decisionOfMine(ordinary.first()));
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(decisionOfMine(ordinary.first()), patienceMs);
    press(Qt::Key_G);
    press(Qt::Key_I);
    note(u"back on the network: send what did not move"_s, 6, u"asked once"_s);
}

void TestReviewJourney::decidesTheRest()
{
    for (const QString &package : ordinary.sliced(1)) {
        QVERIFY2(stepTo(package), qPrintable(package));
        m_inputs = 0;
        QVERIFY2(openDecision(Qt::Key_A), qPrintable(package));
        write(u"Its roll-back plan holds."_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY2_WITH_TIMEOUT(!m_desk.find(u"decisionDialog"_s), qPrintable(m_desk.wordsOf(u"decisionDialog"_s)), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(decisionOfMine(package), patienceMs);
        note(package.section(u'/', -1) + u": decide, from the list"_s, 4, u"at most 4, and text"_s);
    }
    QTRY_COMPARE_WITH_TIMEOUT(mine(), QStringList(), patienceMs);
}

void TestReviewJourney::handsOver()
{
    m_inputs = 0;
    press(Qt::Key_K, Qt::ControlModifier);
    write(u"Hand over all"_s);
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"delegationDialog"_s), patienceMs);
    auto *to = m_desk.find<QComboBox>(u"delegationTo"_s);
    QTRY_VERIFY_WITH_TIMEOUT(to->count() > 0, patienceMs);
    press(Qt::Key_Down);
    QTRY_VERIFY(to->currentIndex() >= 0);
    while (QApplication::focusWidget() != m_desk.find(u"delegationReason"_s) && m_inputs < 30)
        press(Qt::Key_Tab);
    write(u"On leave until Monday."_s);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2_WITH_TIMEOUT(!m_desk.find(u"delegationDialog"_s), qPrintable(m_desk.wordsOf(u"delegationDialog"_s)), patienceMs);
    note(u"hand the desk over before leave"_s, 24, u"at most 4 fields"_s);
}

void TestReviewJourney::eachIsDecidedOnceAndSigned()
{
    for (auto it = m_requests.cbegin(); it != m_requests.cend(); ++it) {
        const Decision *decision = decisionOfMine(it.key());
        QVERIFY2(decision, qPrintable(it.key()));
        QVERIFY2(decision->signedWith, qPrintable(it.key()));
        QVERIFY2(!decision->comment.isEmpty(), qPrintable(it.key()));
    }
}

void TestReviewJourney::cleanupTestCase()
{
    qInfo().noquote() << u"\nWhat                                       Inputs   Target\n"_s + m_table.join(u'\n');
}

QTEST_MAIN(TestReviewJourney)
#include "tst_reviewjourney.moc"
