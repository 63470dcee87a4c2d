// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"

namespace gatehouse::services {

//! A person of the tenant with what they may do, as their last sign-in said.
struct Person
{
    PersonRef ref;
    QList<Role> roles;
    bool operator==(const Person &) const = default;
};

bool hasAny(const QList<Role> &roles, const QList<Role> &wanted);

//! Everyone with a reviewer's role who is no platform admin, by name: those who can be waited for.
[[nodiscard]] Result<QList<Person>> reviewers(store::UnitOfWork &work);
//! Tenants that have people, for work that has no caller.
[[nodiscard]] Result<QStringList> personTenants(store::UnitOfWork &work);

//! security, compliance, technical and business.
const QList<Role> &reviewerRoles();

//! Space-separated wire names, as the persons table keeps them.
QString rolesText(const QList<Role> &roles);
QList<Role> rolesFromText(const QString &text);

} // namespace gatehouse::services
