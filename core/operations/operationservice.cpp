// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/operations/operationservice.h"

#include "core/contract/routes.h"
#include "core/outbox/outboxreceipts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

OperationService::OperationService(ApiClient &client, Outbox &outbox, OperationStore &store, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(outbox)
    , m_store(store)
{
}

QFuture<Result<Operation>> OperationService::cancel(const OperationId &id)
{
    Intent intent = intentTo(IntentKind::Operation, "POST", routes::path(routes::operationCancel, {id.text()}));
    intent.topic = u"operations"_s;
    intent.objectId = id.text();
    intent.verbWord = u"cancel"_s;
    if (const Operation *known = m_store.find(id.text())) {
        intent.subject = known->subject;
        intent.subjectDetail = known->number;
        intent.environment = known->environment;
    }
    return stored(m_outbox.submitFor<Operation>(std::move(intent)));
}

QFuture<Result<Items<OperationLogLine>>> OperationService::log(const OperationId &id, qint64 after)
{
    return m_client.get<Items<OperationLogLine>>(
        routes::path(routes::operationLog, {id.text()}), {{u"after"_s, QString::number(after)}});
}

QStringList OperationService::readsOf(const OperationId &id)
{
    return {routes::path(routes::operationLog, {id.text()})};
}

QFuture<Result<Operation>> OperationService::refresh(const OperationId &id)
{
    return stored(m_client.get<Operation>(routes::path(routes::operation, {id.text()})));
}

QFuture<Result<Operation>> OperationService::stored(const QFuture<Result<Operation>> &answer)
{
    return transformed(answer, this, [this](const Result<Operation> &result) {
        if (result)
            m_store.put(*result);
        return result;
    });
}

void OperationService::noteShown(const Error &refusal)
{
    m_outbox.receipts().noteShown(refusal);
}

} // namespace gatehouse
