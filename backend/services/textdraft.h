// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/textreader.h"
#include "backend/services/textstore.h"

//! How a text comes into force: platform admins write a draft, try it, activate it or throw it away.
//! Codes: forbidden, conflict_state, validation_failed.
namespace gatehouse::services {

struct DraftedText : TextPlace
{
    QString subject; //!< In the feed and in the audit log.
    QString plural; //!< "workflows": the topic of its events.
    qsizetype limit = 0; //!< Bytes.
    QStringList trials; //!< Actions: dry_run, ...
    QString noDraft; //!< Why nothing can be done without one.
    QString untried; //!< Why it cannot be activated before.
};

//! What is wrong with \a yaml as things are now.
using Judge = Result<QList<ConfigProblem>> (*)(store::UnitOfWork &work, const QString &yaml);

[[nodiscard]] Status checkAdmin(const store::UnitOfWork &work, const DraftedText &text);
//! Neither empty nor too long. What it says is judged elsewhere.
[[nodiscard]] Status checkLength(const DraftedText &text, const QString &yaml);
//! Refuses to go on with a text that has mistakes.
[[nodiscard]] Status checkMistakes(const ReadText &read);

//! The draft as it is stored.
[[nodiscard]] Result<TextVersionRow> draftOf(
    store::UnitOfWork &work, const DraftedText &text, const TextRow &row);
//! Keeps \a yaml as the draft, mistakes too.
[[nodiscard]] Status keepDraft(
    store::UnitOfWork &work, const DraftedText &text, TextRow &row, const QString &yaml);
//! Gives the version that is gone.
[[nodiscard]] Result<int> dropDraft(store::UnitOfWork &work, const DraftedText &text, TextRow &row);
//! Remembers that exactly this text was tried. The text's row keeps its revision: who is about to
//! activate the draft has seen the same text.
[[nodiscard]] Status noteTrial(
    store::UnitOfWork &work, const DraftedText &text, TextVersionRow draft);
//! Only a text without mistakes that was tried as it is.
[[nodiscard]] Status checkActivation(store::UnitOfWork &work, const DraftedText &text,
    const TextRow &row, const QString &reason, Judge judge);
//! Makes the draft the active version.
[[nodiscard]] Status activateText(
    store::UnitOfWork &work, const DraftedText &text, TextRow &row, const QString &reason);
//! Into the feed and the audit log.
[[nodiscard]] Status tellText(store::UnitOfWork &work, const DraftedText &text, const QString &etag,
    const QString &happened, const QString &sentence, const QString &reason = {});

//! draft, active or retired.
QString stateOf(const TextRow &row, int version);
//! As everybody sees it; problems only of a draft.
[[nodiscard]] Result<DocumentVersion> shownText(
    store::UnitOfWork &work, const TextRow &row, const TextVersionRow &version, Judge judge);
//! None when there is none.
[[nodiscard]] Result<std::optional<DocumentVersion>> shownDraft(
    store::UnitOfWork &work, const DraftedText &text, const TextRow &row, Judge judge);
//! What the work's actor may do: edit, discard, its trials, activate.
Actions draftActions(const store::UnitOfWork &work, const DraftedText &text,
    const std::optional<DocumentVersion> &draft);

} // namespace gatehouse::services
