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

bool isAmong(
    const People &people, const QList<Role> &roles, const QStringList &groups, bool owns)
{
    const bool grouped = std::ranges::any_of(
        people.groups, [&groups](const QString &group) { return groups.contains(group); });
    return hasAny(roles, people.roles) || grouped || (people.owner && owns);
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

QString groupsText(const QStringList &groups)
{
    return groups.isEmpty() ? u""_s : QString(u'|' + groups.join(u'|') + u'|');
}

QStringList groupsFromText(const QString &text)
{
    return text.split(u'|', Qt::SkipEmptyParts);
}

QString hasGroup(const QString &column)
{
    return u"REPLACE(%1, ?, '') <> %1"_s.arg(column);
}

static Person personOf(const store::Query &query)
{
    return {{PersonId(query.text(0)), query.text(1)}, rolesFromText(query.text(2)),
        groupsFromText(query.text(3))};
}

Result<QList<Person>> reviewers(store::UnitOfWork &work, const QStringList &groups)
{
    QString where = u"roles LIKE '%reviewer:%'"_s;
    QVariantList values{work.tenant()};
    for (const QString &group : groups) {
        where += u" OR "_s + hasGroup(u"group_names"_s);
        values.append(groupsText({group}));
    }
    auto query = work.db().query(
        u"SELECT id, name, roles, group_names FROM persons WHERE tenant = ? AND (%1) ORDER BY name, id"_s
            .arg(where),
        values);
    if (!query)
        return fail(std::move(query).error());
    QList<Person> people;
    while (query->next()) {
        Person person = personOf(*query);
        if (!person.roles.contains(Role::PlatformAdmin))
            people.append(std::move(person));
    }
    return people;
}

Result<std::optional<Person>> personById(store::UnitOfWork &work, const PersonId &id)
{
    auto query = work.db().query(
        u"SELECT id, name, roles, group_names FROM persons WHERE tenant = ? AND id = ?"_s,
        {work.tenant(), id.text()});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return std::nullopt;
    return personOf(*query);
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
