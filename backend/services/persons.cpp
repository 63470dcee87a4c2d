// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/persons.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

bool hasAny(const QList<Role> &roles, const QList<Role> &wanted)
{
    return std::ranges::any_of(wanted, [&roles](Role role) { return roles.contains(role); });
}

const QList<Role> &reviewerRoles()
{
    static const QList<Role> roles{Role::ReviewerSecurity, Role::ReviewerCompliance,
        Role::ReviewerTechnical, Role::ReviewerBusiness};
    return roles;
}

QString rolesText(const QList<Role> &roles)
{
    QStringList names;
    for (const Role role : roles)
        names.append(toWire(role));
    return names.join(u' ');
}

QList<Role> rolesFromText(const QString &text)
{
    QList<Role> roles;
    for (const QString &name : text.split(u' ', Qt::SkipEmptyParts))
        roles.append(fromWire<Role>(name));
    return roles;
}

Result<QList<Person>> reviewers(store::UnitOfWork &work)
{
    auto query = work.db().query(
        u"SELECT id, name, roles FROM persons WHERE tenant = ? AND roles LIKE '%reviewer:%' ORDER BY name, id"_s,
        {work.tenant()});
    if (!query)
        return fail(std::move(query).error());
    QList<Person> people;
    while (query->next()) {
        Person person{{PersonId(query->text(0)), query->text(1)}, rolesFromText(query->text(2))};
        if (hasAny(person.roles, reviewerRoles()) && !person.roles.contains(Role::PlatformAdmin))
            people.append(std::move(person));
    }
    return people;
}

Result<QStringList> personTenants(store::UnitOfWork &work)
{
    auto query = work.db().query(u"SELECT DISTINCT tenant FROM persons ORDER BY tenant"_s);
    if (!query)
        return fail(std::move(query).error());
    QStringList tenants;
    while (query->next())
        tenants.append(query->text(0));
    return tenants;
}

} // namespace gatehouse::services
