// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/approvals/changesscene.h"
#include "widgets/common/display/badge.h"
#include "widgets/approvals/requestdetail.h"
#include "widgets/common/controls/tabbar.h"
#include "widgets/common/keychords.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/review/diffpane.h"
#include "widgets/review/linecard.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabBar>
#include <QTest>
#include <QTreeView>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;
using widgetstest::ChangesScene;

//! The changes of a request, by keys.
class TestChangesTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void readingTakesTheWholeWidth();
    void urgentFilesStandFirst();
    void keysWalkThroughLinesChangesAndFiles();
    void marksReachThePortalByKeys();
    void theNextUnreviewedIsFoundAroundTheEnd();
    void layoutIsRemembered();
    void thePlaceComesBack();
    void whitespaceIsHiddenOnDemand();
    void hiddenLinesAreShownByKeys();
    void aDraftIsKeptOnThisComputer();
    void draftsAreSentByKey();
    void aLineCanBeMarkedToBeSolved();
    void draftsLeaveBeforeTheDecision();
    void aRefusedDraftSaysWhyAndStays();
    void theInstallScriptIsWarnedOf();
    void anotherBaseIsCompared();
    void findsInHiddenLines();
    void findingsLeadToTheEvidence();
    void commentsLeadToTheirLine();
    void sourceMapsAreHidden();
    void selectionIsCopiedWithoutSigns();
    void screenReadersHearLines();
    void aConfigurationChangeHasNoMarks();
    void everyControlHasAName();
    void noTextIsClipped_data();
    void noTextIsClipped();

private:
    void open();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_page, key, modifiers); }
    void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    template <typename T>
    T *child(const char *name) const { return m_window->findChild<T *>(QLatin1String(name)); }
    DiffPane *pane() const { return child<DiffPane>("diffPane"); }
    QString currentFile() const { return pane()->currentSection() < 0 ? QString() : pane()->document().section(pane()->currentSection()).file.path; }
    std::optional<DiffCaret::Line> caretLine() const { return pane()->currentLine(); }
    //! Writes \a text on a line of package.json and leaves it as a draft.
    void draft(int line, const QString &text);

    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<ChangesScene> m_scene;
    std::unique_ptr<QWidget> m_window;
    OverlayHost *m_overlays = nullptr;
    InboxPage *m_page = nullptr;
    KeyChords *m_chords = nullptr;
};

void TestChangesTab::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestChangesTab::init()
{
    m_scene = std::make_unique<ChangesScene>();
    m_scene->fillAsDrawn();
    open();
}

//! The console as it starts, with the changes of the first request in front.
void TestChangesTab::open()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(1392, 820);
    m_overlays = new OverlayHost(m_window.get());
    QTRY_VERIFY(m_scene->drafts->isRestored());
    m_page = new InboxPage(m_scene->parts(*m_overlays), m_window.get());
    m_page->resize(m_window->size());
    m_chords = new KeyChords(m_scene->actions, m_window.get());
    qApp->installEventFilter(m_chords);
    m_scene->actions.setCurrentPage(u"inbox"_s);
    m_window->show();
    m_overlays->raise();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QApplication::setActiveWindow(m_window.get());
    m_page->activate();
    QTRY_VERIFY(child<QTreeView>("requestList")->currentIndex().isValid());
    press(Qt::Key_2, Qt::AltModifier);
    QTRY_VERIFY(pane()->document().count() > 0 && pane()->document().section(0).comparison);
    QTRY_VERIFY(m_page->isSettled());
    pane()->setFocus();
}

void TestChangesTab::cleanup()
{
    m_overlays->close();
    m_window.reset();
    m_scene.reset();
}

void TestChangesTab::draft(int line, const QString &text)
{
    pane()->goToLine(u"package.json"_s, DiffSide::After, line);
    pane()->setFocus();
    press(Qt::Key_C);
    type(text);
    press(Qt::Key_Return, Qt::ControlModifier);
}

