// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/pagescene.h"
#include "widgets/common/code/codehighlighting.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/workflows/workflowgraph.h"
#include "widgets/workflows/workflowpage.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace gatehouse::widgetstest;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString standardYaml = u"# Ours.\nid: standard-change\nname: Standard change\nstages:\n  - id: technical\n    name: Technical\n"
                             "    people:\n      roles: [reviewer:technical]\n    due: 48h\n"_s;

TemplateStage stage(const QString &id, int order, const QStringList &after)
{
    TemplateStage stage;
    stage.id = id;
    stage.name = id.left(1).toUpper() + id.mid(1);
    stage.order = order;
    stage.after = after;
    stage.quorumRule = u"count"_s;
    stage.people = u"a %1 reviewer"_s.arg(id);
    return stage;
}

QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

} // namespace

//! Workflows on the screen of an admin, and of somebody who only reads them.
class TestWorkflowPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void opensTheFirstWorkflow();
    void drawsItsStages();
    void stagesOfOneOrderStandBelowEachOther();
    void rowsAreSteppedByKeys();
    void aMistakeIsShownInItsLine();
    void savesADraftOnWhatItStandsOn();
    void aMovedWorkflowLeavesTheTextAlone();
    void unsavedTextSurvivesTheConsole();
    void theDraftIsTriedOnRequests();
    void aTextThatChangedSinceIsTriedAgain();
    void aRunThatFailsSaysSo();
    void activatingNeedsAReason();
    void whatStandsInTheWayIsSaid();
    void aDraftIsDiscardedWhenConfirmed();
    void versionsAreCompared();
    void aNewWorkflowBeginsWithAnExample();
    void readersSeeAndChangeNothing();
    void requestsOfARunOpenInTheInbox();
    void readsAgainWhenAsked();
    void sayWhenTheyCannotBeRead();
    void everyControlHasAName();
    void noTextIsClipped();

private:
    ScriptedAnswer answer(const SeenRequest &seen);
    void openPage();
    void makeDraft(bool tried);
    WorkflowTemplate workflow() const;
    QList<WorkflowTemplateVersion> versions() const;
    QJsonObject bodyTo(const char *part, const char *verb) const;
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(child<QListView>("workflowList"), key, modifiers); }
    void trigger(const char *id) { m_scene->actions->action(u"workflows."_s + QLatin1String(id))->trigger(); }
    template <typename T>
    T *child(const char *name) const { return m_scene->child<T>(name); }
    QPlainTextEdit *editor() const { return child<QPlainTextEdit>("workflowEditor"); }
    QAbstractButton *button(const char *name) const { return child<QAbstractButton>(name); }

    std::unique_ptr<PageScene> m_scene;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<CodeHighlighting> m_highlighting;
    std::unique_ptr<WorkflowService> m_service;
    WorkflowPage *m_page = nullptr;

    bool m_isAdmin = true;
    QString m_draft; //!< Its text; null for none.
    bool m_isTried = false;
    bool m_isReachable = true;
    QList<ConfigProblem> m_problems;
    std::optional<ScriptedAnswer> m_refusal; //!< For every write.
};

void TestWorkflowPage::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
    m_highlighting = std::make_unique<CodeHighlighting>();
}

void TestWorkflowPage::init()
{
    m_isAdmin = true;
    m_draft = QString();
    m_isTried = false;
    m_isReachable = true;
    m_problems.clear();
    m_refusal.reset();
    m_scene = std::make_unique<PageScene>([this](const SeenRequest &seen) { return answer(seen); }, u"workflows"_s);
    m_scene->listenToKeys();
    QVERIFY(m_scene->openOutbox());
    m_service = std::make_unique<WorkflowService>(m_scene->client, *m_scene->outbox);
}

void TestWorkflowPage::cleanup()
{
    m_scene->closeWindow();
    m_page = nullptr;
    m_service.reset();
    m_scene.reset();
}

void TestWorkflowPage::openPage()
{
    delete m_page;
    QVERIFY(m_scene->openDrafts());
    PageScene &scene = *m_scene;
    m_page = new WorkflowPage({*m_service, *scene.actions, *scene.drafts, *scene.overlays, scene.state, scene.freshness, *m_highlighting}, scene.window.get());
    m_scene->show(m_page);
    m_page->activate();
    QTRY_VERIFY(m_page->isSettled());
}

