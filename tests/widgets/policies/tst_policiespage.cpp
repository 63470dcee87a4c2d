// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/pagescene.h"
#include "tests/widgets/policies/policysamples.h"
#include "widgets/common/code/codehighlighting.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/policies/backtestview.h"
#include "widgets/policies/policiespage.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace gatehouse::policytest;
using namespace gatehouse::widgetstest;
using namespace Qt::Literals::StringLiterals;

//! The policies on the screen of an admin, and of somebody who only reads them.
class TestPoliciesPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void rulesAreReadInWords();
    void rowsAreSteppedByKeys();
    void aRuleLeadsToItsLine();
    void aMistakeIsShownInItsLine();
    void theDraftSaysWhatItChanges();
    void savesADraftOnWhatItStandsOn();
    void aMovedTextLeavesWhatWasTypedAlone();
    void unsavedTextSurvivesTheConsole();
    void theDraftIsTriedOnAVersion();
    void aBacktestIsFollowedAndListed();
    void aBacktestIsCancelled();
    void aBacktestThatFailsSaysSo();
    void aBacktestIsTakenUpAgain();
    void aTextThatChangedSinceIsTriedAgain();
    void theTableIsSavedWhole();
    void activatingNeedsAReason();
    void whatStandsInTheWayIsSaid();
    void aDraftIsDiscardedWhenConfirmed();
    void versionsAreCompared();
    void readersSeeAndChangeNothing();
    void sayWhenTheyCannotBeRead();
    void everyControlHasAName();
    void noTextIsClipped();

private:
    ScriptedAnswer answer(const SeenRequest &seen);
    void openPage();
    Policies policies() const;
    QList<PolicyVersion> versions() const;
    QString digestOfDraft() const { return u"sha256-%1"_s.arg(m_draft.size()); }
    Operation operation(OperationStatus status, int percent = 40) const;
    void makeDraft(bool tried);
    void finishBacktest() { m_operations->put(operation(OperationStatus::Succeeded, 100)); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(child<QListView>("policyList"), key, modifiers); }
    void trigger(const char *id) { m_scene->actions->action(u"policies."_s + QLatin1String(id))->trigger(); }
    template <typename T>
    T *child(const char *name) const { return m_scene->child<T>(name); }
    QPlainTextEdit *editor() const { return child<QPlainTextEdit>("policyEditor"); }
    QAbstractButton *button(const char *name) const { return child<QAbstractButton>(name); }
    int tab() const { return child<QTabBar>("policyTabs")->currentIndex(); }
    QString spoken(const char *list, int row) const { return child<QListView>(list)->model()->index(row, 0).data(Qt::AccessibleTextRole).toString(); }
    int rowsIn(const char *list) const { return child<QListView>(list)->model()->rowCount(); }

    std::unique_ptr<PageScene> m_scene;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<CodeHighlighting> m_highlighting;
    std::unique_ptr<PluginStore> m_plugins;
    std::unique_ptr<OperationStore> m_operations;
    std::unique_ptr<PolicyService> m_service;
    std::unique_ptr<OperationService> m_operationService;
    std::unique_ptr<RegistryService> m_registry;
    PoliciesPage *m_page = nullptr;

    bool m_isAdmin = true;
    bool m_isReachable = true;
    int m_active = 3;
    QString m_draft; //!< Its text; null for none.
    bool m_isTried = false;
    std::optional<ScriptedAnswer> m_refusal; //!< For every write.
};

void TestPoliciesPage::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
    m_highlighting = std::make_unique<CodeHighlighting>();
}

void TestPoliciesPage::init()
{
    m_isAdmin = true;
    m_isReachable = true;
    m_active = 3;
    m_draft = QString();
    m_isTried = false;
    m_refusal.reset();
    m_scene = std::make_unique<PageScene>([this](const SeenRequest &seen) { return answer(seen); }, u"policies"_s);
    m_scene->listenToKeys();
    QVERIFY(m_scene->openOutbox());
    m_plugins = std::make_unique<PluginStore>();
    Plugin quay;
    quay.id = PluginId(u"plg_quay"_s);
    quay.name = u"@acme/quay"_s;
    m_plugins->put(quay);
    m_operations = std::make_unique<OperationStore>();
    m_service = std::make_unique<PolicyService>(m_scene->client, *m_scene->outbox, *m_operations);
    m_operationService = std::make_unique<OperationService>(m_scene->client, *m_scene->outbox, *m_operations);
    m_registry = std::make_unique<RegistryService>(m_scene->client, *m_scene->outbox, *m_plugins, *m_operations);
}

