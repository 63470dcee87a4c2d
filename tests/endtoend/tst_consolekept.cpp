// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consoledoor.h"
#include "core/storage/sealedstore.h"
#include "tests/endtoend/consolefixture.h"
#include "tests/testsupport/eventwait.h"

#include <QCryptographicHash>
#include <QDir>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {
const QString plugin = u"better-sqlite3"_s;
}

//! What is wrong with what this computer keeps is said in the window, and what would be lost is said
//! before it is. The slots build on each other.
class TestConsoleKept final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void wipingKeepsThePersonSignedIn();
    void saysThatTheStoreIsDamaged();
    void saysThatAnotherWindowHasTheStore();
    void locksNothingThatOnlyMemoryHas();
    void saysThatTheStoreIsOfANewerVersion();
    void signingOutNamesWhatIsLost();
    void cancellingKeepsIt();
    void quittingNotesHowNewTheStoreIs();
    void signingOutRemovesEverything();
    void signingOutSaysWhatStays();
    void withoutAKeyStoreItSaysSo();
    void aPassphraseCountsAtOnce();

private:
    QString storeFile() const;
    Result<std::unique_ptr<storage::SealedStore>> openStore(storage::StoreOptions options);
    QString notice() { return m_desk.wordsOf(u"notice"_s); }
    void restart();
    //! One comment without a network, and another one that is only begun.
    void comment();
    bool askToSignOut();

    ConsoleFixture m_desk {{plugin}};
};

void TestConsoleKept::initTestCase()
{
    QVERIFY2(m_desk.start(u"security"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.workspace().requests.count() > 0, patienceMs);
}

QString TestConsoleKept::storeFile() const
{
    const QDir folder(m_desk.data() + u"/profiles"_s);
    return folder.filePath(folder.entryList({u"*.store"_s}, QDir::Files).value(0));
}

Result<std::unique_ptr<storage::SealedStore>> TestConsoleKept::openStore(storage::StoreOptions options)
{
    const QString profile = QFileInfo(storeFile()).completeBaseName();
    FileTokenStore tokens(m_desk.data() + u"/sandbox-keys"_s);
    ProfileKeys keys(tokens, profile, storeFile() + u".nokey"_s);
    const QFuture<Result<ProfileKey>> key = keys.read();
    waitUntil([&key] { return key.isFinished(); }, patienceMs);
    if (!key.result())
        return fail(key.result().error());
    return storage::SealedStore::open({storeFile(), profile}, std::move(*key.result()->key), key.result()->generation, std::move(options));
}

void TestConsoleKept::restart()
{
    m_desk.launch();
    QVERIFY2(m_desk.awaitLists(), qPrintable(m_desk.failure()));
}

void TestConsoleKept::wipingKeepsThePersonSignedIn()
{
    QVERIFY2(m_desk.openPage(Qt::Key_S), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.click(u"keptWipe"_s), qPrintable(m_desk.failure()));
    const int before = m_desk.fills();
    QVERIFY2(m_desk.click(u"wipeConfirm"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitListsAgain(before), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.workspace().connection.state(), ConnectionState::State::Live, patienceMs);
    QVERIFY(m_desk.plugin(plugin));
    QVERIFY(!m_desk.find(u"notice"_s));
}

void TestConsoleKept::saysThatTheStoreIsDamaged()
{
    m_desk.stop();
    QFile file(storeFile());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    file.write(QByteArray(file.size() / 2, 'x'));
    file.close();
    restart();
    QTRY_VERIFY2_WITH_TIMEOUT(notice().contains("What is kept on this computer was damaged."_L1), qPrintable(notice()), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.plugin(plugin), patienceMs);
    m_desk.press(Qt::Key_Period, Qt::ControlModifier);
    QTRY_VERIFY(!m_desk.find(u"notice"_s));
}

void TestConsoleKept::saysThatAnotherWindowHasTheStore()
{
    m_desk.stop();
    {
        const auto other = openStore({});
        QVERIFY(other);
        restart();
        QTRY_VERIFY2_WITH_TIMEOUT(notice().contains("Another Gatehouse on this computer has this profile open."_L1), qPrintable(notice()), patienceMs);
        QVERIFY(notice().contains("Nothing outlives this window until that is solved."_L1));
        QVERIFY2(m_desk.openPage(Qt::Key_R), qPrintable(m_desk.failure()));
        ConsoleDoor door;
        QVERIFY(door.open(QFileInfo(storeFile()).path() + u'/' + QFileInfo(storeFile()).completeBaseName()).has_value());
        QSignalSpy knocked(&door, &ConsoleDoor::knocked);
        QVERIFY2(m_desk.click(u"noticeAction"_s), qPrintable(m_desk.failure()));
        QTRY_COMPARE_WITH_TIMEOUT(knocked.size(), 1, patienceMs);
        QCOMPARE(knocked.first().first().toString(), u"registry"_s);
        QVERIFY(notice().contains("Another Gatehouse"_L1));
        door.close();
        QVERIFY2(m_desk.click(u"noticeAction"_s), qPrintable(m_desk.failure()));
        QTRY_VERIFY2_WITH_TIMEOUT(notice().contains("The other window does not answer."_L1), qPrintable(notice()), patienceMs);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.plugin(plugin), patienceMs);
}

void TestConsoleKept::comment()
{
    QVERIFY2(m_desk.openPage(Qt::Key_I), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.workspace().requests.count() > 0, patienceMs);
    m_desk.console().window().pages()->current()->openObject(m_desk.workspace().requests.at(0).id.text());
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"requestName"_s), patienceMs);
    m_desk.find(u"requestList"_s)->setFocus();
    m_desk.press(Qt::Key_C);
    QVERIFY2(m_desk.type(u"commentText"_s, u"Which teams use it?"_s), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.workspace().outbox.waiting(), 1, patienceMs);
    QTRY_COMPARE(m_desk.find<QPlainTextEdit>(u"commentText"_s)->toPlainText(), QString());
    QVERIFY2(m_desk.type(u"commentText"_s, u"And which"_s), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.workspace().drafts.all().size(), 1, patienceMs);
}