void TestChangesTab::readingTakesTheWholeWidth()
{
    QVERIFY(child<QWidget>("requestList")->isHidden() || !child<QWidget>("requestList")->isVisible());
    QVERIFY(!child<QWidget>("requestHeader")->isVisible());
    QCOMPARE(m_page->crumb(), (QStringList {u"Inbox"_s, u"@roadiehq/backstage-plugin-argo-cd"_s}));
    press(Qt::Key_V);
    QVERIFY(child<QWidget>("requestList")->isVisible());
    press(Qt::Key_V);
    QVERIFY(!child<QWidget>("requestList")->isVisible());
    press(Qt::Key_U);
    QVERIFY(child<QTreeView>("requestList")->hasFocus());
    press(Qt::Key_V);
    press(Qt::Key_1, Qt::AltModifier);
    QVERIFY(child<QWidget>("requestList")->isVisible());
}

void TestChangesTab::urgentFilesStandFirst()
{
    const DiffDocument &document = pane()->document();
    QStringList paths;
    for (int i = 0; i < 4; ++i)
        paths += document.section(i).file.path;
    QCOMPARE(paths, (QStringList {u"package.json"_s, u"scripts/fetch-crds.js"_s, u"dist/permissions.esm.js"_s, u"config.d.ts"_s}));
    const auto *list = child<QTreeView>("fileList");
    QCOMPARE(list->currentIndex().data(Qt::AccessibleTextRole).toString(),
        u"package.json, Modified, 7 lines added, 5 removed, Manifest, not reviewed"_s);
}

void TestChangesTab::keysWalkThroughLinesChangesAndFiles()
{
    press(Qt::Key_N);
    QCOMPARE(caretLine()->number, 3);
    press(Qt::Key_J);
    QCOMPARE(caretLine()->number, 4);
    press(Qt::Key_K);
    press(Qt::Key_Down);
    QCOMPARE(caretLine()->number, 4);
    press(Qt::Key_N);
    QCOMPARE(caretLine()->number, 42);
    press(Qt::Key_P);
    QCOMPARE(caretLine()->number, 3);
    press(Qt::Key_BracketRight);
    QCOMPARE(currentFile(), u"scripts/fetch-crds.js"_s);
    press(Qt::Key_BracketLeft);
    QCOMPARE(currentFile(), u"package.json"_s);
    QCOMPARE(child<QTreeView>("fileList")->currentIndex().data(Qt::DisplayRole).toString(), u"package.json"_s);
}

void TestChangesTab::marksReachThePortalByKeys()
{
    QTRY_COMPARE(child<QLabel>("reviewedCount")->text(), u"4 of 14 reviewed"_s);
    press(Qt::Key_R);
    QCOMPARE(child<QLabel>("reviewedCount")->text(), u"5 of 14 reviewed"_s);
    QVERIFY(pane()->document().section(0).isCollapsed);
    QTRY_VERIFY(m_scene->reviewed.contains(u"package.json"_s));
    press(Qt::Key_X);
    QCOMPARE(child<QLabel>("reviewedCount")->text(), u"4 of 14 reviewed"_s);
    QTRY_VERIFY(!m_scene->reviewed.contains(u"package.json"_s));
    press(Qt::Key_M, Qt::ShiftModifier);
    QCOMPARE(currentFile(), u"scripts/fetch-crds.js"_s);
    QTRY_VERIFY(m_scene->reviewed.contains(u"package.json"_s));
}

void TestChangesTab::theNextUnreviewedIsFoundAroundTheEnd()
{
    QTRY_COMPARE(child<QLabel>("reviewedCount")->text(), u"4 of 14 reviewed"_s);
    const DiffDocument &document = pane()->document();
    pane()->goToSection(document.count() - 1);
    QTest::mouseClick(child<QAbstractButton>("nextUnreviewed"), Qt::LeftButton);
    QCOMPARE(currentFile(), u"package.json"_s);
    pane()->setFocus();
    for (int i = 0; i < document.count(); ++i)
        press(Qt::Key_M, Qt::ShiftModifier);
    QCOMPARE(child<QLabel>("reviewedCount")->text(), u"14 of 14 reviewed"_s);
    QVERIFY(!child<QAbstractButton>("nextUnreviewed")->isEnabled());
}