void TestPoliciesPage::cleanup()
{
    m_scene->closeWindow();
    m_page = nullptr;
    m_service.reset();
    m_operationService.reset();
    m_registry.reset();
    m_scene.reset();
}

void TestPoliciesPage::openPage()
{
    delete m_page;
    QVERIFY(m_scene->openDrafts());
    PageScene &scene = *m_scene;
    m_page = new PoliciesPage({*m_service, *m_operationService, *m_operations, *m_registry, *m_plugins, *scene.actions, *scene.drafts, *scene.overlays,
                                  scene.state, scene.freshness, *m_highlighting},
        scene.window.get());
    m_scene->show(m_page);
    m_page->activate();
    QTRY_VERIFY(m_page->isSettled());
}

void TestPoliciesPage::makeDraft(bool tried)
{
    m_draft = activeYaml() + u"# Stricter.\n"_s;
    m_isTried = tried;
}

Policies TestPoliciesPage::policies() const
{
    Policies all;
    all.items = {cooldown(), licences()};
    all.version = m_active;
    all.name = u"Ours"_s;
    all.etag = u"policies-%1-%2"_s.arg(m_active).arg(m_draft.size());
    all.asOf = m_scene->clock.now();
    if (!m_draft.isNull())
        all.draftVersion = m_active + 1;
    const QStringList actions {u"edit"_s, u"discard"_s, u"dry_run"_s, u"back_test"_s, u"activate"_s};
    for (const QString &action : actions) {
        if (!m_isAdmin)
            all.actions.blocked.append({action, u"forbidden"_s, u"Only a platform admin changes policies."_s});
        else if (action != u"edit"_s && m_draft.isNull())
            all.actions.blocked.append({action, u"conflict_state"_s, u"The policies have no draft."_s});
        else if (action == u"activate"_s && !m_isTried)
            all.actions.blocked.append({action, u"conflict_state"_s, u"Try it first: this text was not tried yet."_s});
        else
            all.actions.allowed.append(action);
    }
    return all;
}

QList<PolicyVersion> TestPoliciesPage::versions() const
{
    QList<PolicyVersion> all;
    const auto add = [&](int number, const QString &state, const QString &yaml) {
        PolicyVersion version;
        version.version = number;
        version.state = state;
        version.yaml = yaml;
        version.digest = u"sha256-%1"_s.arg(yaml.size());
        version.createdAt = version.changedAt = m_scene->clock.now();
        all.append(version);
    };
    if (!m_draft.isNull())
        add(m_active + 1, u"draft"_s, m_draft);
    add(m_active, u"active"_s, activeYaml());
    add(m_active - 1, u"retired"_s, QString(activeYaml()).replace(u"below: 7"_s, u"below: 3"_s));
    return all;
}

Operation TestPoliciesPage::operation(OperationStatus status, int percent) const
{
    Operation operation;
    operation.id = OperationId(u"op_1"_s);
    operation.type = OperationType::Policy;
    operation.status = status;
    operation.percent = percent;
    operation.subjectId = u"pbt_1"_s;
    operation.createdAt = m_scene->clock.now();
    operation.actions.allowed = {u"cancel"_s};
    if (status == OperationStatus::Failed) {
        operation.problem = Problem();
        operation.problem->code = u"internal"_s;
        operation.problem->detail = u"The decisions cannot be read."_s;
    }
    return operation;
}