void TestConsoleKept::locksNothingThatOnlyMemoryHas()
{
    QVERIFY2(m_desk.loseTheNetwork(), qPrintable(m_desk.failure()));
    comment();
    m_desk.press(Qt::Key_L, Qt::ControlModifier | Qt::AltModifier);
    QTRY_VERIFY2_WITH_TIMEOUT(notice().contains("Not locked: what was not sent is in this window only."_L1), qPrintable(notice()), patienceMs);
    QVERIFY(!m_desk.find(u"lockPage"_s));
    QCOMPARE(m_desk.workspace().outbox.waiting(), 1);
}

void TestConsoleKept::saysThatTheStoreIsOfANewerVersion()
{
    m_desk.stop();
    const QString file = storeFile();
    for (const QString &suffix : {u""_s, u"-wal"_s, u".journal"_s}) {
        if (QFile::exists(file + suffix))
            QVERIFY(QFile::copy(file + suffix, file + suffix + u".before"_s));
    }
    {
        storage::StoreOptions newer;
        newer.migrations += [](storage::RowTable &, const storage::RowSealer &, storage::StoreHeader &) { return Status(); };
        const auto migrated = openStore(newer);
        QVERIFY(migrated);
    }
    restart();
    QTRY_VERIFY2_WITH_TIMEOUT(notice().contains("A newer Gatehouse wrote what is kept here."_L1), qPrintable(notice()), patienceMs);
    QVERIFY(m_desk.plugin(plugin));
    m_desk.stop();
    for (const QString &suffix : {u""_s, u"-wal"_s, u".journal"_s}) {
        QFile::remove(file + suffix);
        if (QFile::exists(file + suffix + u".before"_s))
            QVERIFY(QFile::rename(file + suffix + u".before"_s, file + suffix));
    }
    restart();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.workspace().connection.state(), ConnectionState::State::Live, patienceMs);
    QVERIFY2(!m_desk.find(u"notice"_s), qPrintable(notice()));
}

bool TestConsoleKept::askToSignOut()
{
    m_desk.press(Qt::Key_K, Qt::ControlModifier);
    if (!m_desk.type(u"paletteInput"_s, u"Sign out"_s))
        return false;
    QTest::keyClick(m_desk.find(u"paletteInput"_s), Qt::Key_Return);
    return waitUntil([this] { return m_desk.find(u"signOutDialog"_s); }, patienceMs);
}

void TestConsoleKept::signingOutNamesWhatIsLost()
{
    QVERIFY2(m_desk.loseTheNetwork(), qPrintable(m_desk.failure()));
    comment();
    QVERIFY(askToSignOut());
    const QString words = m_desk.wordsOf(u"signOutDialog"_s);
    QVERIFY2(words.contains("1 items in the Outbox did not reach the portal."_L1), qPrintable(words));
    QVERIFY2(words.contains("1 drafts were not sent."_L1), qPrintable(words));
}

