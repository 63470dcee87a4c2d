// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/policycondition.h"

#include <QJsonArray>

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

QString wordsOf(const QJsonObject &when)
{
    QStringList parts;
    const QString fact = when.value("fact"_L1).toString();
    if (when.contains("verdict"_L1))
        parts << u"verdict is "_s + textOf(when.value("verdict"_L1));
    if (when.contains("equals"_L1))
        parts << fact + u" = " + textOf(when.value("equals"_L1));
    if (when.contains("above"_L1))
        parts << fact + u" > " + textOf(when.value("above"_L1));
    if (when.contains("below"_L1))
        parts << fact + u" < " + textOf(when.value("below"_L1));
    if (when.contains("notEmpty"_L1))
        parts << fact + (when.value("notEmpty"_L1).toBool() ? u" is not empty"_s : u" is empty"_s);
    if (when.contains("licence"_L1))
        parts << u"licence is on: "_s + textOf(when.value("licence"_L1));
    return parts.isEmpty() ? u"otherwise"_s : parts.join(u" and "_s);
}

std::optional<double> numberOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

} // namespace

PolicyCondition::PolicyCondition(const QJsonObject &when)
    : m_fact(when.value("fact"_L1).toString())
    , m_equals(when.value("equals"_L1))
    , m_above(numberOf(when.value("above"_L1)))
    , m_below(numberOf(when.value("below"_L1)))
    , m_words(wordsOf(when))
{
    const QJsonArray verdicts = when.value("verdict"_L1).toArray();
    for (const QJsonValue &verdict : verdicts)
        m_verdicts << fromWire<Verdict>(verdict.toString());
    if (when.contains("notEmpty"_L1))
        m_notEmpty = when.value("notEmpty"_L1).toBool();
    if (when.contains("licence"_L1))
        m_licence = fromWire<Enforcement>(when.value("licence"_L1).toString());
}

bool PolicyCondition::factHolds(const QJsonValue &fact) const
{
    if (!m_equals.isUndefined() && fact != m_equals)
        return false;
    if ((m_above || m_below) && !fact.isDouble())
        return false;
    if (m_above && fact.toDouble() <= *m_above)
        return false;
    if (m_below && fact.toDouble() >= *m_below)
        return false;
    return !m_notEmpty || isNotEmpty(fact) == *m_notEmpty;
}

bool PolicyCondition::holds(const Evidence &evidence, const LicencePolicy &licences) const
{
    if (!m_verdicts.isEmpty() && !m_verdicts.contains(evidence.verdict))
        return false;
    if (!m_fact.isEmpty() && !factHolds(evidence.facts.value(m_fact)))
        return false;
    return !m_licence || licences.judge(evidence.facts.value("declared"_L1).toString()) == *m_licence;
}

} // namespace gatehouse
