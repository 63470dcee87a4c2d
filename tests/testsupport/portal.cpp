// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/portal.h"

#include "tests/testsupport/sandboxsignin.h"

namespace gatehouse::testsupport {

Portal::Portal(const QStringList &serverArguments)
    : m_server(serverArguments)
{
}

bool Portal::start()
{
    return m_server.start() && m_proxy.start(m_server.url());
}

HttpClient &Portal::as(const QString &persona)
{
    auto &client = m_clients[persona];
    if (!client) {
        client = std::make_unique<HttpClient>(m_proxy.url());
        if (!persona.isEmpty())
            client->setToken(accessToken(m_server.url(), persona));
    }
    return *client;
}

VoteSigner &Portal::signer(const QString &persona)
{
    auto &signer = m_signers[persona];
    if (!signer)
        signer = std::make_unique<VoteSigner>(as(persona));
    return *signer;
}

HttpClient &Portal::anonymous()
{
    return as(QString());
}

} // namespace gatehouse::testsupport
