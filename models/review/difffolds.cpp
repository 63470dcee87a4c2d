// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/difffolds.h"

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int smallestFold = 2;
constexpr int headingRows = 2000;
constexpr int headingCharacters = 60;

QStringView textOf(const FileComparison &comparison, const DiffRow &row)
{
    return row.right >= 0 ? comparison.after.line(row.right) : comparison.before.line(row.left);
}

//! -1 for a blank line.
int indentOf(QStringView line)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (!line.at(i).isSpace())
            return int(i);
    }
    return -1;
}

QString asHeading(QStringView line)
{
    QStringView text = line.trimmed();
    while (!text.isEmpty() && (text.back() == u'{' || text.back() == u':' || text.back() == u'[' || text.back().isSpace()))
        text.chop(1);
    return text.left(headingCharacters).toString();
}

//! The nearest line above \a row that is indented less; nothing at the outermost level.
QString headingOf(const FileComparison &comparison, int row)
{
    int indent = -1;
    for (int at = row; indent < 0 && at < int(comparison.rows.size()); ++at)
        indent = indentOf(textOf(comparison, comparison.rows[size_t(at)]));
    for (int at = row - 1; at >= std::max(0, row - headingRows); --at) {
        const QStringView line = textOf(comparison, comparison.rows[size_t(at)]);
        const int own = indentOf(line);
        if (own < 0 || own >= indent)
            continue;
        const QString heading = asHeading(line);
        if (!heading.isEmpty())
            return heading;
        indent = own;
    }
    return {};
}

void appendFold(Folds &folds, int first, int end)
{
    if (end - first >= smallestFold)
        folds.push_back({first, end - first});
}

} // namespace

Folds foldsOf(const FileComparison &comparison, int context)
{
    Folds folds;
    const int rows = int(comparison.rows.size());
    auto seam = comparison.seams.begin();
    int hiddenFrom = 0; // The first row that no change before it keeps in sight.
    for (int row = 0; row < rows; ++row) {
        if (seam != comparison.seams.end() && *seam == row) {
            folds.push_back({row, 0});
            hiddenFrom = row;
            ++seam;
        }
        if (!comparison.rows[size_t(row)].changed)
            continue;
        appendFold(folds, hiddenFrom, row - context);
        hiddenFrom = row + context + 1;
    }
    appendFold(folds, hiddenFrom, rows);
    return folds;
}

void unfold(Folds &folds, int index, Unfold how, int step)
{
    Fold &fold = folds[size_t(index)];
    if (fold.isSeam())
        return;
    const int shown = how == Unfold::All ? fold.count : std::min(step, fold.count);
    fold.count -= shown;
    if (how == Unfold::Below)
        fold.first += shown;
    if (fold.count < smallestFold)
        folds.erase(folds.begin() + index);
}

bool reveal(Folds &folds, int row, int context)
{
    const auto fold = std::find_if(folds.begin(), folds.end(), [row](const Fold &f) { return row >= f.first && row < f.first + f.count; });
    if (fold == folds.end())
        return false;
    const Fold whole = *fold;
    Folds parts;
    appendFold(parts, whole.first, row - context);
    appendFold(parts, row + context + 1, whole.first + whole.count);
    folds.insert(folds.erase(fold), parts.begin(), parts.end());
    return true;
}

Stretch stretchAfter(const FileComparison &comparison, const Folds &folds, int index)
{
    const Fold &fold = folds[size_t(index)];
    const int first = fold.first + fold.count;
    const int end = index + 1 < int(folds.size()) ? folds[size_t(index) + 1].first : int(comparison.rows.size());
    Stretch stretch;
    stretch.hidden = fold.count;
    for (int row = first; row < end; ++row) {
        const DiffRow &lines = comparison.rows[size_t(row)];
        if (lines.left >= 0 && stretch.leftCount++ == 0)
            stretch.left = comparison.before.number(lines.left);
        if (lines.right >= 0 && stretch.rightCount++ == 0)
            stretch.right = comparison.after.number(lines.right);
    }
    if (first < end)
        stretch.heading = headingOf(comparison, first);
    return stretch;
}

} // namespace gatehouse
