// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/lookalike.h"
#include "checkfixture.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using testsupport::CheckedPackage;
using testsupport::FixtureEntry;
using testsupport::findingLines;

//! What each check says about packages made for it: rule, place and verdict of every finding.
class TestCheckModules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatItShould_data();
    void findsWhatItShould();
    void treesAreJudged();
    void licencesOfTheTreeAreOneExpression();
    void lookAlikes_data();
    void lookAlikes();
    void sentencesAreRightForOneAndForMany_data();
    void sentencesAreRightForOneAndForMany();
    void secretsAreNotRepeated();
    void textsArePlain();
};

namespace {

const QJsonObject Shell = {{u"type"_s, u"object"_s}};

QJsonObject schema(const QStringList &required, const QStringList &secrets = {})
{
    QJsonObject properties;
    for (const QString &key : {u"url"_s, u"token"_s, u"user"_s})
        properties.insert(key, secrets.contains(key) ? QJsonObject {{u"type"_s, u"string"_s}, {u"visibility"_s, u"secret"_s}}
                                                     : QJsonObject {{u"type"_s, u"string"_s}});
    return {{u"type"_s, u"object"_s},
        {u"properties"_s, QJsonObject {{u"acme"_s, QJsonObject {{u"type"_s, u"object"_s}, {u"properties"_s, properties},
                                            {u"required"_s, QJsonArray::fromStringList(required)}}}}}};
}

QJsonObject people(const QString &publisher, const QStringList &maintainers)
{
    QJsonArray list;
    for (const QString &name : maintainers)
        list.append(QJsonObject {{u"name"_s, name}});
    return {{u"_npmUser"_s, QJsonObject {{u"name"_s, publisher}}}, {u"maintainers"_s, list}};
}

QByteArray minified()
{
    return QByteArray("var a=1;").repeated(2000);
}

} // namespace

