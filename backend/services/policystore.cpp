// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policystore.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

DraftedText policyText()
{
    DraftedText text;
    text.texts = {u"policy_sets"_s, {u"tenant"_s}};
    text.versions = {u"policy_set_versions"_s, {u"tenant"_s}};
    text.what = u"policy"_s;
    text.name = u"the policies"_s;
    text.shippedFile = u":/gatehouse/policies/default.yaml"_s;
    text.shippedVersion = shippedPolicyVersion;
    text.subject = u"policies"_s;
    text.plural = u"policies"_s;
    text.limit = policyTextLimit;
    text.trials = QStringList{u"dry_run"_s, u"back_test"_s};
    text.noDraft = u"The policies have no draft."_s;
    text.untried
        = u"Try it first, on a version or on past decisions: this text was not tried yet."_s;
    return text;
}

QString etagOf(const PolicySetRow &row)
{
    return u"policies-%1-%2"_s.arg(row.activeVersion).arg(row.revision);
}

Result<PolicySetRow> policySetRow(store::UnitOfWork &work)
{
    const auto row = textRow(work, policyText());
    return row ? Result<PolicySetRow>(PolicySetRow{*row}) : fail(row.error());
}

Result<QByteArray> shippedPolicyText()
{
    return shippedText(policyText().shippedFile);
}

Result<PolicySet> shippedPolicies()
{
    const auto text = shippedPolicyText();
    if (!text)
        return fail(text.error());
    const ReadPolicies read = readPolicies(*text);
    if (!read.isValid())
        return fail(storageError(u"The shipped policies cannot be read"_s,
            u"line %1: %2"_s.arg(read.problems.first().line).arg(read.problems.first().message)));
    return PolicySet(shippedPolicyVersion, read.policies);
}

} // namespace gatehouse::services
