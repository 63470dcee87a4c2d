// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/reliances.h"

#include "core/base/clock.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::relied {

QList<Reliance> on(const ApprovalRequest &request, const StageId &stage)
{
    QList<Reliance> all {
        {u"evidence"_s, QString::number(request.evidenceRevision), {}},
        {u"digest"_s, request.versionDigest, {}},
        {u"policy"_s, QString::number(request.policyVersion), {}},
    };
    for (const Stage &s : request.stages) {
        if (s.id == stage)
            all.append({u"stage"_s, u"%1, %2 of %3"_s.arg(toWire(s.status)).arg(s.approvals).arg(s.quorum), {}});
    }
    return all + onStatus(request);
}

QList<Reliance> onStatus(const ApprovalRequest &request)
{
    return {{u"status"_s, toWire(request.status), {}}};
}

QList<Reliance> onThreads(const ApprovalRequest &request)
{
    return {{u"threads"_s, QString::number(request.openThreads.value_or(OpenThreads()).mustSolve), {}}};
}

QList<Reliance> on(const Plugin &plugin)
{
    return {{u"etag"_s, plugin.etag, toRfc3339(plugin.updatedAt)}};
}

QList<Reliance> on(const InstalledIn &installed)
{
    return {{u"version"_s, installed.versionId.text(), installed.version}};
}

QList<Reliance> on(const ConfigRevision &revision)
{
    return {{u"state"_s, toWire(revision.state), {}}};
}

QList<Reliance> on(const Suppression &suppression)
{
    return {{u"state"_s, toWire(suppression.state), {}}};
}

QList<Reliance> onLatestRevision(int number)
{
    return {{u"revision"_s, QString::number(number), {}}};
}

bool isClosed(RequestStatus status)
{
    using enum RequestStatus;
    return status == Approved || status == ApprovedWithConditions || status == Rejected || status == Withdrawn
        || status == Expired || status == Superseded;
}

} // namespace gatehouse::relied