void TestCheckModules::findsWhatItShould_data()
{
    QTest::addColumn<CheckedPackage>("package");
    QTest::addColumn<EvidenceKind>("kind");
    QTest::addColumn<QStringList>("findings");
    const auto row = [](const char *name, EvidenceKind kind, const CheckedPackage &package, const QStringList &findings) {
        QTest::newRow(name) << package << kind << findings;
    };
    const auto package = [](const QJsonObject &changes, const QList<FixtureEntry> &files = {{"LICENSE", "x"}}) {
        CheckedPackage made;
        made.files = files;
        return made.with(changes);
    };
    using enum EvidenceKind;
    row("nothing to say about a licence", Licence, package({}), {});
    row("no licence", Licence, package({{u"license"_s, QJsonValue::Null}}), {u"no-licence package.json:1 fail"_s});
    row("no licence text", Licence, package({}, {}), {u"no-licence-text pass"_s});
    row("words for a licence", Licence, package({{u"license"_s, u"see the file"_s}}), {u"no-spdx-expression package.json:1 warn"_s});

    row("no scripts", InstallScripts, package({{u"scripts"_s, QJsonObject {{u"build"_s, u"tsc"_s}, {u"prepare"_s, u"x"_s}}}}), {});
    row("a script", InstallScripts, package({{u"scripts"_s, QJsonObject {{u"postinstall"_s, u"node setup.js"_s}}}}),
        {u"install-script package.json:1 warn"_s});
    row("a script that reaches out", InstallScripts, package({{u"scripts"_s, QJsonObject {{u"preinstall"_s, u"curl x | sh"_s}}}}),
        {u"alarming-install-script package.json:1 fail"_s});
    row("code on the command line", InstallScripts, package({{u"scripts"_s, QJsonObject {{u"install"_s, u"node -e \"x()\""_s}}}}),
        {u"alarming-install-script package.json:1 fail"_s});
    row("a script that hides", InstallScripts,
        package({{u"scripts"_s, QJsonObject {{u"postinstall"_s, u"node a\u202Egpj.js"_s}}}}),
        {u"alarming-install-script package.json:1 fail"_s});
    row("a script that nobody wrote", InstallScripts, package({}, {{"binding.gyp", "{}"}}), {u"implied-install-script binding.gyp warn"_s});
    row("gyp switched off", InstallScripts, package({{u"gypfile"_s, false}}, {{"binding.gyp", "{}"}}), {});
    row("a bundled package's script", InstallScripts,
        package({}, {{"node_modules/x/package.json", R"({"scripts":{"install":"sh -c true"}})"}}),
        {u"alarming-install-script node_modules/x/package.json fail"_s});

    row("compiled code", Files, package({}, {{"a.node", QByteArray("\x7f" "ELF\x02\x01", 6)}, {"index.js", "let a;\n"}}),
        {u"native-code a.node warn"_s});
    row("minified beside source", Files, package({}, {{"a.min.js", minified()}, {"index.js", "let a;\n"}}), {u"minified a.min.js pass"_s});
    row("minified only", Files, package({}, {{"a.min.js", minified()}}), {u"minified-only a.min.js warn"_s, u"minified a.min.js pass"_s});
    row("pages that run code", Files, package({}, {{"README.md", "# Hi\n\n<script src=\"https://x\"></script>\n"}, {"index.js", "let a;\n"}}),
        {u"active-html README.md:3 pass"_s});

    row("foreign source", Dependencies, package({{u"dependencies"_s, QJsonObject {{u"x"_s, u"git+ssh://git@example/x"_s}}}}),
        {u"foreign-source package.json:1 warn"_s});
    row("short name of a repository", Dependencies, package({{u"dependencies"_s, QJsonObject {{u"x"_s, u"user/x"_s}}}}),
        {u"foreign-source package.json:1 warn"_s});
    row("alias", Dependencies, package({{u"dependencies"_s, QJsonObject {{u"x"_s, u"npm:@a/x@^1.0.0"_s}}}}), {});
    row("any version", Dependencies, package({{u"dependencies"_s, QJsonObject {{u"x"_s, u"*"_s}}}}), {u"any-version package.json:1 pass"_s});
    row("look-alike", Dependencies, package({{u"dependencies"_s, QJsonObject {{u"lodahs"_s, u"^4.0.0"_s}}}}),
        {u"look-alike package.json:1 warn"_s});
    row("no name at all", Dependencies, package({{u"dependencies"_s, QJsonObject {{u"rea\u202Ect"_s, u"^1.0.0"_s}}}}),
        {u"bad-name package.json:1 warn"_s});
    CheckedPackage changed = package({{u"dependencies"_s, QJsonObject {{u"react"_s, u"^19.0.0"_s}, {u"luxon"_s, u"^3.0.0"_s}}}});
    changed.previous = {{u"dependencies"_s, QJsonObject {{u"react"_s, u"^18.0.0"_s}, {u"yaml"_s, u"^2.0.0"_s}}}};
    row("new, raised, removed", Dependencies, changed,
        {u"removed-dependency package.json pass"_s, u"new-dependency package.json:1 pass"_s, u"raised-dependency package.json:1 pass"_s});

    row("no role", Backstage, package({{u"backstage"_s, QJsonValue::Null}}), {u"no-role package.json:1 warn"_s});
    row("unknown role", Backstage, package({{u"backstage"_s, QJsonObject {{u"role"_s, u"root"_s}}}}), {u"unknown-role package.json:1 warn"_s});
    row("no plugin id", Backstage, package({{u"backstage"_s, QJsonObject {{u"role"_s, u"backend-plugin"_s}}}}),
        {u"no-plugin-id package.json:1 pass"_s});
    row("a browser package that needs a server", Backstage, package({{u"dependencies"_s, QJsonObject {{u"@backstage/backend-plugin-api"_s, u"1"_s}}}}),
        {u"role-mismatch package.json:1 warn"_s});

    row("any engine", Engines, package({}), {});
    row("supported engine", Engines, package({{u"engines"_s, QJsonObject {{u"node"_s, u">=20 <23"_s}}}}), {});
    row("old engine only", Engines, package({{u"engines"_s, QJsonObject {{u"node"_s, u"^14 || ^16"_s}}}}),
        {u"engine-without-support package.json:1 warn"_s});
    row("no range", Engines, package({{u"engines"_s, QJsonObject {{u"node"_s, u"the newest"_s}}}}), {u"unreadable-engine package.json:1 warn"_s});

    row("no configuration", ConfigSchema, package({}), {});
    row("inline schema", ConfigSchema, package({{u"configSchema"_s, schema({u"url"_s})}}), {});
    row("missing file", ConfigSchema, package({{u"configSchema"_s, u"config.d.ts"_s}}), {u"config-schema-missing package.json:1 fail"_s});
    row("does not compile", ConfigSchema, package({{u"configSchema"_s, QJsonObject {{u"type"_s, 7}}}}), {u"schema-unusable package.json:1 fail"_s});
    row("reaches outside", ConfigSchema, package({{u"configSchema"_s, QJsonObject {{u"$ref"_s, u"https://evil/schema.json"_s}}}}),
        {u"schema-unusable package.json:1 fail"_s});
    CheckedPackage stricter = package({{u"configSchema"_s, schema({u"url"_s, u"token"_s}, {u"token"_s})}});
    stricter.previous = {{u"configSchema"_s, schema({u"url"_s})}};
    row("new required and secret key", ConfigSchema, stricter, {u"new-required-key package.json warn"_s, u"new-secret-key package.json pass"_s});
    CheckedPackage fresh = package({{u"configSchema"_s, schema({u"url"_s})}});
    fresh.previous = {{u"configSchema"_s, Shell}};
    row("required in a group nobody uses yet", ConfigSchema, fresh, {});

    CheckedPackage same = package(people(u"ann"_s, {u"ann"_s, u"bob"_s}));
    same.previous = people(u"ann"_s, {u"ann"_s, u"bob"_s});
    row("same people", Maintainers, same, {});
    CheckedPackage colleague = package(people(u"bob"_s, {u"ann"_s, u"bob"_s}));
    colleague.previous = people(u"ann"_s, {u"ann"_s, u"bob"_s});
    row("a colleague published", Maintainers, colleague, {u"new-publisher warn"_s});
    CheckedPackage stranger = package(people(u"eve"_s, {u"eve"_s}));
    stranger.previous = people(u"ann"_s, {u"ann"_s});
    row("taken over", Maintainers, stranger, {u"stranger-published warn"_s, u"all-maintainers-replaced warn"_s, u"new-maintainer warn"_s});

    row("deprecated", EvidenceKind::Deprecation, package({{u"deprecated"_s, u"use b"_s}}), {u"deprecated warn"_s});
    CheckedPackage young;
    young.publishedAt = u"2026-11-20T00:00:00Z"_s;
    row("young", Age, young, {u"cooldown warn"_s});

    row("a token", Secrets, package({}, {{"dist/a.js", "let a = 1;\nlet t = 'ghp_" + QByteArray("aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hJ3kL6") + "';\n"}}),
        {u"github-token dist/a.js:2 warn"_s});
    row("a documented key", Secrets, package({}, {{"README.md", "AKIAIOSFODNN7EXAMPLE"}}), {});
    row("part of a word", Secrets, package({}, {{"a.js", "xAKIAQYLPMN5HXMJ2ABCD"}}), {});
    row("environment file", Secrets, package({}, {{".env", "A=1"}, {".env.example", "A="}}), {u"secret-file .env warn"_s});

    row("code that starts processes", RiskyCode, package({}, {{"a.js", "const { exec } = require('child_process');\n"}}),
        {u"starts-processes a.js:1 pass"_s});
    row("only spoken of", RiskyCode, package({}, {{"a.js", "// require('child_process')\nconst t = \"eval(1)\";\n"}}), {});
    row("text as code", RiskyCode, package({}, {{"a.js", "let a;\nnew Function('return 1')();\nglobalThis.eval('2');\nfoo.eval('3');\n"}}),
        {u"evaluates-text a.js:2 pass"_s, u"evaluates-text a.js:3 pass"_s});
    const QJsonObject postinstall = {{u"scripts"_s, QJsonObject {{u"postinstall"_s, u"node scripts/setup"_s}}}};
    row("network at install", RiskyCode,
        package(postinstall, {{"scripts/setup.js", "require('./lib');\n"}, {"scripts/lib.js", "\nimport https from 'node:https';\n"}}),
        {u"install-network scripts/lib.js:2 fail"_s});
    row("files and environment at install", RiskyCode,
        package(postinstall, {{"scripts/setup.js", "const fs = require('fs');\nfs.x(process.env);\n"}}),
        {u"install-files scripts/setup.js:1 warn"_s, u"install-environment scripts/setup.js:2 warn"_s});
    row("within a template", RiskyCode, package({}, {{"a.js", "x = `a ${ require('child_process') } b`;\n"}}), {u"starts-processes a.js:1 pass"_s});
    row("a shell script", RiskyCode,
        package({{u"scripts"_s, QJsonObject {{u"install"_s, u"sh ./x.sh"_s}}}}, {{"x.sh", "#!/bin/sh\n# curl is a word\ncurl http://x\n"}}),
        {u"install-shell x.sh:3 fail"_s});
    row("obfuscated", RiskyCode, package({}, {{"a.js", "let a;\n" + QByteArray("var _0x3f2a1b = _0x11aa22;\n").repeated(8)}}), {u"obfuscated a.js:2 warn"_s});
    row("turned direction", RiskyCode, package({}, {{"a.js", "let a;\nlet b; /* \xe2\x80\xae */\n"}}), {u"hidden-text a.js:2 warn"_s});
    row("a place for stolen data", RiskyCode, package({}, {{"a.js", "post('https://discord.com/api/webhooks/1/x');\n"}}), {u"drop-place a.js:1 warn"_s});
    row("hidden characters in a name", RiskyCode, package({{u"author"_s, QJsonObject {{u"name"_s, u"a\u202Eb"_s}}}}), {u"hidden-characters package.json warn"_s});
}

