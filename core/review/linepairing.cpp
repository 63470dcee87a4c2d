// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/linepairing.h"

#include "core/review/worddiff.h"

#include <algorithm>

namespace gatehouse {

namespace {

//! Above this many pairs of lines, likeness is not looked for.
constexpr int mostPairs = 10'000;
//! What two lines must have in common to be one line that changed.
constexpr double leastLikeness = 0.5;
//! Unlike lines of both sides stand under each other up to this many, beside each other above.
constexpr int mostAlone = 6;

struct Pair
{
    int left;
    int right;
};

//! Pairs of like lines in rising order with the highest sum of likeness.
std::vector<Pair> likePairs(const SideText &before, const SideText &after, const LineRun &run)
{
    const int rows = run.leftCount;
    const int columns = run.rightCount;
    if (rows == 0 || columns == 0 || rows > mostPairs / columns)
        return {};
    std::vector<LineLikeness> lefts;
    std::vector<LineLikeness> rights;
    for (int i = 0; i < rows; ++i)
        lefts.emplace_back(before.line(run.left + i));
    for (int j = 0; j < columns; ++j)
        rights.emplace_back(after.line(run.right + j));
    const size_t width = size_t(columns) + 1;
    std::vector<double> likeness(size_t(rows) * size_t(columns));
    std::vector<double> best((size_t(rows) + 1) * width, 0);
    for (int i = rows; i-- > 0;) {
        for (int j = columns; j-- > 0;) {
            const size_t at = size_t(i) * width + size_t(j);
            double &like = likeness[size_t(i) * size_t(columns) + size_t(j)];
            like = lefts[size_t(i)].to(rights[size_t(j)]);
            const double taken = like >= leastLikeness ? like + best[at + width + 1] : 0;
            best[at] = std::max({taken, best[at + width], best[at + 1]});
        }
    }
    std::vector<Pair> pairs;
    for (int i = 0, j = 0; i < rows && j < columns;) {
        const size_t at = size_t(i) * width + size_t(j);
        const double like = likeness[size_t(i) * size_t(columns) + size_t(j)];
        if (like >= leastLikeness && best[at] == like + best[at + width + 1])
            pairs.push_back({run.left + i++, run.right + j++});
        else if (best[at + width] >= best[at + 1])
            ++i;
        else
            ++j;
    }
    return pairs;
}

class RowWriter final
{
public:
    explicit RowWriter(std::vector<DiffRow> &rows)
        : m_rows(rows)
    {
    }

    void same(int left, int right, int count)
    {
        for (int i = 0; i < count; ++i)
            m_rows.push_back({left + i, right + i, false});
    }
    //! Lines that are not alike.
    void unlike(int left, int leftCount, int right, int rightCount)
    {
        const bool beside = leftCount + rightCount > mostAlone;
        const int both = beside ? std::min(leftCount, rightCount) : 0;
        for (int i = 0; i < both; ++i)
            m_rows.push_back({left + i, right + i, true});
        for (int i = both; i < leftCount; ++i)
            m_rows.push_back({left + i, -1, true});
        for (int j = both; j < rightCount; ++j)
            m_rows.push_back({-1, right + j, true});
    }
    void pair(int left, int right) { m_rows.push_back({left, right, true}); }

private:
    std::vector<DiffRow> &m_rows;
};

} // namespace

std::vector<DiffRow> alignedRows(const SideText &before, const SideText &after, const std::vector<LineRun> &runs)
{
    std::vector<DiffRow> rows;
    rows.reserve(size_t(std::max(before.count(), after.count())));
    RowWriter writer(rows);
    int left = 0;
    int right = 0;
    for (const LineRun &run : runs) {
        writer.same(left, right, run.left - left);
        left = run.left;
        right = run.right;
        const std::vector<Pair> pairs = likePairs(before, after, run);
        for (const Pair &pair : pairs) {
            writer.unlike(left, pair.left - left, right, pair.right - right);
            writer.pair(pair.left, pair.right);
            left = pair.left + 1;
            right = pair.right + 1;
        }
        writer.unlike(left, run.left + run.leftCount - left, right, run.right + run.rightCount - right);
        left = run.left + run.leftCount;
        right = run.right + run.rightCount;
    }
    writer.same(left, right, before.count() - left);
    return rows;
}

} // namespace gatehouse