void TestChangesTab::layoutIsRemembered()
{
    QCOMPARE(pane()->document().mode(), DiffMode::SideBySide);
    press(Qt::Key_M);
    QCOMPARE(pane()->document().mode(), DiffMode::Unified);
    m_window.reset();
    open();
    QCOMPARE(pane()->document().mode(), DiffMode::Unified);
}

void TestChangesTab::thePlaceComesBack()
{
    const DiffCaret::Line place {u"scripts/fetch-crds.js"_s, DiffSide::After, 7};
    pane()->goToTop(place);
    QTRY_COMPARE(pane()->topLine().value_or(DiffCaret::Line()), place);
    QTRY_COMPARE(m_scene->state.value(u"inbox/file"_s).toStringList(), (QStringList {u"req_1"_s, place.path, u"1"_s, u"7"_s}));
    m_window.reset();
    open();
    QTRY_VERIFY(pane()->document().section(1).comparison);
    QCOMPARE(*pane()->topLine(), place);
}

void TestChangesTab::whitespaceIsHiddenOnDemand()
{
    cleanup();
    m_scene = std::make_unique<ChangesScene>();
    m_scene->addFile(u"a.js"_s, u"one\n  two\n"_s, u"one\n    two\n"_s);
    m_scene->fillRequests();
    open();
    QCOMPARE(pane()->document().section(0).comparison->added, 1);
    press(Qt::Key_W);
    QTRY_COMPARE(pane()->document().section(0).comparison->added, 0);
    QCOMPARE(pane()->document().notes(0), QList {DiffNote::OnlyWhitespace});
    // Return on the file does what its note offers.
    pane()->goToSection(0);
    press(Qt::Key_Return);
    QTRY_COMPARE(pane()->document().section(0).comparison->added, 1);
}

void TestChangesTab::hiddenLinesAreShownByKeys()
{
    const auto rows = [this] { return pane()->document().section(0).rows.size(); };
    const size_t before = rows();
    press(Qt::Key_N);
    press(Qt::Key_Greater);
    QCOMPARE(rows(), before + 20);
    press(Qt::Key_X, Qt::ShiftModifier);
    QVERIFY(rows() > before + 20);
    QCOMPARE(caretLine()->number, 3);
}

void TestChangesTab::aDraftIsKeptOnThisComputer()
{
    draft(43, u"What does this fetch?"_s);
    auto *card = child<LineDraftCard>("lineDraft");
    QVERIFY(card && card->isVisible() && !card->isEditing());
    QVERIFY(pane()->hasFocus());
    QCOMPARE(child<QLabel>("decisionDrafts")->text(), u"1 drafts kept on this computer, sent with your decision"_s);
    QTRY_VERIFY(m_scene->drafts->isWritten(u"line/req_1/after/43/ver_2/package.json"_s));
    QVERIFY(m_scene->posted.isEmpty());
    // As after kill -9.
    m_window.reset();
    m_scene->drafts = std::make_unique<DraftKeeper>(m_scene->rows, m_scene->clock);
    m_scene->drafts->restore();
    open();
    pane()->goToLine(u"package.json"_s, DiffSide::After, 43);
    QTRY_VERIFY(child<LineDraftCard>("lineDraft"));
    QCOMPARE(child<LineDraftCard>("lineDraft")->text(), u"What does this fetch?"_s);
    press(Qt::Key_C);
    QVERIFY(child<LineDraftCard>("lineDraft")->isEditing());
    QTest::mouseClick(child<QAbstractButton>("lineDiscard"), Qt::LeftButton);
    QTRY_VERIFY(!child<QLabel>("decisionDrafts")->isVisible());
    QVERIFY(m_scene->drafts->all().isEmpty() || m_scene->drafts->listedCount() == 0);
}

void TestChangesTab::draftsAreSentByKey()
{
    draft(43, u"What does this fetch?"_s);
    draft(3, u"Why a minor version?"_s);
    press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_scene->posted.size(), 2);
    QCOMPARE(m_scene->posted.at(1)["text"_L1].toString(), u"What does this fetch?"_s);
    QCOMPARE(m_scene->posted.at(1)["anchor"_L1].toObject(),
        (QJsonObject {{u"path"_s, u"package.json"_s}, {u"side"_s, u"after"_s}, {u"line"_s, 43}, {u"versionId"_s, u"ver_2"_s}}));
    QTRY_VERIFY(!child<QLabel>("decisionDrafts")->isVisible());
    QTRY_VERIFY(m_window->findChild<LineCommentCard *>());
    QTRY_VERIFY(!child<LineDraftCard>("lineDraft"));
}

