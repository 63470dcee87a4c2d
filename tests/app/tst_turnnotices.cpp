// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/turnnotices.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/pagewidget.h"
#include "widgets/common/themecontroller.h"
#include "widgets/common/uistate.h"
#include "widgets/settings/noticescard.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/pagestack.h"

#include <QAbstractButton>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

class FakeNotices final : public DesktopNotices
{
public:
    void tell(const QString &title, const QString &text) override { told.append(title + u'|' + text); }
    QStringList told;
};

class FakeInbox final : public PageWidget
{
public:
    QStringList crumb() const override { return {u"Inbox"_s}; }
    void openObject(const QString &id) override { opened.append(id); }
    QStringList opened;
};

ApprovalRequest request(const QString &id)
{
    ApprovalRequest r;
    r.id = RequestId(id);
    r.queue = u"your_turn"_s;
    r.pluginName = u"@a/plugin-"_s + id;
    r.version = u"2.0.0"_s;
    r.type = RequestType::Install;
    r.environment = Environment::Production;
    r.risk = Risk::High;
    return r;
}

} // namespace

class TestTurnNotices final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void tellsWhileTheWindowIsNotInFront();
    void staysQuietInFront();
    void tellsOnceAboutMany();
    void canBeSwitchedOff();
    void aClickOpensTheRequest();

private:
    QTemporaryDir m_directory;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<UiState> m_state;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<EnvironmentScope> m_scope;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<RequestStore> m_store;
    std::unique_ptr<TurnNotices> m_notices;
    FakeNotices *m_desktop = nullptr;
    FakeInbox *m_inbox = nullptr;
};

void TestTurnNotices::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestTurnNotices::init()
{
    m_settings = std::make_unique<SettingsFile>(m_directory.filePath(QString::fromLatin1(QTest::currentTestFunction())));
    m_state = std::make_unique<UiState>(*m_settings);
    m_actions = std::make_unique<ActionRegistry>();
    m_scope = std::make_unique<EnvironmentScope>();
    m_window = std::make_unique<MainWindow>(*m_actions, *m_scope, *m_state);
    m_window->addPage({u"inbox"_s, u"Inbox"_s, IconName::Inbox}, [this] { return m_inbox = new FakeInbox; });
    m_window->showWorkspace();
    m_window->openPage(u"inbox"_s);
    m_store = std::make_unique<RequestStore>();
    m_store->markRead(QDateTime::currentDateTimeUtc());
    auto desktop = std::make_unique<FakeNotices>();
    m_desktop = desktop.get();
    m_notices = std::make_unique<TurnNotices>(TurnNotices::Parts {*m_store, *m_window, *m_state, std::move(desktop)});
}

void TestTurnNotices::cleanup()
{
    m_notices.reset();
    m_window.reset();
}

void TestTurnNotices::tellsWhileTheWindowIsNotInFront()
{
    m_store->put(request(u"1"_s));
    QTRY_COMPARE(m_desktop->told, QStringList {u"plugin-1 2.0.0 needs you|Install for production, high risk"_s});
    ApprovalRequest waiting = request(u"2"_s);
    waiting.queue = u"waiting"_s;
    m_store->put(waiting);
    QCoreApplication::processEvents();
    QCOMPARE(m_desktop->told.size(), 1);
}

void TestTurnNotices::staysQuietInFront()
{
    m_window->show();
    m_window->activateWindow();
    QTRY_VERIFY(m_window->isActiveWindow());
    m_store->put(request(u"1"_s));
    QCoreApplication::processEvents();
    m_window->hide();
    m_store->put(request(u"2"_s));
    QTRY_COMPARE(m_desktop->told, QStringList {u"plugin-2 2.0.0 needs you|Install for production, high risk"_s});
}

void TestTurnNotices::tellsOnceAboutMany()
{
    m_store->putAll({request(u"1"_s), request(u"2"_s), request(u"3"_s)});
    QTRY_COMPARE(m_desktop->told, QStringList {u"3 requests need you|They are in your Inbox now."_s});
    Q_EMIT m_desktop->clicked();
    QCOMPARE(m_window->pages()->currentId(), u"inbox"_s);
    QVERIFY(m_window->isVisible());
}

void TestTurnNotices::canBeSwitchedOff()
{
    QWidget settings;
    const NoticesCard card(*m_state, true, &settings);
    auto *toggle = card.findChild<QAbstractButton *>(u"turnNotices"_s);
    QVERIFY(toggle->isChecked());
    toggle->click();
    m_store->put(request(u"1"_s));
    QCoreApplication::processEvents();
    QCOMPARE(m_desktop->told, QStringList());
    toggle->click();
    m_store->put(request(u"2"_s));
    QTRY_COMPARE(m_desktop->told.size(), 1);
    const NoticesCard without(*m_state, false, &settings);
    QVERIFY(!without.findChild<QAbstractButton *>(u"turnNotices"_s)->isEnabled());
}

void TestTurnNotices::aClickOpensTheRequest()
{
    m_store->put(request(u"1"_s));
    QTRY_COMPARE(m_desktop->told.size(), 1);
    Q_EMIT m_desktop->clicked();
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_inbox->opened, QStringList {u"1"_s});
}

QTEST_MAIN(TestTurnNotices)
#include "tst_turnnotices.moc"
