// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/overlay/dialog.h"

namespace gatehouse {

class SegmentedControl;

//! Says what arming production means and for how long.
class ArmDialog final : public Dialog
{
    Q_OBJECT
public:
    //! \a extends: production is armed already and gets more time.
    explicit ArmDialog(bool extends, QWidget *parent = nullptr);
    int minutes() const;

private:
    SegmentedControl *m_minutes;
};

} // namespace gatehouse
