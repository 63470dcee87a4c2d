// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/actionregistry.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/themecontroller.h"
#include "widgets/common/uistate.h"
#include "widgets/session/introductionpanel.h"
#include "widgets/settings/kepthere.h"
#include "widgets/settings/settingspage.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

KeptHereCard *nothingKept(OverlayHost &overlays)
{
    KeptHereCommands commands;
    commands.now = [] { return KeptHere(); };
    return new KeptHereCard(commands, overlays);
}

} // namespace

class SettingsPageTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void init() { m_themes->setChoice(ThemeChoice::FollowDesktop); }
    void marksTheThemeThatIsShown_data();
    void marksTheThemeThatIsShown();
    void remembersOnlyWhatWasChosen();
    void remembersWhatWasChosenElsewhere();

private:
    QTemporaryDir m_directory;
    std::unique_ptr<ThemeController> m_themes;
};

void SettingsPageTest::marksTheThemeThatIsShown_data()
{
    QTest::addColumn<ThemeChoice>("choice");
    QTest::newRow("light") << ThemeChoice::Light;
    QTest::newRow("dark") << ThemeChoice::Dark;
}

void SettingsPageTest::marksTheThemeThatIsShown()
{
    QFETCH(ThemeChoice, choice);
    SettingsFile file(m_directory.filePath(u"marks.json"_s));
    UiState state(file);
    ActionRegistry actions;
    QWidget window;
    OverlayHost overlays(&window);
    SettingsPage page(*m_themes, actions, state, nothingKept(overlays), {});
    const auto *control = page.findChild<SegmentedControl *>(u"themeChoice"_s);
    QCOMPARE(control->currentIndex(), int(ThemeChoice::FollowDesktop));
    m_themes->setChoice(choice);
    QCOMPARE(control->currentIndex(), int(choice));
}

void SettingsPageTest::remembersOnlyWhatWasChosen()
{
    SettingsFile file(m_directory.filePath(u"remembers.json"_s));
    UiState state(file);
    ActionRegistry actions;
    rememberSettings(*m_themes, actions, state);
    QWidget window;
    OverlayHost overlays(&window);
    SettingsPage page(*m_themes, actions, state, nothingKept(overlays), {});
    // As the tour does it.
    m_themes->setChoice(ThemeChoice::Dark);
    QVERIFY(!state.value(u"settings/theme"_s).isValid());
    page.findChild<SegmentedControl *>(u"themeChoice"_s)->setCurrentIndex(int(ThemeChoice::Light));
    QCOMPARE(state.value(u"settings/theme"_s).toInt(), int(ThemeChoice::Light));
    QCOMPARE(m_themes->choice(), ThemeChoice::Light);
}

void SettingsPageTest::remembersWhatWasChosenElsewhere()
{
    SettingsFile file(m_directory.filePath(u"elsewhere.json"_s));
    {
        UiState state(file);
        ActionRegistry actions;
        rememberSettings(*m_themes, actions, state);
        const IntroductionPanel firstRun(*m_themes, {});
        const auto choices = firstRun.findChild<QPushButton *>(u"themeChoice"_s)->menu()->actions();
        const auto dark = std::find_if(choices.begin(), choices.end(), [](const QAction *action) { return action->text() == "Dark"_L1; });
        QVERIFY(dark != choices.end());
        (*dark)->trigger();
        QCOMPARE(m_themes->choice(), ThemeChoice::Dark);
    }
    // The next start.
    m_themes->setChoice(ThemeChoice::FollowDesktop);
    UiState state(file);
    ActionRegistry actions;
    rememberSettings(*m_themes, actions, state);
    QCOMPARE(m_themes->choice(), ThemeChoice::Dark);
    QWidget window;
    OverlayHost overlays(&window);
    SettingsPage page(*m_themes, actions, state, nothingKept(overlays), {});
    QCOMPARE(page.findChild<SegmentedControl *>(u"themeChoice"_s)->currentIndex(), int(ThemeChoice::Dark));
}

QTEST_MAIN(SettingsPageTest)
#include "tst_settingspage.moc"
