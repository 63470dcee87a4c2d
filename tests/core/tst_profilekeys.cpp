// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/filetokenstore.h"
#include "core/storage/profilekeys.h"
#include "tests/testsupport/eventwait.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

//! The key of a profile rests in one place, comes back from there, and goes for good.
class TestProfileKeys final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyComesBackFromTheKeyStore();
    void aKeyComesBackFromUnderItsPassphrase();
    void anotherPassphraseIsRefused();
    void withoutAKeyItSaysSo();
    void movesUnderAPassphrase();
    void movesUnderAnotherPassphrase_data();
    void movesUnderAnotherPassphrase();
    void movesToTheKeyStore();
    void aMoveThatWasCutIsFinished();
    void theCounterRestsBesideTheKey_data();
    void theCounterRestsBesideTheKey();
    void theCounterGoesToRestByItself();
    void whatIsDecisiveGoesToRestVerySoon();
    void theCounterNeverFalls();
    void removedIsGone();
    void aKeyStoreThatFailsIsAnError();
    void aPassphraseNeedsNoKeyStore();
    void aDamagedFileIsNoticed();
};

namespace {

//! A desktop without a key store.
class NoTokenStore final : public TokenStore
{
public:
    QFuture<Result<std::optional<QByteArray>>> read(const QString &) override { return readyFuture(Result<std::optional<QByteArray>>(failure())); }
    QFuture<Status> write(const QString &, const QByteArray &) override { return readyFuture(Status(failure())); }
    QFuture<Status> remove(const QString &) override { return readyFuture(Status(failure())); }

private:
    static tl::unexpected<Error> failure() { return fail(storageError(u"no key store"_s)); }
};

SecureBytes secret(QByteArray bytes)
{
    return SecureBytes::take(bytes);
}

QByteArray bytesOf(const ProfileKey &kept)
{
    return {reinterpret_cast<const char *>(kept.key->bytes().data()), qsizetype(kept.key->size())};
}

//! Runs the event loop until \a future has its result.
template <typename T>
T awaited(const QFuture<T> &future)
{
    if (!testsupport::waitUntil([&] { return future.isFinished(); }, 30000))
        qFatal("a call did not end");
    return future.result();
}

struct Keys
{
    QTemporaryDir directory;
    FileTokenStore tokens{directory.filePath(u"tokens"_s)};
    QString file = directory.filePath(u"data/profile.store.key"_s);
    std::unique_ptr<ProfileKeys> keys = fresh(tokens);

    std::unique_ptr<ProfileKeys> fresh(TokenStore &store)
    {
        auto made = std::make_unique<ProfileKeys>(store, u"prf_1"_s, file);
        made->setCost(PassphraseCost::least());
        return made;
    }
    void restart() { keys = fresh(tokens); }
};

} // namespace

void TestProfileKeys::aKeyComesBackFromTheKeyStore()
{
    Keys k;
    const auto made = awaited(k.keys->make());
    QVERIFY(made);
    QCOMPARE(made->key->size(), size_t(32));
    k.restart();
    const auto read = awaited(k.keys->read());
    QVERIFY(read);
    QCOMPARE(bytesOf(*read), bytesOf(*made));
    QCOMPARE(read->generation, quint64(0));
    QCOMPARE(awaited(k.keys->place()).value(), ProfileKeys::Place::KeyStore);
}

