// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/idtoken.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

Error refused(const QString &why)
{
    Error error = cryptoError(u"The identity provider's answer cannot be trusted: %1"_s.arg(why));
    error.code = u"id_token_refused"_s;
    return error;
}

Status checkAudience(const QJsonObject &claims, const QString &clientId)
{
    const QJsonValue audience = claims.value("aud"_L1);
    const QJsonArray all = audience.isArray() ? audience.toArray() : QJsonArray {audience};
    if (!all.contains(clientId))
        return fail(refused(u"it is for another application"_s));
    const QJsonValue party = claims.value("azp"_L1);
    if (all.size() > 1 && party.isUndefined())
        return fail(refused(u"it is for several applications and names none of them"_s));
    if (!party.isUndefined() && party.toString() != clientId)
        return fail(refused(u"it was issued to another application"_s));
    return {};
}

Status checkTimes(const QJsonObject &claims, const IdTokenExpectation &expected)
{
    if (!claims.value("exp"_L1).isDouble() || !claims.value("iat"_L1).isDouble())
        return fail(refused(u"it does not say how long it is valid"_s));
    const qint64 now = expected.now.toSecsSinceEpoch();
    if (claims.value("exp"_L1).toInteger() + expected.skewSeconds <= now)
        return fail(refused(u"it has expired; check this computer's clock"_s));
    if (claims.value("iat"_L1).toInteger() > now + expected.skewSeconds)
        return fail(refused(u"it is from the future; check this computer's clock"_s));
    return {};
}

} // namespace

Result<QJsonObject> validateIdToken(
    const QByteArray &token, const JwkSet &keys, const IdTokenExpectation &expected)
{
    auto parts = verifyJws(token, keys);
    if (!parts)
        return fail(std::move(parts).error());
    const QJsonObject &claims = parts->claims;
    if (claims.value("iss"_L1).toString() != expected.issuer)
        return fail(refused(u"it is from another issuer"_s));
    const QString subject = claims.value("sub"_L1).toString();
    if (subject.isEmpty())
        return fail(refused(u"it names nobody"_s));
    if (expected.subject && subject != *expected.subject)
        return fail(refused(u"it is about another person"_s));
    GATEHOUSE_TRY(checkAudience(claims, expected.clientId));
    GATEHOUSE_TRY(checkTimes(claims, expected));
    if (expected.nonce && claims.value("nonce"_L1).toString() != *expected.nonce)
        return fail(refused(u"it answers another request"_s));
    return claims;
}

} // namespace gatehouse
