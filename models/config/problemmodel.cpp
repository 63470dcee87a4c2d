// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/problemmodel.h"

#include <algorithm>

namespace gatehouse {

void ProblemModel::setLocal(const QList<ConfigProblem> &problems)
{
    m_local = problems;
    merge();
}

void ProblemModel::setRemote(const QList<ConfigProblem> &problems)
{
    m_remote = problems;
    merge();
}

int ProblemModel::errorCount() const
{
    return countOf(true);
}

int ProblemModel::warningCount() const
{
    return countOf(false);
}

int ProblemModel::nextAfterLine(int line) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).line > line)
            return row;
    }
    return rowCount() > 0 ? 0 : -1;
}

QVariant ProblemModel::value(const ConfigProblem &problem, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case MessageRole:
        return problem.message;
    case SeverityRole:
        return int(problem.severity);
    case CodeRole:
        return problem.code;
    case PointerRole:
        return problem.pointer;
    case LineRole:
        return problem.line;
    case ColumnRole:
        return problem.column;
    case LengthRole:
        return problem.length;
    default:
        return {};
    }
}

void ProblemModel::merge()
{
    QList<ConfigProblem> all = m_local;
    // The server finds the same syntax errors: one line is enough.
    for (const ConfigProblem &problem : std::as_const(m_remote)) {
        const bool known = std::any_of(m_local.begin(), m_local.end(),
            [&](const ConfigProblem &local) { return local.code == problem.code && local.line == problem.line; });
        if (!known)
            all.append(problem);
    }
    std::stable_sort(all.begin(), all.end(), [](const ConfigProblem &a, const ConfigProblem &b) {
        return a.line != b.line ? a.line < b.line : a.column < b.column;
    });
    setItems(all);
}

int ProblemModel::countOf(bool errors) const
{
    return int(std::count_if(items().begin(), items().end(),
        [errors](const ConfigProblem &problem) { return (problem.severity >= Severity::High) == errors; }));
}

} // namespace gatehouse
