// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/findings.h"
#include "backend/checks/lookalike.h"
#include "backend/checks/manifestline.h"
#include "backend/npm/manifest.h"
#include "backend/npm/npmconfig.h"
#include "backend/npm/plaintext.h"
#include "backend/npm/semverrange.h"
#include "core/base/counted.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

bool isForeignSource(const QString &range)
{
    static const QRegularExpression foreign(
        u"^(git|github:|gitlab:|bitbucket:|gist:|https?:|file:|link:|ssh:|[^@/\\s]+/[^/\\s]+$)"_s);
    return foreign.match(range).hasMatch();
}

QString fieldOf(const Dependency &dependency)
{
    if (dependency.kind == u"optional"_s)
        return u"optionalDependencies"_s;
    return dependency.kind == u"peer"_s ? u"peerDependencies"_s : u"dependencies"_s;
}

//! The lowest major number that a range asks for; -1 when it does not tell.
qint64 majorOf(const QString &range)
{
    static const QRegularExpression first(u"(\\d{1,15})"_s);
    const auto match = first.match(range);
    return match.hasMatch() ? match.captured(1).toLongLong() : -1;
}

//! Judges every dependency, and against those of the version before.
class Comparison final
{
public:
    Comparison(const Reading &reading, Findings &findings)
        : m_reading(reading)
        , m_findings(findings)
    {
        for (const Dependency &dependency : dependenciesOf(reading.previous))
            m_before.insert(dependency.name, dependency);
    }

    void judge(const Dependency &dependency)
    {
        m_now.insert(dependency.name);
        judgeSource(dependency);
        judgeName(dependency);
        if (!m_reading.previousVersion.isEmpty())
            judgeChange(dependency);
    }

    void tellRemoved()
    {
        for (auto it = m_before.begin(); it != m_before.end(); ++it) {
            if (m_now.contains(it.key()))
                continue;
            m_removed << it.key();
            add(it.value(), {.rule = u"removed-dependency"_s, .severity = Severity::Info,
                .title = u"%1 is no dependency any more"_s.arg(plainText(it.key(), 120))});
        }
    }

    QJsonObject facts() const
    {
        return {{u"added"_s, QJsonArray::fromStringList(m_added)}, {u"removed"_s, QJsonArray::fromStringList(m_removed)},
            {u"raised"_s, QJsonArray::fromStringList(m_raised)}, {u"comparedWith"_s, m_reading.previousVersion}};
    }

private:
    void add(const Dependency &dependency, Found found)
    {
        found.file = u"package.json"_s;
        found.line = manifestLine(m_reading.files, {fieldOf(dependency), dependency.name});
        found.package = dependency.name;
        m_findings.add(found);
    }

    void judgeSource(const Dependency &dependency)
    {
        const QString name = plainText(dependency.name, 120);
        if (isForeignSource(dependency.range)) {
            add(dependency, {.rule = u"foreign-source"_s, .severity = Severity::High, .verdict = Verdict::Warn,
                .title = u"%1 comes from outside the registry: %2"_s.arg(name, plainText(dependency.range, 200)),
                .key = dependency.range,
                .detail = u"npm fetches it from there on every computer; no digest protects it."_s,
                .fix = u"Depend on a version of the registry."_s});
        } else if (dependency.kind != u"peer"_s && (dependency.range == u"*"_s || dependency.range == u"latest"_s)) {
            add(dependency, {.rule = u"any-version"_s, .severity = Severity::Low,
                .title = u"%1 takes any version"_s.arg(name), .fix = u"Name a range."_s});
        }
    }

    void judgeName(const Dependency &dependency)
    {
        const QString name = plainText(dependency.name, 120);
        if (!isPackageName(dependency.name)) {
            add(dependency, {.rule = u"bad-name"_s, .severity = Severity::High, .verdict = Verdict::Warn,
                .title = u"“%1” is no package name"_s.arg(name)});
            return;
        }
        const QString like = lookAlikeOf(dependency.name, m_before.keys());
        if (like.isEmpty())
            return;
        add(dependency, {.rule = u"look-alike"_s, .severity = Severity::High, .verdict = Verdict::Warn,
            .title = u"%1 looks like %2"_s.arg(name, like),
            .detail = u"Names that are nearly those of well-known packages are how people are made to install others."_s,
            .fix = u"Make sure that %1 is meant, not %2."_s.arg(name, like)});
    }

    void judgeChange(const Dependency &dependency)
    {
        const QString name = plainText(dependency.name, 120);
        const auto before = m_before.constFind(dependency.name);
        if (before == m_before.cend()) {
            m_added << dependency.name;
            add(dependency, {.rule = u"new-dependency"_s, .severity = Severity::Info,
                .title = u"%1 is new since %2"_s.arg(name, m_reading.previousVersion)});
        } else if (majorOf(dependency.range) > majorOf(before->range) && majorOf(before->range) >= 0) {
            m_raised << dependency.name;
            add(dependency, {.rule = u"raised-dependency"_s, .severity = Severity::Info,
                .title = u"%1 was raised from %2 to %3"_s.arg(name, plainText(before->range, 60), plainText(dependency.range, 60))});
        }
    }

    const Reading &m_reading;
    Findings &m_findings;
    QMap<QString, Dependency> m_before;
    QSet<QString> m_now;
    QStringList m_added;
    QStringList m_removed;
    QStringList m_raised;
};

} // namespace

Result<Outcome> dependencies(const Reading &reading, const Watch &watch)
{
    const QList<Dependency> all = dependenciesOf(reading.manifest);
    Findings findings(EvidenceKind::Dependencies);
    Comparison comparison(reading, findings);
    QJsonArray list;
    QMap<QString, int> counts;
    for (const Dependency &dependency : all) {
        GATEHOUSE_TRY(watch.goOn());
        ++counts[dependency.kind];
        list.append(QJsonObject{{u"name"_s, dependency.name}, {u"range"_s, dependency.range},
            {u"kind"_s, dependency.kind}});
        comparison.judge(dependency);
    }
    comparison.tellRemoved();
    Outcome outcome{u"%1, %2."_s.arg(counted(counts.value(u"direct"_s), u"direct dependency", u"direct dependencies"),
        counted(counts.value(u"peer"_s), u"peer", u"peers"))};
    outcome.facts = comparison.facts();
    outcome.facts.insert(u"direct"_s, counts.value(u"direct"_s));
    outcome.facts.insert(u"peer"_s, counts.value(u"peer"_s));
    outcome.facts.insert(u"optional"_s, counts.value(u"optional"_s));
    outcome.facts.insert(u"list"_s, list);
    outcome.findings = findings.take();
    if (verdictOf(outcome.findings) != Verdict::Pass)
        outcome.summary = outcome.findings.first().title + u'.';
    return outcome;
}

} // namespace gatehouse::checks
