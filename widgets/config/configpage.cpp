// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/config/configpage.h"

#include "core/base/async.h"
#include "core/sync/productionlock.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/code/overviewruler.h"
#include "widgets/common/code/problempanel.h"
#include "widgets/common/code/yamleditor.h"
#include "widgets/common/controls/chip.h"
#include "widgets/common/controls/splitter.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/common/uistate.h"
#include "widgets/common/vocabulary.h"
#include "widgets/config/configdrafts.h"
#include "widgets/config/configinspector.h"
#include "widgets/config/configsavebar.h"
#include "widgets/config/configtreepane.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString placeKey()
{
    return u"config/place"_s;
}

QString cursorKey()
{
    return u"config/cursor"_s;
}

} // namespace

ConfigPage::ConfigPage(Parts parts, QWidget *parent)
    : PageWidget(parent)
    , m_parts(std::move(parts))
    , m_treeAge(new AgeBand(m_parts.freshness, this))
    , m_age(new AgeBand(m_parts.freshness))
    , m_tree(new ConfigTreePane(m_parts.tree, [this](const QModelIndex &index) { return changedCount(index); }))
    , m_name(new TextLabel(TextStyle::BodyMedium))
    , m_path(new TextLabel(TextStyle::Code, ColorRole::Muted))
    , m_kept(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_moved(new Chip({}))
    , m_error(new InlineError)
    , m_nothing(new EmptyState(tr("Choose a plugin and an environment at the left.")))
    , m_editor(new YamlEditor)
    , m_ruler(new OverviewRuler(*m_editor))
    , m_problems(new ProblemPanel)
    , m_inspector(new ConfigInspector(m_parts.service, m_parts.scope))
    , m_bar(new ConfigSaveBar)
    , m_drafts(std::make_unique<ConfigDrafts>(m_parts.drafts))
{
    setObjectName(u"configPage"_s);
    auto *splitter = new Splitter(Qt::Horizontal);
    splitter->setObjectName(u"configSplitter"_s);
    splitter->addWidget(m_tree);
    splitter->addWidget(buildCentre());
    splitter->addWidget(m_inspector);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({metrics::configTree, 672, metrics::configInspector});
    m_parts.state.remember(splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_treeAge);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_bar);
    m_treeAge->setShown({u"configs"_s});
    follow(m_treeAge);
    follow(m_age);
    connectParts();
    addActions();
    showDocument();
}

ConfigPage::~ConfigPage()
{
    m_drafts->keepNow();
    m_editor->setEditedYaml(nullptr);
    m_problems->setProblems(nullptr);
    m_inspector->setDocument(nullptr);
}

QWidget *ConfigPage::buildCentre()
{
    auto *centre = new QWidget;
    setSurface(centre, Surface::Pane);
    m_editor->setObjectName(u"configEditor"_s);
    m_editor->setAccessibleName(tr("Configuration as YAML"));
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(m_age);
    layout->addWidget(m_error);
    layout->addWidget(m_nothing);
    auto *text = new QHBoxLayout;
    text->setSpacing(0);
    text->addWidget(m_editor, 1);
    text->addWidget(m_ruler);
    layout->addLayout(text, 1);
    layout->addWidget(m_problems);
    return centre;
}

QWidget *ConfigPage::buildHeader()
{
    auto *header = new Bar(metrics::paneHeaderHeight, Bar::Edge::Bottom, Surface::Pane);
    m_name->setElided(Qt::ElideRight);
    m_path->setElided(Qt::ElideMiddle);
    m_kept->setObjectName(u"configKept"_s);
    m_kept->setElided(Qt::ElideRight);
    m_moved->setObjectName(u"configMoved"_s);
    m_moved->setIconName(IconName::GitBranch);
    m_moved->setTone(Tone::Info);
    m_moved->setAction(tr("Look"));
    header->left()->addWidget(new IconLabel(IconName::Layers, ColorRole::AccentText));
    header->left()->addWidget(m_name);
    header->left()->addWidget(m_path);
    header->right()->addWidget(m_kept);
    header->right()->addWidget(m_moved);
    return header;
}

