// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/jsonpointer.h"
#include "core/contract/configuration.h"

#include <QHash>

//! YAML documents with the place of every key, so that what is wrong can be shown where it is.
namespace gatehouse::services {

//! 1-based, columns and lengths in UTF-16 units as editors count.
struct TextSpan
{
    int line = 1;
    int column = 1;
    int length = 0;
    bool operator==(const TextSpan &) const = default;
};

struct YamlDocument
{
    QJsonObject root; //!< Empty for an empty document.
    QHash<QString, TextSpan> keys; //!< By JSON pointer.
    QHash<QString, TextSpan> values; //!< Of scalars, by JSON pointer.
    QList<ConfigProblem> problems; //!< Syntax; when there are any, root is not to be used.
};

//! Reads one document in YAML 1.2's core schema. Its root is a mapping. Aliases are refused: a
//! small text could stand for a giant document.
YamlDocument parseYaml(const QByteArray &yaml);
//! In the order of the lines.
void sortByPlace(QList<ConfigProblem> &problems);

//! Block style, keys in order, strings quoted only where they must be (the library's own emitter
//! quotes every key, or forgets that "1" is a text). Reading it again gives \a root.
QByteArray writeYaml(const QJsonObject &root);

} // namespace gatehouse::services
