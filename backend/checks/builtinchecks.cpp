// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include <algorithm>

namespace gatehouse::checks {

namespace {

constexpr Check all[] = {
    {EvidenceKind::Integrity, 2, Needs::Tarball, integrity},
    {EvidenceKind::Licence, 2, Needs::Tarball, licence},
    {EvidenceKind::InstallScripts, 2, Needs::Tarball, installScripts},
    {EvidenceKind::Files, 2, Needs::Tarball, files},
    {EvidenceKind::Dependencies, 2, Needs::Tarball, dependencies},
    {EvidenceKind::DependencyTree, 1, Needs::Tree, dependencyTree},
    {EvidenceKind::DependencyLicences, 1, Needs::Tree, dependencyLicences},
    {EvidenceKind::Backstage, 2, Needs::Tarball, backstage},
    {EvidenceKind::Engines, 2, Needs::Tarball, engines},
    {EvidenceKind::ConfigSchema, 2, Needs::Tarball, configSchema},
    {EvidenceKind::Secrets, 1, Needs::Tarball, secrets},
    {EvidenceKind::RiskyCode, 1, Needs::Tarball, riskyCode},
    {EvidenceKind::Age, 1, Needs::Document, age},
    {EvidenceKind::Maintainers, 3, Needs::Document, maintainers},
    {EvidenceKind::Deprecation, 1, Needs::Document, deprecation},
};

} // namespace

std::span<const Check> builtInChecks()
{
    return all;
}

const Check *builtInCheck(EvidenceKind kind)
{
    const auto found = std::ranges::find(all, kind, &Check::kind);
    return found == std::end(all) ? nullptr : &*found;
}

} // namespace gatehouse::checks
