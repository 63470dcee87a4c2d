// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/diffrows.h"

#include <QRect>

namespace gatehouse {

//! Where numbers, signs and text of a row stand. Drawing and the mouse ask the same.
class DiffColumns final
{
public:
    DiffColumns(DiffMode mode, int width);

    //! All of a side; in a unified view both are the whole row.
    QRect half(DiffSide side) const;
    QRect number(DiffSide side) const;
    QRect sign(DiffSide side) const;
    QRect text(DiffSide side) const;
    DiffSide sideAt(int x) const;

private:
    DiffMode m_mode;
    int m_width;
};

} // namespace gatehouse
