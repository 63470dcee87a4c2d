// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/operations/operationstepmodel.h"

namespace gatehouse {

QVariant OperationStepModel::value(const OperationStep &step, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return step.name;
    case StatusRole:
        return int(step.status);
    case StartedAtRole:
        return step.startedAt.value_or(QDateTime());
    case FinishedAtRole:
        return step.finishedAt.value_or(QDateTime());
    case MessageRole:
        return step.message;
    default:
        return {};
    }
}

} // namespace gatehouse
