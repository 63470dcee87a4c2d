// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace gatehouse {

//! "Kept in the Outbox 10:46:31, not sent yet": what is said where a write ends with kind Kept. It is
//! no failure, and never said in red.
QString keptSentence(const QDateTime &at = QDateTime::currentDateTimeUtc());

} // namespace gatehouse
