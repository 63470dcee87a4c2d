// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/profiles.h"

#include <QObject>

namespace gatehouse {

class ActionRegistry;
class MainWindow;
class OpenProfile;
class PersonSession;
class PortalReach;

//! Opens the menu of the two buttons at the foot of the rail: who works here, their portals, the people
//! of the sandbox. Lives as long as the window. GUI thread.
class PersonMenu final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        MainWindow &window;
        ActionRegistry &actions;
        PersonSession &person;
        const OpenProfile &work;
        const PortalReach &reach;
    };
    explicit PersonMenu(Parts parts, QObject *parent = nullptr);

Q_SIGNALS:
    void profileChosen(const gatehouse::Profile &profile);
    void addPortalRequested();
    void personaChosen(const QString &key);

private:
    void open();

    const Parts m_parts;
};

} // namespace gatehouse
