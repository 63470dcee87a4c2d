// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "core/outbox/intentrules.h"
#include "tests/widgets/approvals/inboxscene.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTest>
#include <QTreeView>
#include <QVBoxLayout>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace gatehouse::widgetstest;
using namespace Qt::Literals::StringLiterals;

namespace {

ApprovalRequest request(const QString &id, Risk risk = Risk::Low, Environment environment = Environment::Staging)
{
    ApprovalRequest r = updateUnderReview(id, u"your_turn"_s, u"@a/plugin-"_s + id);
    r.environment = environment;
    r.risk = risk;
    r.templateId = u"low-risk"_s;
    r.stages.first().name = u"Technical"_s;
    r.preview = StagePreview {true, u"Your approval makes Technical 1 of 1"_s, u"Nothing else is missing."_s, {}};
    r.actions.allowed = {u"approve"_s, u"reject"_s, u"comment"_s};
    return r;
}

QString idIn(const QByteArray &target)
{
    return QString::fromLatin1(target.split('/').value(4));
}

} // namespace

//! Marks, batches and what holds them back; saved views; the quiet cue. All by keys.
class TestInboxBatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void marksByKeys();
    void marksWithAClick();
    void twelveOfLowRiskTakeFourKeys();
    void rowsThatDifferDropOutWithTheirReason();
    void anotherTurnWhileTheDialogIsOpenDropsOut();
    void needsAReasonAndARow();
    void whatCannotBeKeptIsSaid();
    void undoTakesAllOfThemBack();
    void undoWorksOnEveryPage();
    void sendsNowWhenAsked();
    void comesBackAfterTheConsoleEnded();
    void twoBatchesAreTakenBackApart();
    void saysWhatWasNotOpened();
    void remindsOfChangesThatWereNotOpened();
    void choosesViewsByKeys();
    void savesRenamesAndRemovesViews();
    void theFoldedGroupsComeBack();
    void openingChangesNeitherFilterNorPlace();
    void keysCanBeSwitchedOff();
    void everyKeyIsInTheSheet();
    void noTextIsClipped();

private:
    ScriptedAnswer answer(const SeenRequest &seen);
    void openPage();
    void restart();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void fill(int count);
    void batch(const QString &reason);
    int decisions() const;
    int queued() const;
    template <typename T>
    T *child(const char *name) const { return m_scene->child<T>(name); }
    template <typename T>
    T *panel(const char *name) const { return m_scene->overlays->panel() ? m_scene->overlays->panel()->findChild<T *>(QLatin1String(name)) : nullptr; }
    QString spoken(int row) const;
    QString heldLine() const;
    QStringList viewNames();

    std::unique_ptr<InboxScene> m_scene;
    std::unique_ptr<ThemeController> m_themes;
    InboxPage *m_page = nullptr;
    QSet<QString> m_failing; //!< Versions with evidence that does not pass.
};

void TestInboxBatch::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestInboxBatch::init()
{
    m_failing.clear();
    m_scene = std::make_unique<InboxScene>([this](const SeenRequest &seen) { return answer(seen); });
    QVERIFY(m_scene->openOutbox());
    openPage();
    fill(3);
}

void TestInboxBatch::openPage()
{
    m_scene->listenToKeys();
    InboxPage::Parts parts = m_scene->parts(&m_scene->outbox->intents());
    parts.held = new UndoSendBar(m_scene->outbox->intents(),
        {[this](const IntentId &id) { return m_scene->outbox->withdraw(id); }, [this](const QList<IntentId> &ids) { m_scene->outbox->release(ids); }},
        m_scene->clock, *m_scene->actions, m_scene->window.get());
    m_page = new InboxPage(parts, m_scene->window.get());
    // As the window of the console has them.
    auto *column = new QVBoxLayout(m_scene->window.get());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_page, 1);
    column->addWidget(parts.held);
    m_scene->show(m_page);
    m_page->activate();
}

void TestInboxBatch::cleanup()
{
    m_scene.reset();
}

//! As after kill -9.
void TestInboxBatch::restart()
{
    m_scene->closeWindow();
    QVERIFY(m_scene->openOutbox());
    m_scene->openWindow();
    openPage();
}

