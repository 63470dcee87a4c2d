// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/pagescene.h"
#include "widgets/common/code/codehighlighting.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/config/configpage.h"

#include <QAbstractButton>
#include <QJsonDocument>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTreeView>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace gatehouse::widgetstest;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString quay = u"@backstage-community/plugin-quay"_s;
const QString productionYaml = u"quay:\n  uiUrl: https://quay.example\n  token: ${QUAY_TOKEN}\n"_s;

ConfigRevision revision(Environment environment, int number, RevisionState state, const QString &yaml)
{
    ConfigRevision r;
    r.id = ConfigRevisionId(u"rev_%1_%2"_s.arg(toWire(environment)).arg(number));
    r.pluginId = PluginId(u"plg_quay"_s);
    r.pluginName = quay;
    r.overlay.environment = environment;
    r.number = number;
    r.state = state;
    r.yaml = yaml;
    r.reason = u"Where the images are."_s;
    r.createdBy = {PersonId(u"per_config"_s), u"Config editor"_s};
    r.createdAt = QDateTime::fromSecsSinceEpoch(1000, Qt::UTC);
    r.etag = u"e1"_s;
    r.actions.allowed = {u"deploy"_s};
    return r;
}

ConfigTreeNode node()
{
    ConfigTreeNode tree;
    tree.pluginId = PluginId(u"plg_quay"_s);
    tree.pluginName = quay;
    tree.hasSchema = true;
    const auto overlay = [](Environment environment, int latest) {
        ConfigTreeNode::Overlay o;
        o.ref.environment = environment;
        o.latestRevision = latest;
        return o;
    };
    tree.overlays = {overlay(Environment::Global, 0), overlay(Environment::Development, 1), overlay(Environment::Staging, 0), overlay(Environment::Production, 2)};
    return tree;
}

QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

} // namespace

class TestConfigPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void opensATextOfTheChosenEnvironment();
    void saysWhereTheValueComesFrom();
    void namesTheChangedKeys();
    void unsavedTextSurvivesTheConsole();
    void unsavedTextComesBackWithoutThePortal();
    void unsavedTextStandsOnWhatItWasWrittenOn();
    void aSavedTextIsForgotten();
    void aTextThatArrivedAfterAllIsNoDraft();
    void discardingForgets();
    void theReasonOfASaveIsKept();
    void thePlaceComesBack();
    void cursorAndScrollComeBack();
    void cursorAndScrollComeBackInUnsavedText();
    void eachTextKeepsItsPlace();
    void opensTheOverlayThatIsNamed();
    void readsAgainOnceThePortalIsBack();
    void keepsUnsavedTextPerOverlay();
    void findsBrokenYamlWhileTyping();
    void jumpsToTheNextProblem();
    void savingNeedsAReason();
    void savesOnTheRevisionItStandsOn();
    void aSaveArrivesEvenWhenItsDialogIsClosed();
    void aMovedServerLeavesTheTextAlone();
    void productionIsDeployedOnlyWhenArmed();
    void aNewTextSaysWhatItIsFor();
    void anotherEnvironmentShowsItsText();
    void discardingCanBeUndone();
    void everyControlHasAName();
    void noTextIsClipped();

private:
    ScriptedAnswer answer(const SeenRequest &seen);
    template <typename T>
    T *child(const char *name) const { return m_scene->child<T>(name); }
    QPlainTextEdit *editor() const { return child<QPlainTextEdit>("configEditor"); }
    QAbstractButton *button(const char *name) const { return child<QAbstractButton>(name); }
    QStringList titles() const;
    void append(const QString &text);
    void openReview();
    void openPage();
    void restartConsole();
    void openLongText();
    void goTo(int line, int top);
    void write(const QString &text);
    int requestsTo(const char *part, const char *verb) const;

    std::unique_ptr<PageScene> m_scene;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<CodeHighlighting> m_highlighting;
    std::unique_ptr<ConfigTreeStore> m_store;
    std::unique_ptr<OperationStore> m_operations;
    std::unique_ptr<ConfigService> m_service;
    std::unique_ptr<EnvironmentScope> m_scope;
    ConfigPage *m_page = nullptr;
    QList<ConfigRevision> m_production;
    QList<ConfigProblem> m_problems;
    bool m_hasMoved = false;
    bool m_isReachable = true;
};

