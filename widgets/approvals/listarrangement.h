// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/approvals/savedviews.h"

namespace gatehouse {

class ActionRegistry;
class OverlayHost;
class RequestListPane;
class ViewMenu;

//! How the list of the Inbox is arranged: its order and its folded groups, which come back at the next
//! start, and the saved views that arrange it otherwise. Lives as long as the page.
class ListArrangement final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        RequestListPane &list;
        ActionRegistry &actions;
        OverlayHost &overlays;
        UiState &state;
    };
    //! Arranges the list as it was left; all of \a parts outlive it.
    explicit ListArrangement(const Parts &parts, QObject *parent = nullptr);

private:
    void restore();
    RequestView now() const;
    void show(const RequestView &view);
    void keepFolded();

    const Parts m_parts;
    SavedViews m_saved;
    ViewMenu *m_menu;
};

} // namespace gatehouse
