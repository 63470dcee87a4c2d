// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/filetokenstore.h"
#include "core/auth/keychaintokenstore.h"
#include "core/auth/profiles.h"

#include <qt6keychain/keychain.h>

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

//! Secrets rest in private files or not at all; profiles hold none.
class TestTokenStore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasWritten();
    void filesArePrivate();
    void replacesAtomically();
    void removedIsGone();
    void keysDoNotEscapeTheDirectory();
    void unwritableDirectoryIsAnError();
    void withoutAKeyStoreItSaysSo();
    void tellsNoneFromOneThatFailed_data();
    void tellsNoneFromOneThatFailed();
    void profilesSurviveARestart();
    void samePersonIsOneProfile();
    void sandboxMovesItsPort();
    void damagedProfilesAreLeftAlone();
};

namespace {

std::optional<QByteArray> valueOf(FileTokenStore &store, const QString &key)
{
    const auto result = store.read(key).result();
    return result ? *result : std::nullopt;
}

Profile profile(const QString &id, const QString &subject)
{
    Profile p;
    p.id = id;
    p.portalUrl = u"https://portal.acme.example"_s;
    p.portalName = u"Acme Portal"_s;
    p.issuer = u"https://id.acme.example"_s;
    p.clientId = u"console"_s;
    p.resource = u"urn:api"_s;
    p.subject = subject;
    p.personName = u"Someone"_s;
    p.email = u""_s;
    p.lastUsed = QDateTime::fromSecsSinceEpoch(1795430791, Qt::UTC);
    return p;
}

} // namespace

void TestTokenStore::keepsWhatWasWritten()
{
    QTemporaryDir directory;
    {
        FileTokenStore store(directory.filePath(u"secrets"_s));
        QVERIFY(store.write(u"refresh/prf_1"_s, "secret").result());
    }
    FileTokenStore store(directory.filePath(u"secrets"_s));
    QCOMPARE(valueOf(store, u"refresh/prf_1"_s), QByteArray("secret"));
    QCOMPARE(valueOf(store, u"refresh/prf_2"_s), std::nullopt);
}

void TestTokenStore::filesArePrivate()
{
    QTemporaryDir directory;
    FileTokenStore store(directory.filePath(u"secrets"_s));
    QVERIFY(store.write(u"a"_s, "secret").result());
    const QDir secrets(directory.filePath(u"secrets"_s));
    const auto open = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(secrets.path()) & open, QFile::Permissions());
    const QFileInfoList files = secrets.entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.first().permissions() & open, QFile::Permissions());
}

void TestTokenStore::replacesAtomically()
{
    QTemporaryDir directory;
    FileTokenStore store(directory.path());
    QVERIFY(store.write(u"a"_s, "one").result());
    QVERIFY(store.write(u"a"_s, "two").result());
    QCOMPARE(valueOf(store, u"a"_s), QByteArray("two"));
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files).size(), 1);
}

void TestTokenStore::removedIsGone()
{
    QTemporaryDir directory;
    FileTokenStore store(directory.path());
    QVERIFY(store.write(u"a"_s, "one").result());
    QVERIFY(store.remove(u"a"_s).result());
    QVERIFY(store.remove(u"a"_s).result());
    QCOMPARE(valueOf(store, u"a"_s), std::nullopt);
    QVERIFY(QDir(directory.path()).isEmpty());
}

