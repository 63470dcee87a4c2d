// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "core/outbox/outboxreceipts.h"
#include "tests/widgets/approvals/inboxscene.h"
#include "widgets/approvals/requestdetail.h"
#include "widgets/common/display/badge.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTreeView>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace gatehouse::widgetstest;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString sentence = u"You asked for this yourself: somebody else decides it."_s;

ApprovalRequest request(const QString &id, const QString &queue, const QString &plugin)
{
    ApprovalRequest r = updateUnderReview(id, queue, plugin);
    r.environment = Environment::Production;
    r.risk = Risk::High;
    r.baseVersionId = VersionId(u"ver_0"_s);
    r.baseVersion = u"1.0.0"_s;
    r.templateId = u"critical-change"_s;
    r.requestedBy = {PersonId(u"per_requester"_s), u"Delivery Tooling lead"_s};
    Stage &stage = r.stages.first();
    stage.id = StageId(u"stg_1"_s);
    stage.name = u"Security"_s;
    stage.quorum = 2;
    stage.approvals = 1;
    r.preview = StagePreview {stage.callerEligible, u"Your approval makes Security 2 of 2"_s, u"Nothing else is missing."_s, {}};
    r.actions.allowed = {u"approve"_s, u"approve_with_conditions"_s, u"reject"_s, u"comment"_s};
    r.actions.blocked = {{u"request_changes"_s, u"conflict_state"_s, u"Changes were asked for already."_s}};
    return r;
}

QByteArray commentsOf(int count)
{
    Page<Comment> page;
    for (int i = 0; i < count; ++i) {
        Comment comment;
        comment.id = CommentId(u"com_%1"_s.arg(i));
        comment.author = {PersonId(u"per_1"_s), u"Reviewer"_s};
        comment.text = u"Thought %1"_s.arg(i);
        comment.createdAt = QDateTime::fromSecsSinceEpoch(1000 + i, Qt::UTC);
        page.items.append(comment);
    }
    page.asOf = QDateTime::fromSecsSinceEpoch(2000, Qt::UTC);
    return toJsonBytes(toJson(page));
}

} // namespace

class TestInboxPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void startsAtTheTopOfYourTurn();
    void saysWhatAClickDoes();
    void explainsWhatIsBlocked();
    void approvesWithWhatWasSeen();
    void showsARefusalInline();
    void aRejectionNeedsAReason();
    void conditionsMakeAnotherOutcome();
    void staysWithTheRequestThatMoves();
    void movesByKeysActions();
    void aDecisionInTheTimelineHasItsReceipt();
    void offersTheEvidenceBundle();
    void saysThatNothingMatches();
    void saysThatNothingNeedsYou();
    void keepsUnsentComments();
    void unsentCommentsSurviveTheConsole();
    void aSentCommentIsForgotten();
    void wordsWrittenWhileSendingStay();
    void aDecisionKeepsItsWordsByOutcome();
    void aKeptDecisionOpensItsDialog();
    void aClosedRequestOffersWhatWasWritten();
    void aCommentBegunOnAClosedRequestIsNoSurprise();
    void whatWasWrittenIsCarriedToTheNextRequest();
    void theFilterAndThePlaceComeBack();
    void theScrollPositionComesBack();
    void opensARequestThatTheFilterHides();
    void opensWhereACommentIsWritten();
    void saysSinceWhenItIsOffline();
    void readsAgainOnceThePortalIsBack();
    void aRefusalThatWasSeenLeavesTheOutbox();
    void aRefusalStaysWhenItsWordsAreNowhereElse();
    void holdsApprovalBackWhenEvidenceMoves();
    void aDraftThatMustBeSolvedHoldsApprovalBack();
    void saysWhatMustBeSolvedAndAsked();
    void reasonsAreChosenByDigit();
    void doesNotOfferToDecideTwice();
    void offlineDecisionsAreKept();
    void everyControlHasAName();
    void noTextIsClipped();

private:
    ScriptedAnswer answer(const SeenRequest &seen);
    void restartConsole();
    void openPage();
    void write(const QString &comment);
    void beRefused(const QString &words);
    int reads(const char *end) const;
    template <typename T>
    T *child(const char *name) const { return m_scene->child<T>(name); }
    QString titleShown() const { return child<QLabel>("requestName")->text(); }
    QAbstractButton *openDecision(const QString &action);
    void trigger(const QString &action) { m_scene->actions->action(action)->trigger(); }

    std::unique_ptr<InboxScene> m_scene;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<IntentStore> m_intents;
    InboxPage *m_page = nullptr;
    ScriptedAnswer m_decisionAnswer;
    ScriptedAnswer m_commentAnswer;
    int m_commentCount = 0;
    ReceiptCard::Read m_receipts;
    BundleNote::Save m_saveBundle;
};

