// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/pluginhealthview.h"

#include "core/sync/freshness.h"
#include "widgets/charts/chartpanel.h"
#include "widgets/charts/plotview.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/insights/changelist.h"
#include "widgets/health/healthwords.h"

#include <QApplication>
#include <QGridLayout>
#include <QScrollArea>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int panelHeight = 224;
constexpr int panelsAcross = 2;

PlotData plotOf(const PluginHealth &health, const HealthMetric &metric, const QList<PlotMark> &marks)
{
    PlotData plot;
    plot.series = healthwords::lines(health, metric);
    plot.marks = marks;
    plot.unit = metric.unit;
    plot.from = health.from.toMSecsSinceEpoch();
    plot.to = health.to.toMSecsSinceEpoch();
    plot.min = 0;
    return plot;
}

} // namespace

PluginHealthView::PluginHealthView(HealthReading::Read read, Freshness &freshness, QWidget *parent)
    : QWidget(parent)
    , m_reading(std::move(read))
    , m_freshness(freshness)
    , m_error(new InlineError)
    , m_loading(new LoadingRows(tr("Asking how this plugin does…")))
    , m_standing(new TextLabel(TextStyle::Body, ColorRole::Muted))
    , m_grid(new QGridLayout)
    , m_changes(new ChangeList)
{
    setObjectName(u"pluginHealth"_s);
    setSurface(this, Surface::Sunken);
    m_standing->setObjectName(u"pluginHealthStanding"_s);
    m_standing->setWordWrap(true);
    m_changes->setFixedHeight(scaled(panelHeight));
    m_grid->setSpacing(metrics::spaceCardGap);
    auto *canvas = new QWidget;
    setSurface(canvas, Surface::Sunken);
    auto *column = new QVBoxLayout(canvas);
    column->setContentsMargins(metrics::spaceMd, metrics::spaceMd, metrics::spaceMd, metrics::spaceMd);
    column->setSpacing(metrics::spaceCardGap);
    for (QWidget *part : std::initializer_list<QWidget *> {m_error, m_loading, m_standing})
        column->addWidget(part);
    column->addLayout(m_grid);
    column->addWidget(m_changes);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Panels"));
    scroll->setWidget(canvas);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSurface(scroll, Surface::Sunken);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    setFocusProxy(m_back);
    layout->addWidget(scroll, 1);
    connect(m_error, &InlineError::retryRequested, &m_reading, &HealthReading::refresh);
    connect(&m_reading, &HealthReading::changed, this, &PluginHealthView::showReading);
    connect(&freshness, &Freshness::portalIsBack, this, [this] {
        if (m_reading.isKept() || m_reading.problem())
            m_reading.refresh();
    });
}

QWidget *PluginHealthView::makeBar()
{
    auto *bar = new QWidget;
    setSurface(bar, Surface::Pane);
    bar->setFixedHeight(scaled(metrics::toolbarHeight));
    m_back = new Button(tr("All of the portal"), ButtonVariant::Outline);
    m_back->setObjectName(u"pluginHealthBack"_s);
    m_back->setIconName(IconName::ArrowLeft);
    m_name = new TextLabel(TextStyle::BodyStrong);
    m_name->setObjectName(u"pluginHealthName"_s);
    m_name->setElided(Qt::ElideMiddle);
    m_origin = new TextLabel(TextStyle::Small, ColorRole::Muted);
    m_origin->setObjectName(u"pluginHealthOrigin"_s);
    m_ranges = new SegmentedControl(SegmentedControl::Look::Filled);
    m_ranges->setAccessibleName(tr("How far back"));
    m_ranges->addSegment(tr("24 h"));
    m_ranges->addSegment(tr("7 days"));
    m_ranges->setCurrentIndex(1);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::spaceMd, 0, metrics::spaceMd, 0);
    row->setSpacing(metrics::spaceMd);
    row->addWidget(m_back);
    row->addWidget(m_name, 1);
    row->addWidget(m_origin);
    row->addWidget(m_ranges);
    connect(m_back, &QAbstractButton::clicked, this, &PluginHealthView::leaveRequested);
    connect(m_ranges, &SegmentedControl::currentChanged, this, [this] { show(m_reading.plugin()); });
    return bar;
}

void PluginHealthView::show(const PluginId &plugin)
{
    m_reading.show(plugin, QLatin1String(m_ranges->currentIndex() == 0 ? healthrange::day : healthrange::week));
}

QString PluginHealthView::pluginName() const
{
    return m_reading.health() ? m_reading.health()->pluginName : QString();
}

void PluginHealthView::fitPanels(const PluginHealth &health)
{
    while (m_panels.size() > health.metrics.size())
        delete m_panels.takeLast();
    while (m_panels.size() < health.metrics.size()) {
        const auto place = int(m_panels.size());
        auto *panel = new ChartPanel(healthwords::metricTitle(health.metrics.at(place)), {});
        panel->setObjectName(u"health-"_s + health.metrics.at(place).id);
        panel->setFixedHeight(scaled(panelHeight));
        connect(panel, &ChartPanel::retryRequested, this, [this] {
            m_freshness.askPortal();
            m_reading.refresh();
        });
        connect(panel->plot(), &PlotView::crosshairMoved, this, [this](qint64 time) {
            for (ChartPanel *other : std::as_const(m_panels))
                other->plot()->setCrosshair(time);
        });
        m_grid->addWidget(panel, place / panelsAcross, place % panelsAcross);
        m_panels.append(panel);
    }
}

void PluginHealthView::showReading()
{
    const std::optional<PluginHealth> &health = m_reading.health();
    const std::optional<Error> &problem = m_reading.problem();
    m_loading->setVisible(!health && !problem);
    if (problem && !health)
        m_error->setError(*problem);
    else
        m_error->clear();
    // What goes for single numbers stands in their panels.
    const bool isOfAll = health && (health->isWithoutSource() || health->places.isEmpty());
    const QString standing = isOfAll ? healthwords::standing(*health) : QString();
    m_standing->setText(standing);
    m_standing->setVisible(!standing.isEmpty());
    m_name->setText(pluginName());
    m_origin->setText(health ? tr("%1, as of %2").arg(health->source, momentText(health->asOf, m_freshness.now())) : QString());
    const QList<PlotMark> marks = health ? healthwords::marks(*health) : QList<PlotMark>();
    m_changes->setVisible(health.has_value());
    if (health) {
        fitPanels(*health);
        m_changes->setChanges(marks, healthwords::rangeName(m_reading.range()));
    }
    for (qsizetype i = 0; i < m_panels.size(); ++i) {
        ChartPanel *panel = m_panels.at(i);
        panel->setVisible(health && !health->isWithoutSource());
        if (!health)
            continue;
        panel->setData(plotOf(*health, health->metrics.at(i), marks));
        if (!panel->hasData())
            panel->setWaiting(healthwords::silence(*health, health->metrics.at(i)));
        panel->setSourceBack();
        if (m_reading.isKept() || problem)
            panel->setSourceLost(problem ? tr("Source lost") : tr("Kept on this computer"), health->asOf, m_freshness.now());
    }
    Q_EMIT changed();
}

void PluginHealthView::toggleTable()
{
    const QWidget *focus = QApplication::focusWidget();
    for (ChartPanel *panel : std::as_const(m_panels)) {
        if (panel->isAncestorOf(focus))
            panel->setTableShown(!panel->isTableShown());
    }
}

void PluginHealthView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_reading.setLooking(true);
}

void PluginHealthView::hideEvent(QHideEvent *event)
{
    m_reading.setLooking(false);
    QWidget::hideEvent(event);
}

} // namespace gatehouse
