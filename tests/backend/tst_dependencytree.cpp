// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/dependencytree.h"
#include "core/base/json.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

//! What npm would install, from documents of a registry in memory.
class TestDependencyTree final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void walksWhatIsInstalled();
    void followsAliasesAndTags();
    void takesEachVersionOnce();
    void tellsWhatCannotBeFound();
    void aLostRegistryEndsIt();
    void limitsEndIt();
    void stopsWhenAsked();
    void choosesLikeNpm_data();
    void choosesLikeNpm();

private:
    void publish(const QString &name, const QJsonObject &versions, const QJsonObject &tags = {});
    PackageSource source();

    QHash<QString, Packument> m_packages;
    QStringList m_asked;
};

namespace {

QJsonObject dependsOn(const QJsonObject &dependencies, const QJsonObject &more = {})
{
    QJsonObject manifest {{u"license"_s, u"MIT"_s}, {u"dependencies"_s, dependencies}};
    for (auto it = more.begin(); it != more.end(); ++it)
        manifest.insert(it.key(), it.value());
    return manifest;
}

QStringList idsOf(const DependencyTree &tree)
{
    QStringList ids;
    for (const ResolvedPackage &package : tree.packages)
        ids << package.id();
    return ids;
}

} // namespace

void TestDependencyTree::init()
{
    m_packages.clear();
    m_asked.clear();
}

void TestDependencyTree::publish(const QString &name, const QJsonObject &versions, const QJsonObject &tags)
{
    QJsonObject withTags = tags;
    if (!tags.contains(u"latest"_s))
        withTags.insert(u"latest"_s, versions.keys().last());
    m_packages.insert(name,
        *Packument::parse(name, toJsonBytes({{u"name"_s, name}, {u"versions"_s, versions}, {u"dist-tags"_s, withTags}})));
}

PackageSource TestDependencyTree::source()
{
    return {[this](const QString &name) -> Result<Packument> {
                m_asked << name;
                const auto found = m_packages.constFind(name);
                return found == m_packages.cend() ? Result<Packument>(fail(inputError(u"package_not_found"_s, u"none"_s))) : *found;
            },
        [](const QString &, const QString &) -> Result<QJsonObject> { return QJsonObject {{u"license"_s, u"ISC"_s}}; }};
}

void TestDependencyTree::walksWhatIsInstalled()
{
    publish(u"a"_s, {{u"1.0.0"_s, dependsOn({{u"b"_s, u"^2.0.0"_s}}, {{u"hasInstallScript"_s, true}})}});
    publish(u"b"_s, {{u"2.1.0"_s, QJsonObject {{u"deprecated"_s, u"use c"_s}}}});
    publish(u"o"_s, {{u"1.0.0"_s, dependsOn({})}});
    const auto tree = resolveDependencies(source(),
        {{u"dependencies"_s, QJsonObject {{u"a"_s, u"^1.0.0"_s}}}, {u"optionalDependencies"_s, QJsonObject {{u"o"_s, u"*"_s}}},
            {u"peerDependencies"_s, QJsonObject {{u"react"_s, u"*"_s}}}, {u"devDependencies"_s, QJsonObject {{u"jest"_s, u"*"_s}}}});
    QVERIFY(tree);
    QCOMPARE(idsOf(*tree), QStringList({u"a@1.0.0"_s, u"o@1.0.0"_s, u"b@2.1.0"_s}));
    QVERIFY(tree->packages.at(0).isDirect() && tree->packages.at(0).hasInstallScript);
    QCOMPARE(tree->packages.at(2).requiredBy, u"a@1.0.0"_s);
    QCOMPARE(tree->packages.at(2).deprecated, u"use c"_s);
    QCOMPARE(tree->packages.at(2).licence, u"ISC"_s); // Asked for, since the short document has none.
    QVERIFY(tree->isComplete && tree->unresolved.isEmpty());
}

void TestDependencyTree::followsAliasesAndTags()
{
    publish(u"real"_s, {{u"1.0.0"_s, dependsOn({})}, {u"2.0.0-rc.1"_s, dependsOn({})}}, {{u"latest"_s, u"1.0.0"_s}, {u"next"_s, u"2.0.0-rc.1"_s}});
    const auto tree = resolveDependencies(source(), {{u"dependencies"_s, QJsonObject {{u"alias"_s, u"npm:real@next"_s}, {u"real"_s, u""_s}}}});
    QCOMPARE(idsOf(*tree), QStringList({u"real@2.0.0-rc.1"_s, u"real@1.0.0"_s}));
}

