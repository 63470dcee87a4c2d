// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace.h"
#include "models/common/palettemodel.h"

#include <QObject>

namespace gatehouse {

class ActionRegistry;
class EnvironmentScope;
class MainWindow;
class OverlayHost;

//! Opens the palette over what there is: objects of the workspace, commands, contexts.
class PaletteBinding final : public QObject
{
    Q_OBJECT
public:
    PaletteBinding(ActionRegistry &actions, EnvironmentScope &scope, OverlayHost &overlays, MainWindow &window);

    void setWorkspace(Workspace *workspace, bool sandbox);
    //! \a text is typed already: ">" for commands only.
    void open(const QString &text);

Q_SIGNALS:
    void personaChosen(const QString &key);

private:
    QList<PaletteEntry> entries() const;
    void addObjects(QList<PaletteEntry> &all) const;
    void addCommands(QList<PaletteEntry> &all) const;
    void addContexts(QList<PaletteEntry> &all) const;
    void run(const QString &kind, const QString &id);

    ActionRegistry &m_actions;
    EnvironmentScope &m_scope;
    OverlayHost &m_overlays;
    MainWindow &m_window;
    Workspace *m_workspace = nullptr;
    bool m_sandbox = false;
};

} // namespace gatehouse
