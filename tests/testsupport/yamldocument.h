// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QJsonValue>

namespace gatehouse::testsupport {

//! A YAML 1.2 file (core schema) as JSON. Aliases are resolved.
[[nodiscard]] Result<QJsonObject> readYaml(const QString &path);
//! resources/openapi/gatehouse.yaml
[[nodiscard]] Result<QJsonObject> readOpenApi();
//! Follows an RFC 6901 pointer; undefined when there is nothing.
QJsonValue atPointer(const QJsonValue &root, const QString &pointer);
//! \a value, or what its "$ref" (one inside the same document) leads to.
QJsonObject dereferenced(const QJsonObject &root, const QJsonValue &value);

} // namespace gatehouse::testsupport
