// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policyreader.h"

#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int policyLimit = 200;
constexpr int ruleLimit = 50;
constexpr int titleLimit = 120;
constexpr int messageLimit = 300;
constexpr int highestVersion = 1'000'000;

template <typename E>
QStringList words()
{
    QStringList all;
    for (const auto &[value, name] : enumNames<E>())
        all << QString::fromLatin1(name);
    return all;
}

//! Looks at the JSON of the policies member by member and notes what is wrong where.
class Checker final : private TextReader
{
public:
    explicit Checker(ReadPolicies &out)
        : TextReader(out)
        , m_out(out)
    {
    }

    void check()
    {
        const QJsonObject root = m_out.yaml.root;
        knownKeys(root, {}, {u"name"_s, u"policies"_s});
        m_out.name = text(root, {}, u"name"_s, titleLimit);
        const QJsonArray list = root.value("policies"_L1).toArray();
        const QString place = root.contains("policies"_L1) ? u"/policies"_s : QString();
        if (list.isEmpty())
            return wrong(u"no_policies"_s, u"\"policies\" is a list of at least one policy."_s, place);
        if (list.size() > policyLimit)
            return wrong(u"too_many"_s, u"At most %1 policies."_s.arg(policyLimit), place);
        for (qsizetype i = 0; i < list.size(); ++i)
            checkPolicy(objectAt(list.at(i), at(place, i)), at(place, i));
        m_out.policies = list;
    }

private:
    QJsonArray listAt(const QJsonObject &object, const QString &pointer, const QString &key)
    {
        const QJsonValue value = object.value(key);
        if (!value.isUndefined() && (!value.isArray() || value.toArray().isEmpty()))
            wrong(u"wrong_type"_s, u"\"%1\" is a list that names something: [a, b]."_s.arg(key),
                at(pointer, key));
        return value.toArray();
    }

    //! An id that nothing before in \a taken has.
    void newId(const QJsonObject &object, const QString &pointer, QSet<QString> &taken)
    {
        const QString value = id(object, pointer, u"id"_s, titleLimit);
        if (isId(value) && taken.contains(value))
            wrong(u"id_taken"_s, u"\"%1\" is the id of another one above."_s.arg(value),
                at(pointer, u"id"_s));
        taken.insert(value);
    }

    template <typename E>
    void word(const QJsonValue &value, const QString &pointer)
    {
        if (!fromWireStrict<E>(value.toString()))
            wrong(u"unknown_value"_s,
                u"\"%1\" is not known here. It takes %2."_s.arg(
                    value.toVariant().toString().left(titleLimit), orList(words<E>())),
                pointer);
    }

    template <typename E>
    void wordList(const QJsonObject &object, const QString &pointer, const QString &key)
    {
        const QJsonArray list = listAt(object, pointer, key);
        for (qsizetype i = 0; i < list.size(); ++i)
            word<E>(list.at(i), at(at(pointer, key), i));
    }

    void checkPolicy(const QJsonObject &policy, const QString &pointer)
    {
        knownKeys(policy, pointer,
            {u"id"_s, u"version"_s, u"title"_s, u"evidence"_s, u"environments"_s, u"licences"_s,
                u"rules"_s, u"unknown"_s});
        newId(policy, pointer, m_policyIds);
        text(policy, pointer, u"title"_s, titleLimit);
        checkVersion(policy, pointer);
        if (!text(policy, pointer, u"evidence"_s, titleLimit).isEmpty())
            word<EvidenceKind>(policy.value("evidence"_L1), at(pointer, u"evidence"_s));
        wordList<Environment>(policy, pointer, u"environments"_s);
        checkLicences(policy, pointer);
        checkRules(policy, pointer);
        checkUnknown(policy, pointer);
    }

    void checkVersion(const QJsonObject &policy, const QString &pointer)
    {
        const QJsonValue value = policy.value("version"_L1);
        const double version = value.toDouble(-1);
        if (version < 1 || version > highestVersion || version != int(version))
            wrong(u"wrong_number"_s, u"\"version\" is a whole number from 1."_s,
                value.isUndefined() ? pointer : at(pointer, u"version"_s));
    }

