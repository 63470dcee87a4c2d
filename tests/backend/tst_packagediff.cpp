// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/configkeys.h"
#include "backend/npm/manifestchanges.h"
#include "backend/npm/npmclient.h"
#include "backend/npm/packagedelta.h"
#include "backend/npm/packagediff.h"
#include "backend/npm/textdiff.h"
#include "core/base/clock.h"
#include "core/contract/versiondiff.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

class TestPackageDiff final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsKindsApart();
    void emptyFilesAreNoRename();
    void numbersLinesOnBothSides();
    void countsWhatTheHunksShow_data();
    void countsWhatTheHunksShow();
    void cutsLongDiffsAndSaysSo();
    void binaryFilesHaveNoLines();
    void groupsWhatToReadFirst_data();
    void groupsWhatToReadFirst();
    void whatInstallingRunsIsReadFirst();
    void whatTheChecksNamedIsReadFirst();
    void binariesAreToldByDigest();
    void dependenciesThatMoved_data();
    void dependenciesThatMoved();
    void dependenciesCarryWhatWasFound();
    void installScriptsThatMoved();
    void configurationKeysThatMoved();
    void aBrokenSchemaIsNoAbsenceOfChanges();
    void givesFilesInPieces();
    void piecesOfOneLongLineAreWholeCharacters();
    void deltaNamesEveryDimension();
    void agreesWithGitOnRealReleases();
};

namespace {

TarFiles filesOf(std::initializer_list<std::pair<QString, QByteArray>> list)
{
    TarFiles files;
    for (const auto &[path, bytes] : list)
        files.insert(path, {bytes, 0644});
    return files;
}

void unpackTo(const QDir &directory, const TarFiles &files)
{
    for (auto it = files.begin(); it != files.end(); ++it) {
        const QString path = directory.filePath(it.key());
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(it->bytes);
    }
}

// "added removed path" by git itself, in order of path.
QStringList gitNumstat(const QString &directory)
{
    QProcess git;
    git.setWorkingDirectory(directory);
    git.start(u"git"_s,
        {u"diff"_s, u"--no-index"_s, u"--no-renames"_s, u"--patience"_s, u"--numstat"_s, u"-z"_s,
            u"before"_s, u"after"_s});
    git.waitForFinished();
    QStringList lines;
    const QStringList fields
        = QString::fromUtf8(git.readAllStandardOutput()).split(QChar(0), Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 2 < fields.size(); i += 3) {
        const QString path
            = fields.at(i + 1) == u"/dev/null"_s ? fields.at(i + 2) : fields.at(i + 1);
        lines << fields.at(i).simplified() + u' ' + path.section(u'/', 1);
    }
    lines.sort();
    return lines;
}

QStringList ourNumstat(const QList<FileChange> &changes)
{
    QStringList lines;
    for (const FileChange &change : changes) {
        const auto count
            = [&change](int number) { return change.binary ? u"-"_s : QString::number(number); };
        lines << count(change.added) + u' ' + count(change.removed) + u' ' + change.path;
    }
    lines.sort();
    return lines;
}

} // namespace

void TestPackageDiff::tellsKindsApart()
{
    const auto changes = changedFiles(filesOf({{u"a.js"_s, "1\n2\n3\n"}, {u"gone.js"_s, "x\n"},
                                          {u"old.js"_s, "moved\n"}, {u"same.js"_s, "s\n"}}),
        filesOf({{u"a.js"_s, "1\n2b\n3\n"}, {u"new.js"_s, "y\nz"}, {u"newer.js"_s, "moved\n"},
            {u"same.js"_s, "s\n"}}));
    QCOMPARE(changes.size(), 4);
    QCOMPARE(changes.at(0),
        (FileChange{u"a.js"_s, {}, FileChangeKind::Modified, u"code"_s, 1, 1, false, 6, 7}));
    QCOMPARE(changes.at(1),
        (FileChange{u"gone.js"_s, {}, FileChangeKind::Deleted, u"code"_s, 0, 1, false, 2, 0}));
    QCOMPARE(changes.at(2),
        (FileChange{u"new.js"_s, {}, FileChangeKind::Added, u"code"_s, 2, 0, false, 0, 3}));
    QCOMPARE(changes.at(3),
        (FileChange{
            u"newer.js"_s, u"old.js"_s, FileChangeKind::Renamed, u"code"_s, 0, 0, false, 6, 6}));
}

