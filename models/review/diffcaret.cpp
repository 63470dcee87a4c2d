// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/diffcaret.h"

#include <algorithm>
#include <tuple>

namespace gatehouse {

bool isBefore(const DiffPlace &a, const DiffPlace &b)
{
    return std::tie(a.section, a.row, a.column) < std::tie(b.section, b.row, b.column);
}

DiffCaret::DiffCaret(const DiffDocument &document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
}

void DiffCaret::noteFiles()
{
    m_place = m_anchor = m_document.count() > 0 ? DiffPlace {0, -1, DiffSide::After, 0} : DiffPlace {};
    remember();
}

void DiffCaret::moveTo(DiffPlace place, bool extend)
{
    if (!place.isValid() || m_document.count() == 0)
        return;
    place.section = std::clamp(place.section, 0, m_document.count() - 1);
    place.row = std::clamp(place.row, -1, rowCount(place.section) - 1);
    // A selection is text of one side.
    if (extend)
        place.side = m_anchor.side;
    m_wantedColumn = place.column;
    place.column = std::clamp(place.column, 0, int(textAt(place).size()));
    m_place = place;
    if (!extend)
        m_anchor = place;
    remember();
    Q_EMIT moved();
}

void DiffCaret::moveRows(int rows, bool extend)
{
    DiffPlace place = m_place;
    for (int i = 0; i < std::abs(rows) && step(place, rows < 0 ? -1 : 1); ++i) { }
    const int wanted = m_wantedColumn;
    place.column = wanted;
    moveTo(place, extend);
    m_wantedColumn = wanted;
}

void DiffCaret::moveColumns(int columns, bool extend)
{
    DiffPlace place = m_place;
    place.column += columns;
    const int end = int(textAt(m_place).size());
    const bool beside = m_document.mode() == DiffMode::SideBySide && !extend;
    if (place.column < 0) {
        if (beside && place.side == DiffSide::After) {
            place.side = DiffSide::Before;
        } else if (step(place, -1)) {
            place.side = beside ? DiffSide::After : place.side;
        }
        place.column = int(textAt(place).size());
    } else if (place.column > end) {
        if (beside && place.side == DiffSide::Before) {
            place.side = DiffSide::After;
        } else if (step(place, 1)) {
            place.side = beside ? DiffSide::Before : place.side;
        }
        place.column = 0;
    }
    moveTo(place, extend);
}

void DiffCaret::moveToLineEnd(bool atEnd, bool extend)
{
    DiffPlace place = m_place;
    place.column = atEnd ? int(textAt(place).size()) : 0;
    moveTo(place, extend);
}

void DiffCaret::moveToEnd(bool atEnd, bool extend)
{
    DiffPlace place = m_place;
    place.section = atEnd ? m_document.count() - 1 : 0;
    if (place.section < 0)
        return;
    place.row = atEnd ? rowCount(place.section) - 1 : -1;
    place.column = atEnd ? int(textAt(place).size()) : 0;
    moveTo(place, extend);
}

void DiffCaret::switchSide()
{
    DiffPlace place = m_place;
    place.side = place.side == DiffSide::After ? DiffSide::Before : DiffSide::After;
    moveTo(place);
}

void DiffCaret::selectAllOfFile()
{
    if (!m_place.isValid())
        return;
    DiffPlace place {m_place.section, 0, m_place.side, 0};
    moveTo(place);
    place.row = rowCount(place.section) - 1;
    place.column = int(textAt(place).size());
    moveTo(place, true);
}

void DiffCaret::clearSelection()
{
    m_anchor = m_place;
    Q_EMIT moved();
}

std::optional<TextSpan> DiffCaret::selectedIn(int section, int row, DiffSide side) const
{
    if (!hasSelection() || (m_document.mode() == DiffMode::SideBySide && side != m_place.side))
        return {};
    const bool forward = isBefore(m_anchor, m_place);
    const DiffPlace &from = forward ? m_anchor : m_place;
    const DiffPlace &to = forward ? m_place : m_anchor;
    const auto order = std::pair(section, row);
    if (order < std::pair(from.section, from.row) || order > std::pair(to.section, to.row))
        return {};
    const auto text = m_document.text(section, row, side);
    if (!text)
        return {};
    const int start = order == std::pair(from.section, from.row) ? from.column : 0;
    const int end = order == std::pair(to.section, to.row) ? to.column : int(text->size());
    return TextSpan {start, std::max(0, end - start)};
}

QString DiffCaret::selectedText() const
{
    if (!hasSelection())
        return {};
    const bool forward = isBefore(m_anchor, m_place);
    const DiffPlace &from = forward ? m_anchor : m_place;
    const DiffPlace &to = forward ? m_place : m_anchor;
    QString text;
    bool isFirst = true;
    for (int section = from.section; section <= to.section; ++section) {
        const int first = section == from.section ? std::max(from.row, 0) : 0;
        const int last = section == to.section ? to.row : rowCount(section) - 1;
        for (int row = first; row <= last; ++row) {
            const auto span = selectedIn(section, row, m_place.side);
            if (!span)
                continue;
            if (!isFirst)
                text += u'\n';
            isFirst = false;
            text += m_document.text(section, row, m_place.side)->mid(span->start, span->length);
        }
    }
    return text;
}

std::optional<DiffCaret::Line> DiffCaret::line() const
{
    if (!m_place.isValid() || m_place.row < 0 || m_place.row >= rowCount(m_place.section))
        return {};
    const DiffSection &section = m_document.section(m_place.section);
    const ShownRow &row = section.rows[size_t(m_place.row)];
    if (row.kind != ShownRow::Kind::Line)
        return {};
    DiffSide side = m_place.side;
    // Where the side has nothing the other is meant.
    if (side == DiffSide::After ? row.right < 0 : row.left < 0)
        side = side == DiffSide::After ? DiffSide::Before : DiffSide::After;
    const int number = side == DiffSide::After ? section.comparison->after.number(row.right) : section.comparison->before.number(row.left);
    return Line {section.file.path, side, number};
}

QStringView DiffCaret::textAt(const DiffPlace &place) const
{
    return m_document.text(place.section, place.row, place.side).value_or(QStringView());
}

bool DiffCaret::step(DiffPlace &place, int direction) const
{
    if (!place.isValid())
        return false;
    if (place.row + direction >= -1 && place.row + direction < rowCount(place.section)) {
        place.row += direction;
        return true;
    }
    const int section = place.section + direction;
    if (section < 0 || section >= m_document.count())
        return false;
    place.section = section;
    place.row = direction > 0 ? -1 : rowCount(section) - 1;
    return true;
}

void DiffCaret::noteSection(int section)
{
    if (!m_place.isValid() || (section != m_place.section && section != m_anchor.section))
        return;
    if (section == m_place.section && m_line && m_place.row >= 0) {
        const DiffSection &at = m_document.section(section);
        const auto row = std::find_if(at.rows.begin(), at.rows.end(), [&](const ShownRow &shown) {
            const int own = m_line->side == DiffSide::After ? shown.right : shown.left;
            const SideText &text = m_line->side == DiffSide::After ? at.comparison->after : at.comparison->before;
            return own >= 0 && text.number(own) == m_line->number;
        });
        m_place.row = row != at.rows.end() ? int(row - at.rows.begin()) : std::clamp(m_place.row, -1, rowCount(section) - 1);
    }
    m_place.row = std::min(m_place.row, rowCount(m_place.section) - 1);
    m_place.column = std::clamp(m_place.column, 0, int(textAt(m_place).size()));
    // What was selected may stand elsewhere now.
    m_anchor = m_place;
    remember();
}

void DiffCaret::remember()
{
    m_line = line();
}

} // namespace gatehouse
