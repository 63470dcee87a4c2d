// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policyshelf.h"

#include "backend/services/policyreader.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

PolicyShelf::PolicyShelf(PolicySet shipped)
    : m_shipped(std::move(shipped))
{
}

Result<PolicySet> PolicyShelf::active(store::UnitOfWork &work)
{
    const QString join = u"FROM policy_sets s JOIN policy_set_versions v"
                         " ON v.tenant = s.tenant AND v.version = s.active_version WHERE s.tenant = ?"_s;
    auto known = work.db().query(u"SELECT v.version, v.digest "_s + join, {work.tenant()});
    if (!known)
        return fail(std::move(known).error());
    if (!known->next())
        return m_shipped;
    const int version = int(known->integer(0));
    const QString digest = known->text(1);
    {
        const std::lock_guard lock(m_mutex);
        const auto kept = m_kept.constFind(work.tenant());
        if (kept != m_kept.constEnd() && kept->digest == digest && kept->set.version() == version)
            return kept->set;
    }
    auto text = work.db().query(u"SELECT v.yaml "_s + join, {work.tenant()});
    if (!text)
        return fail(std::move(text).error());
    if (!text->next())
        return m_shipped;
    const ReadPolicies read = readPolicies(text->text(0).toUtf8());
    if (!read.isValid())
        return fail(storageError(u"The active policies cannot be read"_s,
            u"version %1, line %2: %3"_s.arg(version).arg(read.problems.first().line).arg(
                read.problems.first().message)));
    const PolicySet set(version, read.policies);
    const std::lock_guard lock(m_mutex);
    m_kept.insert(work.tenant(), {digest, set});
    return set;
}

} // namespace gatehouse::services
