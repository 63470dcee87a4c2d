// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/findings.h"
#include "backend/checks/judgeage.h"
#include "backend/checks/lookalike.h"
#include "backend/npm/spdx.h"
#include "core/base/counted.h"

#include <QJsonArray>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

// What npm would really install beside the package.
namespace gatehouse::checks {

namespace {

QString placeOf(const ResolvedPackage &package)
{
    return package.isDirect() ? u"A direct dependency."_s : u"Comes with %1."_s.arg(package.requiredBy);
}

void judge(const ResolvedPackage &package, const QDateTime &now, Findings &findings)
{
    const auto add = [&](const QString &rule, Severity severity, Verdict verdict, const QString &title, const QString &detail = {}) {
        findings.add({.rule = rule, .severity = severity, .verdict = verdict, .title = title, .package = package.id(),
            .detail = detail.isEmpty() ? placeOf(package) : detail + u' ' + placeOf(package)});
    };
    if (!package.deprecated.isEmpty())
        add(u"deprecated-dependency"_s, Severity::Low, Verdict::Pass, u"%1 is deprecated"_s.arg(package.name), package.deprecated.left(300));
    if (package.publishedAt.isValid() && package.publishedAt.addDays(CooldownDays) > now) {
        add(u"young-dependency"_s, Severity::Medium, Verdict::Warn,
            u"%1 %2 was published %3 ago"_s.arg(package.name, package.version,
                counted(std::max<qint64>(0, package.publishedAt.daysTo(now)), u"day", u"days")),
            u"It is inside the cooldown of %1 days."_s.arg(CooldownDays));
    }
    if (package.hasInstallScript)
        add(u"dependency-install-script"_s, Severity::Medium, Verdict::Warn, u"%1 runs a script when it is installed"_s.arg(package.name));
    // Direct ones are judged where they are declared.
    if (const QString like = package.isDirect() ? QString() : lookAlikeOf(package.name); !like.isEmpty())
        add(u"look-alike"_s, Severity::High, Verdict::Warn, u"%1 looks like %2"_s.arg(package.name, like));
}

} // namespace

Result<Outcome> dependencyTree(const Reading &reading, const Watch &watch)
{
    const DependencyTree &tree = **reading.subject.tree;
    Findings findings(EvidenceKind::DependencyTree);
    int deprecated = 0;
    int direct = 0;
    for (const ResolvedPackage &package : tree.packages) {
        GATEHOUSE_TRY(watch.goOn());
        judge(package, reading.subject.now, findings);
        deprecated += package.deprecated.isEmpty() ? 0 : 1;
        direct += package.isDirect() ? 1 : 0;
    }
    for (const UnresolvedDependency &missing : tree.unresolved) {
        findings.add({.rule = u"unresolved-dependency"_s, .severity = Severity::Medium, .verdict = Verdict::Warn,
            .title = u"%1 does not resolve: %2"_s.arg(missing.name, missing.reason),
            .key = missing.range, .package = missing.name, .detail = u"Asked for by %1."_s.arg(missing.requiredBy)});
    }
    if (!tree.isComplete) {
        findings.add({u"tree-too-large"_s, Severity::Medium, Verdict::Warn,
            u"Only the first %1 packages were read"_s.arg(tree.packages.size())});
    }
    Outcome outcome{u"%1 would be installed, %2 of them direct."_s.arg(counted(tree.packages.size(), u"package", u"packages")).arg(direct)};
    outcome.findings = findings.take();
    outcome.facts = {{u"packages"_s, tree.packages.size()}, {u"direct"_s, direct}, {u"deprecated"_s, deprecated},
        {u"unresolved"_s, tree.unresolved.size()}, {u"isComplete"_s, tree.isComplete}};
    return outcome;
}

Result<Outcome> dependencyLicences(const Reading &reading, const Watch &watch)
{
    static const QSet<QString> everyday = {u"MIT"_s, u"Apache-2.0"_s, u"BSD-2-Clause"_s, u"BSD-3-Clause"_s,
        u"ISC"_s, u"0BSD"_s, u"CC0-1.0"_s, u"BlueOak-1.0.0"_s};
    const DependencyTree &tree = **reading.subject.tree;
    Findings findings(EvidenceKind::DependencyLicences);
    QMap<QString, int> counts;
    QStringList expressions;
    for (const ResolvedPackage &package : tree.packages) {
        GATEHOUSE_TRY(watch.goOn());
        const auto expression = parseSpdx(package.licence);
        const auto add = [&](const QString &rule, Severity severity, Verdict verdict, const QString &title) {
            findings.add({.rule = rule, .severity = severity, .verdict = verdict, .title = title, .package = package.id(),
                .detail = placeOf(package)});
        };
        ++counts[package.licence.isEmpty() ? u"none"_s : package.licence.left(80)];
        if (package.licence.isEmpty())
            add(u"dependency-without-licence"_s, Severity::Medium, Verdict::Warn, u"%1 declares no licence"_s.arg(package.name));
        else if (!expression)
            add(u"dependency-no-spdx"_s, Severity::Low, Verdict::Warn, u"%1: “%2” is no SPDX licence expression"_s.arg(package.name, package.licence.left(80)));
        else if (const QString text = toText(*expression); !everyday.contains(text)) {
            add(u"dependency-licence"_s, Severity::Info, Verdict::Pass, u"%1 is under %2"_s.arg(package.name, text));
            expressions << u'(' + text + u')';
        } else {
            expressions << text;
        }
    }
    expressions.removeDuplicates();
    QJsonObject byLicence;
    for (auto it = counts.begin(); it != counts.end(); ++it)
        byLicence.insert(it.key(), it.value());
    Outcome outcome{u"%1 under %2."_s.arg(counted(tree.packages.size(), u"package", u"packages"), counted(counts.size(), u"licence", u"licences"))};
    outcome.findings = findings.take();
    // All of them apply at once; so a policy can judge them as one expression.
    outcome.facts = {{u"declared"_s, expressions.isEmpty() ? u"0BSD"_s : expressions.join(u" AND "_s)},
        {u"licences"_s, byLicence}, {u"packages"_s, tree.packages.size()}};
    return outcome;
}

} // namespace gatehouse::checks
