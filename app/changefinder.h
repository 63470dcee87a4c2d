// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/requeststore.h"
#include "core/operations/operationstore.h"
#include "widgets/charts/plotdata.h"

namespace gatehouse {

//! What changed between two times: deployments, rollouts and decisions, oldest first, lettered A
//! to Z. Read from what the console already knows; newest 26 when there are more.
QList<PlotMark> changesBetween(const OperationStore &operations, const RequestStore &requests, const QDateTime &from,
    const QDateTime &to, Environment environment);

} // namespace gatehouse