void TestProfileKeys::aKeyComesBackFromUnderItsPassphrase()
{
    Keys k;
    const auto made = awaited(k.keys->makeUnder(secret("correct horse")));
    QVERIFY(made);
    k.restart();
    QCOMPARE(awaited(k.keys->place()).value(), ProfileKeys::Place::Passphrase);
    QCOMPARE(awaited(k.keys->read()).error().code, u"passphrase_needed"_s);
    const auto read = awaited(k.keys->readUnder(secret("correct horse")));
    QVERIFY(read);
    QCOMPARE(bytesOf(*read), bytesOf(*made));
    QFile file(k.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(bytesOf(*made)));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestProfileKeys::anotherPassphraseIsRefused()
{
    Keys k;
    QVERIFY(awaited(k.keys->makeUnder(secret("correct horse"))));
    QCOMPARE(awaited(k.keys->readUnder(secret("wrong horse"))).error().code, u"wrong_passphrase"_s);
    QVERIFY(awaited(k.keys->readUnder(secret("correct horse"))));
}

void TestProfileKeys::withoutAKeyItSaysSo()
{
    Keys k;
    QCOMPARE(awaited(k.keys->place()).value(), ProfileKeys::Place::Nowhere);
    QCOMPARE(awaited(k.keys->read()).error().code, u"no_key"_s);
    QCOMPARE(awaited(k.keys->readUnder(secret("p"))).error().code, u"no_key"_s);
}

void TestProfileKeys::movesUnderAPassphrase()
{
    Keys k;
    const auto made = awaited(k.keys->make());
    k.keys->noteGeneration(7);
    QVERIFY(awaited(k.keys->moveUnder(secret("p"))));
    QVERIFY(QDir(k.directory.filePath(u"tokens"_s)).isEmpty());
    k.restart();
    const auto read = awaited(k.keys->readUnder(secret("p")));
    QCOMPARE(bytesOf(*read), bytesOf(*made));
    QCOMPARE(read->generation, quint64(7));
}

void TestProfileKeys::movesUnderAnotherPassphrase_data()
{
    QTest::addColumn<bool>("hasKeyStore");
    QTest::newRow("with a key store") << true;
    QTest::newRow("without one") << false;
}

void TestProfileKeys::movesUnderAnotherPassphrase()
{
    QFETCH(bool, hasKeyStore);
    Keys k;
    NoTokenStore none;
    if (!hasKeyStore)
        k.keys = k.fresh(none);
    const auto made = awaited(k.keys->makeUnder(secret("correct horse")));
    QVERIFY(made);
    QCOMPARE(awaited(k.keys->changePassphrase(secret("wrong horse"), secret("battery"))).error().code, u"wrong_passphrase"_s);
    QVERIFY(awaited(k.keys->readUnder(secret("correct horse"))));
    QVERIFY(awaited(k.keys->changePassphrase(secret("correct horse"), secret("battery"))));
    QCOMPARE(awaited(k.keys->readUnder(secret("correct horse"))).error().code, u"wrong_passphrase"_s);
    const auto read = awaited(k.keys->readUnder(secret("battery")));
    QVERIFY(read);
    QCOMPARE(bytesOf(*read), bytesOf(*made));
}

void TestProfileKeys::movesToTheKeyStore()
{
    Keys k;
    const auto made = awaited(k.keys->makeUnder(secret("p")));
    QVERIFY(!awaited(k.keys->moveToKeyStore(secret("q"))));
    QCOMPARE(awaited(k.keys->place()).value(), ProfileKeys::Place::Passphrase);
    QVERIFY(awaited(k.keys->moveToKeyStore(secret("p"))));
    QVERIFY(QDir(k.directory.filePath(u"data"_s)).isEmpty());
    k.restart();
    QCOMPARE(bytesOf(*awaited(k.keys->read())), bytesOf(*made));
}

void TestProfileKeys::aMoveThatWasCutIsFinished()
{
    Keys k;
    QVERIFY(awaited(k.keys->make()));
    const auto entry = awaited(k.tokens.read(u"prf_1/key"_s));
    QVERIFY(awaited(k.keys->moveUnder(secret("p"))));
    QVERIFY(awaited(k.tokens.write(u"prf_1/key"_s, **entry)));
    k.restart();
    QCOMPARE(awaited(k.keys->read()).error().code, u"passphrase_needed"_s);
    QVERIFY(awaited(k.keys->readUnder(secret("p"))));
    QVERIFY(QDir(k.directory.filePath(u"tokens"_s)).isEmpty());
}

void TestProfileKeys::theCounterRestsBesideTheKey_data()
{
    QTest::addColumn<bool>("passphrase");
    QTest::newRow("key store") << false;
    QTest::newRow("passphrase") << true;
}

void TestProfileKeys::theCounterRestsBesideTheKey()
{
    QFETCH(bool, passphrase);
    Keys k;
    QVERIFY(awaited(passphrase ? k.keys->makeUnder(secret("p")) : k.keys->make()));
    k.keys->noteGeneration(41);
    k.keys->noteGeneration(42);
    QVERIFY(awaited(k.keys->flush()));
    k.restart();
    const auto read = awaited(passphrase ? k.keys->readUnder(secret("p")) : k.keys->read());
    QVERIFY(read);
    QCOMPARE(read->generation, quint64(42));
}

void TestProfileKeys::theCounterGoesToRestByItself()
{
    Keys k;
    QVERIFY(awaited(k.keys->make()));
    auto *timer = k.keys->findChild<QTimer *>();
    QVERIFY(timer);
    k.keys->noteGeneration(5);
    QVERIFY(timer->isActive());
    QVERIFY(timer->interval() <= ProfileKeys::writeWithinMs);
    timer->start(0);
    QTRY_VERIFY(!timer->isActive());
    QVERIFY(awaited(k.keys->place()));
    k.restart();
    QCOMPARE(awaited(k.keys->read())->generation, quint64(5));
}

void TestProfileKeys::whatIsDecisiveGoesToRestVerySoon()
{
    Keys k;
    QVERIFY(awaited(k.keys->make()));
    const auto *timer = k.keys->findChild<QTimer *>();
    QVERIFY(timer);
    k.keys->noteGeneration(4);
    QVERIFY(timer->remainingTime() > ProfileKeys::decisiveWithinMs);
    k.keys->noteGeneration(5, true);
    QVERIFY(timer->interval() <= ProfileKeys::decisiveWithinMs);
    const int left = timer->remainingTime();
    // More of the kind does not put it off.
    k.keys->noteGeneration(6, true);
    k.keys->noteGeneration(7);
    QVERIFY(timer->remainingTime() <= left);
    QTRY_VERIFY(!timer->isActive());
    QVERIFY(awaited(k.keys->place()));
    k.restart();
    QCOMPARE(awaited(k.keys->read())->generation, quint64(7));
}

void TestProfileKeys::theCounterNeverFalls()
{
    Keys k;
    QVERIFY(awaited(k.keys->make()));
    k.keys->noteGeneration(9);
    QVERIFY(awaited(k.keys->flush()));
    k.keys->noteGeneration(3);
    QVERIFY(awaited(k.keys->flush()));
    k.restart();
    QCOMPARE(awaited(k.keys->read())->generation, quint64(9));
}

void TestProfileKeys::removedIsGone()
{
    Keys k;
    QVERIFY(awaited(k.keys->make()));
    QVERIFY(awaited(k.keys->remove()));
    QVERIFY(awaited(k.keys->makeUnder(secret("p"))));
    QVERIFY(awaited(k.keys->remove()));
    QVERIFY(awaited(k.keys->remove()));
    QCOMPARE(awaited(k.keys->place()).value(), ProfileKeys::Place::Nowhere);
    QVERIFY(QDir(k.directory.filePath(u"tokens"_s)).isEmpty());
    QVERIFY(QDir(k.directory.filePath(u"data"_s)).isEmpty());
}

void TestProfileKeys::aKeyStoreThatFailsIsAnError()
{
    Keys k;
    NoTokenStore none;
    const auto keys = k.fresh(none);
    QSignalSpy failed(keys.get(), &ProfileKeys::failed);
    QVERIFY(!awaited(keys->make()));
    QVERIFY(!awaited(keys->read()));
    QVERIFY(!awaited(keys->place()));
    keys->noteGeneration(1);
    auto *timer = keys->findChild<QTimer *>();
    QVERIFY(timer);
    timer->start(0);
    QTRY_COMPARE(failed.size(), 1);
}

void TestProfileKeys::aPassphraseNeedsNoKeyStore()
{
    Keys k;
    NoTokenStore none;
    const auto keys = k.fresh(none);
    QVERIFY(awaited(keys->makeUnder(secret("p"))));
    QVERIFY(awaited(keys->readUnder(secret("p"))));
    keys->noteGeneration(2);
    QVERIFY(awaited(keys->flush()));
    QVERIFY(awaited(keys->remove()));
}

void TestProfileKeys::aDamagedFileIsNoticed()
{
    Keys k;
    QVERIFY(awaited(k.keys->makeUnder(secret("p"))));
    QFile file(k.file);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(20));
    QCOMPARE(awaited(k.keys->readUnder(secret("p"))).error().code, u"key_damaged"_s);
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestProfileKeys)
#include "tst_profilekeys.moc"
