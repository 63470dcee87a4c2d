// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/operations/operationlogmodel.h"

namespace gatehouse {

void OperationLogModel::append(const QList<OperationLogLine> &lines)
{
    QList<OperationLogLine> all = items();
    for (const OperationLogLine &line : lines) {
        if (all.isEmpty() || line.sequence > all.last().sequence)
            all.append(line);
    }
    setItems(all);
}

qint64 OperationLogModel::lastSequence() const
{
    return items().isEmpty() ? 0 : items().last().sequence;
}

QVariant OperationLogModel::value(const OperationLogLine &line, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return line.text;
    case SequenceRole:
        return line.sequence;
    case AtRole:
        return line.at;
    case LevelRole:
        return line.level;
    default:
        return {};
    }
}

} // namespace gatehouse