void TestChangesTab::aLineCanBeMarkedToBeSolved()
{
    draft(43, u"What does this fetch?"_s);
    QVERIFY(child<QAbstractButton>("decisionApprove")->isEnabled());
    child<LineDraftCard>("lineDraft")->toggleMustSolve();
    QVERIFY(child<QAbstractButton>("lineMustSolve")->isVisible());
    // It would be approved past what its author wants solved.
    QTRY_VERIFY(!child<QAbstractButton>("decisionApprove")->isEnabled());
    QVERIFY(child<QAbstractButton>("decisionApprove")->toolTip().contains(u"Blocked by your draft"_s));
    press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_scene->posted.size(), 1);
    QCOMPARE(m_scene->posted.first()["mark"_L1].toString(), u"must_solve"_s);
    QTRY_VERIFY(m_window->findChild<LineCommentCard *>());
    QVERIFY(m_window->findChild<LineCommentCard *>()->accessibleName().contains(u"Must be solved"_s));
    QVERIFY(m_window->findChild<LineCommentCard *>()->findChild<Badge *>());
    QTRY_VERIFY(child<QAbstractButton>("decisionApprove")->isEnabled());
}

void TestChangesTab::draftsLeaveBeforeTheDecision()
{
    draft(43, u"What does this fetch?"_s);
    m_scene->decisionAnswer = coretest::jsonAnswer(toJsonBytes(toJson(ChangesScene::request(u"1"_s, u"decided"_s))), 201);
    press(Qt::Key_A);
    press(Qt::Key_C);
    QTRY_VERIFY(child<QWidget>("decisionDialog"));
    QCOMPARE(child<QLabel>("decisionFirst")->text(), u"Sends your 1 comments on lines first."_s);
    child<QPlainTextEdit>("decisionReason")->setPlainText(u"See the line."_s);
    m_scene->asked.clear();
    QTest::keyClick(child<QPlainTextEdit>("decisionReason"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_scene->posted.size(), 1);
    QTRY_VERIFY(m_scene->asked.filter(u"/decisions"_s).size() == 1);
    const qsizetype comment = m_scene->asked.indexOf(QRegularExpression(u".*/comments"_s));
    const qsizetype decision = m_scene->asked.indexOf(QRegularExpression(u".*/decisions"_s));
    QVERIFY(comment >= 0 && comment < decision);
    QTRY_VERIFY(!child<QWidget>("decisionDialog"));
}

void TestChangesTab::aRefusedDraftSaysWhyAndStays()
{
    draft(43, u"What does this fetch?"_s);
    m_scene->commentAnswer = coretest::problemAnswer(403, "forbidden", "Requesters and reviewers write here.");
    press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    auto *card = child<LineDraftCard>("lineDraft");
    QTRY_VERIFY([card] {
        const QList<QLabel *> labels = card->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) { return label->text().contains("Requesters and reviewers"_L1); });
    }());
    QCOMPARE(m_scene->drafts->listedCount(), 1);
}

void TestChangesTab::theInstallScriptIsWarnedOf()
{
    auto *band = child<QWidget>("installBand");
    QVERIFY(band->isVisible());
    QString words;
    const QList<QLabel *> labels = band->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        words += label->text() + u' ';
    QVERIFY2(words.contains(u"postinstall runs “node scripts/fetch-crds.js”. Version 2.6.0 had none."_s), qPrintable(words));
    QVERIFY2(words.contains("Policy install-scripts v3: Two Security approvals are needed."_L1), qPrintable(words));
    QTest::mouseClick(child<QAbstractButton>("installLine"), Qt::LeftButton);
    QCOMPARE(*caretLine(), (DiffCaret::Line {u"package.json"_s, DiffSide::After, 43}));
    QTest::mouseClick(child<QAbstractButton>("installScript"), Qt::LeftButton);
    QTRY_COMPARE(caretLine().value_or(DiffCaret::Line()), (DiffCaret::Line {u"scripts/fetch-crds.js"_s, DiffSide::After, 1}));
}

