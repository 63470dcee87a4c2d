// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/common/uistate.h"
#include "widgets/settings/kepthere.h"
#include "widgets/settings/settingspage.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mega = 1024 * 1024;

} // namespace

class TestKeptHere final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysWhatIsKeptAndHowMuch();
    void eachPartIsAChoice();
    void saysSizes_data();
    void saysSizes();
    void theBudgetIsAChoice();
    void takingTheQueueOfflineSaysHowFar();
    void saysWhyTheQueueIsNotComplete();
    void receiptsAreRemovedAndTakenBack();
    void theLockIsAChoice();
    void thePassphraseSaysWhatCanBeDone();
    void sendingWithoutAskingNamesItsExceptions();
    void wipingAsksAndSaysWhatIsLost();
    void showingCommandsNothing();
    void keysReachEveryControl();
    void everythingHasAName();
    void noTextIsClipped();

private:
    template <typename T>
    T *child(const char *name) const { return m_window->findChild<T *>(QLatin1String(name)); }
    QString label(const char *name) const { return child<QLabel>(name)->text(); }
    KeptHereCommands commands();

    QTemporaryDir m_directory;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<UiState> m_state;
    std::unique_ptr<QWidget> m_window;
    OverlayHost *m_overlays = nullptr;
    KeptHereCard *m_card = nullptr;
    KeptHere m_now;
    QStringList m_commands;
};

void TestKeptHere::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestKeptHere::init()
{
    m_now = {};
    m_now.parts = {{KeptPart::Queue, {true, 31 * mega}}, {KeptPart::Plugins, {true, 40 * mega}}, {KeptPart::Configurations, {true, 800 * 1024}},
        {KeptPart::Dashboards, {false, 0}}, {KeptPart::Audit, {true, 0}}};
    m_now.usedBytes = 84 * mega;
    m_now.budgetBytes = 256 * mega;
    m_now.lockMinutes = 15;
    m_now.unsentIntents = 2;
    m_now.drafts = 3;
    m_actions = std::make_unique<ActionRegistry>();
    m_settings = std::make_unique<SettingsFile>(m_directory.filePath(u"ui.json"_s));
    m_state = std::make_unique<UiState>(*m_settings);
    m_window = std::make_unique<QWidget>();
    m_window->resize(1000, 1100);
    m_overlays = new OverlayHost(m_window.get());
    m_card = new KeptHereCard(commands(), *m_overlays);
    auto *page = new SettingsPage(*m_themes, *m_actions, *m_state, m_card, {}, m_window.get());
    page->resize(m_window->size());
    m_overlays->raise();
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    page->activate();
    m_commands.clear();
}

void TestKeptHere::cleanup()
{
    m_window.reset();
}

KeptHereCommands TestKeptHere::commands()
{
    KeptHereCommands commands;
    commands.now = [this] { return m_now; };
    commands.keepPart = [this](KeptPart part, bool on) {
        m_now.parts[part].isOn = on;
        m_commands.append(u"part %1 %2"_s.arg(int(part)).arg(int(on)));
    };
    commands.setBudget = [this](qint64 bytes) {
        m_now.budgetBytes = bytes;
        m_commands.append(u"budget %1"_s.arg(bytes / mega));
    };
    commands.takeQueueOffline = [this] {
        m_now.percent = 0;
        m_commands.append(u"take"_s);
    };
    commands.stopTaking = [this] {
        m_now.percent.reset();
        m_now.isStopped = true;
        m_commands.append(u"stop"_s);
    };
    commands.removeReceipts = [this] {
        m_now.removedReceipts = std::exchange(m_now.receipts, 0);
        m_commands.append(u"remove receipts"_s);
    };
    commands.bringReceiptsBack = [this] {
        m_now.receipts = std::exchange(m_now.removedReceipts, 0);
        m_commands.append(u"receipts back"_s);
    };
    commands.lockAfter = [this](int minutes) { m_commands.append(u"lock %1"_s.arg(minutes)); };
    commands.choosePassphrase = [this] { m_commands.append(u"passphrase"_s); };
    commands.removePassphrase = [this] { m_commands.append(u"no passphrase"_s); };
    commands.alwaysSend = [this](bool on) { m_commands.append(u"always %1"_s.arg(int(on))); };
    commands.wipe = [this] {
        m_now.usedBytes = 0;
        m_commands.append(u"wipe"_s);
    };
    return commands;
}