void TestInboxPage::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestInboxPage::init()
{
    m_scene = std::make_unique<InboxScene>([this](const SeenRequest &seen) { return answer(seen); });
    m_commentCount = 0;
    m_intents = std::make_unique<IntentStore>();
    QVERIFY(m_scene->openOutbox());
    openPage();
    m_scene->requests.replaceAll({request(u"1"_s, u"your_turn"_s, u"@a/plugin-one"_s), request(u"2"_s, u"your_turn"_s, u"@a/plugin-two"_s),
                            request(u"3"_s, u"waiting"_s, u"plugin-three"_s), request(u"4"_s, u"decided"_s, u"plugin-four"_s)},
        m_scene->clock.now());
    QTRY_COMPARE(titleShown(), u"@a/plugin-one"_s);
}

void TestInboxPage::openPage()
{
    InboxPage::Parts parts = m_scene->parts(m_intents.get());
    parts.receipts = m_receipts;
    parts.saveBundle = m_saveBundle;
    m_page = new InboxPage(parts, m_scene->window.get());
    m_scene->show(m_page);
}

//! As after kill -9: what is on the disk is all there is.
void TestInboxPage::restartConsole()
{
    m_scene->overlays->close();
    delete m_page;
    QVERIFY(m_scene->openDrafts());
    openPage();
    m_page->activate();
}

void TestInboxPage::cleanup()
{
    m_scene.reset();
    m_intents.reset();
}

ScriptedAnswer TestInboxPage::answer(const SeenRequest &seen)
{
    const QByteArray path = seen.target.split('?').first();
    if (path.endsWith("/decisions"))
        return m_decisionAnswer;
    if (path.endsWith("/evidence"))
        return jsonAnswer(R"({"versionId":"ver_1","revision":3,"items":[],"asOf":"2026-11-23T10:00:00.000Z"})");
    if (path.endsWith("/diff"))
        return jsonAnswer(R"({"versionId":"ver_1","version":"2.0.0","files":[],"delta":[]})");
    if (path.endsWith("/comments") && seen.verb == "POST")
        return m_commentAnswer;
    if (path.endsWith("/comments") && m_commentCount > 0)
        return jsonAnswer(commentsOf(m_commentCount));
    if (path.endsWith("/comments"))
        return jsonAnswer(R"({"items":[],"page":{"limit":200},"asOf":"2026-11-23T10:00:00.000Z"})");
    if (path.endsWith("/timeline")) {
        return jsonAnswer(R"({"items":[{"at":"2026-11-23T09:00:00.000Z","kind":"request.submitted","sentence":"Submitted"},)"
                          R"({"at":"2026-11-23T09:30:00.000Z","kind":"decision.recorded","sentence":"Approved","decisionId":"dec_1"}],)"
                          R"("asOf":"2026-11-23T10:00:00.000Z"})");
    }
    if (path.endsWith("/reason-templates")) {
        return jsonAnswer(R"({"items":[{"outcome":"reject","title":"Licence","text":"Its licence: "},)"
                          R"({"outcome":"approve","title":"Read","text":"I read it."},)"
                          R"({"outcome":"reject","title":"Not maintained","text":"Nobody maintains it."}],"asOf":"2026-11-23T10:00:00.000Z"})");
    }
    return jsonAnswer(R"({"items":[],"asOf":"2026-11-23T10:00:00.000Z"})");
}

QAbstractButton *TestInboxPage::openDecision(const QString &action)
{
    trigger(action);
    return child<QAbstractButton>("decisionSend");
}

void TestInboxPage::startsAtTheTopOfYourTurn()
{
    QCOMPARE(m_page->summary(), u"2 need you"_s);
    QTRY_VERIFY(m_page->isSettled());
    const auto *list = child<QTreeView>("requestList");
    QCOMPARE(list->currentIndex().row(), 0);
    QVERIFY(list->currentIndex().data(Qt::AccessibleTextRole).toString().startsWith(u"@a/plugin-one, "_s));
}

void TestInboxPage::saysWhatAClickDoes()
{
    QCOMPARE(child<QLabel>("decisionEffect")->text(), u"Your approval makes Security 2 of 2"_s);
    QVERIFY(child<QAbstractButton>("decisionApprove")->isEnabled());
}

void TestInboxPage::explainsWhatIsBlocked()
{
    const auto *button = child<QAbstractButton>("decisionRequestChanges");
    QVERIFY(!button->isEnabled());
    QVERIFY(button->toolTip().contains(u"Changes were asked for already."_s));
    QCOMPARE(m_scene->actions->blockedReason(u"request.requestChanges"_s), u"Changes were asked for already."_s);
}

