// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartpanel.h"

#include "widgets/charts/chartlegend.h"
#include "widgets/charts/plotview.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"

#include <QDateTime>
#include <QHeaderView>
#include <QStackedLayout>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ChartPanel::ChartPanel(const QString &title, const QString &unitWords, QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(title, IconName::None, this))
    , m_legend(new ChartLegend)
    , m_band(new StaleBand)
    , m_plot(new PlotView)
    , m_sentence(new TextLabel(TextStyle::Body, ColorRole::Muted))
    , m_table(new QTableWidget)
    , m_stack(new QStackedLayout)
{
    m_card->setNote(unitWords);
    m_card->headerLayout()->addWidget(m_legend);
    m_band->hide();
    m_plot->setObjectName(u"plot"_s);
    m_plot->setAccessibleName(title);
    m_sentence->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_sentence->setContentsMargins(12, 12, 12, 12);
    m_sentence->setWordWrap(true);
    m_table->setAccessibleName(tr("%1, as a table").arg(title));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->setFrameShape(QFrame::NoFrame);
    auto *stack = new QWidget;
    stack->setLayout(m_stack);
    m_stack->addWidget(m_sentence);
    m_stack->addWidget(m_plot);
    m_stack->addWidget(m_table);
    m_card->bodyLayout()->addWidget(m_band);
    m_card->bodyLayout()->addWidget(stack, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_card);
    connect(m_band, &StaleBand::retryRequested, this, &ChartPanel::retryRequested);
}

void ChartPanel::setData(const PlotData &shown)
{
    const bool table = isTableShown();
    m_hasData = !shown.series.isEmpty();
    m_plot->setData(shown);
    m_legend->setSeries(m_plot->hasDirectLabels() ? QList<PlotSeries>() : shown.series, shown.unit);
    if (!m_hasData) {
        setWaiting(tr("Nothing was measured in this range yet."));
        return;
    }
    m_stack->setCurrentWidget(table ? static_cast<QWidget *>(m_table) : m_plot);
    if (table)
        fillTable();
}

void ChartPanel::setWaiting(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_stack->setCurrentWidget(m_sentence);
}

void ChartPanel::setSourceLost(const QString &lead, const QDateTime &lastGood, const QDateTime &now)
{
    m_card->setSourceLost(true);
    m_band->setLastGood(lead, lastGood, now);
    m_band->show();
    if (!m_hasData) {
        setWaiting(tr("The metrics source has not answered yet."));
        return;
    }
    PlotData shown = m_plot->data();
    if (lastGood.isValid()) {
        shown.lostSince = lastGood.toMSecsSinceEpoch();
        const qint64 range = shown.to - shown.from;
        shown.to = qMin(qMax(shown.to, now.toMSecsSinceEpoch()), shown.lostSince + range / 2);
        shown.from = shown.to - range;
        m_plot->setData(shown);
    }
}

void ChartPanel::setRetryIn(int seconds)
{
    m_band->setRetryIn(seconds);
}

void ChartPanel::setSourceBack()
{
    m_card->setSourceLost(false);
    m_band->hide();
}

bool ChartPanel::isTableShown() const
{
    return m_stack->currentWidget() == m_table;
}

void ChartPanel::setTableShown(bool shown)
{
    if (!m_hasData)
        return;
    if (shown)
        fillTable();
    m_stack->setCurrentWidget(shown ? static_cast<QWidget *>(m_table) : m_plot);
    m_stack->currentWidget()->setFocus();
}

void ChartPanel::fillTable()
{
    const PlotData &shown = m_plot->data();
    m_table->clear();
    m_table->setColumnCount(int(shown.series.size()) + 1);
    QStringList headers {tr("Time")};
    QMap<qint64, QStringList> rows;
    for (qsizetype i = 0; i < shown.series.size(); ++i) {
        headers.append(shown.series.at(i).label);
        for (const auto &segment : shown.series.at(i).segments) {
            for (const QPointF &point : segment) {
                QStringList &cells = rows[qint64(point.x())];
                cells.resize(shown.series.size());
                cells[i] = quantity(point.y(), shown.unit).text();
            }
        }
    }
    m_table->setHorizontalHeaderLabels(headers);
    m_table->setRowCount(int(rows.size()));
    int row = 0;
    for (auto it = rows.constEnd(); it != rows.constBegin(); ++row) {
        --it;
        m_table->setItem(row, 0, new QTableWidgetItem(timeLabel(it.key(), 0)));
        for (qsizetype i = 0; i < it->size(); ++i) {
            auto *cell = new QTableWidgetItem(it->at(i).isEmpty() ? u"–"_s : it->at(i));
            cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(row, int(i) + 1, cell);
        }
    }
    m_table->horizontalHeader()->setStretchLastSection(true);
}

} // namespace gatehouse
