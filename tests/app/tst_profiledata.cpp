// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profiledata.h"

#include "core/auth/filetokenstore.h"
#include "core/storage/sealedstore.h"
#include "core/storage/tables.h"
#include "tests/testsupport/eventwait.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

//! What this computer keeps for a person comes back at the next start, by the desktop's key store or by
//! a passphrase; where it cannot, the person hears why and nothing on the disk is touched.
class TestProfileData final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isThereAtTheNextStart();
    void aPassphraseInTheFirstRunKeepsWhatWasWritten();
    void asksForThePassphraseAtTheStart();
    void changesThePassphrase();
    void removesThePassphrase();
    void withoutAKeyStoreItLivesInMemory();
    void withoutAKeyStoreAPassphraseCountsAtOnce();
    void withoutAKeyStoreAPassphraseIsChangedToo();
    void whatWaitsForTheKeyStoreIsNotTouched();
    void aPassphraseThatCannotBeKeptLosesNothing();
    void oneWindowHasItAtATime();
    void aNewerStoreIsOnlyRead();
    void tellsOfDamage();
    void tellsOfAStoreThatWasSetBack();
    void flushingNotesWhatWasJustWritten();
    void setsAsideWhatHasNoKeyAnyMore();
    void wipingLeavesNothing();
    void wipingMayBeCutAnywhere_data();
    void wipingMayBeCutAnywhere();
    void countsWhatWasNotSent();

private:
    std::unique_ptr<ProfileData> start();
    //! Opens it under a passphrase.
    std::unique_ptr<ProfileData> startWith(const QByteArray &passphrase);
    QStringList files() const { return QDir(m_folder->filePath(u"profiles"_s)).entryList(QDir::Files, QDir::Name); }
    QString storeFile() const { return m_folder->filePath(u"profiles/prf_1.store"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TokenStore> m_keys;
};

namespace {

//! A desktop whose key store does not answer.
class NoKeyStore final : public TokenStore
{
public:
    QFuture<Result<std::optional<QByteArray>>> read(const QString &) override { return readyFuture(Result<std::optional<QByteArray>>(failure())); }
    QFuture<Status> write(const QString &, const QByteArray &) override { return readyFuture(Status(failure())); }
    QFuture<Status> remove(const QString &) override { return readyFuture(Status(failure())); }

private:
    static tl::unexpected<Error> failure() { return fail(storageError(u"no key store"_s)); }
};

const QString outbox = QString::fromLatin1(tables::outbox);
const QString drafts = QString::fromLatin1(tables::drafts);

SecureBytes secret(QByteArray bytes)
{
    return SecureBytes::take(bytes);
}

template <typename T>
T awaited(const QFuture<T> &future)
{
    if (!testsupport::waitUntil([&] { return future.isFinished(); }, 30000))
        qFatal("a call did not end");
    return future.result();
}

Status put(ProfileData &data, const QString &table, const QString &key, const QByteArray &value)
{
    RowBatch batch;
    batch.put = {{table, key, value}};
    batch.durability = Durability::Fsynced;
    return awaited(data.rows().write(batch));
}

QByteArray get(ProfileData &data, const QString &table, const QString &key)
{
    const auto row = awaited(data.rows().read(table, key));
    return row ? row->value_or(QByteArray()) : row.error().code.toUtf8();
}

QString told(const QSignalSpy &spy)
{
    QStringList words;
    for (const QList<QVariant> &arguments : spy)
        words.append(arguments.first().value<Error>().message);
    return words.join(u'\n');
}

} // namespace

void TestProfileData::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_keys = std::make_unique<FileTokenStore>(m_folder->filePath(u"keys"_s));
}

std::unique_ptr<ProfileData> TestProfileData::start()
{
    auto data = std::make_unique<ProfileData>(u"prf_1"_s, *m_keys, m_folder->filePath(u"profiles"_s));
    data->setPassphraseCost(PassphraseCost::least());
    return data;
}

std::unique_ptr<ProfileData> TestProfileData::startWith(const QByteArray &passphrase)
{
    auto data = start();
    if (awaited(data->open()) || !awaited(data->unlock(secret(passphrase))))
        return nullptr;
    return data;
}

void TestProfileData::isThereAtTheNextStart()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(!data->trouble());
    QVERIFY(!data->isInMemory());
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    data.reset();
    data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(!data->isUnderPassphrase());
    QCOMPARE(get(*data, drafts, u"d"_s), "text");
}

