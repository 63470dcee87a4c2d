// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/intent.h"
#include "widgets/approvals/requestreview.h"
#include "widgets/receipts/bundlenote.h"
#include "widgets/receipts/receiptcard.h"

#include <QWidget>

class QStackedWidget;

namespace gatehouse {

class AgeBand;
class ApprovalGuard;
class ChangesTab;
class ConfigKeysTab;
class DecisionBar;
class DelegationService;
class DiscussionTab;
class DraftKeeper;
class EvidenceCommands;
class EvidenceTab;
class Freshness;
class HealthCard;
class InlineError;
class LineHighlighter;
class OverlayHost;
class OverviewTab;
class RequestBrief;
class RequestDialogs;
class RequestHeader;
class ScrollMemory;
class SeenChanges;
class StageCommands;
class TabBar;
class TimelineTab;
class UiState;

//! The right side of the Inbox: one request, whole, with the decision at the bottom.
class RequestDetail final : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Overview, Changes, Evidence, ConfigKeys, Discussion, Timeline, TabCount };
    Q_ENUM(Tab)

    struct Parts
    {
        const RequestStore &requests;
        ApprovalService &approvals;
        ReviewService &review;
        DraftKeeper &drafts;
        Freshness &freshness;
        OverlayHost &overlays;
        UiState &state;
        SeenChanges &seen;
        ReceiptCard::Read receipts = {}; //!< May be empty: then there are none.
        BundleNote::Save saveBundle = {}; //!< May be empty: then none is offered.
        DelegationService *delegations = nullptr; //!< Null: nothing can be handed over.
        LineHighlighter *highlighter = nullptr; //!< Null: code is plain.
    };
    explicit RequestDetail(const Parts &parts, QWidget *parent = nullptr);

    //! Another request, or the same one with news. \a waiting is the person's decision on it that is
    //! still in the Outbox, null when there is none.
    void setRequest(const ApprovalRequest &request, const QDateTime &now, const Intent *waiting = nullptr);
    //! Offline, what is written is kept in the Outbox, and the buttons say so.
    void setOffline(bool offline);
    void showTab(Tab tab);
    Tab tab() const;
    void decide(Outcome outcome);
    //! Sends the comments on lines that were kept here.
    void sendDrafts();
    //! The head gives its room to what is read; a line beside the tabs stands for it.
    void setReading(bool reading);
    //! Of the request in the list.
    void setPlace(int place, int count);
    ChangesTab *changes() const { return m_changes; }
    EvidenceCommands *evidenceCommands() const { return m_evidenceCommands; }
    void comment();
    //! must_solve, question: of the comment that is written, on a line or in the discussion.
    void toggleMark(const QString &mark);
    //! "claim" (which also gives back), "delegate", "escalate", "after_review".
    void doStageAction(const QString &name);
    StageCommands *stageCommands() const { return m_stageCommands; }
    void reload();
    AgeBand *ageBand() const { return m_age; }
    //! All that the tab in front needs is there, or failed in words.
    bool isSettled() const;

Q_SIGNALS:
    void pluginRequested(const QString &pluginId);
    //! What is configured for the plugin.
    void configurationRequested(const QString &pluginId);
    //! How the plugin does, in full.
    void dashboardRequested(const QString &pluginId);
    //! To the decision that waits in the Outbox.
    void outboxRequested(const QString &intentId);
    void requestRequested(const QString &requestId);
    void settledChanged();
    void tabChanged();
    void stepRequested(int step);
    //! The list and the head are wanted again.
    void leaveReadingRequested();

private:
    QWidget *makeTabs();
    void rememberScrolling();
    void onTabChanged(int index);
    void onPartRead(RequestReview::Part part);
    void onPartFailed(RequestReview::Part part);
    void readAgain();
    void showCounts();
    void lookAtEvidence();
    //! Where a line of the "since" list is told in full.
    void showDimension(const QString &dimension);
    void connectEvidence();

    ApprovalService &m_approvals;
    UiState &m_state;
    SeenChanges &m_seen;
    RequestReview m_review;
    EvidenceCommands *m_evidenceCommands;
    QDateTime m_now;
    RequestHeader *m_header;
    RequestBrief *m_brief;
    AgeBand *m_age;
    InlineError *m_refused; //!< What was done without a dialog.
    ApprovalGuard *m_guard;
    BundleNote *m_bundle;
    TabBar *m_tabs;
    QStackedWidget *m_stack;
    HealthCard *m_health;
    OverviewTab *m_overview;
    ChangesTab *m_changes;
    EvidenceTab *m_evidence;
    ConfigKeysTab *m_configKeys;
    DiscussionTab *m_discussion;
    TimelineTab *m_timeline;
    DecisionBar *m_bar;
    StageCommands *m_stageCommands;
    RequestDialogs *m_dialogs;
    QList<ScrollMemory *> m_scrolled; //!< Of the tabs.
    IntentId m_waiting;
    QList<RequestReview::Part> m_failed;
};

} // namespace gatehouse
