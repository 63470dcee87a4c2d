// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policies.h"

#include "backend/services/policyview.h"
#include "backend/services/rejudgement.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

//! Versions judged in one transaction: others write in between.
constexpr int judgedAtOnce = 20;

Result<QList<VersionId>> toJudge(store::UnitOfWork &work, PolicyShelf &shelf)
{
    const auto policies = shelf.active(work);
    return policies ? staleVersions(work, *policies) : fail(policies.error());
}

Status judgeSome(store::UnitOfWork &work, PolicyShelf &shelf, const QList<VersionId> &ids)
{
    const auto policies = shelf.active(work);
    if (!policies)
        return fail(policies.error());
    for (const VersionId &id : ids)
        GATEHOUSE_TRY(rejudge(work, *policies, id));
    return {};
}

Result<QJsonObject> judgeEverything(PolicyShelf &shelf, JobContext &job)
{
    job.beginStep(u"judge_versions"_s);
    QList<VersionId> ids;
    GATEHOUSE_TRY(job.read([&](store::UnitOfWork &work) -> Status {
        auto stale = toJudge(work, shelf);
        if (!stale)
            return fail(std::move(stale).error());
        ids = *stale;
        return {};
    }));
    for (qsizetype from = 0; from < ids.size(); from += judgedAtOnce) {
        // What is left is judged within the hour.
        if (job.isCancelled())
            return fail(cancelledError());
        GATEHOUSE_TRY(job.write([&](store::UnitOfWork &work) {
            return judgeSome(work, shelf, ids.mid(from, judgedAtOnce));
        }));
        job.setPercent(int(100 * std::min(from + judgedAtOnce, ids.size()) / ids.size()));
    }
    return QJsonObject{{u"versions"_s, ids.size()}};
}

Job judgingJob(PolicyShelf &shelf, int version)
{
    Job job;
    job.type = OperationType::Policy;
    job.subject = u"Judge every version by policies v%1"_s.arg(version);
    job.subjectId = policyText().subject;
    job.steps = {u"judge_versions"_s};
    job.run = [&shelf](JobContext &context) { return judgeEverything(shelf, context); };
    return job;
}

} // namespace

Status writePolicyDraft(store::UnitOfWork &work, PolicySetRow &row, const QString &yaml)
{
    const DraftedText text = policyText();
    GATEHOUSE_TRY(checkAdmin(work, text));
    GATEHOUSE_TRY(checkLength(text, yaml));
    GATEHOUSE_TRY(keepDraft(work, text, row, yaml));
    return tellText(work, text, etagOf(row), u"drafted"_s,
        u"Policies v%1 are a draft"_s.arg(row.draftVersion));
}

Status discardPolicyDraft(store::UnitOfWork &work, PolicySetRow &row)
{
    const DraftedText text = policyText();
    GATEHOUSE_TRY(checkAdmin(work, text));
    const auto version = dropDraft(work, text, row);
    if (!version)
        return fail(version.error());
    return tellText(work, text, etagOf(row), u"draft_discarded"_s,
        u"The draft of policies v%1 is gone"_s.arg(*version));
}

Result<DraftPolicies> draftPolicies(store::UnitOfWork &work, const PolicySetRow &row)
{
    GATEHOUSE_TRY(checkAdmin(work, policyText()));
    const auto draft = draftOf(work, policyText(), row);
    if (!draft)
        return fail(draft.error());
    const ReadPolicies read = readPolicies(draft->head.yaml.toUtf8());
    GATEHOUSE_TRY(checkMistakes(read));
    return DraftPolicies{*draft, PolicySet(row.draftVersion, read.policies)};
}

Status notePolicyTrial(store::UnitOfWork &work, const QString &digest, const QString &sentence)
{
    const auto row = policySetRow(work);
    if (!row)
        return fail(row.error());
    if (row->draftVersion == 0)
        return {};
    const auto draft = draftOf(work, policyText(), *row);
    if (!draft)
        return fail(draft.error());
    if (draft->head.digest != digest)
        return {};
    GATEHOUSE_TRY(noteTrial(work, policyText(), *draft));
    return tellText(work, policyText(), etagOf(*row), u"tried"_s, sentence);
}

Status activatePolicyDraft(store::UnitOfWork &work, PolicySetRow &row, const QString &reason,
    PolicyShelf &shelf, OperationRunner &runner)
{
    const DraftedText text = policyText();
    GATEHOUSE_TRY(checkActivation(work, text, row, reason, policyProblems));
    GATEHOUSE_TRY(activateText(work, text, row, reason));
    GATEHOUSE_TRY(tellText(work, text, etagOf(row), u"activated"_s,
        u"Policies v%1 are active"_s.arg(row.activeVersion), reason));
    const auto judging = runner.submit(work, judgingJob(shelf, row.activeVersion));
    return judging ? Status() : fail(judging.error());
}

} // namespace gatehouse::services
