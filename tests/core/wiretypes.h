// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <functional>

//! What core/contract knows, by the names that the OpenAPI document uses.
namespace gatehouse::contracttest {

struct WireType
{
    QStringList members;
    QStringList required; //!< Members that are not std::optional.
    QStringList lists; //!< Members that may be missing although the server always sends them.
    //! Decodes and encodes again.
    std::function<Result<QJsonObject>(const QJsonObject &)> roundTrip;
    //! Decodes and writes it as text, without a tree.
    std::function<Result<QByteArray>(const QJsonObject &)> text;
    //! Decodes without a tree and encodes again; nothing when it cannot.
    std::function<std::optional<QJsonObject>(const QByteArray &)> direct;
};

QMap<QString, WireType> wireTypes();
//! The words of every vocabulary, without "unknown".
QMap<QString, QStringList> vocabularies();

} // namespace gatehouse::contracttest
