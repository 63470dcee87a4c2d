// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receipts/receiptservice.h"

#include "core/contract/routes.h"
#include "core/storage/tables.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

using State = ReceiptView::State;

QString table()
{
    return QString::fromLatin1(tables::receipts);
}

Error anotherDecision()
{
    Error error = cryptoError(u"The portal sent the receipt of another decision."_s);
    error.code = u"not_in_log"_s;
    return error;
}

Error brokenLog()
{
    Error error = cryptoError(u"The portal's decision log does not go on from what this computer saw of it."_s);
    error.code = u"log_broken"_s;
    return error;
}

ReceiptView unread(const DecisionId &id, State state, const Error &why)
{
    ReceiptView view;
    view.state = state;
    view.decisionId = id;
    view.problem = why;
    return view;
}

void end(const std::shared_ptr<QPromise<ReceiptView>> &answer, const ReceiptView &view)
{
    answer->addResult(view);
    answer->finish();
}

} // namespace

ReceiptView withStanding(ReceiptView view, LogWatch::Standing standing)
{
    if (view.state == State::Broken)
        return view;
    if (standing == LogWatch::Standing::Broken) {
        view.state = State::Broken;
        view.problem = brokenLog();
    } else if (standing == LogWatch::Standing::NotCompared) {
        view.state = State::NotCompared;
    } else {
        view.state = view.signedWith.isEmpty() ? State::Unsigned : State::Verified;
    }
    return view;
}

ReceiptService::ReceiptService(ApiClient &client, RowStore &rows, LogWatch &watch, KeyRing &keys, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_rows(rows)
    , m_watch(watch)
    , m_keys(keys)
{
}

QFuture<ReceiptView> ReceiptService::view(const DecisionId &id)
{
    auto answer = std::make_shared<QPromise<ReceiptView>>();
    answer->start();
    if (!m_client.isReachable()) {
        fromHere(id, networkError(u"The portal cannot be reached, and this receipt was not read here before."_s), answer);
        return answer->future();
    }
    ApiRequest request;
    request.path = routes::path(routes::decisionReceipt, {id.text()});
    // What is kept here is judged apart: it proves nothing about the log of now.
    request.kept = KeptUse::None;
    deliver(m_client.sendFor<DecisionReceipt>(request), this,
        [this, id, answer, before = m_watch.seenSize()](const Result<DecisionReceipt> &receipt) { onReceipt(id, before, receipt, answer); });
    return answer->future();
}

void ReceiptService::onReceipt(const DecisionId &id, qint64 seenBefore, const Result<DecisionReceipt> &receipt, const Answer &answer)
{
    if (!receipt && receipt.error().httpStatus == 404)
        return end(answer, unread(id, State::NotLogged, receipt.error()));
    if (!receipt && receipt.error().kind == ErrorKind::Protocol)
        return end(answer, unread(id, State::Broken, receipt.error()));
    if (!receipt)
        return fromHere(id, receipt.error(), answer);
    const ReceiptView view = judged(id, *receipt);
    if (view.state == State::Broken)
        return end(answer, view);
    const QFuture<LogWatch::Standing> standing = m_watch.consider({receipt->head, receipt->logKey}, seenBefore);
    deliver(standing, this, [this, id, view, answer, receipt = *receipt](LogWatch::Standing found) {
        if (found == LogWatch::Standing::Consistent)
            write(id, receipt);
        end(answer, withStanding(view, found));
    });
}

//! As it was when the portal was asked last.
void ReceiptService::fromHere(const DecisionId &id, const Error &why, const Answer &answer)
{
    using Kept = Result<std::optional<QByteArray>>;
    deliver(m_rows.read(table(), id.text()), this, [this, id, why, answer](const Kept &kept) {
        const auto receipt = kept && *kept ? decodeReceipt(**kept) : Result<DecisionReceipt>(fail(why));
        if (!receipt)
            return end(answer, unread(id, State::Unread, why));
        ReceiptView view = withStanding(judged(id, *receipt), m_watch.known({receipt->head, receipt->logKey}));
        view.isFromHere = true;
        end(answer, view);
    });
}

ReceiptView ReceiptService::judged(const DecisionId &id, const DecisionReceipt &receipt) const
{
    const auto checked = checkReceipt(receipt);
    if (!checked || checked->entry.decisionId != id) {
        ReceiptView broken = unread(id, State::Broken, checked ? anotherDecision() : checked.error());
        broken.file = encodeReceipt(receipt);
        return broken;
    }
    ReceiptView view;
    view.state = State::NotCompared;
    view.decisionId = id;
    view.signedWith = checked->signedWith.value_or(SigningKeyId());
    view.isThisDevice = !view.signedWith.isEmpty() && view.signedWith == m_keys.deviceKey();
    for (const SigningKey &key : m_keys.keys()) {
        if (key.id == view.signedWith)
            view.deviceLabel = key.label;
    }
    view.leafIndex = checked->leafIndex;
    view.logSize = checked->head.size;
    if (checked->signedWith)
        view.signedAt = checked->decision.signedAt;
    view.recordedAt = checked->entry.recordedAt;
    view.onBehalfOf = checked->entry.onBehalfOf.value_or(PersonRef()).name;
    view.headTime = checked->head.time;
    view.file = encodeReceipt(receipt);
    return view;
}

void ReceiptService::write(const DecisionId &id, const DecisionReceipt &receipt)
{
    RowBatch batch;
    batch.put.append({table(), id.text(), encodeReceipt(receipt)});
    // Should the disk refuse it, the portal still has it.
    m_rows.write(std::move(batch));
}

void ReceiptService::keep(const DecisionId &id)
{
    if (m_kept.contains(id.text()))
        return;
    m_kept.insert(id.text());
    deliver(view(id), this, [this, id](const ReceiptView &view) {
        if (view.state == State::Unread)
            m_kept.remove(id.text());
    });
}

} // namespace gatehouse
