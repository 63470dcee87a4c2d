// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/evidence.h"

#include "backend/npm/evidencereading.h"
#include "core/base/json.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

using FromTarball = Evidence (*)(const EvidenceReading &);

constexpr std::pair<EvidenceKind, FromTarball> tarballChecks[] = {
    {EvidenceKind::Integrity, integrityEvidence},
    {EvidenceKind::Licence, licenceEvidence},
    {EvidenceKind::InstallScripts, installScriptsEvidence},
    {EvidenceKind::Files, filesEvidence},
    {EvidenceKind::Dependencies, dependenciesEvidence},
    {EvidenceKind::Backstage, backstageEvidence},
    {EvidenceKind::Engines, enginesEvidence},
    {EvidenceKind::ConfigSchema, configSchemaEvidence},
};

bool isIntegrityError(const Error &error)
{
    return error.code == u"integrity_mismatch"_s || error.code == u"integrity_missing"_s;
}

// A bad tarball fails the one check that it breaks; the others could not run.
Evidence withoutTarball(EvidenceKind kind, const Error &error, const EvidenceSubject &subject)
{
    const bool isPackagesFault = error.kind == ErrorKind::Input;
    const EvidenceKind broken = isIntegrityError(error) || !isPackagesFault
        ? EvidenceKind::Integrity
        : EvidenceKind::Files;
    if (kind == broken) {
        Evidence evidence
            = makeEvidence(kind, isPackagesFault ? Verdict::Fail : Verdict::Error, error.message);
        evidence.facts = {{u"code"_s, error.code}, {u"detail"_s, error.detail}};
        if (isPackagesFault)
            evidence.findings = {{Severity::Critical, error.message, {}, 0}};
        return evidence;
    }
    if (kind == EvidenceKind::Integrity) {
        Evidence evidence = makeEvidence(kind, Verdict::Pass,
            u"The tarball's bytes have the digest that the registry publishes."_s);
        evidence.facts = {{u"packedBytes"_s, subject.packedBytes}};
        return evidence;
    }
    return makeEvidence(kind, Verdict::NotRun, u"Not run: the tarball could not be read."_s);
}

Result<QJsonObject> readManifest(const TarFiles &files)
{
    const auto file = files.find(u"package.json"_s);
    if (file == files.end())
        return fail(inputError(u"manifest_missing"_s, u"The package holds no package.json."_s));
    auto manifest = parseJsonObject(file->bytes);
    if (!manifest)
        return fail(
            inputError(u"manifest_invalid"_s, u"The package's package.json is not valid JSON."_s));
    return manifest;
}

QList<Evidence> tarballEvidence(const EvidenceSubject &subject)
{
    QList<Evidence> items;
    std::optional<Error> error;
    QJsonObject manifest;
    if (!subject.files) {
        error = subject.files.error();
    } else if (auto read = readManifest(*subject.files)) {
        manifest = *read;
    } else {
        error = read.error();
    }
    for (const auto &[kind, check] : tarballChecks) {
        if (error) {
            items << withoutTarball(kind, *error, subject);
        } else {
            items << check(
                {subject, *subject.files, manifest, subject.packument.manifest(subject.version)});
        }
    }
    return items;
}

} // namespace

Evidence makeEvidence(EvidenceKind kind, Verdict verdict, QString summary)
{
    Evidence evidence;
    evidence.kind = kind;
    evidence.verdict = verdict;
    evidence.summary = std::move(summary);
    return evidence;
}

QList<Evidence> computeEvidence(const EvidenceSubject &subject)
{
    QList<Evidence> items = tarballEvidence(subject);
    items << ageEvidence(subject) << maintainersEvidence(subject) << deprecationEvidence(subject);
    const auto integrity = subject.packument.integrity(subject.version);
    for (Evidence &item : items) {
        item.tool = u"gatehouse"_s;
        item.toolVersion = QStringLiteral(GATEHOUSE_VERSION);
        item.ranAt = subject.now;
        item.subjectDigest = integrity ? integrity->text : QString();
    }
    return items;
}

} // namespace gatehouse
