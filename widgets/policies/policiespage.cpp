// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/policies/policiespage.h"

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
#include "widgets/policies/backtestview.h"
#include "widgets/policies/policycommands.h"
#include "widgets/policies/policylistpane.h"
#include "widgets/policies/policytext.h"
#include "widgets/policies/policytrialview.h"
#include "widgets/policies/rulesview.h"

#include <QHBoxLayout>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int listWidth = 344;
constexpr int versionsWidth = 248;

} // namespace

PoliciesPage::PoliciesPage(const Parts &parts, QWidget *parent)
    : PageWidget(parent)
    , m_parts(parts)
    , m_text(std::make_unique<PolicyText>(parts.service, parts.drafts, parts.highlighting))
    , m_run(parts.service, parts.operations, parts.operationStore)
    , m_commands(new PolicyCommands(*m_text, parts.service, parts.overlays, this))
    , m_list(new PolicyListPane)
    , m_name(new TextLabel(TextStyle::BodyStrong))
    , m_standing(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_age(new AgeBand(parts.freshness))
    , m_error(new InlineError)
    , m_refused(new InlineError)
    , m_tabs(new TabBar)
    , m_stack(new QStackedWidget)
    , m_rules(new RulesView)
    , m_editor(new TextPane(u"policyEditor"_s, tr("Policies as YAML")))
    , m_trialView(new PolicyTrialView(parts.plugins, parts.registry))
    , m_backtestView(new BacktestView)
    , m_versions(new VersionsPane(u"policyVersions"_s))
    , m_bar(new DraftBar(u"policy"_s, tr("Back-test")))
{
    setObjectName(u"policiesPage"_s);
    setAccessibleName(tr("Policies"));
    setSurface(this, Surface::Pane);
    auto *splitter = new Splitter(Qt::Horizontal);
    splitter->setObjectName(u"policySplitter"_s);
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
    m_editor->setText(m_text.get());
    m_versions->setText(m_text.get());
    connectParts();
    connectTrials();
    addActions();
    addTabActions();
    showState();
}

PoliciesPage::~PoliciesPage()
{
    m_text->keepNow();
    m_editor->setText(nullptr);
    m_versions->setText(nullptr);
}

QWidget *PoliciesPage::buildCentre()
{
    auto *centre = new QWidget;
    setSurface(centre, Surface::Pane);
    m_tabs->setObjectName(u"policyTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the policies"));
    for (const QString &tab : {tr("Rules"), tr("Text"), tr("Dry run"), tr("Back-test")})
        m_tabs->addTab(tab);
    for (QWidget *view : std::initializer_list<QWidget *> {m_rules, m_editor, m_trialView, m_backtestView})
        m_stack->addWidget(view);
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
    layout->addLayout(tabs);
    layout->addWidget(new Separator(Qt::Horizontal));
    layout->addWidget(m_stack, 1);
    return centre;
}

QWidget *PoliciesPage::buildHeader()
{
    auto *header = new Bar(metrics::paneHeaderHeight, Bar::Edge::Bottom, Surface::Pane);
    m_name->setObjectName(u"policyName"_s);
    m_name->setElided(Qt::ElideRight);
    m_standing->setObjectName(u"policyStanding"_s);
    m_standing->setElided(Qt::ElideRight);
    header->left()->addWidget(new IconLabel(IconName::Scales, ColorRole::AccentText));
    header->left()->addWidget(m_name);
    header->right()->addWidget(m_standing);
    return header;
}

void PoliciesPage::connectParts()
{
    connect(m_text.get(), &DraftedText::changed, this, &PoliciesPage::showPolicies);
    connect(m_text.get(), &DraftedText::checked, this, &PoliciesPage::showPolicies);
    connect(m_text.get(), &EditedYaml::analysed, this, &PoliciesPage::showState);
    connect(m_list, &PolicyListPane::chosen, this, &PoliciesPage::showRules);
    connect(m_list, &PolicyListPane::opened, this, [this] { goToText(m_list->current()->policy.id, {}); });
    connect(m_rules, &RulesView::opened, this, [this] {
        if (const ListedPolicy *current = m_list->current())
            goToText(current->policy.id, m_rules->currentRule());
    });
    connect(m_editor, &TextPane::retryRequested, this, &PoliciesPage::refresh);
    connect(m_error, &InlineError::retryRequested, this, &PoliciesPage::refresh);
    connect(m_age, &AgeBand::readAgainRequested, this, &PoliciesPage::refresh);
    connect(m_versions, &VersionsPane::chosen, m_commands, &PolicyCommands::compare);
    connect(m_bar, &DraftBar::compareRequested, m_commands, [this] { m_commands->compare(); });
    connect(m_bar, &DraftBar::tryRequested, this, &PoliciesPage::runBacktest);
    connect(m_bar, &DraftBar::saveRequested, this, [this] {
        m_refused->clear();
        m_commands->save();
    });
    connect(m_bar, &DraftBar::discardRequested, this, [this] {
        m_refused->clear();
        m_commands->discard();
    });
    connect(m_bar, &DraftBar::activateRequested, this, [this] {
        m_refused->clear();
        const auto &result = m_run.result();
        m_commands->activate(result && isOfText(result->digest) ? backtestLead(*result) : QString());
    });
    connect(m_commands, &PolicyCommands::failed, m_refused, &InlineError::setError);
    connect(m_commands, &PolicyCommands::changed, this, &PoliciesPage::refresh);
}

