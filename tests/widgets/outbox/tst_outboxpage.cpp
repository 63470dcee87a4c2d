// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "tests/widgets/outbox/outboxscene.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/keychords.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/drafts/draftlist.h"
#include "widgets/outbox/outboxlistpane.h"
#include "widgets/outbox/outboxwords.h"
#include "widgets/outbox/sendpanel.h"
#include "widgets/shell/statusstrip.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace gatehouse;
using namespace gatehouse::widgetstest;
using namespace Qt::Literals::StringLiterals;

class TestOutboxPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsTheMorning();
    void movesByKeys();
    void everyRowSaysOneSentence();
    void conflictHasNoDefaultButton();
    void saysHowMuchMoved();
    void showsWhatWasFoundSince();
    void decidesAgainWithTheWordsAsTheyAreNow();
    void keepsChangedWordsWithTheirIntent();
    void offersOnlyWhatThePortalOffers();
    void asksBeforeItDiscards();
    void keepsWhatWasNotDiscarded();
    void saysWhyDiscardingFailed();
    void removesWhatIsOverWithoutAsking();
    void removesAllReceiptsAndTakesThemBack();
    void saysWhyNothingWasRemoved();
    void saysWhenWhatIsOverLeaves();
    void saysWhyItClosed_data();
    void saysWhyItClosed();
    void saysWhatWasReliedOn_data();
    void saysWhatWasReliedOn();
    void draftsStandBelowTheIntents();
    void movesOnIntoTheDrafts();
    void opensADraftWhereItWasWritten();
    void discardsADraftByKey();
    void carriesADraftOn();
    void neverDiscardsWhatIsBeingSent();
    void alwaysSendIsOff();
    void sendsByKey();
    void sendsWithoutAskingOnlyWhenTicked();
    void notNowKeepsEverything();
    void asksAgainForAnotherOne();
    void staysQuietOffline();
    void opensWhatItIsAbout_data();
    void opensWhatItIsAbout();
    void showsARefusal();
    void showsAReceipt();
    void showsWhatTheReceiptProves();
    void saysThatNothingWaits();
    void followsAnIntentThatMoves();
    void theStatusBarSaysWhatWaits();
    void everyControlHasAName();
    void noTextIsClipped_data();
    void noTextIsClipped();

private:
    template <typename T>
    T *child(const char *name) const { return m_window->findChild<T *>(QLatin1StringView(name)); }
    void select(const QString &id) { m_page->openObject(id); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(child<QTreeView>("outboxList"), key, modifiers); }
    QString meant() const { return child<QLabel>("intentName")->text(); }
    bool shows(const QWidget *root, const QString &words) const;
    void keepDrafts();
    bool asks() const { return child<QWidget>("sendPanel")->isVisible(); }

    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<OutboxScene> m_scene;
    std::unique_ptr<QWidget> m_window;
    OverlayHost *m_overlays = nullptr;
    KeyChords *m_chords = nullptr;
    OutboxPage *m_page = nullptr;
};

void TestOutboxPage::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestOutboxPage::init()
{
    m_scene = std::make_unique<OutboxScene>();
    m_window = std::make_unique<QWidget>();
    m_window->resize(1240, 824);
    m_overlays = new OverlayHost(m_window.get());
    m_page = new OutboxPage(m_scene->parts(*m_overlays), m_window.get());
    m_page->resize(m_window->size());
    m_chords = new KeyChords(m_scene->actions, m_window.get());
    qApp->installEventFilter(m_chords);
    m_scene->actions.setCurrentPage(u"outbox"_s);
    m_window->show();
    m_page->activate();
    QTRY_COMPARE(meant(), u"@backstage-community/plugin-azure-devops"_s);
}

void TestOutboxPage::cleanup()
{
    qApp->removeEventFilter(m_chords);
    m_overlays->close();
    m_window.reset();
    m_scene.reset();
    m_themes->setScale(1.0);
}

bool TestOutboxPage::shows(const QWidget *root, const QString &words) const
{
    const auto labels = root->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
}

