// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"

#include <optional>

//! The stored feed.
namespace gatehouse::services::eventlog {

//! Which events a reader gets. No topics: all. Audit lines go only to who may read the audit log.
struct Scope
{
    QString tenant;
    QStringList topics;
    bool audit = false;

    bool covers(const Event &event) const;
};

//! The scope of \a actor for the comma-separated \a topics; 422 for an unknown one.
[[nodiscard]] Result<Scope> scopeOf(const store::Actor &actor, const QString &topics);

//! The cursor of the newest event of all tenants; 0 when there was none.
[[nodiscard]] Result<qint64> head(store::Database &database);
//! True when events after \a since are no longer all kept, or \a since is not ours at all.
[[nodiscard]] Result<bool> isTooOld(store::Database &database, qint64 since);
//! At most \a limit events after \a since, oldest first.
[[nodiscard]] Result<QList<Event>> after(store::Database &database, const Scope &scope, qint64 since, int limit);
//! Removes what is older than 48 hours.
[[nodiscard]] Status forgetOld(store::Database &database, const QDateTime &now);

} // namespace gatehouse::services::eventlog
