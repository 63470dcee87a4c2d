// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policies/backtestrun.h"
#include "core/registry/registryservice.h"
#include "widgets/common/pagewidget.h"

#include <memory>

class QStackedWidget;

namespace gatehouse {

class ActionRegistry;
class BacktestView;
class CodeHighlighting;
class DraftBar;
class DraftKeeper;
class Freshness;
class InlineError;
class OverlayHost;
class PolicyCommands;
class PolicyListPane;
class PolicyText;
class PolicyTrialView;
class RulesView;
class TabBar;
class TextLabel;
class TextPane;
class UiState;
class VersionsPane;

//! The governance policies for admins: their rules in words, their text with what is wrong where it
//! is, the draft on one version and over past decisions, and activation with a reason. Everybody else
//! reads.
class PoliciesPage final : public PageWidget
{
    Q_OBJECT
public:
    struct Parts
    {
        PolicyService &service;
        OperationService &operations;
        const OperationStore &operationStore;
        RegistryService &registry;
        const PluginStore &plugins;
        ActionRegistry &actions;
        DraftKeeper &drafts;
        OverlayHost &overlays;
        UiState &state;
        Freshness &freshness;
        const CodeHighlighting &highlighting;
    };
    explicit PoliciesPage(const Parts &parts, QWidget *parent = nullptr);
    ~PoliciesPage() override;

    QStringList crumb() const override { return {tr("Policies")}; }
    QString summary() const override;
    void activate() override;
    //! By the policy's id.
    void openObject(const QString &id) override;
    void refresh() override;
    bool goUp() override;
    bool isSettled() const override;

    enum Tab { Rules, Text, Trial, Backtest };

private:
    QWidget *buildCentre();
    QWidget *buildHeader();
    void connectParts();
    void connectTrials();
    void addActions();
    void addTabActions();
    QAction *makeAction(const char *id, const QString &text, const QList<QKeySequence> &keys, bool inPalette, const QString &line = {});
    void showPolicies();
    void showRules();
    void showState();
    void showTrials();
    void goToText(const QString &policy, const QString &rule);
    void tryOnVersion();
    void runBacktest();
    //! \a digest is of the text that the portal has now, and nothing else was typed.
    bool isOfText(const QString &digest) const;
    QString whyNotBacktest() const;

    const Parts m_parts;
    std::unique_ptr<PolicyText> m_text;
    BacktestRun m_run;
    std::optional<PolicyDryRun> m_trial;
    QString m_wanted; //!< To be shown when the policies are read.
    PolicyCommands *m_commands;
    PolicyListPane *m_list;
    TextLabel *m_name;
    TextLabel *m_standing;
    AgeBand *m_age;
    InlineError *m_error; //!< What could not be read.
    InlineError *m_refused; //!< What could not be done.
    TabBar *m_tabs;
    QStackedWidget *m_stack;
    RulesView *m_rules;
    TextPane *m_editor;
    PolicyTrialView *m_trialView;
    BacktestView *m_backtestView;
    VersionsPane *m_versions;
    DraftBar *m_bar;
};

} // namespace gatehouse