void TestWorkflowPage::makeDraft(bool tried)
{
    m_draft = standardYaml + u"    remind: 4h\n"_s;
    m_isTried = tried;
}

WorkflowTemplate TestWorkflowPage::workflow() const
{
    WorkflowTemplate workflow;
    workflow.id = u"standard-change"_s;
    workflow.version = 2;
    workflow.active = true;
    workflow.name = u"Standard change"_s;
    workflow.appliesTo = u"Everything else"_s;
    workflow.precedence = 90;
    workflow.stages = {stage(u"technical"_s, 1, {})};
    workflow.etag = m_draft.isNull() ? u"w2"_s : u"w3"_s;
    if (!m_draft.isNull())
        workflow.draftVersion = 3;
    const QStringList actions {u"edit"_s, u"discard"_s, u"dry_run"_s, u"activate"_s};
    for (const QString &action : actions) {
        if (!m_isAdmin)
            workflow.actions.blocked.append({action, u"forbidden"_s, u"Only a platform admin changes workflows."_s});
        else if (action != u"edit"_s && m_draft.isNull())
            workflow.actions.blocked.append({action, u"conflict_state"_s, u"standard-change has no draft."_s});
        else if (action == u"activate"_s && !m_isTried)
            workflow.actions.blocked.append({action, u"conflict_state"_s, u"Try it on requests first: this text was not dry-run yet."_s});
        else
            workflow.actions.allowed.append(action);
    }
    return workflow;
}

QList<WorkflowTemplateVersion> TestWorkflowPage::versions() const
{
    QList<WorkflowTemplateVersion> all;
    const auto add = [&](int number, const QString &state, const QString &yaml) {
        WorkflowTemplateVersion version;
        version.templateId = u"standard-change"_s;
        version.version = number;
        version.state = state;
        version.yaml = yaml;
        version.digest = u"sha256-%1"_s.arg(yaml.size());
        version.author = PersonRef {PersonId(u"per_admin"_s), u"Platform admin"_s};
        version.createdAt = version.changedAt = m_scene->clock.now().addDays(-number);
        all.append(version);
    };
    if (!m_draft.isNull())
        add(3, u"draft"_s, m_draft);
    add(2, u"active"_s, standardYaml);
    add(1, u"retired"_s, QString(standardYaml).replace(u"48h"_s, u"72h"_s));
    return all;
}