void TestInboxPage::approvesWithWhatWasSeen()
{
    ApprovalRequest decided = request(u"1"_s, u"decided"_s, u"@a/plugin-one"_s);
    decided.status = RequestStatus::Approved;
    decided.etag = u"e2"_s;
    m_decisionAnswer = jsonAnswer(toJsonBytes(toJson(decided)), 201);
    openDecision(u"request.approve"_s);
    QTest::keyClicks(child<QPlainTextEdit>("decisionReason"), u"fine"_s);
    QTest::keyClick(child<QPlainTextEdit>("decisionReason"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_scene->requests.find(u"1"_s)->status, RequestStatus::Approved);
    const SeenRequest sent = *std::find_if(m_scene->server.seen().begin(), m_scene->server.seen().end(),
        [](const SeenRequest &seen) { return seen.target.endsWith("/decisions"); });
    QCOMPARE(sent.header("if-match"), QByteArray("\"e1\""));
    QCOMPARE(sent.body, QByteArray(R"({"comment":"fine","conditions":[],"evidenceRevision":3,"outcome":"approve","policyVersion":4,)"
                                   R"("stageId":"stg_1","versionDigest":"sha512-abc"})"));
    QTRY_VERIFY(!m_scene->overlays->panel());
}

void TestInboxPage::showsARefusalInline()
{
    m_decisionAnswer = problemAnswer(403, "separation_of_duties", sentence.toUtf8());
    QAbstractButton *send = openDecision(u"request.approve"_s);
    QTest::mouseClick(send, Qt::LeftButton);
    const auto shows = [this](const QString &words) {
        const auto labels = m_scene->overlays->panel()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text().contains(words); });
    };
    QTRY_VERIFY(shows(sentence));
    QVERIFY(m_scene->overlays->panel());
    QVERIFY(shows(u"separation_of_duties"_s));
    QVERIFY(shows(u"c-1"_s));
    QVERIFY(send->isEnabled());
}

void TestInboxPage::aRejectionNeedsAReason()
{
    const QAbstractButton *send = openDecision(u"request.reject"_s);
    QVERIFY(!send->isEnabled());
    QTest::keyClicks(child<QPlainTextEdit>("decisionReason"), u"no"_s);
    QVERIFY(send->isEnabled());
}

void TestInboxPage::conditionsMakeAnotherOutcome()
{
    m_decisionAnswer = problemAnswer(409, "conflict_state", "No");
    QAbstractButton *send = openDecision(u"request.approve"_s);
    child<QAbstractButton>("decisionWithConditions")->click();
    QVERIFY(!send->isEnabled());
    child<QPlainTextEdit>("decisionConditions")->setPlainText(u"one\n\n two \n"_s);
    QVERIFY(send->isEnabled());
    send->click();
    const auto sent = [this] {
        for (const SeenRequest &seen : m_scene->server.seen()) {
            if (seen.target.endsWith("/decisions"))
                return seen.body;
        }
        return QByteArray();
    };
    QTRY_VERIFY(sent().contains(R"("outcome":"approve_with_conditions")"));
    QVERIFY(sent().contains(R"("conditions":["one","two"])"));
}

void TestInboxPage::staysWithTheRequestThatMoves()
{
    m_page->openObject(u"2"_s);
    QCOMPARE(titleShown(), u"@a/plugin-two"_s);
    m_scene->requests.put(request(u"2"_s, u"waiting"_s, u"@a/plugin-two"_s));
    const auto *list = child<QTreeView>("requestList");
    QTRY_COMPARE(list->currentIndex().parent().row(), int(RequestListModel::WaitingOnOthers));
    QCOMPARE(titleShown(), u"@a/plugin-two"_s);
}

void TestInboxPage::aDecisionInTheTimelineHasItsReceipt()
{
    m_receipts = [](const DecisionId &id) {
        ReceiptView view;
        view.state = ReceiptView::State::Verified;
        view.decisionId = id;
        view.logSize = 7;
        view.file = "{}";
        return readyFuture(view);
    };
    restartConsole();
    QTRY_COMPARE(titleShown(), u"@a/plugin-one"_s);
    trigger(u"request.tab6"_s);
    auto *list = child<QListView>("timelineList");
    QTRY_COMPARE(list->model()->rowCount(), 2);
    const auto *card = child<QWidget>("timelineTab")->findChild<ReceiptCard *>();
    list->setCurrentIndex(list->model()->index(1, 0));
    QTRY_VERIFY(card->isVisible());
    QCOMPARE(card->view().decisionId.text(), u"dec_1"_s);
    QTRY_COMPARE(clippedTexts(m_scene->window.get()).size(), 0);
    list->setCurrentIndex(list->model()->index(0, 0));
    QVERIFY(!card->isVisible());
    // Nor does the receipt stay when another request comes.
    list->setCurrentIndex(list->model()->index(1, 0));
    QTRY_VERIFY(card->isVisible());
    trigger(u"inbox.next"_s);
    QTRY_VERIFY(!card->isVisible());
    m_receipts = {};
}

void TestInboxPage::offersTheEvidenceBundle()
{
    const auto *offer = child<QAction>("requestExportBundle");
    QVERIFY(!offer->isVisible());
    m_saveBundle = [](const RequestId &, const QString &) { return readyFuture(Result<qint64>(1)); };
    restartConsole();
    QTRY_COMPARE(titleShown(), u"@a/plugin-one"_s);
    QVERIFY(child<QAction>("requestExportBundle")->isVisible());
    m_saveBundle = {};
}

void TestInboxPage::movesByKeysActions()
{
    trigger(u"inbox.next"_s);
    QCOMPARE(titleShown(), u"@a/plugin-two"_s);
    trigger(u"inbox.next"_s);
    QCOMPARE(titleShown(), u"plugin-three"_s);
    trigger(u"inbox.previous"_s);
    QCOMPARE(titleShown(), u"@a/plugin-two"_s);
    trigger(u"request.tab3"_s);
    QCOMPARE(child<QTabBar>("requestTabs")->currentIndex(), 2);
    QVERIFY(m_page->goUp());
    QVERIFY(!m_page->goUp());
}

