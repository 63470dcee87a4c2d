// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

QT_FORWARD_DECLARE_CLASS(QSqlError)

//! What can go wrong between a store and the disk, each with words that say what to do.
namespace gatehouse::storage {

inline constexpr char diskFull[] = "disk_full";
inline constexpr char diskFailed[] = "disk_failed";
inline constexpr char diskReadOnly[] = "disk_read_only";
inline constexpr char noMemory[] = "no_memory";
inline constexpr char storeInUse[] = "store_in_use"; //!< Another program of the same person has it open.
inline constexpr char storeNewer[] = "store_newer"; //!< A newer Gatehouse wrote it.
inline constexpr char storeLocked[] = "store_locked"; //!< Kind Blocked: there is no key now.
inline constexpr char keyMismatch[] = "key_mismatch"; //!< Kind Crypto: this key opens nothing of it.
inline constexpr char fileDamaged[] = "file_damaged"; //!< Inside the store; callers see a StoreDamage.

//! For a system call that failed with \a number on \a path.
Error systemError(int number, const QString &path);
//! For a statement of SQLite that failed.
Error sqlError(const QSqlError &error);
Error damagedError(const QString &detail);
Error inUseError();
Error newerError();
Error lockedError();
Error keyMismatchError();

bool has(const Error &error, const char *code);

} // namespace gatehouse::storage