void TestKeptHere::saysWhatIsKeptAndHowMuch()
{
    QCOMPARE(label("sizeQueue"), u"31 MB"_s);
    QCOMPARE(label("sizeConfigurations"), u"800 kB"_s);
    QCOMPARE(label("sizeDashboards"), u"not kept"_s);
    QCOMPARE(label("sizeAudit"), u"nothing yet"_s);
    QCOMPARE(label("keptUsed"), u"84 of 256 MB"_s);
    QVERIFY(child<QCheckBox>("keepQueue")->isChecked());
    QVERIFY(!child<QCheckBox>("keepDashboards")->isChecked());
}

void TestKeptHere::eachPartIsAChoice()
{
    child<QCheckBox>("keepAudit")->click();
    child<QCheckBox>("keepDashboards")->click();
    QCOMPARE(m_commands, (QStringList {u"part 4 0"_s, u"part 3 1"_s}));
    QCOMPARE(label("sizeAudit"), u"not kept"_s);
}

void TestKeptHere::saysSizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << qint64(0) << u"nothing yet"_s;
    QTest::newRow("little") << qint64(10) << u"1 kB"_s;
    QTest::newRow("kilobytes") << qint64(5000) << u"4 kB"_s;
    QTest::newRow("megabytes") << 64 * mega << u"64 MB"_s;
    QTest::newRow("a gigabyte") << 1024 * mega << u"1 GB"_s;
    QTest::newRow("part of one") << 1230 * mega << u"1.2 GB"_s;
    QTest::newRow("two") << 2048 * mega << u"2 GB"_s;
}

void TestKeptHere::saysSizes()
{
    QFETCH(qint64, bytes);
    QFETCH(QString, words);
    QCOMPARE(sizeText(bytes), words);
}

void TestKeptHere::theBudgetIsAChoice()
{
    auto *budget = child<SegmentedControl>("keptBudget");
    QCOMPARE(budget->currentIndex(), 1);
    budget->setCurrentIndex(3);
    QCOMPARE(m_commands, QStringList {u"budget 1024"_s});
    QCOMPARE(label("keptUsed"), u"84 MB of 1 GB"_s);
}

void TestKeptHere::takingTheQueueOfflineSaysHowFar()
{
    auto *take = child<QAbstractButton>("keptTake");
    take->click();
    QCOMPARE(m_commands, QStringList {u"take"_s});
    QCOMPARE(label("keptTaken"), u"Reading, 0 %"_s);
    // The same button stops it.
    QCOMPARE(take->text(), u"Stop"_s);
    QCOMPARE(take->accessibleName(), u"Stop taking my queue offline"_s);
    take->click();
    QCOMPARE(m_commands, (QStringList {u"take"_s, u"stop"_s}));
    QCOMPARE(label("keptTaken"), u"Stopped. What was read stays."_s);
    QCOMPARE(take->text(), u"Take my queue offline"_s);
    m_now.isStopped = false;
    m_now.completeAt = QDateTime(QDate(2026, 11, 23), QTime(10, 46, 31), QTimeZone::utc());
    m_now.completeRequests = 7;
    m_card->refresh();
    QCOMPARE(label("keptTaken"), u"Complete 10:46, 7 requests"_s);
    QVERIFY(take->isEnabled());
}

void TestKeptHere::saysWhyTheQueueIsNotComplete()
{
    m_now.problem = u"The portal cannot be reached."_s;
    m_card->refresh();
    QCOMPARE(label("keptTaken"), u"Not complete: The portal cannot be reached."_s);
}

void TestKeptHere::receiptsAreRemovedAndTakenBack()
{
    auto *receipts = child<QAbstractButton>("keptReceipts");
    QVERIFY(!receipts->isEnabled());
    const auto labels = m_card->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *each) { return each->text().contains("for 30 days, the newest 200,"_L1); }));
    m_now.receipts = 14;
    m_card->refresh();
    QCOMPARE(label("keptReceiptCount"), u"14 receipts"_s);
    receipts->click();
    m_card->refresh();
    QCOMPARE(label("keptReceiptCount"), u"14 receipts removed"_s);
    QCOMPARE(receipts->text(), u"Take them back"_s);
    // One that came since can go, too.
    m_now.receipts = 1;
    m_card->refresh();
    QCOMPARE(receipts->text(), u"Remove receipts"_s);
    m_now.receipts = 0;
    m_card->refresh();
    receipts->click();
    QCOMPARE(m_commands, (QStringList {u"remove receipts"_s, u"receipts back"_s}));
    QCOMPARE(m_now.receipts, 14);
}