void TestInboxPage::saysThatNothingMatches()
{
    auto *filter = child<QLineEdit>("requestFilter");
    filter->setText(u"nothing like it"_s);
    const auto labels = child<QWidget>("requestListPane")->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
        [](const QLabel *label) { return label->isVisible() && label->text().contains(u"No request matches. Clear the filter to see 4."_s); }));
    filter->clear();
    QVERIFY(child<QTreeView>("requestList")->isVisible());
}

void TestInboxPage::saysThatNothingNeedsYou()
{
    m_scene->requests.replaceAll({request(u"3"_s, u"waiting"_s, u"plugin-three"_s)}, m_scene->clock.now());
    QTRY_COMPARE(titleShown(), u"plugin-three"_s);
    QCOMPARE(m_page->summary(), u"Nothing needs you. 1 wait on others."_s);
}

void TestInboxPage::keepsUnsentComments()
{
    trigger(u"request.comment"_s);
    auto *text = child<QPlainTextEdit>("commentText");
    text->setPlainText(u"half a thought"_s);
    m_page->openObject(u"2"_s);
    QCOMPARE(text->toPlainText(), QString());
    m_page->openObject(u"1"_s);
    QCOMPARE(text->toPlainText(), u"half a thought"_s);
}

//! And the disk has it.
void TestInboxPage::write(const QString &comment)
{
    trigger(u"request.comment"_s);
    QTest::keyClicks(child<QPlainTextEdit>("commentText"), comment);
    const QFuture<Status> flushed = m_scene->drafts->flush();
    QTRY_VERIFY(flushed.isFinished());
}

void TestInboxPage::unsentCommentsSurviveTheConsole()
{
    write(u"Half a thought"_s);
    restartConsole();
    trigger(u"request.comment"_s);
    QCOMPARE(child<QPlainTextEdit>("commentText")->toPlainText(), u"Half a thought"_s);
    QCOMPARE(child<QLabel>("draftWords")->text(), u"Kept here 10:46:31"_s);
    QVERIFY(child<QAbstractButton>("commentSend")->isEnabled());
    // Giving back never sends.
    QVERIFY(std::none_of(m_scene->server.seen().begin(), m_scene->server.seen().end(), [](const SeenRequest &seen) { return seen.verb == "POST"; }));
}

void TestInboxPage::aSentCommentIsForgotten()
{
    m_commentAnswer = jsonAnswer(R"({"id":"com_1","requestId":"1","author":{"id":"per_1","name":"I"},"text":"Done","createdAt":"2026-11-23T10:00:00.000Z"})", 201);
    write(u"Done"_s);
    child<QAbstractButton>("commentSend")->click();
    QTRY_VERIFY(child<QPlainTextEdit>("commentText")->toPlainText().isEmpty());
    QVERIFY(m_scene->drafts->all().isEmpty());
}

void TestInboxPage::wordsWrittenWhileSendingStay()
{
    m_commentAnswer = jsonAnswer(R"({"id":"com_1","requestId":"1","author":{"id":"per_1","name":"I"},"text":"Done","createdAt":"2026-11-23T10:00:00.000Z"})", 201);
    write(u"Done"_s);
    child<QAbstractButton>("commentSend")->click();
    QTest::keyClicks(child<QPlainTextEdit>("commentText"), u", and more"_s);
    QTRY_VERIFY(child<QAbstractButton>("commentSend")->isEnabled());
    QCOMPARE(child<QPlainTextEdit>("commentText")->toPlainText(), u"Done, and more"_s);
}

void TestInboxPage::aKeptDecisionOpensItsDialog()
{
    openDecision(u"request.reject"_s);
    QTest::keyClicks(child<QPlainTextEdit>("decisionReason"), u"Unsigned"_s);
    const QString id = m_scene->drafts->all().value(0).key.section(u'/', 1, 1);
    m_scene->overlays->close();
    QTRY_VERIFY(!child<QWidget>("decisionDialog"));
    // As the stack of pages does it.
    m_page->openObject(id + u"/decision/reject"_s);
    m_page->activate();
    QTRY_VERIFY(child<QPlainTextEdit>("decisionReason"));
    QCOMPARE(child<QPlainTextEdit>("decisionReason")->toPlainText(), u"Unsigned"_s);
    QTRY_VERIFY(child<QWidget>("decisionDialog")->isAncestorOf(QApplication::focusWidget()));
    m_scene->overlays->close();
    QTRY_VERIFY(!child<QWidget>("decisionDialog"));
    // What nobody wrote opens no dialog.
    m_page->openObject(id + u"/decision/approve"_s);
    QCoreApplication::processEvents();
    QVERIFY(!child<QWidget>("decisionDialog"));
}

