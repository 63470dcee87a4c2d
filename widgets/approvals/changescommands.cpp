// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What keys do in the changes of a request.
#include "widgets/approvals/changestab.h"
#include "widgets/review/changesbar.h"
#include "widgets/review/difffindbar.h"
#include "widgets/review/diffpane.h"
#include "widgets/review/filelistpane.h"

#include <QTreeView>

#include <algorithm>

namespace gatehouse {

void ChangesTab::moveFile(int step)
{
    const QString path = m_files->neighbour(step);
    const int section = m_document.indexOf(path);
    if (section < 0)
        return;
    m_document.setCollapsed(section, false);
    m_pane->goToSection(section);
}

void ChangesTab::moveRow(int step)
{
    if (m_files->view()->hasFocus())
        moveFile(step);
    else
        m_pane->moveLines(step);
}

void ChangesTab::goToChange(int step)
{
    m_pane->goToChange(step);
}

void ChangesTab::goToRemark(int step)
{
    m_pane->goToRemark(step);
}

void ChangesTab::toggleReviewed()
{
    const int section = m_pane->currentSection();
    if (section < 0)
        return;
    const DiffSection &at = m_document.section(section);
    mark(at.file.path, !at.isReviewed);
}

void ChangesTab::reviewedAndNext()
{
    const int section = m_pane->currentSection();
    if (section < 0)
        return;
    mark(m_document.section(section).file.path, true);
    nextUnreviewed();
}

void ChangesTab::nextUnreviewed()
{
    const int count = m_document.count();
    const int from = std::max(m_pane->currentSection(), 0);
    for (int i = 0; i < count; ++i) {
        const int section = (from + i) % count;
        // The one that is looked at comes last.
        if (i == 0 || m_document.section(section).isReviewed)
            continue;
        m_document.setCollapsed(section, false);
        m_pane->goToSection(section);
        return;
    }
    if (count > 0 && !m_document.section(from).isReviewed)
        m_pane->goToSection(from);
}

void ChangesTab::toggleMode()
{
    setMode(m_document.mode() == DiffMode::Unified ? DiffMode::SideBySide : DiffMode::Unified);
}

void ChangesTab::toggleWhitespace()
{
    m_bar->setWhitespaceHidden(!m_bar->isWhitespaceHidden());
}

void ChangesTab::focusFilter()
{
    m_files->focusFilter();
}

void ChangesTab::find()
{
    m_find->open();
}

void ChangesTab::showContext(Unfold how)
{
    const DiffPlace &place = m_pane->caret().place();
    if (!place.isValid())
        return;
    const std::vector<ShownRow> &rows = m_document.section(place.section).rows;
    // The fold the caret is on, or the nearest on the side that is asked for.
    const int step = how == Unfold::Above ? -1 : 1;
    int row = std::max(place.row, 0);
    while (row >= 0 && row < int(rows.size()) && rows[size_t(row)].kind != ShownRow::Kind::Fold)
        row += step;
    if (row >= 0 && row < int(rows.size()))
        m_document.unfold(place.section, rows[size_t(row)].item, how);
}

void ChangesTab::showWholeFile()
{
    if (m_pane->currentSection() >= 0)
        m_document.unfoldAll(m_pane->currentSection());
}

bool ChangesTab::comment()
{
    const auto line = m_pane->currentLine();
    const QString id = line ? m_remarks.begin(*line) : QString();
    if (id.isEmpty())
        return false;
    m_pane->openCard(id);
    return true;
}

} // namespace gatehouse
