// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffaccessible.h"

#include "widgets/review/diffpane.h"
#include "widgets/review/diffwords.h"

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int rowsAround = 200;

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *pane = qobject_cast<DiffPane *>(object);
    return pane ? new DiffAccessible(pane) : nullptr;
}

} // namespace

DiffAccessible::DiffAccessible(DiffPane *pane)
    : QAccessibleWidget(pane, QAccessible::Document)
{
}

void DiffAccessible::install()
{
    QAccessible::installFactory(makeInterface);
}

void *DiffAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QString DiffAccessible::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Value)
        return diffwords::spokenRow(pane()->document(), pane()->caret().place());
    return QAccessibleWidget::text(kind);
}

QAccessible::State DiffAccessible::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    state.multiLine = true;
    state.selectableText = true;
    return state;
}

void DiffAccessible::selection(int, int *start, int *end) const
{
    *start = *end = 0;
}

void DiffAccessible::addSelection(int start, int end)
{
    const Lines now = lines();
    pane()->caret().moveTo({now.section, now.rowAt(start), pane()->caret().place().side, 0});
    pane()->caret().moveTo({now.section, now.rowAt(end), pane()->caret().place().side, 0}, true);
}

int DiffAccessible::cursorPosition() const
{
    return lines().offsetOf(pane()->caret().place().row);
}

void DiffAccessible::setCursorPosition(int position)
{
    const Lines now = lines();
    if (now.section >= 0)
        pane()->caret().moveTo({now.section, now.rowAt(position), pane()->caret().place().side, 0});
}

QString DiffAccessible::text(int start, int end) const
{
    const QString all = lines().joined();
    const int length = int(all.size());
    const int from = std::clamp(start, 0, length);
    return all.mid(from, std::clamp(end < 0 ? length : end, from, length) - from);
}

int DiffAccessible::characterCount() const
{
    return int(lines().joined().size());
}

QRect DiffAccessible::characterRect(int offset) const
{
    const Lines now = lines();
    if (now.section < 0)
        return {};
    const QRect row = pane()->rowRect({now.section, now.rowAt(offset), DiffSide::After, 0});
    return {pane()->viewport()->mapToGlobal(row.topLeft()), row.size()};
}

int DiffAccessible::offsetAtPoint(const QPoint &point) const
{
    const Lines now = lines();
    const QPoint at = pane()->viewport()->mapFromGlobal(point);
    for (int i = 0; i < int(now.texts.size()); ++i) {
        if (pane()->rowRect({now.section, now.first + i, DiffSide::After, 0}).contains(at))
            return now.offsetOf(now.first + i);
    }
    return -1;
}

void DiffAccessible::scrollToSubstring(int start, int)
{
    setCursorPosition(start);
}

QString DiffAccessible::attributes(int offset, int *start, int *end) const
{
    *start = std::max(0, offset);
    *end = characterCount();
    return {};
}

int DiffAccessible::Lines::offsetOf(int row) const
{
    int offset = 0;
    for (int i = 0; i < std::clamp(row - first, 0, int(texts.size())); ++i)
        offset += int(texts.at(i).size()) + 1;
    return offset;
}

int DiffAccessible::Lines::rowAt(int offset) const
{
    int row = 0;
    for (; row + 1 < int(texts.size()); ++row) {
        offset -= int(texts.at(row).size()) + 1;
        if (offset < 0)
            break;
    }
    return first + row;
}

DiffPane *DiffAccessible::pane() const
{
    return static_cast<DiffPane *>(widget());
}

DiffAccessible::Lines DiffAccessible::lines() const
{
    const DiffPlace &caret = pane()->caret().place();
    Lines now;
    if (!caret.isValid())
        return now;
    const DiffDocument &document = pane()->document();
    const int rows = int(document.section(caret.section).rows.size());
    now.section = caret.section;
    now.first = std::max(-1, caret.row - rowsAround);
    const int last = std::min(rows - 1, caret.row + rowsAround);
    for (int row = now.first; row <= last; ++row)
        now.texts.append(diffwords::spokenRow(document, {caret.section, row, caret.side, 0}));
    return now;
}

} // namespace gatehouse
