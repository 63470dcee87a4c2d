// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/approvals/batchguard.h"

//! What is said about a batch, in the person's language.
namespace gatehouse::batchwords {

//! Why \a request drops out, short enough for a row: "High risk", "Licence: Fail". Empty for one that stays.
QString bar(const BatchVerdict &verdict, const ApprovalRequest &request);
//! "The batch is mixed: Install, Update; development, staging." Empty when all are alike.
QString mixed(const QList<ApprovalRequest> &requests);

} // namespace gatehouse::batchwords
