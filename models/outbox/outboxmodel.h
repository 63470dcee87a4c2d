// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/intent.h"
#include "models/common/storemodel.h"

namespace gatehouse {

//! The intents of this person in the groups of the Outbox.
class OutboxModel final : public StoreModel
{
    Q_OBJECT

public:
    //! In the order they are shown.
    enum Group {
        NeedsAnotherLook, //!< What it relied on moved: not sent until its author decides again.
        ReadyToSend, //!< Written offline, checked, nothing moved: waits for a word of its author.
        Waiting, //!< Queued, being sent, or not checked yet.
        ClosedWithoutSending, //!< Refused, expired, withdrawn.
        SentToday,
        SentEarlier,
        GroupCount
    };
    Q_ENUM(Group)
    enum Role {
        GroupRole = Qt::UserRole, //!< Group; for group rows and intents
        CountRole, //!< int, of a group row: intents in it
        CheckedAtRole, //!< QDateTime, of a group row: the oldest check in it; invalid when one was never checked
        IdRole, //!< QString
        IntentRole //!< const void *: the Intent, valid until the store changes
    };

    OutboxModel(const IntentStore &intents, const QDate &today, QObject *parent = nullptr);

    //! The local date that parts today's receipts from earlier ones.
    void setToday(const QDate &today);

    const Intent *intent(const QModelIndex &index) const;
    QModelIndex indexOf(const IntentId &id) const;
    int count(Group group) const;
    QList<IntentId> ids(Group group) const;

    static Group groupOf(const Intent &intent, const QDate &today);

private:
    Arrangement arrange() override;
    QVariant value(int storeRow, int column, int role) const override;
    QVariant groupValue(int group, int role) const override;
    QDateTime checkedAt(int group) const;

    const IntentStore &m_intents;
    QDate m_today;
};

//! The decision on \a requestId that waits here to be sent or looked at again; null when there is none.
const Intent *waitingDecision(const IntentStore &intents, const QString &requestId);

} // namespace gatehouse
