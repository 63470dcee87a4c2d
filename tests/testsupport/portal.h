// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/serverprocess.h"
#include "tests/testsupport/validatingproxy.h"
#include "tests/testsupport/votesigner.h"

#include <map>
#include <memory>

namespace gatehouse::testsupport {

//! A sandbox server behind the validating proxy, and one signed-in client for each persona.
//!
//!     Portal portal;
//!     QVERIFY2(portal.start(), qPrintable(portal.log()));
//!     portal.as(u"security"_s).get(routes::path(routes::me));
class Portal final
{
public:
    explicit Portal(const QStringList &serverArguments = ServerProcess::defaultArguments());

    [[nodiscard]] bool start();
    //! Signs in on first use. An access token lives for minutes: long tests call forget().
    HttpClient &as(const QString &persona);
    //! Without a token.
    HttpClient &anonymous();
    //! Signs what \a persona decides.
    VoteSigner &signer(const QString &persona);
    void forget()
    {
        m_signers.clear();
        m_clients.clear();
    }

    ServerProcess &server() { return m_server; }
    ValidatingProxy &proxy() { return m_proxy; }
    QByteArray log() const { return m_server.log() + m_proxy.log(); }

private:
    ServerProcess m_server;
    ValidatingProxy m_proxy;
    std::map<QString, std::unique_ptr<HttpClient>> m_clients;
    std::map<QString, std::unique_ptr<VoteSigner>> m_signers;
};

} // namespace gatehouse::testsupport