void TestOutboxPage::showsTheMorning()
{
    QCOMPARE(m_page->summary(), u"3 waiting, 1 needs another look"_s);
    QVERIFY(shows(m_page, u"Back online since 10:44"_s));
    QVERIFY(shows(m_page, u"You worked offline for 1 h 03 min. Nothing was sent without you."_s));
    QVERIFY(shows(m_page, u"Intent kept 09:58:14 on this computer, expires tomorrow 09:58. Only you can read it."_s));
    QCOMPARE(child<QLabel>("sendTitle")->text(), u"Send 2 decisions now?"_s);
    QVERIFY(shows(child<QWidget>("sendPanel"), u"Security becomes 2 of 2"_s));
    QVERIFY(shows(child<QWidget>("sendPanel"), u"back to requester"_s));
    QVERIFY(shows(child<QWidget>("sendPanel"), u"plugin-azure-devops stays here"_s));
    QVERIFY(shows(child<QWidget>("sendPanel"), u"needs another look"_s));
}

void TestOutboxPage::movesByKeys()
{
    press(Qt::Key_J);
    QCOMPARE(meant(), u"@backstage-community/plugin-grafana"_s);
    press(Qt::Key_J);
    press(Qt::Key_J);
    QCOMPARE(meant(), u"@backstage-community/plugin-quay"_s);
    press(Qt::Key_K);
    QCOMPARE(meant(), u"@backstage-community/plugin-topology"_s);
    press(Qt::Key_Up);
    QCOMPARE(meant(), u"@backstage-community/plugin-grafana"_s);
}

void TestOutboxPage::everyRowSaysOneSentence()
{
    const auto *list = child<QTreeView>("outboxList");
    QCOMPARE(list->currentIndex().data(Qt::AccessibleTextRole).toString(),
        u"Approve, Security, plugin-azure-devops, 0.12.0 → 0.13.1, production, Needs another look, evidence changed, stage changed, 09:58"_s);
    for (int group = 0; group < list->model()->rowCount(); ++group) {
        const QModelIndex parent = list->model()->index(group, 0);
        for (int row = 0; row < list->model()->rowCount(parent); ++row)
            QVERIFY(list->model()->index(row, 0, parent).data(Qt::AccessibleTextRole).toString().contains(u", "_s));
    }
}

void TestOutboxPage::conflictHasNoDefaultButton()
{
    const auto buttons = child<QWidget>("intentBar")->findChildren<Button *>();
    QVERIFY(buttons.size() >= 4);
    for (const Button *button : buttons) {
        QVERIFY2(button->variant() != ButtonVariant::Accent, qPrintable(button->text()));
        QVERIFY(!button->isDefault() && !button->autoDefault());
        QVERIFY(!button->hasFocus());
    }
    QVERIFY(child<Button>("intentAgain")->isVisible());
    QCOMPARE(child<Button>("intentAgain")->text(), u"Approve again…"_s);
    QCOMPARE(child<Button>("intentInstead")->text(), u"Request changes instead…"_s);
    QVERIFY(child<QTreeView>("outboxList")->hasFocus() || !m_window->isActiveWindow());
}

void TestOutboxPage::saysHowMuchMoved()
{
    QVERIFY(shows(child<QWidget>("intentBand"), u"Two things moved while you were offline."_s));
    QVERIFY(shows(child<QWidget>("intentBand"), u"Your intent has not counted. Look at both, then decide again."_s));
    m_scene->put(u"1"_s, [](Intent &i) { i.movements[1].now = i.movements[1].then; });
    QVERIFY(shows(child<QWidget>("intentBand"), u"One thing moved while you were offline."_s));
    const auto *table = child<QTreeView>("movementList");
    QCOMPARE(table->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
        u"Evidence changed: Revision 4, 0 high, 1 medium when you decided, Revision 5, 1 high, 1 medium now"_s);
    QCOMPARE(table->model()->index(2, 0).data(Qt::AccessibleTextRole).toString(), u"Package digest is the same: sha512-41beQx…9c02w"_s);
}

