// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/iconname.h"
#include "widgets/common/theme.h"

#include <QAbstractListModel>

namespace gatehouse {

//! One destination of the rail.
struct RailItem
{
    QString id;
    QString title; //!< Translated.
    IconName icon = IconName::None;
};

//! How the count beside a destination is meant: work for me, or merely so many.
enum class RailCount { Neutral, ForMe, Alarm };

//! The destinations and their counts. GUI thread.
class RailModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Roles { IdRole = Qt::UserRole, IconRole, CountRole, CountKindRole };

    using QAbstractListModel::QAbstractListModel;

    void append(RailItem item);
    void setCount(const QString &id, int count, RailCount kind);
    int rowOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row
    {
        RailItem item;
        int count = 0;
        RailCount kind = RailCount::Neutral;
    };
    QString accessibleText(const Row &row) const;
    QList<Row> m_rows;
};

} // namespace gatehouse
