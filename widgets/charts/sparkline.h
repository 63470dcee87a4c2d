// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QList>
#include <QRectF>
#include <QWidget>

class QPainter;

namespace gatehouse {

//! A small line without axes. NaN is a gap. More points than device pixels are drawn as the lowest
//! and highest of each pixel column, so the cost does not depend on the data.
void paintSparkline(
    QPainter &painter, const QRectF &rect, const QList<double> &values, const QColor &color);

//! paintSparkline() as a widget, with the last value said to screen readers by its owner.
class Sparkline final : public QWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget *parent = nullptr);

    void setValues(const QList<double> &values, ColorRole role = ColorRole::C1);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<double> m_values;
    ColorRole m_role = ColorRole::C1;
};

} // namespace gatehouse
