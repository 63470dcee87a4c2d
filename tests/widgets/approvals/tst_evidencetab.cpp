// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/codec.h"
#include "evidencescene.h"
#include "widgets/approvals/evidencecommands.h"
#include "widgets/common/overlay/dialog.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::test;
using namespace Qt::Literals::StringLiterals;
using coretest::jsonAnswer;
using coretest::problemAnswer;

//! The Evidence tab of a request, before a scripted portal.
class TestEvidenceTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void init();
    void cleanup() { m_scene.reset(); }
    void aCheckTellsVersionTimeAndDuration();
    void aReportTellsWhoAttachedIt();
    void findingsStandBelowTheirCheck();
    void aFindingTellsAllThatIsKnown();
    void enterOpensThePlaceInTheChanges();
    void filesThatDoNotDifferAreNotOffered();
    void allChecksRunByOneKey();
    void oneCheckRunsAlone();
    void aRunIsShownAndCancelled();
    void somebodyElsesRunIsShown();
    void whatIsNotAllowedSaysWhy();
    void refusalsAreShownAboveTheChecks();
    void reportsAreAttached();
    void aWrongReportIsNamedInTheDialog();
    void unreadableFilesAreNamed();
    void aFindingIsSuppressedByKeyboard();
    void aSuppressionIsApprovedByKeyboard();
    void suppressionsSayWhoWhyAndUntil_data();
    void suppressionsSayWhoWhyAndUntil();
    void offlineRunsAreKept();
    void everyControlHasAName();
    void noTextIsClipped();

private:
    void showFindings(const QList<Suppression> &suppressions = {});
    void choose(const char *list, int row);
    void press(const char *button);
    QString text(const char *label) const { return m_scene->child<QLabel>(label)->text(); }
    QAbstractButton *button(const char *name) const { return m_scene->child<QAbstractButton>(name); }
    QStringList shownTexts(const QWidget *parent) const;
    bool panelSays(const QString &words) const { return shownTexts(m_scene->child<QWidget>("findingPanel")).join(u'|').contains(words); }
    QString file(const QString &name, const QByteArray &bytes) const;

    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<EvidenceScene> m_scene;
};

void TestEvidenceTab::init()
{
    m_scene = std::make_unique<EvidenceScene>();
}

//! One failed check with two findings, one that passed, and a report.
void TestEvidenceTab::showFindings(const QList<Suppression> &suppressions)
{
    EvidenceSet set = m_scene->evidence;
    Finding script = finding(u"fnd_1"_s, u"Runs node install.js"_s, u"install.js"_s, 2);
    script.detail = u"npm runs it as the person who installs."_s;
    script.fix = u"Install with --ignore-scripts"_s;
    Finding elsewhere = finding(u"fnd_2"_s, u"Opens a socket"_s, u"same.js"_s, 7);
    Finding known = finding(u"fnd_3"_s, u"Command injection"_s);
    known.package = u"glob@10.3.0"_s;
    Evidence report = check(EvidenceKind::Vulnerabilities, Verdict::Fail, {known});
    report.tool = u"grype"_s;
    report.toolVersion = u"0.80.0"_s;
    report.checkVersion = 0;
    report.report = attachedReport();
    set.items = {check(EvidenceKind::InstallScripts, Verdict::Fail, {script, elsewhere}), check(EvidenceKind::Licence, Verdict::Pass), report};
    for (const Suppression &given : suppressions) {
        for (Finding &found : set.items.first().findings) {
            found.suppressed = found.suppressed || (given.findingId == found.id && given.state == SuppressionState::Approved);
            if (given.findingId == found.id)
                found.actions = {};
        }
    }
    set.suppressions = suppressions;
    m_scene->show(set);
}

void TestEvidenceTab::choose(const char *list, int row)
{
    auto *view = m_scene->child<QListView>(list);
    view->setFocus();
    view->setCurrentIndex(view->model()->index(row, 0));
}