void ConfigPage::connectParts()
{
    connect(m_tree, &ConfigTreePane::overlayChosen, this, &ConfigPage::showOverlay);
    connect(m_tree, &ConfigTreePane::textWanted, m_editor, qOverload<>(&QWidget::setFocus));
    connect(m_tree, &ConfigTreePane::stateChanged, this, [this] {
        if (isVisible() && !m_document)
            goToPlace();
        Q_EMIT settledChanged();
    });
    connect(&m_parts.tree, &RecordSignals::changed, this, &ConfigPage::noticeMoves);
    connect(&m_parts.scope, &EnvironmentScope::currentChanged, this, [this](Environment environment) {
        if (m_document && m_document->overlay().environment != environment)
            m_tree->select(m_document->plugin(), {environment, {}});
    });
    connect(m_drafts.get(), &ConfigDrafts::changed, this, &ConfigPage::showHeader);
    connect(&m_parts.lock, &ProductionLock::armedChanged, this, &ConfigPage::showHeader);
    connect(m_editor, &QPlainTextEdit::cursorPositionChanged, this, &ConfigPage::showCursor);
    connect(m_editor, &YamlEditor::placeChanged, this, &ConfigPage::keepPlace);
    connect(m_age, &AgeBand::readAgainRequested, this, &ConfigPage::readAgain);
    connect(m_inspector, &ConfigInspector::keyChanged, this, [this] {
        m_path->setText(m_inspector->pointer().isEmpty() ? QString() : u"› "_s + dottedKey(m_inspector->pointer()));
    });
    connect(m_inspector, &ConfigInspector::diffRequested, this, &ConfigPage::showDiff);
    connect(m_inspector, &ConfigInspector::rollBackRequested, this, &ConfigPage::askToRollBack);
    connect(m_problems, &ProblemPanel::placeRequested, m_editor, &YamlEditor::goTo);
    connect(m_problems, &ProblemPanel::nextRequested, this, [this] { m_problems->goToNext(m_editor->currentLine()); });
    connect(m_problems, &ProblemPanel::retryRequested, this, &ConfigPage::refresh);
    connect(m_error, &InlineError::retryRequested, this, &ConfigPage::refresh);
    connect(m_moved, &QAbstractButton::clicked, this, &ConfigPage::showMove);
    connect(m_bar, &ConfigSaveBar::discardRequested, this, &ConfigPage::askToDiscard);
    connect(m_bar, &ConfigSaveBar::compareRequested, this, &ConfigPage::compareWithLive);
    connect(m_bar, &ConfigSaveBar::saveRequested, this, &ConfigPage::reviewAndSave);
    connect(m_bar, &ConfigSaveBar::deployRequested, this, &ConfigPage::askToDeploy);
    connect(m_bar, &ConfigSaveBar::approvalRequested, this, &ConfigPage::askForApproval);
    connect(m_bar, &ConfigSaveBar::requestRequested, this, [this] {
        if (m_document && m_document->base() && m_document->base()->requestId)
            Q_EMIT navigationRequested(u"inbox"_s, m_document->base()->requestId->text());
    });
}

void ConfigPage::addActions()
{
    const auto add = [this](const char *id, const QString &text, QList<QKeySequence> keys, bool inPalette, auto run, const QString &line = {}) {
        const QString full = u"config."_s + QLatin1String(id);
        QAction *action = m_parts.actions.action(full);
        if (!action)
            action = m_parts.actions.add({full, text, tr("Configuration"), u"config"_s, std::move(keys), inPalette, line});
        connect(action, &QAction::triggered, this, run);
    };
    const QString steps = tr("Next, previous row");
    add("next", tr("Next row"), {Qt::Key_J}, false, [this] { m_tree->step(1); }, steps);
    add("previous", tr("Previous row"), {Qt::Key_K}, false, [this] { m_tree->step(-1); }, steps);
    add("filter", tr("Filter plugins"), {Qt::Key_Slash}, false, [this] { m_tree->focusFilter(); });
    add("save", tr("Review and save…"), {QKeySequence(Qt::CTRL | Qt::Key_S)}, true, [this] { reviewAndSave(); });
    add("nextProblem", tr("Next problem"), {QKeySequence(Qt::Key_F8)}, true, [this] { m_problems->goToNext(m_editor->currentLine()); });
    add("compare", tr("Compare with live"), {}, true, [this] { compareWithLive(); });
    add("discard", tr("Discard changes…"), {}, true, [this] { askToDiscard(); });
    add("deploy", tr("Deploy configuration…"), {}, true, [this] { askToDeploy(); });
}

QStringList ConfigPage::crumb() const
{
    return m_document ? QStringList {tr("Configuration"), m_document->pluginName()} : QStringList {tr("Configuration")};
}

QString ConfigPage::summary() const
{
    QSet<QString> unsaved = m_drafts->keys();
    for (const auto &[key, document] : m_documents) {
        const QString name = ConfigDrafts::key(key.first, key.second);
        if (document->isChanged())
            unsaved.insert(name);
        else
            unsaved.remove(name);
    }
    return unsaved.isEmpty() ? QString() : tr("%n unsaved", nullptr, int(unsaved.size()));
}