void TestInboxPage::aDecisionKeepsItsWordsByOutcome()
{
    openDecision(u"request.reject"_s);
    QTest::keyClicks(child<QPlainTextEdit>("decisionReason"), u"Unsigned"_s);
    QTest::keyClick(child<QPlainTextEdit>("decisionReason"), Qt::Key_Escape);
    QTRY_VERIFY(!child<QWidget>("decisionDialog"));
    openDecision(u"request.approve"_s);
    QVERIFY(child<QPlainTextEdit>("decisionReason")->toPlainText().isEmpty());
    child<QAbstractButton>("decisionWithConditions")->click();
    QTest::keyClicks(child<QPlainTextEdit>("decisionConditions"), u"Pin it"_s);
    m_scene->overlays->close();
    const QFuture<Status> flushed = m_scene->drafts->flush();
    QTRY_VERIFY(flushed.isFinished());
    restartConsole();
    openDecision(u"request.approve"_s);
    QVERIFY(child<QAbstractButton>("decisionWithConditions")->isChecked());
    QCOMPARE(child<QPlainTextEdit>("decisionConditions")->toPlainText(), u"Pin it"_s);
    m_scene->overlays->close();
    QTRY_VERIFY(!child<QWidget>("decisionDialog"));
    openDecision(u"request.reject"_s);
    QCOMPARE(child<QPlainTextEdit>("decisionReason")->toPlainText(), u"Unsigned"_s);
}

void TestInboxPage::aClosedRequestOffersWhatWasWritten()
{
    openDecision(u"request.reject"_s);
    QTest::keyClicks(child<QPlainTextEdit>("decisionReason"), u"Unsigned"_s);
    m_scene->overlays->close();
    write(u"Please sign it"_s);
    const auto *note = child<QWidget>("closedRequestNote");
    QVERIFY(!note->isVisible());
    ApprovalRequest withdrawn = request(u"1"_s, u"decided"_s, u"@a/plugin-one"_s);
    withdrawn.status = RequestStatus::Withdrawn;
    withdrawn.actions.allowed = {u"comment"_s};
    withdrawn.etag = u"e2"_s;
    withdrawn.pluginId = PluginId(u"plg_one"_s);
    m_scene->requests.put(withdrawn);
    m_page->openObject(u"1"_s);
    QTRY_VERIFY(note->isVisible());
    QCOMPARE(child<QPlainTextEdit>("commentText")->toPlainText(), u"Please sign it"_s);
    QVERIFY(!child<QAbstractButton>("closedCarry")->isVisible());
    child<QAbstractButton>("closedCopy")->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(u"Please sign it"_s));
    QVERIFY(copied.contains(u"Unsigned"_s));
}

void TestInboxPage::aCommentBegunOnAClosedRequestIsNoSurprise()
{
    ApprovalRequest decided = request(u"1"_s, u"decided"_s, u"@a/plugin-one"_s);
    decided.status = RequestStatus::Approved;
    decided.etag = u"e2"_s;
    m_scene->requests.put(decided);
    m_page->openObject(u"2"_s);
    m_page->openObject(u"1"_s);
    write(u"Thank you"_s);
    QVERIFY(!child<QWidget>("closedRequestNote")->isVisible());
}

void TestInboxPage::whatWasWrittenIsCarriedToTheNextRequest()
{
    write(u"Please sign it"_s);
    ApprovalRequest superseded = request(u"1"_s, u"decided"_s, u"@a/plugin-one"_s);
    superseded.pluginId = PluginId(u"plg_one"_s);
    superseded.status = RequestStatus::Superseded;
    superseded.etag = u"e2"_s;
    ApprovalRequest next = request(u"9"_s, u"your_turn"_s, u"@a/plugin-one"_s);
    next.pluginId = PluginId(u"plg_one"_s);
    next.createdAt = superseded.createdAt.addSecs(60);
    m_scene->requests.put(next);
    m_scene->requests.put(superseded);
    const auto *rows = child<QTreeView>("requestList")->model();
    QTRY_COMPARE(rows->rowCount(rows->index(RequestListModel::RecentlyDecided, 0)), 2);
    m_page->openObject(u"1"_s);
    auto *carry = child<QAbstractButton>("closedCarry");
    QTRY_VERIFY(carry->isVisible());
    QCOMPARE(carry->text(), u"Carry to REQ-9"_s);
    carry->click();
    QCOMPARE(titleShown(), u"@a/plugin-one"_s);
    QCOMPARE(child<QPlainTextEdit>("commentText")->toPlainText(), u"Please sign it"_s);
    QCOMPARE(m_scene->drafts->all().size(), 1);
    QCOMPARE(m_scene->drafts->all().first().key, u"comment/9"_s);
    QCOMPARE(m_scene->drafts->all().first().subject, u"REQ-9, @a/plugin-one"_s);
}

void TestInboxPage::theFilterAndThePlaceComeBack()
{
    trigger(u"inbox.next"_s);
    QTest::keyClicks(child<QLineEdit>("requestFilter"), u"plugin-t"_s);
    QCOMPARE(titleShown(), u"@a/plugin-two"_s);
    const QFuture<Status> flushed = m_scene->drafts->flush();
    QTRY_VERIFY(flushed.isFinished());
    restartConsole();
    QCOMPARE(child<QLineEdit>("requestFilter")->text(), u"plugin-t"_s);
    QTRY_COMPARE(titleShown(), u"@a/plugin-two"_s);
}

