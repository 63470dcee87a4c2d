// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"

#include <QVariantMap>

namespace gatehouse {

class UiState;

//! In which version of a request a person opened the changes. For a quiet reminder to themselves: it
//! stays on this computer and is told to nobody.
class SeenChanges final
{
public:
    //! \a state outlives it.
    explicit SeenChanges(UiState &state);

    bool wereOpened(const ApprovalRequest &request) const;
    void noteOpened(const ApprovalRequest &request);
    //! What to say before \a outcome: a sentence when it approves what is not low in risk and was never
    //! opened, else nothing.
    QString cue(const ApprovalRequest &request, Outcome outcome) const;

private:
    UiState &m_state;
    QVariantMap m_opened; //!< Request → what was opened.
};

} // namespace gatehouse