void TestOutboxPage::showsWhatWasFoundSince()
{
    QTRY_VERIFY(child<QWidget>("newFindings")->isVisible());
    QVERIFY(shows(child<QWidget>("newFindings"), u"CVE-2025-64756"_s));
    QVERIFY(shows(child<QWidget>("newFindings"), u"Trivy 0.68, 10:20"_s));
    QVERIFY(!shows(child<QWidget>("newFindings"), u"Known before"_s));
    select(u"2"_s);
    QVERIFY(child<QWidget>("newFindings")->isHidden());
}

void TestOutboxPage::decidesAgainWithTheWordsAsTheyAreNow()
{
    auto *reason = child<QPlainTextEdit>("intentReason");
    QCOMPARE(reason->toPlainText(), m_scene->intent(u"1"_s).reason);
    reason->setPlainText(u"glob is never called with user input."_s);
    child<Button>("intentAgain")->click();
    child<Button>("intentInstead")->click();
    QCOMPARE(m_scene->again.size(), 2);
    QCOMPARE(m_scene->again.first().outcome, Outcome::Approve);
    QCOMPARE(m_scene->again.first().reason, u"glob is never called with user input."_s);
    QCOMPARE(m_scene->again.last().outcome, Outcome::RequestChanges);
    QCOMPARE(m_scene->intent(u"1"_s).state, IntentState::NeedsAnotherLook);
    QVERIFY(m_scene->sent.isEmpty());
}

void TestOutboxPage::keepsChangedWordsWithTheirIntent()
{
    auto *reason = child<QPlainTextEdit>("intentReason");
    reason->setPlainText(u"other words"_s);
    select(u"3"_s);
    QCOMPARE(reason->toPlainText(), m_scene->intent(u"3"_s).reason);
    QVERIFY(reason->isReadOnly());
    select(u"1"_s);
    QCOMPARE(reason->toPlainText(), u"other words"_s);
    child<Button>("intentCopyReason")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"other words"_s);
}

void TestOutboxPage::offersOnlyWhatThePortalOffers()
{
    ApprovalRequest request = *m_scene->requests.find(u"req_1"_s);
    request.actions.allowed.removeAll(u"approve"_s);
    request.actions.blocked = {{u"approve"_s, u"separation_of_duties"_s, u"You decided an earlier stage."_s}};
    m_scene->requests.put(request);
    m_scene->put(u"1"_s, [](Intent &i) { i.attempts = 1; });
    QVERIFY(!child<Button>("intentAgain")->isEnabled());
    QCOMPARE(child<Button>("intentAgain")->toolTip(), u"You decided an earlier stage."_s);
    QVERIFY(child<Button>("intentInstead")->isEnabled());
    m_scene->requests.clear();
    m_scene->put(u"1"_s, [](Intent &i) { i.attempts = 2; });
    QVERIFY(!child<Button>("intentAgain")->isEnabled());
    QCOMPARE(child<Button>("intentAgain")->toolTip(), u"This request is not on this computer. Open it first."_s);
}

void TestOutboxPage::asksBeforeItDiscards()
{
    press(Qt::Key_Delete);
    QVERIFY(m_overlays->panel());
    QVERIFY(shows(m_overlays, u"“Approve, Security” for plugin-azure-devops will not be sent."_s));
    QVERIFY(m_scene->withdrawn.isEmpty());
    child<Button>("discardConfirm")->click();
    QCOMPARE(m_scene->withdrawn, QList<IntentId> {IntentId(u"1"_s)});
    QVERIFY(!m_overlays->panel());
}

void TestOutboxPage::keepsWhatWasNotDiscarded()
{
    child<Button>("intentDiscard")->click();
    QVERIFY(m_overlays->panel());
    QTest::keyClick(m_overlays, Qt::Key_Escape);
    QVERIFY(!m_overlays->panel());
    QVERIFY(m_scene->withdrawn.isEmpty());
}

void TestOutboxPage::saysWhyDiscardingFailed()
{
    m_scene->failure = storageError(u"The disk is full."_s);
    press(Qt::Key_Delete);
    child<Button>("discardConfirm")->click();
    QTRY_VERIFY(shows(m_page, u"The disk is full."_s));
}

void TestOutboxPage::removesWhatIsOverWithoutAsking()
{
    select(u"5"_s);
    press(Qt::Key_Delete);
    QVERIFY(!m_overlays->panel());
    QCOMPARE(m_scene->forgotten, QList<IntentId> {IntentId(u"5"_s)});
    QVERIFY(m_scene->withdrawn.isEmpty());
}

