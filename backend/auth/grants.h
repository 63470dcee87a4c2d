// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/database.h"

#include <QString>

#include <optional>

//! What the sandbox provider remembers between requests. Codes and tokens are stored as SHA-256
//! digests only. All times are seconds since 1970. Every function runs inside the caller's
//! transaction.
namespace gatehouse::auth::grants {

//! One sign-in: everything issued from it dies with it.
struct Family
{
    QString id;
    QString clientId;
    QString subject;
    QString scope;
    qint64 authTime = 0;
    qint64 expiresAt = 0;
    bool revoked = false;
};

struct Code
{
    QString familyId;
    QString redirectUri;
    QString challenge;
    QString nonce;
    qint64 expiresAt = 0;
    bool used = false;
};

struct RefreshToken
{
    QString familyId;
    bool used = false;
};

enum class DeviceStatus { Pending, Approved, Denied, Redeemed };

struct DeviceCode
{
    QString digest;
    QString userCode;
    QString clientId;
    QString scope;
    DeviceStatus status = DeviceStatus::Pending;
    QString subject;
    qint64 expiresAt = 0;
    qint64 lastPolledAt = 0;
    int interval = 5;
};

[[nodiscard]] Status addFamily(store::Database &database, const Family &family);
[[nodiscard]] Result<std::optional<Family>> family(store::Database &database, const QString &id);
[[nodiscard]] Status revokeFamily(store::Database &database, const QString &id, qint64 now);

[[nodiscard]] Status addCode(store::Database &database, const QString &code, const Code &grant);
//! Marks the code as used; the returned grant says whether it was used before.
[[nodiscard]] Result<std::optional<Code>> takeCode(store::Database &database, const QString &code);

[[nodiscard]] Status addRefreshToken(
    store::Database &database, const QString &token, const QString &familyId, qint64 now);
[[nodiscard]] Result<std::optional<RefreshToken>> refreshToken(
    store::Database &database, const QString &token);
[[nodiscard]] Status useRefreshToken(store::Database &database, const QString &token, qint64 now);

[[nodiscard]] Status addDeviceCode(
    store::Database &database, const QString &deviceCode, const DeviceCode &grant);
[[nodiscard]] Result<std::optional<DeviceCode>> deviceCode(
    store::Database &database, const QString &deviceCode);
[[nodiscard]] Result<std::optional<DeviceCode>> deviceCodeByUserCode(
    store::Database &database, const QString &userCode);
[[nodiscard]] Status updateDeviceCode(store::Database &database, const DeviceCode &grant);

//! A token or family id that the API must refuse until \a expiresAt.
[[nodiscard]] Status addRevocation(store::Database &database, const QString &id, qint64 expiresAt);
[[nodiscard]] Result<QHash<QString, qint64>> revocations(store::Database &database, qint64 now);

//! Drops what expired before \a now.
[[nodiscard]] Status prune(store::Database &database, qint64 now);

} // namespace gatehouse::auth::grants