//! As the keyboard does it.
void TestEvidenceTab::press(const char *name)
{
    QAbstractButton *pressed = button(name);
    QVERIFY2(pressed && pressed->isVisible() && pressed->isEnabled(), name);
    QVERIFY2(pressed->focusPolicy() & Qt::TabFocus, name);
    pressed->setFocus();
    QTest::keyClick(pressed, Qt::Key_Space);
}

QStringList TestEvidenceTab::shownTexts(const QWidget *parent) const
{
    QStringList texts;
    const auto labels = parent->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisibleTo(parent))
            texts << label->text();
    }
    return texts;
}

QString TestEvidenceTab::file(const QString &name, const QByteArray &bytes) const
{
    QFile written(m_scene->pathOf(name));
    (void)(written.open(QIODevice::WriteOnly) && written.write(bytes) == bytes.size());
    return written.fileName();
}

void TestEvidenceTab::aCheckTellsVersionTimeAndDuration()
{
    showFindings();
    choose("checkList", 0);
    const QString origin = text("checkOrigin");
    for (const QString &part : {u"gatehouse 0.1.0"_s, u"rules 2"_s, u"41 ms"_s, u"ran "_s})
        QVERIFY2(origin.contains(part), qPrintable(origin));
    QVERIFY(button("checkRerun")->isVisible());
}

void TestEvidenceTab::aReportTellsWhoAttachedIt()
{
    showFindings();
    choose("checkList", 2);
    const QString origin = text("checkOrigin");
    for (const QString &part : {u"grype 0.80.0"_s, u"Maria Keller"_s, u"scan.json"_s, u"24 Dec 2026"_s, u"names this package and version"_s})
        QVERIFY2(origin.contains(part), qPrintable(origin));
    QVERIFY(!button("checkRerun")->isVisible());
}

void TestEvidenceTab::findingsStandBelowTheirCheck()
{
    showFindings();
    const auto *list = m_scene->child<QListView>("findingList");
    QStringList spoken;
    for (int row = 0; row < list->model()->rowCount(); ++row)
        spoken << list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    QCOMPARE(spoken.size(), 5);
    QVERIFY2(spoken.at(0).contains(u"Install scripts"_s) && spoken.at(0).contains(u"2 findings"_s), qPrintable(spoken.at(0)));
    QVERIFY2(spoken.at(1).contains(u"Runs node install.js"_s) && spoken.at(1).contains(u"install.js:2"_s), qPrintable(spoken.at(1)));
    QVERIFY2(spoken.at(2).contains(u"same.js:7"_s), qPrintable(spoken.at(2)));
    QVERIFY2(spoken.at(3).contains(u"grype"_s) && spoken.at(3).contains(u"1 finding"_s), qPrintable(spoken.at(3)));
    QVERIFY2(spoken.at(4).contains(u"glob@10.3.0"_s), qPrintable(spoken.at(4)));
}

void TestEvidenceTab::aFindingTellsAllThatIsKnown()
{
    showFindings();
    choose("findingList", 1);
    for (const QString &part : {u"Runs node install.js"_s, u"npm runs it as the person who installs."_s, u"install.js:2"_s, u"rule-fnd_1"_s,
             u"Install with --ignore-scripts"_s})
        QTRY_VERIFY2(panelSays(part), qPrintable(part));
    choose("findingList", 4);
    QTRY_VERIFY(panelSays(u"glob@10.3.0"_s));
    QVERIFY(!panelSays(u"Runs node install.js"_s));
}

void TestEvidenceTab::enterOpensThePlaceInTheChanges()
{
    showFindings();
    choose("findingList", 1);
    QTest::keyClick(m_scene->child<QListView>("findingList"), Qt::Key_Return);
    QCOMPARE(m_scene->detail().tab(), RequestDetail::Changes);
    QTRY_VERIFY(m_scene->count("GET", "/diff") >= 2 || m_scene->count("GET", "/file") >= 1);
    m_scene->detail().showTab(RequestDetail::Evidence);
    choose("findingList", 1);
    press("findingOpen");
    QCOMPARE(m_scene->detail().tab(), RequestDetail::Changes);
}