ScriptedAnswer TestWorkflowPage::answer(const SeenRequest &seen)
{
    if (!m_isReachable)
        return problemAnswer(503, "unavailable", "The portal rests");
    const QByteArray path = seen.target.split('?').first();
    const auto list = [this](const auto &items) { return jsonAnswer(bytes(toJson(Items<std::decay_t<decltype(items.first())>> {items, m_scene->clock.now()}))); };
    if (path.endsWith("/workflow-template-validations")) {
        const bool two = QJsonDocument::fromJson(seen.body)["yaml"_L1].toString().contains(u"business"_s);
        QList<TemplateStage> stages {stage(u"technical"_s, 1, {})};
        if (two)
            stages.append(stage(u"business"_s, 2, {u"technical"_s}));
        return jsonAnswer(bytes(toJson(WorkflowValidation {m_problems.isEmpty(), m_problems, stages})));
    }
    if (seen.verb != "GET" && m_refusal)
        return *m_refusal;
    if (path.endsWith("/dry-run")) {
        m_isTried = true;
        WorkflowDryRun run;
        run.templateId = u"standard-change"_s;
        run.version = 3;
        run.digest = u"sha256-%1"_s.arg(m_draft.size());
        run.considered = 4;
        run.changed = 1;
        run.asOf = m_scene->clock.now();
        DryRunItem item;
        item.requestId = RequestId(u"req_7"_s);
        item.number = u"REQ-7"_s;
        item.pluginName = u"@a/argo"_s;
        item.status = RequestStatus::InReview;
        item.environment = Environment::Production;
        item.risk = Risk::High;
        item.before = u"Standard change v2"_s;
        item.after = u"Standard change v3"_s;
        item.changes = {{u"times"_s, u"Technical: reminder 4 h before it is due"_s}};
        run.items = {item};
        return jsonAnswer(bytes(toJson(run)));
    }
    if (path.endsWith("/activate")) {
        m_draft = QString();
        WorkflowTemplate active = workflow();
        active.version = 3;
        return jsonAnswer(bytes(toJson(active)));
    }
    if (path.endsWith("/draft") && seen.verb == "PUT") {
        m_draft = QJsonDocument::fromJson(seen.body)["yaml"_L1].toString();
        m_isTried = false;
        return jsonAnswer(bytes(toJson(versions().first())));
    }
    if (path.endsWith("/draft")) {
        m_draft = QString();
        ScriptedAnswer gone;
        gone.status = 204;
        gone.body.clear();
        gone.headers = {"X-Correlation-ID: c-1"};
        return gone;
    }
    if (path.endsWith("/versions"))
        return list(versions());
    if (path.endsWith("/workflow-templates") && seen.verb == "POST") {
        WorkflowTemplateVersion made = versions().first();
        made.templateId = u"new-workflow"_s;
        made.version = 1;
        made.state = u"draft"_s;
        return jsonAnswer(bytes(toJson(made)), 201);
    }
    if (path.endsWith("/workflow-templates")) {
        WorkflowTemplate emergency = workflow();
        emergency.id = u"emergency-change"_s;
        emergency.name = u"Emergency change"_s;
        emergency.reviewWithinHours = 72;
        emergency.draftVersion.reset();
        return list(QList<WorkflowTemplate> {workflow(), emergency});
    }
    return jsonAnswer(bytes(toJson(workflow())));
}

QJsonObject TestWorkflowPage::bodyTo(const char *part, const char *verb) const
{
    const SeenRequest *sent = m_scene->sentTo(part, verb);
    return sent ? QJsonDocument::fromJson(sent->body).object() : QJsonObject();
}

void TestWorkflowPage::opensTheFirstWorkflow()
{
    openPage();
    QCOMPARE(m_page->crumb(), (QStringList {u"Approval workflows"_s, u"Standard change"_s}));
    QCOMPARE(editor()->toPlainText(), standardYaml);
    const auto *list = child<QListView>("workflowList");
    QVERIFY(list->selectionModel()->isSelected(list->currentIndex()));
    QVERIFY(!editor()->isReadOnly());
    QVERIFY(m_scene->says(u"Everything else"_s));
    QVERIFY(m_scene->says(u"v2 is active"_s));
    QCOMPARE(child<QListView>("workflowVersions")->model()->rowCount(), 2);
}

void TestWorkflowPage::drawsItsStages()
{
    openPage();
    const auto *graph = child<WorkflowGraph>("workflowGraph");
    QCOMPARE(graph->stages().size(), 1);
    editor()->moveCursor(QTextCursor::End);
    editor()->insertPlainText(u"  - id: business\n"_s);
    QTRY_COMPARE(graph->stages().size(), 2);
    QVERIFY(graph->accessibleDescription().contains(u"a business reviewer"_s));
    QVERIFY(graph->cellRect(1).left() > graph->cellRect(0).right());
}

void TestWorkflowPage::stagesOfOneOrderStandBelowEachOther()
{
    WorkflowGraph graph;
    graph.setStages({stage(u"security"_s, 1, {}), stage(u"compliance"_s, 1, {}), stage(u"final"_s, 2, {u"security"_s, u"compliance"_s})});
    QCOMPARE(graph.cellRect(0).left(), graph.cellRect(1).left());
    QVERIFY(graph.cellRect(1).top() >= graph.cellRect(0).bottom());
    QVERIFY(graph.cellRect(2).left() > graph.cellRect(0).right());
    graph.setStages({});
    QVERIFY(graph.accessibleDescription().isEmpty());
}