//! The key that the first run made is the one that goes under the passphrase.
void TestProfileData::aPassphraseInTheFirstRunKeepsWhatWasWritten()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    QVERIFY(awaited(data->changePassphrase({}, secret("correct horse"))));
    QVERIFY(data->isUnderPassphrase());
    data.reset();
    data = startWith("correct horse");
    QVERIFY(data);
    QVERIFY(!data->trouble());
    QCOMPARE(get(*data, drafts, u"d"_s), "text");
}

void TestProfileData::asksForThePassphraseAtTheStart()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(awaited(data->changePassphrase({}, secret("correct horse"))));
    data.reset();
    data = start();
    QCOMPARE(awaited(data->open()).error().code, u"passphrase_needed"_s);
    QCOMPARE(awaited(data->unlock(secret("wrong horse"))).error().code, u"wrong_passphrase"_s);
    QVERIFY(awaited(data->unlock(secret("correct horse"))));
    QVERIFY(data->isUnderPassphrase());
}

void TestProfileData::changesThePassphrase()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    QVERIFY(awaited(data->changePassphrase({}, secret("correct horse"))));
    QCOMPARE(awaited(data->changePassphrase(secret("wrong horse"), secret("battery staple"))).error().code, u"wrong_passphrase"_s);
    QVERIFY(awaited(data->changePassphrase(secret("correct horse"), secret("battery staple"))));
    data.reset();
    QVERIFY(!startWith("correct horse"));
    data = startWith("battery staple");
    QVERIFY(data);
    QCOMPARE(get(*data, drafts, u"d"_s), "text");
}

void TestProfileData::removesThePassphrase()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    QVERIFY(awaited(data->changePassphrase({}, secret("correct horse"))));
    QVERIFY(awaited(data->changePassphrase(secret("correct horse"), {})));
    QVERIFY(!data->isUnderPassphrase());
    data.reset();
    data = start();
    QVERIFY(awaited(data->open()));
    QCOMPARE(get(*data, drafts, u"d"_s), "text");
}

void TestProfileData::withoutAKeyStoreItLivesInMemory()
{
    m_keys = std::make_unique<NoKeyStore>();
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(data->isInMemory());
    QCOMPARE(data->trouble()->message, u"no key store"_s);
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    QCOMPARE(get(*data, drafts, u"d"_s), "text");
    QVERIFY(files().isEmpty());
    data.reset();
    data = start();
    QVERIFY(awaited(data->open()));
    QCOMPARE(get(*data, drafts, u"d"_s), "");
}

void TestProfileData::withoutAKeyStoreAPassphraseCountsAtOnce()
{
    m_keys = std::make_unique<NoKeyStore>();
    auto data = start();
    QVERIFY(awaited(data->open()));
    RowStore &rows = data->rows();
    QVERIFY(put(*data, drafts, u"before"_s, "1"));
    QVERIFY(awaited(data->changePassphrase({}, secret("correct horse"))));
    QCOMPARE(&data->rows(), &rows);
    QVERIFY(!data->trouble());
    QVERIFY(!data->isInMemory());
    QVERIFY(data->isUnderPassphrase());
    QVERIFY(put(*data, drafts, u"after"_s, "2"));
    data.reset();
    data = startWith("correct horse");
    QVERIFY(data);
    QCOMPARE(get(*data, drafts, u"before"_s), "1");
    QCOMPARE(get(*data, drafts, u"after"_s), "2");
}

void TestProfileData::withoutAKeyStoreAPassphraseIsChangedToo()
{
    m_keys = std::make_unique<NoKeyStore>();
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(awaited(data->changePassphrase({}, secret("correct horse"))));
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    QVERIFY(awaited(data->changePassphrase(secret("correct horse"), secret("battery staple"))));
    data.reset();
    data = startWith("battery staple");
    QVERIFY(data);
    QCOMPARE(get(*data, drafts, u"d"_s), "text");
}

//! A key store that is away today has the key of what was kept yesterday.
void TestProfileData::whatWaitsForTheKeyStoreIsNotTouched()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    data.reset();
    std::unique_ptr<TokenStore> real = std::exchange(m_keys, std::make_unique<NoKeyStore>());
    const QStringList before = files();
    data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(data->isInMemory());
    QCOMPARE(awaited(data->changePassphrase({}, secret("correct horse"))).error().code, u"key_store_first"_s);
    QCOMPARE(files(), before);
    data.reset();
    m_keys = std::move(real);
    data = start();
    QVERIFY(awaited(data->open()));
    QCOMPARE(get(*data, drafts, u"d"_s), "text");
}

