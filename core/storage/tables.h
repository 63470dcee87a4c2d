// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

//! The tables of a profile's store.
namespace gatehouse::tables {

inline constexpr char outbox[] = "outbox"; //!< Intents by id. Kept in two places.
inline constexpr char drafts[] = "drafts"; //!< Texts that were not sent, by what they belong to. Kept in two places.
inline constexpr char signing[] = "signing"; //!< The key of the device where no key store takes part.
inline constexpr char receipts[] = "receipts"; //!< Receipts of decisions, by decision.
inline constexpr char decisionLog[] = "decision-log"; //!< What of the portal's decision log was seen here.
inline constexpr char sync[] = "sync"; //!< The cursor, and how far each list was read.
inline constexpr char answers[] = "answers"; //!< The last good answer of what is read on demand, by path and query.
inline constexpr char answerIndex[] = "answers:index"; //!< Class, size and age of each of them.
//! The rows of a list the replica keeps: "list:" and its topic.
inline constexpr char listPrefix[] = "list:";

} // namespace gatehouse::tables

namespace gatehouse {

//! What nobody can give back: kept in two places, on the disk in one before a write ends and in the other
//! soon after.
inline bool isPrecious(QStringView table)
{
    return table == QLatin1String(tables::outbox) || table == QLatin1String(tables::drafts);
}

} // namespace gatehouse
