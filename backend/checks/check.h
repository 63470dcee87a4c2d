// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/dependencytree.h"
#include "backend/npm/packument.h"
#include "backend/npm/tarball.h"
#include "core/contract/evidence.h"

#include <chrono>
#include <span>
#include <stop_token>

namespace gatehouse {

//! What is judged: one version as the registry announces it, its tarball, or why there is none, and
//! what else is at hand.
struct EvidenceSubject
{
    const Packument &packument;
    QString version;
    //! Of bytes that were verified. An Input error is the package's fault and fails; any other is
    //! an error.
    Result<TarFiles> files;
    qint64 packedBytes = 0;
    QDateTime now;
    //! Files of the version published before this one; null when they are not at hand.
    const TarFiles *filesBefore = nullptr;
    //! What the dependencies resolve to; null when nobody asked the registry.
    const Result<DependencyTree> *tree = nullptr;
};

} // namespace gatehouse

//! The built-in checks: each is a function from what is judged to what it found, and one line of
//! builtInChecks().
namespace gatehouse::checks {

//! What a check reads. Where it needs a tarball, it is only run when that could be read.
struct Reading
{
    const EvidenceSubject &subject;
    const TarFiles &files;
    QJsonObject manifest; //!< package.json from the tarball: what npm will really use.
    QJsonObject published; //!< The registry's copy.
    QString previousVersion; //!< Published before this one; empty when there is none.
    QJsonObject previous; //!< The registry's copy of that one's manifest.
};

//! Told to loops over a stranger's bytes: they ask often, and end with its error.
class Watch final
{
public:
    Watch(std::stop_token stop, std::chrono::milliseconds longest)
        : m_stop(std::move(stop))
        , m_until(std::chrono::steady_clock::now() + longest)
    {
    }
    //! Codes: "cancelled", "check_too_slow".
    [[nodiscard]] Status goOn() const;

private:
    std::stop_token m_stop;
    std::chrono::steady_clock::time_point m_until;
};

//! What a check says. Its verdict follows from its findings; one that could not run says so.
struct Outcome
{
    QString summary; //!< One sentence.
    QList<Finding> findings = {};
    QJsonObject facts = {};
    bool ran = true;
};

enum class Needs {
    Document, //!< The registry's document alone.
    Tarball,
    Tree //!< The resolved dependencies, which are read on demand only.
};

struct Check
{
    EvidenceKind kind = EvidenceKind::Unknown; //!< Its wire word is the check's name.
    int version = 1; //!< Of its rules: grows when it would say something else about the same bytes.
    Needs needs = Needs::Tarball;
    Result<Outcome> (*run)(const Reading &, const Watch &) = nullptr;
};

//! All of them, in the order they are run and shown.
std::span<const Check> builtInChecks();
//! Null for a kind that only a scanner's report has.
const Check *builtInCheck(EvidenceKind kind);

Result<Outcome> integrity(const Reading &reading, const Watch &watch);
Result<Outcome> licence(const Reading &reading, const Watch &watch);
Result<Outcome> installScripts(const Reading &reading, const Watch &watch);
Result<Outcome> files(const Reading &reading, const Watch &watch);
Result<Outcome> dependencies(const Reading &reading, const Watch &watch);
Result<Outcome> dependencyTree(const Reading &reading, const Watch &watch);
Result<Outcome> dependencyLicences(const Reading &reading, const Watch &watch);
Result<Outcome> backstage(const Reading &reading, const Watch &watch);
Result<Outcome> engines(const Reading &reading, const Watch &watch);
Result<Outcome> configSchema(const Reading &reading, const Watch &watch);
Result<Outcome> secrets(const Reading &reading, const Watch &watch);
Result<Outcome> riskyCode(const Reading &reading, const Watch &watch);
Result<Outcome> age(const Reading &reading, const Watch &watch);
Result<Outcome> maintainers(const Reading &reading, const Watch &watch);
Result<Outcome> deprecation(const Reading &reading, const Watch &watch);

} // namespace gatehouse::checks
