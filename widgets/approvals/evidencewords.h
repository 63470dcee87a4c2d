// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/operations.h"
#include "models/review/findingmodel.h"
#include "widgets/approvals/factdelegate.h"

//! What is said about evidence and findings, in the person's language.
namespace gatehouse::evidencewords {

//! A row of FindingModel: a finding, or the heading of a check's findings.
FactRow findingRow(const QModelIndex &index);

//! Where a row of EvidenceModel comes from: tool, version of its rules, how long it took and when; of
//! a report who attached it, what ties it to the version and how long it counts.
QString origin(const QModelIndex &index, const QDateTime &now);

//! Who suppressed a finding, why and until when.
QString suppression(const Suppression &suppression, const QDateTime &now);

//! What a running operation does: "40 %, resolve dependencies".
QString progress(const Operation &operation);

} // namespace gatehouse::evidencewords
