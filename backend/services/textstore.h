// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/documentversion.h"

//! Texts with versions as rows: every version's text, which one is active, which one is a draft. What
//! Gatehouse ships is the first version of a tenant that has no other.
namespace gatehouse::services {

struct TextTable
{
    QString name;
    QStringList key; //!< Columns that name a text in it, the tenant's first.
};

//! Where a text of the work's tenant is.
struct TextPlace
{
    TextTable texts; //!< A row each.
    TextTable versions; //!< A row for each version.
    QVariantList key; //!< Values of the keys' columns behind the tenant's.
    QString what; //!< "workflow"
    QString name; //!< "standard-change"
    QString shippedFile; //!< Empty when Gatehouse ships none.
    int shippedVersion = 1;
};

struct TextRow
{
    int activeVersion = 0; //!< 0: none.
    int draftVersion = 0; //!< 0: none.
    int revision = 0; //!< Grows with what a change is based on: the texts, and which one is active.
    template <typename S, typename V>
    static void columns(S &s, V &visit)
    {
        visit("active_version", s.activeVersion);
        visit("draft_version", s.draftVersion);
        visit("revision", s.revision);
    }
};

struct TextVersionRow
{
    DocumentVersion head; //!< Without state and problems.
    QString triedDigest; //!< Of the text that was tried last.
};

//! The text that comes with the server.
[[nodiscard]] Result<QByteArray> shippedText(const QString &file);

//! not_found when there is none.
[[nodiscard]] Result<TextRow> textRow(store::UnitOfWork &work, const TextPlace &place);
//! Newest first.
[[nodiscard]] Result<QList<TextVersionRow>> textVersions(
    store::UnitOfWork &work, const TextPlace &place);
//! not_found when there is none.
[[nodiscard]] Result<TextVersionRow> textVersion(
    store::UnitOfWork &work, const TextPlace &place, int version);

//! Writes the row, raising its revision; what Gatehouse ships becomes the tenant's own by that.
[[nodiscard]] Status saveText(store::UnitOfWork &work, const TextPlace &place, TextRow &row);
[[nodiscard]] Status saveTextVersion(
    store::UnitOfWork &work, const TextPlace &place, const TextVersionRow &row);
//! Keeps the shipped text as it is now, whatever a later server ships.
[[nodiscard]] Status pinText(store::UnitOfWork &work, const TextPlace &place);
[[nodiscard]] Status removeTextVersion(
    store::UnitOfWork &work, const TextPlace &place, int version);
[[nodiscard]] Status removeText(store::UnitOfWork &work, const TextPlace &place);

QString textDigest(const QString &yaml);

} // namespace gatehouse::services
