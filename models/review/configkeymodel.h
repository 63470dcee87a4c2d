// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/versiondiff.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! The configuration keys that differ between two versions, a key a row.
class ConfigKeyModel final : public ValueListModel<ConfigKeyChange>
{
    Q_OBJECT

public:
    enum Role {
        ChangeRole = Qt::UserRole, //!< QString: added, removed, changed
        AsksForValueRole, //!< bool: where it is not set, the portal does not start
        TypeRole, //!< QString, as all below: what holds now, or held when the key is gone
        TypeBeforeRole, //!< Empty when it is the same, as all "before" below.
        DefaultRole, //!< JSON text; empty when there is none.
        DefaultBeforeRole,
        VisibilityRole, //!< backend, frontend, secret
        VisibilityBeforeRole,
        RequiredRole, //!< bool
        RequiredBeforeRole, //!< bool; as RequiredRole when the key is new or gone
        DescriptionRole
    };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const ConfigKeyChange &a, const ConfigKeyChange &b) const override { return a.key == b.key; }
    QVariant value(const ConfigKeyChange &item, int column, int role) const override;
};

} // namespace gatehouse
