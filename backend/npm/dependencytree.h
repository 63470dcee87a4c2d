// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/packument.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace gatehouse {

//! One package that npm would install.
struct ResolvedPackage
{
    QString name;
    QString version;
    QString requiredBy; //!< "name@version" of who asked first; empty for a direct dependency.
    QString licence; //!< As declared; empty when nothing is.
    QString deprecated; //!< The publisher's words; empty when it is not.
    QDateTime publishedAt; //!< Invalid when the registry does not tell.
    bool hasInstallScript = false;

    bool isDirect() const { return requiredBy.isEmpty(); }
    QString id() const { return name + u'@' + version; }
    bool operator==(const ResolvedPackage &) const = default;
};

struct UnresolvedDependency
{
    QString name;
    QString range;
    QString reason; //!< One sentence without its stop.
    QString requiredBy;
    bool operator==(const UnresolvedDependency &) const = default;
};

//! What a package's dependencies resolve to, each name and version once, nearest first.
struct DependencyTree
{
    QList<ResolvedPackage> packages;
    QList<UnresolvedDependency> unresolved;
    bool isComplete = true; //!< False when a limit ended the walk.
};

//! Where package documents come from.
struct PackageSource
{
    //! With versions, tags and dependencies; times may be missing.
    std::function<Result<Packument>(const QString &name)> document;
    //! The whole manifest of one version, for its licence.
    std::function<Result<QJsonObject>(const QString &name, const QString &version)> manifest;
};

struct TreeLimits
{
    int packages = 400;
    std::chrono::seconds time{240};
};

//! Walks the dependencies and optional dependencies of \a manifest as npm would choose them, without
//! peers. A dependency that cannot be found is told, and the walk goes on; a registry that cannot be
//! reached ends it. Blocks; \a progress is told how many packages are known. Codes: "cancelled" and
//! those of \a source.
[[nodiscard]] Result<DependencyTree> resolveDependencies(const PackageSource &source, const QJsonObject &manifest,
    const TreeLimits &limits = {}, const std::stop_token &stop = {}, const std::function<void(int)> &progress = {});

//! The version of \a packument that npm takes for \a range: the latest one where it fits, else the
//! highest that fits and is not deprecated, else the highest that fits. Empty when none fits.
QString chooseVersion(const Packument &packument, const QString &range);

} // namespace gatehouse