void TestEvidenceTab::filesThatDoNotDifferAreNotOffered()
{
    showFindings();
    choose("findingList", 2);
    QVERIFY(!button("findingOpen")->isEnabled());
    QVERIFY2(button("findingOpen")->toolTip().contains(u"does not differ"_s), qPrintable(button("findingOpen")->toolTip()));
    QTest::keyClick(m_scene->child<QListView>("findingList"), Qt::Key_Return);
    QCOMPARE(m_scene->detail().tab(), RequestDetail::Evidence);
}

void TestEvidenceTab::allChecksRunByOneKey()
{
    m_scene->runAnswer = jsonAnswer(toJsonBytes(toJson(run(OperationStatus::Running, 10))), 202);
    showFindings();
    press("evidenceRerun");
    QTRY_VERIFY(m_scene->child<QWidget>("evidenceRun")->isVisible());
    QCOMPARE(m_scene->sent("POST", "/versions/ver_1/evidence").body, QByteArray("{}"));
    QVERIFY(!button("evidenceRerun")->isEnabled());
}

void TestEvidenceTab::oneCheckRunsAlone()
{
    m_scene->runAnswer = jsonAnswer(toJsonBytes(toJson(run(OperationStatus::Running, 10))), 202);
    showFindings();
    choose("checkList", 1);
    press("checkRerun");
    QTRY_COMPARE(m_scene->sent("POST", "/versions/ver_1/evidence").body, QByteArray(R"({"check":"licence"})"));
}

void TestEvidenceTab::aRunIsShownAndCancelled()
{
    m_scene->runAnswer = jsonAnswer(toJsonBytes(toJson(run(OperationStatus::Running, 10))), 202);
    m_scene->cancelAnswer = jsonAnswer(toJsonBytes(toJson(run(OperationStatus::Cancelled, 40))), 202);
    showFindings();
    press("evidenceRerun");
    QTRY_VERIFY2(text("evidenceProgress").contains(u"10 %"_s), qPrintable(text("evidenceProgress")));
    m_scene->operations().put(run(OperationStatus::Running, 40));
    QTRY_VERIFY2(text("evidenceProgress").contains(u"40 %"_s), qPrintable(text("evidenceProgress")));
    const int reads = m_scene->count("GET", "/evidence");
    press("evidenceCancel");
    QTRY_VERIFY(!m_scene->child<QWidget>("evidenceRun")->isVisible());
    QCOMPARE(m_scene->count("POST", "/operations/op_1/cancel"), 1);
    QTRY_COMPARE(m_scene->count("GET", "/evidence"), reads + 1);
    QVERIFY(button("evidenceRerun")->isEnabled());
}

void TestEvidenceTab::somebodyElsesRunIsShown()
{
    m_scene->evidence.runId = OperationId(u"op_1"_s);
    m_scene->operations().put(run(OperationStatus::Running, 60));
    showFindings();
    QTRY_VERIFY(m_scene->child<QWidget>("evidenceRun")->isVisible());
    QVERIFY(text("evidenceProgress").contains(u"60 %"_s));
}

void TestEvidenceTab::whatIsNotAllowedSaysWhy()
{
    m_scene->evidence.actions = {{}, {{u"run_evidence"_s, u"forbidden"_s, u"Viewers only look."_s}, {u"attach_report"_s, u"forbidden"_s, u"Viewers attach nothing."_s}}};
    showFindings();
    QVERIFY(!button("evidenceRerun")->isEnabled());
    QVERIFY(button("evidenceRerun")->toolTip().contains(u"Viewers only look."_s));
    QVERIFY(button("evidenceAttach")->toolTip().contains(u"Viewers attach nothing."_s));
    choose("checkList", 0);
    QVERIFY(!button("checkRerun")->isEnabled());
}

void TestEvidenceTab::refusalsAreShownAboveTheChecks()
{
    m_scene->runAnswer = problemAnswer(409, "conflict_state", "The checks run already.");
    showFindings();
    press("evidenceRerun");
    QTRY_VERIFY(shownTexts(&m_scene->detail()).contains(u"The checks run already."_s));
}

