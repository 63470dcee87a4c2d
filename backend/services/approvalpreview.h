// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvaleligibility.h"

//! What a click would do, in words, before it is made. Pure.
namespace gatehouse::services {

//! None when the request is closed, or when the caller has nothing to do with deciding it.
std::optional<StagePreview> previewFor(const RequestRecord &record, const Person &caller);
//! "Technical still needs 1, then Business needs 1." \a approving is a stage that is counted with
//! one approval more; may be null.
QString missingSentence(const RequestRecord &record, const StageRecord *approving);

} // namespace gatehouse::services
