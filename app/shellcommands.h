// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace gatehouse {

class ActionRegistry;
class MainWindow;
class OpenProfile;
class OverlayHost;

//! The commands that no page owns: searching, taking the queue offline, locking, the sheet of keys,
//! signing out, quitting. Lives as long as the window. GUI thread.
class ShellCommands final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        ActionRegistry &actions;
        OverlayHost &overlays;
        MainWindow &window;
        const OpenProfile &work;
    };
    //! Registers them.
    explicit ShellCommands(Parts parts, QObject *parent = nullptr);

Q_SIGNALS:
    void lockRequested();
    void signOutRequested();

private:
    void addEverywhere();
    void addHelp();
    void showKeys();

    const Parts m_parts;
};

} // namespace gatehouse
