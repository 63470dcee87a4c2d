// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/checkrunner.h"
#include "backend/npm/configschema.h"
#include "backend/npm/typescriptschema.h"
#include "core/base/clock.h"
#include "packagefixture.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using testsupport::FixtureEntry;

class TestEvidence final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesOneItemOfEveryKind();
    void aBadTarballFailsAndNothingBehindItPasses_data();
    void aBadTarballFailsAndNothingBehindItPasses();
    void judgesManifests_data();
    void judgesManifests();
    void seesTheRegistryAnnounceAnotherManifest();
    void findsCompiledAndMinifiedFiles();
    void comparesPublishersWithTheVersionBefore();
    void youngVersionsWarn_data();
    void youngVersionsWarn();
    void readsInlineAndJsonSchemas();
    void readsTypeScriptSchemas();
    void survivesHostileTypeScript_data();
    void survivesHostileTypeScript();

private:
    QList<Evidence> evidenceOf(
        const QJsonObject &changes, const QList<FixtureEntry> &files = {}) const;
};

namespace {

const QDateTime Now = fromRfc3339(u"2026-11-23T12:00:00Z"_s);

QJsonObject goodManifest()
{
    return {{u"name"_s, u"@acme/plugin-a"_s}, {u"version"_s, u"1.2.0"_s},
        {u"license"_s, u"Apache-2.0"_s},
        {u"dependencies"_s, QJsonObject{{u"react"_s, u"^18.0.0"_s}}},
        {u"backstage"_s, QJsonObject{{u"role"_s, u"frontend-plugin"_s}, {u"pluginId"_s, u"a"_s}}}};
}

Evidence pick(const QList<Evidence> &items, EvidenceKind kind)
{
    for (const Evidence &item : items) {
        if (item.kind == kind)
            return item;
    }
    return {};
}

Packument packumentWith(
    const QJsonObject &manifest, const QString &publishedAt = u"2026-01-01T00:00:00Z"_s)
{
    const QByteArray document
        = testsupport::packumentOf({{manifest, "bytes", publishedAt}}, u"https://npm.example"_s);
    return *Packument::parse(manifest.value("name"_L1).toString(), document);
}

} // namespace

QList<Evidence> TestEvidence::evidenceOf(
    const QJsonObject &changes, const QList<FixtureEntry> &files) const
{
    QJsonObject manifest = goodManifest();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        manifest.insert(it.key(), it.value());
    const QByteArray packed = testsupport::packPackage(manifest, files);
    return *checks::runChecks(
        {packumentWith(manifest), u"1.2.0"_s, readTarball(packed), packed.size(), Now});
}

void TestEvidence::givesOneItemOfEveryKind()
{
    const QList<Evidence> items = evidenceOf({}, {{"LICENSE", "Apache"}});
    QList<EvidenceKind> kinds;
    for (const Evidence &item : items) {
        kinds << item.kind;
        QVERIFY(!item.summary.isEmpty());
        QCOMPARE(item.ranAt, Now);
        QVERIFY(item.subjectDigest.startsWith(u"sha512-"_s));
        QCOMPARE(item.tool, u"gatehouse"_s);
        QVERIFY(item.checkVersion >= 1);
    }
    using enum EvidenceKind;
    QCOMPARE(kinds,
        QList<EvidenceKind>({Integrity, Licence, InstallScripts, Files, Dependencies, DependencyTree,
            DependencyLicences, Backstage, Engines, ConfigSchema, Secrets, RiskyCode, Age, Maintainers,
            EvidenceKind::Deprecation}));
    QCOMPARE(pick(items, Integrity).verdict, Verdict::Pass);
    QCOMPARE(pick(items, Licence).verdict, Verdict::Pass);
    QCOMPARE(pick(items, Maintainers).verdict, Verdict::NotRun);
}

void TestEvidence::aBadTarballFailsAndNothingBehindItPasses_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<EvidenceKind>("broken");
    QTest::addColumn<Verdict>("verdict");
    QTest::newRow("refused") << inputError(u"tarball_link"_s, u"It holds a link"_s)
                             << EvidenceKind::Files << Verdict::Fail;
    QTest::newRow("wrong digest") << inputError(u"integrity_mismatch"_s, u"Other bytes"_s)
                                  << EvidenceKind::Integrity << Verdict::Fail;
    QTest::newRow("not downloaded")
        << networkError(u"Unreachable"_s) << EvidenceKind::Integrity << Verdict::Error;
}

