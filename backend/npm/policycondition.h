// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/licencepolicy.h"
#include "core/contract/registry.h"

#include <optional>

namespace gatehouse {

//! A rule's `when`: every member must hold. `verdict`: a list that holds the evidence's verdict.
//! `fact` with some of `equals`, `above`, `below`, `notEmpty`: a member of the evidence's facts.
//! `licence`: "allow", "require_review" or "deny" under the policy's `licences` lists. An empty
//! condition always holds. Immutable; any thread.
class PolicyCondition final
{
public:
    //! \a when is without mistakes.
    explicit PolicyCondition(const QJsonObject &when);

    bool holds(const Evidence &evidence, const LicencePolicy &licences) const;
    //! In one short line, as in "ageDays < 7".
    const QString &words() const { return m_words; }

private:
    bool factHolds(const QJsonValue &fact) const;

    QList<Verdict> m_verdicts; //!< Empty: any.
    QString m_fact; //!< Empty: none is asked.
    QJsonValue m_equals = QJsonValue::Undefined;
    std::optional<double> m_above;
    std::optional<double> m_below;
    std::optional<bool> m_notEmpty;
    std::optional<Enforcement> m_licence;
    QString m_words;
};

} // namespace gatehouse
