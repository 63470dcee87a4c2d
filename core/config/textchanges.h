// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/yamldocument.h"
#include "core/contract/versiondiff.h"

#include <QJsonValue>
#include <QSet>

//! What a draft changes, by line and by key. Pure; any thread.
namespace gatehouse {

enum class LineMark { Same, Added, Changed };

//! The marks beside an editor. Lines are 0-based lines of the new text.
struct LineChanges
{
    QList<LineMark> marks;
    QSet<int> removedBefore; //!< Lines of the old text are gone just above these.
    bool operator==(const LineChanges &) const = default;
};
LineChanges changedLines(const QString &base, const QString &text);

//! The difference with three lines around every change, as the server writes it.
FileDiff unifiedDiff(const QString &path, const QString &base, const QString &text);

struct KeyChange
{
    QString pointer;
    LineMark mark = LineMark::Changed;
    bool removed = false;
    bool operator==(const KeyChange &) const = default;
};
//! Keys that are new, have another value or are gone, in document order. A new or lost map or list
//! is one change, not one for everything in it.
QList<KeyChange> changedKeys(const YamlDocument &base, const YamlDocument &now);

//! "instances[1]" for ".../instances/1", "waitCycles" for "/argocd/waitCycles".
QString shortKey(const QString &pointer);
//! "argocd.appLocatorMethods[0].type"
QString dottedKey(const QString &pointer);
//! The value at \a pointer, undefined when there is none. Plain scalars are read as YAML's core
//! schema reads them.
QJsonValue valueAt(const YamlDocument &document, const QString &pointer);
//! A value on one line: texts as they are, anything else as compact JSON.
QString valueText(const QJsonValue &value);

//! What a draft-07 schema says about one key; empty where it says nothing.
struct SchemaNote
{
    QString type;
    QString description;
};
SchemaNote schemaNote(const QJsonObject &schema, const QString &pointer);

//! "${NAME}" or "vault:path": names a secret without being one.
bool isSecretReference(const QString &text);

} // namespace gatehouse
