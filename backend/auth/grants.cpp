// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/grants.h"

#include <QCryptographicHash>
#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth::grants {

namespace {

QString digest(const QString &secret)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(secret.toUtf8(), QCryptographicHash::Sha256).toHex());
}

//! A text that is not given is stored as empty: no column here knows NULL for it.
QVariant text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

Status run(store::Database &database, const QString &sql, const QVariantList &values)
{
    auto changed = database.execute(sql, values);
    if (!changed)
        return fail(std::move(changed).error());
    return {};
}

QString toText(DeviceStatus status)
{
    switch (status) {
    case DeviceStatus::Pending:
        return u"pending"_s;
    case DeviceStatus::Approved:
        return u"approved"_s;
    case DeviceStatus::Denied:
        return u"denied"_s;
    case DeviceStatus::Redeemed:
        return u"redeemed"_s;
    }
    Q_UNREACHABLE();
}

DeviceStatus deviceStatus(const QString &text)
{
    for (const auto status : {DeviceStatus::Approved, DeviceStatus::Denied, DeviceStatus::Redeemed}) {
        if (toText(status) == text)
            return status;
    }
    return DeviceStatus::Pending;
}

Result<std::optional<DeviceCode>> findDeviceCode(
    store::Database &database, const QString &condition, const QString &value)
{
    auto query = database.query(u"SELECT digest, user_code, client_id, scope, status, subject,"
                                " expires_at, last_polled_at, poll_interval"
                                " FROM oidc_device_codes WHERE "_s
            + condition,
        {value});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return std::nullopt;
    return DeviceCode {query->text(0), query->text(1), query->text(2), query->text(3),
        deviceStatus(query->text(4)), query->text(5), query->integer(6), query->integer(7),
        int(query->integer(8))};
}

} // namespace

Status addFamily(store::Database &database, const Family &family)
{
    return run(database,
        u"INSERT INTO oidc_families (id, client_id, subject, scope, auth_time, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?)"_s,
        {family.id, family.clientId, family.subject, family.scope, family.authTime,
            family.expiresAt});
}

Result<std::optional<Family>> family(store::Database &database, const QString &id)
{
    auto query = database.query(u"SELECT id, client_id, subject, scope, auth_time, expires_at,"
                                " revoked_at FROM oidc_families WHERE id = ?"_s,
        {id});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return std::nullopt;
    return Family {query->text(0), query->text(1), query->text(2), query->text(3),
        query->integer(4), query->integer(5), !query->isNull(6)};
}

Status revokeFamily(store::Database &database, const QString &id, qint64 now)
{
    return run(database,
        u"UPDATE oidc_families SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL"_s, {now, id});
}

Status addCode(store::Database &database, const QString &code, const Code &grant)
{
    return run(database,
        u"INSERT INTO oidc_codes (digest, family_id, redirect_uri, challenge, nonce, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?)"_s,
        {digest(code), grant.familyId, grant.redirectUri, grant.challenge, text(grant.nonce),
            grant.expiresAt});
}

Result<std::optional<Code>> takeCode(store::Database &database, const QString &code)
{
    auto query = database.query(u"SELECT family_id, redirect_uri, challenge, nonce, expires_at, used"
                                " FROM oidc_codes WHERE digest = ?"_s,
        {digest(code)});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return std::nullopt;
    const Code grant {query->text(0), query->text(1), query->text(2), query->text(3),
        query->integer(4), query->integer(5) != 0};
    GATEHOUSE_TRY(
        run(database, u"UPDATE oidc_codes SET used = 1 WHERE digest = ?"_s, {digest(code)}));
    return grant;
}

Status addRefreshToken(
    store::Database &database, const QString &token, const QString &familyId, qint64 now)
{
    return run(database,
        u"INSERT INTO oidc_refresh_tokens (digest, family_id, issued_at) VALUES (?, ?, ?)"_s,
        {digest(token), familyId, now});
}

Result<std::optional<RefreshToken>> refreshToken(store::Database &database, const QString &token)
{
    auto query = database.query(
        u"SELECT family_id, used_at FROM oidc_refresh_tokens WHERE digest = ?"_s, {digest(token)});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return std::nullopt;
    return RefreshToken {query->text(0), !query->isNull(1)};
}

Status useRefreshToken(store::Database &database, const QString &token, qint64 now)
{
    return run(database, u"UPDATE oidc_refresh_tokens SET used_at = ? WHERE digest = ?"_s,
        {now, digest(token)});
}

Status addDeviceCode(
    store::Database &database, const QString &deviceCode, const DeviceCode &grant)
{
    return run(database,
        u"INSERT INTO oidc_device_codes (digest, user_code, client_id, scope, status, subject,"
        " expires_at, last_polled_at, poll_interval) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {digest(deviceCode), grant.userCode, grant.clientId, text(grant.scope),
            toText(grant.status), text(grant.subject), grant.expiresAt, grant.lastPolledAt, grant.interval});
}

Result<std::optional<DeviceCode>> deviceCode(store::Database &database, const QString &deviceCode)
{
    return findDeviceCode(database, u"digest = ?"_s, digest(deviceCode));
}

Result<std::optional<DeviceCode>> deviceCodeByUserCode(
    store::Database &database, const QString &userCode)
{
    return findDeviceCode(database, u"user_code = ?"_s, userCode);
}

Status updateDeviceCode(store::Database &database, const DeviceCode &grant)
{
    return run(database,
        u"UPDATE oidc_device_codes SET status = ?, subject = ?, last_polled_at = ?,"
        " poll_interval = ? WHERE digest = ?"_s,
        {toText(grant.status), text(grant.subject), grant.lastPolledAt, grant.interval, grant.digest});
}

Status addRevocation(store::Database &database, const QString &id, qint64 expiresAt)
{
    return run(database,
        u"INSERT INTO oidc_revocations (id, expires_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING"_s,
        {id, expiresAt});
}

Result<QHash<QString, qint64>> revocations(store::Database &database, qint64 now)
{
    auto query = database.query(
        u"SELECT id, expires_at FROM oidc_revocations WHERE expires_at > ?"_s, {now});
    if (!query)
        return fail(std::move(query).error());
    QHash<QString, qint64> found;
    while (query->next())
        found.insert(query->text(0), query->integer(1));
    return found;
}

Status prune(store::Database &database, qint64 now)
{
    GATEHOUSE_TRY(run(database, u"DELETE FROM oidc_revocations WHERE expires_at < ?"_s, {now}));
    GATEHOUSE_TRY(run(database, u"DELETE FROM oidc_device_codes WHERE expires_at < ?"_s, {now}));
    return run(database, u"DELETE FROM oidc_families WHERE expires_at < ?"_s, {now});
}

} // namespace gatehouse::auth::grants