void TestWorkflowPage::rowsAreSteppedByKeys()
{
    openPage();
    key(Qt::Key_J);
    QTRY_COMPARE(m_page->crumb().value(1), u"Standard change"_s);
    QCOMPARE(child<QListView>("workflowList")->currentIndex().row(), 1);
    key(Qt::Key_K);
    QCOMPARE(child<QListView>("workflowList")->currentIndex().row(), 0);
    key(Qt::Key_2, Qt::AltModifier);
    QCOMPARE(child<QTabBar>("workflowTabs")->currentIndex(), 1);
    key(Qt::Key_E);
    QCOMPARE(child<QTabBar>("workflowTabs")->currentIndex(), 0);
    QVERIFY(editor()->hasFocus());
    QVERIFY(m_page->goUp());
    QVERIFY(!m_page->goUp());
}

void TestWorkflowPage::aMistakeIsShownInItsLine()
{
    ConfigProblem problem;
    problem.severity = Severity::High;
    problem.line = 8;
    problem.column = 15;
    problem.length = 18;
    problem.pointer = u"/stages/0/people/roles/0"_s;
    problem.code = u"unknown_role"_s;
    problem.message = u"There is no role reviewer:tecnical."_s;
    m_problems = {problem};
    openPage();
    editor()->moveCursor(QTextCursor::End);
    editor()->insertPlainText(u"# x\n"_s);
    auto *list = m_page->findChild<QListView *>(u"configProblems"_s);
    QVERIFY(list);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    key(Qt::Key_F8);
    QCOMPARE(editor()->textCursor().blockNumber() + 1, 8);
}

void TestWorkflowPage::savesADraftOnWhatItStandsOn()
{
    openPage();
    QVERIFY(!button("workflowSave")->isEnabled());
    editor()->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor(), u"# More."_s);
    QTRY_VERIFY(button("workflowSave")->isEnabled());
    QVERIFY(m_scene->says(u"Not saved"_s));
    QTest::keyClick(editor(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_scene->sentTo("/draft", "PUT"));
    QCOMPARE(m_scene->sentTo("/draft", "PUT")->header("if-match"), QByteArray("\"w2\""));
    QCOMPARE(bodyTo("/draft", "PUT").value("yaml"_L1).toString(), QString(standardYaml + u"# More."_s));
    QTRY_VERIFY(m_scene->says(u"Draft v3"_s));
    QTRY_COMPARE(child<QListView>("workflowVersions")->model()->rowCount(), 3);
    QVERIFY(m_scene->drafts->all().isEmpty());
}

void TestWorkflowPage::aMovedWorkflowLeavesTheTextAlone()
{
    openPage();
    m_refusal = problemAnswer(412, "precondition_failed", "Somebody wrote a draft meanwhile.");
    editor()->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor(), u"# Mine."_s);
    QTRY_VERIFY(button("workflowSave")->isEnabled());
    trigger("save");
    QTRY_VERIFY(m_scene->says(u"Somebody wrote a draft meanwhile."_s));
    QVERIFY(editor()->toPlainText().endsWith(u"# Mine."_s));
    m_page->refresh();
    QTRY_VERIFY(m_page->isSettled());
    QVERIFY(editor()->toPlainText().endsWith(u"# Mine."_s));
}

void TestWorkflowPage::unsavedTextSurvivesTheConsole()
{
    openPage();
    QSignalSpy kept(m_scene->drafts.get(), &DraftKeeper::kept);
    editor()->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor(), u"# Half"_s);
    QTRY_VERIFY(!kept.isEmpty());
    openPage();
    QVERIFY(editor()->toPlainText().endsWith(u"# Half"_s));
    QVERIFY(m_scene->says(u"Kept here 10:46:31"_s));
    QVERIFY(!m_scene->sentTo("/draft", "PUT"));
}

void TestWorkflowPage::theDraftIsTriedOnRequests()
{
    makeDraft(false);
    openPage();
    QCOMPARE(m_page->summary(), u"1 drafts"_s);
    key(Qt::Key_F9);
    QTRY_VERIFY(m_scene->sentTo("/dry-run", "POST"));
    QCOMPARE(child<QTabBar>("workflowTabs")->currentIndex(), 1);
    auto *list = child<QListView>("dryRunList");
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QVERIFY(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"reminder 4 h before it is due"_s));
    QVERIFY(m_scene->says(u"1 requests would be different."_s));
    QTRY_VERIFY(button("workflowActivate")->isEnabled());
}

