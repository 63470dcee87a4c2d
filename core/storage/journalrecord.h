// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/keepjournal.h"

namespace gatehouse::storage {

QByteArray encodeRecord(const JournalRecord &record);
//! Nothing when \a bytes are not exactly one record.
std::optional<JournalRecord> decodeRecord(QByteArrayView bytes);

} // namespace gatehouse::storage
