// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/tarball.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QStringList>

#include <functional>

namespace gatehouse {

//! The configuration that a package says it reads, as draft-07 JSON Schema with Backstage's
//! `visibility`.
struct PackageConfigSchema
{
    QJsonObject schema; //!< Empty when the package declares none.
    QString source; //!< "package.json", the file's path, or "none".
    bool isFromTypeScript = false; //!< Then it is an approximation: see schemaFromTypeScript.
};

//! Reads `configSchema`: an object, or the path of a .json or .d.ts file in the package. Codes:
//! "config_schema_missing", "config_schema_invalid".
[[nodiscard]] Result<PackageConfigSchema> configSchemaOf(
    const QJsonObject &manifest, const TarFiles &files);
//! A key's dotted path, what is declared for it, and who may read it: backend, frontend, secret.
using VisitConfigKey = std::function<void(const QString &path, const QJsonObject &declared, const QString &visibility)>;
//! Every key, groups before what is in them; one in several branches of a choice more than once.
void visitConfigKeys(const QJsonObject &schema, const VisitConfigKey &visit);
//! Every key's dotted path ("argocd.baseUrl", "list[].name"), in order.
QStringList configKeys(const QJsonObject &schema);
//! Those that must be there where their group is.
QStringList requiredKeys(const QJsonObject &schema);
//! Those that are required in \a now and were not \a before, where it matters: their group was there
//! before, or is required itself. A group that nobody uses yet asks for nothing,
//! and of one that was not told before nothing is claimed.
QStringList newlyRequiredKeys(const QJsonObject &before, const QJsonObject &now);
//! Those that hold a secret (\c visibility or \c deepVisibility).
QStringList secretKeyNames(const QJsonObject &schema);

} // namespace gatehouse
