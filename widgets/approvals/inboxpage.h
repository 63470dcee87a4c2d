// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/enums.h"
#include "core/outbox/intent.h"
#include "models/approvals/requestlistmodel.h"
#include "widgets/approvals/batchdesk.h"
#include "widgets/approvals/seenchanges.h"
#include "widgets/common/pagewidget.h"
#include "widgets/receipts/bundlenote.h"
#include "widgets/receipts/receiptcard.h"

#include <QTimer>

namespace gatehouse {

class ActionRegistry;
class AgeBand;
class ApprovalService;
class ConnectionState;
class DelegationService;
class DraftKeeper;
class EmptyState;
class Freshness;
class InboxCommands;
class LineHighlighter;
class OverlayHost;
class ReadMarks;
class RequestDetail;
class RequestListPane;
class ReviewService;
class Splitter;
class UiState;

//! Requests that wait for a person, and the one they look at.
class InboxPage final : public PageWidget
{
    Q_OBJECT

public:
    struct Parts
    {
        const RequestStore &requests;
        ApprovalService &approvals;
        ReviewService &review;
        const ConnectionState &connection;
        Freshness &freshness;
        DraftKeeper &drafts;
        ActionRegistry &actions;
        OverlayHost &overlays;
        UiState &state;
        const Clock &clock;
        //! What waits to be sent, so that nothing is decided twice. May be null.
        const IntentStore *intents = nullptr;
        ReceiptCard::Read receipts = {}; //!< May be empty: then there are none.
        BundleNote::Save saveBundle = {}; //!< May be empty: then none is offered.
        DelegationService *delegations = nullptr; //!< May be null: then nothing can be handed over.
        LineHighlighter *highlighter = nullptr; //!< Null: code is plain.
        UndoSendBar *held = nullptr; //!< Outlives the page. May be null: then nothing is marked again that was taken back.
    };

    explicit InboxPage(const Parts &parts, QWidget *parent = nullptr);

    QStringList crumb() const override;
    QString summary() const override;
    QString screen() const override;
    void activate() override;
    //! A request's id; with "/comment" after it, where its comment is written.
    void openObject(const QString &id) override;
    void refresh() override;
    bool goUp() override;
    bool isSettled() const override;

private:
    //! Whether the list gives its room to the changes, while they are in front.
    void setReading(bool reading);
    void showReading();
    void onCurrentChanged(const QString &requestId);
    void showCurrent();
    void showConnection();
    void followOutbox();
    //! The decision on \a id that waits in the Outbox; null when there is none.
    const Intent *waiting(const RequestId &id) const;
    void onTick();
    void goBackToPlace();
    void openDecision(const RequestId &id, Outcome outcome);

    Parts m_parts;
    RequestListModel m_model;
    ReadMarks *m_marks;
    SeenChanges m_seen;
    BatchDesk m_batch;
    Splitter *m_splitter;
    RequestListPane *m_list;
    RequestDetail *m_detail;
    EmptyState *m_nothing;
    AgeBand *m_age;
    InboxCommands *m_commands = nullptr;
    QTimer m_minute;
    QTimer m_read; //!< What is looked at for a moment counts as read.
    QString m_place; //!< The request that was chosen when the console ended.
    QString m_wanted; //!< Asked for before it was in the store.
};

} // namespace gatehouse
