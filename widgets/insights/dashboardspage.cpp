// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/dashboardspage.h"

#include "core/base/async.h"
#include "core/base/files.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/uistate.h"
#include "widgets/common/vocabulary.h"
#include "widgets/insights/changelist.h"
#include "widgets/insights/dashboardtoolbar.h"
#include "widgets/insights/pluginhealthview.h"
#include "widgets/insights/statpanelview.h"
#include "widgets/insights/timeseriespanelview.h"

#include <QApplication>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int rowUnit = 26; // logical pixels of one grid row of the server's layout
constexpr int tileHeight = 92;
constexpr int usualSeconds = 30 * 60;
constexpr int changesShare = 16; // beside a panel of the last row, of 24 columns

//! Only how the portal stands: panels know their own age.
ShownData nothingKept()
{
    return {{}, {}, false, {}};
}

} // namespace

DashboardsPage::DashboardsPage(InsightsService &insights, ChangeSource changesBetween, HealthReading::Read health,
    EnvironmentScope &scope, ActionRegistry &actions, UiState &state, Freshness &freshness, QWidget *parent)
    : PageWidget(parent)
    , m_insights(insights)
    , m_changesBetween(std::move(changesBetween))
    , m_scope(scope)
    , m_state(state)
    , m_freshness(freshness)
    , m_standing(freshness.ageOf(nothingKept()).standing)
    , m_portal(new QWidget(this))
    , m_plugin(new PluginHealthView(std::move(health), freshness, this))
    , m_toolbar(new DashboardToolbar(this))
    , m_error(new InlineError(this))
    , m_empty(new EmptyState(tr("This portal has no dashboards."), this))
    , m_canvas(new QWidget)
    , m_column(new QVBoxLayout(m_canvas))
    , m_changes(new ChangeList(m_canvas))
{
    setObjectName(u"dashboardsPage"_s);
    setSurface(this, Surface::Sunken);
    setSurface(m_canvas, Surface::Sunken);
    m_column->setContentsMargins(metrics::spaceMd, metrics::spaceMd, metrics::spaceMd, metrics::spaceMd);
    m_column->setSpacing(metrics::spaceCardGap);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"dashboardScroll"_s);
    scroll->setAccessibleName(tr("Panels"));
    scroll->setWidget(m_canvas);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(scroll, Surface::Sunken);
    m_empty->hide();
    auto *layout = new QVBoxLayout(m_portal);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_toolbar);
    layout->addWidget(m_error);
    layout->addWidget(m_empty);
    layout->addWidget(scroll, 1);
    m_plugin->hide();
    auto *both = new QVBoxLayout(this);
    both->setContentsMargins(0, 0, 0, 0);
    both->addWidget(m_portal);
    both->addWidget(m_plugin);

    connect(m_plugin, &PluginHealthView::leaveRequested, this, &DashboardsPage::showPortal);
    connect(m_plugin, &PluginHealthView::changed, this, &DashboardsPage::onPanelChanged);
    connect(m_toolbar, &DashboardToolbar::rangeChosen, this, [this](int seconds) {
        m_state.setValue(u"dashboards/range"_s, seconds);
        chooseRange({seconds});
    });
    connect(m_toolbar, &DashboardToolbar::shiftRequested, this,
        [this](int steps) { chooseRange(m_range.shifted(steps, QDateTime::currentDateTimeUtc())); });
    connect(m_toolbar, &DashboardToolbar::zoomOutRequested, this,
        [this] { chooseRange(m_range.zoomedOut(QDateTime::currentDateTimeUtc())); });
    connect(m_toolbar, &DashboardToolbar::refreshChosen, this, &DashboardsPage::setRefresh);
    connect(m_toolbar, &DashboardToolbar::changesToggled, this, &DashboardsPage::showChanges);
    connect(m_toolbar, &DashboardToolbar::pictureRequested, this, &DashboardsPage::savePicture);
    connect(m_toolbar, &DashboardToolbar::numbersRequested, this, &DashboardsPage::saveNumbers);
    connect(m_error, &InlineError::retryRequested, this, &DashboardsPage::load);
    connect(&m_refresh, &QTimer::timeout, this, &DashboardsPage::askAll);
    connect(&freshness, &Freshness::changed, this, &DashboardsPage::followConnection);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &DashboardsPage::countDown);
    connect(&m_scope, &EnvironmentScope::currentChanged, this, [this] {
        m_toolbar->setEnvironmentName(environmentName(m_scope.current()));
        showChanges();
    });
    m_toolbar->setEnvironmentName(environmentName(m_scope.current()));
    const int chosen = m_state.value(u"dashboards/range"_s).toInt();
    m_fitsRange = chosen == 0;
    m_range.seconds = chosen == 0 ? usualSeconds : chosen;
    addActions(actions);
    setRefresh(m_state.value(u"dashboards/refresh"_s, 5).toInt());
    setRange(m_range);
    load();
}

