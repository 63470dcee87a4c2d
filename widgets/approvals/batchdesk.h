// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/approvals/batchmodel.h"
#include "models/approvals/requestmarks.h"
#include "widgets/approvals/undosendbar.h"

namespace gatehouse {

class ActionRegistry;
class ApprovalService;
class DraftKeeper;
class MarkedBar;
class OverlayHost;
class RequestListPane;
class ReviewService;
class SeenChanges;

//! Deciding many requests at once: the marks in the list and their keys, the batch they make, and the marks
//! and words of a batch that was taken back. Lives as long as the Inbox.
class BatchDesk final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        const RequestStore &requests;
        ApprovalService &approvals;
        ReviewService &review;
        DraftKeeper &drafts;
        ActionRegistry &actions;
        OverlayHost &overlays;
        const SeenChanges &seen;
        const Clock &clock;
        UndoSendBar *held = nullptr; //!< Of the window; null where nothing is held back.
        std::function<bool(const RequestId &)> isInOutbox = {};
        std::function<bool()> tickFile = {}; //!< Ticks a file instead, where files are in front; false elsewhere.
    };
    explicit BatchDesk(Parts parts, QObject *parent = nullptr);

    RequestMarks &marks() { return m_marks; }
    //! Puts the bar of the marks into \a list and takes its keys.
    void attach(RequestListPane &list);
    void outboxChanged();

private:
    void addActions(RequestListPane &list);
    void extend(RequestListPane &list, int step);
    void markLowRisk(const RequestListPane &list);
    void open();
    void onUndone(const QStringList &objects, const QString &reason);
    void updateActions();

    const Parts m_parts;
    RequestMarks m_marks;
    BatchModel m_batch;
    QString m_reason; //!< Of what was taken back last.
};

} // namespace gatehouse
