// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/evidencereading.h"

#include "backend/npm/semver.h"
#include "core/base/clock.h"

#include <QSet>

using namespace Qt::Literals::StringLiterals;

// What the registry tells about a version's past, without its tarball.
namespace gatehouse {

namespace {

// A hijacked release is usually found within days; younger ones need a named reason.
constexpr qint64 CooldownDays = 7;

QSet<QString> maintainersOf(const QJsonObject &manifest)
{
    QSet<QString> names;
    const QJsonArray people = manifest.value("maintainers"_L1).toArray();
    for (const QJsonValue &person : people) {
        const QString name = person.isObject() ? person["name"_L1].toString()
                                               : person.toString().section(u" <"_s, 0, 0);
        if (!name.isEmpty())
            names << name;
    }
    return names;
}

QJsonArray sorted(const QSet<QString> &names)
{
    QStringList list = names.values();
    list.sort();
    return QJsonArray::fromStringList(list);
}

// Semantic Versioning promises nothing before 1.0.0.
QString maturityOf(const QString &version)
{
    const auto parsed = SemVer::parse(version);
    if (!parsed || parsed->isPrerelease())
        return u"prerelease"_s;
    return parsed->isInitialDevelopment() ? u"initial"_s : u"stable"_s;
}

} // namespace

Evidence judgeAge(const QDateTime &publishedAt, const QString &version, const QDateTime &now)
{
    Evidence evidence = makeEvidence(
        EvidenceKind::Age, Verdict::NotRun, u"Not run: the registry gives no publish date."_s);
    evidence.facts = {{u"maturity"_s, maturityOf(version)}};
    if (!publishedAt.isValid())
        return evidence;
    const qint64 days = std::max<qint64>(0, publishedAt.daysTo(now));
    const bool isYoung = publishedAt.addDays(CooldownDays) > now;
    evidence.verdict = isYoung ? Verdict::Warn : Verdict::Pass;
    evidence.summary = u"Published %1 days ago."_s.arg(days);
    if (isYoung) {
        evidence.summary
            = u"Published %1 days ago, inside the cooldown of %2 days."_s.arg(days).arg(
                CooldownDays);
        evidence.findings = {{Severity::Medium, evidence.summary, {}, 0}};
    }
    evidence.facts.insert(u"publishedAt"_s, toRfc3339(publishedAt));
    evidence.facts.insert(u"ageDays"_s, days);
    evidence.facts.insert(u"cooldownDays"_s, CooldownDays);
    evidence.facts.insert(u"inCooldown"_s, isYoung);
    return evidence;
}

Evidence ageEvidence(const EvidenceSubject &subject)
{
    return judgeAge(subject.packument.publishedAt(subject.version), subject.version, subject.now);
}

Evidence maintainersEvidence(const EvidenceSubject &subject)
{
    const QJsonObject manifest = subject.packument.manifest(subject.version);
    const QString publisher = publisherOf(manifest);
    const QSet<QString> now = maintainersOf(manifest);
    if (publisher.isEmpty() && now.isEmpty()) {
        return makeEvidence(EvidenceKind::Maintainers, Verdict::NotRun,
            u"Not run: the registry does not tell who publishes."_s);
    }
    const QString previous = subject.packument.publishedBefore(subject.version);
    const QJsonObject before = subject.packument.manifest(previous);
    const QSet<QString> added = now - maintainersOf(before);
    const QSet<QString> removed = maintainersOf(before) - now;
    const QString formerPublisher = publisherOf(before);

    Evidence evidence = makeEvidence(EvidenceKind::Maintainers, Verdict::Pass,
        u"Publisher and maintainers are those of %1."_s.arg(previous));
    if (previous.isEmpty()) {
        evidence.summary = u"First known version: there is nothing to compare with."_s;
    } else {
        if (!publisher.isEmpty() && !formerPublisher.isEmpty() && publisher != formerPublisher) {
            evidence.findings << Finding{Severity::Medium,
                u"Published by %1; %2 was published by %3"_s.arg(
                    publisher, previous, formerPublisher),
                {}, 0};
        }
        if (!added.isEmpty()) {
            evidence.findings << Finding{Severity::Medium,
                u"New maintainers: %1"_s.arg(added.values().join(u", "_s)), {}, 0};
        }
        if (!evidence.findings.isEmpty()) {
            evidence.verdict = Verdict::Warn;
            evidence.summary
                = u"The people behind this version differ from those of %1."_s.arg(previous);
        }
    }
    evidence.facts = {{u"publisher"_s, publisher}, {u"previousPublisher"_s, formerPublisher},
        {u"previousVersion"_s, previous}, {u"maintainers"_s, sorted(now)},
        {u"added"_s, sorted(added)}, {u"removed"_s, sorted(removed)}};
    return evidence;
}

Evidence deprecationEvidence(const EvidenceSubject &subject)
{
    const QJsonValue value = subject.packument.manifest(subject.version).value("deprecated"_L1);
    const QString text = value.toString(value.toBool() ? u"deprecated"_s : QString());
    if (text.isEmpty())
        return makeEvidence(
            EvidenceKind::Deprecation, Verdict::Pass, u"Not deprecated by its publisher."_s);
    Evidence evidence
        = makeEvidence(EvidenceKind::Deprecation, Verdict::Warn, u"Deprecated by its publisher."_s);
    evidence.facts = {{u"text"_s, text.left(500)}};
    evidence.findings = {{Severity::Medium, text.left(500), {}, 0}};
    return evidence;
}

} // namespace gatehouse
