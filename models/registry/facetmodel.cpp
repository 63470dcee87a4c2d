// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/registry/facetmodel.h"

#include "core/contract/enums.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Fields whose values have an order of their own keep it; others go by count.
int ownOrder(const FacetValue &facet)
{
    if (facet.field == "status"_L1)
        return int(fromWire<PluginStatus>(facet.value));
    if (facet.field == "risk"_L1)
        return -int(fromWire<Risk>(facet.value));
    if (facet.field == "in"_L1)
        return -int(fromWire<Environment>(facet.value));
    return 0;
}

} // namespace

FacetModel::FacetModel(QStringList fields, QObject *parent)
    : ValueListModel(parent)
    , m_fields(std::move(fields))
{
}

void FacetModel::refresh(const PluginIndex &index, const PluginQuery &query)
{
    QList<FacetValue> all;
    for (const QString &field : std::as_const(m_fields))
        all += valuesOf(field, index, query);
    setItems(all);
}

QVariant FacetModel::value(const FacetValue &facet, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case ValueRole:
        return facet.value;
    case FieldRole:
        return facet.field;
    case CountRole:
        return facet.count;
    case WantedRole:
        return facet.wanted;
    case ExcludedRole:
        return facet.excluded;
    case FirstOfFieldRole: {
        const auto first = std::find_if(items().begin(), items().end(), [&](const FacetValue &f) { return f.field == facet.field; });
        return first != items().end() && first->value == facet.value;
    }
    default:
        return {};
    }
}

QList<FacetValue> FacetModel::valuesOf(const QString &field, const PluginIndex &index, const PluginQuery &query) const
{
    QList<FacetValue> values;
    const QMap<QString, qint64> counts = index.facet(field, query);
    for (auto it = counts.begin(); it != counts.end(); ++it)
        values.append({field, it.key(), it.value(), query.has(field, it.key()), query.has(field, it.key(), true)});
    std::stable_sort(values.begin(), values.end(), [](const FacetValue &a, const FacetValue &b) {
        if (ownOrder(a) != ownOrder(b))
            return ownOrder(a) < ownOrder(b);
        return a.count > b.count;
    });
    QList<FacetValue> kept;
    for (const FacetValue &value : std::as_const(values)) {
        if (kept.size() < m_mostValues || value.wanted || value.excluded)
            kept.append(value);
    }
    return kept;
}

} // namespace gatehouse
