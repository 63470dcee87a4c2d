// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "core/base/latest.h"
#include "core/contract/versiondiff.h"
#include "core/review/reviewservice.h"
#include "models/approvals/commentmodel.h"
#include "models/approvals/timelinemodel.h"
#include "models/review/configkeymodel.h"
#include "models/review/deltamodel.h"
#include "models/review/evidencemodel.h"
#include "models/review/filelistmodel.h"
#include "models/review/findingmodel.h"
#include "models/review/policymodel.h"

namespace gatehouse {

//! Everything the detail of one request reads beside the request itself: read when the request is
//! shown, again when it moved, dropped when another one is shown.
class RequestReview final : public QObject
{
    Q_OBJECT

public:
    //! What is read on its own, and fails on its own.
    enum Part { Difference, EvidencePart, PolicyPart, CommentPart, TimelinePart, BasePart, PartCount };
    Q_ENUM(Part)

    RequestReview(ApprovalService &approvals, ReviewService &review, QObject *parent = nullptr);

    //! Reads what changed since the last call; nothing when the request is as it was.
    void show(const ApprovalRequest &request);
    void clear();
    void reload(gatehouse::RequestReview::Part part);
    //! Compares with another version than the one a person approved last. Until another request is shown.
    void setBase(const VersionId &base);

    DeltaModel *delta() { return &m_delta; }
    ConfigKeyModel *configKeys() { return &m_configKeys; }
    EvidenceModel *evidence() { return &m_evidence; }
    FindingModel *findings() { return &m_findings; }
    PolicyModel *policies() { return &m_policies; }
    //! What was read last; without an id before it was.
    const EvidenceSet &evidenceSet() const { return m_evidenceSet; }
    FileListModel *files() { return &m_files; }
    CommentModel *comments() { return &m_comments; }
    TimelineModel *timeline() { return &m_timeline; }

    const ApprovalRequest &request() const { return m_request; }
    const VersionDiff &difference() const { return m_difference; }
    //! What else the version can be compared with, newest first.
    const QList<DiffBase> &bases() const { return m_bases; }
    //! The one changed text of a configuration change.
    const FileDiff &configDifference() const { return m_configDifference; }
    bool isConfigChange() const { return m_request.configRevisionId.has_value(); }
    bool isRead(Part part) const { return m_read[part]; }
    bool hasNoDifference() const { return m_files.fileCount() == 0; }

Q_SIGNALS:
    void partRead(gatehouse::RequestReview::Part part);
    void partFailed(gatehouse::RequestReview::Part part, const gatehouse::Error &error);

private:
    void readDifference();
    void readConfigDifference();
    void readEvidence();
    void readPolicies();
    void readComments();
    void readTimeline();
    void readBases();
    template <typename T, typename Take>
    void read(Part part, const QFuture<Result<T>> &future, Take take);

    ApprovalService &m_approvals;
    ReviewService &m_review;
    ApprovalRequest m_request;
    VersionDiff m_difference;
    QList<DiffBase> m_bases;
    std::optional<VersionId> m_base; //!< Chosen by the person.
    FileDiff m_configDifference;
    EvidenceSet m_evidenceSet;
    DeltaModel m_delta;
    ConfigKeyModel m_configKeys;
    EvidenceModel m_evidence;
    FindingModel m_findings;
    PolicyModel m_policies;
    FileListModel m_files;
    CommentModel m_comments;
    TimelineModel m_timeline;
    Latest m_reads[PartCount];
    bool m_read[PartCount] = {};
};

} // namespace gatehouse