ScriptedAnswer TestInboxBatch::answer(const SeenRequest &seen)
{
    const QByteArray path = seen.target.split('?').first();
    if (path.endsWith("/decisions")) {
        ApprovalRequest decided = *m_scene->requests.find(idIn(path));
        decided.queue = u"decided"_s;
        decided.status = RequestStatus::Approved;
        decided.etag = u"e2"_s;
        return jsonAnswer(toJsonBytes(toJson(decided)), 201);
    }
    if (path.endsWith("/evidence")) {
        const QString version = idIn(path);
        EvidenceSet set;
        set.versionId = VersionId(version);
        set.revision = 3;
        set.asOf = m_scene->clock.now();
        Evidence item;
        item.id = EvidenceId(u"evd_1"_s);
        item.kind = EvidenceKind::Licence;
        item.verdict = m_failing.contains(version) ? Verdict::Fail : Verdict::Pass;
        item.summary = u"Declares MIT."_s;
        item.ranAt = m_scene->clock.now();
        set.items = {item};
        return jsonAnswer(toJsonBytes(toJson(set)));
    }
    if (path.endsWith("/diff"))
        return jsonAnswer(R"({"versionId":"ver_1","version":"2.0.0","files":[],"delta":[]})");
    if (path.endsWith("/reason-templates")) {
        return jsonAnswer(R"({"items":[{"outcome":"reject","title":"Licence","text":"Its licence: "},)"
                          R"({"outcome":"approve","title":"Routine","text":"A routine update."}],"asOf":"2026-11-23T10:00:00.000Z"})");
    }
    if (path.endsWith("/comments"))
        return jsonAnswer(R"({"items":[],"page":{"limit":200},"asOf":"2026-11-23T10:00:00.000Z"})");
    if (path.startsWith("/api/v1/approval-requests/") && !path.endsWith("/timeline")) {
        const ApprovalRequest *known = m_scene->requests.find(idIn(path));
        return known ? jsonAnswer(toJsonBytes(toJson(*known))) : problemAnswer(404, "not_found", "Nothing here");
    }
    return jsonAnswer(R"({"items":[],"asOf":"2026-11-23T10:00:00.000Z"})");
}

//! The page's own keys, wherever the focus is.
void TestInboxBatch::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = m_scene->window->focusWidget();
    QTest::keyClick(focus ? focus : m_scene->window.get(), key, modifiers);
}

void TestInboxBatch::fill(int count)
{
    QList<ApprovalRequest> requests;
    for (int i = 1; i <= count; ++i)
        requests.append(request(QString::number(i)));
    m_scene->requests.replaceAll(requests, m_scene->clock.now());
    const QAbstractItemModel *rows = child<QTreeView>("requestList")->model();
    QTRY_COMPARE(rows->rowCount(rows->index(0, 0)), count);
    QTRY_COMPARE(child<QLabel>("requestName")->text(), u"@a/plugin-1"_s);
    child<QTreeView>("requestList")->setFocus();
}

//! All of low risk, approved together.
void TestInboxBatch::batch(const QString &reason)
{
    press(Qt::Key_Asterisk);
    press(Qt::Key_A);
    press(Qt::Key_B);
    QTRY_VERIFY(panel<QAbstractButton>("batchSend"));
    QTest::keyClicks(panel<QPlainTextEdit>("batchReason"), reason);
    QTRY_VERIFY(panel<QAbstractButton>("batchSend")->isEnabled());
    QTest::keyClick(panel<QPlainTextEdit>("batchReason"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!m_scene->overlays->panel());
    child<QTreeView>("requestList")->setFocus();
}

int TestInboxBatch::decisions() const
{
    const QList<SeenRequest> &seen = m_scene->server.seen();
    return int(std::count_if(seen.begin(), seen.end(), [](const SeenRequest &request) { return request.target.endsWith("/decisions"); }));
}

int TestInboxBatch::queued() const
{
    int count = 0;
    for (int row = 0; row < m_scene->outbox->intents().count(); ++row)
        count += m_scene->outbox->intents().at(row).state == IntentState::Queued ? 1 : 0;
    return count;
}

QString TestInboxBatch::spoken(int row) const
{
    const QAbstractItemModel *rows = child<QTreeView>("requestList")->model();
    return rows->index(row, 0, rows->index(0, 0)).data(Qt::AccessibleTextRole).toString();
}

//! What the bar above says, all lines.
QString TestInboxBatch::heldLine() const
{
    const auto *bar = child<QWidget>("undoSendBar");
    QStringList words;
    const QList<QLabel *> labels = bar->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (bar->isVisible() && label->isVisible() && label->text().contains(u"approval"))
            words.append(label->text());
    }
    return words.join(u'|');
}