void DashboardsPage::addActions(ActionRegistry &actions)
{
    const QString section = tr("Dashboards");
    const auto add = [&](const char *id, const QString &text, QList<QKeySequence> keys, auto run, const QString &line = {}) {
        const QString full = u"dashboards."_s + QLatin1String(id);
        QAction *action = actions.action(full);
        if (!action)
            action = actions.add({full, text, section, u"dashboards"_s, std::move(keys), true, line});
        connect(action, &QAction::triggered, this, run);
    };
    const auto now = [] { return QDateTime::currentDateTimeUtc(); };
    const QString shifts = tr("Earlier, later time range");
    add("earlier", tr("Earlier time range"), {QKeySequence(Qt::Key_T, Qt::Key_Left)}, [this, now] { chooseRange(m_range.shifted(-1, now())); }, shifts);
    add("later", tr("Later time range"), {QKeySequence(Qt::Key_T, Qt::Key_Right)}, [this, now] { chooseRange(m_range.shifted(1, now())); }, shifts);
    add("zoomOut", tr("Zoom out"), {QKeySequence(Qt::Key_T, Qt::Key_Z)}, [this, now] { chooseRange(m_range.zoomedOut(now())); });
    add("table", tr("Panel as a table, or as a plot"), {QKeySequence(Qt::Key_T, Qt::Key_T)}, [this] { toggleTable(); });
    add("refresh", tr("Refresh panels"), {QKeySequence(Qt::Key_D, Qt::Key_R)}, [this] { askAll(); });
}

bool DashboardsPage::showsPlugin() const
{
    return !m_plugin->isHidden();
}

void DashboardsPage::openObject(const QString &pluginId)
{
    m_plugin->show(PluginId(pluginId));
    m_portal->hide();
    m_plugin->show();
    m_plugin->setFocus();
    onPanelChanged();
}

bool DashboardsPage::goUp()
{
    if (!showsPlugin())
        return false;
    showPortal();
    return true;
}

void DashboardsPage::showPortal()
{
    m_plugin->hide();
    m_portal->show();
    onPanelChanged();
    activate();
}

QStringList DashboardsPage::crumb() const
{
    if (showsPlugin())
        return {tr("Dashboards"), m_plugin->pluginName()};
    return {m_dashboard.title.isEmpty() ? tr("Dashboards") : m_dashboard.title};
}

QString DashboardsPage::summary() const
{
    const qsizetype lost = std::count_if(m_panels.begin(), m_panels.end(), [](const PanelView *view) { return view->isLost(); });
    if (showsPlugin() || m_panels.isEmpty() || lost == 0)
        return {};
    return tr("%n of %1 panels keep their last answer", nullptr, int(lost)).arg(m_panels.size());
}

void DashboardsPage::activate()
{
    if (showsPlugin())
        return m_plugin->setFocus();
    if (!m_panels.isEmpty())
        m_toolbar->setFocus();
    askAll();
}

void DashboardsPage::refresh()
{
    m_plugin->refresh();
    if (m_loaded)
        askAll();
    else
        load();
}