bool ConfigPage::isSettled() const
{
    if (!m_parts.tree.wasRead())
        return false;
    return m_parts.tree.count() == 0 || (m_document && ((m_document->isAnalysed() && m_document->isChecked()) || m_document->state() == ConfigDocument::State::Failed));
}

void ConfigPage::activate()
{
    if (!m_document)
        goToPlace();
    m_tree->focusTree();
}

void ConfigPage::openObject(const QString &id)
{
    const QString environment = id.section(u'/', 1, 1);
    m_tree->select(PluginId(id.section(u'/', 0, 0)),
        {environment.isEmpty() ? m_parts.scope.current() : fromWire<Environment>(environment), id.section(u'/', 2)});
}

void ConfigPage::refresh()
{
    if (m_document)
        m_document->refresh();
}

void ConfigPage::readAgain()
{
    if (!m_document)
        return;
    m_document->readAgain();
    showSchema();
}

bool ConfigPage::goUp()
{
    if (m_tree->hasTreeFocus())
        return false;
    m_tree->focusTree();
    return true;
}

//! Where the person was when the console ended, or where the tree says most.
void ConfigPage::goToPlace()
{
    const QStringList place = m_parts.state.value(placeKey()).toStringList();
    if (place.size() != 3 || !m_tree->select(PluginId(place.at(0)), {fromWire<Environment>(place.at(1)), place.at(2)}))
        m_tree->selectBest(m_parts.scope.current());
}

ConfigDocument *ConfigPage::documentOf(const PluginId &plugin, const QString &name, const OverlayRef &overlay)
{
    std::unique_ptr<ConfigDocument> &document = m_documents[{plugin, overlay}];
    if (!document) {
        document = std::make_unique<ConfigDocument>(plugin, name, overlay, m_parts.service, m_parts.highlighting);
        document->placeBefore = keptPlace(ConfigDrafts::key(plugin, overlay));
        m_drafts->follow(*document);
        connect(document.get(), &ConfigDocument::revisionsChanged, this, &ConfigPage::showHeader);
        connect(document.get(), &ConfigDocument::analysed, this, &ConfigPage::showHeader);
        connect(document.get(), &ConfigDocument::checked, this, &ConfigPage::showHeader);
    }
    return document.get();
}

void ConfigPage::showOverlay(const PluginId &plugin, const QString &name, const OverlayRef &overlay)
{
    ConfigDocument *document = documentOf(plugin, name, overlay);
    if (document == m_document)
        return;
    const bool known = document->state() == ConfigDocument::State::Ready;
    // What is shown first was chosen by nobody.
    if (m_document)
        m_parts.state.setValue(placeKey(), QStringList {plugin.text(), toWire(overlay.environment), overlay.tenant});
    m_document = document;
    m_age->setShown({{}, ConfigService::readsOf(plugin, m_parts.latestVersion(plugin))});
    showDocument();
    showSchema();
    if (known)
        document->refresh();
    Q_EMIT crumbChanged();
}

void ConfigPage::showDocument()
{
    m_nothing->setVisible(!m_document);
    m_editor->setVisible(m_document);
    m_ruler->setVisible(m_document);
    m_problems->setVisible(m_document);
    m_editor->setEditedYaml(m_document);
    m_problems->setProblems(m_document ? &m_document->problems() : nullptr);
    m_problems->setSchema({});
    m_inspector->setDocument(m_document);
    showHeader();
    showCursor();
}

void ConfigPage::showSchema()
{
    const VersionId version = m_parts.latestVersion(m_document->plugin());
    if (version.isEmpty())
        return;
    deliver(m_parts.service.schema(version), this, [this, document = m_document](const Result<ConfigSchema> &schema) {
        if (document != m_document)
            return;
        if (!schema) {
            m_problems->setSchema(tr("Schema not read"));
            return;
        }
        m_problems->setSchema(schema->schema.isEmpty() ? tr("No schema in %1").arg(schema->version) : tr("Schema %1").arg(schema->version));
        m_inspector->setSchema(*schema);
    });
}

