// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

#include <QHash>

namespace gatehouse::auth {

//! The issuer whose access tokens this server takes, and how its claims are read.
struct TrustedIssuer
{
    Meta::Oidc client; //!< Issuer, and what the console needs to sign in there; resource is the audience.
    QString scope = QStringLiteral("gatehouse"); //!< A token must carry it; empty: none is asked for.
    QString roleClaim = QStringLiteral("roles");
    QHash<QString, Role> roleNames; //!< Claim value → role. Empty: the contract's own names.
    QString groupClaim = QStringLiteral("groups"); //!< Text or a list: teams that workflows may name.
    QString tenantClaim = QStringLiteral("tenant"); //!< Text or a list.
    QStringList tenants; //!< For tokens without the claim.
    QString identity; //!< What names the issuer in stored people; for the sandbox not its address.
    qsizetype largestToken = 8 * 1024;

    //! From the `identity` object of the configuration file:
    //! {"issuer", "audience", "clientId", "scopes": [], "label", "scope", "roleClaim",
    //!  "roles": {"group": "reviewer:security"}, "groupClaim", "tenantClaim", "tenants": []}.
    [[nodiscard]] static Result<TrustedIssuer> fromJson(const QJsonObject &object);
    //! The sandbox's provider.
    static TrustedIssuer sandbox(Meta::Oidc client);

    //! Additive; values that map to nothing are ignored. Everyone is a viewer.
    QList<Role> roles(const QJsonObject &claims) const;
    //! Names that a workflow can write: the others are left out.
    QStringList groups(const QJsonObject &claims) const;
    QStringList tenantsOf(const QJsonObject &claims) const;
    PersonId personId(const QString &subject) const;
};

} // namespace gatehouse::auth
