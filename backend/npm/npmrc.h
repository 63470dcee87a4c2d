// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QProcessEnvironment>
#include <QString>

namespace gatehouse {

//! The settings of one .npmrc file, `${NAME}` expanded from \a environment. A file that is not
//! there has none. Keys are as npm spells them: "registry", "@scope:registry",
//! "//host/:_authToken".
QMap<QString, QString> readNpmrc(const QString &path, const QProcessEnvironment &environment);
//! The settings in npm_config_* variables, in npm's spelling (underscores become hyphens, except in
//! keys that name a host).
QMap<QString, QString> npmrcOfEnvironment(const QProcessEnvironment &environment);

} // namespace gatehouse
