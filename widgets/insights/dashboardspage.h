// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/healthreading.h"
#include "core/sync/freshness.h"
#include "widgets/common/pagewidget.h"
#include "widgets/insights/panelview.h"

#include <QTimer>

#include <functional>

class QHBoxLayout;
class QVBoxLayout;

namespace gatehouse {

class ActionRegistry;
class ChangeList;
class DashboardToolbar;
class EmptyState;
class EnvironmentScope;
class Freshness;
class InlineError;
class PluginHealthView;
class UiState;

//! One dashboard of the portal: its panels on the grid the server gives, asked again every few
//! seconds while the page is in front. Panels keep their last answer when the source is lost. Opened with
//! a plugin, it shows how that one does instead.
class DashboardsPage final : public PageWidget
{
    Q_OBJECT
public:
    //! What changed between two times in an environment, oldest first.
    using ChangeSource = std::function<QList<PlotMark>(const QDateTime &from, const QDateTime &to, Environment environment)>;

    DashboardsPage(InsightsService &insights, ChangeSource changesBetween, HealthReading::Read health, EnvironmentScope &scope,
        ActionRegistry &actions, UiState &state, Freshness &freshness, QWidget *parent = nullptr);

    QStringList crumb() const override;
    QString summary() const override;
    void activate() override;
    //! How the plugin of that id does.
    void openObject(const QString &pluginId) override;
    bool goUp() override;
    //! The portal has other dashboards.
    void noteChanged() { load(); }
    void refresh() override;
    QDateTime asOf() const override;
    bool isCurrent() const override;
    bool isSettled() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void addActions(ActionRegistry &actions);
    bool showsPlugin() const;
    void showPortal();
    void load();
    void build(const Dashboard &dashboard);
    void place(PanelView *view);
    void askAll();
    //! Panels say at once that nobody answers, and that somebody does again.
    void followConnection();
    void toggleTable();
    //! By the person: from now on the range is theirs.
    void chooseRange(const TimeRange &range);
    //! While nobody has chosen one: starts it where the data starts.
    void fitRange();
    void setRange(const TimeRange &range);
    void setRefresh(int seconds);
    void showChanges();
    void onPanelChanged();
    void countDown();
    void savePicture();
    void saveNumbers();

    InsightsService &m_insights;
    ChangeSource m_changesBetween;
    EnvironmentScope &m_scope;
    UiState &m_state;
    Freshness &m_freshness;
    DataAge::Standing m_standing;
    QWidget *m_portal; //!< What is measured of all of it.
    PluginHealthView *m_plugin;
    DashboardToolbar *m_toolbar;
    InlineError *m_error;
    EmptyState *m_empty;
    QWidget *m_canvas;
    QVBoxLayout *m_column;
    QMap<int, QHBoxLayout *> m_rows; //!< By the y of the server's grid.
    ChangeList *m_changes;
    QList<PanelView *> m_panels;
    Dashboard m_dashboard;
    TimeRange m_range;
    bool m_fitsRange = false;
    QTimer m_refresh;
    QTimer m_second;
    bool m_loaded = false;
};

} // namespace gatehouse
