// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/registry/registrypage.h"

#include "core/base/files.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/searchfield.h"
#include "widgets/common/controls/splitter.h"
#include "widgets/common/csv.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/rowstep.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/common/uistate.h"
#include "widgets/common/vocabulary.h"
#include "widgets/registry/facetpane.h"
#include "widgets/registry/plugindelegate.h"
#include "widgets/registry/plugindetail.h"
#include "widgets/registry/pluginwords.h"

#include <QElapsedTimer>
#include <QFileDialog>
#include <QHeaderView>
#include <QLocale>
#include <QStackedLayout>
#include <QTreeView>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString placeKey()
{
    return u"registry/plugin"_s;
}

} // namespace

RegistryPage::RegistryPage(const PluginStore &store, RegistryService &registry, PluginCommands::Submit submit, ProductionLock &lock,
    EnvironmentScope &scope, ActionRegistry &actions, DraftKeeper &drafts, OverlayHost &overlays, UiState &state,
    Freshness &freshness, QWidget *parent)
    : PageWidget(parent)
    , m_store(store)
    , m_actions(actions)
    , m_state(state)
    , m_place(state.value(placeKey()).toString())
    , m_model(store)
    , m_headed(&m_model, {tr("Plugin"), tr("Status"), tr("Risk"), tr("Owner"), tr("dev"), tr("staging"), tr("production"), tr("Updated")})
    , m_commands(registry, std::move(submit), lock, scope, drafts, overlays)
    , m_filterDraft(drafts)
    , m_facets(new FacetPane(m_model))
    , m_filter(new SearchField)
    , m_count(new TextLabel(TextStyle::BodyStrong))
    , m_time(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_age(new AgeBand(freshness))
    , m_table(new QTreeView)
    , m_loading(new LoadingRows(tr("Reading the registry…")))
    , m_empty(new EmptyState({}))
    , m_stack(new QStackedLayout)
    , m_detail(new PluginDetail(store, registry, m_commands, scope, freshness))
    , m_ticked(new TextLabel(TextStyle::BodyStrong))
    , m_tickedWords(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_bulkRequest(new Button(tr("Request…"), ButtonVariant::Outline))
    , m_clear(new Button(tr("Clear"), ButtonVariant::Quiet))
    , m_export(new Button(IconName::Download, tr("Export what is shown"), ButtonVariant::Outline))
    , m_import(new Button(tr("Register…")))
{
    setObjectName(u"registryPage"_s);
    setSurface(this, Surface::Pane);
    auto *splitter = new Splitter(Qt::Horizontal);
    splitter->setObjectName(u"registrySplitter"_s);
    splitter->addWidget(m_facets);
    splitter->addWidget(buildMiddle(state));
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({metrics::registryFacets, 840, metrics::registryPane});
    state.remember(splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(m_facets, &FacetPane::toggled, this, [this](const QString &field, const QString &value, bool on) {
        PluginQuery query = m_model.query();
        query.set(field, value, on);
        m_filter->setText(query.toText());
    });
    connect(m_filter, &QLineEdit::textChanged, this, &RegistryPage::search);
    connect(m_filter, &SearchField::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_filter, &SearchField::listWanted, m_table, qOverload<>(&QWidget::setFocus));
    connect(&m_model, &StoreModel::rearranged, this, &RegistryPage::showState);
    // A reset takes the current row away; the one that is shown beside stays the current one.
    connect(&m_model, &StoreModel::rearranged, this, &RegistryPage::keepCurrent, Qt::QueuedConnection);
    connect(&m_model, &PluginTableModel::reindexed, m_facets, &FacetPane::refresh);
    connect(&m_model, &PluginTableModel::tickedChanged, this, &RegistryPage::showBulk);
    connect(&store, &RecordSignals::refreshed, this, &RegistryPage::showState);
    connect(&lock, &ProductionLock::armedChanged, m_detail, &PluginDetail::showActions);
    connect(m_detail, &PluginDetail::closeRequested, m_detail, &QWidget::hide);
    connect(m_detail, &PluginDetail::objectChosen, this, [this](const QString &kind, const QString &id) {
        Q_EMIT navigationRequested(kind == "request"_L1 ? u"inbox"_s : u"operations"_s, id);
    });
    connect(&m_commands, &PluginCommands::requestOpened, this, [this](const RequestId &id) { Q_EMIT navigationRequested(u"inbox"_s, id.text()); });
    connect(&m_commands, &PluginCommands::operationStarted, this, [this](const OperationId &id) { Q_EMIT navigationRequested(u"operations"_s, id.text()); });
    m_age->setShown({u"plugins"_s});
    follow(m_age);
    follow(m_detail->ageBand());
    m_filterDraft.add(m_filter);
    m_filterDraft.setPlace(filterPlace(u"registry"_s));
    addActions();
    search();
    showState();
    showBulk();
}

QWidget *RegistryPage::buildToolbar()
{
    auto *bar = new QWidget;
    bar->setFixedHeight(scaled(metrics::toolbarHeight));
    m_filter->setObjectName(u"registryFilter"_s);
    m_filter->setAccessibleName(tr("Filter plugins"));
    m_filter->setPlaceholderText(tr("Type to narrow, ! to exclude, status:blocked risk:high"));
    m_filter->setKeyCap(u"/"_s);
    m_export->setObjectName(u"registryExport"_s);
    m_import->setObjectName(u"registryImport"_s);
    m_import->setIconName(IconName::Plus);
    connect(m_export, &QAbstractButton::clicked, this, &RegistryPage::exportShown);
    connect(m_import, &QAbstractButton::clicked, &m_commands, &PluginCommands::importPackages);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::spaceMd, 0, metrics::spaceMd, 0);
    layout->setSpacing(metrics::spaceMd);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_time);
    layout->addWidget(m_import);
    layout->addWidget(m_export);
    return bar;
}

QWidget *RegistryPage::buildMiddle(UiState &state)
{
    auto *middle = new QWidget;
    setSurface(middle, Surface::Pane);
    m_table->setObjectName(u"registryTable"_s);
    m_table->setAccessibleName(tr("Plugins"));
    m_headed.setSpoken(&spokenPluginCell);
    m_table->setModel(&m_headed);
    m_table->setItemDelegate(new PluginDelegate(m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setSortingEnabled(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setMouseTracking(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->header()->setSortIndicator(PluginTableModel::Risk, Qt::DescendingOrder);
    m_table->header()->setStretchLastSection(true);
    // The order of the design: what runs where stands before who owns it.
    m_table->header()->moveSection(PluginTableModel::Owner, PluginTableModel::Production);
    const int widths[] = {246, 112, 98, 110, 80, 80, 96};
    m_table->header()->hideSection(PluginTableModel::Updated);
    for (int column = 0; column < int(std::size(widths)); ++column)
        m_table->setColumnWidth(column, scaled(widths[column]));
    state.remember(m_table->header(), u"registry"_s);
    state.remember(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        const auto plugin = current();
        if (!plugin)
            return;
        m_detail->setPlugin(plugin->id);
        if (m_chosen)
            m_state.setValue(placeKey(), plugin->id.text());
    });
    connect(m_table, &QAbstractItemView::activated, m_detail, &QWidget::show);
    connect(m_table, &QAbstractItemView::pressed, this, [this] {
        m_chosen = true;
        if (const auto plugin = current())
            m_state.setValue(placeKey(), plugin->id.text());
    });
    connect(m_empty, &EmptyState::actionTriggered, m_filter, &QLineEdit::clear);
    auto *stack = new QWidget;
    stack->setLayout(m_stack);
    m_stack->addWidget(m_loading);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildToolbar());
    layout->addWidget(m_age);
    layout->addWidget(stack, 1);
    layout->addWidget(new Separator(Qt::Horizontal));
    layout->addWidget(buildBulkBar());
    return middle;
}

QWidget *RegistryPage::buildBulkBar()
{
    auto *bar = new QWidget;
    bar->setFixedHeight(scaled(metrics::actionBarHeight));
    setSurface(bar, Surface::Sunken);
    m_bulkRequest->setObjectName(u"registryBulkRequest"_s);
    m_clear->setObjectName(u"registryClear"_s);
    m_tickedWords->setElided(Qt::ElideRight);
    connect(m_bulkRequest, &QAbstractButton::clicked, this, &RegistryPage::requestTicked);
    connect(m_clear, &QAbstractButton::clicked, this, [this] { m_model.setAllShownTicked(false); });
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(metrics::spaceMd, 0, metrics::spaceMd, 0);
    layout->setSpacing(metrics::spaceMd);
    layout->addWidget(m_ticked);
    layout->addWidget(m_tickedWords, 1);
    layout->addWidget(m_bulkRequest);
    layout->addWidget(m_clear);
    return bar;
}

void RegistryPage::addAction(const char *id, const QString &text, QList<QKeySequence> keys, bool inPalette, std::function<void()> run,
    const QString &line)
{
    const QString full = u"registry."_s + QLatin1String(id);
    QAction *action = m_actions.action(full);
    if (!action)
        action = m_actions.add({full, text, tr("Registry"), u"registry"_s, std::move(keys), inPalette, line});
    connect(action, &QAction::triggered, this, std::move(run));
}

void RegistryPage::addActions()
{
    const auto step = [this](int by) {
        m_chosen = true;
        selectRow(steppedRow(m_table->currentIndex().row(), by, m_model.rowCount()));
    };
    const QString steps = tr("Next, previous row");
    addAction("next", tr("Next row"), {Qt::Key_J}, false, [step] { step(1); }, steps);
    addAction("previous", tr("Previous row"), {Qt::Key_K}, false, [step] { step(-1); }, steps);
    addAction("open", tr("Show the details"), {Qt::Key_O}, false, [this] { m_detail->show(); });
    addAction("tick", tr("Tick for many"), {Qt::Key_X}, false, [this] {
        if (const auto plugin = current())
            m_model.setTicked(plugin->id, !m_model.ticked().contains(plugin->id));
    });
    addAction("tickAll", tr("Tick all that match"), {Qt::Key_Asterisk}, false, [this] { m_model.setAllShownTicked(true); });
    addAction("filter", tr("Filter this list"), {Qt::Key_Slash}, false, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); });
    const auto command = [this](const QString &action, void (PluginCommands::*run)(const Plugin &)) {
        return [this, action, run] {
            if (const auto plugin = current(); plugin && m_commands.whyNot(*plugin, action).isEmpty())
                (m_commands.*run)(*plugin);
        };
    };
    addAction("edit", tr("Edit the plugin…"), {Qt::Key_E}, true, command(u"edit"_s, &PluginCommands::edit));
    addAction("request", tr("Request a version…"), {Qt::Key_Q}, true, [this] {
        if (const auto plugin = current(); plugin && m_commands.whyNot(*plugin, u"request"_s).isEmpty())
            m_commands.request(*plugin);
    });
    addAction("install", tr("Install…"), {}, true, command(u"install"_s, &PluginCommands::install));
    addAction("rollback", tr("Roll back…"), {}, true, command(u"rollback"_s, &PluginCommands::rollBack));
    addAction("import", tr("Register packages…"), {}, true, [this] { m_commands.importPackages(); });
    addAction("export", tr("Export what is shown…"), {}, true, [this] { exportShown(); });
}

QString RegistryPage::summary() const
{
    return m_filter->text().isEmpty() ? tr("All plugins") : tr("Filtered");
}

void RegistryPage::activate()
{
    if (!m_table->currentIndex().isValid())
        keepCurrent();
    m_table->setFocus();
}

void RegistryPage::selectRow(int row)
{
    if (row >= 0 && row < m_model.rowCount())
        m_table->setCurrentIndex(m_headed.index(row, 0));
}

void RegistryPage::keepCurrent()
{
    if (!m_chosen && m_model.indexOf(PluginId(m_place)).isValid()) {
        m_chosen = true;
        m_table->setCurrentIndex(m_headed.mapFromSource(m_model.indexOf(PluginId(m_place))));
        return;
    }
    // Until the person chooses, the first row is shown: what is first changes while lists are read.
    const std::optional<Plugin> shown = m_chosen ? m_detail->plugin() : std::nullopt;
    const QModelIndex index = shown ? m_model.indexOf(shown->id) : QModelIndex();
    if (!index.isValid())
        selectRow(0);
    else if (m_table->currentIndex() != m_headed.mapFromSource(index) || !m_table->selectionModel()->hasSelection())
        m_table->setCurrentIndex(m_headed.mapFromSource(index));
}

std::optional<Plugin> RegistryPage::current() const
{
    return m_model.plugin(m_headed.mapToSource(m_table->currentIndex()));
}

void RegistryPage::openObject(const QString &id)
{
    m_chosen = true;
    QModelIndex index = m_model.indexOf(PluginId(id));
    if (!index.isValid()) {
        m_filter->clear();
        index = m_model.indexOf(PluginId(id));
    }
    if (index.isValid()) {
        m_table->setCurrentIndex(m_headed.mapFromSource(index));
    } else {
        m_chosen = false;
        m_place = id;
    }
    m_detail->show();
}

bool RegistryPage::goUp()
{
    if (m_table->hasFocus())
        return false;
    m_table->setFocus();
    return true;
}

void RegistryPage::search()
{
    QElapsedTimer timer;
    timer.start();
    m_model.setQuery(PluginQuery::parse(m_filter->text()));
    m_milliseconds = timer.elapsed();
    m_facets->refresh();
    showState();
}

void RegistryPage::showState()
{
    const QLocale grouped(QLocale::English);
    m_count->setText(m_model.shownCount() == m_store.count() ? grouped.toString(m_store.count())
                                                             : tr("%1 of %2").arg(grouped.toString(m_model.shownCount()), grouped.toString(m_store.count())));
    m_time->setText(tr("%1 ms").arg(m_milliseconds));
    if (m_model.rowCount() > 0) {
        m_stack->setCurrentWidget(m_table);
    } else if (!m_store.wasRead()) {
        m_stack->setCurrentWidget(m_loading);
    } else {
        const bool filtered = !m_filter->text().isEmpty();
        m_empty->setSentence(filtered ? tr("No plugin matches.") : tr("No plugin is registered yet."));
        m_empty->setAction(filtered ? tr("Remove the filter to see %1").arg(grouped.toString(m_store.count())) : QString());
        m_stack->setCurrentWidget(m_empty);
    }
    m_export->setBlockedReason(m_model.rowCount() > 0 ? QString() : tr("There is nothing to export"));
    Q_EMIT crumbChanged();
    Q_EMIT settledChanged();
}

void RegistryPage::showBulk()
{
    const QList<PluginId> ticked = m_model.ticked();
    int requestable = 0;
    for (const PluginId &id : ticked) {
        const auto plugin = m_store.find(id.text());
        requestable += plugin && m_commands.whyNot(*plugin, u"request"_s).isEmpty() ? 1 : 0;
    }
    m_ticked->setVisible(!ticked.isEmpty());
    m_ticked->setText(tr("%n selected", nullptr, int(ticked.size())));
    if (ticked.isEmpty())
        m_tickedWords->setText(tr("Tick rows to act on many"));
    else if (requestable == ticked.size())
        m_tickedWords->setText({});
    else
        m_tickedWords->setText(tr("%1 can be requested, %2 cannot").arg(requestable).arg(ticked.size() - requestable));
    m_bulkRequest->setText(tr("Request %1…").arg(requestable));
    m_bulkRequest->setBlockedReason(ticked.isEmpty() ? tr("Tick rows first") : requestable != 1 ? tr("Requests are opened one by one: tick one row") : QString());
    m_clear->setVisible(!ticked.isEmpty());
}

void RegistryPage::requestTicked()
{
    const QList<PluginId> ticked = m_model.ticked();
    for (const PluginId &id : ticked) {
        const auto plugin = m_store.find(id.text());
        if (plugin && m_commands.whyNot(*plugin, u"request"_s).isEmpty()) {
            m_commands.request(*plugin);
            return;
        }
    }
}

void RegistryPage::exportShown()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the plugins"), u"plugins.csv"_s, tr("Tables (*.csv)"));
    if (path.isEmpty())
        return;
    QStringList lines {u"name,status,risk,owner,category,licence,latest,development,staging,production"_s};
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const Plugin plugin = *m_model.plugin(m_model.index(row, 0));
        QStringList fields {plugin.name, toWire(plugin.status), toWire(plugin.risk), plugin.owner, plugin.category, plugin.licence, plugin.latestVersion};
        for (const Environment environment : {Environment::Development, Environment::Staging, Environment::Production}) {
            const InstalledIn *installed = installedIn(plugin, environment);
            fields.append(installed ? installed->version : QString());
        }
        std::transform(fields.begin(), fields.end(), fields.begin(), csvField);
        lines.append(fields.join(u','));
    }
    deliver(QtConcurrent::run(writeFile, path, lines.join(u"\r\n"_s).toUtf8(), FileAccess::Default), this, [this](const Status &status) {
        if (!status)
            m_tickedWords->setText(status.error().message);
    });
}

} // namespace gatehouse
