// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/checkrunner.h"
#include "backend/checks/findings.h"
#include "backend/checks/judgeage.h"
#include "backend/npm/plaintext.h"
#include "backend/npm/semver.h"
#include "core/base/clock.h"
#include "core/base/counted.h"

#include <QJsonArray>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

// What the registry tells about a version's past, without its tarball.
namespace gatehouse::checks {

namespace {

constexpr qint64 DormantDays = 365;

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

QStringList sorted(const QSet<QString> &names)
{
    QStringList list = names.values();
    list.sort();
    return list;
}

// Semantic Versioning promises nothing before 1.0.0.
QString maturityOf(const QString &version)
{
    const auto parsed = SemVer::parse(version);
    if (!parsed || parsed->isPrerelease())
        return u"prerelease"_s;
    return parsed->isInitialDevelopment() ? u"initial"_s : u"stable"_s;
}

Outcome ageOutcome(const QDateTime &publishedAt, const QString &version, const QDateTime &now)
{
    if (!publishedAt.isValid())
        return {u"Not run: the registry gives no publish date."_s, {}, {{u"maturity"_s, maturityOf(version)}}, false};
    const qint64 days = std::max<qint64>(0, publishedAt.daysTo(now));
    const bool isYoung = publishedAt.addDays(CooldownDays) > now;
    Findings findings(EvidenceKind::Age);
    const QString age = counted(days, u"day", u"days");
    Outcome outcome{u"Published %1 ago."_s.arg(age)};
    if (isYoung) {
        outcome.summary
            = u"Published %1 ago, inside the cooldown of %2 days."_s.arg(age).arg(
                CooldownDays);
        findings.add({.rule = u"cooldown"_s, .severity = Severity::Medium, .verdict = Verdict::Warn,
            .title = outcome.summary,
            .detail = u"A hijacked release is usually found within days."_s,
            .fix = u"Wait, or name the reason for the haste."_s});
    }
    outcome.findings = findings.take();
    outcome.facts = {{u"maturity"_s, maturityOf(version)}, {u"publishedAt"_s, toRfc3339(publishedAt)},
        {u"ageDays"_s, days}, {u"cooldownDays"_s, CooldownDays}, {u"inCooldown"_s, isYoung}};
    return outcome;
}

//! Who stands behind a version, beside who stood behind the one before.
struct People
{
    QString publisher;
    QString formerPublisher;
    QSet<QString> now;
    QSet<QString> before;
    QString previousVersion;
    bool wasDormant = false; //!< Nothing was published for a year.

    QSet<QString> added() const { return now - before; }
    QSet<QString> removed() const { return before - now; }
};

void compare(const People &people, Findings &findings)
{
    const bool isOther = !people.publisher.isEmpty() && !people.formerPublisher.isEmpty()
        && people.publisher != people.formerPublisher;
    if (isOther) {
        const bool isStranger = !people.before.isEmpty() && !people.before.contains(people.publisher);
        const bool isAlarming = isStranger && people.wasDormant;
        findings.add({.rule = isStranger ? u"stranger-published"_s : u"new-publisher"_s,
            .severity = isAlarming ? Severity::Critical : isStranger ? Severity::High : Severity::Medium,
            .verdict = Verdict::Warn,
            .title = u"Published by %1; %2 was published by %3"_s.arg(plainText(people.publisher, 80),
                people.previousVersion, plainText(people.formerPublisher, 80)),
            .key = people.publisher,
            .detail = !isStranger ? QString()
                : isAlarming ? u"They were no maintainer before, and nothing was published for a year: so do taken-over packages look."_s
                             : u"They were no maintainer of the version before."_s});
    }
    const QStringList added = sorted(people.added());
    for (const QString &name : added) {
        findings.add({.rule = u"new-maintainer"_s, .severity = Severity::Medium, .verdict = Verdict::Warn,
            .title = u"New maintainer: %1"_s.arg(plainText(name, 80)), .key = name});
    }
    if (!people.before.isEmpty() && !people.now.isEmpty() && !people.now.intersects(people.before)) {
        findings.add({u"all-maintainers-replaced"_s, Severity::High, Verdict::Warn,
            u"None of the maintainers of %1 is one any more"_s.arg(people.previousVersion)});
    }
}

} // namespace

Evidence judgeAge(const QDateTime &publishedAt, const QString &version, const QDateTime &now)
{
    return evidenceFrom(EvidenceKind::Age, ageOutcome(publishedAt, version, now));
}

Result<Outcome> age(const Reading &reading, const Watch &)
{
    const EvidenceSubject &subject = reading.subject;
    return ageOutcome(subject.packument.publishedAt(subject.version), subject.version, subject.now);
}

Result<Outcome> maintainers(const Reading &reading, const Watch &)
{
    const Packument &packument = reading.subject.packument;
    const People people{publisherOf(reading.published), publisherOf(reading.previous),
        maintainersOf(reading.published), maintainersOf(reading.previous), reading.previousVersion,
        packument.publishedAt(reading.previousVersion).daysTo(packument.publishedAt(reading.subject.version)) > DormantDays};
    if (people.publisher.isEmpty() && people.now.isEmpty())
        return Outcome{u"Not run: the registry does not tell who publishes."_s, {}, {{u"notOffered"_s, true}}, false};
    Findings findings(EvidenceKind::Maintainers);
    Outcome outcome{u"Publisher and maintainers are those of %1."_s.arg(people.previousVersion)};
    if (people.previousVersion.isEmpty())
        outcome.summary = u"First known version: there is nothing to compare with."_s;
    else
        compare(people, findings);
    if (!findings.isEmpty())
        outcome.summary = u"The people behind this version differ from those of %1."_s.arg(people.previousVersion);
    outcome.findings = findings.take();
    const bool isFirst = people.previousVersion.isEmpty();
    outcome.facts = {{u"publisher"_s, people.publisher}, {u"previousPublisher"_s, people.formerPublisher},
        {u"previousVersion"_s, people.previousVersion},
        {u"maintainers"_s, QJsonArray::fromStringList(sorted(people.now))},
        {u"added"_s, isFirst ? QJsonArray() : QJsonArray::fromStringList(sorted(people.added()))},
        {u"removed"_s, QJsonArray::fromStringList(sorted(people.removed()))}};
    return outcome;
}

Result<Outcome> deprecation(const Reading &reading, const Watch &)
{
    const QJsonValue value = reading.published.value("deprecated"_L1);
    const QString text = value.toString(value.toBool() ? u"deprecated"_s : QString());
    if (text.isEmpty())
        return Outcome{u"Not deprecated by its publisher."_s};
    Findings findings(EvidenceKind::Deprecation);
    findings.add({.rule = u"deprecated"_s, .severity = Severity::Medium, .verdict = Verdict::Warn, .title = text.left(500),
        .fix = u"Choose what its publisher names instead."_s});
    return Outcome{u"Deprecated by its publisher."_s, findings.take(), {{u"text"_s, plainText(text, 500)}}};
}

} // namespace gatehouse::checks