void TestWorkflowPage::aTextThatChangedSinceIsTriedAgain()
{
    makeDraft(false);
    openPage();
    trigger("try");
    QTRY_VERIFY(m_scene->says(u"They keep what they have."_s));
    editor()->moveCursor(QTextCursor::End);
    editor()->insertPlainText(u"# More."_s);
    QTRY_VERIFY(m_scene->says(u"The text changed since: try it again."_s));
    QVERIFY(!button("workflowActivate")->isEnabled());
    QCOMPARE(button("workflowActivate")->toolTip(), u"Save the draft first."_s);
}

void TestWorkflowPage::aRunThatFailsSaysSo()
{
    makeDraft(false);
    openPage();
    m_refusal = problemAnswer(422, "validation_failed", "Line 5: nobody may decide it");
    trigger("try");
    QTRY_VERIFY(m_scene->says(u"Line 5: nobody may decide it"_s));
    m_refusal.reset();
    trigger("try");
    QTRY_COMPARE(child<QListView>("dryRunList")->model()->rowCount(), 1);
    QVERIFY(!m_scene->says(u"Line 5: nobody may decide it"_s));
}

void TestWorkflowPage::activatingNeedsAReason()
{
    makeDraft(true);
    openPage();
    QVERIFY(button("workflowActivate")->isEnabled());
    trigger("activate");
    auto *send = button("reasonSend");
    QVERIFY(send && !send->isEnabled());
    QVERIFY(m_scene->says(u"Requests made from now on follow v3."_s));
    QTest::keyClicks(child<QPlainTextEdit>("reasonText"), u"Earlier reminders"_s);
    QTest::keyClick(child<QPlainTextEdit>("reasonText"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(bodyTo("/activate", "POST").value("reason"_L1).toString(), u"Earlier reminders"_s);
    QCOMPARE(m_scene->sentTo("/activate", "POST")->header("if-match"), QByteArray("\"w3\""));
    QTRY_VERIFY(!m_scene->overlays->panel());
    QTRY_VERIFY(!button("workflowActivate")->isEnabled());
}

void TestWorkflowPage::whatStandsInTheWayIsSaid()
{
    makeDraft(false);
    openPage();
    QVERIFY(!button("workflowActivate")->isEnabled());
    QVERIFY(m_scene->says(u"Try it on requests first: this text was not dry-run yet."_s));
    QCOMPARE(m_scene->actions->blockedReason(u"workflows.activate"_s), u"Try it on requests first: this text was not dry-run yet."_s);
}

void TestWorkflowPage::aDraftIsDiscardedWhenConfirmed()
{
    makeDraft(false);
    openPage();
    editor()->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor(), u"# x"_s);
    QTRY_VERIFY(m_scene->says(u"Not saved"_s));
    // First what is only here, and it comes back.
    trigger("discard");
    QCOMPARE(editor()->toPlainText(), m_draft);
    QVERIFY(!m_scene->sentTo("/draft", "DELETE"));
    editor()->undo();
    QVERIFY(editor()->toPlainText().endsWith(u"# x"_s));
    trigger("discard");
    QTRY_VERIFY(button("workflowDiscard")->isEnabled());
    trigger("discard");
    QVERIFY(m_scene->says(u"for everybody"_s));
    QVERIFY(!m_scene->sentTo("/draft", "DELETE"));
    button("formSubmit")->click();
    QTRY_VERIFY(m_scene->sentTo("/draft", "DELETE"));
    QCOMPARE(m_scene->sentTo("/draft", "DELETE")->header("if-match"), QByteArray("\"w3\""));
    QTRY_COMPARE(editor()->toPlainText(), standardYaml);
}

void TestWorkflowPage::versionsAreCompared()
{
    makeDraft(false);
    openPage();
    trigger("compare");
    auto *from = child<QComboBox>("compareFrom");
    QVERIFY(from);
    QCOMPARE(from->count(), 3);
    QCOMPARE(child<QComboBox>("compareTo")->currentText(), u"v3, draft"_s);
    QCOMPARE(from->currentText(), u"v2, active"_s);
    QVERIFY(!m_scene->says(u"Both texts are the same."_s));
    from->setCurrentIndex(0);
    QVERIFY(m_scene->says(u"Both texts are the same."_s));
}

void TestWorkflowPage::aNewWorkflowBeginsWithAnExample()
{
    openPage();
    trigger("new");
    QTRY_VERIFY(m_page->isSettled());
    QVERIFY(editor()->hasFocus());
    QVERIFY(editor()->toPlainText().startsWith(u"id: new-workflow"_s));
    QVERIFY(m_scene->says(u"New workflow"_s));
    QVERIFY(!button("workflowTry")->isEnabled());
    trigger("save");
    QTRY_VERIFY(m_scene->sentTo("/workflow-templates", "POST"));
    QVERIFY(bodyTo("/workflow-templates", "POST").value("yaml"_L1).toString().startsWith(u"id: new-workflow"_s));
}

void TestWorkflowPage::readersSeeAndChangeNothing()
{
    m_isAdmin = false;
    openPage();
    QVERIFY(editor()->isReadOnly());
    QCOMPARE(editor()->toPlainText(), standardYaml);
    for (const char *name : {"workflowSave", "workflowTry", "workflowActivate", "workflowDiscard"})
        QVERIFY2(!button(name)->isEnabled(), name);
    QCOMPARE(m_scene->actions->blockedReason(u"workflows.new"_s), u"Only a platform admin changes workflows."_s);
    QVERIFY(button("workflowCompare")->isEnabled());
    QVERIFY(!m_scene->sentTo("/workflow-template-validations", "POST"));
    QCOMPARE(child<WorkflowGraph>("workflowGraph")->stages().size(), 1);
}

void TestWorkflowPage::requestsOfARunOpenInTheInbox()
{
    makeDraft(false);
    openPage();
    trigger("try");
    auto *list = child<QListView>("dryRunList");
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QSignalSpy asked(m_page, &PageWidget::navigationRequested);
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first(), (QVariantList {u"inbox"_s, u"req_7"_s}));
}

