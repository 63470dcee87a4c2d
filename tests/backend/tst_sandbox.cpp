// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/seedprogress.h"
#include "backend/sandbox/seedstory.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/sandboxsignin.h"
#include "tests/testsupport/serverprocess.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

class SandboxTest : public QObject
{
    Q_OBJECT

    static QJsonObject seedOf(HttpClient &client)
    {
        const QJsonArray operations = client.get(u"/api/v1/operations?type=import&limit=200"_s).items();
        for (const QJsonValue operation : operations) {
            if (operation["subject"_L1].toString().startsWith(u"Local sandbox"_s))
                return operation.toObject();
        }
        return {};
    }

private Q_SLOTS:
    void tellsAStoryThatFits();
    void readsPackagesOfOnesOwn();
    void remembersWhatWasDone();
    void isNotSeededTwice();
};

void SandboxTest::tellsAStoryThatFits()
{
    const auto story = sandbox::readSeedStory({});
    QVERIFY2(story, story ? "" : qPrintable(story.error().message));
    QVERIFY(story->packages.size() >= 60);
    QSet<QString> packages;
    for (const sandbox::SeedPackage &package : story->packages) {
        QVERIFY2(!packages.contains(package.name), qPrintable(package.name));
        packages.insert(package.name);
    }
    QSet<QString> acts;
    for (const sandbox::SeedAct &act : story->acts) {
        QVERIFY2(!act.id.isEmpty() && !acts.contains(act.id), qPrintable(act.id));
        const QString package = act.details["package"_L1].toString();
        QVERIFY2(package.isEmpty() || packages.contains(package), qPrintable(act.id));
        for (const char *member : {"request", "revision"}) {
            const QString before = act.details[QLatin1String(member)].toString();
            QVERIFY2(before.isEmpty() || acts.contains(before), qPrintable(act.id));
        }
        acts.insert(act.id);
    }
    QCOMPARE(story->leadingNames().size() + story->otherNames().size(), story->packages.size());
}

void SandboxTest::readsPackagesOfOnesOwn()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"packages.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"(["a", {"name": "b", "owner": "x", "tags": ["t"]}, {"package": "c", "category": "cicd"}])");
    file.close();
    const auto story = sandbox::readSeedStory(file.fileName());
    QVERIFY(story);
    QCOMPARE(story->otherNames(), QStringList({u"a"_s, u"b"_s, u"c"_s}));
    QVERIFY(story->acts.isEmpty());
    QCOMPARE(story->packages.at(1).tags, QStringList({u"t"_s}));
    QVERIFY(!sandbox::readSeedStory(u"/nowhere.json"_s));
}

void SandboxTest::remembersWhatWasDone()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"seed.json"_s);
    auto first = sandbox::SeedProgress::open(path);
    QVERIFY(first && !first->has(u"a"_s));
    QVERIFY(first->remember(u"a"_s, u"req_1"_s));
    const QString key = first->idempotencyKey(u"b"_s, {{u"x"_s, 1}});
    QVERIFY(key != first->idempotencyKey(u"b"_s, {{u"x"_s, 2}}));
    auto second = sandbox::SeedProgress::open(path);
    QVERIFY(second);
    QCOMPARE(second->result(u"a"_s), u"req_1"_s);
    QCOMPARE(second->idempotencyKey(u"b"_s, {{u"x"_s, 1}}), key);
    QVERIFY(second->finish());
    QVERIFY(sandbox::SeedProgress::open(path)->isFinished());
}

void SandboxTest::isNotSeededTwice()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"packages.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"(["@backstage-community/plugin-tekton", "@no-such-scope/no-such-package"])");
    file.close();
    ServerProcess server({u"--sandbox"_s, u"--packages"_s, file.fileName()});
    QVERIFY2(server.start(), server.log());
    HttpClient admin(server.url());
    admin.setToken(accessToken(server.url(), u"admin"_s));
    QVERIFY(waitUntil([&] { return seedOf(admin)["status"_L1].toString() == u"succeeded"_s; }, 60'000));
    const auto log = admin.get(u"/api/v1/operations/"_s + seedOf(admin)["id"_L1].toString() + u"/log"_s);
    QVERIFY2(log.body.contains("no-such-package"), log.body);
    const qsizetype operations = admin.get(u"/api/v1/operations?limit=200"_s).items().size();
    const qsizetype requests = admin.get(u"/api/v1/approval-requests?limit=200"_s).items().size();
    QVERIFY(requests >= 1);
    QVERIFY(server.stop());
    QVERIFY2(server.restart(), server.log());
    admin.setToken(accessToken(server.url(), u"admin"_s));
    QCOMPARE(admin.get(u"/api/v1/operations?limit=200"_s).items().size(), operations);
    QCOMPARE(admin.get(u"/api/v1/approval-requests?limit=200"_s).items().size(), requests);
}

QTEST_GUILESS_MAIN(SandboxTest)
#include "tst_sandbox.moc"