ScriptedAnswer TestPoliciesPage::answer(const SeenRequest &seen)
{
    if (!m_isReachable)
        return problemAnswer(503, "unavailable", "The portal rests");
    const QByteArray path = seen.target.split('?').first();
    const QJsonObject body = QJsonDocument::fromJson(seen.body).object();
    const QString yaml = body.value("yaml"_L1).toString();
    if (path == "/api/v1/policies")
        return jsonAnswer(asBytes(toJson(policies())));
    if (path == "/api/v1/policies/versions")
        return jsonAnswer(asBytes(toJson(Items<PolicyVersion> {versions(), m_scene->clock.now()})));
    if (path == "/api/v1/policy-validations") {
        if (yaml.contains("oops"_L1))
            return jsonAnswer(asBytes(toJson(PolicyValidation {false, {mistake()}, {}})));
        Policy changed = cooldown();
        changed.title = yaml.contains("A month"_L1) ? u"A month"_s : changed.title;
        return jsonAnswer(asBytes(toJson(PolicyValidation {true, {}, {changed, licences()}})));
    }
    if (path == "/api/v1/plugins/plg_quay/versions")
        return jsonAnswer(asBytes(toJson(quayVersions(m_scene->clock.now()))));
    if (path == "/api/v1/policy-backtests/pbt_1") {
        m_isTried = true;
        return jsonAnswer(asBytes(toJson(backtest(digestOfDraft(), m_scene->clock.now()))));
    }
    if (seen.verb != "GET" && m_refusal)
        return *m_refusal;
    if (path == "/api/v1/policies/draft") {
        m_draft = seen.verb == "PUT" ? yaml : QString();
        m_isTried = false;
        return seen.verb == "PUT" ? jsonAnswer(asBytes(toJson(versions().first()))) : jsonAnswer(asBytes(toJson(policies())));
    }
    if (path == "/api/v1/policies/dry-run") {
        m_isTried = true;
        return jsonAnswer(asBytes(toJson(dryRun(body.value("versionId"_L1).toString(), digestOfDraft(), m_scene->clock.now()))));
    }
    if (path == "/api/v1/policies/back-tests")
        return jsonAnswer(asBytes(toJson(operation(OperationStatus::Running))), 202);
    if (path == "/api/v1/operations/op_1/cancel")
        return jsonAnswer(asBytes(toJson(operation(OperationStatus::Cancelled))), 202);
    if (path == "/api/v1/policies/activate") {
        ++m_active;
        m_draft = QString();
        return jsonAnswer(asBytes(toJson(policies())));
    }
    return problemAnswer(404, "not_found", "No such thing");
}

void TestPoliciesPage::rulesAreReadInWords()
{
    openPage();
    QCOMPARE(m_page->summary(), u"v3 is active"_s);
    QCOMPARE(rowsIn("policyList"), 2);
    QCOMPARE(rowsIn("policyRules"), 3);
    QCOMPARE(spoken("policyRules", 0), u"When ageDays below 7, Needs review, Only {ageDays} days old., young"_s);
    QVERIFY(spoken("policyRules", 1).startsWith(u"Otherwise, Allow"_s));
    QVERIFY(spoken("policyRules", 2).startsWith(u"The check erred or did not run, Warn"_s));
    QVERIFY(m_scene->says(u"The first rule that holds answers."_s));
    QCOMPARE(editor()->toPlainText(), activeYaml());
    QCOMPARE(rowsIn("policyVersions"), 2);
}

void TestPoliciesPage::rowsAreSteppedByKeys()
{
    openPage();
    const auto *list = child<QListView>("policyList");
    key(Qt::Key_J);
    QCOMPARE(list->currentIndex().row(), 1);
    QVERIFY(spoken("policyRules", 0).startsWith(u"When verdict is warn, fail"_s));
    key(Qt::Key_K);
    QCOMPARE(list->currentIndex().row(), 0);
    key(Qt::Key_4, Qt::AltModifier);
    QCOMPARE(tab(), int(PoliciesPage::Backtest));
    key(Qt::Key_E);
    QCOMPARE(tab(), int(PoliciesPage::Text));
    QVERIFY(editor()->hasFocus());
    QVERIFY(m_page->goUp());
    QVERIFY(!m_page->goUp());
    m_page->openObject(u"licences"_s);
    QCOMPARE(list->currentIndex().row(), 1);
    QCOMPARE(tab(), int(PoliciesPage::Rules));
}

