// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/requestreview.h"

#include "core/base/async.h"
#include "models/approvals/commentthreads.h"
#include "widgets/review/diffview.h"

#include <algorithm>

namespace gatehouse {

RequestReview::RequestReview(ApprovalService &approvals, ReviewService &review, QObject *parent)
    : QObject(parent)
    , m_approvals(approvals)
    , m_review(review)
{
}

void RequestReview::show(const ApprovalRequest &request)
{
    const ApprovalRequest before = m_request;
    const bool another = before.id != request.id;
    if (another)
        clear();
    m_request = request;
    const bool versionsMoved = another || before.versionId != request.versionId || before.baseVersionId != request.baseVersionId
        || before.configRevisionId != request.configRevisionId;
    if (versionsMoved) {
        m_base.reset();
        readDifference();
        readBases();
    }
    if (versionsMoved || before.evidenceRevision != request.evidenceRevision || before.policyVersion != request.policyVersion) {
        readEvidence();
        readPolicies();
    }
    if (another || before.etag != request.etag) {
        readComments();
        readTimeline();
    }
}

void RequestReview::clear()
{
    for (Latest &reads : m_reads)
        reads.supersede();
    std::fill(std::begin(m_read), std::end(m_read), false);
    m_request = {};
    m_difference = {};
    m_bases.clear();
    m_base.reset();
    m_configDifference = {};
    m_evidenceSet = {};
    m_delta.clear();
    m_configKeys.clear();
    m_evidence.clear();
    m_findings.clear();
    m_policies.clear();
    m_files.setFiles({});
    m_comments.clear();
    m_timeline.clear();
}

void RequestReview::reload(Part part)
{
    switch (part) {
    case Difference:
        readDifference();
        break;
    case EvidencePart:
        readEvidence();
        break;
    case PolicyPart:
        readPolicies();
        break;
    case CommentPart:
        readComments();
        break;
    case BasePart:
        readBases();
        break;
    default:
        readTimeline();
    }
}

void RequestReview::setBase(const VersionId &base)
{
    if (m_difference.baseId == base)
        return;
    m_base = base;
    readDifference();
}

template <typename T, typename Take>
void RequestReview::read(Part part, const QFuture<Result<T>> &future, Take take)
{
    deliver(future, this, m_reads[part].only([this, part, take](const Result<T> &answer) {
        if (!answer) {
            Q_EMIT partFailed(part, answer.error());
            return;
        }
        take(*answer);
        m_read[part] = true;
        Q_EMIT partRead(part);
    }));
}

void RequestReview::readDifference()
{
    if (isConfigChange()) {
        readConfigDifference();
        return;
    }
    const auto future = m_base ? m_review.diff(m_request.versionId, m_base) : m_review.diffSinceReview(m_request.versionId, m_request.baseVersionId);
    read(Difference, future, [this](const VersionDiff &diff) {
        m_difference = diff;
        m_delta.setItems(diff.delta);
        m_configKeys.setItems(diff.configKeys);
        m_files.setFiles(diff.files);
    });
}

void RequestReview::readBases()
{
    if (m_request.versionId.isEmpty())
        return;
    read(BasePart, m_review.bases(m_request.versionId), [this](const Items<DiffBase> &answer) { m_bases = answer.items; });
}

void RequestReview::readConfigDifference()
{
    read(Difference, m_review.configDiff(*m_request.configRevisionId), [this](const FileDiff &diff) {
        m_configDifference = diff;
        m_files.setFiles({changedFile(diff)});
    });
}

void RequestReview::readEvidence()
{
    if (m_request.versionId.isEmpty())
        return;
    read(EvidencePart, m_review.evidence(m_request.versionId), [this](const EvidenceSet &set) {
        m_evidenceSet = set;
        m_evidence.setItems(set.items);
        m_findings.setEvidence(set);
    });
}

void RequestReview::readPolicies()
{
    if (m_request.versionId.isEmpty())
        return;
    read(PolicyPart, m_review.policy(m_request.versionId, m_request.environment),
        [this](const Items<PolicyEvaluation> &answer) { m_policies.setItems(answer.items); });
}

void RequestReview::readComments()
{
    read(CommentPart, m_approvals.comments(m_request.id), [this](const Page<Comment> &page) {
        QList<Comment> oldestFirst = page.items;
        std::stable_sort(oldestFirst.begin(), oldestFirst.end(), [](const Comment &a, const Comment &b) { return a.createdAt < b.createdAt; });
        m_comments.setItems(inThreads(oldestFirst));
    });
}

void RequestReview::readTimeline()
{
    read(TimelinePart, m_approvals.timeline(m_request.id), [this](const Items<TimelineEntry> &answer) {
        QList<TimelineEntry> oldestFirst = answer.items;
        std::stable_sort(oldestFirst.begin(), oldestFirst.end(), [](const TimelineEntry &a, const TimelineEntry &b) { return a.at < b.at; });
        m_timeline.setItems(oldestFirst);
    });
}

} // namespace gatehouse
