// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/health/healthcard.h"

#include "core/sync/freshness.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/common/uistate.h"
#include "widgets/health/healthstrip.h"
#include "widgets/health/healthwords.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

const QString rangeKey = u"inbox/healthRange"_s;

QString rangeAt(int index)
{
    return QLatin1String(index == 0 ? healthrange::day : healthrange::week);
}

} // namespace

HealthCard::HealthCard(HealthReading::Read read, Freshness &freshness, UiState &state, QWidget *parent)
    : QWidget(parent)
    , m_reading(std::move(read))
    , m_freshness(freshness)
    , m_state(state)
    , m_card(new Card(tr("Health of this plugin"), IconName::Activity, this))
{
    setObjectName(u"healthCard"_s);
    makeHeader();
    makeBody();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    connect(&m_reading, &HealthReading::changed, this, &HealthCard::showReading);
    connect(&freshness, &Freshness::portalIsBack, this, [this] {
        if (m_reading.isKept() || m_reading.problem())
            m_reading.refresh();
    });
    m_ranges->setCurrentIndex(m_state.value(rangeKey).toString() == QLatin1String(healthrange::day) ? 0 : 1);
    showReading();
    hide();
}

void HealthCard::makeHeader()
{
    m_origin = new TextLabel(TextStyle::Small, ColorRole::Muted);
    m_origin->setObjectName(u"healthOrigin"_s);
    m_origin->setElided(Qt::ElideRight);
    m_ranges = new SegmentedControl(SegmentedControl::Look::Filled);
    m_ranges->setObjectName(u"healthRange"_s);
    m_ranges->setAccessibleName(tr("How far back"));
    m_ranges->addSegment(tr("24 h"));
    m_ranges->addSegment(tr("7 days"));
    m_ranges->setFixedHeight(scaled(26));
    m_open = new Button(tr("Dashboard"), ButtonVariant::Link);
    m_open->setObjectName(u"healthDashboard"_s);
    m_open->setAccessibleName(tr("Open the dashboard of this plugin"));
    m_open->setSize(ButtonSize::Small);
    for (QWidget *part : std::initializer_list<QWidget *> {m_origin, m_ranges, m_open})
        m_card->headerLayout()->addWidget(part);
    connect(m_ranges, &SegmentedControl::currentChanged, this, [this](int index) { chooseRange(rangeAt(index)); });
    connect(m_open, &QAbstractButton::clicked, this, [this] { Q_EMIT dashboardRequested(m_reading.plugin().text()); });
}

void HealthCard::makeBody()
{
    m_error = new InlineError;
    m_band = new StaleBand;
    m_loading = new LoadingRows(tr("Asking how this plugin does…"));
    m_loading->setRowHeight(metrics::rowCompact);
    m_standing = new TextLabel(TextStyle::Small, ColorRole::Muted);
    m_standing->setObjectName(u"healthStanding"_s);
    m_strip = new HealthStrip;
    m_mark = new TextLabel(TextStyle::Small, ColorRole::Muted);
    m_mark->setObjectName(u"healthMark"_s);
    for (TextLabel *label : {m_standing, m_mark}) {
        label->setWordWrap(true);
        label->setContentsMargins(metrics::spaceMd, metrics::spaceSm, metrics::spaceMd, metrics::spaceSm);
    }
    for (QWidget *part : std::initializer_list<QWidget *> {m_error, m_band, m_loading, m_standing, m_strip, m_mark})
        m_card->bodyLayout()->addWidget(part);
    connect(m_error, &InlineError::retryRequested, &m_reading, &HealthReading::refresh);
    connect(m_band, &StaleBand::retryRequested, this, [this] {
        m_freshness.askPortal();
        m_reading.refresh();
    });
    connect(m_strip, &HealthStrip::activated, m_open, &QAbstractButton::click);
    connect(m_strip, &HealthStrip::markChanged, this, &HealthCard::showMark);
}

void HealthCard::setPlugin(const PluginId &plugin, const QString &moved)
{
    const bool isSame = plugin == m_reading.plugin();
    setVisible(!plugin.isEmpty());
    m_reading.show(plugin, rangeAt(m_ranges->currentIndex()));
    if (std::exchange(m_moved, moved) != moved && isSame)
        m_reading.refresh();
}

void HealthCard::chooseRange(const QString &range)
{
    m_state.setValue(rangeKey, range);
    m_reading.show(m_reading.plugin(), range);
}

void HealthCard::showReading()
{
    const std::optional<PluginHealth> &health = m_reading.health();
    const std::optional<Error> &problem = m_reading.problem();
    const bool isOld = health && (m_reading.isKept() || problem);
    m_card->setTitle(tr("Health of this plugin, %1").arg(healthwords::rangeName(m_reading.range())));
    m_card->setSourceLost(isOld || problem.has_value());
    m_loading->setVisible(!health && !problem);
    m_band->setVisible(isOld);
    if (problem && !health)
        m_error->setError(*problem);
    else
        m_error->clear();
    m_strip->setVisible(health && !health->isWithoutSource());
    m_origin->setText(health ? tr("%1, as of %2").arg(health->source, momentText(health->asOf, m_freshness.now())) : QString());
    m_origin->setToolTip(health ? tr("%1, as of %2").arg(health->source, absoluteText(health->asOf)) : QString());
    const QString standing = health ? healthwords::standing(*health) : QString();
    m_standing->setText(standing);
    m_standing->setVisible(!standing.isEmpty());
    if (!health) {
        m_mark->hide();
        return;
    }
    if (isOld) {
        m_band->setLastGood(problem ? tr("Source lost") : tr("Kept on this computer"), health->asOf, m_freshness.now());
        m_band->setToolTip(problem ? problem->message : QString());
    }
    m_strip->setHealth(*health);
    showMark();
}

void HealthCard::showMark()
{
    const QList<PlotMark> &marks = m_strip->marks();
    const int current = m_strip->currentMark();
    m_mark->setVisible(!m_strip->isHidden());
    if (current >= 0) {
        const PlotMark &mark = marks.at(current);
        m_mark->setText(tr("%1  %2, %3").arg(mark.letter, mark.sentence, momentText(QDateTime::fromMSecsSinceEpoch(mark.time, Qt::UTC), m_freshness.now())));
        return;
    }
    m_mark->setText(marks.isEmpty() ? tr("Nothing was decided or rolled out in this time.")
                                    : tr("%n decisions and rollouts: Left and Right read them, Enter opens the dashboard.", nullptr, int(marks.size())));
}

void HealthCard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_reading.setLooking(true);
}

void HealthCard::hideEvent(QHideEvent *event)
{
    m_reading.setLooking(false);
    QWidget::hideEvent(event);
}

} // namespace gatehouse
