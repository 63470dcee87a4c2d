// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/outbox/outboxmodel.h"

#include <QFrame>

class QTreeView;

namespace gatehouse {

class Clock;
class DraftKeeper;
class DraftList;
class EmptyState;
class OfflineSpell;
class OnlineBand;
class OutboxDelegate;
class SendPanel;
class SpokenModel;
class UndoRow;

//! The left side of the Outbox: whether the portal is back, the intents in their groups, what was
//! begun and not sent, and the question whether to send what is ready.
class OutboxListPane final : public QFrame
{
    Q_OBJECT

public:
    OutboxListPane(OutboxModel &model, const IntentStore &intents, DraftKeeper &drafts, const Clock &clock, QWidget *parent = nullptr);

    //! Null when nothing is chosen.
    const Intent *current() const;
    void select(const IntentId &id);
    //! Chooses the row \a step away, over group headers and on into the drafts.
    void move(int step);
    void focusList();
    void setNow(const QDateTime &now);
    void setSpell(const OfflineSpell &spell);
    SendPanel *sendPanel() const { return m_send; }
    DraftList *drafts() const { return m_drafts; }
    UndoRow *removed() const { return m_removed; }

Q_SIGNALS:
    //! An intent was chosen, also the one from before after a draft; empty when none is any more.
    void currentChanged(const QString &intentId);
    //! Enter or a double click on an intent.
    void opened();
    void inboxRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QList<QModelIndex> intentRows() const;
    void onCurrentChanged();
    void choose(const QModelIndex &index);
    void comeBack();
    void onRearranged();
    void showState();

    OutboxModel &m_model;
    const IntentStore &m_intents;
    OnlineBand *m_band;
    QTreeView *m_view;
    OutboxDelegate *m_delegate;
    SpokenModel *m_spoken;
    EmptyState *m_empty;
    UndoRow *m_removed;
    DraftList *m_drafts;
    SendPanel *m_send;
    QString m_currentId;
    bool m_rowsMove = false; //!< What is current then is the view's guess, not a choice.
};

} // namespace gatehouse