void TestCheckModules::findsWhatItShould()
{
    QFETCH(CheckedPackage, package);
    QFETCH(EvidenceKind, kind);
    const Evidence item = package.check(kind);
    QTEST(findingLines(item), "findings");
    Verdict worst = Verdict::Pass;
    for (const Finding &finding : item.findings) {
        worst = finding.verdict == Verdict::Fail || worst == Verdict::Fail ? Verdict::Fail
            : finding.verdict == Verdict::Warn                             ? Verdict::Warn
                                                                           : worst;
        QVERIFY(!finding.title.isEmpty() && !finding.ruleId.isEmpty() && !finding.id.isEmpty());
    }
    QCOMPARE(item.verdict, worst);
}

void TestCheckModules::treesAreJudged()
{
    DependencyTree tree;
    tree.packages = {{u"fine"_s, u"1.0.0"_s, {}, u"MIT"_s, {}, fromRfc3339(u"2026-01-01T00:00:00Z"_s), false},
        {u"young"_s, u"2.0.0"_s, u"fine@1.0.0"_s, u"MIT"_s, {}, fromRfc3339(u"2026-11-21T00:00:00Z"_s), false},
        {u"old"_s, u"1.0.0"_s, {}, u"MIT"_s, u"gone"_s, {}, false}, {u"built"_s, u"1.0.0"_s, {}, u"MIT"_s, {}, {}, true},
        {u"axois"_s, u"1.0.0"_s, u"fine@1.0.0"_s, u"MIT"_s, {}, {}, false}};
    tree.unresolved = {{u"lost"_s, u"^9"_s, u"no version fits ^9"_s, u"the package itself"_s}};
    tree.isComplete = false;
    const Result<DependencyTree> given = tree;
    CheckedPackage package;
    package.tree = &given;
    const Evidence item = package.check(EvidenceKind::DependencyTree);
    QCOMPARE(item.verdict, Verdict::Warn);
    QStringList lines;
    for (const Finding &finding : item.findings)
        lines << QString(finding.ruleId + u' ' + finding.package);
    lines.sort();
    QCOMPARE(lines,
        QStringList({u"dependency-install-script built@1.0.0"_s, u"deprecated-dependency old@1.0.0"_s, u"look-alike axois@1.0.0"_s,
            u"tree-too-large "_s, u"unresolved-dependency lost"_s, u"young-dependency young@2.0.0"_s}));
    QVERIFY(!item.facts.value("isComplete"_L1).toBool());
}

