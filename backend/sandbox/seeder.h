// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/operationrunner.h"
#include "backend/sandbox/seedstory.h"

#include <QUrl>

namespace gatehouse::sandbox {

//! An operation that fills the sandbox: it signs in over HTTP as each persona and does everything
//! through the API, as people would. A restart goes on where it ended; a finished one does nothing.
//! What cannot be done (a package is gone, a policy denies) is said in its log and skipped.
services::Job seedJob(QUrl server, SeedStory story, QString progressFile);

//! True when the sandbox of \a progressFile is filled already.
bool isSeeded(const QString &progressFile);

} // namespace gatehouse::sandbox
