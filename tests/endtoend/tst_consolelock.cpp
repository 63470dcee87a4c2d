// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/routes.h"
#include "tests/endtoend/consolefixture.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/httpclient.h"
#include "widgets/common/controls/segmentedcontrol.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {
const QString plugin = u"better-sqlite3"_s;
const QString halfASentence = u"Before I approve this I want to"_s;
const QString firstPassphrase = u"correct horse battery"_s;
const QString secondPassphrase = u"staple of the harbour"_s;
}

//! The console is locked by its person, by time and at its start, and opened by the key store or the
//! passphrase of the day. The slots build on each other.
class TestConsoleLock final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void locksByKeysAndOpensByReturn();
    void locksWhenNobodyIsThere();
    void whatWasHalfWrittenIsThereAgain();
    void getsAPassphrase();
    void asksForItWhenItWasLocked();
    void asksForItAtTheStart();
    void changesIt();
    void asksForTheNewOneAtTheStart();
    void removesIt();
    void startsWithoutAsking();
    void staysLockedWhenThePortalComes();
    void signsOutFromTheLockPage();

private:
    bool awaitPortal();
    bool lock();
    bool isLocked() { return m_desk.find(u"lockPage"_s) && !m_desk.hasWorkspace(); }
    void unlock(const QString &passphrase);
    void openRequest();

    ConsoleFixture m_desk {{plugin}};
};

bool TestConsoleLock::lock()
{
    m_desk.press(Qt::Key_L, Qt::ControlModifier | Qt::AltModifier);
    return waitUntil([this] { return isLocked(); }, patienceMs);
}

void TestConsoleLock::unlock(const QString &passphrase)
{
    const int before = m_desk.fills();
    QVERIFY2(m_desk.type(u"lockPassphrase"_s, passphrase), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return);
    QVERIFY2(m_desk.awaitListsAgain(before), qPrintable(m_desk.failure()));
}

void TestConsoleLock::initTestCase()
{
    QVERIFY2(m_desk.start(u"security"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
}

void TestConsoleLock::locksByKeysAndOpensByReturn()
{
    QVERIFY(lock());
    QVERIFY(!m_desk.find(u"inboxPage"_s));
    QVERIFY2(m_desk.wordsOf(u"lockPage"_s).contains("Nothing is sent meanwhile."_L1), qPrintable(m_desk.wordsOf(u"lockPage"_s)));
    const int before = m_desk.fills();
    m_desk.press(Qt::Key_Return);
    QVERIFY2(m_desk.awaitListsAgain(before), qPrintable(m_desk.failure()));
    QVERIFY(m_desk.plugin(plugin));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.workspace().connection.state(), ConnectionState::State::Live, patienceMs);
}

void TestConsoleLock::openRequest()
{
    QVERIFY2(m_desk.openPage(Qt::Key_I), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.workspace().requests.count() > 0, patienceMs);
    m_desk.console().window().pages()->current()->openObject(m_desk.workspace().requests.at(0).id.text());
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"requestName"_s), patienceMs);
    m_desk.find(u"requestList"_s)->setFocus();
    m_desk.press(Qt::Key_C);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"commentText"_s), patienceMs);
}

void TestConsoleLock::locksWhenNobodyIsThere()
{
    QVERIFY2(m_desk.openPage(Qt::Key_S), qPrintable(m_desk.failure()));
    const auto *minutes = m_desk.find<SegmentedControl>(u"keptLock"_s);
    QVERIFY(minutes);
    QTest::mouseClick(minutes->findChildren<QAbstractButton *>().at(1), Qt::LeftButton);
    openRequest();
    QVERIFY2(m_desk.type(u"commentText"_s, halfASentence), qPrintable(m_desk.failure()));
    m_desk.stayAway(AutoLock::choices.at(1));
    QTRY_VERIFY_WITH_TIMEOUT(isLocked(), patienceMs);
}

void TestConsoleLock::whatWasHalfWrittenIsThereAgain()
{
    const int before = m_desk.fills();
    m_desk.press(Qt::Key_Return);
    QVERIFY2(m_desk.awaitListsAgain(before), qPrintable(m_desk.failure()));
    openRequest();
    QTRY_COMPARE(m_desk.find<QPlainTextEdit>(u"commentText"_s)->toPlainText(), halfASentence);
}

void TestConsoleLock::getsAPassphrase()
{
    QVERIFY2(m_desk.sendPassphrase({}, firstPassphrase), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"passphraseDialog"_s), patienceMs);
    QCOMPARE(m_desk.find<QAbstractButton>(u"keptPassphrase"_s)->text(), u"Change…"_s);
}

void TestConsoleLock::asksForItWhenItWasLocked()
{
    QVERIFY(lock());
    QVERIFY2(m_desk.type(u"lockPassphrase"_s, secondPassphrase), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"lockSaid"_s), patienceMs);
    QVERIFY(m_desk.find<QLabel>(u"lockSaid"_s)->text().contains("That is not the passphrase."_L1));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"lockUnlock"_s)->isEnabled(), patienceMs);
    QVERIFY2(m_desk.click(u"lockSignOut"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.wordsOf(u"lockPage"_s).contains("were not sent"_L1), qPrintable(m_desk.wordsOf(u"lockPage"_s)));
    QVERIFY2(m_desk.click(u"lockStay"_s), qPrintable(m_desk.failure()));
    unlock(firstPassphrase);
}

