// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/health/healthcells.h"

#include <QWidget>

namespace gatehouse {

//! How a plugin does, in small: one cell for each number, with its newest value, a line for each
//! environment and a mark where something was decided or rolled out. Left and Right go through the
//! marks, Enter asks for more.
class HealthStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit HealthStrip(QWidget *parent = nullptr);

    void setHealth(const PluginHealth &health);
    const QList<PlotMark> &marks() const { return m_cells.marks(); }
    //! -1 when none is chosen.
    int currentMark() const { return m_mark; }

    QSize sizeHint() const override { return m_cells.sizeHint(); }
    QSize minimumSizeHint() const override { return HealthCells::minimumSize(); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return m_cells.heightForWidth(width); }

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
    void choose(int mark);
    void announce();

    HealthCells m_cells;
    int m_mark = -1;
};

} // namespace gatehouse