void TestPackageDiff::emptyFilesAreNoRename()
{
    const auto changes = changedFiles(filesOf({{u"a"_s, ""}}), filesOf({{u"b"_s, ""}}));
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes.at(0).kind, FileChangeKind::Deleted);
    QCOMPARE(changes.at(1).kind, FileChangeKind::Added);
}

void TestPackageDiff::numbersLinesOnBothSides()
{
    const FileDiff diff
        = diffText(u"a"_s, "a\nb\nc\nd\ne\nf\ng\nh\ni\n", "a\nb\nc\nd\nX\nY\nf\ng\nh\ni\n", 100);
    QVERIFY(!diff.truncated);
    QCOMPARE(diff.hunks.size(), 1);
    QCOMPARE(diff.hunks.first().header, u"@@ -2,7 +2,8 @@ a"_s);
    QStringList lines;
    for (const DiffLine &line : diff.hunks.first().lines)
        lines << u"%1%2|%3|%4"_s.arg(line.sign).arg(line.oldLine).arg(line.newLine).arg(line.text);
    QCOMPARE(lines,
        QStringList({u" 2|2|b"_s, u" 3|3|c"_s, u" 4|4|d"_s, u"-5|0|e"_s, u"+0|5|X"_s, u"+0|6|Y"_s,
            u" 6|7|f"_s, u" 7|8|g"_s, u" 8|9|h"_s}));
}

void TestPackageDiff::countsWhatTheHunksShow_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("added");
    QTest::addColumn<int>("removed");
    QTest::newRow("nothing to something") << QByteArray() << QByteArray("a\nb\n") << 2 << 0;
    QTest::newRow("something to nothing") << QByteArray("a\nb\n") << QByteArray() << 0 << 2;
    QTest::newRow("last newline lost") << QByteArray("a\nb\n") << QByteArray("a\nb") << 1 << 1;
    QTest::newRow("carriage returns") << QByteArray("a\r\nb\r\n") << QByteArray("a\nb\n") << 2 << 2;
    QTest::newRow("moved block") << QByteArray("a\nb\nc\nd\n") << QByteArray("c\nd\na\nb\n") << 2
                                 << 2;
    QTest::newRow("not UTF-8") << QByteArray("\xff\n") << QByteArray("\xfe\n") << 1 << 1;
}

void TestPackageDiff::countsWhatTheHunksShow()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const LineCounts counts = countLines(before, after);
    QTEST(counts.added, "added");
    QTEST(counts.removed, "removed");
    LineCounts shown;
    for (const DiffHunk &hunk : diffText(u"a"_s, before, after, 1000).hunks) {
        for (const DiffLine &line : hunk.lines) {
            shown.added += line.sign == u"+"_s ? 1 : 0;
            shown.removed += line.sign == u"-"_s ? 1 : 0;
        }
    }
    QCOMPARE(shown, counts);
}

void TestPackageDiff::cutsLongDiffsAndSaysSo()
{
    const FileDiff diff = diffText(u"a"_s, {}, QByteArray("line\n").repeated(500), 100);
    QVERIFY(diff.truncated);
    QCOMPARE(diff.hunks.first().lines.size(), 100);
    const FileDiff wide = diffText(u"a"_s, {}, QByteArray(100000, 'x'), 100);
    QVERIFY(wide.truncated);
    QVERIFY(wide.hunks.first().lines.first().text.size() <= 2000);
    QVERIFY(diffText(u"a"_s, {}, QByteArray(MaxDiffBytes + 1, 'x'), 100).truncated);
}

void TestPackageDiff::binaryFilesHaveNoLines()
{
    const QByteArray binary("a\0b\n", 4);
    const auto changes = changedFiles(filesOf({{u"a"_s, "text\n"}}), filesOf({{u"a"_s, binary}}));
    QVERIFY(changes.first().binary);
    QCOMPARE(changes.first().added, 0);
    QVERIFY(diffText(u"a"_s, "text\n", binary, 10).hunks.isEmpty());
}