void TestPoliciesPage::aRuleLeadsToItsLine()
{
    openPage();
    const auto lineOf = [](const QString &words) { return int(activeYaml().left(activeYaml().indexOf(words)).count(u'\n')); };
    auto *rules = child<QListView>("policyRules");
    rules->setCurrentIndex(rules->model()->index(1, 0));
    QTest::keyClick(rules, Qt::Key_Return);
    QCOMPARE(tab(), int(PoliciesPage::Text));
    QVERIFY(editor()->hasFocus());
    QCOMPARE(editor()->textCursor().blockNumber(), lineOf(u"- id: old"_s));
    key(Qt::Key_J);
    key(Qt::Key_Return);
    QCOMPARE(editor()->textCursor().blockNumber(), lineOf(u"- id: licences"_s));
}

void TestPoliciesPage::aMistakeIsShownInItsLine()
{
    openPage();
    trigger("edit");
    editor()->moveCursor(QTextCursor::End);
    editor()->insertPlainText(u"oops: 1\n"_s);
    auto *list = m_page->findChild<QListView *>(u"configProblems"_s);
    QVERIFY(list);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    key(Qt::Key_F8);
    QCOMPARE(editor()->textCursor().blockNumber() + 1, mistake().line);
    // The rules that could be read last are still there.
    QCOMPARE(rowsIn("policyRules"), 3);
    editor()->undo();
    QTRY_COMPARE(list->model()->rowCount(), 0);
}

void TestPoliciesPage::theDraftSaysWhatItChanges()
{
    openPage();
    QVERIFY(!spoken("policyList", 0).contains(u"changed"_s));
    editor()->setPlainText(QString(activeYaml()).replace(u"A week"_s, u"A month"_s));
    QTRY_VERIFY(spoken("policyList", 0).endsWith(u"changed"_s));
    QVERIFY(!spoken("policyList", 1).contains(u"changed"_s));
}

void TestPoliciesPage::savesADraftOnWhatItStandsOn()
{
    openPage();
    QVERIFY(!button("policySave")->isEnabled());
    trigger("edit");
    editor()->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor(), u"# More."_s);
    QTRY_VERIFY(button("policySave")->isEnabled());
    QVERIFY(m_scene->says(u"Not saved"_s));
    QTest::keyClick(editor(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_scene->sentTo("/draft", "PUT"));
    QCOMPARE(m_scene->sentTo("/draft", "PUT")->header("if-match"), QByteArray("\"policies-3-0\""));
    QCOMPARE(m_draft, QString(activeYaml() + u"# More."_s));
    QTRY_VERIFY(m_scene->says(u"Draft v4"_s));
    QTRY_COMPARE(rowsIn("policyVersions"), 3);
    QVERIFY(m_scene->drafts->all().isEmpty());
}

void TestPoliciesPage::aMovedTextLeavesWhatWasTypedAlone()
{
    openPage();
    m_refusal = problemAnswer(412, "precondition_failed", "Somebody wrote a draft meanwhile.");
    trigger("edit");
    editor()->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor(), u"# Mine."_s);
    QTRY_VERIFY(button("policySave")->isEnabled());
    trigger("save");
    QTRY_VERIFY(m_scene->says(u"Somebody wrote a draft meanwhile."_s));
    makeDraft(false);
    m_page->refresh();
    QTRY_COMPARE(rowsIn("policyVersions"), 3);
    QVERIFY(editor()->toPlainText().endsWith(u"# Mine."_s));
}

void TestPoliciesPage::unsavedTextSurvivesTheConsole()
{
    openPage();
    QSignalSpy kept(m_scene->drafts.get(), &DraftKeeper::kept);
    trigger("edit");
    editor()->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor(), u"# Half"_s);
    QTRY_VERIFY(!kept.isEmpty());
    openPage();
    QVERIFY(editor()->toPlainText().endsWith(u"# Half"_s));
    QVERIFY(m_scene->says(u"Kept here 10:46:31"_s));
    QVERIFY(!m_scene->sentTo("/draft", "PUT"));
}

