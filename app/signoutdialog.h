// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/profiledata.h"
#include "core/auth/session.h"
#include "widgets/common/overlay/dialog.h"

namespace gatehouse {

//! Says what signing out removes from this computer for good, before it does.
class SignOutDialog final : public Dialog
{
    Q_OBJECT
public:
    explicit SignOutDialog(const UnsentWork &work, QWidget *parent = nullptr);
};

//! What signing out could not remove from this computer.
struct SignOutRemains
{
    QString profileId;
    std::optional<Error> signingKey;
    std::optional<Error> data; //!< As of ProfileData::wipe().
};

//! For who signed out: what stays on this computer, what to do about it, and whom the identity provider
//! was not told of.
struct SignOutNotice
{
    QString lead;
    QString rest;
};
//! Nothing when all is as it should be.
std::optional<SignOutNotice> signOutNotice(const Session::SignOutReport &report, const SignOutRemains &remains);

} // namespace gatehouse