void TestOutboxPage::removesAllReceiptsAndTakesThemBack()
{
    const auto *row = child<QWidget>("removedRow");
    QVERIFY(row->isHidden());
    const Intent techdocs = m_scene->intent(u"5"_s);
    select(u"5"_s);
    child<Button>("intentReceipts")->click();
    QCOMPARE(m_scene->forgotten, (QList<IntentId> {IntentId(u"5"_s), IntentId(u"6"_s), IntentId(u"7"_s)}));
    QTRY_VERIFY(row->isVisible());
    QVERIFY(shows(row, u"3 removed from the list."_s));
    QCOMPARE(m_scene->actions.blockedReason(u"outbox.removeReceipts"_s), u"There is no receipt."_s);
    row->findChild<Button *>(u"undoAction"_s)->click();
    QVERIFY(row->isHidden());
    QCOMPARE(m_scene->broughtBack.size(), 3);
    QCOMPARE(m_scene->intent(u"5"_s), techdocs);
    QTRY_VERIFY(m_scene->actions.blockedReason(u"outbox.removeReceipts"_s).isEmpty());
    m_scene->actions.action(u"outbox.removeReceipts"_s)->trigger();
    QCOMPARE(m_scene->forgotten.size(), 6);
    // What is no receipt has no such button.
    select(u"1"_s);
    QVERIFY(child<Button>("intentReceipts")->isHidden());
}

void TestOutboxPage::saysWhyNothingWasRemoved()
{
    m_scene->failure = storageError(u"The disk is full."_s);
    select(u"5"_s);
    press(Qt::Key_Delete);
    QTRY_VERIFY(shows(m_page, u"The disk is full."_s));
    QVERIFY(child<QWidget>("removedRow")->isHidden());
}

void TestOutboxPage::saysWhenWhatIsOverLeaves()
{
    select(u"5"_s);
    QVERIFY(shows(child<QWidget>("intentDetail"), u"Only you can read it. It leaves this list 23 Dec."_s));
    select(u"4"_s);
    QVERIFY(shows(child<QWidget>("intentDetail"), u"It stays here until you remove it."_s));
}

void TestOutboxPage::saysWhyItClosed_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("words");
    QTest::newRow("withdrawn") << u"withdrawn"_s << u"requester withdrew it"_s;
    QTest::newRow("rejected") << u"rejected"_s << u"it was rejected before"_s;
    QTest::newRow("approved") << u"approved"_s << u"it was approved before"_s;
    QTest::newRow("superseded") << u"superseded"_s << u"a newer request took its place"_s;
    QTest::newRow("expired") << u"expired"_s << u"the request expired"_s;
    QTest::newRow("of a later portal") << u"frozen"_s << u"It closed before this was sent."_s;
}

void TestOutboxPage::saysWhyItClosed()
{
    QFETCH(QString, status);
    QFETCH(QString, words);
    m_scene->put(u"4"_s, [&status](Intent &i) {
        i.errorCode = u"closed"_s;
        i.errorMessage = u"It closed before this was sent."_s;
        i.movements = {{{u"status"_s, u"in_review"_s, {}}, {u"status"_s, status, {}}, {}, {}}};
    });
    const Intent closed = m_scene->intent(u"4"_s);
    QVERIFY(outboxwords::isClosed(closed));
    QCOMPARE(outboxwords::closing(closed), words);
}

