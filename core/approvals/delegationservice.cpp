// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/delegationservice.h"

#include "core/contract/routes.h"
#include "core/net/apiclient.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

DelegationService::DelegationService(ApiClient &client, Outbox &outbox, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(outbox)
{
}

QFuture<Result<Items<DelegationCandidate>>> DelegationService::candidates(const RequestId &request)
{
    QUrlQuery query;
    if (!request.isEmpty())
        query.addQueryItem(u"requestId"_s, request.text());
    return m_client.get<Items<DelegationCandidate>>(QString::fromLatin1(routes::delegationCandidates), query);
}

QFuture<Result<Items<Delegation>>> DelegationService::mine()
{
    return m_client.get<Items<Delegation>>(QString::fromLatin1(routes::delegations));
}

QFuture<Result<Delegation>> DelegationService::handOver(const DelegationDraft &draft)
{
    QJsonObject body {{u"delegateId"_s, draft.delegate.id.text()}, {u"endsAt"_s, toRfc3339(draft.endsAt)}, {u"reason"_s, draft.reason}};
    if (draft.startsAt.isValid())
        body.insert(u"startsAt"_s, toRfc3339(draft.startsAt));
    if (draft.requestId)
        body.insert(u"requestId"_s, draft.requestId->text());
    Intent intent = intentTo(IntentKind::Other, "POST", QString::fromLatin1(routes::delegations), body);
    intent.topic = u"delegations"_s;
    intent.verbWord = u"delegate"_s;
    intent.subject = draft.delegate.name;
    intent.subjectDetail = draft.requestName;
    intent.reason = draft.reason;
    return m_outbox.submitFor<Delegation>(std::move(intent));
}

QFuture<Result<Delegation>> DelegationService::end(const Delegation &seen)
{
    Intent intent = intentTo(IntentKind::Other, "POST", routes::path(routes::delegationEnd, {seen.id.text()}));
    intent.topic = u"delegations"_s;
    intent.objectId = seen.id.text();
    intent.ifMatch = seen.etag;
    intent.verbWord = u"end_delegation"_s;
    intent.subject = seen.to.name;
    return m_outbox.submitFor<Delegation>(std::move(intent));
}

} // namespace gatehouse
