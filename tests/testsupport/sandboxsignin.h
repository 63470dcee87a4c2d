// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>
#include <QUrl>

namespace gatehouse::testsupport {

//! What a sign-in gives.
struct SignedIn
{
    QString accessToken;
    QString refreshToken;
    QString idToken;
    int expiresInSeconds = 0;
};

//! Signs in at the sandbox's own OpenID provider without a browser: authorization code with PKCE
//! S256, the persona chosen by posting the sign-in page's form. Blocks; needs an event loop.
class SandboxSignIn final
{
public:
    //! \a server is the URL of the server or of the validating proxy before it.
    explicit SandboxSignIn(QUrl server);

    //! The personas that the sign-in page offers.
    [[nodiscard]] Result<QStringList> personas();
    [[nodiscard]] Result<SignedIn> signIn(const QString &persona);

private:
    struct Provider;
    [[nodiscard]] Result<Provider> discover();

    QUrl m_server;
};

//! A persona's access token; empty when the sign-in failed, with a warning that says why.
QString accessToken(const QUrl &server, const QString &persona);

} // namespace gatehouse::testsupport
