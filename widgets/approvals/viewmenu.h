// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/approvals/savedviews.h"

#include <functional>

class QMenu;

namespace gatehouse {

class ActionRegistry;
class Button;
class OverlayHost;

//! The button with the saved views, its menu and its keys: S and a digit chooses, S V opens the menu, S S saves.
class ViewMenu final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        SavedViews &views;
        ActionRegistry &actions;
        OverlayHost &overlays;
        std::function<RequestView()> now; //!< How the list is looked at.
        std::function<void(const RequestView &)> show;
    };
    //! Views with a digit of their own.
    static constexpr int numbered = 9;

    //! \a button is where the menu hangs; all of \a parts outlive it.
    ViewMenu(Parts parts, Button &button, QObject *parent = nullptr);

    void choose(int index);
    void open();
    //! Asks for a name and saves how the list is looked at.
    void saveNow();
    //! The list is looked at in another way.
    void showCurrent();

private:
    void addActions();
    void fill();
    void addOwnCommands();
    void askForName(const QString &title, const QString &action, const QString &name, int index, const std::function<void(const QString &)> &then);

    const Parts m_parts;
    Button &m_button;
    QMenu *m_menu;
    QMenu *m_rename; //!< Below m_menu, with the views of the person's own.
    QMenu *m_remove;
};

} // namespace gatehouse
