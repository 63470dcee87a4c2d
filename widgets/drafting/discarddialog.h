// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/overlay/formdialog.h"

namespace gatehouse {

//! Asks before a draft is thrown away at the portal, where it is everybody's.
class DiscardDialog final : public FormDialog
{
    Q_OBJECT
public:
    //! \a what names it: "policies v4". \a isAll: nothing of it was ever active, so that all of it goes.
    DiscardDialog(const QString &what, bool isAll, QWidget *parent = nullptr);
};

} // namespace gatehouse
