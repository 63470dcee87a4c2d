// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/intent.h"

//! How an intent is kept on disk: JSON with the members of Intent.
namespace gatehouse {

template <>
std::span<const std::pair<IntentKind, const char *>> enumNames<IntentKind>();
template <>
std::span<const std::pair<IntentState, const char *>> enumNames<IntentState>();

//! For the codec: these vocabularies are ours alone, and a word we do not know is an error.
bool read(const QJsonValue &json, IntentKind &out);
bool read(const QJsonValue &json, IntentState &out);

QByteArray encodeIntent(const Intent &intent);
//! Fails on what another version wrote and this one cannot read whole. Any thread.
[[nodiscard]] Result<Intent> decodeIntent(const QByteArray &bytes);

} // namespace gatehouse