    void checkLicences(const QJsonObject &policy, const QString &pointer)
    {
        if (!policy.contains("licences"_L1))
            return;
        const QString place = at(pointer, u"licences"_s);
        const QJsonObject lists = objectAt(policy.value("licences"_L1), place);
        const QStringList names{u"allow"_s, u"review"_s, u"deny"_s};
        knownKeys(lists, place, names);
        for (const QString &name : names) {
            const QJsonArray list = listAt(lists, place, name);
            for (qsizetype i = 0; i < list.size(); ++i) {
                if (list.at(i).toString().trimmed().isEmpty())
                    wrong(u"wrong_text"_s, u"This is no licence: write an SPDX identifier, or its beginning as \"GPL-*\"."_s,
                        at(at(place, name), i));
            }
        }
    }

    void checkRules(const QJsonObject &policy, const QString &pointer)
    {
        const QString place = policy.contains("rules"_L1) ? at(pointer, u"rules"_s) : pointer;
        const QJsonArray rules = policy.value("rules"_L1).toArray();
        if (rules.isEmpty() || rules.size() > ruleLimit)
            return wrong(
                u"no_rules"_s, u"\"rules\" is a list of 1 to %1 rules."_s.arg(ruleLimit), place);
        QSet<QString> ids;
        for (qsizetype i = 0; i < rules.size(); ++i) {
            const QJsonObject rule = objectAt(rules.at(i), at(place, i));
            const bool isLast = i == rules.size() - 1;
            knownKeys(rule, at(place, i), {u"id"_s, u"when"_s, u"enforcement"_s, u"message"_s});
            newId(rule, at(place, i), ids);
            if (rule.value("id"_L1).toString() == "no-evidence"_L1)
                wrong(u"wrong_id"_s, u"\"no-evidence\" stands for what is under \"unknown\"."_s,
                    at(at(place, i), u"id"_s));
            const bool always = !rule.contains("when"_L1)
                || (rule.value("when"_L1).isObject() && rule.value("when"_L1).toObject().isEmpty());
            if (isLast && !always)
                wrong(u"not_exhaustive"_s, u"The last rule must hold always: leave its \"when\" out."_s,
                    at(at(place, i), u"when"_s));
            if (!isLast && always)
                wrong(u"never_reached"_s, u"This rule holds always: nothing below it is ever reached."_s,
                    at(place, i));
            if (!always)
                checkCondition(policy, objectAt(rule.value("when"_L1), at(at(place, i), u"when"_s)),
                    at(at(place, i), u"when"_s));
            checkAnswer(rule, at(place, i));
        }
    }

    void checkUnknown(const QJsonObject &policy, const QString &pointer)
    {
        if (!policy.contains("unknown"_L1))
            return wrong(u"missing"_s,
                u"\"unknown\" is missing: what holds when the evidence does not answer?"_s, pointer);
        const QString place = at(pointer, u"unknown"_s);
        const QJsonObject unknown = objectAt(policy.value("unknown"_L1), place);
        knownKeys(unknown, place, {u"enforcement"_s, u"message"_s});
        checkAnswer(unknown, place);
        if (unknown.value("enforcement"_L1) == "allow"_L1)
            wrong(u"unknown_allowed"_s, u"What is not known cannot be allowed."_s,
                at(place, u"enforcement"_s));
    }

    void checkAnswer(const QJsonObject &answer, const QString &pointer)
    {
        if (!text(answer, pointer, u"enforcement"_s, titleLimit).isEmpty())
            word<Enforcement>(answer.value("enforcement"_L1), at(pointer, u"enforcement"_s));
        text(answer, pointer, u"message"_s, messageLimit);
    }

    void checkCondition(const QJsonObject &policy, const QJsonObject &when, const QString &pointer)
    {
        static const QStringList comparisons{u"equals"_s, u"above"_s, u"below"_s, u"notEmpty"_s};
        knownKeys(when, pointer, QStringList{u"verdict"_s, u"fact"_s} + comparisons + QStringList{u"licence"_s});
        checkVerdicts(when, pointer);
        const bool compares = std::ranges::any_of(
            comparisons, [&when](const QString &key) { return when.contains(key); });
        if (when.contains("fact"_L1))
            text(when, pointer, u"fact"_s, titleLimit);
        if (compares != when.contains("fact"_L1))
            wrong(u"half_condition"_s,
                u"\"fact\" goes with %1, and they with it."_s.arg(orList(comparisons)), pointer);
        for (const QString &key : {u"above"_s, u"below"_s}) {
            if (when.contains(key) && !when.value(key).isDouble())
                wrong(u"wrong_number"_s, u"\"%1\" is a number."_s.arg(key), at(pointer, key));
        }
        if (when.contains("notEmpty"_L1) && !when.value("notEmpty"_L1).isBool())
            wrong(u"wrong_type"_s, u"\"notEmpty\" is true or false."_s, at(pointer, u"notEmpty"_s));
        const QJsonValue equals = when.value("equals"_L1);
        if (equals.isObject() || equals.isArray())
            wrong(u"wrong_type"_s, u"\"equals\" is one value."_s, at(pointer, u"equals"_s));
        checkLicence(policy, when, pointer);
    }