void TestPoliciesPage::theDraftIsTriedOnAVersion()
{
    makeDraft(false);
    openPage();
    key(Qt::Key_F9, Qt::ShiftModifier);
    QCOMPARE(tab(), int(PoliciesPage::Trial));
    auto *name = child<QLineEdit>("trialPlugin");
    QVERIFY(name->hasFocus());
    QVERIFY(!button("trialRun")->isEnabled());
    QTest::keyClicks(name, u"@acme/quay"_s);
    QTRY_COMPARE(child<QComboBox>("trialVersion")->currentText(), u"1.0.0"_s);
    QVERIFY(button("trialRun")->isEnabled());
    trigger("try");
    QTRY_COMPARE(rowsIn("trialList"), 2);
    QCOMPARE(spoken("trialList", 0), u"cooldown, Deny, now: Needs review, Too young., young"_s);
    QVERIFY(m_scene->says(u"@acme/quay 1.0.0: Deny."_s));
    QVERIFY(m_scene->says(u"The active policies say: Needs review."_s));
    QTRY_VERIFY(button("policyActivate")->isEnabled());
    name->setText(u"@acme/qua"_s);
    QVERIFY(!button("trialRun")->isEnabled());
}

void TestPoliciesPage::aBacktestIsFollowedAndListed()
{
    makeDraft(false);
    openPage();
    key(Qt::Key_F9);
    QCOMPARE(tab(), int(PoliciesPage::Backtest));
    QTRY_VERIFY(m_scene->says(u"Judging decisions, 40 %"_s));
    QCOMPARE(QJsonDocument::fromJson(m_scene->sentTo("/back-tests", "POST")->body)["decisions"_L1].toInt(), 200);
    QVERIFY(!button("backtestRun")->isVisible());
    QVERIFY(!button("policyTry")->isEnabled());
    m_operations->put(operation(OperationStatus::Running, 80));
    QVERIFY(m_scene->says(u"Judging decisions, 80 %"_s));
    finishBacktest();
    QTRY_COMPARE(rowsIn("backtestList"), 2);
    QVERIFY(m_scene->says(u"Would have blocked 2, 1 now in production."_s));
    QVERIFY(m_scene->says(u"Of 20 decisions, 18 on what was known then"_s));
    QVERIFY(spoken("backtestList", 0).contains(u"REQ-7, @acme/quay, 1.0.0, production, Would be blocked, runs in production now, Approved"_s));
    QVERIFY(spoken("backtestList", 0).endsWith(u"cooldown: Young, \"too\" young"_s));
    QVERIFY(!spoken("backtestList", 1).contains(u"runs in production"_s));
    QVERIFY(!button("backtestCancel")->isVisible());
    QTRY_VERIFY(button("policyActivate")->isEnabled());
    QSignalSpy asked(m_page, &PageWidget::navigationRequested);
    auto *list = child<QListView>("backtestList");
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(asked.value(0), (QVariantList {u"inbox"_s, u"req_REQ-7"_s}));
}

void TestPoliciesPage::aBacktestIsCancelled()
{
    makeDraft(false);
    openPage();
    QVERIFY(!m_scene->actions->blockedReason(u"policies.cancel"_s).isEmpty());
    trigger("backtest");
    QTRY_VERIFY(button("backtestCancel")->isVisible() && button("backtestCancel")->isEnabled());
    trigger("cancel");
    QVERIFY(!button("backtestCancel")->isEnabled());
    QTRY_VERIFY(m_scene->sentTo("/op_1/cancel", "POST"));
    QTRY_VERIFY(m_scene->says(u"Cancelled. Nothing of it is kept."_s));
    QVERIFY(!button("backtestCancel")->isVisible());
    QVERIFY(!m_scene->sentTo("/pbt_1", "GET"));
    QCOMPARE(rowsIn("backtestList"), 0);
    QVERIFY(!button("policyActivate")->isEnabled());
    QVERIFY(button("backtestRun")->isEnabled());
}

void TestPoliciesPage::aBacktestThatFailsSaysSo()
{
    makeDraft(false);
    openPage();
    m_refusal = problemAnswer(409, "conflict_state", "The policies have no draft.");
    trigger("backtest");
    QTRY_VERIFY(m_scene->says(u"The policies have no draft."_s));
    m_refusal.reset();
    trigger("backtest");
    QTRY_VERIFY(button("backtestCancel")->isVisible());
    QVERIFY(!m_scene->says(u"The policies have no draft."_s));
    m_operations->put(operation(OperationStatus::Failed));
    QTRY_VERIFY(m_scene->says(u"The decisions cannot be read."_s));
    QVERIFY(button("backtestRun")->isVisible());
}

