// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workflows/workflowpage.h"

#include "core/base/async.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/splitter.h"
#include "widgets/common/controls/tabbar.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/common/uistate.h"
#include "widgets/drafting/draftbar.h"
#include "widgets/drafting/textpane.h"
#include "widgets/drafting/versionspane.h"
#include "widgets/workflows/dryrunview.h"
#include "widgets/workflows/workflowcommands.h"
#include "widgets/workflows/workflowgraph.h"
#include "widgets/workflows/workflowlistpane.h"
#include "widgets/workflows/workflowtext.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int listWidth = 264;
constexpr int versionsWidth = 248;
constexpr int graphHeight = 200;

QString placeKey()
{
    return u"workflows/place"_s;
}

} // namespace

WorkflowPage::WorkflowPage(const Parts &parts, QWidget *parent)
    : PageWidget(parent)
    , m_parts(parts)
    , m_commands(new WorkflowCommands(parts.service, parts.overlays, this))
    , m_list(new WorkflowListPane)
    , m_name(new TextLabel(TextStyle::BodyStrong))
    , m_id(new TextLabel(TextStyle::Code, ColorRole::Muted))
    , m_applies(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_age(new AgeBand(parts.freshness))
    , m_error(new InlineError)
    , m_refused(new InlineError)
    , m_nothing(new EmptyState(tr("Choose a workflow at the left.")))
    , m_graph(new WorkflowGraph)
    , m_graphScroll(new QScrollArea)
    , m_tabs(new TabBar)
    , m_stack(new QStackedWidget)
    , m_editor(new TextPane(u"workflowEditor"_s, tr("Workflow as YAML")))
    , m_dryRun(new DryRunView)
    , m_versions(new VersionsPane(u"workflowVersions"_s))
    , m_bar(new DraftBar(u"workflow"_s, tr("Try on requests")))
{
    setObjectName(u"workflowPage"_s);
    setAccessibleName(tr("Approval workflows"));
    setSurface(this, Surface::Pane);
    auto *splitter = new Splitter(Qt::Horizontal);
    splitter->setObjectName(u"workflowSplitter"_s);
    splitter->addWidget(m_list);
    splitter->addWidget(buildCentre());
    splitter->addWidget(m_versions);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({listWidth, 720, versionsWidth});
    m_parts.state.remember(splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_bar);
    follow(m_age);
    connectParts();
    addActions();
    m_wanted = m_parts.state.value(placeKey()).toString();
    showText();
    readList();
}

WorkflowPage::~WorkflowPage()
{
    for (const auto &[id, text] : m_texts)
        text->keepNow();
    m_editor->setText(nullptr);
    m_versions->setText(nullptr);
}

QWidget *WorkflowPage::buildCentre()
{
    auto *centre = new QWidget;
    setSurface(centre, Surface::Pane);
    m_graph->setObjectName(u"workflowGraph"_s);
    m_graph->setAccessibleName(tr("Stages"));
    m_graphScroll->setObjectName(u"workflowGraphScroll"_s);
    m_graphScroll->setAccessibleName(tr("Stages"));
    m_graphScroll->setFrameShape(QFrame::NoFrame);
    m_graphScroll->setWidget(m_graph);
    m_graphScroll->setWidgetResizable(true);
    m_graphScroll->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSurface(m_graphScroll, Surface::Pane);
    m_tabs->setObjectName(u"workflowTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the workflow"));
    m_tabs->addTab(tr("Text"));
    m_tabs->addTab(tr("Dry run"));
    m_stack->addWidget(m_editor);
    m_stack->addWidget(m_dryRun);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    auto *tabs = new QHBoxLayout;
    tabs->setContentsMargins(metrics::spaceLg, 0, 0, 0);
    tabs->addWidget(m_tabs, 1);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(m_age);
    layout->addWidget(m_error);
    layout->addWidget(m_refused);
    layout->addWidget(m_nothing);
    layout->addWidget(m_graphScroll);
    layout->addLayout(tabs);
    layout->addWidget(new Separator(Qt::Horizontal));
    layout->addWidget(m_stack, 1);
    layout->addStretch(0);
    return centre;
}