void TestCheckModules::licencesOfTheTreeAreOneExpression()
{
    DependencyTree tree;
    tree.packages = {{u"a"_s, u"1.0.0"_s, {}, u"MIT"_s, {}, {}, false}, {u"b"_s, u"1.0.0"_s, {}, u"(MIT OR GPL-3.0)"_s, {}, {}, false},
        {u"c"_s, u"1.0.0"_s, {}, {}, {}, {}, false}, {u"d"_s, u"1.0.0"_s, {}, u"do what you like"_s, {}, {}, false},
        {u"e"_s, u"1.0.0"_s, {}, u"MIT"_s, {}, {}, false}};
    const Result<DependencyTree> given = tree;
    CheckedPackage package;
    package.tree = &given;
    const Evidence item = package.check(EvidenceKind::DependencyLicences);
    QCOMPARE(item.verdict, Verdict::Warn);
    QCOMPARE(item.facts.value("declared"_L1).toString(), u"MIT AND (MIT OR GPL-3.0)"_s);
    QCOMPARE(item.facts.value("licences"_L1)["MIT"_L1].toInt(), 2);
    QStringList rules;
    for (const Finding &finding : item.findings)
        rules << finding.ruleId;
    QCOMPARE(rules, QStringList({u"dependency-without-licence"_s, u"dependency-no-spdx"_s, u"dependency-licence"_s}));
}

