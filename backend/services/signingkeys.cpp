// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/signingkeys.h"

#include "backend/api/problem.h"
#include "backend/services/rowcodec.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int mostActive = 20;
constexpr int longestLabel = 100;
constexpr int longestReason = 1000;

struct KeyRow
{
    SigningKeyRecord record;
    QString tenant;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &key = self.record.key;
        visit("id", key.id);
        visit("tenant", self.tenant);
        visit("person_id", self.record.person);
        visit("public_key", key.publicKey);
        visit("label", key.label);
        visit("state", key.state);
        visit("enrolled_at", key.enrolledAt);
        visit("last_used_at", key.lastUsedAt);
        visit("ended_at", key.endedAt);
        visit("reason", key.reason);
        visit("replaced_by", key.replacedBy);
        visit("revision", self.record.revision);
    }
};

Result<QList<SigningKeyRecord>> readKeys(store::UnitOfWork &work, const QString &where, const QVariantList &values)
{
    auto query = work.db().query(
        u"SELECT %1 FROM signing_keys WHERE tenant = ? AND %2"_s.arg(columnNames<KeyRow>().join(u", "_s), where),
        QVariantList {work.tenant()} + values);
    if (!query)
        return fail(std::move(query).error());
    QList<SigningKeyRecord> records;
    while (query->next())
        records.append(readRow<KeyRow>(*query).record);
    return records;
}

Status writeKey(store::UnitOfWork &work, SigningKeyRecord &record)
{
    ++record.revision;
    const KeyRow row {record, work.tenant()};
    QStringList changes;
    for (const QString &name : columnNames<KeyRow>())
        changes.append(u"%1 = excluded.%1"_s.arg(name));
    const QString sql = insertSql(u"signing_keys"_s, columnNames<KeyRow>()) + u" ON CONFLICT (tenant, id) DO UPDATE SET "_s
        + changes.join(u", "_s);
    const auto written = work.db().execute(sql, columnValues(row));
    return written ? Status() : fail(written.error());
}

Error refusal(const QString &code, const QString &message)
{
    Error error = inputError(code, message);
    error.kind = ErrorKind::Problem;
    return error;
}

QString nameOf(const SigningKey &key)
{
    return key.label + u' ' + ed25519::fingerprintOf(key.id.text());
}

//! The statement in \a enrolment, signed by the very key that it names.
Result<KeyEnrolment> readEnrolment(const DsseEnvelope &enrolment)
{
    const auto opened = dsse::open(enrolment, KeyEnrolment::payloadType);
    if (!opened)
        return fail(opened.error());
    const auto statement = readStatement<KeyEnrolment>(opened->payload);
    if (!statement)
        return fail(statement.error());
    const auto key = dsse::fromBase64(statement->publicKey);
    if (!key)
        return fail(malformedStatement());
    GATEHOUSE_TRY(dsse::verify(*opened, KeyEnrolment::payloadType, *key));
    return *statement;
}

Status checkEnrolment(store::UnitOfWork &work, const KeyEnrolment &statement)
{
    const auto decider = deciderOf(work);
    if (!decider)
        return fail(decider.error());
    if (statement.decider != *decider || statement.tenant != work.tenant())
        return fail(refusal(u"statement_mismatch"_s, u"The key was enrolled for somebody else."_s));
    if (qAbs(statement.signedAt.secsTo(work.now())) > clockToleranceSeconds)
        return fail(refusal(u"statement_time"_s, u"The clock of this device is wrong: it cannot be said when the key was enrolled."_s));
    if (statement.label.trimmed().isEmpty() || statement.label.size() > longestLabel) {
        return fail(api::validationFailed(
            u"/envelope/label"_s, u"invalid"_s, u"A label has between 1 and %1 characters"_s.arg(longestLabel)));
    }
    return {};
}

Status retire(store::UnitOfWork &work, const SigningKeyId &old, const SigningKeyId &next)
{
    auto record = loadOwnKey(work, old);
    if (!record)
        return fail(record.error());
    if (record->key.state != SigningKeyState::Active)
        return fail(api::conflictState(u"The key that is to be replaced is not in use any more."_s));
    record->key.state = SigningKeyState::Retired;
    record->key.endedAt = work.now();
    record->key.replacedBy = next;
    GATEHOUSE_TRY(writeKey(work, *record));
    return work.audit(u"signing_key.retire"_s, nameOf(record->key), record->key.id.text(), u"done"_s);
}

Result<SigningKeyRecord> knownKey(const store::UnitOfWork &work, const SigningKeyRecord &known)
{
    if (known.person != work.actor().person.id)
        return fail(refusal(u"signing_key_taken"_s, u"This key belongs to somebody else."_s));
    if (known.key.state == SigningKeyState::Active)
        return known;
    return fail(known.key.state == SigningKeyState::Revoked
            ? refusal(u"signing_key_revoked"_s, u"This key was revoked. Make a new one."_s)
            : refusal(u"signing_key_retired"_s, u"This key was replaced. Make a new one."_s));
}

} // namespace