void TestOutboxPage::saysWhatWasReliedOn_data()
{
    QTest::addColumn<Reliance>("side");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("evidence") << Reliance {u"evidence"_s, u"4"_s, {}} << QStringList {u"Revision 4"_s};
    QTest::newRow("policy") << Reliance {u"policy"_s, u"14"_s, {}} << QStringList {u"policy v14"_s};
    QTest::newRow("stage") << Reliance {u"stage"_s, u"active, 1 of 2"_s, {}} << QStringList {u"1 of 2"_s};
    QTest::newRow("digest") << Reliance {u"digest"_s, u"sha512-41beQxmZl2rT8nJkQ9c02w"_s, {}} << QStringList {u"sha512-41beQx…9c02w"_s};
    QTest::newRow("newest revision") << Reliance {u"revision"_s, u"41"_s, {}} << QStringList {u"r41"_s};
    QTest::newRow("no revision") << Reliance {u"revision"_s, u"0"_s, {}} << QStringList {u"no revision yet"_s};
    QTest::newRow("what runs") << Reliance {u"version"_s, u"ver_1"_s, u"1.4.2"_s} << QStringList {u"1.4.2"_s};
    QTest::newRow("an entry") << Reliance {u"etag"_s, u"e1"_s, u"2026-11-23T10:00:00.000Z"_s} << QStringList {u"as of Mon 23 Nov 2026, 10:00:00 +00:00"_s};
    QTest::newRow("in words of an earlier console") << Reliance {u"etag"_s, u"e1"_s, u"as of 23 Nov"_s} << QStringList {u"as of 23 Nov"_s};
    QTest::newRow("status") << Reliance {u"status"_s, u"withdrawn"_s, {}} << QStringList {u"Withdrawn"_s};
}

void TestOutboxPage::saysWhatWasReliedOn()
{
    QFETCH(Reliance, side);
    QFETCH(QStringList, lines);
    QCOMPARE(outboxwords::lines(side), lines);
}

void TestOutboxPage::keepDrafts()
{
    m_scene->drafts.keep({u"comment/req_2"_s, {{u"commentText"_s, u"Who has looked at the install script?"_s}}, u"REQ-2409, plugin-tekton"_s, {}, {}});
    m_scene->clock.time = m_scene->clock.time.addSecs(1);
    m_scene->drafts.keep({u"decision/req_3/reject"_s, {{u"decisionReason"_s, u"It is not signed."_s}}, u"REQ-2417, plugin-argo-cd"_s, {}, {}});
    QTRY_VERIFY(child<QWidget>("draftList")->isVisible());
}

void TestOutboxPage::draftsStandBelowTheIntents()
{
    QVERIFY(child<QWidget>("draftList")->isHidden());
    const int before = child<QWidget>("sendPanel")->y();
    keepDrafts();
    QCOMPARE(m_page->summary(), u"3 waiting, 1 needs another look, 2 drafts"_s);
    QCOMPARE(child<QWidget>("sendPanel")->y(), before);
    QVERIFY(child<QTreeView>("outboxList")->height() > 200);
    QCOMPARE(meant(), u"@backstage-community/plugin-azure-devops"_s);
    auto *rows = child<QListView>("draftRows");
    QTest::mouseClick(rows->viewport(), Qt::LeftButton, {}, rows->visualRect(rows->model()->index(1, 0)).center());
    QVERIFY(child<QWidget>("draftDetail")->isVisible());
    QVERIFY(child<QWidget>("intentDetail")->isHidden());
    QCOMPARE(child<QLabel>("draftSubject")->text(), u"REQ-2409, plugin-tekton"_s);
    // A click on the intent that was looked at before brings it back.
    auto *tree = child<QTreeView>("outboxList");
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(tree->currentIndex()).center());
    QVERIFY(child<QWidget>("intentDetail")->isVisible());
    QVERIFY(child<QWidget>("draftDetail")->isHidden());
}

void TestOutboxPage::movesOnIntoTheDrafts()
{
    keepDrafts();
    for (int i = 0; i < 6; ++i)
        press(Qt::Key_J);
    QCOMPARE(meant(), u"@immobiliarelabs/backstage-plugin-gitlab"_s);
    press(Qt::Key_J);
    QVERIFY(child<QWidget>("draftDetail")->isVisible());
    QCOMPARE(child<QLabel>("draftSubject")->text(), u"REQ-2417, plugin-argo-cd"_s);
    QTest::keyClick(child<QListView>("draftRows"), Qt::Key_J);
    QCOMPARE(child<QLabel>("draftSubject")->text(), u"REQ-2409, plugin-tekton"_s);
    QTest::keyClick(child<QListView>("draftRows"), Qt::Key_K);
    QTest::keyClick(child<QListView>("draftRows"), Qt::Key_K);
    QVERIFY(child<QWidget>("draftDetail")->isHidden());
    QCOMPARE(meant(), u"@immobiliarelabs/backstage-plugin-gitlab"_s);
}

