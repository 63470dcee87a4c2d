// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/identity.h"

#include "backend/auth/signingkeyfile.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

Result<std::unique_ptr<Identity>> Identity::sandbox(
    const QString &issuer, const QString &keyFile, store::Database &database, const Clock &clock)
{
    auto key = signingKeyFile(keyFile);
    if (!key)
        return fail(std::move(key).error());
    OidcOptions options;
    options.issuer = issuer;
    auto identity = std::make_unique<Identity>();
    identity->m_client = options.meta();
    identity->m_provider = std::make_unique<OidcProvider>(options, std::move(*key), clock);
    GATEHOUSE_TRY(identity->m_provider->start(database));
    identity->m_keys = std::make_unique<FixedKeys>(identity->m_provider->keys());
    identity->m_authenticator = std::make_unique<JwtAuthenticator>(TrustedIssuer::sandbox(identity->m_client),
        *identity->m_keys, &identity->m_provider->revoked(), clock);
    return identity;
}

Result<std::unique_ptr<Identity>> Identity::external(const QJsonObject &configuration, const Clock &clock)
{
    if (configuration.isEmpty()) {
        return fail(inputError(u"no_identity"_s,
            u"The configuration file names no identity provider; use --sandbox to try things locally"_s));
    }
    auto issuer = TrustedIssuer::fromJson(configuration);
    if (!issuer)
        return fail(std::move(issuer).error());
    auto identity = std::make_unique<Identity>();
    identity->m_client = issuer->client;
    identity->m_keys = std::make_unique<DiscoveredKeys>(issuer->client.issuer, clock);
    identity->m_authenticator
        = std::make_unique<JwtAuthenticator>(std::move(*issuer), *identity->m_keys, nullptr, clock);
    return identity;
}

} // namespace gatehouse::auth
