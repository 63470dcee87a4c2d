// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/filecomparison.h"

#include "core/review/readabletext.h"

#include <algorithm>

namespace gatehouse {

namespace {

void count(FileComparison &comparison)
{
    for (const DiffRow &row : comparison.rows) {
        comparison.removed += row.changed && row.left >= 0 ? 1 : 0;
        comparison.added += row.changed && row.right >= 0 ? 1 : 0;
    }
    const QString &text = comparison.after.text();
    comparison.hiddenCharacters = int(std::count_if(text.begin(), text.end(), isHiddenCharacter));
}

//! The lines of one side of all hunks, with the numbers they have in the file.
struct HunkSide
{
    QString text;
    std::vector<int> numbers;
    void add(const QString &line, int number)
    {
        text += line + u'\n';
        numbers.push_back(number);
    }
    int count() const { return int(numbers.size()); }
};

} // namespace

ComparisonPtr compareTexts(const QString &path, const QString &before, const QString &after, CompareOptions options, bool isCut)
{
    auto comparison = std::make_shared<FileComparison>();
    comparison->isCut = isCut;
    const bool isShort = before.size() <= mostReadable && after.size() <= mostReadable;
    comparison->madeReadable = options.readable && isShort && (isMinified(path, before) || isMinified(path, after));
    comparison->before = comparison->madeReadable ? readableText(before) : SideText(before);
    comparison->after = comparison->madeReadable ? readableText(after) : SideText(after);
    const std::vector<LineRun> runs = changedRuns(comparison->before, comparison->after, options.whitespace);
    comparison->rows = alignedRows(comparison->before, comparison->after, runs);
    count(*comparison);
    return comparison;
}

ComparisonPtr comparisonOf(const FileDiff &diff)
{
    auto comparison = std::make_shared<FileComparison>();
    HunkSide before;
    HunkSide after;
    std::vector<LineRun> runs;
    std::vector<std::pair<int, int>> starts;
    for (const DiffHunk &hunk : diff.hunks) {
        starts.emplace_back(before.count(), after.count());
        bool inRun = false;
        for (const DiffLine &line : hunk.lines) {
            const bool changed = line.sign != u" ";
            if (changed && !inRun)
                runs.push_back({before.count(), 0, after.count(), 0});
            inRun = changed;
            if (line.sign != u"+") {
                before.add(line.text, line.oldLine);
                if (changed)
                    ++runs.back().leftCount;
            }
            if (line.sign != u"-") {
                after.add(line.text, line.newLine);
                if (changed)
                    ++runs.back().rightCount;
            }
        }
    }
    comparison->before = SideText(before.text, before.numbers);
    comparison->after = SideText(after.text, after.numbers);
    comparison->rows = alignedRows(comparison->before, comparison->after, runs);
    comparison->isCut = diff.truncated;
    for (const auto &[left, right] : starts) {
        const auto at = std::find_if(comparison->rows.begin(), comparison->rows.end(),
            [left, right](const DiffRow &row) { return row.left >= left || row.right >= right; });
        comparison->seams.push_back(int(at - comparison->rows.begin()));
    }
    count(*comparison);
    return comparison;
}

bool isHiddenCharacter(QChar c)
{
    const char16_t code = c.unicode();
    if (code < 0x20)
        return code != u'\t' && code != u'\n' && code != u'\r';
    // DEL and C1; soft hyphen; zero width; direction marks, embeddings, overrides and isolates; the BOM.
    return (code >= 0x7f && code < 0xa0) || code == 0xad || code == 0x61c || code == 0x180e || (code >= 0x200b && code <= 0x200f)
        || (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff;
}

} // namespace gatehouse
