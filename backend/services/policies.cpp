// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policies.h"

#include "backend/api/problem.h"
#include "backend/services/policyview.h"
#include "backend/services/rejudgement.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int reasonLimit = 1000;
//! Versions judged in one transaction: others write in between.
constexpr int judgedAtOnce = 20;
const QString subject = u"policies"_s;

Status tell(store::UnitOfWork &work, const PolicySetRow &row, const QString &what,
    const QString &sentence, const QString &reason = {})
{
    GATEHOUSE_TRY(
        work.emitEvent(u"policy."_s + what, u"policies"_s, subject, etagOf(row), sentence));
    return work.audit(u"policy."_s + what, sentence, subject, u"done"_s, reason);
}

Error noDraft()
{
    return api::conflictState(u"The policies have no draft."_s);
}

Result<int> nextVersion(store::UnitOfWork &work)
{
    const auto versions = policyVersions(work);
    if (!versions)
        return fail(versions.error());
    return versions->first().head.version + 1;
}

Result<PolicyVersionRow> draftRow(store::UnitOfWork &work, PolicySetRow &row)
{
    if (row.draftVersion > 0)
        return policyVersion(work, row.draftVersion);
    const auto next = nextVersion(work);
    if (!next)
        return fail(next.error());
    row.draftVersion = *next;
    PolicyVersionRow draft;
    draft.head.version = *next;
    draft.head.createdAt = work.now();
    return draft;
}

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
    job.subjectId = subject;
    job.steps = {u"judge_versions"_s};
    job.run = [&shelf](JobContext &context) { return judgeEverything(shelf, context); };
    return job;
}

} // namespace

Status writePolicyDraft(store::UnitOfWork &work, PolicySetRow &row, const QString &yaml)
{
    GATEHOUSE_TRY(checkPolicyAdmin(work));
    GATEHOUSE_TRY(checkPolicyText(yaml));
    auto draft = draftRow(work, row);
    if (!draft)
        return fail(std::move(draft).error());
    draft->head.yaml = yaml;
    draft->head.digest = policyDigest(yaml);
    draft->head.changedAt = work.now();
    draft->head.author = work.actor().person;
    GATEHOUSE_TRY(savePolicySet(work, row));
    GATEHOUSE_TRY(savePolicyVersion(work, *draft));
    return tell(work, row, u"drafted"_s, u"Policies v%1 are a draft"_s.arg(row.draftVersion));
}

Status discardPolicyDraft(store::UnitOfWork &work, PolicySetRow &row)
{
    GATEHOUSE_TRY(checkPolicyAdmin(work));
    if (row.draftVersion == 0)
        return fail(noDraft());
    const int version = std::exchange(row.draftVersion, 0);
    GATEHOUSE_TRY(removePolicyVersion(work, version));
    GATEHOUSE_TRY(savePolicySet(work, row));
    return tell(work, row, u"draft_discarded"_s, u"The draft of policies v%1 is gone"_s.arg(version));
}

Result<DraftPolicies> draftPolicies(store::UnitOfWork &work, const PolicySetRow &row)
{
    GATEHOUSE_TRY(checkPolicyAdmin(work));
    if (row.draftVersion == 0)
        return fail(noDraft());
    const auto version = policyVersion(work, row.draftVersion);
    if (!version)
        return fail(version.error());
    const ReadPolicies read = readPolicies(version->head.yaml.toUtf8());
    if (!read.isValid())
        return fail(api::validationFailed(u"/yaml"_s, read.problems.first().code,
            u"Line %1: %2"_s.arg(read.problems.first().line).arg(read.problems.first().message)));
    return DraftPolicies{*version, PolicySet(row.draftVersion, read.policies)};
}

Status notePolicyTrial(store::UnitOfWork &work, const QString &digest, const QString &sentence)
{
    auto row = policySetRow(work);
    if (!row)
        return fail(std::move(row).error());
    if (row->draftVersion == 0)
        return {};
    auto version = policyVersion(work, row->draftVersion);
    if (!version)
        return fail(std::move(version).error());
    if (version->head.digest != digest)
        return {};
    version->triedDigest = digest;
    version->head.dryRunAt = work.now();
    GATEHOUSE_TRY(savePolicyVersion(work, *version));
    GATEHOUSE_TRY(savePolicySet(work, *row));
    return tell(work, *row, u"tried"_s, sentence);
}

Status activatePolicyDraft(store::UnitOfWork &work, PolicySetRow &row, const QString &reason,
    PolicyShelf &shelf, OperationRunner &runner)
{
    GATEHOUSE_TRY(checkPolicyAdmin(work));
    if (reason.trimmed().isEmpty() || reason.size() > reasonLimit)
        return fail(api::validationFailed(
            u"/reason"_s, u"required"_s, u"Say why, in at most 1,000 characters."_s));
    const auto draft = shownDraft(work, row);
    if (!draft)
        return fail(draft.error());
    if (const auto refused = whyNotActivate(*draft))
        return fail(api::conflictState(refused->message, policyActions(work, *draft).allowed));
    auto version = policyVersion(work, row.draftVersion);
    if (!version)
        return fail(std::move(version).error());
    version->head.activatedBy = work.actor().person;
    version->head.activatedAt = work.now();
    version->head.reason = reason.trimmed();
    GATEHOUSE_TRY(savePolicyVersion(work, *version));
    row.activeVersion = std::exchange(row.draftVersion, 0);
    GATEHOUSE_TRY(savePolicySet(work, row));
    GATEHOUSE_TRY(tell(work, row, u"activated"_s,
        u"Policies v%1 are active"_s.arg(row.activeVersion), version->head.reason));
    const auto judging = runner.submit(work, judgingJob(shelf, row.activeVersion));
    return judging ? Status() : fail(judging.error());
}

} // namespace gatehouse::services
