// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace gatehouse {

//! Approximates the `Config` interface of a Backstage config.d.ts as draft-07 JSON Schema: objects,
//! arrays, unions, literals, records and the file's own interfaces, with `@visibility` and the
//! comment text. A type that needs the TypeScript compiler (imports, generics, mapped types) allows
//! anything. Code "config_schema_invalid" when the text has no readable Config interface. Any
//! thread.
[[nodiscard]] Result<QJsonObject> schemaFromTypeScript(const QByteArray &source);

} // namespace gatehouse
