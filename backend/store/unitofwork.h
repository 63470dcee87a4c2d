// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/database.h"
#include "core/contract/audit.h"
#include "core/contract/events.h"

namespace gatehouse::store {

//! Who acts. System for the server itself (expiry, migration).
struct Actor
{
    PersonRef person;
    QList<Role> roles;
    QString tenant;
    QStringList groups = {}; //!< Of the person, as the token says.
    bool has(Role role) const { return roles.contains(role); }
};

//! One change or one read, with everything it needs to be honest: the connection (inside a
//! transaction), the person, the time, and the two logs that must move together with the data.
//! Lives for one call on one worker thread.
class UnitOfWork final
{
public:
    UnitOfWork(Database &database, Actor actor, QDateTime now, QString correlationId);

    Database &db() { return m_database; }
    const Actor &actor() const { return m_actor; }
    QDateTime now() const { return m_now; }
    QString tenant() const { return m_actor.tenant; }
    const QString &correlationId() const { return m_correlationId; }

    //! Appends to the feed; published to streams after the commit.
    [[nodiscard]] Status emitEvent(QString type, QString topic, QString subject, QString etag, QString summary);
    //! Appends to the hash chain. \a outcome is done or refused.
    [[nodiscard]] Status audit(QString action, QString object, QString objectId, QString outcome,
        QString reason = {}, QString environment = {});

private:
    Database &m_database;
    Actor m_actor;
    QDateTime m_now;
    QString m_correlationId;
};

//! The next number of a named sequence in a tenant ("request" → 2417), inside the transaction.
[[nodiscard]] Result<qint64> nextNumber(UnitOfWork &work, const QString &sequence);

} // namespace gatehouse::store
