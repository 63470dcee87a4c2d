// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModelTester>
#include <QStringList>

namespace gatehouse::modelstest {

//! Qt's own checks, fatal.
class Watched final
{
public:
    explicit Watched(QAbstractItemModel &model)
        : m_tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
    }

private:
    QAbstractItemModelTester m_tester;
};

//! The model as text: a line a row, children indented.
inline QStringList printModel(const QAbstractItemModel &model, int role = Qt::DisplayRole, const QModelIndex &parent = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        lines += index.data(role).toString();
        const QStringList below = printModel(model, role, index);
        for (const QString &line : below)
            lines += QString(QStringLiteral("  ") + line);
    }
    return lines;
}

} // namespace gatehouse::modelstest