void TestInboxBatch::marksByKeys()
{
    press(Qt::Key_X);
    QVERIFY(spoken(0).endsWith(u", marked"_s));
    QVERIFY(child<QWidget>("markedBar")->isVisible());
    press(Qt::Key_X);
    QVERIFY(!spoken(0).endsWith(u", marked"_s));
    QVERIFY(child<QWidget>("markedBar")->isHidden());
    press(Qt::Key_J, Qt::ShiftModifier);
    QVERIFY(spoken(0).endsWith(u", marked"_s) && spoken(1).endsWith(u", marked"_s) && !spoken(2).endsWith(u", marked"_s));
    QCOMPARE(child<QTreeView>("requestList")->currentIndex().row(), 1);
    press(Qt::Key_K, Qt::ShiftModifier);
    QCOMPARE(child<QTreeView>("requestList")->currentIndex().row(), 0);
    press(Qt::Key_Minus);
    QVERIFY(child<QWidget>("markedBar")->isHidden());
}

void TestInboxBatch::marksWithAClick()
{
    auto *list = child<QTreeView>("requestList");
    const QModelIndex second = list->model()->index(1, 0, list->model()->index(0, 0));
    const QRect row = list->visualRect(second);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(row.left() + 8, row.center().y()));
    QVERIFY(spoken(1).endsWith(u", marked"_s));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.center());
    QVERIFY(spoken(1).endsWith(u", marked"_s));
    QTRY_COMPARE(child<QAbstractButton>("approveMarked")->text(), u"Approve 1…"_s);
    child<QAbstractButton>("clearMarks")->click();
    QVERIFY(!spoken(1).endsWith(u", marked"_s));
}

void TestInboxBatch::twelveOfLowRiskTakeFourKeys()
{
    fill(12);
    batch(u"Patch releases, all checks pass."_s);
    QTRY_COMPARE(queued(), 12);
    QTRY_COMPARE(heldLine(), u"12 approvals will be sent in 00:30"_s);
    QVERIFY(child<QWidget>("markedBar")->isHidden());
    QVERIFY(spoken(0).endsWith(u"in the Outbox"_s));
    m_scene->clock.advance(29);
    QTRY_COMPARE(heldLine(), u"12 approvals will be sent in 00:01"_s);
    QCOMPARE(decisions(), 0);
    m_scene->clock.advance(1);
    QTRY_COMPARE(decisions(), 12);
    QTRY_VERIFY(heldLine().isEmpty());
    for (const SeenRequest &seen : m_scene->server.seen()) {
        if (seen.target.endsWith("/decisions"))
            QVERIFY2(seen.body.contains("Patch releases, all checks pass."), seen.body.constData());
    }
}

