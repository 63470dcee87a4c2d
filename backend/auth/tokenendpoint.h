// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/formvalues.h"
#include "backend/auth/providercontext.h"
#include "backend/http/message.h"

namespace gatehouse::auth {

//! The token endpoint (authorization_code, refresh_token, device_code) and revocation (RFC 7009).
class TokenEndpoint final
{
public:
    explicit TokenEndpoint(ProviderContext &context);

    http::Response token(const http::Request &request, store::Database &database) const;
    http::Response revoke(const http::Request &request, store::Database &database) const;

private:
    //! Either tokens or an OAuth refusal; what it changed stays changed in both cases.
    using Outcome = Result<QJsonObject>;

    [[nodiscard]] Result<FormValues> clientForm(const http::Request &request) const;
    Outcome redeem(const FormValues &form, store::Database &database) const;
    Outcome redeemCode(const FormValues &form, store::Database &database) const;
    Outcome redeemRefreshToken(const FormValues &form, store::Database &database) const;
    Outcome redeemDeviceCode(const FormValues &form, store::Database &database) const;
    Outcome tokens(const grants::Family &family, const QString &nonce, store::Database &database) const;
    [[nodiscard]] Status revokeToken(const QString &token, store::Database &database) const;

    ProviderContext &m_context;
};

} // namespace gatehouse::auth
