// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"

#include <QObject>

#include <functional>

namespace gatehouse {

class ActionRegistry;
class Clock;
class ReadMarks;
class RequestDetail;
class RequestListPane;
struct Intent;

//! The commands of the Inbox and their keys, which go to the list, to the changes or to the request,
//! and why some of them are blocked. Lives as long as the page.
class InboxCommands final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ActionRegistry &actions;
        RequestListPane &list;
        RequestDetail &detail;
        ReadMarks &marks;
        const Clock &clock;
        //! The decision that waits in the Outbox; null when there is none.
        std::function<const Intent *(const RequestId &)> waiting;
    };
    //! Registers them; all of \a parts outlive it.
    explicit InboxCommands(Parts parts, QObject *parent = nullptr);

    //! What is allowed with \a request; null for none.
    void setRequest(const ApprovalRequest *request);
    //! Ticks the file where files are in front; false elsewhere.
    bool tickFile();

Q_SIGNALS:
    //! Whether the list gives its room to the changes.
    void readingRequested(bool reading);

private:
    void addListActions();
    void addChangesActions();
    void addDecisionActions();
    void addStageActions();
    bool showsChanges() const;

    const Parts m_parts;
};

} // namespace gatehouse