void TestInboxPage::theScrollPositionComesBack()
{
    m_commentCount = 60;
    trigger(u"inbox.next"_s);
    trigger(u"request.tab5"_s);
    const auto bar = [this] { return child<QScrollArea>("commentList")->verticalScrollBar(); };
    QTRY_VERIFY(bar()->maximum() > 600);
    bar()->setValue(450);
    // Another request begins at its top; this one is found as it was left.
    trigger(u"inbox.next"_s);
    QTRY_COMPARE(bar()->value(), 0);
    trigger(u"inbox.previous"_s);
    QTRY_COMPARE(bar()->value(), 450);
    restartConsole();
    QTRY_COMPARE(titleShown(), u"@a/plugin-two"_s);
    QTRY_COMPARE(bar()->value(), 450);
}

void TestInboxPage::opensARequestThatTheFilterHides()
{
    child<QLineEdit>("requestFilter")->setText(u"plugin-two"_s);
    m_page->openObject(u"3"_s);
    QCOMPARE(titleShown(), u"plugin-three"_s);
    QCOMPARE(child<QLineEdit>("requestFilter")->text(), u"plugin-two"_s);
}

void TestInboxPage::opensWhereACommentIsWritten()
{
    m_page->openObject(u"2/comment"_s);
    QCOMPARE(titleShown(), u"@a/plugin-two"_s);
    QVERIFY(child<QPlainTextEdit>("commentText")->isVisible());
}

int TestInboxPage::reads(const char *end) const
{
    return int(std::count_if(m_scene->server.seen().begin(), m_scene->server.seen().end(),
        [end](const SeenRequest &seen) { return seen.verb == "GET" && seen.target.split('?').first().endsWith(end); }));
}

void TestInboxPage::saysSinceWhenItIsOffline()
{
    m_scene->connection.noteAsOf(u"requests"_s, m_scene->clock.now());
    m_scene->connection.caughtUp();
    const QList<StaleBand *> bands = m_page->findChildren<StaleBand *>();
    const auto shown = [&bands] { return std::count_if(bands.begin(), bands.end(), [](const StaleBand *band) { return band->isVisible(); }); };
    QTRY_COMPARE(m_page->asOf(), m_scene->clock.now());
    QCOMPARE(shown(), 0);
    m_scene->connection.unreachable(networkError(u"No network"_s));
    QTRY_COMPARE(shown(), 1);
    const auto band = std::find_if(bands.begin(), bands.end(), [](const StaleBand *each) { return each->isVisible(); });
    QCOMPARE((*band)->accessibleName(), u"Offline, last good 10:46, just now"_s);
    QVERIFY(!m_page->isCurrent());
}

void TestInboxPage::readsAgainOnceThePortalIsBack()
{
    QTRY_VERIFY(m_page->isSettled());
    m_scene->connection.noteAsOf(u"requests"_s, m_scene->clock.now());
    m_scene->connection.caughtUp();
    m_scene->connection.unreachable(networkError(u"No network"_s));
    const QDateTime old = m_scene->clock.now().addSecs(-7200);
    Q_EMIT m_scene->client.answeredFromKept(u"/api/v1/versions/ver_1/evidence"_s, old);
    QTRY_COMPARE(m_page->asOf(), old);
    const int evidence = reads("/evidence");
    const int differences = reads("/diff");
    m_scene->connection.answered();
    m_scene->connection.caughtUp();
    QTRY_COMPARE(reads("/evidence"), evidence + 1);
    QTRY_COMPARE(reads("/timeline"), 2);
    // What two published versions differ in is not asked for again.
    QCOMPARE(reads("/diff"), differences);
}

//! Sends \a words as an approval that the portal refuses.
void TestInboxPage::beRefused(const QString &words)
{
    m_scene->connection.caughtUp();
    connect(m_scene->overlays, &OverlayHost::failureShown, this, [this](const Error &error) { m_scene->outbox->receipts().noteShown(error); });
    m_decisionAnswer = problemAnswer(403, "separation_of_duties", sentence.toUtf8());
    QAbstractButton *send = openDecision(u"request.approve"_s);
    QTest::keyClicks(child<QPlainTextEdit>("decisionReason"), words);
    const QFuture<Status> flushed = m_scene->drafts->flush();
    QTRY_VERIFY(flushed.isFinished());
    QTest::mouseClick(send, Qt::LeftButton);
    QTRY_VERIFY(m_scene->sentTo("/decisions"));
    QTRY_VERIFY(send->isEnabled());
}

void TestInboxPage::aRefusalThatWasSeenLeavesTheOutbox()
{
    m_scene->outbox->receipts().setWordsKept([this](const Intent &intent) { return m_scene->drafts->holds(intent.reason); });
    beRefused(u"Read in full."_s);
    QTRY_COMPARE(m_scene->outbox->intents().count(), 0);
    // The words are where they were written.
    QCOMPARE(child<QPlainTextEdit>("decisionReason")->toPlainText(), u"Read in full."_s);
    QVERIFY(m_scene->drafts->holds(u"Read in full."_s));
}

