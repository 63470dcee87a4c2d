// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/registry/pluginindex.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! One value of one facet with how many plugins it would keep.
struct FacetValue
{
    QString field;
    QString value;
    qint64 count = 0;
    bool wanted = false;
    bool excluded = false;
    bool operator==(const FacetValue &) const = default;
};

//! The values of the facets one below the other, most frequent first (status and risk in their own
//! order), values of the query always among them.
class FacetModel final : public ValueListModel<FacetValue>
{
    Q_OBJECT

public:
    enum Role { FieldRole = Qt::UserRole, ValueRole, CountRole, WantedRole, ExcludedRole, FirstOfFieldRole };

    explicit FacetModel(QStringList fields, QObject *parent = nullptr);
    void refresh(const PluginIndex &index, const PluginQuery &query);
    //! At most so many values of a field are listed.
    void setMostValues(int count) { m_mostValues = count; }

private:
    bool isSame(const FacetValue &a, const FacetValue &b) const override
    {
        return a.field == b.field && a.value == b.value;
    }
    QVariant value(const FacetValue &facet, int column, int role) const override;
    QList<FacetValue> valuesOf(const QString &field, const PluginIndex &index, const PluginQuery &query) const;

    QStringList m_fields;
    int m_mostValues = 8;
};

} // namespace gatehouse