void TestOutboxPage::opensADraftWhereItWasWritten()
{
    keepDrafts();
    QSignalSpy asked(m_page, &PageWidget::navigationRequested);
    QVERIFY(m_page->findChild<DraftList *>()->enter());
    QTest::keyClick(child<QListView>("draftRows"), Qt::Key_O);
    QTest::keyClick(child<QListView>("draftRows"), Qt::Key_Down);
    QTest::keyClick(child<QListView>("draftRows"), Qt::Key_Return);
    child<Button>("draftOpen")->click();
    QCOMPARE(asked.size(), 3);
    QCOMPARE(asked.at(0), (QVariantList {u"inbox"_s, u"req_3/decision/reject"_s}));
    QCOMPARE(asked.at(1), (QVariantList {u"inbox"_s, u"req_2/comment"_s}));
    QCOMPARE(asked.at(2), asked.at(1));
}

void TestOutboxPage::discardsADraftByKey()
{
    keepDrafts();
    QVERIFY(m_page->findChild<DraftList *>()->enter());
    QTest::keyClick(child<QListView>("draftRows"), Qt::Key_Delete);
    QVERIFY(!m_scene->drafts.find(u"decision/req_3/reject"_s));
    QVERIFY(m_scene->forgotten.isEmpty() && m_scene->withdrawn.isEmpty());
    QVERIFY(!m_overlays->panel());
    QTRY_VERIFY(child<QWidget>("draftDetail")->isHidden());
    QVERIFY(child<QWidget>("intentDetail")->isVisible());
    m_page->findChild<DraftList *>()->findChild<Button *>(u"undoAction"_s)->click();
    QVERIFY(m_scene->drafts.find(u"decision/req_3/reject"_s));
}

void TestOutboxPage::carriesADraftOn()
{
    m_scene->closed = u"REQ-2417 is closed: withdrawn."_s;
    keepDrafts();
    QSignalSpy asked(m_page, &PageWidget::navigationRequested);
    QVERIFY(m_page->findChild<DraftList *>()->enter());
    child<Button>("draftCarry")->click();
    QCOMPARE(m_scene->carried, QStringList {u"decision/req_3/reject"_s});
    QCOMPARE(asked.first(), (QVariantList {u"inbox"_s, u"req_9/comment"_s}));
}

void TestOutboxPage::neverDiscardsWhatIsBeingSent()
{
    select(u"2"_s);
    m_scene->put(u"2"_s, [](Intent &i) { i.state = IntentState::Sending; });
    press(Qt::Key_Delete);
    QVERIFY(!m_overlays->panel());
    QVERIFY(!child<Button>("intentDiscard")->isEnabled());
    QVERIFY(child<Button>("intentDiscard")->toolTip().contains(u"being sent"_s));
}

void TestOutboxPage::alwaysSendIsOff()
{
    QVERIFY(asks());
    auto *always = child<QCheckBox>("sendAlways");
    QVERIFY(!always->isChecked());
    QVERIFY(shows(child<QWidget>("sendPanel"), u"Production and rejections always ask."_s));
    // Not remembered either when the question comes again.
    always->setChecked(true);
    press(Qt::Key_Escape);
    QVERIFY(m_page->goUp());
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(asks());
    QVERIFY(!child<QCheckBox>("sendAlways")->isChecked());
}

void TestOutboxPage::sendsByKey()
{
    QVERIFY(asks());
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_scene->sent, (QList<QList<IntentId>> {{IntentId(u"2"_s), IntentId(u"3"_s)}}));
    QVERIFY(!m_scene->always);
    QVERIFY(!asks());
}

void TestOutboxPage::sendsWithoutAskingOnlyWhenTicked()
{
    child<QCheckBox>("sendAlways")->setChecked(true);
    child<Button>("sendNow")->click();
    QCOMPARE(m_scene->sent.size(), 1);
    QVERIFY(m_scene->always);
}