void TestPoliciesPage::aBacktestIsTakenUpAgain()
{
    makeDraft(false);
    m_operations->put(operation(OperationStatus::Running, 10));
    openPage();
    trigger("tab4");
    QVERIFY(m_scene->says(u"Judging decisions, 10 %"_s));
    finishBacktest();
    QTRY_COMPARE(rowsIn("backtestList"), 2);
    QVERIFY(!m_scene->sentTo("/back-tests", "POST"));
}

void TestPoliciesPage::aTextThatChangedSinceIsTriedAgain()
{
    makeDraft(false);
    openPage();
    trigger("backtest");
    QTRY_VERIFY(button("backtestCancel")->isVisible());
    finishBacktest();
    QTRY_VERIFY(button("policyActivate")->isEnabled());
    editor()->moveCursor(QTextCursor::End);
    editor()->insertPlainText(u"# More."_s);
    QTRY_VERIFY(m_scene->says(u"with another text: run it again."_s));
    QVERIFY(!button("policyActivate")->isEnabled());
    QCOMPARE(button("policyActivate")->toolTip(), u"Save the draft first."_s);
}

void TestPoliciesPage::theTableIsSavedWhole()
{
    makeDraft(false);
    openPage();
    QVERIFY(!button("backtestExport")->isEnabled());
    trigger("backtest");
    QTRY_VERIFY(button("backtestCancel")->isVisible());
    finishBacktest();
    const auto *view = m_page->findChild<BacktestView *>();
    QTRY_COMPARE(view->model().rowCount(), 2);
    QVERIFY(button("backtestExport")->isEnabled());
    const QByteArrayList lines = view->csv().split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).startsWith("effect,request,plugin,version"));
    QVERIFY(lines.at(1).startsWith("blocked,REQ-7,"));
    QVERIFY(lines.at(1).contains("\"Young, \"\"too\"\" young\""));
    QCOMPARE(lines.at(1).count(",true,"), 1);
}

