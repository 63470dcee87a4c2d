// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace.h"

#include <QObject>
#include <QTimer>

namespace gatehouse {

class ActionRegistry;
class EnvironmentScope;
class MainWindow;
class OverlayHost;
class UiState;
class UndoSendBar;

//! Puts the state of a workspace into the bars of the window: lock, connection, status bar, counts.
//! Lives as long as the workspace.
class ShellBinding final : public QObject
{
    Q_OBJECT
public:
    ShellBinding(Workspace &workspace, MainWindow &window, OverlayHost &overlays, ActionRegistry &actions,
        EnvironmentScope &scope, UiState &state, const Profile &profile, QObject *parent = nullptr);

    ~ShellBinding() override;

    //! What is held back before it is sent, on every page.
    UndoSendBar *undoBar() const { return m_undo; }

    //! Asks for how long, then arms; while armed it offers to extend or disarm.
    void askToArm();

private:
    void showLock();
    void tellAsked(const QList<IntentId> &ids);
    void showConnection();
    void showCatchingUp(const QList<Replica::CatchUp> &topics);
    void showTakeOffline();
    void showPerson();
    void showCounts();
    void showProgress(const QString &topic, int read, int total);

    Workspace &m_workspace;
    MainWindow &m_window;
    OverlayHost &m_overlays;
    ActionRegistry &m_actions;
    EnvironmentScope &m_scope;
    const Profile m_profile;
    UndoSendBar *m_undo; //!< Stands in the window.
    QTimer m_counts;
};

} // namespace gatehouse