QWidget *WorkflowPage::buildHeader()
{
    auto *header = new Bar(metrics::paneHeaderHeight, Bar::Edge::Bottom, Surface::Pane);
    m_name->setObjectName(u"workflowName"_s);
    m_name->setElided(Qt::ElideRight);
    m_id->setElided(Qt::ElideRight);
    m_applies->setElided(Qt::ElideRight);
    header->left()->addWidget(new IconLabel(IconName::Route, ColorRole::AccentText));
    header->left()->addWidget(m_name);
    header->left()->addWidget(m_id);
    header->right()->addWidget(m_applies);
    return header;
}

void WorkflowPage::connectParts()
{
    connect(m_list, &WorkflowListPane::chosen, this, &WorkflowPage::showWorkflow);
    connect(m_list, &WorkflowListPane::newRequested, this, &WorkflowPage::beginNew);
    connect(m_editor, &TextPane::retryRequested, this, &WorkflowPage::refresh);
    connect(m_error, &InlineError::retryRequested, this, &WorkflowPage::refresh);
    connect(m_age, &AgeBand::readAgainRequested, this, &WorkflowPage::refresh);
    connect(m_dryRun, &DryRunView::tryRequested, this, &WorkflowPage::tryDraft);
    connect(m_dryRun, &DryRunView::requestRequested, this, [this](const QString &id) { Q_EMIT navigationRequested(u"inbox"_s, id); });
    connect(m_versions, &VersionsPane::chosen, this, [this](int version) {
        if (m_text)
            m_commands->compare(*m_text, version);
    });
    const auto doing = [this](void (WorkflowCommands::*command)(WorkflowText &)) {
        return [this, command] {
            m_refused->clear();
            WorkflowCommands &commands = *m_commands;
            if (m_text)
                (commands.*command)(*m_text);
        };
    };
    connect(m_bar, &DraftBar::saveRequested, this, doing(&WorkflowCommands::save));
    connect(m_bar, &DraftBar::activateRequested, this, doing(&WorkflowCommands::activate));
    connect(m_bar, &DraftBar::discardRequested, this, doing(&WorkflowCommands::discard));
    connect(m_bar, &DraftBar::compareRequested, this, [this] {
        if (m_text)
            m_commands->compare(*m_text);
    });
    connect(m_bar, &DraftBar::tryRequested, this, &WorkflowPage::tryDraft);
    connect(m_commands, &WorkflowCommands::failed, m_refused, &InlineError::setError);
    connect(m_commands, &WorkflowCommands::triedChanged, this, &WorkflowPage::showState);
    connect(m_commands, &WorkflowCommands::tryFailed, this, [this](const QString &id, const Error &error) {
        if (m_text && m_text->id() == id)
            m_dryRun->setError(error);
    });
    connect(m_commands, &WorkflowCommands::changed, this, &WorkflowPage::refresh);
    connect(m_commands, &WorkflowCommands::created, this, &WorkflowPage::onCreated);
    connect(m_commands, &WorkflowCommands::gone, this, &WorkflowPage::onGone);
}

