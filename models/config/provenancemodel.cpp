// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/provenancemodel.h"

#include "core/config/textchanges.h"

namespace gatehouse {

void ProvenanceModel::setValue(const EffectiveValue &value)
{
    m_value = value;
    setItems(value.sources);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {IsWinnerRole});
}

QVariant ProvenanceModel::value(const EffectiveValue::Source &source, int, int role) const
{
    switch (role) {
    case EnvironmentRole:
        return int(source.overlay.environment);
    case TenantRole:
        return source.overlay.tenant;
    case RevisionRole:
        return source.revision;
    case ValueRole:
        return source.value;
    case ValueTextRole:
        return valueText(source.value);
    case IsSetRole:
        return source.isSet;
    case IsWinnerRole:
        return source.isSet && source.overlay == m_value.winner;
    default:
        return {};
    }
}

} // namespace gatehouse