void TestInboxPage::aRefusalStaysWhenItsWordsAreNowhereElse()
{
    m_scene->outbox->receipts().setWordsKept([](const Intent &) { return false; });
    beRefused(u"Read in full."_s);
    QCOMPARE(m_scene->outbox->intents().count(), 1);
    QCOMPARE(m_scene->outbox->intents().at(0).state, IntentState::Refused);
}

void TestInboxPage::holdsApprovalBackWhenEvidenceMoves()
{
    ApprovalRequest moved = request(u"1"_s, u"your_turn"_s, u"@a/plugin-one"_s);
    moved.evidenceRevision = 4;
    moved.etag = u"e2"_s;
    m_scene->requests.put(moved);
    const auto *approve = child<QAbstractButton>("decisionApprove");
    QTRY_VERIFY(!approve->isEnabled());
    trigger(u"request.tab3"_s);
    QTRY_VERIFY(approve->isEnabled());
}

void TestInboxPage::aDraftThatMustBeSolvedHoldsApprovalBack()
{
    ApprovalRequest changed = request(u"1"_s, u"your_turn"_s, u"@a/plugin-one"_s);
    changed.actions.allowed += {u"mark_must_solve"_s, u"ask"_s};
    m_scene->requests.put(changed);
    write(u"Pin it"_s);
    QVERIFY(child<QAbstractButton>("decisionApprove")->isEnabled());
    child<QAbstractButton>("commentMustSolve")->click();
    QTRY_VERIFY(!child<QAbstractButton>("decisionApprove")->isEnabled());
    QVERIFY(child<QAbstractButton>("decisionApprove")->toolTip().contains(u"Blocked by your draft"_s));
    QVERIFY(child<QLabel>("decisionEffect")->text().contains(u"Blocked by your draft"_s));
    QVERIFY(child<QAbstractButton>("decisionReject")->isEnabled());
    // The key says the same.
    QVERIFY(!openDecision(u"request.approve"_s));
    QVERIFY(openDecision(u"request.reject"_s));
    m_scene->overlays->close();
    child<QPlainTextEdit>("commentText")->clear();
    QTRY_VERIFY(child<QAbstractButton>("decisionApprove")->isEnabled());
}

void TestInboxPage::saysWhatMustBeSolvedAndAsked()
{
    ApprovalRequest changed = request(u"1"_s, u"waiting"_s, u"@a/plugin-one"_s);
    changed.waitingOn = u"Information from Ada"_s;
    changed.requestedBy.name = u"Ada"_s;
    changed.openThreads = OpenThreads {2, 1};
    changed.stages[0].callerEligible = true;
    changed.preview->eligible = true;
    changed.preview->barred = u"2 threads must be solved first."_s;
    changed.actions = {{u"reject"_s, u"comment"_s}, {{u"approve"_s, u"must_solve_open"_s, u"2 threads must be solved first."_s}}};
    m_scene->requests.put(changed);
    m_page->openObject(u"1"_s);
    const auto look = [this](const char *name) { return child<Badge>(name)->isVisible() ? child<Badge>(name)->look().text : QString(); };
    QTRY_COMPARE(look("requestMustSolve"), u"2 must be solved"_s);
    QCOMPARE(look("requestInformation"), u"Waiting for information from Ada"_s);
    const auto *information = child<Badge>("requestInformation");
    QTRY_VERIFY(information->width() >= information->sizeHint().width());
    QVERIFY(information->mapTo(m_scene->window.get(), QPoint()).y() > child<QWidget>("requestName")->mapTo(m_scene->window.get(), QPoint()).y());
    QCOMPARE(child<QTabBar>("requestTabs")->tabText(RequestDetail::Discussion), u"Discussion, 2 to solve"_s);
    QVERIFY(!child<QAbstractButton>("decisionApprove")->isEnabled());
    QVERIFY(child<QAbstractButton>("decisionApprove")->toolTip().contains(u"2 threads must be solved first."_s));
    QVERIFY(child<QAbstractButton>("decisionReject")->isEnabled());
    const auto labels = child<QWidget>("decisionBar")->findChildren<QLabel *>();
    const auto says = [&labels](const QString &words) {
        return std::any_of(labels.begin(), labels.end(), [&words](const QLabel *label) { return label->isVisible() && label->text() == words; });
    };
    QVERIFY(says(u"Waiting for information from Ada"_s));
    QVERIFY(says(u"What is due stays due. Your approval makes Security 2 of 2."_s));
    QVERIFY(says(u"2 threads must be solved first."_s));
    const QModelIndex row = child<QTreeView>("requestList")->currentIndex();
    QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(u"Waiting for information from Ada"_s));
    // Without a question it leads.
    changed.openThreads = OpenThreads {2, 0};
    changed.waitingOn.clear();
    m_scene->requests.put(changed);
    QTRY_COMPARE(child<QLabel>("decisionEffect")->text(), u"2 threads must be solved first."_s);
    QVERIFY(says(u"After that: Your approval makes Security 2 of 2."_s));
    changed.openThreads = OpenThreads {2, 1};
    changed.waitingOn = u"Information from Ada"_s;
    // For the requester it is the other way round.
    changed.queue = u"your_turn"_s;
    changed.preview->eligible = false;
    m_scene->requests.put(changed);
    QTRY_COMPARE(child<QLabel>("decisionEffect")->text(), u"1 questions wait for your answer"_s);
    // A reviewer who asked nothing goes on.
    changed.preview->eligible = true;
    changed.openThreads = OpenThreads {0, 1};
    changed.actions = {{u"approve"_s, u"reject"_s, u"comment"_s}, {}};
    m_scene->requests.put(changed);
    QTRY_COMPARE(child<QLabel>("decisionEffect")->text(), changed.preview->effect);
}

