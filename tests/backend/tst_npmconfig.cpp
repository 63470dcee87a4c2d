// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/npmconfig.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

class TestNpmConfig final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void strongerSourcesWin();
    void scopesHaveTheirOwnRegistry();
    void expandsVariablesAndKeepsUnknownOnes();
    void tokensStayOnTheirHostAndPath_data();
    void tokensStayOnTheirHostAndPath();
    void asksNpmOnlyWhenNothingNamesARegistry();
    void refusesAnUnusableRegistry();
    void proxiesSpareWhatIsExcluded();
    void judgesPackageNames_data();
    void judgesPackageNames();

private:
    void write(const QString &path, const QByteArray &text) const;
    Result<NpmConfig> read() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    QProcessEnvironment m_environment;
    mutable int m_asked = 0;
};

void TestNpmConfig::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_environment = {};
    m_environment.insert(u"npm_config_globalconfig"_s, m_directory->filePath(u"global"_s));
    QDir(m_directory->path()).mkdir(u"project"_s);
    QDir(m_directory->path()).mkdir(u"home"_s);
    m_asked = 0;
}

void TestNpmConfig::write(const QString &path, const QByteArray &text) const
{
    QFile file(m_directory->filePath(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

Result<NpmConfig> TestNpmConfig::read() const
{
    return NpmConfig::read({m_environment, m_directory->filePath(u"project"_s),
        m_directory->filePath(u"home"_s), [this](const QString &) {
            ++m_asked;
            return u"https://npm.example/"_s;
        }});
}

void TestNpmConfig::strongerSourcesWin()
{
    write(u"global"_s, "registry=https://global.example/\ncafile=/global.pem\n");
    QCOMPARE(read()->registryFor(u"a"_s), QUrl(u"https://global.example/"_s));
    write(u"home/.npmrc"_s, "; a comment\nregistry = \"https://home.example/npm\"\n");
    QCOMPARE(read()->registryFor(u"a"_s), QUrl(u"https://home.example/npm/"_s));
    write(u"project/.npmrc"_s, "registry=https://project.example/\n");
    QCOMPARE(read()->registryFor(u"a"_s), QUrl(u"https://project.example/"_s));
    m_environment.insert(u"NPM_CONFIG_REGISTRY"_s, u"http://environment.example"_s);
    QCOMPARE(read()->registryFor(u"a"_s), QUrl(u"http://environment.example/"_s));
    QCOMPARE(read()->certificateFile(), u"/global.pem"_s);
    QCOMPARE(m_asked, 0);
}

void TestNpmConfig::scopesHaveTheirOwnRegistry()
{
    write(u"home/.npmrc"_s,
        "registry=https://all.example/\n@acme:registry=https://acme.example/npm/\n");
    const auto config = read();
    QCOMPARE(config->registryFor(u"@acme/plugin"_s), QUrl(u"https://acme.example/npm/"_s));
    QCOMPARE(config->registryFor(u"@acmes/plugin"_s), QUrl(u"https://all.example/"_s));
    QCOMPARE(config->registryFor(u"acme"_s), QUrl(u"https://all.example/"_s));
}

void TestNpmConfig::expandsVariablesAndKeepsUnknownOnes()
{
    m_environment.insert(u"PLACE"_s, u"place.example"_s);
    write(u"home/.npmrc"_s,
        "registry=https://${PLACE}/\n//place.example/:_authToken=${NOT_SET}\n//other.example/"
        ":_authToken=${NOT_SET?}\n");
    const auto config = read();
    QCOMPARE(config->registryFor(u"a"_s), QUrl(u"https://place.example/"_s));
    QCOMPARE(config->authorizationFor(QUrl(u"https://place.example/a"_s)), "Bearer ${NOT_SET}");
    QCOMPARE(config->authorizationFor(QUrl(u"https://other.example/a"_s)), QByteArray());
}

void TestNpmConfig::tokensStayOnTheirHostAndPath_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("root token") << u"https://a.example/x/y.tgz"_s << QByteArray("Bearer root");
    QTest::newRow("path token") << u"https://a.example/npm/x"_s << QByteArray("Bearer deep");
    QTest::newRow("path itself") << u"https://a.example/npm/"_s << QByteArray("Bearer deep");
    QTest::newRow("other port") << u"https://a.example:8443/x"_s << QByteArray();
    QTest::newRow("other host") << u"https://a.example.evil.example/x"_s << QByteArray();
    QTest::newRow("basic") << u"https://b.example/x"_s << QByteArray("Basic dXNlcjpwYXNz");
}

void TestNpmConfig::tokensStayOnTheirHostAndPath()
{
    QFETCH(QString, url);
    write(u"home/.npmrc"_s,
        "registry=https://a.example/\n//a.example/:_authToken=root\n//a.example/npm/"
        ":_authToken=deep\n"
        "//b.example/:username=user\n//b.example/:_password=cGFzcw==\n");
    QTEST(read()->authorizationFor(QUrl(url)), "header");
}

void TestNpmConfig::asksNpmOnlyWhenNothingNamesARegistry()
{
    QCOMPARE(read()->registryFor(u"a"_s), QUrl(u"https://npm.example/"_s));
    QCOMPARE(m_asked, 1);
}

void TestNpmConfig::refusesAnUnusableRegistry()
{
    write(u"home/.npmrc"_s, "registry=ftp://files.example/\n");
    const auto config = read();
    QVERIFY(!config);
    QCOMPARE(config.error().code, u"npm_registry_unknown"_s);
}

void TestNpmConfig::proxiesSpareWhatIsExcluded()
{
    write(u"home/.npmrc"_s,
        "registry=https://a.example/\nhttps-proxy=http://proxy.example:3128/"
        "\nnoproxy=inside.example, .corp.example\n");
    const auto config = read();
    QCOMPARE(
        config->proxyFor(QUrl(u"https://a.example/"_s)), QUrl(u"http://proxy.example:3128/"_s));
    QVERIFY(config->proxyFor(QUrl(u"http://a.example/"_s)).isEmpty());
    QVERIFY(config->proxyFor(QUrl(u"https://npm.inside.example/"_s)).isEmpty());
    QVERIFY(config->proxyFor(QUrl(u"https://corp.example/"_s)).isEmpty());
    QVERIFY(!config->proxyFor(QUrl(u"https://notinside.example/"_s)).isEmpty());
}

void TestNpmConfig::judgesPackageNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    QTest::newRow("plain") << u"left-pad"_s << true;
    QTest::newRow("scoped") << u"@backstage/plugin-catalog"_s << true;
    QTest::newRow("climbing") << u"../../etc/passwd"_s << false;
    QTest::newRow("climbing scope") << u"@../x"_s << false;
    QTest::newRow("two slashes") << u"@a/b/c"_s << false;
    QTest::newRow("hidden") << u".hidden"_s << false;
    QTest::newRow("newline") << u"a\nb"_s << false;
    QTest::newRow("trailing newline") << u"a\n"_s << false;
    QTest::newRow("percent") << u"a%2fb"_s << false;
    QTest::newRow("too long") << QString(215, u'a') << false;
    QTest::newRow("empty") << QString() << false;
}

void TestNpmConfig::judgesPackageNames()
{
    QFETCH(QString, name);
    QTEST(isPackageName(name), "good");
}

QTEST_GUILESS_MAIN(TestNpmConfig)
#include "tst_npmconfig.moc"