void TestPoliciesPage::activatingNeedsAReason()
{
    makeDraft(false);
    openPage();
    trigger("backtest");
    QTRY_VERIFY(button("backtestCancel")->isVisible());
    finishBacktest();
    QTRY_VERIFY(button("policyActivate")->isEnabled());
    trigger("activate");
    auto *send = button("reasonSend");
    QVERIFY(send && !send->isEnabled());
    QVERIFY(m_scene->says(u"they no longer count. Would have blocked 2, 1 now in production."_s));
    QTest::keyClicks(child<QPlainTextEdit>("reasonText"), u"Two incidents"_s);
    QTest::keyClick(child<QPlainTextEdit>("reasonText"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(m_scene->sentTo("/activate", "POST"));
    QCOMPARE(QJsonDocument::fromJson(m_scene->sentTo("/activate", "POST")->body)["reason"_L1].toString(), u"Two incidents"_s);
    QCOMPARE(m_scene->sentTo("/activate", "POST")->header("if-match"), QByteArray("\"policies-3-%1\"").replace("%1", QByteArray::number(activeYaml().size() + 12)));
    QTRY_VERIFY(!m_scene->overlays->panel());
    QTRY_COMPARE(m_page->summary(), u"v4 is active"_s);
    QTRY_VERIFY(!button("policyActivate")->isEnabled());
}

void TestPoliciesPage::whatStandsInTheWayIsSaid()
{
    makeDraft(false);
    openPage();
    QVERIFY(!button("policyActivate")->isEnabled());
    QVERIFY(m_scene->says(u"Try it first: this text was not tried yet."_s));
    QCOMPARE(m_scene->actions->blockedReason(u"policies.activate"_s), u"Try it first: this text was not tried yet."_s);
}

void TestPoliciesPage::aDraftIsDiscardedWhenConfirmed()
{
    makeDraft(false);
    openPage();
    trigger("edit");
    editor()->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor(), u"# x"_s);
    QTRY_VERIFY(m_scene->says(u"Not saved"_s));
    // First what is only here, and it comes back.
    trigger("discard");
    QCOMPARE(editor()->toPlainText(), m_draft);
    editor()->undo();
    QVERIFY(editor()->toPlainText().endsWith(u"# x"_s));
    trigger("discard");
    QTRY_VERIFY(button("policyDiscard")->isEnabled());
    trigger("discard");
    QVERIFY(m_scene->says(u"for everybody"_s));
    QVERIFY(!m_scene->sentTo("/draft", "DELETE"));
    button("formSubmit")->click();
    QTRY_VERIFY(m_scene->sentTo("/draft", "DELETE"));
    QTRY_COMPARE(editor()->toPlainText(), activeYaml());
    QTRY_VERIFY(!m_scene->overlays->panel());
}

void TestPoliciesPage::versionsAreCompared()
{
    makeDraft(false);
    openPage();
    trigger("compare");
    QCOMPARE(child<QComboBox>("compareTo")->currentText(), u"v4, draft"_s);
    QCOMPARE(child<QComboBox>("compareFrom")->currentText(), u"v3, active"_s);
    QVERIFY(!m_scene->says(u"Both texts are the same."_s));
    m_scene->overlays->close();
    QTRY_VERIFY(!child<QComboBox>("compareFrom"));
    auto *list = child<QListView>("policyVersions");
    list->setCurrentIndex(list->model()->index(2, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(child<QComboBox>("compareFrom")->currentText(), u"v2, retired"_s);
}

void TestPoliciesPage::readersSeeAndChangeNothing()
{
    m_isAdmin = false;
    openPage();
    QVERIFY(editor()->isReadOnly());
    QCOMPARE(rowsIn("policyRules"), 3);
    for (const char *name : {"policySave", "policyActivate", "policyDiscard", "policyTry", "backtestRun", "trialRun"})
        QVERIFY2(!button(name)->isEnabled(), name);
    QVERIFY(button("policyCompare")->isEnabled());
    QVERIFY(m_scene->says(u"Only a platform admin changes policies."_s));
    QCOMPARE(m_scene->actions->blockedReason(u"policies.activate"_s), u"Only a platform admin changes policies."_s);
    QVERIFY(!m_scene->sentTo("/policy-validations", "POST"));
}

void TestPoliciesPage::sayWhenTheyCannotBeRead()
{
    m_isReachable = false;
    openPage();
    QTRY_VERIFY(m_scene->says(u"The portal rests"_s));
    m_isReachable = true;
    m_page->refresh();
    QTRY_COMPARE(editor()->toPlainText(), activeYaml());
    QVERIFY(!m_scene->says(u"The portal rests"_s));
}

void TestPoliciesPage::everyControlHasAName()
{
    makeDraft(false);
    openPage();
    for (const char *name : {"tab1", "tab2", "tab3", "tab4"}) {
        trigger(name);
        const QList<QWidget *> widgets = m_page->findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            const auto *control = qobject_cast<const QAbstractButton *>(widget);
            const bool isField = qobject_cast<const QAbstractItemView *>(widget) || qobject_cast<const QPlainTextEdit *>(widget)
                || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget);
            if ((!control && !isField) || !widget->isVisible())
                continue;
            QVERIFY2(!widget->accessibleName().isEmpty() || (control && !control->text().isEmpty()), qPrintable(widget->objectName()));
        }
    }
}

void TestPoliciesPage::noTextIsClipped()
{
    makeDraft(false);
    openPage();
    const auto check = [this](const char *when) {
        const QList<ClippedText> clipped = clippedTexts(m_scene->window.get());
        QVERIFY2(clipped.isEmpty(), clipped.isEmpty() ? when : qPrintable(clipped.first().widget + u": " + clipped.first().text));
    };
    for (const char *name : {"tab1", "tab2", "tab3", "tab4"}) {
        trigger(name);
        check(name);
    }
    trigger("backtest");
    QTRY_VERIFY(button("backtestCancel")->isVisible());
    check("running");
    finishBacktest();
    QTRY_COMPARE(rowsIn("backtestList"), 2);
    check("done");
}

QTEST_MAIN(TestPoliciesPage)
#include "tst_policiespage.moc"
