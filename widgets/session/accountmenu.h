// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/profiles.h"

#include <QMenu>

namespace gatehouse {

//! Who is signed in where, the other profiles of this computer, and the way to another portal. The
//! owner appends what belongs to the whole application (settings, sign out).
class AccountMenu final : public QMenu
{
    Q_OBJECT

public:
    //! \a all may hold \a current; it is listed once, at the top.
    AccountMenu(const Profile &current, const QList<Profile> &all, QWidget *parent = nullptr);

Q_SIGNALS:
    void profileChosen(const gatehouse::Profile &profile);
    void addPortalRequested();
};

} // namespace gatehouse
