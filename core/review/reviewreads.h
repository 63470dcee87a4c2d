// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "core/net/apirequest.h"

//! What is read for a decision. The pages and the queue that is taken offline ask for the same.
namespace gatehouse::reads {

ApiRequest version(const VersionId &id);
ApiRequest evidence(const VersionId &id);
ApiRequest policy(const VersionId &id, Environment environment);
ApiRequest bases(const VersionId &id);
ApiRequest diff(const VersionId &id, const std::optional<VersionId> &base);
//! Against what a person approved last, or against \a otherwise when there is none.
ApiRequest diffSinceReview(const VersionId &id, const std::optional<VersionId> &otherwise);
//! The piece of a file that begins at \a offset.
ApiRequest file(const VersionId &id, const QString &path, qint64 offset = 0);
ApiRequest reviewedFiles(const VersionId &id);
ApiRequest configDiff(const ConfigRevisionId &id);
ApiRequest comments(const RequestId &id, const QString &cursor = {});
ApiRequest timeline(const RequestId &id);
//! How \a plugin does; \a range is a word of healthrange.
ApiRequest health(const PluginId &plugin, const QString &range);
//! Words for the reasons of decisions, of the workflow's version that \a request was made with.
ApiRequest reasonTemplates(const ApprovalRequest &request);

//! The paths of those for \a request that may answer something else tomorrow: what two published
//! versions differ in does not age.
QStringList agingPaths(const ApprovalRequest &request);

} // namespace gatehouse::reads
