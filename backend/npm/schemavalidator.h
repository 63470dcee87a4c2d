// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>

namespace gatehouse {

//! One place where a document breaks its schema.
struct SchemaViolation
{
    QString pointer; //!< Into the document.
    QString text; //!< The validator's own words.
};

//! The one door to the JSON Schema library. An unusable schema is an error with the code
//! "schema_unusable", not a verdict: an empty document tells whether a schema compiles. Any thread.
[[nodiscard]] Result<QList<SchemaViolation>> violations(
    const QJsonObject &schema, const QJsonObject &document);

} // namespace gatehouse
