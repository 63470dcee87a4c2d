// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/licencepolicy.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QStringList stringsOf(const QJsonValue &list)
{
    QStringList texts;
    const QJsonArray array = list.toArray();
    for (const QJsonValue &entry : array)
        texts << entry.toString();
    return texts;
}

bool isOn(const QStringList &list, const QString &licence)
{
    for (const QString &entry : list) {
        const bool isBeginning = entry.endsWith(u"-*"_s);
        const QString stem = isBeginning ? entry.chopped(2) : entry;
        if (licence.compare(stem, Qt::CaseInsensitive) == 0)
            return true;
        if (isBeginning && licence.startsWith(stem + u'-', Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace

LicencePolicy::LicencePolicy(const QJsonObject &lists)
    : m_allow(stringsOf(lists.value("allow"_L1)))
    , m_deny(stringsOf(lists.value("deny"_L1)))
{
}

Enforcement LicencePolicy::judge(const QString &expression) const
{
    if (expression.trimmed().isEmpty())
        return Enforcement::Deny;
    const auto node = parseSpdx(expression);
    return node ? judge(*node) : Enforcement::RequireReview;
}

Enforcement LicencePolicy::judge(const SpdxNode &node) const
{
    if (node.kind == SpdxNode::Kind::Licence)
        return judgeLicence(node);
    Enforcement result = judge(node.parts.front());
    for (const SpdxNode &part : node.parts) {
        const Enforcement other = judge(part);
        result
            = node.kind == SpdxNode::Kind::Or ? std::min(result, other) : std::max(result, other);
    }
    return result;
}

Enforcement LicencePolicy::judgeLicence(const SpdxNode &node) const
{
    if (isOn(m_deny, node.licence))
        return node.exception.isEmpty() ? Enforcement::Deny : Enforcement::RequireReview;
    if (isOn(m_allow, node.licence))
        return Enforcement::Allow;
    return Enforcement::RequireReview;
}

} // namespace gatehouse
