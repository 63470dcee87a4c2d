// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QFrame>

class QHBoxLayout;

namespace gatehouse {

//! A strip of fixed height across a pane with a hairline at one edge: pane headers (40, Bottom),
//! tool bars (44, Bottom), action bars (48, Top, Sunken), decision bars (72, Top, Sunken).
//! Things added to left() stand at the left, things added to right() at the right.
class Bar final : public QFrame
{
    Q_OBJECT

public:
    enum class Edge { Top, Bottom };

    Bar(int height, Edge edge, Surface surface, QWidget *parent = nullptr);

    QHBoxLayout *left() const { return m_left; }
    QHBoxLayout *right() const { return m_right; }
    //! The left side takes all the width there is: a filter field.
    void setLeftFills();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Edge m_edge;
    QHBoxLayout *m_left;
    QHBoxLayout *m_right;
};

} // namespace gatehouse
