// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/diffgeometry.h"

#include "core/contract/versiondiff.h"

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int mostGuessedLines = 2000;

//! About the rows a file will have that was not read.
int guessedLines(const FileChange &file, DiffMode mode)
{
    const int changed = mode == DiffMode::Unified ? file.added + file.removed : std::max(file.added, file.removed);
    const int context = file.kind == FileChangeKind::Modified ? 4 * contextRows : 0;
    return std::clamp(changed + context, 1, mostGuessedLines);
}

int heightOf(const ShownRow &row, const DiffSection &section, const DiffMetrics &metrics)
{
    switch (row.kind) {
    case ShownRow::Kind::Fold:
        return metrics.fold;
    case ShownRow::Kind::Attachment:
        return metrics.attachment(section.attachments.at(row.item).id);
    default:
        return metrics.line;
    }
}

} // namespace

DiffGeometry::Section DiffGeometry::measured(const DiffDocument &document, const DiffMetrics &metrics, int index, int known)
{
    const DiffSection &section = document.section(index);
    Section measured;
    measured.header = metrics.header;
    measured.note = metrics.note;
    measured.notes = int(document.notes(index).size());
    int y = metrics.header + measured.notes * metrics.note;
    measured.rowTops.reserve(section.rows.size() + 1);
    for (const ShownRow &row : section.rows) {
        measured.rowTops.push_back(y);
        y += heightOf(row, section, metrics);
    }
    measured.rowTops.push_back(y);
    const bool willGrow = !section.comparison && !section.isCollapsed && section.isText() && !section.error && (!section.isLong() || section.isAsked);
    if (willGrow)
        y = std::max({y, known, metrics.header + metrics.line * guessedLines(section.file, document.mode())});
    measured.height = y;
    return measured;
}

void DiffGeometry::rebuild(const DiffDocument &document, const DiffMetrics &metrics)
{
    m_sections.clear();
    m_tops.assign(1, 0);
    for (int index = 0; index < document.count(); ++index) {
        m_sections.push_back(measured(document, metrics, index, 0));
        m_tops.push_back(m_tops.back() + m_sections.back().height);
    }
}

void DiffGeometry::update(const DiffDocument &document, const DiffMetrics &metrics, int section)
{
    Section &at = m_sections[size_t(section)];
    const int known = at.height;
    at = measured(document, metrics, section, known);
    if (const int grown = at.height - known; grown != 0)
        std::for_each(m_tops.begin() + section + 1, m_tops.end(), [grown](int &top) { top += grown; });
}

int DiffGeometry::noteTop(int section, int note) const
{
    const Section &at = m_sections[size_t(section)];
    return top(section) + at.header + note * at.note;
}

DiffGeometry::Place DiffGeometry::at(int y) const
{
    if (m_sections.empty())
        return {};
    const int clamped = std::clamp(y, 0, std::max(0, height() - 1));
    const auto next = std::upper_bound(m_tops.begin(), m_tops.end(), clamped);
    const int section = std::clamp(int(next - m_tops.begin()) - 1, 0, int(m_sections.size()) - 1);
    const Section &at = m_sections[size_t(section)];
    const int inside = clamped - top(section);
    if (inside < at.header)
        return {Part::Header, section, -1};
    if (inside < at.header + at.notes * at.note)
        return {Part::Note, section, (inside - at.header) / at.note};
    const auto row = std::upper_bound(at.rowTops.begin(), at.rowTops.end(), inside);
    const int index = int(row - at.rowTops.begin()) - 1;
    if (index >= 0 && index < int(at.rowTops.size()) - 1)
        return {Part::Row, section, index};
    return {Part::Filler, section, -1};
}

} // namespace gatehouse