void TestOutboxPage::notNowKeepsEverything()
{
    child<Button>("sendNotNow")->click();
    QVERIFY(!asks());
    m_scene->put(u"2"_s, [](Intent &i) { i.checkedAt = OutboxScene::at(10, 47); });
    QCoreApplication::processEvents();
    QVERIFY(!asks());
    QVERIFY(m_scene->sent.isEmpty());
    select(u"2"_s);
    child<Button>("intentSend")->click();
    QVERIFY(asks());
    QVERIFY(m_scene->sent.isEmpty());
}

void TestOutboxPage::asksAgainForAnotherOne()
{
    child<Button>("sendNotNow")->click();
    m_scene->put(u"1"_s, [](Intent &i) {
        i.state = IntentState::Queued;
        for (Movement &movement : i.movements)
            movement.now = movement.then;
    });
    QTRY_VERIFY(asks());
    QCOMPARE(child<QLabel>("sendTitle")->text(), u"Send 3 decisions now?"_s);
}

void TestOutboxPage::staysQuietOffline()
{
    m_scene->connection.unreachable(networkError(u"No network"_s));
    QVERIFY(!asks());
    QVERIFY(shows(m_page, u"Offline since 10:46"_s));
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_scene->sent.isEmpty());
    QCOMPARE(m_scene->actions.blockedReason(u"outbox.send"_s), u"Offline: nothing can be sent now."_s);
}

void TestOutboxPage::opensWhatItIsAbout_data()
{
    QTest::addColumn<QString>("topic");
    QTest::addColumn<QString>("page");
    QTest::addColumn<int>("key");
    QTest::newRow("request") << u"requests"_s << u"inbox"_s << int(Qt::Key_O);
    QTest::newRow("by Enter") << u"requests"_s << u"inbox"_s << int(Qt::Key_Return);
    QTest::newRow("configuration") << u"configs"_s << u"config"_s << int(Qt::Key_O);
    QTest::newRow("plugin") << u"plugins"_s << u"registry"_s << int(Qt::Key_O);
    QTest::newRow("operation") << u"operations"_s << u"operations"_s << int(Qt::Key_O);
}

void TestOutboxPage::opensWhatItIsAbout()
{
    QFETCH(QString, topic);
    QFETCH(QString, page);
    QFETCH(int, key);
    m_scene->put(u"1"_s, [&](Intent &i) { i.topic = topic; });
    QSignalSpy asked(m_page, &PageWidget::navigationRequested);
    press(Qt::Key(key));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first(), (QVariantList {page, u"req_1"_s}));
}

void TestOutboxPage::showsARefusal()
{
    select(u"4"_s);
    const auto *end = child<QWidget>("intentEnd");
    QTRY_VERIFY(shows(end, u"requester withdrew it"_s));
    QVERIFY(shows(end, u"conflict_state, 409"_s));
    QVERIFY(shows(end, u"There is nothing left to decide here. Your words are below, to copy."_s));
    QCOMPARE(child<QPlainTextEdit>("intentReason")->toPlainText(), u"Small fix, tests read."_s);
    QVERIFY(shows(child<QWidget>("intentBand"), u"It closed before this was sent."_s));
    QVERIFY(child<Button>("intentAgain")->isHidden());
    m_scene->put(u"4"_s, [](Intent &i) { i.errorCode = u"separation_of_duties"_s; });
    QTRY_VERIFY(shows(end, u"You can decide again from here."_s));
    QVERIFY(shows(child<QWidget>("intentBand"), u"The portal refused it."_s));
    QVERIFY(!child<Button>("intentAgain")->isHidden());
    child<Button>("intentCopyCorrelation")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"0af7651916cd43dd8448eb211c80319c"_s);
}

void TestOutboxPage::showsAReceipt()
{
    select(u"6"_s);
    const auto *end = child<QWidget>("intentEnd");
    QTRY_VERIFY(shows(end, u"dec_01JD96"_s));
    QVERIFY(shows(end, u"4bf92f3577b34da6a3ce929d0e0e4736"_s));
    QVERIFY(shows(end, u"Mon 23 Nov 2026, 09:04:00"_s));
    QVERIFY(child<QPlainTextEdit>("intentReason")->isReadOnly());
    QVERIFY(child<Button>("intentAgain")->isHidden());
    QCOMPARE(child<Button>("intentDiscard")->text(), u"Remove from the list"_s);
}

