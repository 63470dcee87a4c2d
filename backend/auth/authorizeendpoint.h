// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/formvalues.h"
#include "backend/auth/providercontext.h"
#include "backend/http/message.h"

namespace gatehouse::auth {

//! The authorization endpoint (RFC 6749 3.1, 7636, 9207): code flow with PKCE S256 for the one
//! public native client. Stateless between page and form: the form carries the request, which is
//! judged again when it comes back.
class AuthorizeEndpoint final
{
public:
    explicit AuthorizeEndpoint(ProviderContext &context);

    http::Response page(const http::Request &request) const;
    http::Response answer(const http::Request &request, store::Database &database) const;

private:
    http::Response signInPage(const http::Request &request, const FormValues &form) const;
    http::Response refusal(const FormValues &form, const Error &error) const;
    http::Response grant(
        const FormValues &form, const Persona &persona, store::Database &database) const;

    ProviderContext &m_context;
};

} // namespace gatehouse::auth