void TestTokenStore::keysDoNotEscapeTheDirectory()
{
    QTemporaryDir directory;
    FileTokenStore store(directory.filePath(u"secrets"_s));
    QVERIFY(store.write(u"../../escaped"_s, "one").result());
    QCOMPARE(QDir(directory.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList {u"secrets"_s});
    QCOMPARE(valueOf(store, u"../../escaped"_s), QByteArray("one"));
}

void TestTokenStore::unwritableDirectoryIsAnError()
{
    QTemporaryDir directory;
    QFile blocker(directory.filePath(u"secrets"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    FileTokenStore store(directory.filePath(u"secrets"_s));
    const Status written = store.write(u"a"_s, "one").result();
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Storage);
}

void TestTokenStore::withoutAKeyStoreItSaysSo()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("a desktop session may have a key store");
    KeychainTokenStore store;
    const auto written = store.write(u"a"_s, "one");
    QTRY_VERIFY(written.isFinished());
    QVERIFY(!written.result());
    QCOMPARE(written.result().error().code, u"keystore_unavailable"_s);
}

void TestTokenStore::tellsNoneFromOneThatFailed_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<QString>("code");
    QTest::newRow("no backend") << int(QKeychain::NoBackendAvailable) << false << QString(keystore::unavailable);
    QTest::newRow("not for this platform") << int(QKeychain::NotImplemented) << false << QString(keystore::unavailable);
    QTest::newRow("something, and none is known") << int(QKeychain::OtherError) << false << QString(keystore::unavailable);
    QTest::newRow("something, and one is known") << int(QKeychain::OtherError) << true << QString(keystore::failed);
    QTest::newRow("its person said no") << int(QKeychain::AccessDeniedByUser) << true << QString(keystore::failed);
    QTest::newRow("it said no") << int(QKeychain::AccessDenied) << true << QString(keystore::failed);
    QTest::newRow("it cannot") << int(QKeychain::CouldNotDeleteEntry) << true << QString(keystore::failed);
}

void TestTokenStore::tellsNoneFromOneThatFailed()
{
    QFETCH(int, error);
    QFETCH(bool, isThere);
    QFETCH(QString, code);
    QCOMPARE(QString(keystore::codeOf(error, isThere)), code);
}

void TestTokenStore::profilesSurviveARestart()
{
    QTemporaryDir directory;
    const QString file = directory.filePath(u"sub/profiles.json"_s);
    {
        Profiles profiles(file);
        QVERIFY(profiles.load());
        QSignalSpy changed(&profiles, &Profiles::changed);
        QVERIFY(profiles.remember(profile(u"prf_1"_s, u"alice"_s)));
        QVERIFY(profiles.remember(profile(u"prf_2"_s, u"bob"_s)));
        QCOMPARE(changed.size(), 2);
    }
    Profiles profiles(file);
    QVERIFY(profiles.load());
    QCOMPARE(profiles.all().size(), 2);
    QCOMPARE(profiles.all().first(), profile(u"prf_2"_s, u"bob"_s));
    QVERIFY(profiles.forget(u"prf_2"_s));
    QVERIFY(!profiles.find(u"prf_2"_s));
}

void TestTokenStore::samePersonIsOneProfile()
{
    QTemporaryDir directory;
    Profiles profiles(directory.filePath(u"p.json"_s));
    const Profile alice = profile(u"prf_1"_s, u"alice"_s);
    QVERIFY(profiles.remember(alice));
    QCOMPARE(profiles.find(alice.portalUrl, alice.issuer, u"alice"_s), alice);
    QVERIFY(!profiles.find(alice.portalUrl, alice.issuer, u"bob"_s));
    QVERIFY(!profiles.find(alice.portalUrl, u"https://other.example"_s, u"alice"_s));
}

void TestTokenStore::sandboxMovesItsPort()
{
    QTemporaryDir directory;
    Profiles profiles(directory.filePath(u"p.json"_s));
    Profile sandbox = profile(u"prf_1"_s, u"admin"_s);
    sandbox.sandbox = true;
    sandbox.portalUrl = u"http://127.0.0.1:1111"_s;
    QVERIFY(profiles.remember(sandbox));
    QVERIFY(profiles.find(u"http://127.0.0.1:2222"_s, u"http://127.0.0.1:2222/oidc"_s, u"admin"_s));
}

void TestTokenStore::damagedProfilesAreLeftAlone()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"p.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"profiles\":[{");
    file.close();
    Profiles profiles(file.fileName());
    QVERIFY(!profiles.load());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "{\"profiles\":[{");
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestTokenStore)
#include "tst_tokenstore.moc"