void TestConfigPage::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
    m_highlighting = std::make_unique<CodeHighlighting>();
}

void TestConfigPage::init()
{
    m_production = {revision(Environment::Production, 2, RevisionState::Draft, productionYaml),
        revision(Environment::Production, 1, RevisionState::Active, u"quay:\n  uiUrl: https://old.example\n"_s)};
    m_problems.clear();
    m_hasMoved = false;
    m_scene = std::make_unique<PageScene>([this](const SeenRequest &seen) { return answer(seen); }, u"config"_s);
    QVERIFY(m_scene->openOutbox());
    m_store = std::make_unique<ConfigTreeStore>();
    m_store->replaceAll({node()}, m_scene->clock.now());
    m_operations = std::make_unique<OperationStore>();
    m_service = std::make_unique<ConfigService>(m_scene->client, *m_scene->outbox, *m_operations);
    m_scope = std::make_unique<EnvironmentScope>();
    m_isReachable = true;
    openPage();
}

void TestConfigPage::openPage()
{
    QVERIFY(m_scene->openDrafts());
    const auto latestVersion = [](const PluginId &) { return VersionId(u"ver_quay"_s); };
    const auto askApproval = [](const ConfigRevision &, const QString &) { return readyFuture(Result<RequestId>(RequestId(u"req_1"_s))); };
    PageScene &scene = *m_scene;
    m_page = new ConfigPage({*m_store, *m_service, latestVersion, askApproval, scene.lock, scene.freshness, *m_scope, *scene.actions, *scene.drafts,
                                *scene.overlays, scene.state, *m_highlighting},
        scene.window.get());
    m_scene->show(m_page);
    m_page->activate();
    QTRY_VERIFY(m_page->isSettled());
}

//! As after kill -9: what is on the disk is all there is.
void TestConfigPage::restartConsole()
{
    m_scene->overlays->close();
    delete m_page;
    openPage();
}

//! Until the disk has it.
void TestConfigPage::write(const QString &text)
{
    QSignalSpy kept(m_scene->drafts.get(), &DraftKeeper::kept);
    append(text);
    QTRY_COMPARE(kept.count(), 1);
}

void TestConfigPage::cleanup()
{
    m_scene->closeWindow();
    m_service.reset();
    m_scene.reset();
}

ScriptedAnswer TestConfigPage::answer(const SeenRequest &seen)
{
    const QDateTime now = m_scene->clock.now();
    if (!m_isReachable)
        return problemAnswer(503, "unavailable", "The portal rests");
    if (seen.verb == "POST" && seen.target.contains("/config/revisions")) {
        if (m_hasMoved) {
            m_production.prepend(revision(Environment::Production, 3, RevisionState::Draft, u"quay:\n  uiUrl: https://theirs.example\n"_s));
            return problemAnswer(412, "precondition_failed", "Somebody saved r3");
        }
        const QString yaml = QJsonDocument::fromJson(seen.body).object().value(u"yaml"_s).toString();
        m_production.prepend(revision(Environment::Production, 3, RevisionState::Draft, yaml));
        return jsonAnswer(bytes(toJson(m_production.first())), 201);
    }
    if (seen.target.contains("/config/revisions")) {
        Page<ConfigRevision> page;
        if (seen.target.contains("environment=production"))
            page.items = m_production;
        else if (seen.target.contains("environment=development"))
            page.items = {revision(Environment::Development, 1, RevisionState::Active, u"quay:\n  proxyPath: /quay\n"_s)};
        page.asOf = now;
        return jsonAnswer(bytes(toJson(page)));
    }
    if (seen.target.contains("/config/effective")) {
        EffectiveConfig config;
        config.pluginId = PluginId(u"plg_quay"_s);
        config.environment = Environment::Production;
        config.asOf = now;
        return jsonAnswer(bytes(toJson(config)));
    }
    if (seen.target.contains("/config-validations"))
        return jsonAnswer(bytes(toJson(ConfigValidation {m_problems, m_problems.isEmpty()})));
    if (seen.target.contains("/config-schema")) {
        ConfigSchema schema;
        schema.versionId = VersionId(u"ver_quay"_s);
        schema.version = u"2.8.1"_s;
        schema.source = u"none"_s;
        return jsonAnswer(bytes(toJson(schema)));
    }
    return problemAnswer(404, "not_found", "No such thing");
}

