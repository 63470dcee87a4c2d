// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/issuerkeys.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

IssuerKeys::IssuerKeys(AuthHttp &http, QUrl jwksUri, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_jwksUri(std::move(jwksUri))
    , m_clock(clock)
{
}

QFuture<Result<JwkSet>> IssuerKeys::keys()
{
    return m_known ? readyFuture(Result<JwkSet>(*m_known)) : fetch();
}

QFuture<Result<JwkSet>> IssuerKeys::reloadedKeys()
{
    const bool tooSoon = m_lastFetch.isValid()
        && m_lastFetch.secsTo(m_clock.now()) < reloadIntervalSeconds;
    return tooSoon ? keys() : fetch();
}

QFuture<Result<JwkSet>> IssuerKeys::fetch()
{
    m_lastFetch = m_clock.now();
    return transformed(m_http.get(m_jwksUri), this, [this](const Result<AuthReply> &reply) -> Result<JwkSet> {
        if (!reply)
            return fail(reply.error());
        if (!reply->isOk())
            return fail(oauthErrorFrom(*reply));
        auto keys = JwkSet::fromJson(reply->json);
        if (keys && keys->isEmpty())
            return fail(cryptoError(u"The identity provider lists no keys."_s));
        if (keys)
            m_known = *keys;
        return keys;
    });
}

} // namespace gatehouse
