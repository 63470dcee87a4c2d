// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/outbox/intent.h"

#include <QFrame>
#include <QFuture>
#include <QTimer>

#include <functional>

class QVBoxLayout;

namespace gatehouse {

class ActionRegistry;
class Clock;
class InlineError;
class MessageBar;

//! "12 approvals will be sent in 00:24" with Undo and Send now: one line for each batch that the Outbox
//! holds back. Not seen while there is none. It stands under whatever page is in front, and its keys hold
//! on all of them.
class UndoSendBar final : public QFrame
{
    Q_OBJECT

public:
    struct Commands
    {
        std::function<QFuture<Status>(const IntentId &)> withdraw;
        std::function<void(const QList<IntentId> &)> release;
        explicit operator bool() const { return withdraw && release; }
    };
    //! All outlive it; \a clock is the one that the Outbox goes by.
    UndoSendBar(const IntentStore &intents, Commands commands, const Clock &clock, ActionRegistry &actions, QWidget *parent = nullptr);
    ~UndoSendBar() override;

    bool isHolding() const { return !m_batches.isEmpty(); }
Q_SIGNALS:
    //! What was decided on these does not count; \a reason is what was written for it.
    void undone(const QStringList &objects, const QString &reason);

private:
    struct Batch
    {
        QDateTime until;
        QList<IntentId> ids;
        MessageBar *line = nullptr;
    };

    void addActions();
    void blockActions(bool isBlocked);
    //! The batch that came last.
    void undoLast();
    void sendLastNow();
    void look();
    void showCountdown(const Batch &batch) const;
    MessageBar *makeLine(const QDateTime &until);
    void undo(const QDateTime &until);
    void release(const QDateTime &until);
    QList<IntentId> idsOf(const QDateTime &until) const;

    const IntentStore &m_intents;
    const Commands m_commands;
    const Clock &m_clock;
    ActionRegistry &m_actions;
    QVBoxLayout *m_lines;
    InlineError *m_error;
    QList<Batch> m_batches; //!< The next to leave first.
    QTimer m_soon;
    QTimer m_second;
};

} // namespace gatehouse