void TestInboxBatch::rowsThatDifferDropOutWithTheirReason()
{
    m_failing = {u"ver_2"_s};
    ApprovalRequest own = request(u"5"_s);
    own.actions.allowed = {u"comment"_s};
    own.actions.blocked = {{u"approve"_s, u"separation_of_duties"_s, u"You asked for this."_s}};
    m_scene->requests.replaceAll({request(u"1"_s), request(u"2"_s), request(u"3"_s, Risk::Low, Environment::Production), request(u"4"_s, Risk::High), own},
        m_scene->clock.now());
    QCoreApplication::processEvents();
    for (int i = 0; i < 4; ++i)
        press(Qt::Key_J, Qt::ShiftModifier);
    QTRY_COMPARE(child<QLabel>("markedRest")->text(), u"4 drop out"_s);
    press(Qt::Key_A);
    press(Qt::Key_B);
    QTRY_VERIFY(panel<QListView>("batchRows"));
    const QAbstractItemModel *rows = panel<QListView>("batchRows")->model();
    QStringList sentences;
    for (int row = 0; row < rows->rowCount(); ++row)
        sentences += rows->index(row, 0).data(Qt::AccessibleTextRole).toString();
    QCOMPARE(sentences,
        (QStringList {u"Approve, plugin-1 2.0.0, staging"_s, u"Drops out, plugin-2 2.0.0, Licence: Fail, staging"_s,
            u"Drops out, plugin-3 2.0.0, It is for production, production"_s, u"Drops out, plugin-4 2.0.0, High risk, staging"_s,
            u"Drops out, plugin-5 2.0.0, You asked for this., staging"_s}));
    QTest::keyClicks(panel<QPlainTextEdit>("batchReason"), u"Fine"_s);
    QCOMPARE(panel<QAbstractButton>("batchSend")->text(), u"Approve 1"_s);
    QTest::keyClick(panel<QPlainTextEdit>("batchReason"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(queued(), 1);
    QCOMPARE(m_scene->outbox->intents().at(0).objectId, u"1"_s);
}

void TestInboxBatch::anotherTurnWhileTheDialogIsOpenDropsOut()
{
    press(Qt::Key_Asterisk);
    press(Qt::Key_A);
    press(Qt::Key_B);
    QTRY_VERIFY(panel<QAbstractButton>("batchSend"));
    QTRY_COMPARE(panel<QAbstractButton>("batchSend")->text(), u"Approve 3"_s);
    ApprovalRequest decided = request(u"2"_s);
    decided.queue = u"decided"_s;
    m_scene->requests.put(decided);
    QCOMPARE(panel<QAbstractButton>("batchSend")->text(), u"Approve 2"_s);
}

void TestInboxBatch::needsAReasonAndARow()
{
    press(Qt::Key_A);
    press(Qt::Key_B);
    QVERIFY(!m_scene->overlays->panel());
    QCOMPARE(m_scene->actions->blockedReason(u"inbox.approveMarked"_s), u"Mark requests first."_s);
    press(Qt::Key_Asterisk);
    press(Qt::Key_A);
    press(Qt::Key_B);
    QTRY_VERIFY(panel<QAbstractButton>("batchSend"));
    QTRY_COMPARE(panel<QAbstractButton>("batchSend")->toolTip(), u"A reason is needed."_s);
    QTest::keyClick(panel<QPlainTextEdit>("batchReason"), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_scene->overlays->panel());
    QCOMPARE(queued(), 0);
    // One that is ready will do.
    QTRY_VERIFY(panel<QWidget>("reasonTemplates")->isVisible());
    QTest::keyClick(panel<QPlainTextEdit>("batchReason"), Qt::Key_1, Qt::AltModifier);
    QCOMPARE(panel<QPlainTextEdit>("batchReason")->toPlainText(), u"A routine update."_s);
    QTRY_VERIFY(panel<QAbstractButton>("batchSend")->isEnabled());
}

void TestInboxBatch::whatCannotBeKeptIsSaid()
{
    m_scene->approvals->setSigning([](const DecisionStatement &) {
        return readyFuture(Result<std::optional<DsseEnvelope>>(fail(cryptoError(u"The key store is locked."_s))));
    });
    press(Qt::Key_Asterisk);
    press(Qt::Key_A);
    press(Qt::Key_B);
    QTRY_VERIFY(panel<QAbstractButton>("batchSend"));
    QTest::keyClicks(panel<QPlainTextEdit>("batchReason"), u"Fine"_s);
    QTRY_VERIFY(panel<QAbstractButton>("batchSend")->isEnabled());
    QTest::keyClick(panel<QPlainTextEdit>("batchReason"), Qt::Key_Return, Qt::ControlModifier);
    const auto said = [this] {
        const QList<QLabel *> labels = m_scene->overlays->panel()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->text() == u"The key store is locked."; });
    };
    QTRY_VERIFY(said());
    QCOMPARE(queued(), 0);
    QCOMPARE(panel<QPlainTextEdit>("batchReason")->toPlainText(), u"Fine"_s);
}

