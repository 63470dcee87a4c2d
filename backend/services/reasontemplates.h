// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/workflowdocument.h"

namespace gatehouse::services {

//! As many as there are digits to choose them by.
inline constexpr int reasonLimit = 9;

//! Those of \a document; when it says nothing about them, those that come with the server.
QList<ReasonTemplate> reasonTemplates(const WorkflowDocument &document);

} // namespace gatehouse::services
