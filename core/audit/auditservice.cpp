// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/auditservice.h"

#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

void addIfSet(QUrlQuery &query, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

} // namespace

ChainCheck checkChain(QList<AuditEvent> events)
{
    std::sort(events.begin(), events.end(),
        [](const AuditEvent &a, const AuditEvent &b) { return a.sequence < b.sequence; });
    ChainCheck check;
    for (qsizetype i = 0; i < events.size(); ++i) {
        const AuditEvent &event = events.at(i);
        ++check.checked;
        bool holds = auditHash(event) == event.hash;
        if (i > 0) {
            const AuditEvent &before = events.at(i - 1);
            if (before.sequence + 1 == event.sequence)
                holds = holds && event.prevHash == before.hash;
            else
                check.hasGaps = true;
        }
        if (!holds && !check.firstBroken)
            check.firstBroken = event.sequence;
    }
    return check;
}

AuditService::AuditService(ApiClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

QFuture<Result<Page<AuditEvent>>> AuditService::list(const AuditFilter &filter, const QString &cursor, int limit)
{
    QUrlQuery query {{u"limit"_s, QString::number(limit)}};
    addIfSet(query, u"q"_s, filter.text);
    addIfSet(query, u"action"_s, filter.action);
    addIfSet(query, u"actor"_s, filter.actor);
    addIfSet(query, u"objectId"_s, filter.objectId);
    addIfSet(query, u"from"_s, filter.from.isValid() ? toRfc3339(filter.from) : QString());
    addIfSet(query, u"to"_s, filter.to.isValid() ? toRfc3339(filter.to) : QString());
    addIfSet(query, u"cursor"_s, cursor);
    return m_client.get<Page<AuditEvent>>(QString::fromLatin1(routes::auditEvents), query);
}

QFuture<Result<AuditVerification>> AuditService::verification()
{
    return m_client.get<AuditVerification>(QString::fromLatin1(routes::auditVerification));
}

QStringList AuditService::reads()
{
    return {QString::fromLatin1(routes::auditEvents), QString::fromLatin1(routes::auditVerification)};
}

} // namespace gatehouse