void WorkflowPage::addActions()
{
    const auto add = [this](const char *id, const QString &text, QList<QKeySequence> keys, bool inPalette, auto run, const QString &line = {}) {
        const QString full = u"workflows."_s + QLatin1String(id);
        QAction *action = m_parts.actions.action(full);
        if (!action)
            action = m_parts.actions.add({full, text, tr("Approval workflows"), u"workflows"_s, std::move(keys), inPalette, line});
        connect(action, &QAction::triggered, this, run);
    };
    const QString steps = tr("Next, previous row");
    add("next", tr("Next row"), {Qt::Key_J}, false, [this] { m_list->step(1); }, steps);
    add("previous", tr("Previous row"), {Qt::Key_K}, false, [this] { m_list->step(-1); }, steps);
    add("edit", tr("Edit the text"), {Qt::Key_E}, false, [this] {
        m_tabs->setCurrentIndex(Text);
        m_editor->setFocus(Qt::ShortcutFocusReason);
    });
    add("new", tr("New workflow"), {}, true, [this] { beginNew(); });
    add("save", tr("Save draft"), {QKeySequence(Qt::CTRL | Qt::Key_S)}, true, [this] { Q_EMIT m_bar->saveRequested(); });
    add("nextProblem", tr("Next problem"), {QKeySequence(Qt::Key_F8)}, true, [this] { m_editor->goToNextProblem(); });
    add("try", tr("Try the draft on requests"), {QKeySequence(Qt::Key_F9)}, true, [this] { tryDraft(); });
    add("activate", tr("Activate the draft…"), {}, true, [this] { Q_EMIT m_bar->activateRequested(); });
    add("compare", tr("Compare versions…"), {}, true, [this] { Q_EMIT m_bar->compareRequested(); });
    add("discard", tr("Discard the draft…"), {}, true, [this] { Q_EMIT m_bar->discardRequested(); });
    const QString tabs = tr("Show a tab");
    add("tab1", tr("Show the text"), {QKeySequence(Qt::ALT | Qt::Key_1)}, true, [this] { m_tabs->setCurrentIndex(Text); }, tabs);
    add("tab2", tr("Show the dry run"), {QKeySequence(Qt::ALT | Qt::Key_2)}, true, [this] { m_tabs->setCurrentIndex(DryRun); }, tabs);
}

QStringList WorkflowPage::crumb() const
{
    if (!m_text)
        return {tr("Approval workflows")};
    return {tr("Approval workflows"), m_text->name()};
}

QString WorkflowPage::summary() const
{
    int drafts = 0;
    for (const WorkflowTemplate &workflow : m_list->model().items())
        drafts += workflow.draftVersion ? 1 : 0;
    return drafts > 0 ? tr("%n drafts", nullptr, drafts) : QString();
}

void WorkflowPage::activate()
{
    m_list->focusList();
}

void WorkflowPage::openObject(const QString &id)
{
    m_wanted = id;
    if (m_list->wasRead() && m_list->select(id))
        m_wanted.clear();
}

void WorkflowPage::refresh()
{
    readList();
    if (m_text)
        m_text->refresh();
}

bool WorkflowPage::goUp()
{
    if (m_list->hasListFocus())
        return false;
    m_list->focusList();
    return true;
}

bool WorkflowPage::isSettled() const
{
    if (!m_list->wasRead())
        return m_error->hasError();
    return m_text && ((m_text->isReady() && m_text->isAnalysed() && m_text->isChecked()) || m_text->state() == DraftedText::State::Failed);
}

void WorkflowPage::readList()
{
    deliver(m_parts.service.workflows(), this, m_lists.only([this](const Result<Items<WorkflowTemplate>> &answer) {
        if (!answer) {
            m_error->setError(answer.error());
            Q_EMIT settledChanged();
            return;
        }
        m_error->clear();
        m_list->setWorkflows(answer->items);
        const QString wanted = std::exchange(m_wanted, {});
        if (!wanted.isEmpty() && m_list->select(wanted))
            return;
        // A list that had the focus before it had rows has made the first one current, but not selected it.
        if (!answer->items.isEmpty() && !(m_text && m_text->isNew()))
            m_list->select(m_text ? m_text->id() : answer->items.first().id);
        showState();
    }));
}

void WorkflowPage::showWorkflow(const QString &id)
{
    std::unique_ptr<WorkflowText> &text = m_texts[id];
    if (!text) {
        text = std::make_unique<WorkflowText>(id, m_parts.service, m_parts.drafts, m_parts.highlighting);
        for (const auto signal : {&DraftedText::changed, &DraftedText::checked})
            connect(text.get(), signal, this, &WorkflowPage::showState);
        connect(text.get(), &EditedYaml::analysed, this, &WorkflowPage::showState);
    } else if (text.get() != m_text) {
        text->refresh();
    }
    if (m_text == text.get())
        return;
    m_text = text.get();
    if (!id.isEmpty())
        m_parts.state.setValue(placeKey(), id);
    showText();
    Q_EMIT crumbChanged();
}

