// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>

namespace gatehouse {

//! Reads JSON strictly (RFC 8259, UTF-8, any top-level value), judged by simdjson because
//! QJsonDocument accepts what the RFC forbids. Duplicate keys: the last one wins. Any thread.
[[nodiscard]] Result<QJsonValue> parseJson(const QByteArray &bytes);
//! The same, but anything else than an object is an error.
[[nodiscard]] Result<QJsonObject> parseJsonObject(const QByteArray &bytes);

//! Compact UTF-8 with keys in Qt's sorted order, so equal values give equal bytes.
QByteArray toJsonBytes(const QJsonObject &object);

} // namespace gatehouse