void TestPackageDiff::groupsWhatToReadFirst_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("group");
    QTest::newRow("manifest") << u"package.json"_s << u"look_first"_s;
    QTest::newRow("install script") << u"scripts/postinstall.js"_s << u"look_first"_s;
    QTest::newRow("config schema") << u"config.d.ts"_s << u"look_first"_s;
    QTest::newRow("bundle") << u"dist/index.esm.js"_s << u"code"_s;
    QTest::newRow("types") << u"dist/index.d.ts"_s << u"text"_s;
    QTest::newRow("readme") << u"README.md"_s << u"text"_s;
}

void TestPackageDiff::groupsWhatToReadFirst()
{
    QFETCH(QString, path);
    const auto changes = changedFiles({}, filesOf({{path, "x\n"}}));
    QTEST(changes.first().group, "group");
}

void TestPackageDiff::whatInstallingRunsIsReadFirst()
{
    const TarFiles files = filesOf({{u"package.json"_s, "{}"}, {u"lib/fetch.js"_s, "x\n"},
        {u"lib/other.js"_s, "x\n"}, {u"setup/index.js"_s, "x\n"}});
    const auto runs = [&files](const QString &command) { return fileRunBy(command, files); };
    QCOMPARE(runs(u"node ./lib/fetch.js --quiet"_s), u"lib/fetch.js"_s);
    QCOMPARE(runs(u"echo hi && node lib/fetch"_s), u"lib/fetch.js"_s);
    QCOMPARE(runs(u"node \"setup\""_s), u"setup/index.js"_s);
    QCOMPARE(runs(u"node-gyp rebuild"_s), QString());
    const auto manifest
        = *parseJsonObject(R"({"scripts":{"postinstall":"node lib/fetch","test":"node lib/other"}})");
    const auto changes = changedFiles({}, files, reviewContext(manifest, files, {}));
    QMap<QString, QStringList> reasons;
    for (const FileChange &change : changes)
        reasons.insert(change.path, change.reasons);
    QCOMPARE(reasons.value(u"lib/fetch.js"_s), QStringList{u"install_script"_s});
    QCOMPARE(reasons.value(u"lib/other.js"_s), QStringList());
    QCOMPARE(reasons.value(u"package.json"_s), QStringList{u"manifest"_s});
    QCOMPARE(changes.at(0).group, u"look_first"_s);
}

void TestPackageDiff::whatTheChecksNamedIsReadFirst()
{
    Evidence evidence;
    evidence.findings = {{Severity::High, u"Runs child processes"_s, u"dist/a.js"_s, 3},
        {Severity::Low, u"Minified"_s, u"dist/b.js"_s, 0}};
    const TarFiles files = filesOf({{u"dist/a.js"_s, "x\n"}, {u"dist/b.js"_s, "x\n"}});
    const auto changes = changedFiles({}, files, reviewContext({}, files, {evidence}));
    QCOMPARE(changes.at(0).reasons, QStringList{u"finding"_s});
    QCOMPARE(changes.at(0).group, u"look_first"_s);
    QCOMPARE(changes.at(1).group, u"code"_s);
}

void TestPackageDiff::binariesAreToldByDigest()
{
    const QByteArray before("a\0b", 3);
    const QByteArray after("a\0c", 3);
    const auto changes = changedFiles(filesOf({{u"a.png"_s, before}, {u"b.txt"_s, "x"}}),
        filesOf({{u"a.png"_s, after}, {u"b.txt"_s, "y"}, {u"c.png"_s, before + after}}));
    QCOMPARE(changes.at(0).oldDigest->size(), 71);
    QVERIFY(changes.at(0).oldDigest != changes.at(0).newDigest);
    QVERIFY(!changes.at(1).newDigest);
    QCOMPARE(changes.at(2).reasons, QStringList{u"new_binary"_s});
    QVERIFY(!changes.at(2).oldDigest);
}

