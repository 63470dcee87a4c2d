// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/operations.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! The log of one operation, oldest first; grows at the end.
class OperationLogModel final : public ValueListModel<OperationLogLine>
{
    Q_OBJECT

public:
    enum Role { SequenceRole = Qt::UserRole, AtRole, LevelRole, TextRole };
    using ValueListModel::ValueListModel;

    //! Adds what is not here yet.
    void append(const QList<OperationLogLine> &lines);
    //! 0 when it is empty.
    qint64 lastSequence() const;

private:
    bool isSame(const OperationLogLine &a, const OperationLogLine &b) const override { return a.sequence == b.sequence; }
    QVariant value(const OperationLogLine &line, int column, int role) const override;
};

} // namespace gatehouse