void ConfigPage::showHeader()
{
    m_tree->repaintRows();
    m_ruler->update();
    m_bar->showDocument(m_document, isWritable());
    const bool ready = m_document && m_document->state() == ConfigDocument::State::Ready;
    const bool changed = ready && m_document->isChanged();
    const QString kept = changed ? m_drafts->note(*m_document) : QString();
    m_kept->setText(kept);
    m_kept->setVisible(!kept.isEmpty());
    m_moved->setVisible(ready && m_document->hasMoved());
    m_editor->setReadOnly(!ready);
    m_parts.actions.setBlocked(u"config.save"_s,
        !changed ? tr("Nothing is changed") : m_document->isInOutbox() ? tr("This text waits in the Outbox") : QString());
    m_parts.actions.setBlocked(u"config.discard"_s, changed ? QString() : tr("Nothing is changed"));
    m_parts.actions.setBlocked(u"config.compare"_s, ready && m_document->active() ? QString() : tr("Nothing is in force here yet"));
    const bool deployable = ready && !changed && m_document->base() && m_document->base()->actions.allows(u"deploy"_s);
    m_parts.actions.setBlocked(u"config.deploy"_s, !deployable ? tr("Nothing here can be deployed now") : isWritable() ? QString() : tr("Read-only: arm first"));
    if (!m_document) {
        m_name->clear();
        m_error->clear();
        return;
    }
    const OverlayRef &overlay = m_document->overlay();
    m_name->setText(overlay.environment == Environment::Global ? tr("Global")
            : overlay.tenant.isEmpty()                         ? tr("%1 base").arg(environmentName(overlay.environment))
                                                               : tr("%1, tenant %2").arg(environmentName(overlay.environment), overlay.tenant));
    if (ready && m_document->hasMoved())
        m_moved->setText(tr("Server moved on r%1 → r%2").arg(m_document->baseNumber()).arg(m_document->latest()->number));
    if (m_document->error())
        m_error->setError(*m_document->error());
    else
        m_error->clear();
    m_problems->setCheckError(m_document->checkError());
    m_age->setIncomplete(m_document->error() || m_document->checkError());
    Q_EMIT settledChanged();
    Q_EMIT crumbChanged();
}

void ConfigPage::showCursor()
{
    m_problems->setCursorPlace(m_editor->currentLine(), m_editor->currentColumn());
    m_inspector->setLine(m_editor->currentLine());
}

//! Of the text that was looked at last: it is the one that comes back.
void ConfigPage::keepPlace()
{
    const ConfigDocument::Place &place = m_document->place;
    m_parts.state.setValue(cursorKey(), QVariantList {ConfigDrafts::key(m_document->plugin(), m_document->overlay()), place.cursor, place.top});
}

ConfigDocument::Place ConfigPage::keptPlace(const QString &key) const
{
    const QVariantList kept = m_parts.state.value(cursorKey()).toList();
    if (kept.size() != 3 || kept.first().toString() != key)
        return {};
    return {kept.at(1).toInt(), kept.at(2).toInt()};
}

//! The feed says that an overlay has a newer revision than its open text knows.
void ConfigPage::noticeMoves()
{
    for (const auto &[key, document] : m_documents) {
        const auto node = m_parts.tree.find(key.first.text());
        if (!node)
            continue;
        const auto overlay = std::find_if(node->overlays.begin(), node->overlays.end(), [&](const auto &candidate) { return candidate.ref == key.second; });
        if (overlay == node->overlays.end())
            continue;
        const ConfigRevision *latest = document->latest();
        const ConfigRevision *active = document->active();
        if (overlay->latestRevision != (latest ? latest->number : 0) || overlay->activeRevision != (active ? active->number : 0)
            || overlay->pendingRequest != (latest ? latest->requestId : std::nullopt))
            document->refresh();
    }
}

int ConfigPage::changedCount(const QModelIndex &index) const
{
    const PluginId plugin(index.data(ConfigTreeModel::PluginIdRole).toString());
    const bool isPlugin = index.data(ConfigTreeModel::IsPluginRole).toBool();
    const OverlayRef overlay {Environment(index.data(ConfigTreeModel::EnvironmentRole).toInt()), index.data(ConfigTreeModel::TenantRole).toString()};
    int count = 0;
    for (const auto &[key, document] : m_documents) {
        if (key.first == plugin && (isPlugin || key.second == overlay) && document->isChanged())
            count += qMax(1, int(document->keys().size()));
    }
    // Kept by an earlier run and not opened since.
    if (count == 0)
        count = isPlugin ? m_drafts->countOf(plugin) : m_drafts->has(plugin, overlay) ? 1 : 0;
    return count;
}

bool ConfigPage::isWritable() const
{
    if (!m_document)
        return false;
    const Environment environment = m_document->overlay().environment;
    return (environment != Environment::Production && environment != Environment::Global) || m_parts.lock.isArmed();
}

} // namespace gatehouse