QStringList TestConfigPage::titles() const
{
    QStringList texts;
    const QList<QLabel *> labels = m_scene->window->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts;
}

void TestConfigPage::append(const QString &text)
{
    editor()->moveCursor(QTextCursor::End);
    editor()->insertPlainText(text);
}

void TestConfigPage::openReview()
{
    append(u"  limit: 3\n"_s);
    QTRY_VERIFY(titles().contains(u"1 keys changed"_s) || titles().contains(u"1 key changed"_s));
    m_scene->actions->action(u"config.save"_s)->trigger();
    QVERIFY(child<QWidget>("configChangeDialog"));
}

int TestConfigPage::requestsTo(const char *part, const char *verb) const
{
    return int(std::count_if(m_scene->server.seen().begin(), m_scene->server.seen().end(),
        [&](const SeenRequest &seen) { return seen.verb == verb && seen.target.contains(part); }));
}

void TestConfigPage::opensATextOfTheChosenEnvironment()
{
    QCOMPARE(editor()->toPlainText(), productionYaml);
    QCOMPARE(m_page->crumb(), QStringList({u"Configuration"_s, quay}));
    QVERIFY(!button("configSave")->isEnabled());
}

void TestConfigPage::saysWhereTheValueComesFrom()
{
    QCOMPARE(editor()->textCursor().blockNumber(), 1);
    QCOMPARE(child<QLabel>("configKey")->text(), u"quay.uiUrl"_s);
    QTRY_COMPARE(child<QListView>("configProvenance")->model()->rowCount(), 2);
    editor()->moveCursor(QTextCursor::Down);
    QCOMPARE(child<QLabel>("configKey")->text(), u"quay.token"_s);
    QTRY_VERIFY(titles().contains(u"Secret on line 3"_s));
}

void TestConfigPage::namesTheChangedKeys()
{
    append(u"  limit: 3\n"_s);
    QTRY_VERIFY(button("configSave")->isEnabled());
    QTRY_COMPARE(child<QLabel>("configKept")->text(), u"Kept here 10:46:31"_s);
    QCOMPARE(m_page->summary().left(1), u"1"_s);
}

void TestConfigPage::unsavedTextSurvivesTheConsole()
{
    write(u"  limit: 3\n"_s);
    restartConsole();
    QCOMPARE(editor()->toPlainText(), QString(productionYaml + u"  limit: 3\n"_s));
    QCOMPARE(child<QLabel>("configKept")->text(), u"Kept here 10:46:31"_s);
    QCOMPARE(m_page->summary().left(1), u"1"_s);
    QVERIFY(button("configSave")->isEnabled());
    QCOMPARE(requestsTo("/config/revisions", "POST"), 0);
    editor()->undo();
    QCOMPARE(editor()->toPlainText(), productionYaml);
}

void TestConfigPage::unsavedTextComesBackWithoutThePortal()
{
    write(u"  limit: 3\n"_s);
    m_isReachable = false;
    restartConsole();
    QCOMPARE(editor()->toPlainText(), QString(productionYaml + u"  limit: 3\n"_s));
    m_isReachable = true;
    m_page->refresh();
    QTRY_VERIFY(!titles().contains(u"The portal rests"_s));
    QCOMPARE(editor()->toPlainText(), QString(productionYaml + u"  limit: 3\n"_s));
}

void TestConfigPage::unsavedTextStandsOnWhatItWasWrittenOn()
{
    write(u"  limit: 3\n"_s);
    m_production.prepend(revision(Environment::Production, 3, RevisionState::Draft, u"quay:\n  uiUrl: https://theirs.example\n"_s));
    restartConsole();
    QCOMPARE(editor()->toPlainText(), QString(productionYaml + u"  limit: 3\n"_s));
    QTRY_COMPARE(child<QLabel>("configKept")->text(), u"Kept here 10:46:31. Written on r2; the portal is at r3"_s);
    QVERIFY(child<QWidget>("configMoved")->isVisible());
}