void WorkflowPage::beginNew()
{
    m_list->clearSelection();
    showWorkflow({});
    m_tabs->setCurrentIndex(Text);
    m_editor->setFocus(Qt::OtherFocusReason);
}

void WorkflowPage::showText()
{
    m_nothing->setVisible(!m_text);
    m_tabs->setVisible(m_text);
    m_stack->setVisible(m_text);
    m_editor->setText(m_text);
    m_versions->setText(m_text);
    m_refused->clear();
    m_dryRun->setError({});
    showState();
}

void WorkflowPage::showState()
{
    const WorkflowTemplate *workflow = m_text ? m_text->workflow() : nullptr;
    m_name->setText(m_text ? m_text->name() : QString());
    m_id->setText(m_text ? m_text->id() : QString());
    m_applies->setText(workflow ? workflow->appliesTo : QString());
    m_graph->setStages(m_text ? m_text->stages() : QList<TemplateStage>());
    m_graphScroll->setVisible(m_text);
    const int bar = m_graphScroll->horizontalScrollBar()->sizeHint().height();
    m_graphScroll->setFixedHeight(std::min(m_graph->sizeHint().height(), scaled(graphHeight)) + bar);
    const DraftBar::Reasons reasons = m_commands->reasonsOf(m_text);
    m_editor->showState(m_text && m_text->isReady() ? m_text->whyNotEdit() : reasons.save);
    m_bar->showText(m_text, reasons);
    m_age->setIncomplete(m_error->hasError() || (m_text && (m_text->error() || m_text->checkError())));
    m_age->setShown({ShownData::Feed, WorkflowService::readsOf(m_text ? m_text->id() : QString())});
    if (m_text) {
        if (m_text->error())
            m_error->setError(*m_text->error());
        else
            m_error->clear();
        showRun();
    }
    m_tabs->setCount(DryRun, m_dryRun->changedCount());
    const auto block = [this](const char *id, const QString &why) { m_parts.actions.setBlocked(u"workflows."_s + QLatin1String(id), why); };
    block("save", reasons.save);
    block("try", reasons.attempt);
    block("activate", reasons.activate);
    block("compare", reasons.compare);
    block("discard", reasons.discard);
    const bool admin = m_list->model().rowCount() == 0 || m_list->model().at(0).actions.allows(u"edit"_s);
    const QString notAdmin = admin ? QString() : m_list->model().at(0).actions.whyNot(u"edit"_s);
    m_list->setNewBlocked(notAdmin);
    block("new", notAdmin);
    Q_EMIT settledChanged();
    Q_EMIT crumbChanged();
}

void WorkflowPage::showRun()
{
    const WorkflowDryRun *run = m_commands->runOf(m_text->id());
    const TextVersion *base = m_text->versions().current();
    if (run)
        m_dryRun->setRun(*run, base && base->digest == run->digest && !m_text->isChanged());
    else
        m_dryRun->setNothing({});
}

void WorkflowPage::tryDraft()
{
    m_refused->clear();
    if (!m_text || !m_commands->reasonsOf(m_text).attempt.isEmpty())
        return;
    m_dryRun->setError({});
    m_tabs->setCurrentIndex(DryRun);
    m_commands->tryDraft(*m_text);
}

void WorkflowPage::onCreated(const QString &id)
{
    auto node = m_texts.extract(QString());
    node.key() = id;
    m_texts.insert(std::move(node));
    m_wanted = id;
}

void WorkflowPage::onGone(const QString &id)
{
    auto node = m_texts.extract(id);
    if (node.empty())
        return;
    // It is still telling what happened to it.
    WorkflowText *text = node.mapped().release();
    text->deleteLater();
    if (text != m_text)
        return;
    m_text = nullptr;
    showText();
}

} // namespace gatehouse