void TestPackageDiff::dependenciesThatMoved_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("change");
    const auto row = [](const char *name, const QString &before, const QString &after,
                         const QString &change) { QTest::newRow(name) << before << after << change; };
    row("raised", u"^1.10.2"_s, u"^1.11.1"_s, u"raised"_s);
    row("lowered", u"~2.0.0"_s, u"~1.9.9"_s, u"lowered"_s);
    row("prerelease is lower", u"1.0.0"_s, u"1.0.0-rc.1"_s, u"lowered"_s);
    row("short forms", u"1"_s, u"1.2"_s, u"raised"_s);
    row("upper bound", u">=1.0.0 <2"_s, u">=1.4.0 <2"_s, u"raised"_s);
    row("looser", u"1.0.0"_s, u"^1.0.0"_s, u"changed"_s);
    row("any", u"^1.0.0"_s, u"*"_s, u"changed"_s);
    row("alternatives", u"^17.0.0 || ^18.0.0"_s, u"^18.0.0"_s, u"changed"_s);
    row("from elsewhere", u"^1.0.0"_s, u"github:someone/else"_s, u"changed"_s);
}

void TestPackageDiff::dependenciesThatMoved()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const auto state = [](const QJsonObject &dependencies) {
        return PackageState{{{u"dependencies"_s, dependencies}}, {}, {}, {}};
    };
    const auto changes = dependencyChanges(
        state({{u"moved"_s, before}, {u"gone"_s, u"1.0.0"_s}, {u"same"_s, u"1.0.0"_s}}),
        state({{u"moved"_s, after}, {u"came"_s, u"^2.0.0"_s}, {u"same"_s, u"1.0.0"_s}}));
    QCOMPARE(changes.size(), 3);
    QCOMPARE(changes.at(0),
        (DependencyChange{u"came"_s, u"direct"_s, u"added"_s, {}, u"^2.0.0"_s, {}}));
    QCOMPARE(changes.at(1),
        (DependencyChange{u"gone"_s, u"direct"_s, u"removed"_s, u"1.0.0"_s, {}, {}}));
    QTEST(changes.at(2).change, "change");
}

void TestPackageDiff::dependenciesCarryWhatWasFound()
{
    Evidence evidence;
    evidence.findings = {{Severity::High, u"undici 6.19.8: CVE-2025-22150, weak random"_s, {}, 0},
        {Severity::Medium, u"undici takes any version"_s, u"package.json"_s, 0},
        {Severity::High, u"undici-types is old"_s, {}, 0},
        {Severity::High, u"undici in a file"_s, u"dist/a.js"_s, 1}};
    const PackageState after{
        {{u"dependencies"_s, QJsonObject{{u"undici"_s, u"6.19.8"_s}}}}, {}, {evidence}, {}};
    QCOMPARE(dependencyChanges({}, after).first().notes,
        QStringList({u"CVE-2025-22150"_s, u"undici takes any version"_s}));
}

void TestPackageDiff::installScriptsThatMoved()
{
    const auto state = [](const QByteArray &manifest, const TarFiles &more) {
        TarFiles files = more;
        files.insert(u"package.json"_s, {manifest, 0644});
        return PackageState{*parseJsonObject(manifest), files, {}, {}};
    };
    const auto changes = installScriptChanges(state(R"({"scripts":{"preinstall":"a"}})", {}),
        state("{\n \"postinstall\": 1,\n \"scripts\": {\n  \"postinstall\": \"node scripts/fetch.js\"\n }\n}",
            filesOf({{u"scripts/fetch.js"_s, "x"}, {u"binding.gyp"_s, "{}"}})));
    QCOMPARE(changes.size(), 3);
    QCOMPARE(changes.at(0),
        (InstallScriptChange{u"install"_s, {}, u"node-gyp rebuild"_s, 0, {}}));
    QCOMPARE(changes.at(1),
        (InstallScriptChange{
            u"postinstall"_s, {}, u"node scripts/fetch.js"_s, 4, u"scripts/fetch.js"_s}));
    QCOMPARE(changes.at(2), (InstallScriptChange{u"preinstall"_s, u"a"_s, {}, 0, {}}));
}

