// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/workflowdocument.h"
#include "backend/store/unitofwork.h"

namespace gatehouse::services {

//! Somebody whose stages another one may take now.
struct Principal
{
    PersonRef ref;
    QList<Role> roles;
    QStringList groups;
    RequestId request; //!< Only those of this one; empty for every request.
    QDateTime until;
    bool operator==(const Principal &) const = default;
};

//! A person of the tenant with what they may do, as their last sign-in said.
struct Person
{
    PersonRef ref;
    QList<Role> roles;
    QStringList groups = {};
    QList<Principal> standsInFor = {};
    bool operator==(const Person &) const = default;
};

bool hasAny(const QList<Role> &roles, const QList<Role> &wanted);
//! One with \a roles and \a groups is one of \a people.
bool isAmong(const People &people, const QList<Role> &roles, const QStringList &groups,
    bool owns = false);

//! Everyone with a reviewer's role or in one of \a groups who is no platform admin, by name: those
//! who can be waited for. Without those they stand in for.
[[nodiscard]] Result<QList<Person>> reviewers(
    store::UnitOfWork &work, const QStringList &groups = {});
//! Null when nobody has that id here.
[[nodiscard]] Result<std::optional<Person>> personById(store::UnitOfWork &work, const PersonId &id);
//! Tenants that have people, for work that has no caller.
[[nodiscard]] Result<QStringList> personTenants(store::UnitOfWork &work);

//! security, compliance, technical and business.
const QList<Role> &reviewerRoles();

//! Space-separated wire names, as the persons table keeps them.
QString rolesText(const QList<Role> &roles);
QList<Role> rolesFromText(const QString &text);
//! "|a|b|", empty for none, as tables keep groups.
QString groupsText(const QStringList &groups);
QStringList groupsFromText(const QString &text);
//! True in SQL when \a column, a text like that, has the group whose groupsText() is the value: unlike
//! LIKE it tells capitals apart on every system.
QString hasGroup(const QString &column);

} // namespace gatehouse::services
