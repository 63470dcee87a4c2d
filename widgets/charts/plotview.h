// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/plotdata.h"
#include "widgets/charts/scale.h"

#include <QtCharts/QChartView>

class QValueAxis;

namespace gatehouse {

struct Theme;

//! One time-series plot on QtCharts: thin lines cut at gaps, round ticks, thresholds, marks,
//! direct labels, and a hatch where the source said nothing. Gets at most two points per pixel
//! column. Focusable: Left and Right read the values aloud and show a crosshair.
class PlotView final : public QChartView
{
    Q_OBJECT
public:
    explicit PlotView(QWidget *parent = nullptr);

    void setData(const PlotData &data);
    const PlotData &data() const { return m_data; }
    //! Names beside the ends of the lines instead of a legend; for three series or more.
    bool hasDirectLabels() const { return m_data.series.size() >= 3; }
    //! Moment under the crosshair; 0 when it is not shown. Shared between panels.
    void setCrosshair(qint64 time);

Q_SIGNALS:
    void crosshairMoved(qint64 time);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void layoutPlot();
    qreal directLabelWidth() const;
    QRectF plot() const;
    qreal xOf(double time) const;
    qreal yOf(double value) const;
    void paintAxes(QPainter &painter) const;
    void paintThresholds(QPainter &painter) const;
    void paintMarks(QPainter &painter) const;
    //! \a lastLetter is not empty when several stand too close to be told apart.
    //! Of the sign of one mark, or of those from it to \a lastLetter.
    QRectF markBox(qreal x, const PlotMark &mark, const QString &lastLetter) const;
    void paintMark(QPainter &painter, qreal x, const PlotMark &mark, const QString &lastLetter, const Theme &theme) const;
    void paintDirectLabels(QPainter &painter) const;
    void paintCrosshair(QPainter &painter) const;
    void announce();

    PlotData m_data;
    ValueScale m_scale;
    QValueAxis *m_x;
    QValueAxis *m_y;
    qint64 m_crosshair = 0;
};

} // namespace gatehouse
