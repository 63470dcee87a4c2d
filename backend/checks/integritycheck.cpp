// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/findings.h"
#include "backend/checks/manifestline.h"
#include "backend/npm/manifest.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

// npm installs by the registry's copy and runs by the tarball's: where they differ, reviewers read
// one and computers do the other.
QStringList differingFields(const Reading &reading)
{
    QStringList fields;
    for (const auto &field :
        {u"name"_s, u"version"_s, u"dependencies"_s, u"optionalDependencies"_s, u"bin"_s}) {
        const QJsonValue published = reading.published.value(field);
        const QJsonValue packed = reading.manifest.value(field);
        const bool bothEmpty = published.toObject().isEmpty() && packed.toObject().isEmpty()
            && !published.isString() && !packed.isString();
        // The registry spells a single "bin" text as an object.
        const bool isRespelled = field == u"bin"_s && packed.isString();
        if (!bothEmpty && !isRespelled && published != packed)
            fields << field;
    }
    const bool publishesScripts = reading.published.contains("scripts"_L1);
    if (publishesScripts
        && installScriptsOf(reading.published) != installScriptsOf(reading.manifest))
        fields << u"scripts"_s;
    return fields;
}

} // namespace

Result<Outcome> integrity(const Reading &reading, const Watch &)
{
    const EvidenceSubject &subject = reading.subject;
    const auto promised = subject.packument.integrity(subject.version);
    Findings findings(EvidenceKind::Integrity);
    Outcome outcome{u"The tarball's bytes have the digest that the registry publishes."_s};
    if (!promised || promised->isWeak()) {
        outcome.summary
            = u"Only a SHA-1 checksum is published; it does not protect against forgery."_s;
        findings.add({u"weak-digest"_s, Severity::Medium, Verdict::Warn, outcome.summary});
    }
    const QStringList fields = differingFields(reading);
    for (const QString &field : fields) {
        outcome.summary = u"The registry's manifest differs from the package's own."_s;
        findings.add({.rule = u"manifest-differs"_s,
            .severity = Severity::High,
            .verdict = Verdict::Warn,
            .title = u"The registry announces other %1 than package.json"_s.arg(field),
            .file = u"package.json"_s,
            .line = manifestLine(reading.files, {field}),
            .key = field,
            .detail = u"npm installs by the registry's copy and runs by the package's own: what is "
                      u"reviewed is not what happens."_s});
    }
    const QJsonValue dist = reading.published.value("dist"_L1);
    outcome.findings = findings.take();
    outcome.facts = {{u"algorithm"_s, promised ? promised->algorithm : QString()},
        {u"digest"_s, promised ? promised->text : QString()},
        {u"packedBytes"_s, subject.packedBytes},
        {u"manifestDiffers"_s, QJsonArray::fromStringList(fields)},
        {u"registrySignatures"_s, dist["signatures"_L1].toArray().size()},
        {u"hasProvenance"_s, dist["attestations"_L1].isObject()}};
    return outcome;
}

} // namespace gatehouse::checks