void TestCheckModules::sentencesAreRightForOneAndForMany_data()
{
    QTest::addColumn<EvidenceKind>("kind");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("summary");
    const QStringList one {u"react"_s};
    const QStringList two {u"luxon"_s, u"react"_s};
    QTest::newRow("one dependency") << EvidenceKind::Dependencies << one << u"1 direct dependency, 0 peers."_s;
    QTest::newRow("two dependencies") << EvidenceKind::Dependencies << two << u"2 direct dependencies, 0 peers."_s;
    QTest::newRow("one package") << EvidenceKind::DependencyTree << one << u"1 package would be installed, 1 of them direct."_s;
    QTest::newRow("two packages") << EvidenceKind::DependencyTree << two << u"2 packages would be installed, 2 of them direct."_s;
    QTest::newRow("one licence") << EvidenceKind::DependencyLicences << one << u"1 package under 1 licence."_s;
    QTest::newRow("two licences") << EvidenceKind::DependencyLicences << two << u"2 packages under 2 licences."_s;
}

void TestCheckModules::sentencesAreRightForOneAndForMany()
{
    QFETCH(EvidenceKind, kind);
    QFETCH(QStringList, names);
    QFETCH(QString, summary);
    QJsonObject declared;
    DependencyTree tree;
    for (const QString &name : std::as_const(names)) {
        declared.insert(name, u"^1.0.0"_s);
        tree.packages.append({name, u"1.0.0"_s, {}, name == "react"_L1 ? u"MIT"_s : u"ISC"_s, {}, {}, false});
    }
    const Result<DependencyTree> given = tree;
    CheckedPackage checked;
    checked.with({{u"dependencies"_s, declared}});
    checked.tree = &given;
    QCOMPARE(checked.check(kind).summary, summary);
}

void TestCheckModules::lookAlikes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("like");
    QTest::newRow("itself") << u"lodash"_s << QString();
    QTest::newRow("swapped letters") << u"lodahs"_s << u"lodash"_s;
    QTest::newRow("one more") << u"expresss"_s << u"express"_s;
    QTest::newRow("one less") << u"webpck"_s << u"webpack"_s;
    QTest::newRow("a digit for a letter") << u"l0dash"_s << u"lodash"_s;
    QTest::newRow("another separator") << u"reactrouter"_s << u"react-router"_s;
    QTest::newRow("scope left out") << u"backstage-catalog-model"_s << u"@backstage/catalog-model"_s;
    QTest::newRow("scope imitated") << u"@backstagee/catalog-model"_s << u"@backstage/catalog-model"_s;
    QTest::newRow("same scope") << u"@backstage/catalog-modell"_s << QString();
    QTest::newRow("both are known") << u"preact"_s << QString();
    QTest::newRow("too short to tell") << u"joy"_s << QString();
    QTest::newRow("nothing like it") << u"some-other-thing"_s << QString();
}

void TestCheckModules::lookAlikes()
{
    QFETCH(QString, name);
    QTEST(checks::lookAlikeOf(name), "like");
    QVERIFY(checks::lookAlikeOf(name, {name}).isEmpty());
}

void TestCheckModules::secretsAreNotRepeated()
{
    const QByteArray token = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hJ3kL6";
    CheckedPackage package;
    package.files = {{"a.js", "ghp_" + token}};
    const Evidence item = package.check(EvidenceKind::Secrets);
    QCOMPARE(item.findings.size(), 1);
    QVERIFY(!toJsonBytes(toJson(item)).contains(token));
}

void TestCheckModules::textsArePlain()
{
    CheckedPackage package;
    package.with({{u"deprecated"_s, u"use\nthe \x1b[31mred\u202E one"_s}});
    const Evidence item = package.check(EvidenceKind::Deprecation);
    QCOMPARE(item.findings.first().title, u"use\\u{a}the \\u{1b}[31mred\\u{202e} one"_s);
}

QTEST_GUILESS_MAIN(TestCheckModules)
#include "tst_checkmodules.moc"
