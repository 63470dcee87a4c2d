// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/pluginhealth.h"
#include "widgets/charts/plotdata.h"

#include <QCoreApplication>
#include <QRectF>

class QPainter;

namespace gatehouse {

struct Theme;

//! The numbers of a plugin's health as cells beside and below each other: where each stands in a given
//! width, and how it is painted. Values only; the strip is the widget. GUI thread.
class HealthCells final
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::HealthCells)

public:
    void setHealth(const PluginHealth &health);
    const QList<PlotMark> &marks() const { return m_marks; }

    QSize sizeHint() const;
    static QSize minimumSize();
    int heightForWidth(int width) const;
    //! \a chosenMark is -1 for none.
    void paint(QPainter &painter, const QSize &size, int chosenMark, const Theme &theme) const;
    //! The mark within a few pixels beside \a position; -1 for none.
    int markNear(const QPointF &position, int width) const;
    //! Why the cell at \a position has no lines; empty when it has some.
    QString silenceAt(const QPointF &position, int width) const;
    //! The newest values in words, one sentence for each line or silence.
    QStringList sentences() const;

private:
    //! One number, ready to paint.
    struct Cell
    {
        QString title;
        QString unit;
        QList<PlotSeries> lines;
        QString silence; //!< Why there are no lines.
    };

    int columns(int width) const;
    int legendHeight() const;
    QRectF cellAt(int index, int width) const;
    static QRectF plotIn(const QRectF &cell);
    qreal xOf(const QRectF &plot, double time) const;
    void paintCell(QPainter &painter, const Cell &cell, const QRectF &area, int chosenMark, const Theme &theme) const;
    void paintLines(QPainter &painter, const Cell &cell, const QRectF &plot, const Theme &theme) const;
    void paintMarks(QPainter &painter, const QRectF &plot, int chosenMark, const Theme &theme) const;
    void paintLegend(QPainter &painter, const QSize &size, const Theme &theme) const;

    QList<Cell> m_cells;
    QList<PlotSeries> m_legend; //!< One for each environment that has a line.
    QList<PlotMark> m_marks;
    qint64 m_from = 0;
    qint64 m_to = 1;
};

} // namespace gatehouse