void TestPackageDiff::configurationKeysThatMoved()
{
    const auto state = [](const QByteArray &schema) {
        return PackageState{*parseJsonObject(R"({"configSchema":)" + schema + '}'), {}, {}, {}};
    };
    const auto changes = configKeyChanges(state(R"({"properties":{"argocd":{"required":["url"],"properties":{
            "url":{"type":"string"},
            "wait":{"type":"integer","default":25},
            "old":{"type":"string","visibility":"secret"},
            "same":{"type":"boolean","description":"As it was"}}}}})"),
        state(R"({"properties":{"argocd":{"required":["url","region"],"properties":{
            "url":{"type":"string","visibility":"frontend"},
            "wait":{"type":["integer","null"],"default":40},
            "same":{"type":"boolean","description":"As it was"},
            "region":{"type":"string","description":"Where it runs"},
            "list":{"type":"array","deepVisibility":"secret","items":{"required":["key"],"properties":{"key":{"type":"string"}}}}}}}})"));
    QVERIFY(changes);
    QStringList keys;
    for (const ConfigKeyChange &change : *changes)
        keys << change.key + u' ' + change.change;
    QCOMPARE(keys,
        QStringList({u"argocd.region added"_s, u"argocd.list added"_s, u"argocd.list[].key added"_s, u"argocd.old removed"_s,
            u"argocd.url changed"_s, u"argocd.wait changed"_s}));
    QVERIFY(changes->at(0).asksForValue);
    QCOMPARE(changes->at(0).after->description, u"Where it runs"_s);
    QVERIFY(!changes->at(2).asksForValue);
    const auto inList = [&state](const QByteArray &before) {
        const QByteArray schema = R"({"properties":{"list":{"type":"array","items":)";
        return configKeyChanges(state(schema + before + "}}}"),
            state(schema + R"({"required":["b"],"properties":{"a":{},"b":{}}}}}})"))->first().asksForValue;
    };
    QVERIFY(inList(R"({"properties":{"a":{}}})"));
    QVERIFY2(!inList("{}"), "Nothing was said of what is in the list.");
    QCOMPARE(*changes->at(2).after, (ConfigKey{u"string"_s, true, u"secret"_s, {}, {}}));
    QCOMPARE(changes->at(3).before->visibility, u"secret"_s);
    QCOMPARE(changes->at(4).after->visibility, u"frontend"_s);
    QCOMPARE(*changes->at(5).before, (ConfigKey{u"integer"_s, false, u"backend"_s, {}, u"25"_s}));
    QCOMPARE(*changes->at(5).after, (ConfigKey{u"integer or null"_s, false, u"backend"_s, {}, u"40"_s}));
}

void TestPackageDiff::aBrokenSchemaIsNoAbsenceOfChanges()
{
    const PackageState before{*parseJsonObject(R"({"configSchema":{"properties":{"a":{}}}})"), {}, {}, {}};
    const PackageState after{*parseJsonObject(R"({"configSchema":"config.json"})"), {}, {}, {}};
    const auto changes = configKeyChanges(before, after);
    QVERIFY(!changes);
    QCOMPARE(changes.error().code, u"config_schema_missing"_s);
    const DeltaItem item = packageDelta(before, after, {}, changes).at(4);
    QCOMPARE(item.verdict, Verdict::Error);
    QCOMPARE(item.summary, changes.error().message);
}

void TestPackageDiff::givesFilesInPieces()
{
    QByteArray text;
    while (text.size() < 2 * MaxPieceBytes + 1000)
        text += "line " + QByteArray::number(text.size()) + " \xc3\xa4\n";
    QByteArray read;
    int pieces = 0;
    for (std::optional<qint64> offset = 0; offset; ++pieces) {
        const auto piece = pieceOf(u"a.txt"_s, text, *offset);
        QVERIFY(piece);
        QCOMPARE(piece->offset, qint64(read.size()));
        QVERIFY(piece->text.endsWith(u'\n'));
        read += piece->text.toUtf8();
        offset = piece->nextOffset;
    }
    QCOMPARE(pieces, 3);
    QVERIFY(read == text);
    QCOMPARE(pieceOf(u"a"_s, "abc", 4).error().code, u"offset_outside"_s);
    QCOMPARE(pieceOf(u"a"_s, "abc", 3)->text, QString());
    QVERIFY(pieceOf(u"a"_s, QByteArray("a\0b", 3), 0)->binary);
}