void TestInboxPage::reasonsAreChosenByDigit()
{
    openDecision(u"request.reject"_s);
    auto *reason = child<QPlainTextEdit>("decisionReason");
    QTRY_VERIFY(child<QWidget>("reasonTemplates")->isVisible());
    const int tab = child<QTabBar>("requestTabs")->currentIndex();
    QTest::keyClicks(reason, u"Sorry."_s);
    QTest::keyClick(reason, Qt::Key_2, Qt::AltModifier);
    QCOMPARE(reason->toPlainText(), u"Sorry.\nNobody maintains it."_s);
    QCOMPARE(child<QTabBar>("requestTabs")->currentIndex(), tab);
    QTest::keyClick(reason, Qt::Key_9, Qt::AltModifier);
    QCOMPARE(reason->toPlainText(), u"Sorry.\nNobody maintains it."_s);
    // One step back takes it out again; what was typed stays.
    reason->undo();
    QCOMPARE(reason->toPlainText(), u"Sorry."_s);
    auto *list = child<QComboBox>("reasonTemplates");
    QCOMPARE(list->count(), 2);
    Q_EMIT list->activated(0);
    QCOMPARE(reason->toPlainText(), u"Sorry.\nIts licence: "_s);
    QCOMPARE(list->currentIndex(), -1);
}

void TestInboxPage::doesNotOfferToDecideTwice()
{
    Intent intent;
    intent.id = IntentId(u"i1"_s);
    intent.kind = IntentKind::Decision;
    intent.state = IntentState::Queued;
    intent.verbWord = u"approve"_s;
    intent.objectId = u"1"_s;
    m_intents->put(intent);
    QCOMPARE(child<QLabel>("decisionEffect")->text(), u"Your approval waits in the Outbox"_s);
    QVERIFY(child<QAbstractButton>("decisionApprove")->isHidden());
    QCOMPARE(m_scene->actions->blockedReason(u"request.approve"_s), u"Your approval waits in the Outbox"_s);
    QVERIFY(child<QTreeView>("requestList")->currentIndex().data(Qt::AccessibleTextRole).toString().endsWith(u"in the Outbox"_s));
    QSignalSpy asked(m_page, &PageWidget::navigationRequested);
    child<QAbstractButton>("decisionOutbox")->click();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first(), (QVariantList {u"outbox"_s, u"i1"_s}));
    m_page->openObject(u"2"_s);
    QVERIFY(!child<QAbstractButton>("decisionApprove")->isHidden());
    m_page->openObject(u"1"_s);
    intent.state = IntentState::Withdrawn;
    m_intents->put(intent);
    QVERIFY(!child<QAbstractButton>("decisionApprove")->isHidden());
    QVERIFY(child<QAbstractButton>("decisionOutbox")->isHidden());
}

void TestInboxPage::offlineDecisionsAreKept()
{
    m_scene->connection.signedIn();
    m_scene->connection.unreachable(networkError(u"No network"_s));
    QCOMPARE(child<QAbstractButton>("decisionApprove")->text(), u"Keep approval…"_s);
    QCOMPARE(child<QAbstractButton>("commentSend")->text(), u"Keep in Outbox"_s);
    m_scene->overlays->setOffline(true);
    QCOMPARE(openDecision(u"request.approve"_s)->text(), u"Keep in Outbox"_s);
    m_scene->overlays->close();
    m_scene->overlays->setOffline(false);
    m_scene->connection.answered();
    QCOMPARE(child<QAbstractButton>("decisionApprove")->text(), u"Approve…"_s);
}

void TestInboxPage::everyControlHasAName()
{
    QStringList nameless;
    const auto widgets = m_page->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool control = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
            || qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QAbstractItemView *>(widget)
            || qobject_cast<const QTabBar *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (control && widget->objectName() != u"qt_toolbar_ext_button"_s && !named && widget->isVisibleTo(m_page))
            nameless += QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    QCOMPARE(nameless, QStringList());
}

void TestInboxPage::noTextIsClipped()
{
    QTRY_VERIFY(m_page->isSettled());
    QCOMPARE(clippedTexts(m_scene->window.get()).size(), 0);
}

QTEST_MAIN(TestInboxPage)
#include "tst_inboxpage.moc"