void TestConfigPage::aSavedTextIsForgotten()
{
    openReview();
    child<QPlainTextEdit>("configReason")->setPlainText(u"Fewer images."_s);
    button("configConfirm")->click();
    QTRY_VERIFY(titles().contains(u"r3"_s));
    QTRY_VERIFY(m_scene->drafts->all().isEmpty());
}

void TestConfigPage::aTextThatArrivedAfterAllIsNoDraft()
{
    write(u"  limit: 3\n"_s);
    m_production.prepend(revision(Environment::Production, 3, RevisionState::Draft, QString(productionYaml + u"  limit: 3\n"_s)));
    restartConsole();
    QVERIFY(!button("configSave")->isEnabled());
    QTRY_VERIFY(m_scene->drafts->all().isEmpty());
}

void TestConfigPage::discardingForgets()
{
    write(u"  limit: 3\n"_s);
    m_scene->actions->action(u"config.discard"_s)->trigger();
    button("configDiscardConfirm")->click();
    QTRY_VERIFY(m_scene->drafts->all().isEmpty());
    QVERIFY(child<QLabel>("configKept")->text().isEmpty());
}

void TestConfigPage::theReasonOfASaveIsKept()
{
    openReview();
    QTest::keyClicks(child<QPlainTextEdit>("configReason"), u"Fewer"_s);
    QTest::keyClick(child<QPlainTextEdit>("configReason"), Qt::Key_Escape);
    QTRY_VERIFY(!child<QWidget>("configChangeDialog"));
    m_scene->actions->action(u"config.save"_s)->trigger();
    QCOMPARE(child<QPlainTextEdit>("configReason")->toPlainText(), u"Fewer"_s);
}

void TestConfigPage::thePlaceComesBack()
{
    m_scope->setCurrent(Environment::Development);
    QTRY_COMPARE(editor()->toPlainText(), u"quay:\n  proxyPath: /quay\n"_s);
    delete m_page;
    m_scope->setCurrent(Environment::Production);
    openPage();
    QCOMPARE(editor()->toPlainText(), u"quay:\n  proxyPath: /quay\n"_s);
}

void TestConfigPage::openLongText()
{
    delete m_page;
    QString yaml;
    for (int i = 0; i < 300; ++i)
        yaml += u"key%1: value\n"_s.arg(i);
    m_production.first().yaml = yaml;
    openPage();
    QTRY_VERIFY(editor()->blockCount() > 300);
    QTRY_VERIFY(editor()->verticalScrollBar()->maximum() > 200);
}

void TestConfigPage::goTo(int line, int top)
{
    editor()->setTextCursor(QTextCursor(editor()->document()->findBlockByNumber(line)));
    editor()->verticalScrollBar()->setValue(top);
}

void TestConfigPage::cursorAndScrollComeBack()
{
    openLongText();
    goTo(120, 100);
    restartConsole();
    QTRY_COMPARE(editor()->textCursor().blockNumber(), 120);
    QCOMPARE(editor()->verticalScrollBar()->value(), 100);
    // The text of another overlay begins where it says most.
    m_scope->setCurrent(Environment::Development);
    QTRY_COMPARE(editor()->toPlainText(), u"quay:\n  proxyPath: /quay\n"_s);
    QTRY_COMPARE(editor()->textCursor().blockNumber(), 1);
}

void TestConfigPage::cursorAndScrollComeBackInUnsavedText()
{
    openLongText();
    write(u"mine: true\n"_s);
    goTo(200, 190);
    restartConsole();
    QTRY_VERIFY(editor()->toPlainText().endsWith("mine: true\n"_L1));
    QTRY_COMPARE(editor()->textCursor().blockNumber(), 200);
    QCOMPARE(editor()->verticalScrollBar()->value(), 190);
}

void TestConfigPage::eachTextKeepsItsPlace()
{
    openLongText();
    goTo(150, 140);
    m_scope->setCurrent(Environment::Development);
    QTRY_COMPARE(editor()->toPlainText(), u"quay:\n  proxyPath: /quay\n"_s);
    m_scope->setCurrent(Environment::Production);
    QTRY_VERIFY(editor()->blockCount() > 300);
    QCOMPARE(editor()->textCursor().blockNumber(), 150);
    QCOMPARE(editor()->verticalScrollBar()->value(), 140);
}