QDateTime DashboardsPage::asOf() const
{
    if (showsPlugin())
        return m_plugin->reading().health() ? m_plugin->reading().health()->asOf : QDateTime();
    QDateTime oldest;
    for (const PanelView *view : m_panels) {
        if (view->asOf().isValid() && (!oldest.isValid() || view->asOf() < oldest))
            oldest = view->asOf();
    }
    return oldest;
}

bool DashboardsPage::isCurrent() const
{
    if (showsPlugin())
        return !m_plugin->reading().isKept() && !m_plugin->reading().problem();
    return std::none_of(m_panels.begin(), m_panels.end(), [](const PanelView *view) { return view->isLost(); });
}

void DashboardsPage::followConnection()
{
    const DataAge::Standing standing = m_freshness.ageOf(nothingKept()).standing;
    if (standing == m_standing)
        return;
    m_standing = standing;
    refresh();
}

bool DashboardsPage::isSettled() const
{
    if (showsPlugin())
        return m_plugin->reading().health() || m_plugin->reading().problem();
    return m_error->hasError() || m_empty->isVisible()
        || (m_loaded && std::all_of(m_panels.begin(), m_panels.end(), [](const PanelView *view) { return view->isSettled(); }));
}

void DashboardsPage::load()
{
    deliver(m_insights.dashboards(), this, [this](const Result<Items<Dashboard>> &answer) {
        if (!answer) {
            m_error->setError(answer.error());
            Q_EMIT settledChanged();
            return;
        }
        m_error->clear();
        m_loaded = true;
        m_empty->setVisible(answer->items.isEmpty());
        // Read again and the same: what is on screen stays as it is.
        if (!answer->items.isEmpty() && (m_panels.isEmpty() || toJson(answer->items.first()) != toJson(m_dashboard)))
            build(answer->items.first());
        Q_EMIT crumbChanged();
    });
}

void DashboardsPage::build(const Dashboard &dashboard)
{
    m_dashboard = dashboard;
    qDeleteAll(m_panels);
    m_panels.clear();
    m_rows.clear();
    while (QLayoutItem *row = m_column->takeAt(0))
        delete row;
    for (const Panel &panel : dashboard.panels) {
        PanelView *view = makePanelView(m_insights, dashboard.id, panel, m_canvas);
        m_panels.append(view);
        place(view);
        connect(view, &PanelView::stateChanged, this, &DashboardsPage::onPanelChanged);
        connect(view, &PanelView::retryRequested, this, [this] {
            m_freshness.askPortal();
            askAll();
        });
        if (auto *series = qobject_cast<TimeSeriesPanelView *>(view)) {
            // One crosshair through all panels: the same moment everywhere.
            connect(series, &TimeSeriesPanelView::crosshairMoved, this, [this](qint64 time) {
                for (PanelView *other : std::as_const(m_panels)) {
                    if (auto *plot = qobject_cast<TimeSeriesPanelView *>(other))
                        plot->setCrosshair(time);
                }
            });
        }
    }
    if (!m_rows.isEmpty()) {
        m_rows.last()->addWidget(m_changes, changesShare);
        m_changes->setFixedHeight(m_panels.last()->minimumHeight());
    }
    m_column->addStretch(1);
    askAll();
}

void DashboardsPage::place(PanelView *view)
{
    const Panel::Grid &grid = view->panel().gridPos;
    QHBoxLayout *&row = m_rows[grid.y];
    if (!row) {
        row = new QHBoxLayout;
        row->setSpacing(metrics::spaceCardGap);
        m_column->addLayout(row);
    }
    row->addWidget(view, qMax(1, grid.w));
    const bool tile = qobject_cast<StatPanelView *>(view);
    view->setFixedHeight(scaled(tile ? tileHeight : qMax(4, grid.h) * rowUnit));
}

void DashboardsPage::askAll()
{
    if (!m_portal->isVisible() || !m_loaded)
        return;
    showChanges();
    m_toolbar->setRange(m_range, QDateTime::currentDateTimeUtc());
    for (PanelView *view : std::as_const(m_panels))
        view->ask(m_range);
}

