// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/schemavalidator.h"
#include "core/contract/configuration.h"

//! Reading a plugin's configuration schema: draft-07 in Backstage's dialect.
namespace gatehouse::services {

//! What the schema says about one place, local references followed.
struct SchemaNode
{
    QJsonObject schema; //!< Empty when nothing is said.
    bool isKnown = false; //!< The place is named, or any key is welcome there.
    bool isSecret = false; //!< visibility or an outer deepVisibility says so.
    bool isPublic = false; //!< visibility says frontend.
};
SchemaNode schemaRoot(const QJsonObject &schema);
//! One step down: a key, or an index.
SchemaNode schemaChild(
    const QJsonObject &root, const SchemaNode &parent, const QString &step, bool inList);

//! "must be an integer, 5 to 600": what a value should be, for a sentence.
QString expectation(const QJsonObject &schema);
//! "a text", "a number": what a person wrote.
QString kindOf(const QJsonValue &value);
bool hasType(const QJsonObject &schema, const QJsonValue &value);

} // namespace gatehouse::services
