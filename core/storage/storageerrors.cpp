// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storageerrors.h"

#include <QSqlError>

#include <cerrno>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

namespace {

//! The primary result codes of SQLite that are told apart (sqlite.org/rescode.html).
enum Sqlite {
    SqliteError = 1,
    SqliteBusy = 5,
    SqliteLocked = 6,
    SqliteNoMemory = 7,
    SqliteReadOnly = 8,
    SqliteCorrupt = 11,
    SqliteFull = 13,
    SqliteConstraint = 19,
    SqliteMismatch = 20,
    SqliteNotADatabase = 26
};

Error coded(Error error, const char *code, bool retryable)
{
    error.code = QLatin1String(code);
    error.retryable = retryable;
    return error;
}

Error full(const QString &detail)
{
    return coded(storageError(u"The disk of this computer is full. What was kept before is safe; free some space and try again."_s, detail),
        diskFull, true);
}

Error readOnly(const QString &detail)
{
    return coded(storageError(u"Gatehouse may not write to its own folder. Make the folder and its disk writable, then try again."_s, detail),
        diskReadOnly, true);
}

Error failing(const QString &detail)
{
    return coded(storageError(u"The disk of this computer did not take what was to be kept. Try again; if this stays, the disk may be failing."_s, detail),
        diskFailed, true);
}

Error outOfMemory(const QString &detail)
{
    return coded(storageError(u"This computer has no memory left for what was to be kept. Close something and try again."_s, detail),
        noMemory, true);
}

} // namespace

Error systemError(int number, const QString &path)
{
    const QString detail = u"%1: %2"_s.arg(path, qt_error_string(number));
    switch (number) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return full(detail);
    case EROFS:
    case EACCES:
    case EPERM:
        return readOnly(detail);
    case ENOMEM:
        return outOfMemory(detail);
    default:
        return failing(detail);
    }
}

Error sqlError(const QSqlError &error)
{
    const QString detail = u"%1 (%2)"_s.arg(error.databaseText(), error.nativeErrorCode());
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case SqliteFull:
        return full(detail);
    case SqliteReadOnly:
        return readOnly(detail);
    case SqliteNoMemory:
        return outOfMemory(detail);
    case SqliteBusy:
    case SqliteLocked:
        return inUseError();
    // Our statements are fixed: when one is wrong for a file, the file is.
    case SqliteError:
    case SqliteCorrupt:
    case SqliteConstraint:
    case SqliteMismatch:
    case SqliteNotADatabase:
        return damagedError(detail);
    default:
        return failing(detail);
    }
}

Error damagedError(const QString &detail)
{
    return coded(storageError(u"The file that keeps this profile's data is damaged."_s, detail), fileDamaged, false);
}

Error inUseError()
{
    return coded(storageError(u"Another Gatehouse on this computer has this profile open. Use that one, or close it and try again."_s),
        storeInUse, true);
}

Error newerError()
{
    return coded(storageError(u"A newer Gatehouse wrote what is kept here. It can be read but is not changed; update Gatehouse to go on with it."_s),
        storeNewer, false);
}

Error lockedError()
{
    return blockedError(QLatin1String(storeLocked), u"What is kept on this computer is locked. Unlock it first."_s);
}

Error keyMismatchError()
{
    return coded(cryptoError(u"The key of this profile does not open what is kept on this computer."_s), keyMismatch, false);
}

bool has(const Error &error, const char *code)
{
    return error.code == QLatin1String(code);
}

} // namespace gatehouse::storage
