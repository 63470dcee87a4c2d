// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <QTemporaryDir>
#include <QTest>

namespace gatehouse::testsupport {

//! How long a test waits for servers, packages and roll-outs; what is healthy takes a fraction.
constexpr int patienceMs = 20'000;

//! The real console with its real sandbox server, on directories of its own, driven by keys and
//! mouse. Several starts share the directories: what one leaves, the next one finds. GUI thread.
//!
//!     ConsoleFixture desk({u"some-package"_s});
//!     QVERIFY2(desk.start(u"security"_s), qPrintable(desk.failure()));
//!     QVERIFY(desk.openPage(Qt::Key_R));
//!
//! Everything that returns bool waits first until it can be done, and says with false that it never
//! could; failure() tells what it waited for.
class ConsoleFixture final
{
public:
    //! \a packages are npm names; the sandbox starts with these instead of its own list.
    explicit ConsoleFixture(const QStringList &packages);
    //! On directories below \a home that stay: for a console that is killed and started again.
    ConsoleFixture(const QStringList &packages, const QString &home);
    ~ConsoleFixture();

    //! Starts the console as a person does: with its first-run page or the remembered profile.
    void launch();
    //! Starts the console on its sandbox, signed in as \a persona; returns when the first lists are
    //! here.
    [[nodiscard]] bool start(const QString &persona);
    [[nodiscard]] bool awaitLists();
    //! Ends the console and its server.
    void stop();
    //! The lists came \a before times; returns when they came once more.
    [[nodiscard]] bool awaitListsAgain(int before);
    int fills() const { return m_fills; }
    //! Nobody touches the console for so long.
    void stayAway(int minutes) { m_awayMs += qint64(minutes) * 60 * 1000; }
    //! In Settings, by its dialog; returns when that was sent. \a present is empty for the first one.
    [[nodiscard]] bool sendPassphrase(const QString &present, const QString &next);
    //! The network is gone: the sandbox's server is all there is of it.
    [[nodiscard]] bool loseTheNetwork();
    //! Until the sandbox has done what it does by itself: packages, requests, installations.
    [[nodiscard]] bool awaitSandbox();
    const QString &failure() const { return m_failure; }

    Console &console() { return *m_console; }
    bool hasWorkspace() const { return m_console && m_console->workspace(); }
    Workspace &workspace() { return *m_console->workspace(); }
    //! Where the server keeps its data.
    QString serverData() const;
    //! Where the console keeps what is not the server's.
    QString data() const;
    std::optional<Plugin> plugin(const QString &name);
    //! Asks, as who is signed in, that the newest version of a package be installed. Past the window.
    [[nodiscard]] bool ask(const QString &package, Environment environment);
    //! Becomes someone else through the command palette; returns when their lists are here.
    [[nodiscard]] bool become(const QString &personaName);
    //! The keys G and \a letter; returns when the page has drawn its first rows.
    [[nodiscard]] bool openPage(Qt::Key letter);
    [[nodiscard]] bool chooseEnvironment(const QString &name);

    //! The visible widget with this name; null when there is none.
    QWidget *find(const QString &name) const;
    template <typename T>
    T *find(const QString &name) const { return qobject_cast<T *>(find(name)); }
    //! A left click in the middle, once the widget is there and enabled.
    [[nodiscard]] bool click(const QString &name);
    //! Takes what stands in an input away and types \a text.
    [[nodiscard]] bool type(const QString &name, const QString &text);
    [[nodiscard]] bool clickRow(const QString &view, int row);
    //! Opens the menu of a button and clicks the entry with these words.
    [[nodiscard]] bool chooseFromMenu(const QString &button, const QString &entry);
    //! To whatever has the focus.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    //! All words of the visible labels below the widget \a name.
    QString wordsOf(const QString &name) const;

private:
    bool wait(const QString &what, const std::function<bool()> &condition);
    void show(Options options);

    std::unique_ptr<QTemporaryDir> m_ownHome;
    QString m_packageList;
    QString m_failure;
    int m_fills = 0; //!< How often the lists of a person arrived.
    qint64 m_awayMs = 0;
    std::unique_ptr<Console> m_console;
};

} // namespace gatehouse::testsupport
