// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! The versions of one plugin, newest first, and where each one runs.
class VersionListModel final : public ValueListModel<PluginVersion>
{
    Q_OBJECT

public:
    enum Column { Version, Published, Risk, Size, Environments, ColumnCount };
    enum Role {
        ValueRole = Qt::UserRole, //!< Raw value of the column; Risk as int, Size in bytes
        IdRole,
        DigestRole,
        DeprecatedRole, //!< QString, npm's text; empty when it is not
        EnvironmentsRole //!< QList<int>: Environments where it runs
    };
    using ValueListModel::ValueListModel;
    void setInstallations(const QList<InstalledIn> &installations);

private:
    int columns() const override { return ColumnCount; }
    bool isSame(const PluginVersion &a, const PluginVersion &b) const override { return a.id == b.id; }
    QVariant value(const PluginVersion &version, int column, int role) const override;
    QList<int> environmentsOf(const PluginVersion &version) const;

    QList<InstalledIn> m_installations;
};

} // namespace gatehouse