void PoliciesPage::connectTrials()
{
    connect(m_trialView, &PolicyTrialView::tryRequested, this, &PoliciesPage::tryOnVersion);
    connect(m_commands, &PolicyCommands::triedChanged, this, &PoliciesPage::showState);
    connect(m_commands, &PolicyCommands::tryFailed, m_trialView, &PolicyTrialView::setError);
    connect(m_commands, &PolicyCommands::tried, this, [this](const PolicyDryRun &run) {
        m_trial = run;
        showState();
    });
    connect(m_backtestView, &BacktestView::runRequested, this, &PoliciesPage::runBacktest);
    connect(m_backtestView, &BacktestView::cancelRequested, &m_run, &BacktestRun::cancel);
    connect(m_backtestView, &BacktestView::requestRequested, this, [this](const QString &id) { Q_EMIT navigationRequested(u"inbox"_s, id); });
    connect(&m_run, &BacktestRun::changed, this, &PoliciesPage::showState);
    connect(&m_run, &BacktestRun::finished, this, &PoliciesPage::refresh);
}

QAction *PoliciesPage::makeAction(const char *id, const QString &text, const QList<QKeySequence> &keys, bool inPalette, const QString &line)
{
    const QString full = u"policies."_s + QLatin1String(id);
    QAction *action = m_parts.actions.action(full);
    return action ? action : m_parts.actions.add({full, text, tr("Policies"), u"policies"_s, keys, inPalette, line});
}

void PoliciesPage::addActions()
{
    const auto add = [this](const char *id, const QString &text, const QList<QKeySequence> &keys, bool inPalette, auto run, const QString &line = {}) {
        connect(makeAction(id, text, keys, inPalette, line), &QAction::triggered, this, run);
    };
    const QString steps = tr("Next, previous row");
    add("next", tr("Next row"), {Qt::Key_J}, false, [this] { m_list->step(1); }, steps);
    add("previous", tr("Previous row"), {Qt::Key_K}, false, [this] { m_list->step(-1); }, steps);
    add("edit", tr("Edit the text"), {Qt::Key_E}, false, [this] {
        m_tabs->setCurrentIndex(Text);
        m_editor->setFocus(Qt::ShortcutFocusReason);
    });
    add("save", tr("Save draft"), {QKeySequence(Qt::CTRL | Qt::Key_S)}, true, [this] { Q_EMIT m_bar->saveRequested(); });
    add("nextProblem", tr("Next problem"), {QKeySequence(Qt::Key_F8)}, true, [this] { m_editor->goToNextProblem(); });
    add("backtest", tr("Try the draft on past decisions"), {QKeySequence(Qt::Key_F9)}, true, [this] { runBacktest(); });
    add("try", tr("Try the draft on a version"), {QKeySequence(Qt::SHIFT | Qt::Key_F9)}, true, [this] { tryOnVersion(); });
    add("cancel", tr("Cancel the back-test"), {}, true, [this] { m_run.cancel(); });
    add("activate", tr("Activate the draft…"), {}, true, [this] { Q_EMIT m_bar->activateRequested(); });
    add("compare", tr("Compare versions…"), {}, true, [this] { Q_EMIT m_bar->compareRequested(); });
    add("discard", tr("Discard the draft…"), {}, true, [this] { Q_EMIT m_bar->discardRequested(); });
}

void PoliciesPage::addTabActions()
{
    const QString line = tr("Show a tab");
    const char *ids[] = {"tab1", "tab2", "tab3", "tab4"};
    const QString names[] = {tr("Show the rules"), tr("Show the text"), tr("Show the dry run"), tr("Show the back-test")};
    for (int tab = Rules; tab <= Backtest; ++tab) {
        const QAction *action = makeAction(ids[tab], names[tab], {QKeySequence(QKeyCombination(Qt::ALT, Qt::Key(Qt::Key_1 + tab)))}, true, line);
        connect(action, &QAction::triggered, this, [this, tab] { m_tabs->setCurrentIndex(tab); });
    }
}

