// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/registry/plugintablemodel.h"
#include "widgets/common/headerproxy.h"
#include "widgets/common/drafts/draftbinding.h"
#include "widgets/common/pagewidget.h"
#include "widgets/registry/plugincommands.h"

class QStackedLayout;
class QTreeView;

namespace gatehouse {

class ActionRegistry;
class AgeBand;
class Button;
class EmptyState;
class FacetPane;
class Freshness;
class LoadingRows;
class PluginDetail;
class SearchField;
class TextLabel;
class UiState;

//! Every plugin of the portal: facets, table, and the chosen one beside it.
class RegistryPage final : public PageWidget
{
    Q_OBJECT
public:
    RegistryPage(const PluginStore &store, RegistryService &registry, PluginCommands::Submit submit, ProductionLock &lock,
        EnvironmentScope &scope, ActionRegistry &actions, DraftKeeper &drafts, OverlayHost &overlays, UiState &state,
        Freshness &freshness, QWidget *parent = nullptr);

    QStringList crumb() const override { return {tr("Registry")}; }
    QString summary() const override;
    void activate() override;
    void openObject(const QString &id) override;
    bool goUp() override;
    bool isSettled() const override { return m_store.wasRead(); }

private:
    QWidget *buildToolbar();
    QWidget *buildMiddle(UiState &state);
    QWidget *buildBulkBar();
    void addActions();
    void addAction(const char *id, const QString &text, QList<QKeySequence> keys, bool inPalette, std::function<void()> run,
        const QString &line = {});
    void search();
    void showState();
    void showBulk();
    void selectRow(int row);
    void keepCurrent();
    void requestTicked();
    void exportShown();
    std::optional<Plugin> current() const;

    const PluginStore &m_store;
    ActionRegistry &m_actions;
    UiState &m_state;
    QString m_place; //!< The plugin to choose as soon as it is shown: first the one of the last run.
    PluginTableModel m_model;
    HeaderProxy m_headed;
    PluginCommands m_commands;
    DraftBinding m_filterDraft;
    FacetPane *m_facets;
    SearchField *m_filter;
    TextLabel *m_count;
    TextLabel *m_time;
    AgeBand *m_age;
    QTreeView *m_table;
    LoadingRows *m_loading;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    PluginDetail *m_detail;
    TextLabel *m_ticked;
    TextLabel *m_tickedWords;
    Button *m_bulkRequest;
    Button *m_clear;
    Button *m_export;
    Button *m_import;
    qint64 m_milliseconds = 0;
    bool m_chosen = false; //!< The person picked a row; it stays the current one.
};

} // namespace gatehouse
