// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

class UiState;

//! The card "Notifications" of Settings: whether the desktop tells when it becomes the person's turn.
class NoticesCard final : public QWidget
{
    Q_OBJECT

public:
    //! \a isAvailable is false where the desktop shows none: the card says so.
    NoticesCard(UiState &state, bool isAvailable, QWidget *parent);

    //! What the person chose; on until they choose.
    static bool isOn(const UiState &state);
};

} // namespace gatehouse
