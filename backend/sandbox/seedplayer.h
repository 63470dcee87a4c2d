// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/personakeys.h"
#include "backend/sandbox/seedprogress.h"
#include "backend/sandbox/seedstory.h"
#include "backend/services/operationrunner.h"
#include "core/contract/registry.h"
#include "core/contract/workflow.h"

namespace gatehouse::sandbox {

//! Plays acts through the API. One thread.
class SeedPlayer final
{
public:
    SeedPlayer(Portal &portal, SeedProgress &progress);

    //! Imports \a names as the platform admin; gives what was skipped and why.
    [[nodiscard]] Result<QStringList> import(const QString &act, const QStringList &names, int versions);
    //! Learns which packages there are.
    [[nodiscard]] Status learnPlugins();
    bool knows(const QString &package) const { return m_plugins.contains(package); }
    bool knowsAny() const { return !m_plugins.isEmpty(); }
    [[nodiscard]] Status describe(const SeedPackage &package);
    [[nodiscard]] Status play(const SeedAct &act);

private:
    [[nodiscard]] Result<QString> versionId(const QString &package, const QString &which);
    [[nodiscard]] Result<ApprovalRequest> request(const QString &persona, const QString &act);
    [[nodiscard]] Status install(const SeedAct &act);
    [[nodiscard]] Status submit(const SeedAct &act);
    [[nodiscard]] Status decide(const SeedAct &act);
    [[nodiscard]] Status approveAll(const SeedAct &act);
    [[nodiscard]] Status vote(const SeedAct &act, const QString &persona, const ApprovalRequest &request, const Stage &stage,
        const QString &outcome, const QString &comment);
    [[nodiscard]] Result<bool> letOneApprove(const SeedAct &act, const QString &comment);
    [[nodiscard]] Status comment(const SeedAct &act);
    [[nodiscard]] Status withdraw(const SeedAct &act);
    [[nodiscard]] Status configure(const SeedAct &act);
    [[nodiscard]] Status deploy(const SeedAct &act);
    [[nodiscard]] Status deployRevision(const SeedAct &act, const QString &revision);
    [[nodiscard]] Status deprecate(const SeedAct &act);
    [[nodiscard]] Result<QJsonObject> post(const SeedAct &act, const QString &persona, const QString &path,
        const QJsonObject &body, const QString &etag = {});

    Portal &m_portal;
    SeedProgress &m_progress;
    PersonaKeys m_keys;
    QHash<QString, QString> m_plugins; //!< Package name → id.
};

} // namespace gatehouse::sandbox
