// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/tokenset.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int assumedLifetime = 5 * 60;
constexpr int longestLifetime = 24 * 3600;
}

Result<TokenSet> TokenSet::fromJson(const QJsonObject &answer, const QStringList &asked)
{
    const auto refused = [](const QString &why) {
        Error error = protocolError(u"The identity provider's tokens cannot be used: %1"_s.arg(why));
        error.code = u"token_answer_refused"_s;
        return fail(error);
    };
    TokenSet set;
    set.accessToken = answer.value("access_token"_L1).toString().toLatin1();
    if (set.accessToken.isEmpty())
        return refused(u"there is no access token"_s);
    if (answer.value("token_type"_L1).toString().toLower() != u"bearer"_s)
        return refused(u"the token type is not Bearer"_s);
    const QJsonValue lifetime = answer.value("expires_in"_L1);
    if (!lifetime.isUndefined() && lifetime.toInteger(-1) <= 0)
        return refused(u"the lifetime is not a positive number"_s);
    set.lifetimeSeconds
        = int(std::min<qint64>(lifetime.toInteger(assumedLifetime), longestLifetime));
    set.refreshToken = answer.value("refresh_token"_L1).toString().toLatin1();
    set.idToken = answer.value("id_token"_L1).toString().toLatin1();
    set.scopes = answer.contains("scope"_L1)
        ? answer.value("scope"_L1).toString().split(u' ', Qt::SkipEmptyParts)
        : asked;
    return set;
}

} // namespace gatehouse