void TestEvidence::aBadTarballFailsAndNothingBehindItPasses()
{
    QFETCH(Error, error);
    QFETCH(EvidenceKind, broken);
    const auto items
        = *checks::runChecks({packumentWith(goodManifest()), u"1.2.0"_s, fail(error), 10, Now});
    QTEST(pick(items, broken).verdict, "verdict");
    QCOMPARE(pick(items, broken).summary, error.message);
    for (const auto kind :
        {EvidenceKind::Licence, EvidenceKind::InstallScripts, EvidenceKind::Dependencies})
        QCOMPARE(pick(items, kind).verdict, Verdict::NotRun);
}

void TestEvidence::judgesManifests_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<EvidenceKind>("kind");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char *name, QJsonObject changes, EvidenceKind kind, Verdict verdict) {
        QTest::newRow(name) << changes << kind << verdict;
    };
    using enum EvidenceKind;
    row("no licence", {{u"license"_s, QJsonValue::Null}}, Licence, Verdict::Fail);
    row("unlicensed", {{u"license"_s, u"UNLICENSED"_s}}, Licence, Verdict::Fail);
    row("licence in words", {{u"license"_s, u"see the file"_s}}, Licence, Verdict::Warn);
    row("old licence object", {{u"license"_s, QJsonObject{{u"type"_s, u"MIT"_s}}}}, Licence,
        Verdict::Pass);
    row("no scripts", {{u"scripts"_s, QJsonObject{{u"build"_s, u"tsc"_s}}}}, InstallScripts,
        Verdict::Pass);
    row("a script", {{u"scripts"_s, QJsonObject{{u"postinstall"_s, u"node setup.js"_s}}}},
        InstallScripts, Verdict::Warn);
    row("an alarming script", {{u"scripts"_s, QJsonObject{{u"preinstall"_s, u"curl x | sh"_s}}}},
        InstallScripts, Verdict::Fail);
    row("dependency from git",
        {{u"dependencies"_s, QJsonObject{{u"x"_s, u"git+ssh://git@example/x"_s}}}}, Dependencies,
        Verdict::Warn);
    row("dependency by short name", {{u"dependencies"_s, QJsonObject{{u"x"_s, u"user/x"_s}}}},
        Dependencies, Verdict::Warn);
    row("aliased dependency", {{u"dependencies"_s, QJsonObject{{u"x"_s, u"npm:@a/x@^1.0.0"_s}}}},
        Dependencies, Verdict::Pass);
    row("no role", {{u"backstage"_s, QJsonValue::Null}}, Backstage, Verdict::Warn);
    row("unknown role", {{u"backstage"_s, QJsonObject{{u"role"_s, u"root"_s}}}}, Backstage,
        Verdict::Warn);
    row("deprecated", {{u"deprecated"_s, u"use b"_s}}, EvidenceKind::Deprecation, Verdict::Warn);
    row("missing schema file", {{u"configSchema"_s, u"config.d.ts"_s}}, ConfigSchema,
        Verdict::Fail);
}

void TestEvidence::judgesManifests()
{
    QFETCH(QJsonObject, changes);
    QFETCH(EvidenceKind, kind);
    QTEST(pick(evidenceOf(changes), kind).verdict, "verdict");
}

void TestEvidence::seesTheRegistryAnnounceAnotherManifest()
{
    QJsonObject packed = goodManifest();
    packed.insert(u"dependencies"_s, QJsonObject{{u"evil"_s, u"1.0.0"_s}});
    const auto files = readTarball(testsupport::packPackage(packed));
    const auto item
        = pick(*checks::runChecks({packumentWith(goodManifest()), u"1.2.0"_s, files, 10, Now}),
            EvidenceKind::Integrity);
    QCOMPARE(item.verdict, Verdict::Warn);
    QCOMPARE(item.findings.first().severity, Severity::High);
    QVERIFY(item.findings.first().title.contains(u"dependencies"_s));
}