void TestPackageDiff::piecesOfOneLongLineAreWholeCharacters()
{
    const QByteArray text = "x" + QByteArray("\xe2\x82\xac").repeated(MaxPieceBytes / 3 + 10);
    const auto piece = pieceOf(u"a.js"_s, text, 0);
    QVERIFY(piece && piece->nextOffset);
    QVERIFY(!piece->text.contains(QChar::ReplacementCharacter));
    QCOMPARE(piece->text.toUtf8() + pieceOf(u"a.js"_s, text, *piece->nextOffset)->text.toUtf8(), text);
}

void TestPackageDiff::deltaNamesEveryDimension()
{
    const auto state = [](const QByteArray &manifest) {
        return PackageState{*parseJsonObject(manifest), {}, {}, u"ann"_s};
    };
    const auto delta = packageDelta(
        state(R"({"license":"MIT","dependencies":{"a":"1","b":"1"},"engines":{"node":"18"}})"),
        state(
            R"({"license":"GPL-3.0-only","dependencies":{"a":"2","c":"1"},"engines":{"node":"18"},"scripts":{"postinstall":"x"}})"),
        {}, QList<ConfigKeyChange>());
    QStringList dimensions;
    QMap<QString, DeltaItem> byName;
    for (const DeltaItem &item : delta) {
        dimensions << item.dimension;
        byName.insert(item.dimension, item);
    }
    QCOMPARE(dimensions,
        QStringList({u"code"_s, u"dependencies"_s, u"install_scripts"_s, u"permissions"_s,
            u"config_keys"_s, u"findings"_s, u"licence"_s, u"publisher"_s}));
    const DeltaItem dependencies = byName.value(u"dependencies"_s);
    QCOMPARE(dependencies.added, 1);
    QCOMPARE(dependencies.changed, 1);
    QCOMPARE(dependencies.removed, 1);
    QCOMPARE(byName.value(u"install_scripts"_s).verdict, Verdict::Fail);
    QCOMPARE(byName.value(u"licence"_s).summary, u"MIT → GPL-3.0-only"_s);
    QCOMPARE(byName.value(u"code"_s).verdict, Verdict::Pass);
    QCOMPARE(byName.value(u"publisher"_s).verdict, Verdict::Pass);
}

void TestPackageDiff::agreesWithGitOnRealReleases()
{
    const QString package = u"@roadiehq/backstage-plugin-argo-cd"_s;
    QTemporaryDir directory;
    const SystemClock clock;
    const KeptPackages kept(directory.filePath(u"kept"_s));
    QSemaphore turns(2);
    const auto config = NpmConfig::ofThisComputer();
    if (!config)
        QSKIP("npm is not configured here");
    NpmClient client(*config, kept, turns, clock, {.attempts = 2});
    const auto document = client.document(package);
    if (!document || document->packument.versions().size() < 2)
        QSKIP("The npm registry cannot be reached, or has only one release");
    const QStringList versions
        = document->packument.versions().mid(document->packument.versions().size() - 2);
    QList<TarFiles> sides;
    for (const QString &version : versions) {
        const auto tarball = client.tarball(document->packument, version);
        QVERIFY2(tarball, tarball ? "" : qPrintable(describe(tarball.error())));
        sides << *readTarball(tarball->bytes);
    }
    unpackTo(QDir(directory.filePath(u"before"_s)), sides.first());
    unpackTo(QDir(directory.filePath(u"after"_s)), sides.last());

    QList<FileChange> changes = changedFiles(sides.first(), sides.last());
    // git was told not to look for renames: a rename is one file gone and one come.
    for (const FileChange &change : QList<FileChange>(changes)) {
        if (change.kind != FileChangeKind::Renamed)
            continue;
        changes.removeOne(change);
        const TarFiles moved = filesOf({{change.path, sides.last().value(change.path).bytes}});
        const TarFiles left
            = filesOf({{*change.oldPath, sides.first().value(*change.oldPath).bytes}});
        changes << changedFiles({}, moved) << changedFiles(left, {});
    }
    QVERIFY(!changes.isEmpty());
    QCOMPARE(ourNumstat(changes), gitNumstat(directory.path()));
}

QTEST_GUILESS_MAIN(TestPackageDiff)
#include "tst_packagediff.moc"
