// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffcolumns.h"

#include "widgets/common/textstyle.h"

namespace gatehouse {

namespace {

constexpr int numberWidth = 44;
constexpr int signWidth = 16;
constexpr int signGap = 8;
constexpr int rightPadding = 8;

} // namespace

DiffColumns::DiffColumns(DiffMode mode, int width)
    : m_mode(mode)
    , m_width(width)
{
}

QRect DiffColumns::half(DiffSide side) const
{
    if (m_mode == DiffMode::Unified)
        return {0, 0, m_width, 0};
    const int middle = m_width / 2;
    return side == DiffSide::Before ? QRect(0, 0, middle, 0) : QRect(middle, 0, m_width - middle, 0);
}

QRect DiffColumns::number(DiffSide side) const
{
    const int wide = scaled(numberWidth);
    const int left = m_mode == DiffMode::Unified && side == DiffSide::After ? wide : half(side).left();
    return {left, 0, wide - signGap, 0};
}

QRect DiffColumns::sign(DiffSide side) const
{
    const int left = m_mode == DiffMode::Unified ? 2 * scaled(numberWidth) : half(side).left() + scaled(numberWidth);
    return {left, 0, scaled(signWidth), 0};
}

QRect DiffColumns::text(DiffSide side) const
{
    const QRect before = sign(side);
    const int left = before.left() + before.width();
    return {left, 0, std::max(0, half(side).right() + 1 - rightPadding - left), 0};
}

DiffSide DiffColumns::sideAt(int x) const
{
    return m_mode == DiffMode::SideBySide && x < half(DiffSide::After).left() ? DiffSide::Before : DiffSide::After;
}

} // namespace gatehouse
