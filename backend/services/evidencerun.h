// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/tarball.h"
#include "backend/services/npmaccess.h"
#include "backend/services/operationrunner.h"

#include <QTimer>

namespace gatehouse::services {

//! Hands a job's cancellation on to code that waits in an event loop of this thread, or asks.
class CancelWatch final
{
public:
    explicit CancelWatch(const JobContext &job);
    std::stop_token token() const { return m_source.get_token(); }
    //! Where no event loop runs, somebody has to look.
    void look();

private:
    const JobContext &m_job;
    std::stop_source m_source;
    QTimer m_timer;
};

//! An operation that runs the checks of one version again, all of them or \a only one, with the
//! dependencies resolved against the registry. Its steps are "read_package", "resolve_dependencies"
//! where a check needs it, and the checks by name.
Job evidenceJob(NpmAccess &access, const PluginVersion &version, std::optional<EvidenceKind> only);

//! The run of \a version that is under way, if there is one.
[[nodiscard]] Result<std::optional<OperationId>> runningEvidence(
    store::UnitOfWork &work, const VersionId &version);

//! A version's tarball, ready for the checks.
struct FetchedVersion
{
    Result<TarFiles> files; //!< Refused ones are an error of the package.
    qint64 packedBytes = 0;
};
//! An outage says nothing about the package and is an error; what the package did wrong is in the
//! files.
[[nodiscard]] Result<FetchedVersion> fetchVersion(NpmClient &client, JobContext &job,
    const Packument &packument, const QString &version, const std::stop_token &stop);

//! Files of the version published before, from what is kept; nothing when they are not.
std::optional<TarFiles> keptFilesBefore(
    const NpmAccess &access, const Packument &packument, const QString &version);

} // namespace gatehouse::services
