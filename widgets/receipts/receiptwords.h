// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/receipts/receiptservice.h"
#include "widgets/common/paint/primitives.h"

//! What is said about a receipt, in the person's language.
namespace gatehouse::receiptwords {

//! "Signed on this device · in the log at 412 of 1,203 · verified".
QString headline(const ReceiptView &view);
//! "Verified", "Not signed", "Does not hold".
BadgeLook badge(const ReceiptView &view);
//! What else there is to say, for what does not speak for itself; empty when it does.
QString explanation(const ReceiptView &view);
//! "1,203", in the person's way.
QString grouped(qint64 number);
//! What the portal's log did, in one sentence.
QString alarmSentence(LogAlarm::Kind kind);

} // namespace gatehouse::receiptwords
