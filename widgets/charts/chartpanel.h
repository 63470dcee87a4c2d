// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/plotdata.h"

#include <QWidget>

class QStackedLayout;
class QTableWidget;

namespace gatehouse {

class Card;
class ChartLegend;
class PlotView;
class StaleBand;
class TextLabel;
struct Error;

//! A time-series panel: title, unit, legend, plot. Never goes black: when the source is lost it
//! keeps its line, gets a dashed amber border and a band with the last good time. The same
//! numbers can be read as a table.
class ChartPanel final : public QWidget
{
    Q_OBJECT
public:
    ChartPanel(const QString &title, const QString &unitWords, QWidget *parent = nullptr);

    void setData(const PlotData &data);
    //! Before the first answer: a sentence instead of an empty plot.
    void setWaiting(const QString &sentence);
    //! The source did not answer at \a now; \a lead says so, \a lastGood is invalid when it never did.
    //! However long ago that was, the line keeps half of the plot.
    void setSourceLost(const QString &lead, const QDateTime &lastGood, const QDateTime &now);
    void setRetryIn(int seconds);
    void setSourceBack();
    bool hasData() const { return m_hasData; }
    PlotView *plot() const { return m_plot; }
    void setTableShown(bool shown);
    bool isTableShown() const;

Q_SIGNALS:
    void retryRequested();

private:
    void fillTable();

    Card *m_card;
    ChartLegend *m_legend;
    StaleBand *m_band;
    PlotView *m_plot;
    TextLabel *m_sentence;
    QTableWidget *m_table;
    QStackedLayout *m_stack;
    bool m_hasData = false;
};

} // namespace gatehouse
