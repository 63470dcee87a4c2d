// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/config/configtreepane.h"

#include "widgets/common/controls/searchfield.h"
#include "widgets/common/display/bar.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/review/spokenmodel.h"

#include <QHBoxLayout>
#include <QStackedLayout>
#include <QTreeView>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ConfigTreePane::ConfigTreePane(const ConfigTreeStore &store, ConfigTreeDelegate::DraftCount draftCount, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_model(store)
    , m_rows(new SpokenModel(&m_model, configRowSentence, this))
    , m_filter(new SearchField)
    , m_tree(new QTreeView)
    , m_loading(new LoadingRows(tr("Reading configurations…")))
    , m_empty(new EmptyState({}))
    , m_stack(new QStackedLayout)
    , m_count(new TextLabel(TextStyle::Small, ColorRole::Muted))
{
    setSurface(this, Surface::Sunken);
    m_filter->setObjectName(u"configFilter"_s);
    m_filter->setAccessibleName(tr("Filter plugins"));
    m_filter->setPlaceholderText(tr("Filter plugins"));
    m_filter->setIconName(IconName::Filter);
    m_filter->setKeyCap(u"/"_s);
    m_tree->setObjectName(u"configTree"_s);
    m_tree->setAccessibleName(tr("Plugins and their overlays"));
    m_tree->setModel(m_rows);
    m_tree->setItemDelegate(new ConfigTreeDelegate(m_tree, std::move(draftCount)));
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setMouseTracking(true);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(m_tree, Surface::Sunken);

    auto *header = new QHBoxLayout;
    header->setContentsMargins(metrics::spaceSm, metrics::spaceSm, metrics::spaceSm, metrics::spaceSm);
    header->addWidget(m_filter);
    auto *footer = new Bar(metrics::statusBarHeight, Bar::Edge::Top, Surface::Sunken);
    m_count->setElided(Qt::ElideRight);
    footer->left()->addWidget(m_count, 1);
    auto *stack = new QWidget;
    stack->setLayout(m_stack);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_loading);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(stack, 1);
    layout->addWidget(footer);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model.setFilter(text);
        showState();
    });
    connect(m_filter, &SearchField::left, this, &ConfigTreePane::focusTree);
    connect(m_filter, &SearchField::listWanted, this, &ConfigTreePane::focusTree);
    connect(m_empty, &EmptyState::actionTriggered, m_filter, &QLineEdit::clear);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (index.data(ConfigTreeModel::IsPluginRole).toBool())
            m_tree->setExpanded(index, !m_tree->isExpanded(index));
    });
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (!index.data(ConfigTreeModel::IsPluginRole).toBool())
            Q_EMIT textWanted();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ConfigTreePane::onCurrentChanged);
    connect(&store, &RecordSignals::refreshed, this, &ConfigTreePane::showState);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &ConfigTreePane::showState);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &ConfigTreePane::showState);
    showState();
}

void ConfigTreePane::onCurrentChanged(const QModelIndex &index)
{
    if (const auto overlay = m_model.overlay(m_rows->mapToSource(index))) {
        Q_EMIT overlayChosen(PluginId(index.data(ConfigTreeModel::PluginIdRole).toString()),
            index.data(ConfigTreeModel::PluginNameRole).toString(), *overlay);
    }
}

void ConfigTreePane::showState()
{
    int configured = 0;
    for (int row = 0; row < m_store.count(); ++row) {
        const auto &overlays = m_store.at(row).overlays;
        configured += std::any_of(overlays.begin(), overlays.end(), [](const auto &overlay) { return overlay.latestRevision > 0; }) ? 1 : 0;
    }
    m_count->setText(tr("%1 of %2 plugins are configured").arg(configured).arg(m_store.count()));
    m_count->setVisible(m_store.count() > 0);
    if (m_model.rowCount() > 0) {
        m_stack->setCurrentWidget(m_tree);
    } else if (!m_store.wasRead()) {
        m_stack->setCurrentWidget(m_loading);
    } else {
        const bool filtered = !m_filter->text().isEmpty();
        m_empty->setSentence(filtered ? tr("No plugin matches.")
                                      : tr("No plugin has a configuration schema yet. Plugins that ship one appear here."));
        m_empty->setAction(filtered ? tr("Show all %1").arg(m_store.count()) : QString());
        m_stack->setCurrentWidget(m_empty);
    }
    Q_EMIT stateChanged();
}

bool ConfigTreePane::select(const PluginId &plugin, const OverlayRef &overlay)
{
    if (!m_model.indexOf(plugin).isValid())
        m_filter->clear();
    const QModelIndex index = m_model.indexOf(plugin, overlay);
    if (index.isValid())
        reveal(index);
    return index.isValid();
}

void ConfigTreePane::selectBest(Environment environment)
{
    if (const QModelIndex index = bestIndex(environment); index.isValid())
        reveal(index);
}

QModelIndex ConfigTreePane::bestIndex(Environment environment) const
{
    QModelIndex any;
    for (int plugin = 0; plugin < m_model.rowCount(); ++plugin) {
        const QModelIndex parent = m_model.index(plugin, 0);
        for (int row = 0; row < m_model.rowCount(parent); ++row) {
            const QModelIndex index = m_model.index(row, 0, parent);
            if (index.data(ConfigTreeModel::LatestRevisionRole).toInt() == 0)
                continue;
            if (index.data(ConfigTreeModel::EnvironmentRole).toInt() == int(environment))
                return index;
            if (!any.isValid())
                any = index;
        }
    }
    return any.isValid() ? any : m_model.index(0, 0, m_model.index(0, 0));
}

void ConfigTreePane::reveal(const QModelIndex &index)
{
    const QModelIndex row = m_rows->mapFromSource(index);
    m_tree->expand(row.parent());
    m_tree->setCurrentIndex(row);
    m_tree->scrollTo(row);
}

void ConfigTreePane::step(int by)
{
    const QModelIndex current = m_tree->currentIndex();
    const QModelIndex next = by > 0 ? m_tree->indexBelow(current) : m_tree->indexAbove(current);
    if (next.isValid())
        m_tree->setCurrentIndex(next);
}

void ConfigTreePane::focusTree()
{
    // The arrow keys need a row to start from.
    if (const QModelIndex first = m_rows->index(0, 0); !m_tree->currentIndex().isValid() && first.isValid()) {
        m_tree->expand(first);
        m_tree->setCurrentIndex(first);
    }
    m_tree->setFocus(Qt::OtherFocusReason);
}

bool ConfigTreePane::hasTreeFocus() const
{
    return m_tree->hasFocus();
}

void ConfigTreePane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
}

void ConfigTreePane::repaintRows()
{
    m_tree->viewport()->update();
}

} // namespace gatehouse
