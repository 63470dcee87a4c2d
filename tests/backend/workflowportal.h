// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/backend/tinyregistry.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/serverprocess.h"
#include "tests/testsupport/votesigner.h"

#include <QJsonObject>

#include <map>
#include <memory>

namespace gatehouse::testsupport {

//! A real server that reads two made-up packages from a registry on loopback: "@acme/argo"
//! (critical, with a configuration schema) and "@acme/viral" (a licence that policy denies).
class WorkflowPortal
{
public:
    //! Imports the packages; false with the log on stderr when something failed.
    [[nodiscard]] bool start();
    HttpClient &as(const QString &persona);
    //! Signs what \a persona decides.
    VoteSigner &signer(const QString &persona);
    ServerProcess &server() { return m_server; }

    QJsonObject plugin(const QString &name);
    HttpAnswer submit(const QString &plugin, const QString &type = QStringLiteral("install"));
    QJsonObject request(const QString &id, const QString &persona = QStringLiteral("viewer"));
    //! A vote for the stage of \a discipline on what \a seen showed.
    static QJsonObject vote(const QJsonObject &seen, const QString &discipline,
        const QString &outcome = QStringLiteral("approve"));
    HttpAnswer decide(const QString &persona, const QString &id, const QString &discipline);
    //! Bytes of a file of an environment; empty when there is none.
    QByteArray environmentFile(const QString &environment, const QString &name) const;

private:
    void publish(const QJsonObject &manifest);

    TinyRegistry m_registry;
    ServerProcess m_server;
    std::map<QString, std::unique_ptr<HttpClient>> m_clients;
    std::map<QString, std::unique_ptr<VoteSigner>> m_signers;
};

} // namespace gatehouse::testsupport