QString PoliciesPage::summary() const
{
    const Policies *active = m_text->active();
    if (!active)
        return {};
    return active->draftVersion ? tr("v%1 is active, v%2 is a draft").arg(active->version).arg(*active->draftVersion) : tr("v%1 is active").arg(active->version);
}

void PoliciesPage::activate()
{
    m_run.takeUp();
    m_list->focusList();
}

void PoliciesPage::openObject(const QString &id)
{
    m_tabs->setCurrentIndex(Rules);
    m_wanted = m_list->select(id) ? QString() : id;
}

void PoliciesPage::refresh()
{
    m_text->refresh();
}

bool PoliciesPage::goUp()
{
    if (m_list->hasListFocus())
        return false;
    m_list->focusList();
    return true;
}

bool PoliciesPage::isSettled() const
{
    return (m_text->isReady() && m_text->isAnalysed() && m_text->isChecked()) || m_text->state() == DraftedText::State::Failed;
}

void PoliciesPage::showPolicies()
{
    if (m_text->isChecked() && m_text->active())
        m_list->setPolicies(m_text->policies(), m_text->active()->items);
    if (!m_wanted.isEmpty() && m_list->select(m_wanted))
        m_wanted.clear();
    showState();
}

void PoliciesPage::showRules()
{
    const ListedPolicy *current = m_list->current();
    m_rules->setPolicy(current ? current->policy : Policy());
}

void PoliciesPage::showState()
{
    const Policies *active = m_text->active();
    m_name->setText(active ? active->name : QString());
    m_standing->setText(active ? tr("%n policies", nullptr, int(active->items.size())) : QString());
    DraftBar::Reasons reasons = DraftBar::reasonsOf(m_text.get(), u"back_test"_s, {});
    reasons.attempt = whyNotBacktest();
    m_editor->showState(m_text->isReady() ? m_text->whyNotEdit() : reasons.save);
    m_bar->showText(m_text.get(), reasons);
    m_age->setIncomplete(m_text->error() || m_text->checkError());
    m_age->setShown({ShownData::Feed, PolicyService::reads()});
    if (m_text->error())
        m_error->setError(*m_text->error());
    else
        m_error->clear();
    const auto block = [this](const char *id, const QString &why) { m_parts.actions.setBlocked(u"policies."_s + QLatin1String(id), why); };
    block("save", reasons.save);
    block("backtest", reasons.attempt);
    block("try", m_commands->whyNotTry());
    block("cancel", m_run.state() == BacktestRun::State::Running ? m_run.whyNotCancel() : tr("No back-test is under way."));
    block("activate", reasons.activate);
    block("compare", reasons.compare);
    block("discard", reasons.discard);
    showTrials();
    Q_EMIT settledChanged();
    Q_EMIT crumbChanged();
}

void PoliciesPage::showTrials()
{
    m_trialView->setBlockedReason(m_commands->whyNotTry());
    if (m_trial)
        m_trialView->setRun(*m_trial, isOfText(m_trial->digest));
    m_backtestView->showRun(m_run, m_run.result() && isOfText(m_run.result()->digest), whyNotBacktest());
    m_tabs->setCount(Rules, m_list->model().changedCount() > 0 ? m_list->model().changedCount() : -1);
    m_tabs->setCount(Trial, m_trialView->changedCount());
    m_tabs->setCount(Backtest, m_run.result() ? m_run.result()->blocked : -1);
}

bool PoliciesPage::isOfText(const QString &digest) const
{
    const TextVersion *draft = m_text->versions().inState(u"draft"_s);
    return draft && draft->digest == digest && !m_text->isChanged();
}

QString PoliciesPage::whyNotBacktest() const
{
    return m_run.isUnderWay() ? tr("One is under way.") : m_text->whyNot(u"back_test"_s);
}

void PoliciesPage::goToText(const QString &policy, const QString &rule)
{
    const int line = m_text->lineOf(policy, rule);
    if (line == 0)
        return;
    m_tabs->setCurrentIndex(Text);
    m_editor->goTo(line, 1);
}

void PoliciesPage::tryOnVersion()
{
    m_refused->clear();
    m_trialView->setError({});
    m_tabs->setCurrentIndex(Trial);
    if (m_trialView->version().isEmpty())
        m_trialView->begin();
    else
        m_commands->tryOn(m_trialView->version(), m_trialView->environment());
}

void PoliciesPage::runBacktest()
{
    m_refused->clear();
    if (!whyNotBacktest().isEmpty())
        return;
    m_tabs->setCurrentIndex(Backtest);
    // What was pressed is hidden now, and what comes next stands behind the tabs.
    m_tabs->setFocus(Qt::OtherFocusReason);
    m_run.start(m_backtestView->decisions());
}

} // namespace gatehouse
