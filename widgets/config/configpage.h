// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/configservice.h"
#include "core/config/configtreestore.h"
#include "widgets/common/pagewidget.h"
#include "widgets/config/configdocument.h"

#include <functional>
#include <map>
#include <memory>

namespace gatehouse {

class ActionRegistry;
class AgeBand;
class Chip;
class CodeHighlighting;
class ConfigChangeDialog;
class ConfigDrafts;
class ConfigInspector;
class ConfigSaveBar;
class ConfigTreePane;
class DraftKeeper;
class EmptyState;
class EnvironmentScope;
class Freshness;
class InlineError;
class OverlayHost;
class OverviewRuler;
class ProblemPanel;
class ProductionLock;
class TextLabel;
class UiState;
class YamlEditor;

//! Configuration: the overlays of every plugin at the left, one YAML text with its problems in the
//! middle, what its keys come to at the right, and below what can be done with the changes. A text
//! that is not saved is kept on this computer until it is.
class ConfigPage final : public PageWidget
{
    Q_OBJECT
public:
    struct Parts
    {
        const ConfigTreeStore &tree;
        ConfigService &service;
        //! The version whose schema judges a plugin's configuration; empty when none is known.
        std::function<VersionId(const PluginId &)> latestVersion;
        //! Opens an approval request for a revision.
        std::function<QFuture<Result<RequestId>>(const ConfigRevision &, const QString &justification)> askApproval;
        const ProductionLock &lock;
        Freshness &freshness;
        EnvironmentScope &scope;
        ActionRegistry &actions;
        DraftKeeper &drafts;
        OverlayHost &overlays;
        UiState &state;
        const CodeHighlighting &highlighting;
    };
    explicit ConfigPage(Parts parts, QWidget *parent = nullptr);
    ~ConfigPage() override;

    QStringList crumb() const override;
    QString summary() const override;
    void activate() override;
    //! A plugin's id: its overlay for the chosen environment; or "plg_…/production/tenant": that overlay.
    void openObject(const QString &id) override;
    void refresh() override;
    bool goUp() override;
    bool isSettled() const override;

private:
    using Key = std::pair<PluginId, OverlayRef>;

    QWidget *buildCentre();
    QWidget *buildHeader();
    void connectParts();
    void addActions();
    void goToPlace();
    ConfigDocument *documentOf(const PluginId &plugin, const QString &name, const OverlayRef &overlay);
    void showOverlay(const PluginId &plugin, const QString &name, const OverlayRef &overlay);
    void showSchema();
    void showDocument();
    void showHeader();
    void showCursor();
    void readAgain();
    void keepPlace();
    ConfigDocument::Place keptPlace(const QString &key) const;
    void noticeMoves();
    int changedCount(const QModelIndex &index) const;
    bool isWritable() const;

    void ask(ConfigChangeDialog *dialog, const QString &what);
    void askToDiscard();
    void compareWithLive();
    void showDiff(const ConfigRevision &revision);
    void showMove();
    void reviewAndSave();
    void askToDeploy();
    void askForApproval();
    void askToRollBack(const ConfigRevision &revision);
    void sendSave(ConfigChangeDialog *dialog, const QString &reason);

    const Parts m_parts;
    AgeBand *m_treeAge;
    AgeBand *m_age; //!< Of the document and what is said about it.
    ConfigTreePane *m_tree;
    TextLabel *m_name;
    TextLabel *m_path;
    TextLabel *m_kept;
    Chip *m_moved;
    InlineError *m_error;
    EmptyState *m_nothing;
    YamlEditor *m_editor;
    OverviewRuler *m_ruler;
    ProblemPanel *m_problems;
    ConfigInspector *m_inspector;
    ConfigSaveBar *m_bar;
    std::unique_ptr<ConfigDrafts> m_drafts;
    std::map<Key, std::unique_ptr<ConfigDocument>> m_documents;
    ConfigDocument *m_document = nullptr;
};

} // namespace gatehouse
