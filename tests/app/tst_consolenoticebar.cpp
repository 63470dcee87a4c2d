// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consolenotices.h"
#include "core/net/reachproblem.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/themecontroller.h"
#include "widgets/common/uistate.h"
#include "widgets/shell/mainwindow.h"

#include <QAbstractButton>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

using Tell = std::function<void(ConsoleNotices &)>;
Q_DECLARE_METATYPE(Tell)

//! What the bar says, and what its button does.
class TestConsoleNoticeBar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysWhatHappened_data();
    void saysWhatHappened();
    void aSmallClockSkewIsNotTold();
    void theButtonDoesWhatWasToldLast();
    void whatTheButtonDoesMayTellInTurn();

private:
    QWidget *bar() const { return m_window->findChild<QWidget *>(u"notice"_s); }
    QString words() const;
    QString action() const;
    void press() { bar()->findChild<QAbstractButton *>(u"noticeAction"_s)->click(); }

    QTemporaryDir m_directory;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<UiState> m_state;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<EnvironmentScope> m_scope;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ConsoleNotices> m_notices;
};

void TestConsoleNoticeBar::initTestCase()
{
    m_themes = std::make_unique<ThemeController>(*qApp);
}

void TestConsoleNoticeBar::init()
{
    m_settings = std::make_unique<SettingsFile>(m_directory.filePath(QString::fromLatin1(QTest::currentTestFunction())));
    m_state = std::make_unique<UiState>(*m_settings);
    m_actions = std::make_unique<ActionRegistry>();
    m_scope = std::make_unique<EnvironmentScope>();
    m_window = std::make_unique<MainWindow>(*m_actions, *m_scope, *m_state);
    m_notices = std::make_unique<ConsoleNotices>(*m_window);
}

void TestConsoleNoticeBar::cleanup()
{
    m_notices.reset();
    m_window.reset();
}

QString TestConsoleNoticeBar::words() const
{
    QStringList all;
    const QList<QLabel *> labels = bar() ? bar()->findChildren<QLabel *>() : QList<QLabel *>();
    for (const QLabel *label : labels)
        all.append(label->text());
    all.removeAll(QString());
    return all.join(u'|');
}

QString TestConsoleNoticeBar::action() const
{
    const auto *button = bar()->findChild<QAbstractButton *>(u"noticeAction"_s);
    return button ? button->text() : QString();
}

void TestConsoleNoticeBar::saysWhatHappened_data()
{
    QTest::addColumn<Tell>("tell");
    QTest::addColumn<QString>("lead");
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("action");
    const auto row = [](const char *name, const Tell &tell, const char *lead, const char *rest, const char *action) {
        QTest::newRow(name) << tell << QString::fromUtf8(lead) << QString::fromUtf8(rest) << QString::fromUtf8(action);
    };
    Error error = storageError(u"It did not work."_s, u"Line 7"_s);
    error.code = u"broken"_s;
    Error traced = error;
    traced.correlationId = u"c-1"_s;
    const ConsoleNotices::Command nothing = [] {};
    row("failed", [=](ConsoleNotices &n) { n.tellFailed(error, nothing); }, "It did not work.", "broken", "Try again");
    row("failed at the portal", [=](ConsoleNotices &n) { n.tellFailed(traced, nothing); }, "It did not work.", "broken, correlation c-1", "Try again");
    row("signed out", [=](ConsoleNotices &n) { n.tellSignedOut(error, nothing); }, "Signed out.", "It did not work. What was read stays", "Sign in");
    row("sandbox ended", [=](ConsoleNotices &n) { n.tellSandboxEnded(error, nothing); }, "It did not work.", "What was read stays.", "Start it again");
    row("slow", [](ConsoleNotices &n) { n.tellClockSkew(tellClockSkewMs); }, "clock is 5 minutes slow.", "by the portal's clock", "All right");
    row("fast", [](ConsoleNotices &n) { n.tellClockSkew(-2 * tellClockSkewMs); }, "clock is 10 minutes fast.", "by the portal's clock", "All right");
    row("log broken", [](ConsoleNotices &n) { n.tellLogBroken(LogAlarm::Kind::Shortened); }, "log of decisions was rewritten.", "", "Show it");
    row("sign-in not kept", [=](ConsoleNotices &n) { n.tellSignInNotKept(error); }, "lasts until the window closes.", "It did not work.", "");
    row("data", [=](ConsoleNotices &n) { n.tellAboutData(error, false); }, "It did not work.", "Line 7", "All right");
    row("data in memory", [=](ConsoleNotices &n) { n.tellAboutData(error, true); }, "It did not work.", "Nothing outlives this window", "All right");
    row("open elsewhere", [=](ConsoleNotices &n) { n.tellOpenElsewhere(error, true, nothing); }, "It did not work.", "Nothing outlives this window",
        "Show the other window");
    row("other silent", [](ConsoleNotices &n) { n.tellOtherSilent(); }, "does not answer.", "until it is closed.", "");
    row("not locked", [](ConsoleNotices &n) { n.tellNotLocked(); }, "Not locked:", "Send it first, or give it up.", "All right");
}

void TestConsoleNoticeBar::saysWhatHappened()
{
    QFETCH(const Tell, tell);
    QFETCH(const QString, lead);
    QFETCH(const QString, rest);
    tell(*m_notices);
    QVERIFY(bar());
    QVERIFY2(words().contains(lead), qPrintable(words()));
    QVERIFY2(words().contains(rest), qPrintable(words()));
    QTEST(action(), "action");
}

void TestConsoleNoticeBar::aSmallClockSkewIsNotTold()
{
    m_notices->tellClockSkew(tellClockSkewMs - 1);
    m_notices->tellClockSkew(1 - tellClockSkewMs);
    QVERIFY(!bar());
}

void TestConsoleNoticeBar::theButtonDoesWhatWasToldLast()
{
    QStringList done;
    const Error error = storageError(u"It did not work."_s);
    m_notices->tellSignedOut(error, [&done] { done.append(u"sign in"_s); });
    m_notices->tellFailed(error, [&done] { done.append(u"again"_s); });
    // One at a time: the bar before goes with the next turn of the event loop.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    press();
    QCOMPARE(done, QStringList {u"again"_s});
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!bar());
}

void TestConsoleNoticeBar::whatTheButtonDoesMayTellInTurn()
{
    const QString last(4000, u'x');
    QString done;
    m_notices->tellFailed(storageError(u"First."_s), [this, last, &done] {
        m_notices->tellNotLocked();
        done = last;
    });
    press();
    QCOMPARE(done, last);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(words().contains("Not locked:"_L1));
}

QTEST_MAIN(TestConsoleNoticeBar)
#include "tst_consolenoticebar.moc"
