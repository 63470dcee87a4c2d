// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person is among the changed files, and how they get elsewhere.
#include "widgets/common/textstyle.h"
#include "widgets/review/diffcolumns.h"
#include "widgets/review/diffpane.h"

#include <QScrollBar>

#include <algorithm>

namespace gatehouse {

void DiffPane::goToSection(int section)
{
    if (section < 0 || section >= m_document.count())
        return;
    m_pending.reset();
    m_caret.moveTo({section, -1, DiffSide::After, 0});
    verticalScrollBar()->setValue(m_geometry.top(section));
}

void DiffPane::goToLine(const QString &path, DiffSide side, int line)
{
    const int section = m_document.indexOf(path);
    if (section < 0)
        return;
    m_document.setCollapsed(section, false);
    goToSection(section);
    m_pending = Pending {{path, side, line}};
    reachPending();
}

std::optional<DiffCaret::Line> DiffPane::topLine() const
{
    if (m_pending)
        return m_pending->line;
    if (m_document.count() == 0)
        return std::nullopt;
    const DiffGeometry::Place at = m_geometry.at(verticalScrollBar()->value() + scaled(metrics::cardHeaderHeight));
    const DiffSection &section = m_document.section(at.section);
    DiffCaret::Line line {section.file.path, DiffSide::After, 0};
    if (at.part == DiffGeometry::Part::Row && at.row < int(section.rows.size())) {
        const ShownRow &row = section.rows[size_t(at.row)];
        if (row.kind == ShownRow::Kind::Line) {
            line.side = row.right >= 0 ? DiffSide::After : DiffSide::Before;
            line.number = row.right >= 0 ? section.comparison->after.number(row.right) : section.comparison->before.number(row.left);
        }
    }
    return line;
}

void DiffPane::goToTop(const DiffCaret::Line &line)
{
    const int section = m_document.indexOf(line.path);
    if (section < 0)
        return;
    goToSection(section);
    if (line.number > 0)
        m_pending = Pending {line, true};
    reachPending();
}

void DiffPane::reachPending()
{
    if (!m_pending)
        return;
    const int section = m_document.indexOf(m_pending->line.path);
    if (section < 0 || !m_document.section(section).comparison)
        return;
    const auto [wanted, atTop] = *m_pending;
    m_pending.reset();
    const int row = m_document.reveal(section, wanted.side, wanted.number);
    if (row < 0)
        return;
    m_caret.moveTo({section, row, wanted.side, 0});
    if (atTop)
        verticalScrollBar()->setValue(m_geometry.rowTop(section, row) - scaled(metrics::cardHeaderHeight));
}

void DiffPane::goTo(DiffDocument::RowPlace place)
{
    if (place.section < 0)
        return;
    m_pending.reset();
    const DiffSection &section = m_document.section(place.section);
    const ShownRow &row = section.rows[size_t(place.row)];
    const bool onlyBefore = row.kind == ShownRow::Kind::Line ? row.right < 0
                                                             : row.kind == ShownRow::Kind::Attachment && section.attachments.at(row.item).side == DiffSide::Before;
    m_caret.moveTo({place.section, place.row, onlyBefore ? DiffSide::Before : DiffSide::After, 0});
}

void DiffPane::goToChange(int step)
{
    const DiffPlace &from = m_caret.place();
    goTo(m_document.nextChange({std::max(from.section, 0), from.row}, step));
}

void DiffPane::goToRemark(int step)
{
    const DiffPlace &from = m_caret.place();
    goTo(m_document.nextAttachment({std::max(from.section, 0), from.row}, step));
}

void DiffPane::openCard(const QString &id)
{
    for (int section = 0; section < m_document.count(); ++section) {
        const DiffSection &at = m_document.section(section);
        for (int row = 0; row < int(at.rows.size()); ++row) {
            const ShownRow &shown = at.rows[size_t(row)];
            if (shown.kind != ShownRow::Kind::Attachment || at.attachments.at(shown.item).id != id)
                continue;
            goTo({section, row});
            if (QWidget *card = m_cards.card(id))
                card->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

void DiffPane::moveLines(int lines)
{
    m_caret.moveRows(lines, false);
}

void DiffPane::setSearch(const QString &wanted, const std::optional<DiffMatch> &match)
{
    m_search = LineSearch(wanted);
    m_match = match;
    if (match) {
        const int row = m_document.reveal(match->section, match->side, match->line);
        if (row >= 0)
            m_caret.moveTo({match->section, row, match->side, match->span.start});
    }
    viewport()->update();
}

QList<int> DiffPane::sectionsNear() const
{
    QList<int> sections;
    if (m_document.count() == 0)
        return sections;
    const int page = viewport()->height();
    const int top = verticalScrollBar()->value();
    const auto add = [&](int from, int to) {
        const int last = m_geometry.at(to).section;
        for (int section = m_geometry.at(from).section; section >= 0 && section <= last; ++section) {
            if (!sections.contains(section))
                sections.append(section);
        }
    };
    add(top, top + page);
    add(top + page, top + 2 * page);
    add(top - page, top);
    return sections;
}

QRect DiffPane::rowRect(const DiffPlace &place) const
{
    if (!place.isValid() || place.section >= m_document.count())
        return {};
    const int top = place.row < 0 ? m_geometry.top(place.section) : m_geometry.rowTop(place.section, place.row);
    const int bottom = place.row < 0 ? top + scaled(metrics::cardHeaderHeight) : m_geometry.rowTop(place.section, place.row + 1);
    return {0, top - verticalScrollBar()->value(), viewport()->width(), bottom - top};
}

void DiffPane::ensureVisible(const DiffPlace &place)
{
    const QRect row = rowRect(place);
    if (row.isNull())
        return;
    const int header = place.row < 0 ? 0 : scaled(metrics::cardHeaderHeight);
    const int context = 2 * scaled(metrics::codeLine);
    QScrollBar *bar = verticalScrollBar();
    if (row.top() < header)
        bar->setValue(bar->value() + row.top() - header - (place.row > 0 ? context : 0));
    else if (row.bottom() > viewport()->height())
        bar->setValue(bar->value() + std::min(row.top() - header, row.bottom() - viewport()->height() + context));
    const auto text = m_document.text(place.section, place.row, place.side);
    if (!text)
        return;
    // Letters have one width, but for those a font lacks: near enough to come into sight.
    const int room = DiffColumns(m_document.mode(), viewport()->width()).text(DiffSide::After).width();
    const int x = int(m_lines.letterWidth() * std::min(place.column, 2000));
    QScrollBar *across = horizontalScrollBar();
    if (x < across->value())
        across->setValue(std::max(0, x - room / 4));
    else if (x > across->value() + room)
        across->setValue(x - 3 * room / 4);
}

void DiffPane::noteCurrent()
{
    int current = -1;
    if (m_document.count() > 0) {
        const QRect caret = rowRect(m_caret.place());
        const bool inSight = !caret.isNull() && caret.bottom() >= 0 && caret.top() < viewport()->height();
        current = inSight ? m_caret.place().section : m_geometry.at(verticalScrollBar()->value() + scaled(metrics::cardHeaderHeight)).section;
    }
    if (current == m_current)
        return;
    m_current = current;
    Q_EMIT currentSectionChanged(current);
}

int DiffPane::pageRows() const
{
    return std::max(1, viewport()->height() / scaled(metrics::codeLine) - 3);
}

} // namespace gatehouse
