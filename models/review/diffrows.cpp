// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/diffrows.h"

#include <QHash>

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int noLine = -1;
constexpr int aboveAll = -2;

class Shower final
{
public:
    Shower(const FileComparison &comparison, const Folds &folds, DiffMode mode, const QList<LineAttachment> &attachments)
        : m_comparison(comparison)
        , m_folds(folds)
        , m_mode(mode)
    {
        for (qsizetype i = 0; i < attachments.size(); ++i) {
            const LineAttachment &attachment = attachments.at(i);
            const SideText &side = attachment.side == DiffSide::Before ? comparison.before : comparison.after;
            const int line = attachment.line < 1 ? aboveAll : std::min(side.indexOf(attachment.line), side.count() - 1);
            (attachment.side == DiffSide::Before ? m_left : m_right).insert(line, int(i));
        }
    }

    std::vector<ShownRow> run()
    {
        attach(m_left, aboveAll);
        attach(m_right, aboveAll);
        const int rows = int(m_comparison.rows.size());
        size_t fold = 0;
        for (int row = 0; row < rows;) {
            if (fold < m_folds.size() && m_folds[fold].first == row) {
                m_shown.push_back({ShownRow::Kind::Fold, false, -1, -1, int(fold)});
                row += m_folds[fold++].count;
                continue;
            }
            const int end = m_mode == DiffMode::Unified ? endOfBlock(row) : row + 1;
            if (end > row + 1 || m_mode == DiffMode::Unified)
                unified(row, end);
            else
                beside(row);
            row = end;
        }
        return std::move(m_shown);
    }

private:
    const DiffRow &at(int row) const { return m_comparison.rows[size_t(row)]; }

    //! Rows of one change; a seam or fold never lies inside.
    int endOfBlock(int row) const
    {
        if (!at(row).changed)
            return row + 1;
        int end = row;
        while (end < int(m_comparison.rows.size()) && at(end).changed && !isSeam(end, row))
            ++end;
        return end;
    }

    bool isSeam(int row, int blockStart) const
    {
        return row > blockStart && std::binary_search(m_comparison.seams.begin(), m_comparison.seams.end(), row);
    }

    void beside(int row)
    {
        const DiffRow &lines = at(row);
        m_shown.push_back({ShownRow::Kind::Line, lines.changed, lines.left, lines.right, row});
        attach(m_left, lines.left);
        attach(m_right, lines.right);
    }

    void unified(int row, int end)
    {
        if (!at(row).changed) {
            beside(row);
            return;
        }
        for (int i = row; i < end; ++i) {
            if (at(i).left >= 0) {
                m_shown.push_back({ShownRow::Kind::Line, true, at(i).left, -1, i});
                attach(m_left, at(i).left);
            }
        }
        for (int i = row; i < end; ++i) {
            if (at(i).right >= 0) {
                m_shown.push_back({ShownRow::Kind::Line, true, -1, at(i).right, i});
                attach(m_right, at(i).right);
            }
        }
    }

    void attach(const QMultiHash<int, int> &attachments, int line)
    {
        if (attachments.isEmpty() || line == noLine)
            return;
        QList<int> here = attachments.values(line);
        std::sort(here.begin(), here.end());
        for (const int attachment : std::as_const(here))
            m_shown.push_back({ShownRow::Kind::Attachment, false, -1, -1, attachment});
    }

    const FileComparison &m_comparison;
    const Folds &m_folds;
    DiffMode m_mode;
    QMultiHash<int, int> m_left; //!< Line index to attachment.
    QMultiHash<int, int> m_right;
    std::vector<ShownRow> m_shown;
};

} // namespace

std::vector<ShownRow> shownRows(
    const FileComparison &comparison, const Folds &folds, DiffMode mode, const QList<LineAttachment> &attachments)
{
    return Shower(comparison, folds, mode, attachments).run();
}

int rowOfLine(const FileComparison &comparison, DiffSide side, int number)
{
    const SideText &text = side == DiffSide::Before ? comparison.before : comparison.after;
    if (text.count() == 0)
        return -1;
    const int line = std::min(text.indexOf(number), text.count() - 1);
    const auto lineOf = [side](const DiffRow &row) { return side == DiffSide::Before ? row.left : row.right; };
    const auto row = std::find_if(comparison.rows.begin(), comparison.rows.end(), [&](const DiffRow &lines) { return lineOf(lines) == line; });
    return row == comparison.rows.end() ? -1 : int(row - comparison.rows.begin());
}

} // namespace gatehouse