QString etagOf(const SigningKeyRecord &record)
{
    return u"k%1"_s.arg(record.revision);
}

SigningKey keyView(const SigningKeyRecord &record)
{
    SigningKey view = record.key;
    view.etag = etagOf(record);
    if (view.state == SigningKeyState::Revoked)
        view.actions.blocked = {{u"revoke"_s, u"conflict_state"_s, u"It is revoked already."_s}};
    else
        view.actions.allowed = {u"revoke"_s};
    return view;
}

Result<Decider> deciderOf(store::UnitOfWork &work)
{
    auto row = work.db().query(
        u"SELECT issuer, subject FROM persons WHERE tenant = ? AND id = ?"_s, {work.tenant(), work.actor().person.id.text()});
    if (!row)
        return fail(std::move(row).error());
    if (!row->next())
        return fail(api::forbidden(u"The portal does not know you yet."_s));
    return Decider {row->text(0), row->text(1)};
}

Result<SigningKeyList> signingKeys(store::UnitOfWork &work)
{
    const auto decider = deciderOf(work);
    if (!decider)
        return fail(decider.error());
    const auto records = readKeys(
        work, u"person_id = ? ORDER BY enrolled_at DESC, id"_s, {work.actor().person.id.text()});
    if (!records)
        return fail(records.error());
    SigningKeyList list {{}, *decider, work.now()};
    for (const SigningKeyRecord &record : *records)
        list.items.append(keyView(record));
    return list;
}

Result<std::optional<SigningKeyRecord>> findKey(store::UnitOfWork &work, const SigningKeyId &id)
{
    const auto records = readKeys(work, u"id = ?"_s, {id.text()});
    if (!records)
        return fail(records.error());
    return records->isEmpty() ? std::nullopt : std::optional(records->first());
}

Result<SigningKeyRecord> loadOwnKey(store::UnitOfWork &work, const SigningKeyId &id)
{
    const auto record = findKey(work, id);
    if (!record)
        return fail(record.error());
    if (!*record || (*record)->person != work.actor().person.id)
        return fail(api::notFound(u"You have no signing key %1"_s.arg(id.text())));
    return **record;
}

Result<SigningKeyRecord> enrolKey(store::UnitOfWork &work, const DsseEnvelope &enrolment)
{
    const auto statement = readEnrolment(enrolment);
    if (!statement)
        return fail(statement.error());
    GATEHOUSE_TRY(checkEnrolment(work, *statement));
    SigningKeyRecord record;
    record.key.id = SigningKeyId(ed25519::keyIdOf(*dsse::fromBase64(statement->publicKey)));
    const auto known = findKey(work, record.key.id);
    if (!known)
        return fail(known.error());
    if (*known)
        return knownKey(work, **known);
    const auto active = readKeys(work, u"person_id = ? AND state = 'active'"_s, {work.actor().person.id.text()});
    if (!active)
        return fail(active.error());
    if (active->size() >= mostActive)
        return fail(refusal(u"too_many_keys"_s, u"You have %1 signing keys. Revoke those you do not use any more."_s.arg(mostActive)));
    record.person = work.actor().person.id;
    record.key.publicKey = statement->publicKey;
    record.key.label = statement->label.trimmed();
    record.key.state = SigningKeyState::Active;
    record.key.enrolledAt = work.now();
    if (!statement->replaces.isEmpty())
        GATEHOUSE_TRY(retire(work, SigningKeyId(statement->replaces), record.key.id));
    GATEHOUSE_TRY(writeKey(work, record));
    GATEHOUSE_TRY(work.audit(u"signing_key.enrol"_s, nameOf(record.key), record.key.id.text(), u"done"_s));
    return record;
}

Status revokeKey(store::UnitOfWork &work, SigningKeyRecord &record, const QString &reason)
{
    if (record.key.state == SigningKeyState::Revoked)
        return fail(api::conflictState(u"It is revoked already."_s));
    if (reason.trimmed().isEmpty() || reason.size() > longestReason)
        return fail(api::validationFailed(u"/reason"_s, u"required"_s, u"Say why it is revoked, in at most %1 characters"_s.arg(longestReason)));
    record.key.state = SigningKeyState::Revoked;
    record.key.endedAt = work.now();
    record.key.reason = reason.trimmed();
    GATEHOUSE_TRY(writeKey(work, record));
    return work.audit(u"signing_key.revoke"_s, nameOf(record.key), record.key.id.text(), u"done"_s, reason.trimmed());
}

Status noteKeyUsed(store::UnitOfWork &work, const SigningKeyId &id)
{
    const auto noted = work.db().execute(u"UPDATE signing_keys SET last_used_at = ? WHERE tenant = ? AND id = ?"_s,
        {toRfc3339(work.now()), work.tenant(), id.text()});
    return noted ? Status() : fail(noted.error());
}

} // namespace gatehouse::services