void TestChangesTab::anotherBaseIsCompared()
{
    QVERIFY(m_scene->asked.filter(u"base=reviewed&otherwise=ver_0"_s).size() >= 1);
    auto *base = child<QPushButton>("diffBase");
    QCOMPARE(base->text(), u"2.6.0"_s);
    QTRY_COMPARE(base->menu()->actions().size(), 2);
    QCOMPARE(base->menu()->actions().at(0)->text(), u"2.8.1, runs in production"_s);
    QCOMPARE(base->menu()->actions().at(1)->text(), u"2.6.0, last human review"_s);
    base->menu()->actions().at(0)->trigger();
    QTRY_COMPARE(base->text(), u"2.8.1"_s);
    QVERIFY(!m_scene->asked.filter(u"diff?base=ver_0"_s).isEmpty());
    QTRY_VERIFY(base->menu()->actions().at(0)->isChecked());
}

void TestChangesTab::findsInHiddenLines()
{
    press(Qt::Key_F, Qt::ControlModifier);
    auto *field = child<QLineEdit>("diffFind");
    QVERIFY(field->hasFocus());
    type(u"field20"_s);
    QTRY_VERIFY2(child<QLabel>("diffFindCount")->text().startsWith("1 of 1"_L1), qPrintable(child<QLabel>("diffFindCount")->text()));
    QCOMPARE(caretLine()->number, 25);
    field->clear();
    type(u"backstage-cli"_s);
    QTRY_VERIFY2(child<QLabel>("diffFindCount")->text().contains(" of 4"_L1), qPrintable(child<QLabel>("diffFindCount")->text()));
    press(Qt::Key_Return);
    press(Qt::Key_Escape);
    QVERIFY(pane()->hasFocus());
    QVERIFY(!field->isVisible());
}

void TestChangesTab::findingsLeadToTheEvidence()
{
    pane()->goToLine(u"scripts/fetch-crds.js"_s, DiffSide::After, 1);
    QTRY_COMPARE(caretLine().value_or(DiffCaret::Line()).number, 1);
    press(Qt::Key_N, Qt::ShiftModifier);
    press(Qt::Key_Return);
    QVERIFY(qobject_cast<QAbstractButton *>(QApplication::focusWidget()));
    press(Qt::Key_Space);
    QCOMPARE(child<QTabBar>("requestTabs")->currentIndex(), int(RequestDetail::Evidence));
}

void TestChangesTab::commentsLeadToTheirLine()
{
    draft(43, u"What does this fetch?"_s);
    press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_scene->posted.size(), 1);
    pane()->goToSection(2);
    press(Qt::Key_5, Qt::AltModifier);
    QTRY_VERIFY(child<QAbstractButton>("commentPlace"));
    QCOMPARE(child<QAbstractButton>("commentPlace")->text(), u"package.json, line 43"_s);
    QTest::mouseClick(child<QAbstractButton>("commentPlace"), Qt::LeftButton);
    QCOMPARE(child<QTabBar>("requestTabs")->currentIndex(), int(RequestDetail::Changes));
    QTRY_COMPARE(*caretLine(), (DiffCaret::Line {u"package.json"_s, DiffSide::After, 43}));
}

void TestChangesTab::sourceMapsAreHidden()
{
    const auto *tabs = child<TabBar>("requestTabs");
    const auto lastGroup = [this] { return child<QTreeView>("fileList")->model()->index(2, 0).data(FileListModel::CountRole).toInt(); };
    QCOMPARE(pane()->document().count(), 14);
    QCOMPARE(tabs->count(RequestDetail::Changes), 14);
    QCOMPARE(lastGroup(), 1);
    QTest::mouseClick(child<QAbstractButton>("showSourceMaps"), Qt::LeftButton);
    QCOMPARE(pane()->document().count(), 23);
    QCOMPARE(tabs->count(RequestDetail::Changes), 23);
    QCOMPARE(lastGroup(), 10);
    QTest::mouseClick(child<QAbstractButton>("showSourceMaps"), Qt::LeftButton);
    QCOMPARE(pane()->document().count(), 14);
    press(Qt::Key_Slash);
    type(u"readme"_s);
    QCOMPARE(child<QTreeView>("fileList")->model()->rowCount(), 1);
    press(Qt::Key_Escape);
    press(Qt::Key_Escape);
    QVERIFY(child<QTreeView>("fileList")->hasFocus());
}

