// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/policy.h"

#include "backend/npm/policycondition.h"
#include "core/base/json.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

struct Answer
{
    QString id;
    Enforcement enforcement = Enforcement::Unknown;
    QString message;
};

struct Rule
{
    PolicyCondition when;
    Answer answer;
};

Answer answerOf(const QJsonObject &data, const QString &id)
{
    return {id, fromWire<Enforcement>(data.value("enforcement"_L1).toString()),
        data.value("message"_L1).toString()};
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
    if (!message.contains(u'{'))
        return message;
    static const QRegularExpression place(u"\\{(\\w+)\\}"_s);
    for (auto match = place.match(message); match.hasMatch(); match = place.match(message)) {
        const QString value = facts.value(match.captured(1)).toVariant().toString();
        message.replace(match.capturedStart(), match.capturedLength(),
            value.isEmpty() ? u"?"_s : QString(value).remove(u'{'));
    }
    return message;
}

const Evidence *evidenceOf(EvidenceKind kind, const QList<Evidence> &evidence)
{
    const auto found = std::ranges::find_if(
        evidence, [kind](const Evidence &item) { return item.kind == kind; });
    return found == evidence.end() ? nullptr : &*found;
}

} // namespace

struct PolicySet::Policy
{
    explicit Policy(const QJsonObject &data)
        : id(data.value("id"_L1).toString())
        , version(data.value("version"_L1).toInt())
        , kind(fromWire<EvidenceKind>(data.value("evidence"_L1).toString()))
        , licences(data.value("licences"_L1).toObject())
        , unknown(answerOf(data.value("unknown"_L1).toObject(), u"no-evidence"_s))
        , bytes(toJsonBytes(data))
    {
        const QJsonArray places = data.value("environments"_L1).toArray();
        for (const QJsonValue &place : places)
            environments << fromWire<Environment>(place.toString());
        const QJsonArray list = data.value("rules"_L1).toArray();
        for (const QJsonValue &rule : list)
            rules.push_back({PolicyCondition(rule["when"_L1].toObject()),
                answerOf(rule.toObject(), rule["id"_L1].toString())});
    }

    bool appliesIn(Environment environment) const
    {
        return environments.isEmpty() || environments.contains(environment);
    }

    //! Of everything that \a evaluation was made from: the policy's text and the evidence.
    QString digest(const Evidence &evidence) const
    {
        const QJsonObject inputs{{u"verdict"_s, toWire(evidence.verdict)},
            {u"subject"_s, evidence.subjectDigest}, {u"facts"_s, evidence.facts}};
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(bytes);
        hash.addData("\n");
        hash.addData(toJsonBytes(inputs));
        return u"sha256-"_s + QString::fromLatin1(hash.result().toBase64());
    }

    PolicyEvaluation judge(const Evidence &evidence) const
    {
        PolicyEvaluation evaluation;
        evaluation.policyId = id;
        evaluation.policyVersion = version;
        evaluation.inputsDigest = digest(evidence);
        const Answer *answer = &unknown;
        if (isUnknown(evidence)) {
            evaluation.verdict
                = evidence.verdict == Verdict::Error ? Verdict::Error : Verdict::NotRun;
            evaluation.rule = u"evidence did not answer"_s;
        } else {
            // The last rule holds always: the reader sees to it.
            const auto rule = std::ranges::find_if(rules,
                [&](const Rule &candidate) { return candidate.when.holds(evidence, licences); });
            if (rule != rules.end()) {
                answer = &rule->answer;
                evaluation.rule = rule->when.words();
            }
            evaluation.verdict = verdictOf(answer->enforcement);
        }
        evaluation.ruleId = answer->id;
        evaluation.enforcement = answer->enforcement;
        evaluation.message = filled(answer->message, evidence.facts);
        return evaluation;
    }

    QString id;
    int version = 0;
    EvidenceKind kind = EvidenceKind::Unknown;
    QList<Environment> environments; //!< Empty: all.
    LicencePolicy licences;
    std::vector<Rule> rules;
    Answer unknown;
    QByteArray bytes; //!< The policy's text, for the digest.
};

PolicySet::PolicySet(int version, const QJsonArray &policies)
    : m_version(version)
    , m_data(policies)
{
    std::vector<Policy> ready;
    for (const QJsonValue &policy : policies)
        ready.emplace_back(policy.toObject());
    m_policies = std::make_shared<const std::vector<Policy>>(std::move(ready));
}

PolicySet::~PolicySet() = default;
PolicySet::PolicySet(const PolicySet &) = default;
PolicySet &PolicySet::operator=(const PolicySet &) = default;

EvidenceKind PolicySet::evidenceKindOf(const QString &policyId) const
{
    const auto found = std::ranges::find(*m_policies, policyId, &Policy::id);
    return found == m_policies->end() ? EvidenceKind::Unknown : found->kind;
}

QList<PolicyEvaluation> PolicySet::evaluate(
    const QList<Evidence> &evidence, Environment environment) const
{
    static const Evidence missing = [] {
        Evidence none;
        none.verdict = Verdict::NotRun;
        return none;
    }();
    QList<PolicyEvaluation> evaluations;
    evaluations.reserve(qsizetype(m_policies->size()));
    for (const Policy &policy : *m_policies) {
        if (!policy.appliesIn(environment))
            continue;
        const Evidence *item = evidenceOf(policy.kind, evidence);
        evaluations << policy.judge(item ? *item : missing);
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