void TestConfigPage::opensTheOverlayThatIsNamed()
{
    m_page->openObject(u"plg_quay/development"_s);
    QTRY_COMPARE(editor()->toPlainText(), u"quay:\n  proxyPath: /quay\n"_s);
    m_page->openObject(u"plg_quay"_s);
    QTRY_COMPARE(editor()->toPlainText(), productionYaml);
}

void TestConfigPage::readsAgainOnceThePortalIsBack()
{
    write(u"  limit: 3\n"_s);
    const QString mine = editor()->toPlainText();
    m_scene->connection.caughtUp();
    m_scene->connection.unreachable(networkError(u"Gone"_s));
    Q_EMIT m_scene->client.answeredFromKept(u"/api/v1/plugins/plg_quay/config/revisions"_s, m_scene->clock.now().addSecs(-7200));
    const int revisions = requestsTo("/config/revisions", "GET");
    const int effective = requestsTo("/config/effective", "GET");
    const int schemas = requestsTo("/config-schema", "GET");
    m_scene->connection.answered();
    m_scene->connection.caughtUp();
    QTRY_COMPARE(requestsTo("/config/revisions", "GET"), revisions + 1);
    QTRY_VERIFY(requestsTo("/config/effective", "GET") > effective);
    QTRY_COMPARE(requestsTo("/config-schema", "GET"), schemas + 1);
    QCOMPARE(editor()->toPlainText(), mine);
}

void TestConfigPage::keepsUnsavedTextPerOverlay()
{
    append(u"  limit: 3\n"_s);
    const QString mine = editor()->toPlainText();
    m_scope->setCurrent(Environment::Development);
    QTRY_COMPARE(editor()->toPlainText(), u"quay:\n  proxyPath: /quay\n"_s);
    m_scope->setCurrent(Environment::Production);
    QTRY_COMPARE(editor()->toPlainText(), mine);
    editor()->undo();
    QCOMPARE(editor()->toPlainText(), productionYaml);
}

void TestConfigPage::findsBrokenYamlWhileTyping()
{
    append(u"broken: [1\n"_s);
    QTRY_VERIFY(child<QListView>("configProblems")->model()->rowCount() > 0);
}

void TestConfigPage::jumpsToTheNextProblem()
{
    ConfigProblem problem;
    problem.severity = Severity::Medium;
    problem.code = u"unknown_key"_s;
    problem.message = u"token is not a key that this plugin knows."_s;
    problem.line = 3;
    problem.column = 3;
    problem.length = 5;
    m_problems = {problem};
    append(u"\n"_s);
    QTRY_COMPARE(child<QListView>("configProblems")->model()->rowCount(), 1);
    m_scene->actions->action(u"config.nextProblem"_s)->trigger();
    QCOMPARE(editor()->textCursor().blockNumber(), 2);
    QCOMPARE(editor()->textCursor().positionInBlock(), 2);
}

void TestConfigPage::savingNeedsAReason()
{
    openReview();
    QVERIFY(!button("configConfirm")->isEnabled());
    child<QPlainTextEdit>("configReason")->setPlainText(u"  "_s);
    QVERIFY(!button("configConfirm")->isEnabled());
    child<QPlainTextEdit>("configReason")->setPlainText(u"Fewer images."_s);
    QVERIFY(button("configConfirm")->isEnabled());
}

void TestConfigPage::savesOnTheRevisionItStandsOn()
{
    openReview();
    child<QPlainTextEdit>("configReason")->setPlainText(u"Fewer images."_s);
    button("configConfirm")->click();
    QTRY_VERIFY(titles().contains(u"r3"_s));
    const QList<SeenRequest> &all = m_scene->server.seen();
    const auto saved = std::find_if(all.begin(), all.end(), [](const SeenRequest &seen) { return seen.verb == "POST" && seen.target.contains("revisions"); });
    const QJsonObject body = QJsonDocument::fromJson(saved->body).object();
    QCOMPARE(body.value(u"baseRevision"_s).toInt(), 2);
    QCOMPARE(body.value(u"reason"_s).toString(), u"Fewer images."_s);
    QVERIFY(!button("configSave")->isEnabled());
}

