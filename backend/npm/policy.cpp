// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/policy.h"

#include "backend/npm/policycondition.h"
#include "core/base/json.h"

#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

Error invalid(const QString &reason, const QString &pointer)
{
    return inputError(u"policy_invalid"_s, reason, pointer);
}

Status checkAnswer(const QJsonObject &answer, const QString &pointer)
{
    if (!fromWireStrict<Enforcement>(answer.value("enforcement"_L1).toString()))
        return fail(invalid(u"The enforcement is not known"_s, pointer + u"/enforcement"));
    if (answer.value("message"_L1).toString().isEmpty())
        return fail(invalid(u"A message is required"_s, pointer + u"/message"));
    return {};
}

Status checkPolicy(const QJsonObject &policy, const QString &pointer)
{
    if (policy.value("id"_L1).toString().isEmpty()
        || policy.value("evidence"_L1).toString().isEmpty())
        return fail(invalid(u"A policy needs an id and its evidence"_s, pointer));
    GATEHOUSE_TRY(checkAnswer(policy.value("unknown"_L1).toObject(), pointer + u"/unknown"));
    if (policy.value("unknown"_L1)["enforcement"_L1] == "allow"_L1)
        return fail(
            invalid(u"What is not known cannot be allowed"_s, pointer + u"/unknown/enforcement"));
    const QJsonArray rules = policy.value("rules"_L1).toArray();
    if (rules.isEmpty() || !rules.last()["when"_L1].toObject().isEmpty())
        return fail(invalid(u"The last rule must hold always"_s, pointer + u"/rules"));
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const QString at = pointer + u"/rules/" + QString::number(i);
        const QJsonObject rule = rules.at(i).toObject();
        GATEHOUSE_TRY(checkCondition(rule.value("when"_L1).toObject(), at + u"/when"));
        GATEHOUSE_TRY(checkAnswer(rule, at));
    }
    return {};
}

bool appliesIn(const QJsonObject &policy, Environment environment)
{
    const QJsonArray environments = policy.value("environments"_L1).toArray();
    return environments.isEmpty() || environments.contains(toWire(environment));
}

Evidence evidenceOf(const QString &kind, const QList<Evidence> &evidence)
{
    for (const Evidence &item : evidence) {
        if (toWire(item.kind) == kind)
            return item;
    }
    Evidence missing;
    missing.verdict = Verdict::NotRun;
    return missing;
}

bool isUnknown(const Evidence &evidence)
{
    return evidence.verdict == Verdict::Error || evidence.verdict == Verdict::NotRun
        || evidence.verdict == Verdict::Unknown;
}

Verdict verdictOf(Enforcement enforcement)
{
    switch (enforcement) {
    case Enforcement::Allow:
        return Verdict::Pass;
    case Enforcement::Deny:
        return Verdict::Fail;
    case Enforcement::Warn:
    case Enforcement::RequireReview:
    case Enforcement::Unknown:
        break;
    }
    return Verdict::Warn;
}

// "{ageDays}" becomes that fact of the evidence.
QString filled(QString message, const QJsonObject &facts)
{
    static const QRegularExpression place(u"\\{(\\w+)\\}"_s);
    for (auto match = place.match(message); match.hasMatch(); match = place.match(message)) {
        const QString value = facts.value(match.captured(1)).toVariant().toString();
        message.replace(match.capturedStart(), match.capturedLength(),
            value.isEmpty() ? u"?"_s : QString(value).remove(u'{'));
    }
    return message;
}

QString digestOf(const QJsonObject &policy, const Evidence &evidence)
{
    const QJsonObject inputs = {{u"policy"_s, policy}, {u"verdict"_s, toWire(evidence.verdict)},
        {u"subject"_s, evidence.subjectDigest}, {u"facts"_s, evidence.facts}};
    const QByteArray digest
        = QCryptographicHash::hash(toJsonBytes(inputs), QCryptographicHash::Sha256);
    return u"sha256-"_s + QString::fromLatin1(digest.toBase64());
}

PolicyEvaluation judge(const QJsonObject &policy, const Evidence &evidence)
{
    PolicyEvaluation evaluation;
    evaluation.policyId = policy.value("id"_L1).toString();
    evaluation.policyVersion = policy.value("version"_L1).toInt(1);
    evaluation.inputsDigest = digestOf(policy, evidence);
    QJsonObject answer = policy.value("unknown"_L1).toObject();
    if (isUnknown(evidence)) {
        evaluation.verdict = evidence.verdict == Verdict::Error ? Verdict::Error : Verdict::NotRun;
        evaluation.rule = u"evidence did not answer"_s;
        evaluation.enforcement = fromWire<Enforcement>(answer.value("enforcement"_L1).toString());
    } else {
        const QJsonArray rules = policy.value("rules"_L1).toArray();
        for (const QJsonValue &candidate : rules) {
            const QJsonObject condition = candidate["when"_L1].toObject();
            if (!conditionHolds(condition, evidence, policy))
                continue;
            answer = candidate.toObject();
            evaluation.rule = describeCondition(condition);
            break;
        }
        evaluation.enforcement = fromWire<Enforcement>(answer.value("enforcement"_L1).toString());
        evaluation.verdict = verdictOf(evaluation.enforcement);
    }
    evaluation.message = filled(answer.value("message"_L1).toString(), evidence.facts);
    return evaluation;
}

} // namespace

Result<PolicySet> PolicySet::parse(const QByteArray &document)
{
    const auto object = parseJsonObject(document);
    if (!object)
        return fail(invalid(u"The policy set is not valid JSON"_s, {}));
    PolicySet set;
    set.m_version = object->value("version"_L1).toInt();
    set.m_policies = object->value("policies"_L1).toArray();
    if (set.m_version < 1)
        return fail(invalid(u"The version must be 1 or more"_s, u"/version"_s));
    for (qsizetype i = 0; i < set.m_policies.size(); ++i)
        GATEHOUSE_TRY(
            checkPolicy(set.m_policies.at(i).toObject(), u"/policies/"_s + QString::number(i)));
    return set;
}

Result<PolicySet> PolicySet::shipped()
{
    QFile file(u":/gatehouse/policies/default.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return fail(storageError(u"The shipped policies are missing from this build"_s));
    return parse(file.readAll());
}

EvidenceKind PolicySet::evidenceKindOf(const QString &policyId) const
{
    for (const QJsonValue &policy : m_policies) {
        if (policy["id"_L1].toString() == policyId)
            return fromWire<EvidenceKind>(policy["evidence"_L1].toString());
    }
    return EvidenceKind::Unknown;
}

QList<PolicyEvaluation> PolicySet::evaluate(
    const QList<Evidence> &evidence, Environment environment) const
{
    QList<PolicyEvaluation> evaluations;
    for (const QJsonValue &value : m_policies) {
        const QJsonObject policy = value.toObject();
        if (appliesIn(policy, environment))
            evaluations << judge(
                policy, evidenceOf(policy.value("evidence"_L1).toString(), evidence));
    }
    return evaluations;
}

Enforcement hardest(const QList<PolicyEvaluation> &evaluations)
{
    Enforcement result = Enforcement::Allow;
    for (const PolicyEvaluation &evaluation : evaluations)
        result = std::max(result, evaluation.enforcement);
    return result;
}

} // namespace gatehouse
