// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/personsession.h"
#include "widgets/session/firstrunpage.h"
#include "widgets/session/lockpage.h"
#include "widgets/shell/startpage.h"

#include <QPointer>

namespace gatehouse {

class MainWindow;
class OpenProfile;
class ThemeController;

//! What stands in the window while no work does: how far the start is, the first-run page, or the lock.
//! One at a time; the window owns them. Lives as long as the window. GUI thread.
class StartScreens final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        MainWindow &window;
        PersonSession &person;
        const OpenProfile &work;
        ThemeController &themes;
        QString sandboxDirectory;
    };
    explicit StartScreens(Parts parts, QObject *parent = nullptr);

    //! Says how far it is. The work stays on screen while the portal is reached beside it.
    void showProgress(const QString &sentence);
    //! The one that stands there already, or a new one.
    FirstRunPage &showFirstRun();
    void showLocked(LockPage *page);
    void showSandboxStarting();
    //! In whichever stands there; only while no work does.
    void showError(const Error &error);
    //! Something else stands in the window from now on.
    void leave();
    //! What the lock page hid is being opened; it stands there until then.
    void leaveLock() { m_lockPage = nullptr; }

    bool isLocked() const { return m_lockPage; }
    bool isStarting() const { return m_start || m_firstRun; }
    //! Null while another one stands there.
    FirstRunPage *firstRun() const { return m_firstRun; }
    //! What goes wrong now needs no words from elsewhere.
    bool showsErrorsItself() const;

Q_SIGNALS:
    void retryRequested();
    void sandboxRequested();

private:
    const Parts m_parts;
    QPointer<StartPage> m_start;
    QPointer<FirstRunPage> m_firstRun;
    QPointer<LockPage> m_lockPage;
};

} // namespace gatehouse
