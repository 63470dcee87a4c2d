// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/trustedissuer.h"

#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

namespace {

const QString sandboxIdentity = u"urn:gatehouse:sandbox"_s;
constexpr qsizetype longestGroup = 80;

//! A claim that may be one text or a list of texts.
QStringList texts(const QJsonValue &claim)
{
    if (claim.isString())
        return claim.toString().split(u' ', Qt::SkipEmptyParts);
    QStringList found;
    const QJsonArray array = claim.toArray();
    for (const QJsonValue &value : array) {
        if (value.isString())
            found.append(value.toString());
    }
    return found;
}

} // namespace

Result<TrustedIssuer> TrustedIssuer::fromJson(const QJsonObject &object)
{
    TrustedIssuer issuer;
    issuer.client.issuer = object.value("issuer"_L1).toString();
    issuer.client.clientId = object.value("clientId"_L1).toString();
    issuer.client.resource = object.value("audience"_L1).toString();
    for (const QString &required : {issuer.client.issuer, issuer.client.clientId, issuer.client.resource}) {
        if (required.isEmpty()) {
            return fail(inputError(u"configuration_invalid"_s,
                u"identity needs issuer, clientId and audience"_s, u"/identity"_s));
        }
    }
    issuer.client.scopes = texts(object.value("scopes"_L1));
    issuer.client.label = object.value("label"_L1).toString(issuer.client.issuer);
    issuer.scope = object.value("scope"_L1).toString(issuer.scope);
    issuer.roleClaim = object.value("roleClaim"_L1).toString(issuer.roleClaim);
    issuer.groupClaim = object.value("groupClaim"_L1).toString(issuer.groupClaim);
    issuer.tenantClaim = object.value("tenantClaim"_L1).toString(issuer.tenantClaim);
    issuer.tenants = texts(object.value("tenants"_L1));
    issuer.identity = issuer.client.issuer;
    const QJsonObject names = object.value("roles"_L1).toObject();
    for (auto it = names.begin(); it != names.end(); ++it) {
        const auto role = fromWireStrict<Role>(it.value().toString());
        if (!role) {
            return fail(inputError(u"configuration_invalid"_s,
                u"There is no role "_s + it.value().toString(), u"/identity/roles/"_s + it.key()));
        }
        issuer.roleNames.insert(it.key(), *role);
    }
    return issuer;
}

TrustedIssuer TrustedIssuer::sandbox(Meta::Oidc client)
{
    TrustedIssuer issuer;
    issuer.client = std::move(client);
    issuer.identity = sandboxIdentity;
    return issuer;
}

QList<Role> TrustedIssuer::roles(const QJsonObject &claims) const
{
    QList<Role> found {Role::Viewer};
    const QStringList values = texts(claims.value(roleClaim));
    for (const QString &value : values) {
        const Role role = roleNames.isEmpty() ? fromWire<Role>(value)
                                              : roleNames.value(value, Role::Unknown);
        if (role != Role::Unknown && !found.contains(role))
            found.append(role);
    }
    return found;
}

QStringList TrustedIssuer::groups(const QJsonObject &claims) const
{
    QStringList found;
    const QStringList values = texts(claims.value(groupClaim));
    for (const QString &value : values) {
        if (!value.isEmpty() && value.size() <= longestGroup && !value.contains(u'|') && !found.contains(value))
            found.append(value);
    }
    return found;
}

QStringList TrustedIssuer::tenantsOf(const QJsonObject &claims) const
{
    const QStringList named = texts(claims.value(tenantClaim));
    return named.isEmpty() ? tenants : named;
}

PersonId TrustedIssuer::personId(const QString &subject) const
{
    if (identity == sandboxIdentity)
        return PersonId(u"per_"_s + subject);
    const QString name = identity + u'\n' + subject;
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
    return PersonId(u"per_"_s + QString::fromLatin1(hash.toHex().left(20)));
}

} // namespace gatehouse::auth