void TestConsoleKept::cancellingKeepsIt()
{
    QTest::keyClick(m_desk.find(u"signOutDialog"_s), Qt::Key_Escape);
    QTRY_VERIFY(!m_desk.find(u"signOutDialog"_s));
    QCOMPARE(m_desk.workspace().outbox.waiting(), 1);
    QVERIFY(m_desk.find(u"inboxPage"_s));
}

//! Beside the key: a store that is set back after that is found out.
void TestConsoleKept::quittingNotesHowNewTheStoreIs()
{
    m_desk.workspace().drafts.keep({u"comment/req_none"_s, {{u"text"_s, u"The last thought"_s}}, {}, {}, {}});
    m_desk.stop();
    const QString profile = QFileInfo(storeFile()).completeBaseName();
    FileTokenStore tokens(m_desk.data() + u"/sandbox-keys"_s);
    ProfileKeys keys(tokens, profile, storeFile() + u".nokey"_s);
    const auto key = keys.read();
    QTRY_VERIFY(key.isFinished());
    QVERIFY(key.result());
    {
        const auto store = openStore({});
        QVERIFY(store);
        QVERIFY((*store)->generation() > 0);
        QCOMPARE(key.result()->generation, (*store)->generation());
    }
    restart();
}

void TestConsoleKept::signingOutRemovesEverything()
{
    QVERIFY(askToSignOut());
    QVERIFY2(m_desk.click(u"signOutConfirm"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"firstRunPage"_s), patienceMs);
    const QDir kept(m_desk.data() + u"/profiles"_s);
    QVERIFY2(kept.entryList(QDir::Files).isEmpty(), qPrintable(kept.entryList(QDir::Files).join(u' ')));
    QVERIFY(QDir(m_desk.data() + u"/sandbox-keys"_s).entryList(QDir::Files).isEmpty());
}

void TestConsoleKept::signingOutSaysWhatStays()
{
    m_desk.stop();
    QVERIFY2(m_desk.start(u"security"_s), qPrintable(m_desk.failure()));
    const QString profile = QFileInfo(storeFile()).completeBaseName();
    // Where the key would be stands what no removing of a file removes.
    const QByteArray name = QCryptographicHash::hash((profile + u"/signing"_s).toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    const QDir stubborn(m_desk.data() + u"/sandbox-keys/"_s + QString::fromLatin1(name) + u".secret"_s);
    QVERIFY(stubborn.mkpath(u"in the way"_s));
    m_desk.press(Qt::Key_K, Qt::ControlModifier);
    QVERIFY2(m_desk.type(u"paletteInput"_s, u"Sign out"_s), qPrintable(m_desk.failure()));
    QTest::keyClick(m_desk.find(u"paletteInput"_s), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"firstRunPage"_s), patienceMs);
    const QString words = m_desk.wordsOf(u"firstRunNotice"_s);
    QVERIFY2(words.contains("the key that signs your decisions"_L1), qPrintable(words));
    QVERIFY2(words.contains(profile), qPrintable(words));
    QVERIFY(QDir(stubborn).removeRecursively());
}

void TestConsoleKept::withoutAKeyStoreItSaysSo()
{
    m_desk.stop();
    // The sandbox has files instead of a key store: where they should be stands something else.
    const QString keys = m_desk.data() + u"/sandbox-keys"_s;
    QVERIFY(QDir(keys).removeRecursively());
    QVERIFY(QFile(keys).open(QIODevice::WriteOnly));
    QVERIFY2(m_desk.start(u"security"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY2_WITH_TIMEOUT(notice().contains("Nothing outlives this window until that is solved."_L1), qPrintable(notice()), patienceMs);
    QVERIFY2(m_desk.loseTheNetwork(), qPrintable(m_desk.failure()));
    comment();
}

//! What was written before is on the disk with it.
void TestConsoleKept::aPassphraseCountsAtOnce()
{
    const QString passphrase = u"correct horse battery"_s;
    QVERIFY2(m_desk.sendPassphrase({}, passphrase), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"passphraseDialog"_s), patienceMs);
    m_desk.stop();
    m_desk.launch();
    const int before = m_desk.fills();
    QVERIFY2(m_desk.type(u"lockPassphrase"_s, passphrase), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return);
    QVERIFY2(m_desk.awaitListsAgain(before), qPrintable(m_desk.failure()));
    QCOMPARE(m_desk.workspace().outbox.intents().count(), 1);
    QCOMPARE(m_desk.workspace().drafts.all().size(), 1);
}

QTEST_MAIN(TestConsoleKept)
#include "tst_consolekept.moc"
