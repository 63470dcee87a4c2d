// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/votesigner.h"

#include "core/base/random.h"
#include "core/contract/routes.h"
#include "core/contract/workflow.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

VoteSigner::VoteSigner(HttpClient &client)
    : m_client(client)
{
    makeKey();
}

void VoteSigner::makeKey()
{
    m_seed = randomBytes(qsizetype(ed25519::seedBytes));
    m_isEnrolled = false;
}

ed25519::Seed VoteSigner::seed() const
{
    return ed25519::Seed(reinterpret_cast<const unsigned char *>(m_seed.constData()), ed25519::seedBytes);
}

QString VoteSigner::keyId() const
{
    return ed25519::keyIdOf(ed25519::publicKeyOf(seed()));
}

void VoteSigner::know()
{
    if (!m_tenant.isEmpty())
        return;
    m_tenant = m_client.get(routes::path(routes::me)).json().value("tenant"_L1).toString();
    const auto keys = fromJson<SigningKeyList>(m_client.get(routes::path(routes::signingKeys)).json());
    if (keys)
        m_decider = keys->decider;
}

DecisionStatement VoteSigner::statement(const QJsonObject &request, const QJsonObject &body, const QString &key)
{
    know();
    DecisionStatement statement = statementAbout(fromJson<ApprovalRequest>(request).value_or(ApprovalRequest()));
    statement.tenant = m_tenant;
    statement.stageId = StageId(body.value("stageId"_L1).toString());
    statement.outcome = fromWire<Outcome>(body.value("outcome"_L1).toString());
    statement.reason = body.value("comment"_L1).toString().trimmed();
    const QJsonArray conditions = body.value("conditions"_L1).toArray();
    for (const QJsonValue &condition : conditions)
        statement.conditions.append(condition.toString());
    statement.decider = m_decider;
    statement.signedAt = QDateTime::currentDateTimeUtc();
    statement.idempotencyKey = key;
    return statement;
}

KeyEnrolment VoteSigner::enrolment()
{
    know();
    KeyEnrolment enrolment;
    enrolment.tenant = m_tenant;
    enrolment.decider = m_decider;
    enrolment.publicKey = dsse::toBase64(ed25519::publicKeyOf(seed()));
    enrolment.label = u"A test"_s;
    enrolment.signedAt = QDateTime::currentDateTimeUtc();
    return enrolment;
}

HttpAnswer VoteSigner::enrol(const KeyEnrolment &enrolment)
{
    const HttpAnswer answer
        = m_client.post(routes::path(routes::signingKeys), {{u"envelope"_s, toJson(sign(enrolment))}});
    m_isEnrolled = m_isEnrolled || answer.status == 201;
    return answer;
}

HttpAnswer VoteSigner::decide(const QJsonObject &request, QJsonObject body, Headers headers)
{
    if (!m_isEnrolled)
        (void)enrol();
    const QString key = headers.contains("Idempotency-Key") ? QString::fromLatin1(headers.value("Idempotency-Key")) : newUuid();
    headers.insert("Idempotency-Key", key.toLatin1());
    body.insert(u"envelope"_s, toJson(sign(statement(request, body, key))));
    return m_client.post(
        routes::path(routes::requestDecisions, {request.value("id"_L1).toString()}), body, headers);
}

} // namespace gatehouse::testsupport