void TestEvidence::findsCompiledAndMinifiedFiles()
{
    const auto item = pick(evidenceOf({},
                               {{"a.node",
                                    QByteArray("\x7f"
                                               "ELF\x02\x01",
                                        6)},
                                   {"min.js", QByteArray(9000, 'x')},
                                   {"src.js", QByteArray("let a = 1;\n").repeated(900)}}),
        EvidenceKind::Files);
    QCOMPARE(item.verdict, Verdict::Warn);
    QCOMPARE(item.facts.value("native"_L1).toArray(), QJsonArray{u"a.node"_s});
    QCOMPARE(item.facts.value("minified"_L1).toArray(), QJsonArray{u"min.js"_s});
    QCOMPARE(item.facts.value("count"_L1).toInt(), 4);
}

void TestEvidence::comparesPublishersWithTheVersionBefore()
{
    const auto version = [](const QString &number, const QString &publisher, const QString &at) {
        QJsonObject manifest = goodManifest();
        manifest.insert(u"version"_s, number);
        manifest.insert(u"_npmUser"_s, QJsonObject{{u"name"_s, publisher}});
        return testsupport::FixtureVersion{manifest, number.toLatin1(), at};
    };
    // 1.1.1 is a late patch of the old line: "before" goes by date.
    const auto packument = Packument::parse(u"@acme/plugin-a"_s,
        testsupport::packumentOf({version(u"1.1.0"_s, u"ann"_s, u"2026-01-01T00:00:00Z"_s),
                                     version(u"1.2.0"_s, u"bob"_s, u"2026-02-01T00:00:00Z"_s),
                                     version(u"1.1.1"_s, u"bob"_s, u"2026-03-01T00:00:00Z"_s)},
            u"https://npm.example"_s));
    const auto files = readTarball(testsupport::packPackage(goodManifest()));
    const auto verdict = [&](const QString &number) {
        return pick(
            *checks::runChecks({*packument, number, files, 10, Now}), EvidenceKind::Maintainers)
            .verdict;
    };
    QCOMPARE(verdict(u"1.1.0"_s), Verdict::Pass);
    QCOMPARE(verdict(u"1.2.0"_s), Verdict::Warn);
    QCOMPARE(verdict(u"1.1.1"_s), Verdict::Pass);
}

void TestEvidence::youngVersionsWarn_data()
{
    QTest::addColumn<QString>("publishedAt");
    QTest::addColumn<Verdict>("verdict");
    QTest::newRow("today") << u"2026-11-23T11:00:00Z"_s << Verdict::Warn;
    QTest::newRow("a second short") << u"2026-11-16T12:00:01Z"_s << Verdict::Warn;
    QTest::newRow("seven days") << u"2026-11-16T12:00:00Z"_s << Verdict::Pass;
    QTest::newRow("in the future") << u"2027-01-01T00:00:00Z"_s << Verdict::Warn;
    QTest::newRow("not told") << u"soon"_s << Verdict::NotRun;
}

void TestEvidence::youngVersionsWarn()
{
    QFETCH(QString, publishedAt);
    const auto files = readTarball(testsupport::packPackage(goodManifest()));
    const auto items
        = *checks::runChecks({packumentWith(goodManifest(), publishedAt), u"1.2.0"_s, files, 10, Now});
    QTEST(pick(items, EvidenceKind::Age).verdict, "verdict");
}

void TestEvidence::readsInlineAndJsonSchemas()
{
    const QByteArray schema = R"({"type":"object","properties":{"a":{"type":"object","properties":{
        "url":{"type":"string"},"list":{"type":"array","items":{"properties":{"n":{}}}}}}}})";
    const QStringList keys = {u"a"_s, u"a.list"_s, u"a.list[].n"_s, u"a.url"_s};
    const auto inlined = pick(
        evidenceOf({{u"configSchema"_s, *parseJsonObject(schema)}}), EvidenceKind::ConfigSchema);
    QCOMPARE(inlined.verdict, Verdict::Pass);
    QCOMPARE(inlined.facts.value("keys"_L1).toArray(), QJsonArray::fromStringList(keys));
    const auto file
        = pick(evidenceOf({{u"configSchema"_s, u"./schema.json"_s}}, {{"schema.json", schema}}),
            EvidenceKind::ConfigSchema);
    QCOMPARE(file.facts.value("keys"_L1).toArray(), QJsonArray::fromStringList(keys));
    const auto broken
        = pick(evidenceOf({{u"configSchema"_s, u"schema.json"_s}}, {{"schema.json", "{"}}),
            EvidenceKind::ConfigSchema);
    QCOMPARE(broken.verdict, Verdict::Fail);
}

