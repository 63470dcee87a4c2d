// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/approvals/turnwatch.h"
#include "widgets/shell/desktopnotices.h"

#include <memory>

namespace gatehouse {

class MainWindow;
class UiState;

//! Tells outside the window when requests newly become the person's turn: only while it is not in
//! front, and only if they want it. A click opens the request. Lives as long as the workspace.
class TurnNotices final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        const RequestStore &requests;
        MainWindow &window;
        const UiState &state;
        std::unique_ptr<DesktopNotices> desktop;
    };
    explicit TurnNotices(Parts parts, QObject *parent = nullptr);

private:
    void onBecameMine(const QList<RequestId> &ids);
    void open();

    const Parts m_parts;
    TurnWatch m_watch;
    RequestId m_last; //!< Of the last notice; empty when it was about several.
};

} // namespace gatehouse