void TestKeptHere::theLockIsAChoice()
{
    auto *minutes = child<SegmentedControl>("keptLock");
    QCOMPARE(minutes->currentIndex(), 2);
    minutes->setCurrentIndex(0);
    minutes->setCurrentIndex(4);
    QCOMPARE(m_commands, (QStringList {u"lock 0"_s, u"lock 60"_s}));
}

void TestKeptHere::thePassphraseSaysWhatCanBeDone()
{
    auto *button = child<QAbstractButton>("keptPassphrase");
    QCOMPARE(button->text(), u"Set a passphrase…"_s);
    QVERIFY(!child<QAbstractButton>("keptNoPassphrase")->isVisible());
    m_now.hasPassphrase = true;
    m_card->refresh();
    QCOMPARE(button->text(), u"Change…"_s);
    button->click();
    child<QAbstractButton>("keptNoPassphrase")->click();
    QCOMPARE(m_commands, (QStringList {u"passphrase"_s, u"no passphrase"_s}));
}

void TestKeptHere::sendingWithoutAskingNamesItsExceptions()
{
    auto *always = child<QCheckBox>("keptAlwaysSend");
    QVERIFY(!always->isChecked());
    QVERIFY(always->accessibleDescription().contains(u"Rejections and everything for production always wait"_s));
    always->click();
    QCOMPARE(m_commands, QStringList {u"always 1"_s});
}

void TestKeptHere::wipingAsksAndSaysWhatIsLost()
{
    child<QAbstractButton>("keptWipe")->click();
    QVERIFY(m_commands.isEmpty());
    QVERIFY(label("wipeWords").contains(u"2 intents and 3 drafts were not sent."_s));
    QTest::keyClick(m_overlays->panel(), Qt::Key_Escape);
    QVERIFY(!m_overlays->panel());
    QVERIFY(m_commands.isEmpty());
    QTRY_VERIFY(!child<QWidget>("wipeDialog"));
    child<QAbstractButton>("keptWipe")->click();
    child<QAbstractButton>("wipeConfirm")->click();
    QCOMPARE(m_commands, QStringList {u"wipe"_s});
    QCOMPARE(label("keptUsed"), u"0 of 256 MB"_s);
}

void TestKeptHere::showingCommandsNothing()
{
    m_now.parts[KeptPart::Queue].isOn = false;
    m_now.budgetBytes = 64 * mega;
    m_now.lockMinutes = 5;
    m_now.alwaysSend = true;
    m_card->refresh();
    QVERIFY(m_commands.isEmpty());
    QVERIFY(child<QCheckBox>("keptAlwaysSend")->isChecked());
    QCOMPARE(child<SegmentedControl>("keptLock")->currentIndex(), 1);
}

void TestKeptHere::keysReachEveryControl()
{
    QSet<QWidget *> missed;
    const auto all = m_card->findChildren<QAbstractButton *>();
    for (QAbstractButton *button : all) {
        // Arrow keys move inside a choice, Tab reaches the chosen one.
        if (button->isVisible() && button->isEnabled() && !qobject_cast<SegmentedControl *>(button->parentWidget()))
            missed.insert(button);
    }
    QVERIFY(missed.size() >= 9);
    for (int stop = 0; stop < 60; ++stop) {
        missed.remove(m_window->focusWidget());
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
    }
    QVERIFY(missed.isEmpty());
}

void TestKeptHere::everythingHasAName()
{
    const auto all = m_card->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : all)
        QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), qPrintable(button->objectName()));
    QCOMPARE(child<QCheckBox>("keepQueue")->accessibleName(), u"Keep: My queue"_s);
}

void TestKeptHere::noTextIsClipped()
{
    m_now.percent = 40;
    m_now.hasPassphrase = true;
    m_card->refresh();
    QTRY_COMPARE(clippedTexts(m_window.get()).size(), 0);
}

QTEST_MAIN(TestKeptHere)
#include "tst_kepthere.moc"