void TestDependencyTree::takesEachVersionOnce()
{
    publish(u"a"_s, {{u"1.0.0"_s, dependsOn({{u"b"_s, u"^1.0.0"_s}})}});
    publish(u"b"_s, {{u"1.0.0"_s, dependsOn({{u"a"_s, u"^1.0.0"_s}})}, {u"2.0.0"_s, dependsOn({{u"b"_s, u"^2.0.0"_s}})}});
    const auto tree = resolveDependencies(source(), {{u"dependencies"_s, QJsonObject {{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}}}});
    QCOMPARE(idsOf(*tree), QStringList({u"a@1.0.0"_s, u"b@2.0.0"_s, u"b@1.0.0"_s}));
    QCOMPARE(m_asked.count(u"b"_s), 1);
}

void TestDependencyTree::tellsWhatCannotBeFound()
{
    publish(u"a"_s, {{u"1.0.0"_s, dependsOn({{u"gone"_s, u"*"_s}})}});
    const auto tree = resolveDependencies(source(),
        {{u"dependencies"_s, QJsonObject {{u"a"_s, u"1"_s}, {u"../x"_s, u"1"_s}, {u"a2"_s, u"npm:a@^9"_s}, {u"g"_s, u"git+ssh://x/y"_s}}}});
    QVERIFY(tree);
    QStringList missing;
    for (const UnresolvedDependency &one : tree->unresolved)
        missing << QString(one.name + u" by "_s + one.requiredBy + u": "_s + one.reason);
    missing.sort();
    QCOMPARE(missing,
        QStringList({u"../x by the package itself: it is no package name"_s, u"a by the package itself: no version fits ^9"_s,
            u"g by the package itself: the registry has no such package"_s, u"gone by a@1.0.0: the registry has no such package"_s}));
}

void TestDependencyTree::aLostRegistryEndsIt()
{
    PackageSource lost = source();
    lost.document = [](const QString &) -> Result<Packument> { return fail(networkError(u"Unreachable"_s)); };
    const auto tree = resolveDependencies(lost, {{u"dependencies"_s, QJsonObject {{u"a"_s, u"1"_s}}}});
    QVERIFY(!tree);
    QCOMPARE(tree.error().kind, ErrorKind::Network);
}

void TestDependencyTree::limitsEndIt()
{
    for (int i = 0; i < 20; ++i)
        publish(u"p%1"_s.arg(i), {{u"1.0.0"_s, dependsOn({{u"p%1"_s.arg(i + 1), u"*"_s}})}});
    const auto tree = resolveDependencies(source(), {{u"dependencies"_s, QJsonObject {{u"p0"_s, u"*"_s}}}}, {.packages = 5});
    QCOMPARE(tree->packages.size(), 5);
    QVERIFY(!tree->isComplete);
}

void TestDependencyTree::stopsWhenAsked()
{
    publish(u"a"_s, {{u"1.0.0"_s, dependsOn({{u"b"_s, u"*"_s}})}});
    publish(u"b"_s, {{u"1.0.0"_s, dependsOn({})}});
    std::stop_source stop;
    const auto tree = resolveDependencies(source(), {{u"dependencies"_s, QJsonObject {{u"a"_s, u"*"_s}}}}, {}, stop.get_token(),
        [&stop](int known) { QCOMPARE(known, 1); stop.request_stop(); });
    QVERIFY(!tree);
    QCOMPARE(tree.error().kind, ErrorKind::Cancelled);
}

void TestDependencyTree::choosesLikeNpm_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("version");
    QTest::newRow("the latest where it fits") << u"^1.0.0"_s << u"1.1.0"_s;
    QTest::newRow("the highest otherwise") << u"~1.2.0"_s << u"1.2.1"_s;
    QTest::newRow("not what is deprecated") << u"2.x"_s << u"2.0.0"_s;
    QTest::newRow("deprecated when nothing else fits") << u"2.1.0"_s << u"2.1.0"_s;
    QTest::newRow("a tag") << u"beta"_s << u"3.0.0-beta.1"_s;
    QTest::newRow("no tag") << u"alpha"_s << QString();
    QTest::newRow("none") << u"^9"_s << QString();
}

void TestDependencyTree::choosesLikeNpm()
{
    QFETCH(QString, range);
    const QJsonObject plain;
    publish(u"a"_s,
        {{u"1.0.0"_s, plain}, {u"1.1.0"_s, plain}, {u"1.2.0"_s, plain}, {u"1.2.1"_s, plain}, {u"2.0.0"_s, plain},
            {u"2.1.0"_s, QJsonObject {{u"deprecated"_s, u"broken"_s}}}, {u"3.0.0-beta.1"_s, plain}},
        {{u"latest"_s, u"1.1.0"_s}, {u"beta"_s, u"3.0.0-beta.1"_s}});
    QTEST(chooseVersion(m_packages.value(u"a"_s), range), "version");
}

QTEST_GUILESS_MAIN(TestDependencyTree)
#include "tst_dependencytree.moc"