void DashboardsPage::toggleTable()
{
    if (showsPlugin())
        return m_plugin->toggleTable();
    const QWidget *focus = QApplication::focusWidget();
    for (PanelView *view : std::as_const(m_panels)) {
        if (auto *series = qobject_cast<TimeSeriesPanelView *>(view); series && series->isAncestorOf(focus))
            series->toggleTable();
    }
}

void DashboardsPage::chooseRange(const TimeRange &range)
{
    m_fitsRange = false;
    setRange(range);
}

void DashboardsPage::fitRange()
{
    if (!m_fitsRange || !std::all_of(m_panels.begin(), m_panels.end(), [](const PanelView *view) { return view->isSettled(); }))
        return;
    QDateTime dataSince = m_range.since;
    for (const PanelView *view : std::as_const(m_panels)) {
        if (view->dataSince().isValid() && (!dataSince.isValid() || view->dataSince() < dataSince))
            dataSince = view->dataSince();
    }
    const TimeRange fitted = fittedRange({usualSeconds}, dataSince, QDateTime::currentDateTimeUtc());
    if (fitted != m_range)
        setRange(fitted);
}

void DashboardsPage::setRange(const TimeRange &range)
{
    m_range = range;
    m_toolbar->setRange(range, QDateTime::currentDateTimeUtc());
    askAll();
}

void DashboardsPage::setRefresh(int seconds)
{
    m_toolbar->setRefresh(seconds);
    m_state.setValue(u"dashboards/refresh"_s, seconds);
    if (seconds > 0)
        m_refresh.start(seconds * 1000);
    else
        m_refresh.stop();
}

void DashboardsPage::showChanges()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QList<PlotMark> marks = m_changesBetween(m_range.from(now), m_range.to(now), m_scope.current());
    m_changes->setChanges(marks, rangeWords(m_range));
    for (PanelView *view : std::as_const(m_panels))
        view->setMarks(m_toolbar->showsChanges() ? marks : QList<PlotMark>());
}

void DashboardsPage::onPanelChanged()
{
    fitRange();
    Q_EMIT asOfChanged();
    Q_EMIT crumbChanged();
    Q_EMIT settledChanged();
}

void DashboardsPage::countDown()
{
    const int left = m_refresh.isActive() ? (m_refresh.remainingTime() + 999) / 1000 : -1;
    for (PanelView *view : std::as_const(m_panels)) {
        if (auto *series = qobject_cast<TimeSeriesPanelView *>(view); series && view->isLost())
            series->setRetryIn(left);
    }
}

void DashboardsPage::showEvent(QShowEvent *event)
{
    PageWidget::showEvent(event);
    m_second.start();
    askAll();
}

void DashboardsPage::hideEvent(QHideEvent *event)
{
    m_second.stop();
    PageWidget::hideEvent(event);
}

void DashboardsPage::savePicture()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the picture"), u"%1.png"_s.arg(m_dashboard.id), tr("Pictures (*.png)"));
    if (path.isEmpty())
        return;
    const QImage image = m_canvas->grab().toImage();
    deliver(QtConcurrent::run([image, path]() -> Status {
        if (!image.save(path, "PNG"))
            return fail(storageError(QCoreApplication::translate("DashboardsPage", "The picture could not be written to %1").arg(path)));
        return {};
    }), this, [this](const Status &status) {
        if (!status)
            m_error->setError(status.error());
    });
}

void DashboardsPage::saveNumbers()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the numbers"), u"%1.csv"_s.arg(m_dashboard.id), tr("Tables (*.csv)"));
    if (path.isEmpty())
        return;
    QStringList rows {u"panel,series,time,value"_s};
    for (const PanelView *view : std::as_const(m_panels))
        rows += view->csvLines();
    deliver(QtConcurrent::run(writeFile, path, rows.join(u"\r\n"_s).toUtf8(), FileAccess::Default), this, [this](const Status &status) {
        if (!status)
            m_error->setError(status.error());
    });
}

} // namespace gatehouse