void TestInboxBatch::undoTakesAllOfThemBack()
{
    batch(u"Fine"_s);
    QTRY_COMPARE(heldLine(), u"3 approvals will be sent in 00:30"_s);
    press(Qt::Key_Z);
    QTRY_COMPARE(queued(), 0);
    QTRY_VERIFY(heldLine().isEmpty());
    m_scene->clock.advance(IntentLife::holdSeconds);
    // They are marked as before, with what was written.
    QTRY_COMPARE(child<QAbstractButton>("approveMarked")->text(), u"Approve 3…"_s);
    press(Qt::Key_A);
    press(Qt::Key_B);
    QTRY_VERIFY(panel<QPlainTextEdit>("batchReason"));
    QCOMPARE(panel<QPlainTextEdit>("batchReason")->toPlainText(), u"Fine"_s);
    QCOMPARE(decisions(), 0);
}

void TestInboxBatch::undoWorksOnEveryPage()
{
    QCOMPARE(m_scene->actions->blockedReason(u"batch.undo"_s), u"No batch is held back."_s);
    batch(u"Fine"_s);
    QTRY_COMPARE(heldLine(), u"3 approvals will be sent in 00:30"_s);
    QVERIFY(m_scene->actions->blockedReason(u"batch.undo"_s).isEmpty());
    m_page->hide();
    m_scene->actions->setCurrentPage(u"registry"_s);
    QCOMPARE(heldLine(), u"3 approvals will be sent in 00:30"_s);
    QTest::keyClick(m_scene->window.get(), Qt::Key_Z);
    QTRY_COMPARE(queued(), 0);
    QTRY_VERIFY(heldLine().isEmpty());
    QCOMPARE(m_scene->actions->blockedReason(u"batch.undo"_s), u"No batch is held back."_s);
    // Who comes back finds it as it was.
    m_page->show();
    QTRY_COMPARE(child<QAbstractButton>("approveMarked")->text(), u"Approve 3…"_s);
}

void TestInboxBatch::sendsNowWhenAsked()
{
    batch(u"Fine"_s);
    QTRY_VERIFY(child<QAbstractButton>("sendBatchNow"));
    child<QAbstractButton>("sendBatchNow")->click();
    QTRY_COMPARE(decisions(), 3);
    QTRY_COMPARE(m_scene->outbox->waiting(), 0);
    QCOMPARE(m_scene->outbox->intents().at(0).state, IntentState::Accepted);
}

void TestInboxBatch::comesBackAfterTheConsoleEnded()
{
    batch(u"Fine"_s);
    QTRY_COMPARE(queued(), 3);
    m_scene->clock.advance(600);
    restart();
    QTRY_COMPARE(heldLine(), u"3 approvals will be sent in 00:30"_s);
    QCOMPARE(decisions(), 0);
    press(Qt::Key_Z);
    QTRY_COMPARE(queued(), 0);
    m_scene->clock.advance(IntentLife::holdSeconds);
    restart();
    QCOMPARE(queued(), 0);
    QVERIFY(heldLine().isEmpty());
    QCOMPARE(decisions(), 0);
}

