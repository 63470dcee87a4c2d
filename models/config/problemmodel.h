// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! What is wrong with a YAML text, by line: what this computer finds while typing, and what the
//! server's schema says about the text it last saw.
class ProblemModel final : public ValueListModel<ConfigProblem>
{
    Q_OBJECT

public:
    enum Role {
        SeverityRole = Qt::UserRole, //!< int: Severity; high = error, medium = warning
        CodeRole,
        MessageRole,
        PointerRole,
        LineRole, //!< int, 1-based
        ColumnRole, //!< int, 1-based
        LengthRole //!< int; 0 when unknown
    };
    using ValueListModel::ValueListModel;

    void setLocal(const QList<ConfigProblem> &problems);
    void setRemote(const QList<ConfigProblem> &problems);
    int errorCount() const;
    int warningCount() const;
    //! Row of the first problem after \a line, around the end; -1 when there is none.
    int nextAfterLine(int line) const;

private:
    bool isSame(const ConfigProblem &a, const ConfigProblem &b) const override
    {
        return a.code == b.code && a.pointer == b.pointer && a.message == b.message && a.line == b.line;
    }
    QVariant value(const ConfigProblem &problem, int column, int role) const override;
    void merge();
    int countOf(bool errors) const;

    QList<ConfigProblem> m_local;
    QList<ConfigProblem> m_remote;
};

} // namespace gatehouse
