// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/reliances.h"

#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::relied {

namespace {

QString readable(QString wireWord)
{
    return wireWord.replace(u'_', u' ');
}

QString stateOf(const QDateTime &time)
{
    return u"as of %1 UTC"_s.arg(QLocale::c().toString(time.toUTC(), u"d MMM yyyy, HH:mm:ss"_s));
}

} // namespace

QList<Reliance> on(const ApprovalRequest &request, const StageId &stage)
{
    QList<Reliance> all {
        {u"evidence"_s, QString::number(request.evidenceRevision), u"Revision %1"_s.arg(request.evidenceRevision)},
        {u"digest"_s, request.versionDigest, request.versionDigest},
        {u"policy"_s, QString::number(request.policyVersion), u"policy v%1"_s.arg(request.policyVersion)},
    };
    for (const Stage &s : request.stages) {
        if (s.id == stage) {
            const QString approvals = u"%1 of %2"_s.arg(s.approvals).arg(s.quorum);
            all.append({u"stage"_s, u"%1, %2"_s.arg(toWire(s.status), approvals), approvals});
        }
    }
    return all + onStatus(request);
}

QList<Reliance> onStatus(const ApprovalRequest &request)
{
    const QString status = toWire(request.status);
    return {{u"status"_s, status, readable(status)}};
}

QList<Reliance> on(const Plugin &plugin)
{
    return {{u"etag"_s, plugin.etag, stateOf(plugin.updatedAt)}};
}

QList<Reliance> on(const InstalledIn &installed)
{
    return {{u"version"_s, installed.versionId.text(), installed.version}};
}

QList<Reliance> on(const ConfigRevision &revision)
{
    const QString state = toWire(revision.state);
    return {{u"state"_s, state, readable(state)}};
}

QList<Reliance> onLatestRevision(int number)
{
    return {{u"revision"_s, QString::number(number), number > 0 ? u"r%1"_s.arg(number) : u"no revision"_s}};
}

bool isClosed(RequestStatus status)
{
    using enum RequestStatus;
    return status == Approved || status == ApprovedWithConditions || status == Rejected || status == Withdrawn
        || status == Expired || status == Superseded;
}

} // namespace gatehouse::relied
