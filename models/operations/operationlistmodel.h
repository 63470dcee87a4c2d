// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operations/operationstore.h"
#include "models/common/storemodel.h"

namespace gatehouse {

//! Long work, newest first; what runs stands above what is done.
class OperationListModel final : public StoreModel
{
    Q_OBJECT

public:
    enum class Show { All, Running, Failed };
    Q_ENUM(Show)
    enum Role {
        IdRole = Qt::UserRole, //!< QString
        OperationRole, //!< const void *: the Operation, valid until the store changes
        NumberRole, //!< QString
        TypeRole, //!< int: OperationType
        StatusRole, //!< int: OperationStatus
        PercentRole, //!< int
        SubjectRole, //!< QString
        EnvironmentRole, //!< int: Environment
        PersonRole, //!< QString
        CreatedAtRole, //!< QDateTime
        FinishedAtRole //!< QDateTime; invalid while it runs
    };

    explicit OperationListModel(const OperationStore &store, QObject *parent = nullptr);

    void setShow(Show show);
    void setFilter(const QString &text);
    const Operation *operation(const QModelIndex &index) const;
    QModelIndex indexOf(const OperationId &id) const;
    int runningCount() const;
    static bool isRunning(const Operation &operation);

private:
    Arrangement arrange() override;
    QVariant value(int storeRow, int column, int role) const override;
    bool accepts(const Operation &operation) const;

    const OperationStore &m_operations;
    Show m_show = Show::All;
    QString m_filter;
};

} // namespace gatehouse
