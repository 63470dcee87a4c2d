// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latest.h"
#include "core/workflows/workflowservice.h"
#include "widgets/common/pagewidget.h"

#include <map>
#include <memory>

class QScrollArea;
class QStackedWidget;

namespace gatehouse {

class ActionRegistry;
class CodeHighlighting;
class DraftBar;
class DraftKeeper;
class DryRunView;
class EmptyState;
class Freshness;
class InlineError;
class OverlayHost;
class TabBar;
class TextLabel;
class TextPane;
class UiState;
class VersionsPane;
class WorkflowCommands;
class WorkflowGraph;
class WorkflowListPane;
class WorkflowText;

//! Approval workflows for admins: their texts as YAML with what is wrong where it is, the stages as a
//! graph, a dry run on real requests, and activation with a reason. Everybody else reads.
class WorkflowPage final : public PageWidget
{
    Q_OBJECT
public:
    struct Parts
    {
        WorkflowService &service;
        ActionRegistry &actions;
        DraftKeeper &drafts;
        OverlayHost &overlays;
        UiState &state;
        Freshness &freshness;
        const CodeHighlighting &highlighting;
    };
    explicit WorkflowPage(const Parts &parts, QWidget *parent = nullptr);
    ~WorkflowPage() override;

    QStringList crumb() const override;
    QString summary() const override;
    void activate() override;
    //! By the workflow's id.
    void openObject(const QString &id) override;
    void refresh() override;
    bool goUp() override;
    bool isSettled() const override;

    enum Tab { Text, DryRun };

private:
    QWidget *buildCentre();
    QWidget *buildHeader();
    void connectParts();
    void addActions();
    void readList();
    void showWorkflow(const QString &id);
    void beginNew();
    void showText();
    void showState();
    void showRun();
    void tryDraft();
    void onCreated(const QString &id);
    void onGone(const QString &id);

    const Parts m_parts;
    std::map<QString, std::unique_ptr<WorkflowText>> m_texts; //!< By id; a new one under the empty one.
    WorkflowText *m_text = nullptr;
    QString m_wanted; //!< To be shown when the list is read.
    Latest m_lists;
    WorkflowCommands *m_commands;
    WorkflowListPane *m_list;
    TextLabel *m_name;
    TextLabel *m_id;
    TextLabel *m_applies;
    AgeBand *m_age;
    InlineError *m_error; //!< What could not be read.
    InlineError *m_refused; //!< What could not be done.
    EmptyState *m_nothing;
    WorkflowGraph *m_graph;
    QScrollArea *m_graphScroll;
    TabBar *m_tabs;
    QStackedWidget *m_stack;
    TextPane *m_editor;
    DryRunView *m_dryRun;
    VersionsPane *m_versions;
    DraftBar *m_bar;
};

} // namespace gatehouse
