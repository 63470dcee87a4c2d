// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

namespace gatehouse::services {

//! One entry of dynamic-plugins.yaml, which a portal reads to load plugins.
struct DynamicPlugin
{
    QString package; //!< "@scope/name@1.2.3"
    QString integrity; //!< "sha512-…": the portal refuses other bytes.
    bool disabled = false;
    bool operator==(const DynamicPlugin &) const = default;
};

//! Writes the file as a whole or not at all (0600 in a 0700 directory), in order of package.
[[nodiscard]] Status writeDynamicPlugins(const QString &directory, QList<DynamicPlugin> plugins);
//! What stands in the file, read as the portal reads it.
[[nodiscard]] Result<QList<DynamicPlugin>> readDynamicPlugins(const QString &directory);

} // namespace gatehouse::services
