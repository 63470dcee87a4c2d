// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"

#include <QObject>
#include <QVariantMap>

namespace gatehouse {

class UiState;

//! Which requests a person has seen as they are now; kept on this computer. A request that changed
//! since is unread again.
class ReadMarks final : public QObject
{
    Q_OBJECT

public:
    explicit ReadMarks(UiState &state, QObject *parent = nullptr);

    bool isUnread(const ApprovalRequest &request) const;
    void markRead(const ApprovalRequest &request);
    void toggle(const ApprovalRequest &request);

Q_SIGNALS:
    void changed();

private:
    void store();

    UiState &m_state;
    QVariantMap m_seen; //!< Id → etag.
};

} // namespace gatehouse
