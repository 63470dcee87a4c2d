// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/sync/connectionstate.h"
#include "models/outbox/outboxmodel.h"
#include "widgets/common/pagewidget.h"
#include "widgets/drafts/draftdetail.h"
#include "widgets/outbox/intentdetail.h"

#include <QSet>
#include <QTimer>

namespace gatehouse {

class ActionRegistry;
class EmptyState;
class InlineError;
class OfflineSpell;
class OutboxListPane;
class OverlayHost;
class Splitter;
class UiState;

//! What this person wrote and the portal has not accepted yet, what needs another look before it can
//! be, what was begun and not sent, and the receipts of what was. Asks once, when the portal is back,
//! whether to send.
class OutboxPage final : public PageWidget
{
    Q_OBJECT

public:
    //! What the Outbox does when it is told to.
    struct Commands
    {
        std::function<void(const QList<IntentId> &)> send;
        std::function<QFuture<Status>(const IntentId &)> withdraw;
        std::function<QFuture<Status>(const QList<IntentId> &)> forget;
        //! What forget() took from the list.
        std::function<QFuture<Status>(const QList<Intent> &)> bringBack;
        std::function<bool()> alwaysSends;
        std::function<void(bool)> setAlwaysSend;
        //! Opens the dialog of a decision with these words, on the request as it is now. The old
        //! intent is withdrawn by whoever takes the new one.
        std::function<void(const Intent &, Outcome, const QString &reason)> decideAgain;
    };

    struct Parts
    {
        const IntentStore &intents;
        Commands commands;
        IntentDetail::Sources sources;
        DraftKeeper &drafts;
        DraftDetail::Sources draftSources;
        const OfflineSpell &spell;
        const ConnectionState &connection;
        ActionRegistry &actions;
        OverlayHost &overlays;
        UiState &state;
        const Clock &clock;
    };

    explicit OutboxPage(Parts parts, QWidget *parent = nullptr);

    QStringList crumb() const override;
    QString summary() const override;
    void activate() override;
    //! An intent's id.
    void openObject(const QString &id) override;
    bool goUp() override;
    QDateTime asOf() const override { return m_parts.connection.asOf(); }
    bool isCurrent() const override { return m_parts.connection.state() == ConnectionState::State::Live; }

private:
    void addActions();
    void connectParts();
    void connectDrafts();
    void showCurrent();
    void showDraft(const QString &key);
    void openDraft();
    void showSend();
    void onTick();
    void openCurrent();
    void discardCurrent();
    void askToDiscard(const Intent &intent);
    void removeReceipts();
    void remove(const QList<IntentId> &ids);
    void takeBack();
    void report(const QFuture<Status> &done);
    void sendOrShow();
    void sendNow();
    void dismissSend();
    bool isOnline() const;

    Parts m_parts;
    OutboxModel m_model;
    Splitter *m_splitter;
    OutboxListPane *m_list;
    IntentDetail *m_detail;
    DraftDetail *m_draft;
    EmptyState *m_nothing;
    InlineError *m_error;
    QTimer m_minute;
    QList<Intent> m_removed; //!< From the list, last.
    QSet<IntentId> m_dismissed; //!< The question about these was answered with "Not now".
};

} // namespace gatehouse