void TestConsoleLock::asksForItAtTheStart()
{
    m_desk.stop();
    m_desk.launch();
    QTRY_VERIFY_WITH_TIMEOUT(isLocked(), patienceMs);
    unlock(firstPassphrase);
    QVERIFY(m_desk.plugin(plugin));
    openRequest();
    QTRY_COMPARE(m_desk.find<QPlainTextEdit>(u"commentText"_s)->toPlainText(), halfASentence);
}

void TestConsoleLock::changesIt()
{
    QVERIFY2(m_desk.sendPassphrase(u"not the passphrase"_s, secondPassphrase), qPrintable(m_desk.failure()));
    QTRY_VERIFY2_WITH_TIMEOUT(m_desk.wordsOf(u"passphraseDialog"_s).contains("This passphrase does not open what is kept here."_L1),
        qPrintable(m_desk.wordsOf(u"passphraseDialog"_s)), patienceMs);
    QTest::keyClick(m_desk.find(u"passphraseDialog"_s), Qt::Key_Escape);
    QTRY_VERIFY(!m_desk.find(u"passphraseDialog"_s));
    QVERIFY2(m_desk.sendPassphrase(firstPassphrase, secondPassphrase), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"passphraseDialog"_s), patienceMs);
}

void TestConsoleLock::asksForTheNewOneAtTheStart()
{
    m_desk.stop();
    m_desk.launch();
    QTRY_VERIFY_WITH_TIMEOUT(isLocked(), patienceMs);
    // Nobody knows before it is unlocked what would be lost.
    QVERIFY2(m_desk.click(u"lockSignOut"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.wordsOf(u"lockPage"_s).contains("unlock first to see what that is"_L1), qPrintable(m_desk.wordsOf(u"lockPage"_s)));
    QVERIFY2(m_desk.click(u"lockStay"_s), qPrintable(m_desk.failure()));
    unlock(secondPassphrase);
}

void TestConsoleLock::removesIt()
{
    QVERIFY2(m_desk.openPage(Qt::Key_S), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.click(u"keptNoPassphrase"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.type(u"passphrasePresent"_s, secondPassphrase), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.click(u"passphraseSubmit"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk.find(u"passphraseDialog"_s), patienceMs);
    QCOMPARE(m_desk.find<QAbstractButton>(u"keptPassphrase"_s)->text(), u"Set a passphrase…"_s);
}

void TestConsoleLock::startsWithoutAsking()
{
    m_desk.stop();
    m_desk.launch();
    QVERIFY2(m_desk.awaitLists(), qPrintable(m_desk.failure()));
    QVERIFY(!m_desk.find(u"lockPage"_s));
    QVERIFY(m_desk.plugin(plugin));
}

//! Until the sandbox answers, whose address the console has only just been told.
bool TestConsoleLock::awaitPortal()
{
    HttpAnswer meta;
    return waitUntil([this, &meta] {
        QFile scraped(m_desk.serverData() + u"/prometheus/prometheus.yml"_s);
        if (!scraped.open(QIODevice::ReadOnly))
            return false;
        const auto target = QRegularExpression(u"'(127\\.0\\.0\\.1:\\d+)'"_s).match(QString::fromUtf8(scraped.readAll()));
        if (target.hasMatch())
            meta = HttpClient(QUrl(u"http://"_s + target.captured(1))).get(QLatin1String(routes::meta));
        return meta.status == 200;
    }, patienceMs);
}

void TestConsoleLock::staysLockedWhenThePortalComes()
{
    m_desk.stop();
    QFile::remove(m_desk.serverData() + u"/prometheus/prometheus.yml"_s);
    m_desk.launch();
    QVERIFY2(m_desk.awaitLists(), qPrintable(m_desk.failure()));
    QVERIFY(lock());
    QVERIFY(awaitPortal());
    // What the sandbox says takes a turn of the event loop or two; signing in by itself would take several answers.
    QVERIFY(awaitPortal());
    QVERIFY(awaitPortal());
    QVERIFY(isLocked());
    const int before = m_desk.fills();
    m_desk.press(Qt::Key_Return);
    QVERIFY2(m_desk.awaitListsAgain(before), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.workspace().connection.state(), ConnectionState::State::Live, patienceMs);
}

void TestConsoleLock::signsOutFromTheLockPage()
{
    const QDir kept(m_desk.data() + u"/profiles"_s);
    QVERIFY(!kept.entryList(QDir::Files).isEmpty());
    QVERIFY(lock());
    QVERIFY2(m_desk.click(u"lockSignOut"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.wordsOf(u"lockPage"_s).contains("were not sent"_L1), qPrintable(m_desk.wordsOf(u"lockPage"_s)));
    QVERIFY2(m_desk.click(u"lockSignOutWipe"_s), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"firstRunPage"_s), patienceMs);
    QVERIFY2(kept.entryList(QDir::Files).isEmpty(), qPrintable(kept.entryList(QDir::Files).join(u' ')));
}

QTEST_MAIN(TestConsoleLock)
#include "tst_consolelock.moc"
