// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvaleligibility.h"

//! A request as one caller sees it. Pure.
namespace gatehouse::services {

struct Viewer
{
    Person person;
    QList<Person> reviewers; //!< deciders(), for the names of those who may decide.
    QDateTime now;
};

ApprovalRequest requestView(const RequestRecord &record, const Viewer &viewer);
//! What the caller may do at \a now, and why not the rest.
Actions actionsFor(const RequestRecord &record, const Person &caller, const QDateTime &now);
//! At risk within the last two hours, breached after \a due.
SlaState slaStateAt(const std::optional<QDateTime> &due, const QDateTime &now);
//! Who may write comments: those who ask and those who decide.
bool mayComment(const Person &person);

} // namespace gatehouse::services
