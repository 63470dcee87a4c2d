// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/profiledata.h"
#include "widgets/common/overlay/dialog.h"

namespace gatehouse {

//! Says what signing out removes from this computer for good, before it does.
class SignOutDialog final : public Dialog
{
    Q_OBJECT
public:
    explicit SignOutDialog(const UnsentWork &work, QWidget *parent = nullptr);
};

} // namespace gatehouse
