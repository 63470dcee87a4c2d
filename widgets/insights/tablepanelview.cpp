// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/tablepanelview.h"

#include "widgets/charts/scale.h"
#include "widgets/common/csv.h"
#include "widgets/common/display/card.h"
#include "widgets/common/states/states.h"

#include <QDateTime>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

TablePanelView::TablePanelView(InsightsService &insights, const QString &dashboard, const Panel &panel, QWidget *parent)
    : PanelView(insights, dashboard, panel, parent)
    , m_table(new QTableWidget)
    , m_band(new StaleBand)
{
    auto *card = new Card(panel.title, IconName::None, this);
    card->setNote(panel.description);
    m_band->hide();
    card->bodyLayout()->addWidget(m_band);
    card->bodyLayout()->addWidget(m_table, 1);
    m_table->setObjectName(u"table-"_s + panel.id);
    m_table->setAccessibleName(panel.title);
    m_table->setColumnCount(2);
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Value")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    connect(m_band, &StaleBand::retryRequested, this, &PanelView::retryRequested);
}

void TablePanelView::show(const QList<TargetAnswer> &answers)
{
    m_band->hide();
    QList<PlotSeries> all = lines(answers, 60);
    all.removeIf([](const PlotSeries &series) { return std::isnan(series.last); });
    std::stable_sort(all.begin(), all.end(), [](const PlotSeries &a, const PlotSeries &b) { return a.last > b.last; });
    fill(all);
}

void TablePanelView::fill(const QList<PlotSeries> &series)
{
    m_table->setRowCount(int(series.size()));
    for (int row = 0; row < int(series.size()); ++row) {
        const auto cell = [&](int column, const QString &text, Qt::Alignment alignment) {
            auto *item = m_table->item(row, column);
            if (!item) {
                item = new QTableWidgetItem;
                m_table->setItem(row, column, item);
            }
            item->setText(text);
            item->setTextAlignment(alignment);
        };
        cell(0, series.at(row).label, Qt::AlignLeft | Qt::AlignVCenter);
        cell(1, quantity(series.at(row).last, panel().unit).text(), Qt::AlignRight | Qt::AlignVCenter);
    }
}

void TablePanelView::showLost(const PanelLoss &loss)
{
    m_band->setToolTip(loss.why);
    m_band->setLastGood(loss.lead, asOf(), QDateTime::currentDateTimeUtc());
    m_band->show();
}

QStringList TablePanelView::csvLines() const
{
    QStringList rows;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        rows.append(u"%1,%2,%3,%4"_s.arg(csvField(panel().title), csvField(m_table->item(row, 0)->text()),
            asOf().toUTC().toString(Qt::ISODateWithMs), csvField(m_table->item(row, 1)->text())));
    }
    return rows;
}

} // namespace gatehouse
