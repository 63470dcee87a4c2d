// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/serverprocess.h"

#include <QElapsedTimer>
#include <QHash>

#include <map>
#include <memory>

namespace gatehouse::testsupport {

//! What a portal did, by the text its author gave it.
struct PortalEffects
{
    QHash<QString, int> times;
    QHash<QString, Decision> decisions;
    QStringList comments; //!< In their order.
    int audited = 0; //!< Decisions and comments of the reviewer, by the audit trail.
};

//! The portal of a crash test: one plugin, requests about it that nobody ever approves, and a
//! reviewer who decides and comments. It may be killed; its people go on afterwards. Blocks; needs an
//! event loop.
class CrashPortal final
{
public:
    //! Afterwards the server goes by what it keeps of npm, so that evidence moves only when told.
    [[nodiscard]] bool start();
    //! Another request in place of the one before.
    [[nodiscard]] bool openRequest();
    const QString &failure() const { return m_failure; }

    ServerProcess &server() { return m_server; }
    QString request() const { return m_request; }
    QString reviewerToken() { return as(m_reviewer).token(); }
    //! After the reviewer asked for changes: submits again, so that there is something to decide.
    void askAgain();
    //! A scanner looks at the version once more, and finds something else of little weight.
    [[nodiscard]] bool moveEvidence();
    PortalEffects effects();

private:
    HttpClient &as(const QString &persona);
    bool fails(const char *step, const HttpAnswer &answer);
    bool importPlugin();
    bool findReviewer();
    QJsonArray all(const QString &path);

    //! The consoles that are killed have no key store to sign with.
    ServerProcess m_server {{QStringLiteral("--sandbox"), QStringLiteral("--no-seed"), QStringLiteral("--config"),
        QStringLiteral(GATEHOUSE_UNSIGNED_DECISIONS)}};
    std::map<QString, std::unique_ptr<HttpClient>> m_clients;
    QElapsedTimer m_signedIn;
    QString m_version;
    QString m_request;
    QString m_reviewer;
    QString m_failure;
    int m_scans = 0;
};

} // namespace gatehouse::testsupport
