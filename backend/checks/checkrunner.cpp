// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/checkrunner.h"

#include "backend/checks/findings.h"
#include "core/base/json.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

using Clock = std::chrono::steady_clock;

//! A tarball that cannot be read breaks one check; the others could not run.
Result<Outcome> withoutTarball(EvidenceKind kind, const Error &error, const EvidenceSubject &subject)
{
    const bool isPackagesFault = error.kind == ErrorKind::Input;
    const bool isDigest
        = error.code == u"integrity_mismatch"_s || error.code == u"integrity_missing"_s;
    const EvidenceKind broken
        = isDigest || !isPackagesFault ? EvidenceKind::Integrity : EvidenceKind::Files;
    if (kind == broken && !isPackagesFault)
        return fail(error);
    if (kind == broken) {
        Findings findings(kind);
        findings.add({isDigest ? u"digest-mismatch"_s : u"tarball-refused"_s, Severity::Critical,
            Verdict::Fail, error.message, {}, 0, error.code, {}, error.detail});
        return Outcome{error.message, findings.take(), {{u"code"_s, error.code}}};
    }
    if (kind == EvidenceKind::Integrity) {
        return Outcome{u"The tarball's bytes have the digest that the registry publishes."_s, {},
            {{u"packedBytes"_s, subject.packedBytes}}};
    }
    return Outcome{u"Not run: the tarball could not be read."_s, {}, {}, false};
}

Result<QJsonObject> readManifest(const Result<TarFiles> &files)
{
    if (!files)
        return fail(files.error());
    const auto file = files->find(u"package.json"_s);
    if (file == files->end())
        return fail(inputError(u"manifest_missing"_s, u"The package holds no package.json."_s));
    auto manifest = parseJsonObject(file->bytes);
    if (!manifest)
        return fail(
            inputError(u"manifest_invalid"_s, u"The package's package.json is not valid JSON."_s));
    return manifest;
}

Outcome notAsked()
{
    return {u"Not run: what the dependencies resolve to is read on demand."_s, {},
        {{u"onDemand"_s, true}}, false};
}

//! Nothing that a check throws may reach further than its own evidence.
Result<Outcome> runGuarded(const Check &check, const Reading &reading, const CheckRun &run)
{
    try {
        return check.run(reading, Watch(run.stop, run.longest));
    } catch (const std::exception &exception) {
        Error error = storageError(
            u"The check broke."_s, QString::fromUtf8(exception.what()));
        error.code = u"check_broke"_s;
        return fail(std::move(error));
    }
}

Result<Outcome> outcomeOf(const Check &check, const Reading &reading,
    const Result<QJsonObject> &manifest, const CheckRun &run)
{
    if (check.needs != Needs::Document && !manifest)
        return withoutTarball(check.kind, manifest.error(), reading.subject);
    if (check.needs == Needs::Tree && !reading.subject.tree)
        return notAsked();
    if (check.needs == Needs::Tree && !*reading.subject.tree)
        return fail(reading.subject.tree->error());
    return runGuarded(check, reading, run);
}

} // namespace

Status Watch::goOn() const
{
    if (m_stop.stop_requested())
        return fail(cancelledError());
    if (std::chrono::steady_clock::now() < m_until)
        return {};
    Error error = storageError(u"The check took too long and was stopped."_s);
    error.code = u"check_too_slow"_s;
    return fail(std::move(error));
}

Evidence evidenceFrom(EvidenceKind kind, Outcome outcome)
{
    Evidence evidence;
    evidence.kind = kind;
    evidence.summary = std::move(outcome.summary);
    evidence.facts = std::move(outcome.facts);
    evidence.findings = std::move(outcome.findings);
    evidence.verdict = outcome.ran ? verdictOf(evidence.findings) : Verdict::NotRun;
    evidence.tool = u"gatehouse"_s;
    evidence.toolVersion = QStringLiteral(GATEHOUSE_VERSION);
    return evidence;
}

Result<QList<Evidence>> runChecks(const EvidenceSubject &subject, const CheckRun &run)
{
    static const TarFiles nothing;
    const auto manifest = readManifest(subject.files);
    const QString previous = subject.packument.publishedBefore(subject.version);
    const Reading reading{subject, subject.files ? *subject.files : nothing,
        manifest.value_or(QJsonObject()), subject.packument.manifest(subject.version), previous,
        subject.packument.manifest(previous)};
    const auto integrity = subject.packument.integrity(subject.version);
    QList<Evidence> items;
    for (const Check &check : run.all) {
        if (!run.only.isEmpty() && !run.only.contains(check.kind))
            continue;
        if (run.stop.stop_requested())
            return fail(cancelledError());
        if (run.starting)
            run.starting(check);
        const auto started = Clock::now();
        auto outcome = outcomeOf(check, reading, manifest, run);
        if (!outcome && outcome.error().kind == ErrorKind::Cancelled)
            return fail(std::move(outcome).error());
        Evidence item;
        if (outcome) {
            item = evidenceFrom(check.kind, std::move(*outcome));
        } else {
            item = evidenceFrom(check.kind, {outcome.error().message});
            item.verdict = Verdict::Error;
            item.facts = {{u"code"_s, outcome.error().code}};
        }
        const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - started);
        item.durationMs = spent.count();
        item.checkVersion = check.version;
        item.ranAt = subject.now;
        item.subjectDigest = integrity ? integrity->text : QString();
        items << std::move(item);
    }
    return items;
}

} // namespace gatehouse::checks
