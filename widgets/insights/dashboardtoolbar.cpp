// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/dashboardtoolbar.h"

#include "widgets/charts/scale.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/toggle.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr std::array ranges {300, 900, 1800, 3600, 6 * 3600, 24 * 3600, 7 * 86400};
constexpr std::array refreshes {0, 5, 15, 60};

QString refreshWords(int seconds)
{
    if (seconds == 0)
        return DashboardToolbar::tr("Off");
    return seconds < 60 ? DashboardToolbar::tr("%n s", nullptr, seconds) : DashboardToolbar::tr("%n min", nullptr, seconds / 60);
}
}

DashboardToolbar::DashboardToolbar(QWidget *parent)
    : QWidget(parent)
    , m_environment(new Button({}, ButtonVariant::Outline, this))
    , m_changes(new Toggle(tr("Changes"), this))
    , m_earlier(new Button(IconName::ChevronLeft, tr("Earlier"), ButtonVariant::Outline, this))
    , m_range(new Button({}, ButtonVariant::Outline, this))
    , m_later(new Button(IconName::ChevronRight, tr("Later"), ButtonVariant::Outline, this))
    , m_zoom(new Button(IconName::ZoomOut, tr("Zoom out"), ButtonVariant::Outline, this))
    , m_refresh(new Button({}, ButtonVariant::Outline, this))
    , m_export(new Button(IconName::Download, tr("Export"), ButtonVariant::Outline, this))
{
    setObjectName(u"dashboardToolbar"_s);
    setFixedHeight(scaled(metrics::toolbarHeight));
    m_environment->setObjectName(u"dashboardEnvironment"_s);
    m_environment->setPrefix(tr("env"));
    m_environment->setBlockedReason(tr("Chosen in the top bar"));
    m_changes->setObjectName(u"dashboardChanges"_s);
    m_changes->setChecked(true);
    m_earlier->setObjectName(u"dashboardEarlier"_s);
    m_later->setObjectName(u"dashboardLater"_s);
    m_zoom->setObjectName(u"dashboardZoomOut"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::spaceMd, 0, metrics::spaceMd, 1);
    layout->setSpacing(metrics::spaceSm);
    layout->addWidget(m_environment);
    layout->addSpacing(metrics::spaceSm);
    layout->addWidget(m_changes);
    layout->addStretch(1);
    for (Button *button : {m_earlier, m_range, m_later, m_zoom, m_refresh, m_export})
        layout->addWidget(button);
    buildRange();
    buildRefresh();
    buildExport();
    connect(m_changes, &QCheckBox::toggled, this, &DashboardToolbar::changesToggled);
    connect(m_earlier, &QAbstractButton::clicked, this, [this] { Q_EMIT shiftRequested(-1); });
    connect(m_later, &QAbstractButton::clicked, this, [this] { Q_EMIT shiftRequested(1); });
    connect(m_zoom, &QAbstractButton::clicked, this, &DashboardToolbar::zoomOutRequested);
}

void DashboardToolbar::buildRange()
{
    m_range->setObjectName(u"dashboardRange"_s);
    m_range->setIconName(IconName::Clock);
    auto *menu = new QMenu(m_range);
    for (const int seconds : ranges)
        connect(menu->addAction(rangeWords(seconds)), &QAction::triggered, this, [this, seconds] { Q_EMIT rangeChosen(seconds); });
    m_range->setMenu(menu);
}

void DashboardToolbar::buildRefresh()
{
    m_refresh->setObjectName(u"dashboardRefresh"_s);
    m_refresh->setIconName(IconName::Refresh);
    auto *menu = new QMenu(m_refresh);
    for (const int seconds : refreshes)
        connect(menu->addAction(refreshWords(seconds)), &QAction::triggered, this, [this, seconds] { Q_EMIT refreshChosen(seconds); });
    m_refresh->setMenu(menu);
}

void DashboardToolbar::buildExport()
{
    m_export->setObjectName(u"dashboardExport"_s);
    auto *menu = new QMenu(m_export);
    connect(menu->addAction(tr("Picture (PNG)…")), &QAction::triggered, this, &DashboardToolbar::pictureRequested);
    connect(menu->addAction(tr("Numbers (CSV)…")), &QAction::triggered, this, &DashboardToolbar::numbersRequested);
    m_export->setMenu(menu);
}

void DashboardToolbar::setEnvironmentName(const QString &name)
{
    m_environment->setText(name);
}

void DashboardToolbar::setRange(const TimeRange &range, const QDateTime &now)
{
    m_range->setText(rangeWords(range));
    const qint64 length = qint64(range.length(now)) * 1000;
    m_range->setSuffix(range.since.isValid()
            ? tr("all there is yet")
            : tr("%1 to %2").arg(timeLabel(range.from(now).toMSecsSinceEpoch(), length), timeLabel(range.to(now).toMSecsSinceEpoch(), length)));
    m_later->setBlockedReason(range.followsNow() ? tr("This range ends now") : QString());
}

void DashboardToolbar::setRefresh(int seconds)
{
    m_refresh->setText(refreshWords(seconds));
    m_refresh->setAccessibleName(tr("Refresh every %1").arg(refreshWords(seconds)));
}

bool DashboardToolbar::showsChanges() const
{
    return m_changes->isChecked();
}

void DashboardToolbar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeOf(this).pane);
    paintHLine(painter, 0, width(), height() - 1, themeOf(this).line);
}

} // namespace gatehouse
