// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/signeddecision.h"

#include "backend/api/problem.h"
#include "backend/services/decisionlog.h"
#include "backend/services/signingkeys.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Error refusal(const QString &code, const QString &message)
{
    Error error = inputError(code, message);
    error.kind = ErrorKind::Problem;
    return error;
}

//! What the author must have signed.
Result<DecisionStatement> expectedStatement(
    store::UnitOfWork &work, const RequestRecord &record, const DecisionInput &input)
{
    const auto decider = deciderOf(work);
    if (!decider)
        return fail(decider.error());
    DecisionStatement expected = statementAbout(record.head);
    expected.tenant = work.tenant();
    expected.stageId = input.stageId;
    expected.outcome = input.outcome;
    expected.reason = input.comment.value_or(QString()).trimmed();
    expected.conditions = input.conditions;
    expected.decider = *decider;
    expected.signedAt = work.now();
    expected.idempotencyKey = input.idempotencyKey;
    return expected;
}

//! Names every member in which the two differ.
Status checkSame(const DecisionStatement &statement, DecisionStatement expected)
{
    expected.signedAt = statement.signedAt;
    const QJsonObject signedMembers = toJson(statement);
    const QJsonObject wanted = toJson(expected);
    QList<FieldError> fields;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        if (signedMembers.value(it.key()) != it.value())
            fields.append({u"/envelope/"_s + it.key(), u"mismatch"_s, u"What was signed says something else"_s});
    }
    if (fields.isEmpty())
        return {};
    Error error = refusal(u"statement_mismatch"_s,
        u"What was signed is not what was sent, or not what the request is about: %1."_s.arg(
            fields.first().pointer.section(u'/', -1)));
    error.fields = fields;
    return fail(error);
}

Status checkKey(const SigningKeyRecord &record, const DecisionStatement &statement, const QDateTime &now)
{
    const SigningKey &key = record.key;
    switch (key.state) {
    case SigningKeyState::Active:
        return {};
    case SigningKeyState::Retired:
        // What was signed before it was replaced is on its way from an outbox.
        if (statement.signedAt <= *key.endedAt && now <= key.endedAt->addSecs(3600 * retiredHours))
            return {};
        return fail(refusal(u"signing_key_retired"_s,
            u"The key of this signature was replaced on %1. Decide again: it is signed with the new one."_s.arg(toRfc3339(*key.endedAt))));
    default:
        // Whoever found the device may set its clock back: when it was signed does not count.
        return fail(refusal(u"signing_key_revoked"_s,
            u"The key of this signature was revoked on %1. What it signed is not taken any more."_s.arg(
                key.endedAt ? toRfc3339(*key.endedAt) : QString())));
    }
}

//! The actor's key that \a opened names.
Result<SigningKeyRecord> keyOf(store::UnitOfWork &work, const dsse::Opened &opened)
{
    const auto found = findKey(work, SigningKeyId(opened.keyId));
    if (!found)
        return fail(found.error());
    if (!*found || (*found)->person != work.actor().person.id)
        return fail(refusal(u"signing_key_unknown"_s, u"The key of this signature is not one of yours. Enrol it first."_s));
    return **found;
}

Status checkSignature(store::UnitOfWork &work, const DsseEnvelope &envelope, const DecisionStatement &expected, DecisionEntry &entry)
{
    const auto opened = dsse::open(envelope, DecisionStatement::payloadType);
    if (!opened)
        return fail(opened.error());
    const auto key = keyOf(work, *opened);
    if (!key)
        return fail(key.error());
    GATEHOUSE_TRY(dsse::verify(*opened, DecisionStatement::payloadType, *dsse::fromBase64(key->key.publicKey)));
    const auto statement = readStatement<DecisionStatement>(opened->payload);
    if (!statement)
        return fail(statement.error());
    GATEHOUSE_TRY(checkKey(*key, *statement, work.now()));
    if (statement->signedAt > work.now().addSecs(clockToleranceSeconds))
        return fail(refusal(u"statement_time"_s, u"It was signed in the future: the clock of the device is wrong."_s));
    GATEHOUSE_TRY(checkSame(*statement, expected));
    entry.envelope = envelope;
    entry.publicKey = key->key.publicKey;
    return noteKeyUsed(work, key->key.id);
}

Decision *decisionOf(RequestRecord &record, const DecisionId &id)
{
    for (StageRecord &stage : record.stages) {
        for (Decision &decision : stage.stage.decisions) {
            if (decision.id == id)
                return &decision;
        }
    }
    return nullptr;
}

} // namespace

Result<DecisionEntry> proveDecision(store::UnitOfWork &work, const RequestRecord &record, const DecisionInput &input,
    const DecisionId &id, const SigningRules &rules)
{
    auto expected = expectedStatement(work, record, input);
    if (!expected)
        return fail(std::move(expected).error());
    DecisionEntry entry;
    entry.decisionId = id;
    entry.recordedAt = work.now();
    if (input.envelope) {
        GATEHOUSE_TRY(checkSignature(work, *input.envelope, *expected, entry));
        return entry;
    }
    if (rules.required)
        return fail(refusal(u"signature_required"_s, u"This portal takes decisions only when they are signed on the device of who decides."_s));
    entry.unsignedDecision = std::move(*expected);
    return entry;
}

Status logDecision(store::UnitOfWork &work, RequestRecord &record, DecisionEntry entry)
{
    Decision *decision = decisionOf(record, entry.decisionId);
    Q_ASSERT(decision);
    // The portal's to say: who signs does not choose whose mandate counts.
    entry.onBehalfOf = decision->onBehalfOf;
    const auto index = appendToLog(work, entry);
    if (!index)
        return fail(index.error());
    decision->leafIndex = *index;
    if (entry.envelope)
        decision->signedWith = entry.envelope->signatures.first().keyid;
    return {};
}

} // namespace gatehouse::services
