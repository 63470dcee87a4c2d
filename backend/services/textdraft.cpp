// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/textdraft.h"

#include "backend/api/problem.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int reasonLimit = 1000;

//! The draft, or a new version that is one from now on.
Result<TextVersionRow> beginDraft(store::UnitOfWork &work, const DraftedText &text, TextRow &row)
{
    if (row.draftVersion > 0)
        return textVersion(work, text, row.draftVersion);
    const auto versions = textVersions(work, text);
    if (!versions)
        return fail(versions.error());
    row.draftVersion = versions->isEmpty() ? 1 : versions->first().head.version + 1;
    TextVersionRow draft;
    draft.head.version = row.draftVersion;
    draft.head.createdAt = work.now();
    return draft;
}

//! Why the draft cannot become active; empty when it can.
std::optional<BlockedAction> whyNotActivate(
    const DraftedText &text, const std::optional<DocumentVersion> &draft)
{
    const auto refusal = [](const QString &message) {
        return BlockedAction{u"activate"_s, u"conflict_state"_s, message};
    };
    if (!draft)
        return refusal(text.noDraft);
    const auto mistake
        = std::ranges::find(draft->problems, Severity::High, &ConfigProblem::severity);
    if (mistake != draft->problems.end())
        return refusal(u"Line %1: %2"_s.arg(mistake->line).arg(mistake->message));
    if (!draft->dryRunAt)
        return refusal(text.untried);
    return std::nullopt;
}

} // namespace

Status checkAdmin(const store::UnitOfWork &work, const DraftedText &text)
{
    if (work.actor().has(Role::PlatformAdmin))
        return {};
    return fail(api::forbidden(u"Only a platform admin changes %1."_s.arg(text.plural)));
}

Status checkLength(const DraftedText &text, const QString &yaml)
{
    if (yaml.trimmed().isEmpty())
        return fail(api::validationFailed(u"/yaml"_s, u"required"_s, u"There is no text."_s));
    if (yaml.toUtf8().size() > text.limit)
        return fail(api::validationFailed(
            u"/yaml"_s, u"too_long"_s, u"At most %1 kB of text."_s.arg(text.limit / 1024)));
    return {};
}

Status checkMistakes(const ReadText &read)
{
    if (read.isValid())
        return {};
    const ConfigProblem &first = read.problems.first();
    return fail(api::validationFailed(
        u"/yaml"_s, first.code, u"Line %1: %2"_s.arg(first.line).arg(first.message)));
}

Result<TextVersionRow> draftOf(
    store::UnitOfWork &work, const DraftedText &text, const TextRow &row)
{
    if (row.draftVersion == 0)
        return fail(api::conflictState(text.noDraft));
    return textVersion(work, text, row.draftVersion);
}

Status keepDraft(
    store::UnitOfWork &work, const DraftedText &text, TextRow &row, const QString &yaml)
{
    auto draft = beginDraft(work, text, row);
    if (!draft)
        return fail(std::move(draft).error());
    draft->head.yaml = yaml;
    draft->head.digest = textDigest(yaml);
    draft->head.changedAt = work.now();
    draft->head.author = work.actor().person;
    GATEHOUSE_TRY(saveText(work, text, row));
    return saveTextVersion(work, text, *draft);
}

Result<int> dropDraft(store::UnitOfWork &work, const DraftedText &text, TextRow &row)
{
    if (row.draftVersion == 0)
        return fail(api::conflictState(text.noDraft));
    const int version = std::exchange(row.draftVersion, 0);
    GATEHOUSE_TRY(removeTextVersion(work, text, version));
    GATEHOUSE_TRY(saveText(work, text, row));
    return version;
}

Status noteTrial(store::UnitOfWork &work, const DraftedText &text, TextVersionRow draft)
{
    draft.triedDigest = draft.head.digest;
    draft.head.dryRunAt = work.now();
    return saveTextVersion(work, text, draft);
}

Status checkActivation(store::UnitOfWork &work, const DraftedText &text, const TextRow &row,
    const QString &reason, Judge judge)
{
    GATEHOUSE_TRY(checkAdmin(work, text));
    if (reason.trimmed().isEmpty() || reason.size() > reasonLimit)
        return fail(api::validationFailed(
            u"/reason"_s, u"required"_s, u"Say why, in at most 1,000 characters."_s));
    const auto draft = shownDraft(work, text, row, judge);
    if (!draft)
        return fail(draft.error());
    if (const auto refused = whyNotActivate(text, *draft))
        return fail(api::conflictState(refused->message, draftActions(work, text, *draft).allowed));
    return {};
}

Status activateText(
    store::UnitOfWork &work, const DraftedText &text, TextRow &row, const QString &reason)
{
    auto version = draftOf(work, text, row);
    if (!version)
        return fail(std::move(version).error());
    version->head.activatedBy = work.actor().person;
    version->head.activatedAt = work.now();
    version->head.reason = reason.trimmed();
    GATEHOUSE_TRY(saveTextVersion(work, text, *version));
    row.activeVersion = std::exchange(row.draftVersion, 0);
    return saveText(work, text, row);
}

Status tellText(store::UnitOfWork &work, const DraftedText &text, const QString &etag,
    const QString &happened, const QString &sentence, const QString &reason)
{
    const QString type = text.what + u'.' + happened;
    GATEHOUSE_TRY(work.emitEvent(type, text.plural, text.subject, etag, sentence));
    return work.audit(type, sentence, text.subject, u"done"_s, reason.trimmed());
}

QString stateOf(const TextRow &row, int version)
{
    if (version == row.activeVersion)
        return u"active"_s;
    return version == row.draftVersion ? u"draft"_s : u"retired"_s;
}

Result<DocumentVersion> shownText(
    store::UnitOfWork &work, const TextRow &row, const TextVersionRow &version, Judge judge)
{
    DocumentVersion shown = version.head;
    shown.state = stateOf(row, shown.version);
    if (shown.state != u"draft"_s)
        return shown;
    auto problems = judge(work, shown.yaml);
    if (!problems)
        return fail(std::move(problems).error());
    shown.problems = *std::move(problems);
    return shown;
}

Result<std::optional<DocumentVersion>> shownDraft(
    store::UnitOfWork &work, const DraftedText &text, const TextRow &row, Judge judge)
{
    if (row.draftVersion == 0)
        return std::nullopt;
    const auto draft = draftOf(work, text, row);
    if (!draft)
        return fail(draft.error());
    return shownText(work, row, *draft, judge);
}

Actions draftActions(const store::UnitOfWork &work, const DraftedText &text,
    const std::optional<DocumentVersion> &draft)
{
    Actions actions;
    const Status admin = checkAdmin(work, text);
    const auto add = [&](const QString &action, const std::optional<BlockedAction> &refused) {
        if (!admin)
            actions.blocked.append({action, u"forbidden"_s, admin.error().message});
        else if (refused)
            actions.blocked.append(*refused);
        else
            actions.allowed.append(action);
    };
    add(u"edit"_s, std::nullopt);
    for (const QString &action : QStringList{u"discard"_s} + text.trials)
        add(action,
            draft ? std::nullopt
                  : std::optional(BlockedAction{action, u"conflict_state"_s, text.noDraft}));
    add(u"activate"_s, whyNotActivate(text, draft));
    return actions;
}

} // namespace gatehouse::services
