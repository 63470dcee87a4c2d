// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/outbox/outboxmodel.h"

#include <QFrame>

class QTreeView;

namespace gatehouse {

class EmptyState;
class OfflineSpell;
class OnlineBand;
class OutboxDelegate;
class SendPanel;
class SpokenModel;

//! The left side of the Outbox: whether the portal is back, the intents in their groups, and the
//! question whether to send what is ready.
class OutboxListPane final : public QFrame
{
    Q_OBJECT

public:
    OutboxListPane(OutboxModel &model, const IntentStore &intents, QWidget *parent = nullptr);

    //! Null when nothing is chosen.
    const Intent *current() const;
    void select(const IntentId &id);
    //! Chooses the row \a step away, over group headers.
    void move(int step);
    void focusList();
    void setNow(const QDateTime &now);
    void setSpell(const OfflineSpell &spell);
    SendPanel *sendPanel() const { return m_send; }

Q_SIGNALS:
    //! Empty when nothing is chosen any more.
    void currentChanged(const QString &intentId);
    //! Enter or a double click on an intent.
    void opened();
    void inboxRequested();

private:
    QList<QModelIndex> intentRows() const;
    void onCurrentChanged();
    void onRearranged();
    void showState();

    OutboxModel &m_model;
    const IntentStore &m_intents;
    OnlineBand *m_band;
    QTreeView *m_view;
    OutboxDelegate *m_delegate;
    SpokenModel *m_spoken;
    EmptyState *m_empty;
    SendPanel *m_send;
    QString m_currentId;
    bool m_rowsMove = false; //!< What is current then is the view's guess, not a choice.
};

} // namespace gatehouse
