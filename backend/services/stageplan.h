// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"
#include "backend/services/persons.h"

//! From a workflow to the stages of one request. Pure.
namespace gatehouse::services {

//! Gives \a record the stages of \a document, with its times. Stages that it already has keep their
//! id and their votes; those that the workflow does not know need nobody any more. \a people are
//! those who can be waited for: "all" of a stage becomes their number now.
void planStages(RequestRecord &record, const WorkflowDocument &document, int version,
    const QList<Person> &people);
//! Whether the stage is asked at all, as the facts are now.
bool isNeeded(const RequestRecord &record, const StageRecord &stage);
//! Whether policy passes the stage: only what it calls low risk, with nothing denied, nothing missing
//! and never an exemption.
bool isPassedByPolicy(const RequestRecord &record, const StageRecord &stage);

} // namespace gatehouse::services
