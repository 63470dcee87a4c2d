// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/evidencereading.h"

#include "backend/npm/manifest.h"
#include "backend/npm/spdx.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

// What package.json declares.
namespace gatehouse {

namespace {

// npm installs by the registry's copy and runs by the tarball's: where they differ, reviewers read
// one and computers do the other.
QStringList differingFields(const EvidenceReading &reading)
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

bool hasLicenceFile(const TarFiles &files)
{
    static const QRegularExpression name(
        u"^(licen[cs]e|copying)([.-].*)?$"_s, QRegularExpression::CaseInsensitiveOption);
    for (auto it = files.keyBegin(); it != files.keyEnd(); ++it) {
        if (name.match(*it).hasMatch())
            return true;
    }
    return false;
}

bool isForeignSource(const QString &range)
{
    static const QRegularExpression foreign(
        u"^(git|github:|gitlab:|bitbucket:|gist:|https?:|file:|link:|ssh:|[^@/\\s]+/[^/\\s]+$)"_s);
    return foreign.match(range).hasMatch();
}

// Words that reach for the network or a shell from a script that runs on every installing computer.
bool isAlarming(const QString &command)
{
    static const QRegularExpression words(
        uR"(\b(curl|wget|nc|bash -c|sh -c|powershell|base64|eval)\b|https?://|node -e)"_s);
    return words.match(command).hasMatch();
}

} // namespace

Evidence integrityEvidence(const EvidenceReading &reading)
{
    const EvidenceSubject &subject = reading.subject;
    const auto integrity = subject.packument.integrity(subject.version);
    const bool isWeak = !integrity || integrity->isWeak();
    Evidence evidence = makeEvidence(EvidenceKind::Integrity, Verdict::Pass,
        u"The tarball's bytes have the digest that the registry publishes."_s);
    if (isWeak) {
        evidence.verdict = Verdict::Warn;
        evidence.summary
            = u"Only a SHA-1 checksum is published; it does not protect against forgery."_s;
        evidence.findings << Finding{Severity::Medium, evidence.summary, {}, 0};
    }
    const QStringList fields = differingFields(reading);
    if (!fields.isEmpty()) {
        evidence.verdict = Verdict::Warn;
        evidence.summary = u"The registry's manifest differs from the package's own."_s;
        evidence.findings << Finding{Severity::High,
            u"The registry announces other values than package.json: %1"_s.arg(
                fields.join(u", "_s)),
            u"package.json"_s, 0};
    }
    const QJsonValue dist = reading.published.value("dist"_L1);
    evidence.facts = {{u"algorithm"_s, integrity ? integrity->algorithm : QString()},
        {u"digest"_s, integrity ? integrity->text : QString()},
        {u"packedBytes"_s, subject.packedBytes},
        {u"manifestDiffers"_s, QJsonArray::fromStringList(fields)},
        {u"registrySignatures"_s, dist["signatures"_L1].toArray().size()},
        {u"hasProvenance"_s, dist["attestations"_L1].isObject()}};
    return evidence;
}

Evidence licenceEvidence(const EvidenceReading &reading)
{
    const QString declared = declaredLicence(reading.manifest);
    const bool hasFile = hasLicenceFile(reading.files);
    const auto expression = parseSpdx(declared);
    Evidence evidence
        = makeEvidence(EvidenceKind::Licence, Verdict::Pass, u"Declares %1."_s.arg(declared));
    if (declared.isEmpty() || declared == u"UNLICENSED"_s) {
        evidence.verdict = Verdict::Fail;
        evidence.summary = declared.isEmpty() ? u"Declares no licence."_s
                                              : u"Declares that nobody may use it."_s;
        evidence.findings << Finding{Severity::High, evidence.summary, u"package.json"_s, 0};
    } else if (!expression) {
        evidence.verdict = Verdict::Warn;
        evidence.summary = u"“%1” is no SPDX licence expression."_s.arg(declared.left(80));
        evidence.findings << Finding{Severity::Medium, evidence.summary, u"package.json"_s, 0};
    }
    if (!hasFile)
        evidence.findings << Finding{Severity::Low, u"The package holds no licence text."_s, {}, 0};
    evidence.facts = {{u"declared"_s, declared},
        {u"expression"_s, expression ? toText(*expression) : QString()},
        {u"licences"_s,
            expression ? QJsonArray::fromStringList(licencesOf(*expression)) : QJsonArray()},
        {u"hasLicenceFile"_s, hasFile}};
    return evidence;
}

Evidence installScriptsEvidence(const EvidenceReading &reading)
{
    QMap<QString, QString> scripts = installScriptsOf(reading.manifest);
    if (reading.files.contains(u"binding.gyp"_s) && !scripts.contains(u"install"_s))
        scripts.insert(u"install"_s, u"node-gyp rebuild"_s);
    Evidence evidence = makeEvidence(
        EvidenceKind::InstallScripts, Verdict::Pass, u"Runs nothing when it is installed."_s);
    QJsonObject listed;
    for (auto it = scripts.begin(); it != scripts.end(); ++it) {
        const bool alarming = isAlarming(it.value());
        evidence.findings << Finding{alarming ? Severity::Critical : Severity::High,
            u"%1 runs “%2”"_s.arg(it.key(), it.value().left(200)), u"package.json"_s, 0};
        if (alarming)
            evidence.verdict = Verdict::Fail;
        listed.insert(it.key(), it.value().left(1000));
    }
    if (!scripts.isEmpty()) {
        if (evidence.verdict != Verdict::Fail)
            evidence.verdict = Verdict::Warn;
        evidence.summary = u"Runs scripts on every computer that installs it: %1."_s.arg(
            QStringList(scripts.keys()).join(u", "_s));
    }
    evidence.facts = {{u"scripts"_s, listed}, {u"count"_s, scripts.size()}};
    return evidence;
}

Evidence dependenciesEvidence(const EvidenceReading &reading)
{
    const QList<Dependency> dependencies = dependenciesOf(reading.manifest);
    Evidence evidence = makeEvidence(EvidenceKind::Dependencies, Verdict::Pass, {});
    QJsonArray list;
    QMap<QString, int> counts;
    for (const Dependency &dependency : dependencies) {
        ++counts[dependency.kind];
        list.append(QJsonObject{{u"name"_s, dependency.name}, {u"range"_s, dependency.range},
            {u"kind"_s, dependency.kind}});
        if (isForeignSource(dependency.range)) {
            evidence.verdict = Verdict::Warn;
            evidence.findings << Finding{Severity::High,
                u"%1 comes from outside the registry: %2"_s.arg(
                    dependency.name, dependency.range.left(200)),
                u"package.json"_s, 0};
        } else if (dependency.kind != u"peer"_s
            && (dependency.range == u"*"_s || dependency.range == u"latest"_s)) {
            evidence.findings << Finding{Severity::Low,
                u"%1 takes any version"_s.arg(dependency.name), u"package.json"_s, 0};
        }
    }
    evidence.summary = u"%1 direct dependencies, %2 peers."_s.arg(counts.value(u"direct"_s))
                           .arg(counts.value(u"peer"_s));
    evidence.facts
        = {{u"direct"_s, counts.value(u"direct"_s)}, {u"peer"_s, counts.value(u"peer"_s)},
            {u"optional"_s, counts.value(u"optional"_s)}, {u"list"_s, list}};
    return evidence;
}

Evidence backstageEvidence(const EvidenceReading &reading)
{
    static const QStringList roles = {u"frontend"_s, u"backend"_s, u"cli"_s, u"cli-module"_s,
        u"web-library"_s, u"node-library"_s, u"common-library"_s, u"frontend-plugin"_s,
        u"frontend-plugin-module"_s, u"backend-plugin"_s, u"backend-plugin-module"_s};
    const QJsonObject backstage = reading.manifest.value("backstage"_L1).toObject();
    const QString role = backstage.value("role"_L1).toString();
    const QString pluginId = backstage.value("pluginId"_L1).toString();
    Evidence evidence = makeEvidence(EvidenceKind::Backstage, Verdict::Pass,
        u"Backstage %1, plugin id %2."_s.arg(role, pluginId.isEmpty() ? u"not given"_s : pluginId));
    if (role.isEmpty()) {
        evidence.verdict = Verdict::Warn;
        evidence.summary = u"Declares no Backstage role."_s;
    } else if (!roles.contains(role)) {
        evidence.verdict = Verdict::Warn;
        evidence.summary
            = u"Declares a role that Backstage does not know: %1."_s.arg(role.left(60));
    }
    if (evidence.verdict == Verdict::Warn)
        evidence.findings << Finding{Severity::Low, evidence.summary, u"package.json"_s, 0};
    evidence.facts = {{u"role"_s, role}, {u"pluginId"_s, pluginId},
        {u"pluginPackages"_s, backstage.value("pluginPackages"_L1).toArray()},
        {u"features"_s, backstage.value("features"_L1).toObject()}};
    return evidence;
}

Evidence enginesEvidence(const EvidenceReading &reading)
{
    const QJsonObject engines = reading.manifest.value("engines"_L1).toObject();
    const QString node = engines.value("node"_L1).toString();
    Evidence evidence = makeEvidence(EvidenceKind::Engines, Verdict::Pass,
        node.isEmpty() ? u"Names no Node.js version it needs."_s
                       : u"Needs Node.js %1."_s.arg(node.left(80)));
    evidence.facts = {{u"engines"_s, engines}};
    return evidence;
}

} // namespace gatehouse
