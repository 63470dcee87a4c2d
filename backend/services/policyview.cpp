// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policyview.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Result<ReadPolicies> readVersion(store::UnitOfWork &work, int version)
{
    const auto row = textVersion(work, policyText(), version);
    if (!row)
        return fail(row.error());
    ReadPolicies read = readPolicies(row->head.yaml.toUtf8());
    if (!read.isValid())
        return fail(storageError(u"The active policies cannot be read"_s,
            read.problems.first().message));
    return read;
}

//! The text, read and compared with what is active.
Result<ReadPolicies> judged(store::UnitOfWork &work, const QString &yaml)
{
    ReadPolicies read = readPolicies(yaml.toUtf8());
    if (!read.isValid())
        return read;
    const auto row = policySetRow(work);
    if (!row)
        return fail(row.error());
    const auto active = readVersion(work, row->activeVersion);
    if (!active)
        return fail(active.error());
    compareVersions(read, active->policies);
    return read;
}

} // namespace

Result<QList<ConfigProblem>> policyProblems(store::UnitOfWork &work, const QString &yaml)
{
    const auto read = judged(work, yaml);
    return read ? Result<QList<ConfigProblem>>(read->problems) : fail(read.error());
}

Result<Policies> shownPolicies(store::UnitOfWork &work, const PolicySetRow &row)
{
    const auto read = readVersion(work, row.activeVersion);
    if (!read)
        return fail(read.error());
    const auto draft = shownDraft(work, policyText(), row, policyProblems);
    if (!draft)
        return fail(draft.error());
    Policies shown;
    shown.items = read->shown();
    shown.version = row.activeVersion;
    if (row.draftVersion > 0)
        shown.draftVersion = row.draftVersion;
    shown.name = read->name;
    shown.etag = etagOf(row);
    shown.actions = draftActions(work, policyText(), *draft);
    shown.asOf = work.now();
    return shown;
}

Result<PolicyValidation> validatePolicies(store::UnitOfWork &work, const QString &yaml)
{
    GATEHOUSE_TRY(checkLength(policyText(), yaml));
    const auto read = judged(work, yaml);
    if (!read)
        return fail(read.error());
    return PolicyValidation{read->isValid(), read->problems,
        read->isValid() ? read->shown() : QList<Policy>()};
}

} // namespace gatehouse::services