void TestInboxBatch::twoBatchesAreTakenBackApart()
{
    press(Qt::Key_X);
    press(Qt::Key_A);
    press(Qt::Key_B);
    QTRY_VERIFY(panel<QPlainTextEdit>("batchReason"));
    QTest::keyClicks(panel<QPlainTextEdit>("batchReason"), u"First"_s);
    QTRY_VERIFY(panel<QAbstractButton>("batchSend")->isEnabled());
    QTest::keyClick(panel<QPlainTextEdit>("batchReason"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!m_scene->overlays->panel());
    m_scene->clock.advance(10);
    child<QTreeView>("requestList")->setFocus();
    batch(u"The rest"_s);
    QTRY_COMPARE(heldLine(), u"1 approvals will be sent in 00:20|2 approvals will be sent in 00:30"_s);
    press(Qt::Key_Z);
    QTRY_COMPARE(heldLine(), u"1 approvals will be sent in 00:20"_s);
    QCOMPARE(queued(), 1);
}

void TestInboxBatch::saysWhatWasNotOpened()
{
    press(Qt::Key_2, Qt::AltModifier);
    press(Qt::Key_1, Qt::AltModifier);
    ApprovalRequest installed = request(u"3"_s, Risk::Low, Environment::Development);
    installed.type = RequestType::Install;
    m_scene->requests.put(installed);
    press(Qt::Key_Asterisk);
    press(Qt::Key_A);
    press(Qt::Key_B);
    QTRY_VERIFY(panel<QLabel>("batchCue"));
    QTRY_COMPARE(panel<QLabel>("batchCue")->text(),
        u"The batch is mixed: Update, Install; staging, dev. You have not opened the changes of 2 of them."_s);
}

void TestInboxBatch::remindsOfChangesThatWereNotOpened()
{
    m_scene->requests.put(request(u"1"_s, Risk::High));
    press(Qt::Key_A);
    press(Qt::Key_A);
    QTRY_VERIFY(panel<QLabel>("decisionCue"));
    QCOMPARE(panel<QLabel>("decisionCue")->text(), u"You have not opened the changes of this version."_s);
    m_scene->overlays->close();
    // A rejection needs no reminder, and neither does what was opened.
    press(Qt::Key_A);
    press(Qt::Key_R);
    QTRY_VERIFY(panel<QLabel>("decisionCue"));
    QVERIFY(panel<QLabel>("decisionCue")->isHidden());
    m_scene->overlays->close();
    press(Qt::Key_2, Qt::AltModifier);
    press(Qt::Key_A);
    press(Qt::Key_A);
    QTRY_VERIFY(panel<QLabel>("decisionCue"));
    QVERIFY(panel<QLabel>("decisionCue")->isHidden());
    m_scene->overlays->close();
    // Another version was not.
    ApprovalRequest newer = request(u"1"_s, Risk::High);
    newer.versionId = VersionId(u"ver_9"_s);
    press(Qt::Key_1, Qt::AltModifier);
    m_scene->requests.put(newer);
    press(Qt::Key_A);
    press(Qt::Key_A);
    QTRY_VERIFY(panel<QLabel>("decisionCue"));
    QVERIFY(!panel<QLabel>("decisionCue")->isHidden());
}

QStringList TestInboxBatch::viewNames()
{
    auto *menu = child<QMenu>("requestViewMenu");
    Q_EMIT menu->aboutToShow();
    QStringList names;
    const QList<QAction *> actions = menu->actions();
    for (const QAction *action : actions) {
        if (action->isSeparator())
            break;
        names.append((action->isChecked() ? u"*"_s : QString()) + action->text().section(u'\t', 0, 0));
    }
    return names;
}

void TestInboxBatch::choosesViewsByKeys()
{
    m_scene->requests.put(request(u"2"_s, Risk::High));
    QCOMPARE(viewNames(), (QStringList {u"*All requests"_s, u"My turn"_s, u"Due today"_s, u"High risk"_s}));
    press(Qt::Key_S);
    press(Qt::Key_4);
    QCOMPARE(child<QLineEdit>("requestFilter")->text(), u"risk:high,critical"_s);
    QCOMPARE(child<QAbstractButton>("requestViews")->accessibleName(), u"View: High risk"_s);
    QTRY_VERIFY(spoken(0).startsWith(u"@a/plugin-2"_s));
    press(Qt::Key_S);
    press(Qt::Key_1);
    QVERIFY(child<QLineEdit>("requestFilter")->text().isEmpty());
}

void TestInboxBatch::savesRenamesAndRemovesViews()
{
    child<QLineEdit>("requestFilter")->setText(u"env:staging"_s);
    child<QTreeView>("requestList")->setFocus();
    press(Qt::Key_S);
    press(Qt::Key_S);
    QTRY_VERIFY(panel<QLineEdit>("viewName"));
    QVERIFY(!panel<QAbstractButton>("viewSave")->isEnabled());
    QTest::keyClicks(panel<QLineEdit>("viewName"), u"my turn"_s);
    QCOMPARE(panel<QAbstractButton>("viewSave")->toolTip(), u"Another view has this name."_s);
    panel<QLineEdit>("viewName")->setText(u"On staging"_s);
    QTest::keyClick(panel<QLineEdit>("viewName"), Qt::Key_Return);
    QTRY_VERIFY(!m_scene->overlays->panel());
    QCOMPARE(viewNames().last(), u"*On staging"_s);
    const QFuture<Status> flushed = m_scene->drafts->flush();
    QTRY_VERIFY(flushed.isFinished());
    restart();
    QCOMPARE(viewNames().last(), u"*On staging"_s);
    const auto command = [this](int menuFromEnd) {
        viewNames();
        const QList<QAction *> actions = child<QMenu>("requestViewMenu")->actions();
        return actions.at(actions.size() - menuFromEnd)->menu()->actions().first();
    };
    command(2)->trigger();
    QTRY_VERIFY(panel<QLineEdit>("viewName"));
    panel<QLineEdit>("viewName")->setText(u"Staging"_s);
    QTest::keyClick(panel<QLineEdit>("viewName"), Qt::Key_Return);
    QCOMPARE(viewNames().last(), u"*Staging"_s);
    command(1)->trigger();
    QCOMPARE(viewNames().last(), u"High risk"_s);
    restart();
    QCOMPARE(viewNames().size(), 4);
}

void TestInboxBatch::theFoldedGroupsComeBack()
{
    auto *list = child<QTreeView>("requestList");
    list->collapse(list->model()->index(RequestListModel::RecentlyDecided, 0));
    restart();
    list = child<QTreeView>("requestList");
    QVERIFY(!list->isExpanded(list->model()->index(RequestListModel::RecentlyDecided, 0)));
    QVERIFY(list->isExpanded(list->model()->index(RequestListModel::YourTurn, 0)));
    press(Qt::Key_S);
    press(Qt::Key_1);
    QVERIFY(list->isExpanded(list->model()->index(RequestListModel::RecentlyDecided, 0)));
}

void TestInboxBatch::openingChangesNeitherFilterNorPlace()
{
    press(Qt::Key_S);
    press(Qt::Key_2);
    press(Qt::Key_J);
    press(Qt::Key_O);
    press(Qt::Key_2, Qt::AltModifier);
    press(Qt::Key_U);
    QCOMPARE(child<QLineEdit>("requestFilter")->text(), u"turn:mine"_s);
    QCOMPARE(child<QTreeView>("requestList")->currentIndex().row(), 1);
    QCOMPARE(m_scene->window->focusWidget(), child<QWidget>("requestList"));
}

void TestInboxBatch::keysCanBeSwitchedOff()
{
    m_scene->actions->setSingleKeysEnabled(false);
    press(Qt::Key_X);
    press(Qt::Key_Asterisk);
    press(Qt::Key_J, Qt::ShiftModifier);
    press(Qt::Key_S);
    press(Qt::Key_4);
    QVERIFY(child<QWidget>("markedBar")->isHidden());
    QVERIFY(child<QLineEdit>("requestFilter")->text().isEmpty());
}

void TestInboxBatch::everyKeyIsInTheSheet()
{
    QStringList keys;
    const QList<ActionSpec> all = m_scene->actions->all();
    for (const ActionSpec &spec : all) {
        for (const QKeySequence &sequence : spec.keys) {
            QVERIFY2(!keys.contains(sequence.toString()), qPrintable(sequence.toString()));
            keys.append(sequence.toString());
        }
        QVERIFY2(!spec.section.isEmpty() && !spec.text.isEmpty(), qPrintable(spec.id));
    }
    for (const QString &key : {u"J"_s, u"K"_s, u"O"_s, u"X"_s, u"U"_s, u"["_s, u"]"_s, u"*"_s, u"Shift+J"_s, u"Shift+K"_s, u"Z"_s, u"A, A"_s, u"A, B"_s, u"S, 1"_s, u"S, V"_s})
        QVERIFY2(keys.contains(key), qPrintable(key));
}

void TestInboxBatch::noTextIsClipped()
{
    batch(u"Fine"_s);
    QTRY_VERIFY(!heldLine().isEmpty());
    press(Qt::Key_Z);
    QTRY_COMPARE(child<QAbstractButton>("approveMarked")->text(), u"Approve 3…"_s);
    QTRY_VERIFY(m_page->isSettled());
    press(Qt::Key_A);
    press(Qt::Key_B);
    QTRY_VERIFY(panel<QAbstractButton>("batchSend"));
    QCOMPARE(clippedTexts(m_scene->window.get()).size(), 0);
}

QTEST_MAIN(TestInboxBatch)
#include "tst_inboxbatch.moc"