void TestWorkflowPage::readsAgainWhenAsked()
{
    openPage();
    makeDraft(false);
    m_page->refresh();
    QTRY_COMPARE(editor()->toPlainText(), m_draft);
    QTRY_VERIFY(m_scene->says(u"Draft v3"_s));
}

void TestWorkflowPage::sayWhenTheyCannotBeRead()
{
    m_isReachable = false;
    openPage();
    QTRY_VERIFY(m_scene->says(u"The portal rests"_s));
    m_isReachable = true;
    m_page->refresh();
    QTRY_COMPARE(editor()->toPlainText(), standardYaml);
    QVERIFY(!m_scene->says(u"The portal rests"_s));
}

void TestWorkflowPage::everyControlHasAName()
{
    makeDraft(false);
    openPage();
    trigger("try");
    QTRY_COMPARE(child<QListView>("dryRunList")->model()->rowCount(), 1);
    const QList<QWidget *> widgets = m_page->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *control = qobject_cast<const QAbstractButton *>(widget);
        const bool isView = qobject_cast<const QAbstractItemView *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
        if ((!control && !isView) || !widget->isVisible())
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty() || (control && !control->text().isEmpty()), qPrintable(widget->objectName()));
    }
    const auto *rows = child<QListView>("workflowList")->model();
    QVERIFY(rows->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"Standard change"_s));
}

void TestWorkflowPage::noTextIsClipped()
{
    makeDraft(false);
    openPage();
    const auto check = [this](const QWidget *root) {
        const QList<ClippedText> clipped = clippedTexts(root);
        QVERIFY2(clipped.isEmpty(), clipped.isEmpty() ? "" : qPrintable(clipped.first().widget + u": " + clipped.first().text));
    };
    check(m_page);
    trigger("try");
    QTRY_COMPARE(child<QListView>("dryRunList")->model()->rowCount(), 1);
    check(m_page);
    trigger("compare");
    check(m_scene->window.get());
}

QTEST_MAIN(TestWorkflowPage)
#include "tst_workflowpage.moc"