void TestProfileData::aPassphraseThatCannotBeKeptLosesNothing()
{
    m_keys = std::make_unique<NoKeyStore>();
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    // Where the store should be made stands a folder.
    QVERIFY(QDir(m_folder->path()).mkpath(u"profiles/prf_1.store.lock"_s));
    QVERIFY(!awaited(data->changePassphrase({}, secret("correct horse"))));
    QVERIFY(data->isInMemory());
    QVERIFY(!data->isUnderPassphrase());
    QCOMPARE(get(*data, drafts, u"d"_s), "text");
    QVERIFY2(files().isEmpty(), qPrintable(files().join(u' ')));
    QVERIFY(QDir(m_folder->path()).rmdir(u"profiles/prf_1.store.lock"_s));
    QVERIFY(awaited(data->changePassphrase({}, secret("correct horse"))));
    data.reset();
    data = startWith("correct horse");
    QVERIFY(data);
    QCOMPARE(get(*data, drafts, u"d"_s), "text");
}

void TestProfileData::oneWindowHasItAtATime()
{
    auto first = start();
    QVERIFY(awaited(first->open()));
    auto second = start();
    QVERIFY(awaited(second->open()));
    QVERIFY(second->isInMemory());
    QCOMPARE(second->trouble()->code, u"store_in_use"_s);
    QVERIFY(put(*first, drafts, u"d"_s, "text"));
    first.reset();
    auto third = start();
    QVERIFY(awaited(third->open()));
    QVERIFY(!third->trouble());
    QCOMPARE(get(*third, drafts, u"d"_s), "text");
}

void TestProfileData::aNewerStoreIsOnlyRead()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    data.reset();
    {
        ProfileKeys keys(*m_keys, u"prf_1"_s, m_folder->filePath(u"profiles/prf_1.key"_s));
        const auto key = awaited(keys.read());
        QVERIFY(key);
        storage::StoreOptions newer;
        newer.migrations += [](storage::RowTable &, const storage::RowSealer &, storage::StoreHeader &) { return Status(); };
        QVERIFY(storage::SealedStore::open({storeFile(), u"prf_1"_s}, std::move(*key->key), key->generation, newer));
    }
    data = start();
    QVERIFY(awaited(data->open()));
    QCOMPARE(data->trouble()->code, u"store_newer"_s);
    QVERIFY(!data->isInMemory());
    QCOMPARE(get(*data, drafts, u"d"_s), "text");
    QCOMPARE(put(*data, drafts, u"d"_s, "other").error().code, u"store_newer"_s);
}

void TestProfileData::tellsOfDamage()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    data.reset();
    QFile file(storeFile());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    file.write(QByteArray(file.size() / 2, 'x'));
    file.close();
    data = start();
    QSignalSpy spy(data.get(), &ProfileData::told);
    QVERIFY(awaited(data->open()));
    QCOMPARE(get(*data, drafts, u"d"_s), "text");
    QTRY_VERIFY(told(spy).contains("What is kept on this computer was damaged."_L1));
    QVERIFY2(told(spy).contains("Nothing that only this computer had is lost."_L1), qPrintable(told(spy)));
}

void TestProfileData::tellsOfAStoreThatWasSetBack()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(put(*data, drafts, u"d"_s, "old"));
    data.reset();
    QMap<QString, QByteArray> before;
    for (const QString &name : files()) {
        QFile file(m_folder->filePath(u"profiles/"_s + name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        before.insert(file.fileName(), file.readAll());
    }
    data = start();
    QVERIFY(awaited(data->open()));
    const auto keyEntry = [this] { return awaited(m_keys->read(u"prf_1/key"_s)).value().value_or(QByteArray()); };
    const QByteArray entryBefore = keyEntry();
    QVERIFY(put(*data, drafts, u"d"_s, "new"));
    // The number of the newest batch comes through the event loop.
    QTRY_VERIFY(awaited(data->flush()) && keyEntry() != entryBefore);
    data.reset();
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        QFile file(it.key());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(*it);
    }
    data = start();
    QSignalSpy spy(data.get(), &ProfileData::told);
    QVERIFY(awaited(data->open()));
    QVERIFY2(told(spy).contains("was set back to an older state"_L1), qPrintable(told(spy)));
}

//! A sign-out that was cut short leaves files whose key is gone.
void TestProfileData::flushingNotesWhatWasJustWritten()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    RowBatch batch;
    batch.put = {{drafts, u"a"_s, "words"}};
    batch.durability = Durability::Fsynced;
    // Without going back to the event loop in between.
    const QFuture<Status> written = data->rows().write(batch);
    const QFuture<Status> noted = data->flush();
    QVERIFY(awaited(noted));
    QVERIFY(written.isFinished());
    ProfileKeys keys(*m_keys, u"prf_1"_s, m_folder->filePath(u"profiles/prf_1.key"_s));
    const auto key = awaited(keys.read());
    QVERIFY(key);
    QCOMPARE(key->generation, quint64(1));
}