    void checkVerdicts(const QJsonObject &when, const QString &pointer)
    {
        static const QStringList known{u"pass"_s, u"warn"_s, u"fail"_s};
        const QJsonArray list = listAt(when, pointer, u"verdict"_s);
        for (qsizetype i = 0; i < list.size(); ++i) {
            if (!known.contains(list.at(i).toString()))
                wrong(u"unknown_value"_s,
                    u"A verdict to judge is %1; \"unknown\" says what holds without one."_s.arg(orList(known)),
                    at(at(pointer, u"verdict"_s), i));
        }
    }

    void checkLicence(const QJsonObject &policy, const QJsonObject &when, const QString &pointer)
    {
        static const QStringList answers{u"allow"_s, u"require_review"_s, u"deny"_s};
        if (!when.contains("licence"_L1))
            return;
        const QString place = at(pointer, u"licence"_s);
        if (!answers.contains(when.value("licence"_L1).toString()))
            wrong(u"unknown_value"_s, u"\"licence\" is %1."_s.arg(orList(answers)), place);
        if (!policy.contains("licences"_L1))
            wrong(u"no_licences"_s, u"The policy has no \"licences\" to look it up in."_s, place);
    }

    ReadPolicies &m_out;
    QSet<QString> m_policyIds;
};

PolicyRule shownRule(const QJsonObject &data, const QString &id)
{
    return {id, data.value("when"_L1).toObject(),
        fromWire<Enforcement>(data.value("enforcement"_L1).toString()),
        data.value("message"_L1).toString()};
}

Policy shownPolicy(const QJsonObject &data)
{
    Policy policy;
    policy.id = data.value("id"_L1).toString();
    policy.version = data.value("version"_L1).toInt();
    policy.title = data.value("title"_L1).toString();
    policy.evidence = data.value("evidence"_L1).toString();
    const QJsonArray environments = data.value("environments"_L1).toArray();
    for (const QJsonValue &environment : environments)
        policy.environments << fromWire<Environment>(environment.toString());
    policy.licences = data.value("licences"_L1).toObject();
    const QJsonArray rules = data.value("rules"_L1).toArray();
    for (const QJsonValue &rule : rules)
        policy.rules << shownRule(rule.toObject(), rule["id"_L1].toString());
    policy.unknown = shownRule(data.value("unknown"_L1).toObject(), u"no-evidence"_s);
    return policy;
}

QJsonObject withoutVersion(QJsonObject policy)
{
    policy.remove("version"_L1);
    return policy;
}

} // namespace

QList<Policy> ReadPolicies::shown() const
{
    QList<Policy> list;
    for (const QJsonValue &policy : policies)
        list << shownPolicy(policy.toObject());
    return list;
}

ReadPolicies readPolicies(const QByteArray &yaml)
{
    ReadPolicies read;
    if (!read.parse(yaml, policyTextLimit, u"The policies have at most 256 kB of text."_s,
            u"Policies start with keys, like \"name:\"."_s))
        return read;
    Checker(read).check();
    sortByPlace(read.problems);
    return read;
}

void compareVersions(ReadPolicies &read, const QJsonArray &active)
{
    QHash<QString, QJsonObject> known;
    for (const QJsonValue &policy : active)
        known.insert(policy["id"_L1].toString(), policy.toObject());
    for (qsizetype i = 0; i < read.policies.size(); ++i) {
        const QJsonObject policy = read.policies.at(i).toObject();
        const auto before = known.constFind(policy.value("id"_L1).toString());
        if (before == known.constEnd())
            continue;
        const int was = before->value("version"_L1).toInt();
        const int is = policy.value("version"_L1).toInt();
        const bool isSame = withoutVersion(policy) == withoutVersion(*before);
        if (is < was || (is == was && !isSame))
            read.tell(Severity::High, u"version_kept"_s,
                u"This policy is not what its version %1 was: give it version %2 or higher."_s.arg(was).arg(was + 1),
                u"/policies/%1/version"_s.arg(i));
    }
    sortByPlace(read.problems);
}

} // namespace gatehouse::services
