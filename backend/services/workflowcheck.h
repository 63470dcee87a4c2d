// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/persons.h"
#include "backend/services/workflowreader.h"

//! Whether a workflow can work at all. Pure.
namespace gatehouse::services {

//! The graph of stages, conditions, times, and what policy may pass. Puts the stages into an order in
//! which each comes after those it waits for.
void checkWorkflow(ReadWorkflow &read);
//! Whether those who are known could decide it: nobody eligible, a quorum above the eligible, and too
//! few people for all stages together. Owners differ from plugin to plugin and are not counted.
void checkPeople(ReadWorkflow &read, const QList<Person> &people);

} // namespace gatehouse::services