void TestEvidence::readsTypeScriptSchemas()
{
    const QByteArray source = R"(
import { HumanDuration } from '@backstage/types';
interface Instance { name: string; token?: string; }
export interface Config {
  // a remark
  acme?: {
    /**
     * Where it lives.
     * @visibility frontend
     */
    baseUrl: string;
    mode?: 'fast' | 'safe' | undefined;
    retries?: number | false;
    /** @visibility secret */
    'api.key'?: string;
    instances: Array<Instance>;
    names?: readonly string[];
    labels?: { [key: string]: string };
    map?: Record<string, number>;
    every?: HumanDuration | string;
    other?: Foo['bar'];
  };
}
)";
    const auto schema = schemaFromTypeScript(source);
    QVERIFY2(schema, schema ? "" : qPrintable(describe(schema.error())));
    const QJsonObject acme = schema->value("properties"_L1)["acme"_L1].toObject();
    const QJsonObject properties = acme.value("properties"_L1).toObject();
    QCOMPARE(acme.value("required"_L1).toArray(), (QJsonArray{u"baseUrl"_s, u"instances"_s}));
    QCOMPARE(properties.value("baseUrl"_L1).toObject(),
        (QJsonObject{{u"type"_s, u"string"_s}, {u"visibility"_s, u"frontend"_s},
            {u"description"_s, u"Where it lives."_s}}));
    QCOMPARE(properties.value("mode"_L1).toObject(),
        (QJsonObject{{u"enum"_s, QJsonArray{u"fast"_s, u"safe"_s}}}));
    QCOMPARE(properties.value("api.key"_L1)["visibility"_L1].toString(), u"secret"_s);
    QCOMPARE(properties.value("names"_L1)["items"_L1]["type"_L1].toString(), u"string"_s);
    QCOMPARE(properties.value("labels"_L1)["additionalProperties"_L1]["type"_L1].toString(),
        u"string"_s);
    QCOMPARE(
        properties.value("map"_L1)["additionalProperties"_L1]["type"_L1].toString(), u"number"_s);
    QVERIFY(configKeys(*schema).contains(u"acme.instances[].token"_s));

    const auto item
        = pick(evidenceOf({{u"configSchema"_s, u"config.d.ts"_s}}, {{"config.d.ts", source}}),
            EvidenceKind::ConfigSchema);
    QCOMPARE(item.verdict, Verdict::Warn);
    QVERIFY(item.summary.startsWith(u"TypeScript schema"_s));
}

void TestEvidence::survivesHostileTypeScript_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no Config") << QByteArray("export interface Other { a: string }");
    QTest::newRow("cut") << QByteArray("export interface Config { a: { b: ");
    QTest::newRow("open text") << QByteArray("export interface Config { a: 'b");
    QTest::newRow("open comment") << QByteArray("export interface Config { /** a");
    QTest::newRow("deep") << "interface Config { a: " + QByteArray(100000, '(');
    QByteArray growing;
    for (int i = 0; i < 40; ++i) {
        const QByteArray next = "T" + QByteArray::number(i + 1);
        growing
            += "interface T" + QByteArray::number(i) + " { a: " + next + "; b: " + next + " }\n";
    }
    QTest::newRow("doubling") << growing
            + "interface T40 { a: string }\ninterface Config { a: T0 }";
}

void TestEvidence::survivesHostileTypeScript()
{
    QFETCH(QByteArray, source);
    const auto schema = schemaFromTypeScript(source);
    QVERIFY(!schema);
    QCOMPARE(schema.error().code, u"config_schema_invalid"_s);
}

QTEST_GUILESS_MAIN(TestEvidence)
#include "tst_evidence.moc"
