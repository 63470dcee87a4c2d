// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/configuration.h"

//! The app-config layers that a portal reads, one file per overlay: global, environment, tenants.
//! `writeAppConfig` of versionfacts.h writes them.
namespace gatehouse::services {

//! "app-config.production.yaml", "app-config.production.acme.yaml"
QString appConfigName(const OverlayRef &overlay);
//! What the files should say is what they say; the error names the file that does not.
[[nodiscard]] Status verifyAppConfig(
    store::UnitOfWork &work, Environment environment, const QString &directory);

} // namespace gatehouse::services
