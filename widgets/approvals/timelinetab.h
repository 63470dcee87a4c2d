// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/approvals/requestreview.h"
#include "widgets/receipts/receiptcard.h"

#include <QWidget>

namespace gatehouse {

class EmptyState;
class InlineError;

//! What happened to a request, oldest first; under it the receipt of the decision that is chosen.
class TimelineTab final : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineTab(RequestReview &review, ReceiptCard::Read receipts = {}, QWidget *parent = nullptr);
    void setNow(const QDateTime &now) { m_now = now; }

private:
    RequestReview &m_review;
    QDateTime m_now;
    InlineError *m_error;
    EmptyState *m_empty;
    ReceiptCard *m_receipt;
};

} // namespace gatehouse
