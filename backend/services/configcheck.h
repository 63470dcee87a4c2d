// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/configmerge.h"
#include "backend/services/configyaml.h"

//! What is wrong with a configuration document. Pure.
namespace gatehouse::services {

struct CheckedOverlay
{
    QJsonObject schema; //!< Empty when the plugin ships none.
    QList<OverlayLayer> below; //!< Layers that the document is merged over.
    bool isGlobal = false; //!< Environments may still add what is required.
};

//! Problems in the order of their lines. Types and ranges are judged in the document itself,
//! required keys in what it gives merged over the layers below it.
QList<ConfigProblem> checkConfig(const QByteArray &yaml, const CheckedOverlay &overlay);
//! No problem of severity high.
bool isDeployable(const QList<ConfigProblem> &problems);
//! Problems that keep a document from being kept at all: it cannot be read, or holds a secret.
QList<ConfigProblem> unkeepable(const QList<ConfigProblem> &problems);
//! "${NAME}" or "vault:path": names a secret without being one.
bool isReference(const QString &text);

} // namespace gatehouse::services
