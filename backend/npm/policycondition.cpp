// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/policycondition.h"

#include "backend/npm/licencepolicy.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool isNotEmpty(const QJsonValue &value)
{
    if (value.isArray())
        return !value.toArray().isEmpty();
    if (value.isObject())
        return !value.toObject().isEmpty();
    return !value.toString().isEmpty() || value.toDouble() != 0 || value.toBool();
}

bool factHolds(const QJsonObject &condition, const QJsonValue &fact)
{
    if (condition.contains("equals"_L1) && fact != condition.value("equals"_L1))
        return false;
    const bool compares = condition.contains("above"_L1) || condition.contains("below"_L1);
    if (compares && !fact.isDouble())
        return false;
    if (condition.contains("above"_L1) && fact.toDouble() <= condition.value("above"_L1).toDouble())
        return false;
    if (condition.contains("below"_L1) && fact.toDouble() >= condition.value("below"_L1).toDouble())
        return false;
    return !condition.contains("notEmpty"_L1)
        || isNotEmpty(fact) == condition.value("notEmpty"_L1).toBool();
}

QString textOf(const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList parts;
        const QJsonArray list = value.toArray();
        for (const QJsonValue &part : list)
            parts << part.toString();
        return parts.join(u" or "_s);
    }
    return value.toVariant().toString();
}

} // namespace

bool conditionHolds(
    const QJsonObject &condition, const Evidence &evidence, const QJsonObject &policy)
{
    if (condition.contains("verdict"_L1)
        && !condition.value("verdict"_L1).toArray().contains(toWire(evidence.verdict)))
        return false;
    if (condition.contains("fact"_L1)
        && !factHolds(condition, evidence.facts.value(condition.value("fact"_L1).toString())))
        return false;
    if (!condition.contains("licence"_L1))
        return true;
    const LicencePolicy licences(policy.value("licences"_L1).toObject());
    const QString declared = evidence.facts.value("declared"_L1).toString();
    return toWire(licences.judge(declared)) == condition.value("licence"_L1).toString();
}

Status checkCondition(const QJsonObject &condition, const QString &pointer)
{
    static const QStringList known = {
        u"verdict"_s, u"fact"_s, u"equals"_s, u"above"_s, u"below"_s, u"notEmpty"_s, u"licence"_s};
    for (auto it = condition.begin(); it != condition.end(); ++it) {
        const QString at = pointer + u'/' + it.key();
        if (!known.contains(it.key()))
            return fail(
                inputError(u"policy_invalid"_s, u"No condition is called %1"_s.arg(it.key()), at));
        const bool isVerdict = it.key() == u"verdict"_s;
        if (isVerdict != it.value().isArray())
            return fail(
                inputError(u"policy_invalid"_s, u"%1 has the wrong shape"_s.arg(it.key()), at));
    }
    return {};
}

QString describeCondition(const QJsonObject &condition)
{
    QStringList parts;
    const QString fact = condition.value("fact"_L1).toString();
    if (condition.contains("verdict"_L1))
        parts << u"verdict is "_s + textOf(condition.value("verdict"_L1));
    if (condition.contains("equals"_L1))
        parts << fact + u" = " + textOf(condition.value("equals"_L1));
    if (condition.contains("above"_L1))
        parts << fact + u" > " + textOf(condition.value("above"_L1));
    if (condition.contains("below"_L1))
        parts << fact + u" < " + textOf(condition.value("below"_L1));
    if (condition.contains("notEmpty"_L1))
        parts << fact
                + (condition.value("notEmpty"_L1).toBool() ? u" is not empty"_s : u" is empty"_s);
    if (condition.contains("licence"_L1))
        parts << u"licence is on: "_s + textOf(condition.value("licence"_L1));
    return parts.isEmpty() ? u"otherwise"_s : parts.join(u" and "_s);
}

} // namespace gatehouse