void TestConfigPage::aSaveArrivesEvenWhenItsDialogIsClosed()
{
    openReview();
    child<QPlainTextEdit>("configReason")->setPlainText(u"Fewer images."_s);
    button("configConfirm")->click();
    m_scene->overlays->close();
    QTRY_VERIFY(titles().contains(u"r3"_s));
    QVERIFY(!button("configMoved")->isVisible());
}

void TestConfigPage::aMovedServerLeavesTheTextAlone()
{
    m_hasMoved = true;
    openReview();
    const QString mine = editor()->toPlainText();
    child<QPlainTextEdit>("configReason")->setPlainText(u"Fewer images."_s);
    button("configConfirm")->click();
    QTRY_VERIFY(titles().join(u'\n').contains(u"your text stands on r2, the portal has r3"_s));
    QCOMPARE(editor()->toPlainText(), mine);
    m_scene->overlays->close();
    QTRY_VERIFY(button("configMoved")->isVisible());
    button("configMoved")->click();
    button("configStandOnLatest")->click();
    QTRY_VERIFY(!button("configMoved")->isVisible());
    QCOMPARE(editor()->toPlainText(), mine);
}

void TestConfigPage::productionIsDeployedOnlyWhenArmed()
{
    QVERIFY(!button("configDeploy")->isEnabled());
    QVERIFY(button("configDeploy")->toolTip().contains(u"arm first"_s));
    m_scene->lock.arm();
    QVERIFY(button("configDeploy")->isEnabled());
}

void TestConfigPage::aNewTextSaysWhatItIsFor()
{
    m_scope->setCurrent(Environment::Staging);
    QTRY_VERIFY(editor()->toPlainText().startsWith(u"# %1, staging."_s.arg(quay)));
    QVERIFY(!button("configSave")->isEnabled());
    append(u"quay:\n  uiUrl: x\n"_s);
    QTRY_VERIFY(button("configSave")->isEnabled());
}

void TestConfigPage::anotherEnvironmentShowsItsText()
{
    m_scope->setCurrent(Environment::Development);
    QTRY_COMPARE(editor()->toPlainText(), u"quay:\n  proxyPath: /quay\n"_s);
    m_scope->setCurrent(Environment::Staging);
    m_page->openObject(u"plg_quay"_s);
    QTRY_VERIFY(editor()->toPlainText().contains(u"staging"_s));
}

void TestConfigPage::discardingCanBeUndone()
{
    append(u"  limit: 3\n"_s);
    const QString mine = editor()->toPlainText();
    QTRY_VERIFY(button("configSave")->isEnabled());
    m_scene->actions->action(u"config.discard"_s)->trigger();
    button("configDiscardConfirm")->click();
    QCOMPARE(editor()->toPlainText(), productionYaml);
    editor()->undo();
    QCOMPARE(editor()->toPlainText(), mine);
}

void TestConfigPage::everyControlHasAName()
{
    const QList<QWidget *> widgets = m_page->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *control = qobject_cast<const QAbstractButton *>(widget);
        const bool isView = qobject_cast<const QAbstractItemView *>(widget) || qobject_cast<const QPlainTextEdit *>(widget);
        if (!control && !isView)
            continue;
        const bool named = !widget->accessibleName().isEmpty() || (control && !control->text().isEmpty());
        if (widget->isVisible())
            QVERIFY2(named, qPrintable(widget->objectName()));
    }
}

void TestConfigPage::noTextIsClipped()
{
    append(u"  limit: 3\n"_s);
    QTRY_VERIFY(button("configSave")->isEnabled());
    QVERIFY(clippedTexts(m_page).isEmpty());
    m_scene->actions->action(u"config.save"_s)->trigger();
    QTRY_VERIFY(child<QWidget>("configChangeDialog"));
    QVERIFY(clippedTexts(m_scene->window.get()).isEmpty());
}

QTEST_MAIN(TestConfigPage)
#include "tst_configpage.moc"
