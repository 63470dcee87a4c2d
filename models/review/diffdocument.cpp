// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/diffdocument.h"

#include "core/review/comparisonreader.h"

namespace gatehouse {

bool DiffSection::isLong() const
{
    return gatehouse::isLong(file);
}

void DiffDocument::setFiles(const QList<FileChange> &files)
{
    m_sections.clear();
    m_places.clear();
    m_sections.reserve(size_t(files.size()));
    for (const FileChange &file : files) {
        m_places.insert(file.path, count());
        m_sections.push_back({});
        m_sections.back().file = file;
    }
    Q_EMIT filesChanged();
}

QList<DiffNote> DiffDocument::notes(int index) const
{
    const DiffSection &at = section(index);
    QList<DiffNote> notes;
    if (at.isCollapsed)
        return notes;
    if (at.file.kind == FileChangeKind::Renamed)
        notes.append(DiffNote::Renamed);
    if (at.file.binary)
        notes.append(DiffNote::Binary);
    if (at.error)
        notes.append(DiffNote::Failed);
    if (!at.isText() || at.error)
        return notes;
    if (!at.comparison) {
        notes.append(at.isLong() && !at.isAsked ? DiffNote::Long : DiffNote::Reading);
        return notes;
    }
    const FileComparison &comparison = *at.comparison;
    if (comparison.isCut)
        notes.append(DiffNote::Cut);
    if (comparison.madeReadable)
        notes.append(DiffNote::MadeReadable);
    if (comparison.hiddenCharacters > 0)
        notes.append(DiffNote::HiddenCharacters);
    if (comparison.added + comparison.removed == 0 && at.file.kind == FileChangeKind::Modified)
        notes.append(comparison.before.text() == comparison.after.text() ? DiffNote::SameText : DiffNote::OnlyWhitespace);
    return notes;
}

void DiffDocument::setMode(DiffMode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    for (DiffSection &at : m_sections)
        showRows(at);
    Q_EMIT rowsChanged();
}

void DiffDocument::setOptions(const CompareOptions &options)
{
    if (m_options == options)
        return;
    m_options = options;
    for (DiffSection &at : m_sections) {
        at.isStale = true;
        at.isReading = false;
    }
    Q_EMIT optionsChanged();
    Q_EMIT rowsChanged();
}

bool DiffDocument::canBeRead(int index) const
{
    const DiffSection &at = section(index);
    return at.isStale && !at.isReading && !at.isCollapsed && !at.error && at.isText() && (!at.isLong() || at.isAsked);
}

void DiffDocument::setReading(int index)
{
    m_sections[size_t(index)].isReading = true;
}

void DiffDocument::dropReading()
{
    for (DiffSection &at : m_sections)
        at.isReading = false;
}

void DiffDocument::setComparison(int index, const ComparisonPtr &comparison)
{
    DiffSection &at = m_sections[size_t(index)];
    at.comparison = comparison;
    at.isStale = false;
    at.isReading = false;
    at.error.reset();
    at.folds = foldsOf(*comparison);
    revealAttachments(at);
    showRows(at);
    Q_EMIT sectionChanged(index);
}

void DiffDocument::setError(int index, const Error &error)
{
    DiffSection &at = m_sections[size_t(index)];
    at.isReading = false;
    at.error = error;
    Q_EMIT sectionChanged(index);
}

void DiffDocument::ask(int index)
{
    DiffSection &at = m_sections[size_t(index)];
    at.isAsked = true;
    at.error.reset();
    Q_EMIT sectionChanged(index);
}

void DiffDocument::release(int index)
{
    DiffSection &at = m_sections[size_t(index)];
    at.comparison.reset();
    at.folds.clear();
    at.rows.clear();
    at.isStale = true;
    Q_EMIT sectionChanged(index);
}

void DiffDocument::setCollapsed(int index, bool collapsed)
{
    DiffSection &at = m_sections[size_t(index)];
    if (at.isCollapsed == collapsed)
        return;
    at.isCollapsed = collapsed;
    showRows(at);
    Q_EMIT sectionChanged(index);
}

void DiffDocument::setReviewed(const QSet<QString> &paths)
{
    for (int index = 0; index < count(); ++index) {
        DiffSection &at = m_sections[size_t(index)];
        const bool reviewed = paths.contains(at.file.path);
        if (at.isReviewed == reviewed)
            continue;
        at.isReviewed = reviewed;
        Q_EMIT sectionChanged(index);
    }
}

void DiffDocument::setAttachments(const QString &path, const QList<LineAttachment> &attachments)
{
    const int index = indexOf(path);
    if (index < 0)
        return;
    DiffSection &at = m_sections[size_t(index)];
    if (at.attachments == attachments)
        return;
    at.attachments = attachments;
    revealAttachments(at);
    showRows(at);
    Q_EMIT sectionChanged(index);
}

void DiffDocument::unfold(int index, int fold, Unfold how)
{
    DiffSection &at = m_sections[size_t(index)];
    if (fold < 0 || fold >= int(at.folds.size()))
        return;
    gatehouse::unfold(at.folds, fold, how);
    showRows(at);
    Q_EMIT sectionChanged(index);
}

void DiffDocument::unfoldAll(int index)
{
    DiffSection &at = m_sections[size_t(index)];
    std::erase_if(at.folds, [](const Fold &fold) { return !fold.isSeam(); });
    showRows(at);
    Q_EMIT sectionChanged(index);
}

int DiffDocument::reveal(int index, DiffSide side, int line)
{
    DiffSection &at = m_sections[size_t(index)];
    if (!at.comparison)
        return -1;
    const int wanted = rowOfLine(*at.comparison, side, line);
    if (wanted < 0)
        return -1;
    const bool wasCollapsed = at.isCollapsed;
    at.isCollapsed = false;
    if (gatehouse::reveal(at.folds, wanted) || wasCollapsed) {
        showRows(at);
        Q_EMIT sectionChanged(index);
    }
    const auto row = std::find_if(at.rows.begin(), at.rows.end(), [&](const ShownRow &shown) {
        const int own = side == DiffSide::Before ? shown.left : shown.right;
        return shown.kind == ShownRow::Kind::Line && shown.item == wanted && own >= 0;
    });
    return row == at.rows.end() ? -1 : int(row - at.rows.begin());
}

std::optional<QStringView> DiffDocument::text(int index, int row, DiffSide side) const
{
    const DiffSection &at = section(index);
    if (row < 0 || row >= int(at.rows.size()) || at.rows[size_t(row)].kind != ShownRow::Kind::Line)
        return {};
    const ShownRow &shown = at.rows[size_t(row)];
    if (m_mode == DiffMode::Unified)
        side = shown.right >= 0 ? DiffSide::After : DiffSide::Before;
    const int line = side == DiffSide::Before ? shown.left : shown.right;
    if (line < 0)
        return {};
    return side == DiffSide::Before ? at.comparison->before.line(line) : at.comparison->after.line(line);
}

template <typename Wanted>
DiffDocument::RowPlace DiffDocument::next(RowPlace from, int step, Wanted wanted) const
{
    int row = from.row + step;
    for (int index = std::max(from.section, 0); index >= 0 && index < count(); index += step) {
        const std::vector<ShownRow> &rows = section(index).rows;
        if (index != from.section)
            row = step > 0 ? 0 : int(rows.size()) - 1;
        for (; row >= 0 && row < int(rows.size()); row += step) {
            if (wanted(rows, row))
                return {index, row};
        }
    }
    return {};
}

DiffDocument::RowPlace DiffDocument::nextChange(RowPlace from, int step) const
{
    return next(from, step, [](const std::vector<ShownRow> &rows, int row) {
        const auto changed = [&rows](int at) { return rows[size_t(at)].kind == ShownRow::Kind::Line && rows[size_t(at)].changed; };
        int before = row - 1;
        while (before >= 0 && rows[size_t(before)].kind == ShownRow::Kind::Attachment)
            --before;
        return changed(row) && (before < 0 || !changed(before));
    });
}

DiffDocument::RowPlace DiffDocument::nextAttachment(RowPlace from, int step) const
{
    return next(from, step, [](const std::vector<ShownRow> &rows, int row) { return rows[size_t(row)].kind == ShownRow::Kind::Attachment; });
}

void DiffDocument::showRows(DiffSection &section) const
{
    if (section.isCollapsed || !section.comparison)
        section.rows.clear();
    else
        section.rows = shownRows(*section.comparison, section.folds, m_mode, section.attachments);
}

void DiffDocument::revealAttachments(DiffSection &section) const
{
    if (!section.comparison)
        return;
    for (const LineAttachment &attachment : std::as_const(section.attachments)) {
        const int row = attachment.line < 1 ? -1 : rowOfLine(*section.comparison, attachment.side, attachment.line);
        if (row >= 0)
            gatehouse::reveal(section.folds, row);
    }
}

} // namespace gatehouse