void TestChangesTab::selectionIsCopiedWithoutSigns()
{
    press(Qt::Key_N);
    press(Qt::Key_Down, Qt::ShiftModifier);
    press(Qt::Key_End, Qt::ShiftModifier);
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"  \"version\": \"2.9.0\",\n  \"license\": \"Apache-2.0\","_s);
    press(Qt::Key_Escape);
    press(Qt::Key_Home);
    press(Qt::Key_K);
    press(Qt::Key_Left);
    QCOMPARE(caretLine()->side, DiffSide::Before);
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"  \"version\": \"2.6.0\","_s);
}

void TestChangesTab::screenReadersHearLines()
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(pane());
    QVERIFY(interface && interface->textInterface());
    QAccessibleTextInterface *text = interface->textInterface();
    press(Qt::Key_N);
    QCOMPARE(interface->text(QAccessible::Value), u"3 added:   \"version\": \"2.9.0\","_s);
    const int caret = text->cursorPosition();
    QVERIFY(text->text(caret, text->characterCount()).startsWith("3 added:"_L1));
    QVERIFY(text->text(0, 40).startsWith("package.json, Modified"_L1));
    text->setCursorPosition(0);
    QCOMPARE(pane()->caret().place().row, -1);
    text->setCursorPosition(caret);
    QCOMPARE(caretLine()->number, 3);
    QVERIFY(interface->state().readOnly);
}

void TestChangesTab::aConfigurationChangeHasNoMarks()
{
    ApprovalRequest config = ChangesScene::request(u"1"_s, u"your_turn"_s);
    config.type = RequestType::ConfigurationChange;
    config.versionId = {};
    config.configRevisionId = ConfigRevisionId(u"rev_2"_s);
    config.configRevision = 2;
    config.baseConfigRevision = 1;
    m_scene->configDiff.path = u"app-config.yaml"_s;
    m_scene->configDiff.hunks = {{u"@@ -1,2 +1,2 @@"_s, {{u" "_s, 1, 1, u"argocd:"_s}, {u"-"_s, 2, 0, u"  cycles: 1"_s}, {u"+"_s, 0, 2, u"  cycles: 2"_s}}}};
    m_scene->requests.put(config);
    QTRY_COMPARE(currentFile(), u"app-config.yaml"_s);
    QCOMPARE(child<QLabel>("reviewedCount")->text(), QString());
    QVERIFY(!child<QWidget>("diffBase")->isVisible());
    pane()->setFocus();
    press(Qt::Key_N);
    press(Qt::Key_C);
    type(u"Why?"_s);
    press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(m_scene->drafts->find(u"line/req_1/after/2/-/app-config.yaml"_s));
}

void TestChangesTab::everyControlHasAName()
{
    draft(43, u"What does this fetch?"_s);
    const QList<QWidget *> widgets = m_window->findChildren<QWidget *>();
    QStringList nameless;
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy())
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            nameless += QString(QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName());
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

void TestChangesTab::noTextIsClipped_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("design") << 1392;
    QTest::newRow("with the list") << 1100;
}

void TestChangesTab::noTextIsClipped()
{
    QFETCH(int, width);
    m_window->resize(width, 820);
    m_page->resize(m_window->size());
    draft(43, u"What does this fetch?"_s);
    QCoreApplication::processEvents();
    const QList<ClippedText> clipped = clippedTexts(m_window.get());
    for (const ClippedText &text : clipped)
        qWarning() << text.widget << text.text << text.needed << text.available;
    QVERIFY(clipped.isEmpty());
}

QTEST_MAIN(TestChangesTab)
#include "tst_changestab.moc"