void TestEvidenceTab::reportsAreAttached()
{
    m_scene->reportAnswer = jsonAnswer(toJsonBytes(toJson(attachedReport())), 201);
    showFindings();
    m_scene->detail().evidenceCommands()->attachReport(file(u"scan.json"_s, R"({"bomFormat":"CycloneDX"})"));
    QTest::keyClicks(m_scene->child<QLineEdit>("reportTool"), u"grype"_s);
    QTest::keyClicks(m_scene->child<QLineEdit>("reportRanAt"), u"2026-11-23 07:40"_s);
    const int reads = m_scene->count("GET", "/evidence");
    QTest::keyClick(m_scene->child<QLineEdit>("reportRanAt"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_scene->sent("POST", "/evidence-reports").body,
        QByteArray(R"({"content":"{\"bomFormat\":\"CycloneDX\"}","fileName":"scan.json","ranAt":"2026-11-23T07:40:00.000Z","tool":"grype"})"));
    QTRY_VERIFY(!m_scene->overlays().panel());
    QTRY_COMPARE(m_scene->count("GET", "/evidence"), reads + 1);
}

void TestEvidenceTab::aWrongReportIsNamedInTheDialog()
{
    m_scene->reportAnswer = problemAnswer(422, "validation_failed", "results[3].severity is no text.");
    showFindings();
    m_scene->detail().evidenceCommands()->attachReport(file(u"scan.json"_s, "{}"));
    QTest::keyClicks(m_scene->child<QLineEdit>("reportRanAt"), u"yesterday"_s);
    QTest::keyClick(m_scene->child<QLineEdit>("reportRanAt"), Qt::Key_Return, Qt::ControlModifier);
    const auto says = [this](const QString &words) {
        return m_scene->overlays().panel() && shownTexts(m_scene->overlays().panel()).join(u'|').contains(words);
    };
    QTRY_VERIFY(says(u"“yesterday” is no time"_s));
    QCOMPARE(m_scene->count("POST", "/evidence-reports"), 0);
    m_scene->child<QLineEdit>("reportRanAt")->clear();
    QTest::keyClick(m_scene->child<QLineEdit>("reportRanAt"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(says(u"results[3].severity is no text."_s));
}

void TestEvidenceTab::unreadableFilesAreNamed()
{
    showFindings();
    m_scene->detail().evidenceCommands()->attachReport(m_scene->pathOf(u"none.json"_s));
    QVERIFY(!m_scene->overlays().panel());
    QTRY_VERIFY(shownTexts(&m_scene->detail()).join(u'|').contains(u"none.json"_s));
}

void TestEvidenceTab::aFindingIsSuppressedByKeyboard()
{
    m_scene->proposalAnswer = jsonAnswer(toJsonBytes(toJson(suppression(u"fnd_1"_s, SuppressionState::Proposed))), 201);
    showFindings();
    choose("findingList", 1);
    press("findingSuppress");
    auto *reason = m_scene->child<QPlainTextEdit>("suppressReason");
    QTRY_VERIFY(reason->hasFocus());
    QTest::keyClicks(reason, u"It only prints"_s);
    QTest::keyClick(m_scene->child<QComboBox>("suppressDays"), Qt::Key_Up);
    QTest::keyClick(reason, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_scene->count("POST", "/suppressions"), 1);
    const QByteArray body = m_scene->sent("POST", "/suppressions").body;
    QVERIFY2(body.contains(R"("findingId":"fnd_1")") && body.contains(R"("reason":"It only prints")"), body);
    QTRY_VERIFY(!m_scene->overlays().panel());
}

void TestEvidenceTab::aSuppressionIsApprovedByKeyboard()
{
    m_scene->decisionAnswer = jsonAnswer(toJsonBytes(toJson(suppression(u"fnd_1"_s, SuppressionState::Approved))));
    showFindings({suppression(u"fnd_1"_s, SuppressionState::Proposed, {u"approve"_s, u"reject"_s})});
    choose("findingList", 1);
    QVERIFY(!button("findingSuppress")->isVisible());
    QVERIFY(!button("suppressionWithdraw")->isVisible());
    press("suppressionApprove");
    auto *dialog = m_scene->child<Dialog>("suppressionDialog");
    QVERIFY(dialog);
    auto *comment = dialog->findChild<QPlainTextEdit *>();
    QTest::keyClicks(comment, u"Agreed"_s);
    QTest::keyClick(comment, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_scene->count("POST", "/suppressions/sup_1/decisions"), 1);
    const auto sent = m_scene->sent("POST", "/suppressions/sup_1/decisions");
    QCOMPARE(sent.body, QByteArray(R"({"action":"approve","comment":"Agreed"})"));
    QCOMPARE(sent.header("if-match"), QByteArray("\"sup-1\""));
    QTRY_VERIFY(!m_scene->overlays().panel());
}

void TestEvidenceTab::suppressionsSayWhoWhyAndUntil_data()
{
    QTest::addColumn<SuppressionState>("state");
    QTest::addColumn<QString>("words");
    QTest::newRow("proposed") << SuppressionState::Proposed << u"It counts until somebody else approves."_s;
    QTest::newRow("approved") << SuppressionState::Approved << u"Approved by Lea Brandt"_s;
    QTest::newRow("expired") << SuppressionState::Expired << u"It expired and counts again."_s;
}

void TestEvidenceTab::suppressionsSayWhoWhyAndUntil()
{
    QFETCH(SuppressionState, state);
    QFETCH(QString, words);
    Suppression given = suppression(u"fnd_1"_s, state);
    if (state == SuppressionState::Approved)
        given.decidedBy = PersonRef {PersonId(u"per_b"_s), u"Lea Brandt"_s};
    showFindings({given});
    // What is held back stands below what counts.
    choose("findingList", state == SuppressionState::Approved ? 2 : 1);
    for (const QString &part : {u"Maria Keller"_s, u"It only prints a sentence"_s, u"24 Dec 2026"_s, words})
        QTRY_VERIFY2(panelSays(part), qPrintable(part));
}

void TestEvidenceTab::offlineRunsAreKept()
{
    showFindings();
    m_scene->goOffline();
    QCOMPARE(button("evidenceRerun")->text(), u"Keep run in Outbox"_s);
    press("evidenceRerun");
    QTRY_COMPARE(m_scene->outbox().intents().count(), 1);
    QCOMPARE(m_scene->count("POST", "/evidence"), 0);
}

void TestEvidenceTab::everyControlHasAName()
{
    showFindings({suppression(u"fnd_1"_s, SuppressionState::Proposed, {u"approve"_s, u"reject"_s, u"withdraw"_s})});
    choose("checkList", 0);
    choose("findingList", 1);
    QStringList nameless;
    const auto widgets = m_scene->detail().findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *asButton = qobject_cast<const QAbstractButton *>(widget);
        const bool control = asButton || qobject_cast<const QAbstractItemView *>(widget) || qobject_cast<const QLineEdit *>(widget);
        if (control && widget->isVisible() && widget->accessibleName().isEmpty() && (!asButton || asButton->text().isEmpty()))
            nameless << QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    QCOMPARE(nameless, QStringList());
}

void TestEvidenceTab::noTextIsClipped()
{
    showFindings({suppression(u"fnd_1"_s, SuppressionState::Proposed, {u"approve"_s, u"reject"_s, u"withdraw"_s})});
    choose("checkList", 2);
    choose("findingList", 1);
    const auto *panel = m_scene->child<QWidget>("findingPanel");
    QTRY_VERIFY(panel->height() >= panel->layout()->heightForWidth(panel->width()));
    QTRY_COMPARE(clippedTexts(&m_scene->window()).size(), 0);
}

QTEST_MAIN(TestEvidenceTab)
#include "tst_evidencetab.moc"
