// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalrecord.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

bool isOpen(RequestStatus status)
{
    switch (status) {
    case RequestStatus::Evaluating:
    case RequestStatus::Blocked:
    case RequestStatus::InReview:
    case RequestStatus::ChangesRequested:
        return true;
    default:
        return false;
    }
}

bool isApproved(RequestStatus status)
{
    return status == RequestStatus::Approved || status == RequestStatus::ApprovedWithConditions;
}

int priorityRank(Priority priority)
{
    switch (priority) {
    case Priority::Urgent:
        return 3;
    case Priority::High:
        return 2;
    case Priority::Normal:
        return 1;
    default:
        return 0;
    }
}

QString etagOf(const RequestRecord &record)
{
    return u"r%1"_s.arg(record.revision);
}

RequestFacts factsOf(const RequestRecord &record)
{
    return {record.head.type, record.head.environment, record.head.risk, record.policy,
        record.head.afterReview.has_value()};
}

bool owesReview(const RequestRecord &record)
{
    return record.head.afterReview && record.head.afterReview->state == u"open"_s;
}

bool owns(const RequestRecord &record, const PersonRef &person, const QStringList &groups)
{
    return !record.owner.isEmpty()
        && (groups.contains(record.owner) || person.id.text() == record.owner);
}

bool counts(const RequestRecord &record, const Decision &decision)
{
    return !decision.isVoid && decision.outcome != Outcome::Abstain
        && decision.versionDigest == record.head.versionDigest
        && decision.evidenceRevision == record.head.evidenceRevision
        && decision.policyVersion == record.head.policyVersion;
}

QString joinNames(const QStringList &names)
{
    if (names.size() < 2)
        return names.join(QString());
    return QStringList(names.first(names.size() - 1)).join(u", "_s) + u" and "_s + names.last();
}

} // namespace gatehouse::services
