// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/pluginhealth.h"
#include "widgets/charts/plotdata.h"

#include <QWidget>

namespace gatehouse {

struct Theme;

//! How a plugin does, in small: one cell for each number, with its newest value, a line for each
//! environment and a mark where something was decided or rolled out. Left and Right go through the
//! marks, Enter asks for more.
class HealthStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit HealthStrip(QWidget *parent = nullptr);

    void setHealth(const PluginHealth &health);
    const QList<PlotMark> &marks() const { return m_marks; }
    //! -1 when none is chosen.
    int currentMark() const { return m_mark; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void activated();
    void markChanged(int mark);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

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
    QRectF cellAt(int index) const;
    static QRectF plotIn(const QRectF &cell);
    qreal xOf(const QRectF &plot, double time) const;
    void paintCell(QPainter &painter, const Cell &cell, const QRectF &area, const Theme &theme) const;
    void paintLines(QPainter &painter, const Cell &cell, const QRectF &plot, const Theme &theme) const;
    void paintMarks(QPainter &painter, const QRectF &plot, const Theme &theme) const;
    void paintLegend(QPainter &painter, const Theme &theme) const;
    int markNear(const QPointF &position) const;
    void choose(int mark);
    void announce();

    QList<Cell> m_cells;
    QList<PlotSeries> m_legend; //!< One for each environment that has a line.
    QList<PlotMark> m_marks;
    qint64 m_from = 0;
    qint64 m_to = 1;
    int m_mark = -1;
};

} // namespace gatehouse