void TestProfileData::setsAsideWhatHasNoKeyAnyMore()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    data.reset();
    QVERIFY(awaited(m_keys->remove(u"prf_1/key"_s)));
    data = start();
    QSignalSpy spy(data.get(), &ProfileData::told);
    QVERIFY(awaited(data->open()));
    QVERIFY(!data->trouble());
    QVERIFY2(told(spy).contains("The key of what was kept on this computer is gone"_L1), qPrintable(told(spy)));
    QCOMPARE(get(*data, drafts, u"d"_s), "");
    QVERIFY(put(*data, drafts, u"d"_s, "again"));
    data.reset();
    data = start();
    QVERIFY(awaited(data->open()));
    QCOMPARE(get(*data, drafts, u"d"_s), "again");
    QVERIFY(awaited(data->wipe()));
    QVERIFY2(files().isEmpty(), qPrintable(files().join(u' ')));
}

void TestProfileData::wipingLeavesNothing()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    QVERIFY(awaited(data->changePassphrase({}, secret("correct horse"))));
    QVERIFY(awaited(data->wipe()));
    data.reset();
    QVERIFY2(files().isEmpty(), qPrintable(files().join(u' ')));
    QVERIFY(QDir(m_folder->filePath(u"keys"_s)).entryList(QDir::Files).isEmpty());
}

void TestProfileData::wipingMayBeCutAnywhere_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("before a step") << u"die_before"_s;
    QTest::newRow("after a step") << u"die_after"_s;
}

//! Whatever a kill leaves, the next start has all of it or begins anew, and a second wipe leaves nothing.
void TestProfileData::wipingMayBeCutAnywhere()
{
    QFETCH(QString, kind);
    int step = 0;
    for (bool ended = false; !ended && step < 500;) {
        ++step;
        init();
        auto data = start();
        QVERIFY(awaited(data->open()));
        QVERIFY(put(*data, drafts, u"d"_s, "text"));
        data.reset();
        QProcess wiper;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LD_PRELOAD"_s, QStringLiteral(GATEHOUSE_FAILING_DISK));
        environment.insert(u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0"_s);
        environment.insert(u"GATEHOUSE_FAULT_FOLDER"_s, m_folder->path());
        environment.insert(u"GATEHOUSE_FAULT_KIND"_s, kind);
        environment.insert(u"GATEHOUSE_FAULT_FIRST"_s, QString::number(step));
        environment.insert(u"GATEHOUSE_FAULT_COUNT"_s, u"1"_s);
        wiper.setProcessEnvironment(environment);
        wiper.start(QStringLiteral(GATEHOUSE_PROFILE_WIPER), {m_folder->filePath(u"keys"_s), m_folder->filePath(u"profiles"_s)});
        QVERIFY(wiper.waitForFinished(30000));
        ended = wiper.exitStatus() == QProcess::NormalExit;
        QVERIFY(ended ? wiper.exitCode() == 0 : wiper.exitCode() == SIGKILL);
        data = start();
        QVERIFY(awaited(data->open()));
        QVERIFY2(!data->trouble(), qPrintable(u"step %1: %2"_s.arg(step).arg(data->trouble() ? data->trouble()->message : QString())));
        const QByteArray left = get(*data, drafts, u"d"_s);
        QVERIFY2(left.isEmpty() || left == "text", qPrintable(u"step %1: %2"_s.arg(step).arg(QString::fromUtf8(left))));
        QVERIFY(put(*data, drafts, u"d"_s, "again"));
        QVERIFY(awaited(data->wipe()));
        QVERIFY2(files().isEmpty(), qPrintable(u"step %1: %2"_s.arg(step).arg(files().join(u' '))));
    }
    qInfo("%s: %d steps", qPrintable(kind), step - 1);
    QVERIFY(step < 500);
}

void TestProfileData::countsWhatWasNotSent()
{
    auto data = start();
    QVERIFY(awaited(data->open()));
    QVERIFY(awaited(unsentWorkIn(data->rows(), data.get())).isEmpty());
    QVERIFY(put(*data, drafts, u"d"_s, "text"));
    QVERIFY(put(*data, outbox, u"waits"_s, R"({"state":"queued"})"));
    QVERIFY(put(*data, outbox, u"sent"_s, R"({"state":"accepted","endedAt":"2026-01-01T00:00:00Z"})"));
    QVERIFY(put(*data, outbox, u"unreadable"_s, "?"));
    const UnsentWork work = awaited(unsentWorkIn(data->rows(), data.get()));
    QCOMPARE(work.intents, 2);
    QCOMPARE(work.drafts, 1);
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestProfileData)
#include "tst_profiledata.moc"
