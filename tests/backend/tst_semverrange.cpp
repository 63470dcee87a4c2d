// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/semverrange.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

//! npm's ranges, beside npm's own reading of them where it is installed.
class TestSemVerRange final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void satisfies_data();
    void satisfies();
    void agreesWithNpm();
    void refusesWhatIsNoRange_data();
    void refusesWhatIsNoRange();
    void linesOfAnEngine_data();
    void linesOfAnEngine();
};

namespace {

struct Pair
{
    const char *range;
    const char *version;
    bool fits;
};

constexpr Pair pairs[] = {
    {"^1.2.3", "1.2.3", true}, {"^1.2.3", "1.9.0", true}, {"^1.2.3", "2.0.0", false}, {"^1.2.3", "1.2.2", false},
    {"^0.2.3", "0.2.9", true}, {"^0.2.3", "0.3.0", false}, {"^0.0.3", "0.0.3", true}, {"^0.0.3", "0.0.4", false},
    {"^1.x", "1.7.0", true}, {"^0.x", "0.9.0", true}, {"^0.0", "0.0.7", true}, {"^0.0", "0.1.0", false},
    {"~1.2.3", "1.2.9", true}, {"~1.2.3", "1.3.0", false}, {"~1.2", "1.2.0", true}, {"~1", "1.9.9", true}, {"~1", "2.0.0", false},
    {"~>1.2.3", "1.2.5", true}, {"1.2.x", "1.2.7", true}, {"1.2.x", "1.3.0", false}, {"1.*", "1.9.0", true}, {"1", "1.0.0", true},
    {"*", "3.1.4", true}, {"", "3.1.4", true}, {"*", "1.0.0-rc.1", false}, {"x", "0.0.1", true},
    {">=1.2.3", "1.2.3", true}, {">= 1.2.3", "9.0.0", true}, {">1.2.3", "1.2.3", false}, {">1.2", "1.2.9", false},
    {">1.2", "1.3.0", true}, {">1", "2.0.0", true}, {">1", "2.0.0-beta", false}, {"<2", "1.9.9", true}, {"<2", "2.0.0-rc.1", false},
    {"<=1.2", "1.2.9", true}, {"<=1.2", "1.3.0", false}, {"<1.2.3", "1.2.2", true}, {">=1 <2", "1.5.0", true},
    {">=1.0.0 <2.0.0 || >=3.0.0", "3.1.0", true}, {">=1.0.0 <2.0.0 || >=3.0.0", "2.5.0", false},
    {"1.2.3 - 2.3.4", "2.3.4", true}, {"1.2.3 - 2.3.4", "2.3.5", false}, {"1.2 - 2.3", "2.3.9", true}, {"1.2 - 2", "2.9.9", true},
    {"1.2.3", "1.2.3", true}, {"=1.2.3", "1.2.3", true}, {"v1.2.3", "1.2.3", true}, {"1.2.3", "1.2.4", false},
    {"^1.2.3-beta.2", "1.2.3-beta.4", true}, {"^1.2.3-beta.2", "1.2.3-beta.1", false}, {"^1.2.3-beta.2", "1.2.4-beta.2", false},
    {"^1.2.3-beta.2", "1.3.0", true}, {">=1.0.0-0", "1.0.0-alpha", true}, {"1.2.3-beta", "1.2.3", false},
    {"^18.0.0 || ^19.0.0", "19.2.0", true}, {"14 || 16 || 18", "16.4.0", true}, {"14 || 16 || 18", "17.0.0", false},
    {">=20.0.0", "20.0.0+build.5", true}, {">*", "1.0.0", false},
};

} // namespace

void TestSemVerRange::satisfies_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("fits");
    for (const Pair &pair : pairs)
        QTest::addRow("%s has %s", pair.range, pair.version)
            << QString::fromLatin1(pair.range) << QString::fromLatin1(pair.version) << pair.fits;
}

void TestSemVerRange::satisfies()
{
    QFETCH(QString, range);
    QFETCH(QString, version);
    const auto parsed = SemVerRange::parse(range);
    QTEST(parsed && parsed->isSatisfiedBy(*SemVer::parse(version)), "fits");
}

void TestSemVerRange::agreesWithNpm()
{
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    QStringList asked;
    for (const Pair &pair : pairs)
        asked << u"[\"%1\",\"%2\"]"_s.arg(QLatin1String(pair.range), QLatin1String(pair.version));
    QProcess process;
    process.start(node, {u"-e"_s, u"const s=require(require('child_process').execSync('npm root -g').toString().trim()+'/npm/node_modules/semver');"
                                  "for(const a of JSON.parse(process.argv[1]))console.log(s.satisfies(a[1],a[0])?1:0)"_s,
                             u'[' + asked.join(u',') + u']'});
    if (node.isEmpty() || !process.waitForFinished(30'000) || process.exitCode() != 0)
        QSKIP("npm's own module is not installed here");
    const QList<QByteArray> answers = process.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(answers.size(), qsizetype(std::size(pairs)));
    for (qsizetype i = 0; i < answers.size(); ++i)
        QVERIFY2((answers.at(i) == "1") == pairs[i].fits, pairs[i].range);
}

void TestSemVerRange::refusesWhatIsNoRange_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a tag") << u"latest"_s;
    QTest::newRow("an address") << u"https://x/y.tgz"_s;
    QTest::newRow("a repository") << u"user/repo"_s;
    QTest::newRow("too long") << QString(2000, u'1');
    QTest::newRow("too many") << QStringList(200, u"1.2.3"_s).join(u" || "_s);
}

void TestSemVerRange::refusesWhatIsNoRange()
{
    QFETCH(QString, text);
    QVERIFY(!SemVerRange::parse(text));
}

void TestSemVerRange::linesOfAnEngine_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QList<int>>("lines");
    QTest::newRow("from 18") << u">=18"_s << QList<int> {18, 20, 22};
    QTest::newRow("two lines") << u"20 || 22"_s << QList<int> {20, 22};
    QTest::newRow("from within a line") << u">=20.11.1 <21"_s << QList<int> {20};
    QTest::newRow("one version") << u"18.20.3"_s << QList<int> {18};
    QTest::newRow("none") << u"^14"_s << QList<int>();
}

void TestSemVerRange::linesOfAnEngine()
{
    QFETCH(QString, range);
    QList<int> lines;
    for (const int line : {18, 20, 22}) {
        if (SemVerRange::parse(range)->allowsMajor(line))
            lines << line;
    }
    QTEST(lines, "lines");
}

QTEST_GUILESS_MAIN(TestSemVerRange)
#include "tst_semverrange.moc"
