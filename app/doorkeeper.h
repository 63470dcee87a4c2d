// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/consoledoor.h"

namespace gatehouse {

class ConsoleNotices;
class MainWindow;
class OpenProfile;
struct Profile;

//! Keeps a person to one window: comes forward when they start a second console, and shows them the
//! other one when it has their data. The door is open while a profile is. Lives as long as the window.
//! GUI thread.
class DoorKeeper final : public QObject
{
    Q_OBJECT
public:
    DoorKeeper(MainWindow &window, const OpenProfile &work, ConsoleNotices &notices, QObject *parent = nullptr);

    //! Who finds \a profile open comes to us, until the work closes.
    void openFor(const Profile &profile);
    //! This window stays as it is: what is in it was kept nowhere else.
    void callTheOther();

private:
    void comeForward(const QString &page);

    MainWindow &m_window;
    const OpenProfile &m_work;
    ConsoleNotices &m_notices;
    ConsoleDoor m_door;
};

} // namespace gatehouse
