// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/primitives.h"
#include "widgets/common/timetext.h"

#include <QWidget>

namespace gatehouse {

//! One stage as the person sees it.
struct StageCell
{
    //! ByPolicy passed without a person; NotNeeded asks nobody.
    enum class State { Open, Current, Passed, Rejected, Barred, ByPolicy, NotNeeded };

    QString name;
    State state = State::Open;
    QList<Pip> pips;
    QString sum; //!< "1 of 2, you can be the 2nd"
    QString due; //!< "Due 12:00, 1 h 14 m left", "Ran in parallel"
    DueUrgency urgency = DueUrgency::None;
    QString detail = {}; //!< What has no room: who may stand in, who is asked next. Tool tip, and read out.
    bool isParallelWithNext = false; //!< The next cell does not wait for this one.
    bool operator==(const StageCell &) const = default;
};

//! The stages of a request side by side, 76 px high; the first cell is 1.28 times as wide.
//! For reading only; its accessible description says all cells.
class StageTrack final : public QWidget
{
    Q_OBJECT

public:
    explicit StageTrack(QWidget *parent = nullptr);

    void setCells(const QList<StageCell> &cells);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QList<QRectF> cellRects() const;

    QList<StageCell> m_cells;
};

} // namespace gatehouse
