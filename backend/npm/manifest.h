// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

namespace gatehouse {

struct Dependency
{
    QString name;
    QString range;
    QString kind; //!< direct, peer, optional.
    bool operator==(const Dependency &) const = default;
};

//! What package.json says, in the shapes npm accepts; anything malformed reads as not declared.

//! Direct, optional and peer dependencies, by name within each.
QList<Dependency> dependenciesOf(const QJsonObject &manifest);
//! preinstall, install and postinstall: what npm runs on the installing computer.
QMap<QString, QString> installScriptsOf(const QJsonObject &manifest);
//! The `license` text, also from its two outdated shapes; several become an OR.
QString declaredLicence(const QJsonObject &manifest);
//! "https://…" of `repository`, as far as it can be told; otherwise as written.
QString repositoryOf(const QJsonObject &manifest);

} // namespace gatehouse
