// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! Where one effective value comes from: every overlay that has a say, global first.
class ProvenanceModel final : public ValueListModel<EffectiveValue::Source>
{
    Q_OBJECT

public:
    enum Role {
        EnvironmentRole = Qt::UserRole, //!< int: Environment
        TenantRole, //!< QString
        RevisionRole, //!< int
        ValueRole, //!< QJsonValue
        ValueTextRole, //!< QString: the value on one line
        IsSetRole, //!< bool
        IsWinnerRole //!< bool
    };
    using ValueListModel::ValueListModel;

    void setValue(const EffectiveValue &value);
    const EffectiveValue &effective() const { return m_value; }

private:
    bool isSame(const EffectiveValue::Source &a, const EffectiveValue::Source &b) const override { return a.overlay == b.overlay; }
    QVariant value(const EffectiveValue::Source &source, int column, int role) const override;

    EffectiveValue m_value;
};

} // namespace gatehouse