void TestOutboxPage::showsWhatTheReceiptProves()
{
    auto *card = child<QWidget>("receiptCard");
    select(u"5"_s);
    QTRY_VERIFY(shows(card, u"Signed on this device · in the log at 412 of 1,203 · verified"_s));
    QCOMPARE(m_scene->receiptsRead, QStringList {u"dec_01JD95"_s});
    // A comment is no decision, and what was not sent has no receipt.
    for (const char *other : {"6", "4", "1"}) {
        select(QString::fromLatin1(other));
        QTRY_VERIFY(!card->isVisible());
    }
    QCOMPARE(m_scene->receiptsRead.size(), 1);
    select(u"5"_s);
    QTRY_VERIFY(card->isVisible());
}

void TestOutboxPage::saysThatNothingWaits()
{
    m_scene->intents.clear();
    QTRY_VERIFY(shows(m_page, u"Nothing waits to be sent."_s));
    QVERIFY(!child<QTreeView>("outboxList")->isVisible());
    QVERIFY(child<QWidget>("intentDetail")->isHidden());
    QCOMPARE(m_page->summary(), QString());
    QSignalSpy asked(m_page, &PageWidget::navigationRequested);
    child<QWidget>("outboxListPane")->findChild<Button *>(u"emptyStateAction"_s)->click();
    QCOMPARE(asked.size(), 1);
}

void TestOutboxPage::followsAnIntentThatMoves()
{
    select(u"2"_s);
    m_scene->put(u"2"_s, [](Intent &i) {
        i.state = IntentState::Accepted;
        i.endedAt = OutboxScene::at(10, 47);
    });
    const auto *list = child<QTreeView>("outboxList");
    QTRY_COMPARE(list->currentIndex().parent().row(), int(OutboxModel::SentToday));
    QCOMPARE(meant(), u"@backstage-community/plugin-grafana"_s);
    QVERIFY(child<QWidget>("intentEnd")->isVisible());
}

void TestOutboxPage::theStatusBarSaysWhatWaits()
{
    StatusStrip strip;
    strip.show();
    strip.setOutboxWaiting(3);
    QCOMPARE(strip.outbox()->text(), u"Outbox: 3 waiting"_s);
    QSignalSpy asked(&strip, &StatusStrip::outboxRequested);
    strip.outbox()->click();
    QCOMPARE(asked.size(), 1);
    strip.setOutboxWaiting(0);
    QVERIFY(strip.outbox()->isHidden());
    strip.showKept(u"Kept in the Outbox 10:46:31, not sent yet"_s);
    QVERIFY(strip.findChild<StatusPart *>(u"statusKept"_s)->isVisible());
}

void TestOutboxPage::everyControlHasAName()
{
    QStringList nameless;
    const auto widgets = m_page->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool control = button || qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QAbstractItemView *>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (control && !named && widget->isVisibleTo(m_page))
            nameless += QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    QCOMPARE(nameless, QStringList());
}

void TestOutboxPage::noTextIsClipped_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("scale");
    for (const char *id : {"1", "2", "3", "4", "5", "6"}) {
        for (const double scale : {1.0, 1.5})
            QTest::addRow("%s at %d %%", id, int(scale * 100)) << QString::fromLatin1(id) << scale;
    }
}

void TestOutboxPage::noTextIsClipped()
{
    QFETCH(QString, id);
    QFETCH(double, scale);
    cleanup();
    m_themes->setScale(scale);
    init();
    select(id);
    const auto clipped = [this] {
        QStringList texts;
        const QList<ClippedText> all = clippedTexts(m_window.get());
        for (const ClippedText &text : all)
            texts.append(u"%1: %2 needs %3, has %4"_s.arg(text.widget, text.text).arg(text.needed).arg(text.available));
        return texts;
    };
    QTRY_COMPARE(clipped(), QStringList());
    const auto *scroll = child<QScrollArea>("intentScroll");
    QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
}

QTEST_MAIN(TestOutboxPage)
#include "tst_outboxpage.moc"
